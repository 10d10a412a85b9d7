"""What axe-core finds wrong with the pages: nothing."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from archive.curating import correcting
from archive.models import (
    Article,
    Document,
    Instrument,
    Meeting,
    Office,
    OfficeHeld,
    Person,
    PersonMention,
)
from tests.browser.axe import violations
from tests.curating.people import user

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


@pytest.mark.parametrize(
    "window",
    [
        pytest.param("light", marks=pytest.mark.window()),
        pytest.param("light, English", marks=pytest.mark.window(locale="en-GB")),
        pytest.param("dark", marks=pytest.mark.window(color_scheme="dark")),
    ],
)
@pytest.mark.usefixtures("addresses")
def test_axe_finds_nothing_wrong_on_screens_of_curation(window: str, page: Page, live_server: LiveServer) -> None:
    """Those of the review are looked at in test_reviewing, those of an import in test_uploading."""
    editor = user("editor")
    editor.is_staff = True
    editor.save()
    client = Client()
    client.force_login(editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    article = Article.objects.exclude(title=None).order_by("pk")[0]
    correcting.correct(article, {"title": "渠尾有水"}, user=editor)
    people = list(Person.objects.order_by("pk")[:2])
    paragraph = article.paragraphs.order_by("-number")[0]
    cut = f"/admin/cut/{article.pk}/"
    found: list[str] = []
    for address in (
        "/admin/import/",
        f"/admin/merge/?model=person&pk={people[0].pk}&pk={people[1].pk}",
        f"/admin/split/person/{people[0].pk}/",
        f"/admin/split/meeting/{Meeting.objects.order_by('pk')[0].pk}/",
        cut,
        f"{cut}?at=p{paragraph.pk}",
        f"{cut}?do=split&paragraph={paragraph.pk}",
        f"/admin/unlock/article/{article.pk}/title/",
        f"/admin/mention/{article.pk}/?words=有&kind=office",
        *(f"/admin/archive/{model}/" for model in ("article", "person", "meeting", "personmention")),
        *(f"/admin/archive/{model}/add/" for model in ("person", "meeting", "officeheld", "initiative")),
        *(
            f"/admin/archive/{model._meta.model_name}/{model._default_manager.latest('pk').pk}/change/"
            for model in (Article, Document, Person, Office, OfficeHeld, Meeting, Instrument, PersonMention)
        ),
        f"/admin/archive/article/{article.pk}/change/",
        f"/admin/archive/article/{article.pk}/history/",
        "/admin/password_change/",
    ):
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        assert unquote(page.url).endswith(address)
        found += violations(page)
    assert found == [], "\n".join(found)


@pytest.mark.window(viewport=PHONE)
def test_the_words_of_pictures_are_legible_on_a_phone(page: Page, addresses: dict[str, str]) -> None:
    """At least 11 pixels high."""
    seen = 0
    for kind in ("timeline", "network", "initiative", "person"):
        page.goto(addresses[kind])
        heights = page.locator(".drawing text:visible").evaluate_all(
            "texts => texts.map(text => { const { a, b } = text.getScreenCTM();"
            " return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b); })"
        )
        seen += len(heights)
        assert all(height >= 11 for height in heights), (kind, min(heights))
    assert seen
