"""A curator at work in the review queue, by keyboard."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.curating.deciding import decide
from archive.models import OfficeHeld, OfficeMention, Person, PersonMention, Suggestion
from archive.models.claims import Claim
from tests.admin.curators import logged_in
from tests.admin.review.samples import queue
from tests.browser.axe import violations
from tests.curating.people import user

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = "/admin/review/claims/personmention/"


@pytest.fixture
def curator(page: Page, live_server: LiveServer) -> Page:
    """The window of a curator who has logged in, with four claims waiting: 会 议 要 求."""
    queue()
    client: Client = logged_in("curator")
    page.context.add_cookies(
        [{"name": name, "value": cookie.value, "url": live_server.url} for name, cookie in client.cookies.items()]
    )
    return page


def words(page: Page) -> str:
    return page.locator("#words mark").inner_text()


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def statuses() -> dict[str, str]:
    return dict(PersonMention.objects.values_list("printed", "status"))


def test_a_queue_is_worked_through_by_keys_alone(curator: Page) -> None:
    curator.goto("/admin/review/")
    curator.get_by_role("link", name="人物提及").click()
    assert words(curator) == "会"
    press(curator, "y")
    assert words(curator) == "议"
    press(curator, "n")
    assert words(curator) == "要"
    press(curator, "s")
    assert words(curator) == "求"
    press(curator, "Enter")
    assert statuses() == {"会": "confirmed", "议": "rejected", "要": "suggested", "求": "confirmed"}
    press(curator, "Enter")  # from the start, with what was skipped
    assert words(curator) == "要"
    press(curator, "u")
    assert words(curator) == "求"
    assert statuses()["求"] == "suggested"
    expect(curator.locator(".where progress")).to_have_attribute("value", "2")


def test_a_name_is_corrected_while_typing_and_chosen_with_the_arrows(curator: Page) -> None:
    Person.objects.create(key="老许", name="老许", pinyin="lao xu", origin="authority")
    curator.goto(PEOPLE)
    curator.keyboard.press("c")
    expect(curator.locator("#find-person")).to_be_focused()
    curator.keyboard.type("yns")  # the keys of the page mean nothing in a field
    curator.locator("#find-person").fill("")
    curator.locator("#find-person").press_sequentially("老许")
    expect(curator.locator("#candidates-person").get_by_role("button", name="老许")).to_be_visible()
    curator.keyboard.press("ArrowDown")
    press(curator, "Enter")
    assert words(curator) == "议"
    assert PersonMention.objects.get(person__key="老许").status == "confirmed"


def test_a_key_pressed_twice_decides_once(curator: Page) -> None:
    curator.goto(PEOPLE)
    with curator.expect_navigation():
        curator.evaluate(
            "for (let i = 0; i < 3; i++)"
            " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', bubbles: true}))"
        )
    assert words(curator) == "议"
    assert list(statuses().values()).count("rejected") == 1
    expect(curator.locator(".messagelist .error")).to_have_count(0)


def test_all_mentions_of_a_person_are_rejected_at_once_and_taken_back(curator: Page) -> None:
    curator.goto(PEOPLE)
    curator.locator(".chip.add").first.click()
    curator.locator(".chip.many").click()
    expect(curator.locator("#content")).to_contain_text("4")
    curator.locator("button.no").click()
    expect(curator.locator(".messagelist")).to_contain_text("4")
    assert set(statuses().values()) == {"rejected"}
    press(curator, "u")
    assert set(statuses().values()) == {"suggested"}


@pytest.mark.window(java_script_enabled=False)
def test_without_scripts_the_buttons_do_the_same(curator: Page) -> None:
    Person.objects.create(key="老许", name="老许", origin="authority")
    curator.goto(PEOPLE)
    curator.locator("button.yes").click()
    assert words(curator) == "议"
    curator.locator("#find-person").fill("老许")
    curator.locator("form.find button").click()
    curator.locator("#candidates-person").get_by_role("button", name="老许").click()
    assert words(curator) == "要"
    assert statuses()["会"] == "confirmed"
    curator.locator("form.last button").click()
    assert re.search(r"/\d+/$", curator.url)


@pytest.mark.parametrize(
    "window",
    [
        pytest.param("desk", marks=pytest.mark.window(locale="en-GB")),
        pytest.param("dark", marks=pytest.mark.window(color_scheme="dark")),
        pytest.param("phone", marks=pytest.mark.window(viewport={"width": 390, "height": 844})),
    ],
)
def test_axe_finds_nothing_wrong_on_the_screens(window: str, curator: Page) -> None:
    suggestion = Suggestion.objects.all()[0]
    done = decide(PersonMention.objects.by_doubt()[3], Claim.Status.REJECTED, user=user("curator"))
    found = []
    for address in (
        "/admin/", "/admin/review/", PEOPLE, f"{PEOPLE}many/?rule=example", "/admin/review/articles/",
        f"/admin/review/suggestions/{suggestion.pk}/",
        f"/admin/review/claims/officemention/{OfficeMention.objects.all()[0].pk}/",
        f"/admin/review/claims/officeheld/{OfficeHeld.objects.all()[0].pk}/",
        "/admin/review/alike/person/", "/admin/review/two/",
        "/admin/history/", f"/admin/history/{done.pk}/", f"/admin/history/{done.pk}/revert/",
    ):  # fmt: skip
        curator.goto(address)
        found += violations(curator)
    assert found == [], "\n".join(found)


def test_words_selected_in_the_text_are_taken_into_the_form(curator: Page) -> None:
    article = PersonMention.objects.all()[0].paragraph.article
    article.paragraphs.filter(number=3).update(text="渠道连着𠮷渠道。")
    curator.goto(f"/admin/mention/{article.pk}/")
    curator.evaluate(
        "const words = document.querySelector('[data-paragraph=\"3\"]').firstChild;"
        "document.getSelection().setBaseAndExtent(words, 6, words, 8)"
    )
    expect(curator.locator("#id_words")).to_have_value("渠道")
    expect(curator.locator("#id_paragraph")).to_have_value("3")
    curator.locator("#words-form button").click()
    assert curator.locator("input[name=place]").count() == 2
    expect(curator.locator("#place2")).to_be_checked()
    curator.locator("#name").fill("新渠道")
    curator.locator("button[name=new]").click()
    expect(curator.locator(".messagelist")).to_contain_text("新渠道")
    added = PersonMention.objects.get(person__name="新渠道")
    assert (added.start, added.printed, added.status) == (5, "渠道", "confirmed")
