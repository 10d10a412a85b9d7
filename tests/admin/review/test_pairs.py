"""Lists of records to compare lead to the screens where they are merged and split."""

from __future__ import annotations

import pytest

from archive.curating import correcting
from archive.dates import PartialDate
from archive.models import Meeting, Office, OfficeHeld, Organization, Person
from archive.models.dates import columns_of
from tests.admin.curators import hidden, logged_in, text, undo_address
from tests.admin.review.samples import address, queries
from tests.curating.people import fill, rows, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def groups(model: str, **query: str) -> dict[str, list[str]]:
    context = logged_in("editor").get(address("review_alike", model, **query)).context
    return {group.name: [each.record.key for each in group.records] for group in context["groups"]}


def test_records_of_one_name_stand_together_and_lead_to_merging() -> None:
    Person.objects.create(key="许桂兰", name="许桂兰", origin="authority")
    assert groups("person") == {"许桂兰": ["xu-gui-lan", "许桂兰"]}
    keys = "&".join(f"pk={pk}" for pk in Person.objects.order_by("pk").values_list("pk", flat=True))
    merge = f"{address('merge')}?model=person&amp;{keys.replace('&', '&amp;')}"
    assert merge in logged_in("editor").get(address("review_alike", "person")).content.decode()
    assert merge not in logged_in("curator").get(address("review_alike", "person")).content.decode()


def test_meetings_of_one_name_and_day_or_of_none_stand_together() -> None:
    meeting = Meeting.objects.get()
    Meeting.objects.create(key="另日", name=meeting.name, **columns_of("start", PartialDate.of(2030, 3, 3)))
    assert groups("meeting") == {}
    Meeting.objects.create(key="无日", name=meeting.name)
    assert groups("meeting") == {meeting.name: [meeting.key, "另日", "无日"]}


def test_names_come_by_the_page_each_with_all_its_records() -> None:
    for number in range(60):
        for twin in "甲乙":
            Person.objects.create(key=f"{number:02}{twin}", name=f"人{number:02}")
    client, url, seen = logged_in("editor"), address("review_alike", "person"), []
    while url:
        context = client.get(url).context
        seen += [(group.name, len(group.records)) for group in context["groups"]]
        url = context["next_address"]
    assert seen == [(f"人{number:02}", 2) for number in range(60)]


def test_people_of_several_bodies_lead_to_their_offices_and_to_splitting() -> None:
    assert list(logged_in("editor").get(address("review_two")).context["people"]) == []
    person = Person.objects.get()
    mill = Organization.objects.create(name="柳镇粮站")
    post = Office.objects.create(label="柳镇粮站站长", title="站长", organization=mill)
    OfficeHeld.objects.create(person=person, office=post, rule="example")
    html = logged_in("editor").get(address("review_two")).content.decode()
    assert address("split", "person", person.pk) in html
    assert address("review_claims", "officeheld", record=person.pk) in html
    assert "柳镇粮站站长" in html
    assert address("split", "person", person.pk) not in logged_in("curator").get(address("review_two")).content.decode()


@pytest.mark.parametrize("model", ["organization", "nothing"])
def test_records_of_which_names_are_unique_have_no_list(model: str) -> None:
    assert logged_in("editor").get(address("review_alike", model)).status_code == 404


def test_lists_take_the_same_queries_whatever_their_length() -> None:
    client = logged_in("editor")
    Person.objects.create(key="许桂兰", name="许桂兰", origin="authority")
    few = queries(client, address("review_alike", "person"))
    for number in range(20):
        Person.objects.create(key=f"p{number}", name="许桂兰", origin="authority")
    # The session, the user, permissions of user and groups; the names, their records, the version of these.
    assert len(queries(client, address("review_alike", "person"))) == len(few) == 7


def test_two_of_one_name_are_told_apart_and_that_can_be_undone() -> None:
    Person.objects.update(origin="import", curator="")
    Person.objects.create(key="许桂兰", name="许桂兰", origin="import")
    before, curator = rows(), logged_in("curator")
    page = curator.get(address("review_alike", "person"))
    form = hidden(page, "apart")
    page = curator.post(address("review_apart", "person"), form, follow=True)
    assert "Told apart: 许桂兰 ≠ 许桂兰." in text(page)
    assert set(Person.objects.values_list("origin", "curator")) == {("curator", "curator")}
    assert page.context["groups"] == []
    curator.post(undo_address(page))
    assert rows() == before


def test_who_tells_apart_what_has_changed_meanwhile_is_told() -> None:
    Person.objects.create(key="许桂兰", name="许桂兰", origin="import")
    curator = logged_in("curator")
    form = hidden(curator.get(address("review_alike", "person")), "apart")
    correcting.correct(Person.objects.get(key="许桂兰"), {"note": "柳镇"}, user=user("curator", "meng"))
    page = curator.post(address("review_apart", "person"), form, follow=True)
    assert "eng has changed" in text(page)
    assert Person.objects.get(key="许桂兰").origin == "import"


@pytest.mark.parametrize("records", [[], ["1"], ["x", "²"], ["987654", "987655"]])
def test_it_takes_two_records_to_tell_apart(records: list[str]) -> None:
    before = rows()
    assert logged_in("curator").post(address("review_apart", "person"), {"record": records}).status_code == 302
    assert rows() == before


@pytest.mark.parametrize(("role", "answer"), [("", 403), ("reader", 403), ("curator", 302), ("editor", 302)])
def test_curators_tell_apart(role: str, answer: int) -> None:
    assert logged_in(role).post(address("review_apart", "person")).status_code == answer
