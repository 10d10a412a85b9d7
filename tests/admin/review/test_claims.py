"""One claim on a screen: what is shown, how it is decided, and what the second to decide is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.curating.deciding import decide
from archive.curating.models import Operation
from archive.curating.queue import CLAIMS
from archive.models import Article, OfficeHeld, OfficeMention, Participation, Person, PersonMention
from archive.models.claims import Claim
from tests.admin.curators import logged_in
from tests.admin.review.samples import ROLES, address, queries, queue
from tests.curating.people import user
from tests.models.examples import mention

pytestmark = pytest.mark.django_db

QUEUE = "personmention"
NEXT = ("review_claims", QUEUE)


def shown(client: Client, url: str) -> Any:
    """What the page is about."""
    response = client.get(url)
    assert response.status_code == 200
    return response.context["claim"]


def press(client: Client, url: str, **data: str) -> Any:
    """Post what the buttons of the page at `url` post, and follow to the next page."""
    context = client.get(url).context
    form = {"seen": str(context["version"])} | data
    return client.post(context["decide_address"], form, follow=True)


def test_the_least_sure_claim_comes_first_with_its_words_in_the_text_and_the_raw_lines() -> None:
    first, *_rest = queue()
    response = logged_in("curator").get(address(*NEXT))
    assert response.context["claim"] == first
    html = response.content.decode()
    assert "<mark>会</mark>议要求，渠道清淤" in html
    assert '<li value="4">会议要求，渠道清淤要在清明之前完成。</li>' in html
    assert '<li value="5" class="other">— 1 —</li>' in html
    assert Article.objects.order_by("pk")[0].get_absolute_url() + "#p3" in html
    assert "0 of 4 (0%)" in html
    for key in ("y Enter", "n", "c", "s"):
        assert f'aria-keyshortcuts="{key}"' in html


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_after_a_decision_comes_the_next_claim_of_the_same_filters(status: str) -> None:
    first, _second, third, _fourth = queue()
    PersonMention.objects.filter(printed__in="会要").update(rule="甲")
    client = logged_in("curator")
    response = press(client, address(*NEXT, rule="甲"), status=status)
    assert response.context["claim"] == third
    assert response.context["selection"].rule == "甲"
    assert response.context["progress"] == (1, 1)
    first.refresh_from_db()
    assert (first.status, first.decided_by) == (status, "curator")


def test_what_is_skipped_waits_and_comes_again_from_the_start() -> None:
    first, second, *_rest = queue()
    client = logged_in("curator")
    after = client.get(client.get(address(*NEXT)).context["skip_address"])
    assert after.context["claim"] == second
    PersonMention.objects.exclude(pk=first.pk).delete()
    end = client.get(after.context["skip_address"])
    assert end.context["claim"] is None
    assert "1 claim was skipped" in end.content.decode()
    assert shown(client, end.context["from_start"]) == first


def test_an_empty_queue_says_so() -> None:
    queue()
    PersonMention.objects.all().delete()
    assert "Nothing waits here any more" in logged_in("curator").get(address(*NEXT)).content.decode()


def test_the_last_decision_is_told_taken_back_and_shown_again() -> None:
    first, *_rest = queue()
    client = logged_in("curator")
    after = press(client, address(*NEXT), status="rejected")
    last = after.context["last"]
    assert last.told == "会: rejected"
    response = client.post(address("review_undo", last.pk), follow=True)
    assert response.context["claim"] == first
    first.refresh_from_db()
    assert (first.status, first.decided_by) == ("suggested", "")
    assert response.context["last"] is None


def test_the_last_decision_is_ones_own() -> None:
    first, *_rest = queue()
    decide(first, Claim.Status.REJECTED, user=user("curator", "meng"))
    client = logged_in("curator", "xu")
    assert client.get(address(*NEXT)).context["last"] is None
    done = Operation.objects.recent()[0]
    assert client.post(address("review_undo", done.pk)).status_code == 403
    first.refresh_from_db()
    assert first.status == "rejected"


def test_who_comes_second_is_told_by_whom_and_sees_the_claim_as_it_is() -> None:
    first, *_rest = queue()
    client = logged_in("curator", "xu")
    page = client.get(address(*NEXT, rule="example"))
    decide(first, Claim.Status.CONFIRMED, user=user("curator", "meng"))
    form = {"seen": str(page.context["version"]), "status": "rejected"}
    response = client.post(page.context["decide_address"], form, follow=True)
    html = response.content.decode()
    assert "meng has changed 会" in str(*response.context["messages"])
    assert "Decided already: confirmed by meng" in html
    assert (response.context["claim"], response.context["selection"].rule) == (first, "example")
    first.refresh_from_db()
    assert (first.status, first.decided_by) == ("confirmed", "meng")
    # Having seen that, one may decide otherwise.
    assert press(client, response.request["PATH_INFO"], status="rejected").status_code == 200
    first.refresh_from_db()
    assert (first.status, first.decided_by) == ("rejected", "xu")


def test_a_claim_is_given_to_another_person_and_to_a_new_one() -> None:
    first, second, *_rest = queue()
    other = Person.objects.create(key="老许", name="老许", origin="authority")
    client = logged_in("curator")
    page = client.get(address("review_claim", QUEUE, first.pk, find="老许"))
    assert [record for record, _facts in page.context["corrections"][0].candidates] == [other]
    form = {"seen": str(page.context["version"]), "record": str(other.pk)}
    response = client.post(page.context["assign_address"], form, follow=True)
    assert response.context["claim"] == second
    assert PersonMention.objects.get(person=other).status == "confirmed"
    page = client.get(address("review_claim", QUEUE, second.pk, find="贺老三"))
    client.post(page.context["assign_address"], {"seen": str(page.context["version"]), "name": "贺老三"})
    assert PersonMention.objects.get(printed="议", status="confirmed").person.name == "贺老三"


def test_the_person_of_an_office_is_chosen_among_those_named_beside_it_or_is_nobody() -> None:
    queue()
    mention_ = OfficeMention.objects.exclude(person=None)[0]
    other = Person.objects.create(key="老许", name="老许", origin="authority")
    mention(PersonMention, mention_.paragraph, "昨日", person=other)
    client, here = logged_in("curator"), address("review_claim", "officemention", mention_.pk)
    page = client.get(here)
    of_office, of_person = page.context["corrections"]
    assert (of_office.field, of_office.candidates) == ("office", [])
    assert other in [record for record, _facts in of_person.candidates]
    assert mention_.person not in [record for record, _facts in of_person.candidates]
    form = {"seen": str(page.context["version"]), "field": "person"}
    client.post(page.context["assign_address"], form | {"record": str(other.pk)})
    assert OfficeMention.objects.get(status="confirmed", office=mention_.office).person == other
    page = client.get(here)
    client.post(page.context["assign_address"], form | {"seen": str(page.context["version"]), "nobody": "1"})
    assert OfficeMention.objects.filter(status="confirmed", person=None, office=mention_.office).exists()
    assert client.post(page.context["assign_address"], form | {"field": "paragraph"}).status_code == 404


def test_the_days_of_an_office_are_corrected_as_far_as_they_are_known() -> None:
    queue()
    held = OfficeHeld.objects.all()[0]
    client, here = logged_in("curator"), address("review_claim", "officeheld", held.pk)
    page = client.get(here)
    days = {name: field.initial or "" for name, field in page.context["dates"].fields.items()}
    days |= {name: page.context["dates"].initial[name] for name in days}
    form = {"seen": str(page.context["version"])} | days
    for wrong, told in (
        ({"start": "昨天"}, "is no date"),
        ({"start": "2031-05", "end": "2031-04"}, "before the other day"),
        ({}, "No day was changed"),
    ):
        response = client.post(page.context["dates_address"], form | wrong)
        assert told in response.content.decode(), wrong
        assert all(value in response.content.decode() for value in wrong.values())
    held.refresh_from_db()
    assert held.locks == {}
    client.post(page.context["dates_address"], form | {"start": "2031-04", "end": "2031年5月6日"})
    held.refresh_from_db()
    assert (str(held.start), str(held.end), held.status) == ("2031-04", "2031-05-06", "confirmed")
    assert set(held.locks) == {"start", "end"}
    html = client.get(here).content.decode()
    assert "2031-04" in html
    mention_ = OfficeMention.objects.all()[0]
    assert client.post(address("review_dates", "officemention", mention_.pk)).status_code == 404


def test_what_cannot_be_done_is_told_on_the_same_claim() -> None:
    first, *_rest = queue()
    client = logged_in("curator")
    response = client.post(address("review_assign", QUEUE, first.pk), {"name": " "}, follow=True)
    assert "A new record needs a name" in response.content.decode()
    assert response.context["claim"] == first
    PersonMention.objects.filter(pk=first.pk).update(rule="", status="confirmed", decided_by="meng")
    response = client.post(address("review_decide", QUEUE, first.pk), {"status": "suggested"}, follow=True)
    assert "reject it instead" in response.content.decode()


@pytest.mark.parametrize("model", CLAIMS, ids=lambda model: model.__name__)
def test_every_queue_shows_its_claims_and_decides_on_them(model: Any) -> None:
    queue()
    model._default_manager.update(confidence=0.5, status="suggested", decided_by="", decided_at=None, rule="example")
    client, name = logged_in("curator"), model._meta.model_name
    for row in model._default_manager.by_doubt():
        form = client.get(reverse(f"admin:archive_{name}_change", args=[row.pk]))
        assert address("review_claim", name, row.pk) in form.content.decode()
        response = client.get(address("review_claim", name, row.pk))
        assert response.context["claim"] == row
        assert response.context["facts"]
    response = press(client, address("review_claims", name), status="confirmed")
    assert response.status_code == 200
    assert model._default_manager.decided().count() == 1


def test_a_part_of_which_no_print_speaks_is_shown_without_words() -> None:
    queue()
    part = Participation.objects.get(role="chair")
    html = logged_in("curator").get(address("review_claim", "participation", part.pk)).content.decode()
    assert "No print speaks of it any more" in html


@pytest.mark.parametrize("role", ROLES)
def test_the_queue_is_for_curators_whatever_the_address(role: str) -> None:
    first, *_rest = queue()
    may = role in ("curator", "editor", "administrator")
    client = logged_in(role)
    done = decide(first, Claim.Status.REJECTED, user=user("administrator", "other"))
    pages = [
        address("review"), address(*NEXT), address("review_claim", QUEUE, first.pk),
        address("review_many", QUEUE, rule="example"), address("review_find", QUEUE, first.pk, find="许"),
        address("review_articles"), address("review_article", Article.objects.all()[0].pk),
        address("review_suggestions"), address("review_alike", "person"), address("review_two"),
    ]  # fmt: skip
    for page in pages:
        assert client.get(page).status_code == (200 if may else 403), page
    before = list(PersonMention.objects.order_by("pk").values())
    if not may:
        posts: list[tuple[str, dict[str, str]]] = [
            (address("review_decide", QUEUE, first.pk), {"status": "confirmed"}),
            (address("review_assign", QUEUE, first.pk), {"name": "甲"}),
            (
                address("review_many", QUEUE, rule="example"),
                {"status": "rejected", "scope": "all", "expected_all": "3"},
            ),
            (address("review_mark", Article.objects.all()[0].pk), {"review": "reviewed"}),
            (address("review_settle", 1), {"answer": "accept"}),
            (address("review_undo", done.pk), {}),
        ]
        for page, data in posts:
            assert client.post(page, data).status_code == 403, page
        assert list(PersonMention.objects.order_by("pk").values()) == before


def test_who_is_not_logged_in_is_asked_to() -> None:
    first, *_rest = queue()
    for page in (address("review"), address(*NEXT), address("review_claim", QUEUE, first.pk)):
        assert "/login/" in Client().get(page).headers["location"]


def test_nothing_is_written_by_looking() -> None:
    first, *_rest = queue()
    client = logged_in("curator")
    for name in ("review_decide", "review_assign"):
        assert client.get(address(name, QUEUE, first.pk)).status_code == 405
    assert client.get(address("review_undo", 1)).status_code == 405
    # As where one has had to log in again before it is sent: one is told, and led back to the claim.
    page = client.get(address("review_decide", QUEUE, first.pk))
    assert "your last step was not taken" in page.content.decode()
    assert page.context["address"] == address("review_claim", QUEUE, first.pk)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user("curator"))
    assert strict.post(address("review_decide", QUEUE, first.pk), {"status": "rejected"}).status_code == 403


@pytest.mark.parametrize("queue_name", ["nothing", "article", "printing"])
def test_a_queue_that_is_none_is_not_found(queue_name: str) -> None:
    queue()
    assert logged_in("curator").get(address("review_claims", queue_name)).status_code == 404


def test_hostile_addresses_are_answered() -> None:
    first, *_rest = queue()
    client = logged_in("curator")
    for query in (
        {"after": "x-y"}, {"after": "nan-1"}, {"after": "0.3-99999999999999999999"}, {"below": "1e999"},
        {"below": "\0"}, {"record": "１２"}, {"name": "'; DROP"}, {"find": "%\0" * 40}, {"document": "x" * 3000},
    ):  # fmt: skip
        assert client.get(address(*NEXT, **query)).status_code == 200, query
    assert client.get(address("review_claim", QUEUE, 10**18)).status_code == 404
    assert client.post(address("review_decide", QUEUE, first.pk), {"status": "gone"}).status_code == 404


def test_a_page_takes_the_same_queries_whatever_the_number_of_claims() -> None:
    queue()
    client = logged_in("curator")
    few = queries(client, address(*NEXT))
    text = Article.objects.order_by("pk")[0].paragraphs.get(number=3)
    for number in range(30):
        person = Person.objects.create(key=f"p{number}", name=f"甲{number}")
        mention(PersonMention, text, text.text[number % 10 : number % 10 + 2], person=person)
    many = queries(client, address(*NEXT))
    # The session, the user, permissions of user and groups; decided, doubtful; the first claim's key, the claim with
    # paragraph, article and document; the last decision; its person's offices; the paragraphs beside, the raw lines;
    # other mentions of the person; the claim's version.
    assert len(many) == len(few) == 14, "\n".join(many)
    assert not [sql for sql in many if "OFFSET" in sql]
