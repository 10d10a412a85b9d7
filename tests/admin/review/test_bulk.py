"""Many claims decided at once: counted before, undone after, and nobody's decision overrun."""

from __future__ import annotations

import pytest

from archive.curating.deciding import decide
from archive.curating.models import Operation
from archive.models import PersonMention
from archive.models.claims import Claim
from tests.admin.curators import logged_in
from tests.admin.review.samples import address, queries, queue
from tests.curating.people import user

pytestmark = pytest.mark.django_db

MANY = ("review_many", "personmention")


def statuses() -> dict[str, str]:
    return dict(PersonMention.objects.values_list("printed", "status"))


@pytest.mark.parametrize(("scope", "number"), [("all", 4), ("doubtful", 3)])
def test_all_claims_of_a_filter_are_counted_then_decided_and_taken_back(scope: str, number: int) -> None:
    queue()
    PersonMention.objects.filter(printed="求").update(confidence=0.95)
    client = logged_in("curator")
    page = client.get(address(*MANY, name="许桂兰"))
    assert (page.context["undecided"], page.context["doubtful"]) == (4, 3)
    assert statuses() == dict.fromkeys("会议要求", "suggested")
    form = {"status": "rejected", "scope": scope, "expected_all": "4", "expected_doubtful": "3"}
    response = client.post(address(*MANY, name="许桂兰"), form, follow=True)
    assert f"{number} claims were rejected" in response.content.decode()
    assert list(statuses().values()).count("rejected") == number
    last = response.context["last"]
    assert last.told == f"mentions of people × {number}: rejected"
    client.post(address("review_undo", last.pk))
    assert statuses() == dict.fromkeys("会议要求", "suggested")


def test_what_somebody_has_decided_stays() -> None:
    first, *_rest = queue()
    decide(first, Claim.Status.CONFIRMED, user=user("curator", "meng"))
    form = {"status": "rejected", "scope": "all", "expected_all": "3", "expected_doubtful": "3"}
    logged_in("curator").post(address(*MANY, rule="example"), form)
    assert statuses() == {"会": "confirmed", "议": "rejected", "要": "rejected", "求": "rejected"}
    first.refresh_from_db()
    assert first.decided_by == "meng"


def test_the_count_is_a_promise() -> None:
    first, *_rest = queue()
    client = logged_in("curator")
    client.get(address(*MANY, rule="example"))
    decide(first, Claim.Status.CONFIRMED, user=user("curator", "meng"))
    form = {"status": "rejected", "scope": "all", "expected_all": "4", "expected_doubtful": "4"}
    response = client.post(address(*MANY, rule="example"), form, follow=True)
    assert "There were 4 of them, now there are 3" in response.content.decode()
    assert response.context["undecided"] == 3
    assert "rejected" not in statuses().values()


def test_a_whole_queue_is_not_decided_on_at_once() -> None:
    queue()
    client = logged_in("curator")
    assert "Choose a filter first" in client.get(address(*MANY), follow=True).content.decode()
    client.post(address(*MANY), {"status": "rejected", "scope": "all", "expected_all": "4"})
    assert "rejected" not in statuses().values()


@pytest.mark.parametrize(
    "form",
    [{}, {"status": "rejected"}, {"status": "suggested", "scope": "all", "expected_all": "4"},
     {"status": "rejected", "scope": "every", "expected_every": "4"},
     {"status": "rejected", "scope": "all", "expected_all": "four"}],
)  # fmt: skip
def test_a_form_that_asks_for_nothing_known_changes_nothing(form: dict[str, str]) -> None:
    queue()
    assert logged_in("curator").post(address(*MANY, rule="example"), form).status_code == 404
    assert not Operation.objects.filter(by="curator").exists()


def test_the_page_takes_the_same_queries_for_one_claim_as_for_many() -> None:
    first, *_rest = queue()
    client = logged_in("curator")
    many = queries(client, address(*MANY, rule="example"))
    PersonMention.objects.exclude(pk=first.pk).delete()
    # The session, the user, permissions of user and groups; both counts; the keys of some, these with their places.
    assert len(queries(client, address(*MANY, rule="example"))) == len(many) == 8, "\n".join(many)
