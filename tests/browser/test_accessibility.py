"""What axe-core finds wrong with the pages: nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize(
    "window",
    [
        pytest.param("desk", marks=pytest.mark.window()),
        pytest.param("phone in English", marks=pytest.mark.window(viewport=PHONE, locale="en-GB")),
        pytest.param("dark", marks=pytest.mark.window(color_scheme="dark")),
    ],
)
def test_axe_finds_nothing_wrong_on_any_kind_of_page(window: str, page: Page, addresses: dict[str, str]) -> None:
    found: list[str] = []
    for kind, address in addresses.items():
        page.goto(address)
        for violation in Axe().run(page).response["violations"]:
            places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            found.append(f"{kind}: {violation['impact']} {violation['id']}: {places}")
    assert found == []


@pytest.mark.window(viewport=PHONE)
def test_no_page_is_wider_than_a_phone(page: Page, addresses: dict[str, str]) -> None:
    wide = {}
    for kind, address in addresses.items():
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[kind] = width
    assert wide == {}
