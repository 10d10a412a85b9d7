"""Claims that name another record are corrected: to one that is there, and to a new one."""

from __future__ import annotations

import pytest

from archive.curating import versions
from archive.curating.assigning import assign, assign_new, candidates, confirm_with, targets
from archive.curating.deciding import decide
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.undoing import undo
from archive.dates import PartialDate
from archive.models import (
    InitiativeMention,
    InstrumentMention,
    MeetingMention,
    OfficeHeld,
    OfficeMention,
    Participation,
    Person,
    PersonMention,
)
from archive.models.claims import Claim
from tests.curating.people import put, rows, sound, user
from tests.importing.naming import named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    put(named(), "one")


def someone() -> Person:
    return Person.objects.create(key="老许", name="老许", origin="authority")


def test_a_mention_goes_to_another_person_and_imports_leave_it_there() -> None:
    mention, other = PersonMention.objects.get(person__name="许桂兰"), someone()
    before = rows()
    done = assign(mention, other, user=user("curator"))
    assert (done.kind, done.by) == ("decide", "curator")
    found = {(row.person.name, row.status) for row in PersonMention.objects.filter(printed="许桂兰")}
    assert found == {("许桂兰", "rejected"), ("老许", "confirmed")}
    put(named(), "two")
    found = {(row.person.name, row.status) for row in PersonMention.objects.filter(printed="许桂兰")}
    assert found == {("许桂兰", "rejected"), ("老许", "confirmed")}
    assert sound()
    put(named(), "one")
    undo(done, user=user("curator"))
    assert rows()["archive.PersonMention"] == before["archive.PersonMention"]


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (PersonMention, "person"),
        (OfficeMention, "office"),
        (MeetingMention, "meeting"),
        (InitiativeMention, "initiative"),
        (InstrumentMention, "instrument"),
        (Participation, "person"),
    ],
)
def test_a_new_record_is_made_for_which_the_curator_vouches(model: type[Claim], field: str) -> None:
    claim = model._default_manager.all()[0]
    assert targets(claim)[0] == field
    assign_new(claim, " 新渠 ", user=user("curator"))
    right = model._default_manager.get(**{f"{field}__origin": "curator"})
    record = getattr(right, field)
    assert (str(record), record.curator, right.status, right.decided_by) == ("新渠", "curator", "confirmed", "curator")
    assert sound()


def test_a_part_taken_is_given_to_a_person_and_locked() -> None:
    part, other = Participation.objects.get(role="speaker"), someone()
    assign(part, other, user=user("curator"))
    part.refresh_from_db()
    assert (part.person, part.status, part.locks["person"]["by"]) == (other, "confirmed", "curator")


def test_the_person_of_an_office_is_another_and_imports_leave_it_so() -> None:
    mention, other = OfficeMention.objects.exclude(person=None)[0], someone()
    old, office, before = mention.person, mention.office, rows()
    assert targets(mention) == ["office", "person"]
    done = assign(mention, other, field="person", user=user("curator"))
    for importer in ("two", "three"):
        found = OfficeMention.objects.filter(paragraph=mention.paragraph, start=mention.start)
        assert {(row.person, row.office, row.status) for row in found} == {
            (old, office, "rejected"),
            (other, office, "confirmed"),
        }
        assert OfficeHeld.objects.filter(person=other, office=office).exists()
        assert sound()
        put(named(), importer)
    put(named(), "one")
    undo(done, user=user("curator"))
    assert rows()["archive.OfficeMention"] == before["archive.OfficeMention"]
    assert rows()["archive.OfficeHeld"] == before["archive.OfficeHeld"]


def test_an_office_may_be_printed_with_nobody_who_is_known_or_with_somebody_new() -> None:
    mention = OfficeMention.objects.exclude(person=None)[0]
    assign(mention, None, field="person", user=user("curator"))
    left = OfficeMention.objects.get(paragraph=mention.paragraph, start=mention.start, person=None)
    assert left.status == "confirmed"
    assert sound()
    assign_new(left, "新人", field="person", user=user("curator"))
    assert OfficeMention.objects.standing().get(person__name="新人").office == mention.office
    left.refresh_from_db()
    assert left.status == "rejected"
    put(named(), "two")
    assert sound()


def test_what_is_said_already_or_cannot_be_is_told() -> None:
    mention = OfficeMention.objects.exclude(person=None)[0]
    with pytest.raises(CurationError, match="says already"):
        assign(mention, mention.person, field="person", user=user("curator"))
    with pytest.raises(CurationError, match="is rejected"):
        assign(mention, None, field="office", user=user("curator"))
    with pytest.raises(CurationError, match="no record that could be another"):
        assign(OfficeHeld.objects.all()[0], someone(), user=user("curator"))


def test_of_an_office_held_the_days_are_corrected_confirmed_and_locked() -> None:
    held = OfficeHeld.objects.all()[0]
    assert targets(held) == []
    assert candidates(held, "person", "许") == []
    year = PartialDate.of(2031)
    done = confirm_with(held, {"start": year}, user=user("curator"))
    held.refresh_from_db()
    assert (held.start, held.status, held.locks["start"]["by"], done.kind) == (year, "confirmed", "curator", "decide")
    put(named(), "two")
    held.refresh_from_db()
    assert held.start == year
    assert sound()


def test_records_are_proposed_by_name_and_by_pinyin_but_not_the_present_one() -> None:
    mention, other = PersonMention.objects.get(person__name="许桂兰"), someone()
    Person.objects.filter(pk=other.pk).update(pinyin="lao xu")
    assert candidates(mention, "person", "老许") == [other]
    assert candidates(mention, "person", "许桂兰") == []
    assert candidates(mention, "person", " ") == []
    assert [str(office) for office in candidates(OfficeMention.objects.all()[0], "office", "水利局")] == []


def test_who_comes_second_is_told() -> None:
    mention, other = PersonMention.objects.get(person__name="许桂兰"), someone()
    seen = versions.version(mention)
    decide(mention, Claim.Status.CONFIRMED, user=user("curator", "meng"))
    with pytest.raises(StaleRecordError, match="meng has changed"):
        assign(mention, other, user=user("curator", "xu"), seen=seen)
    with pytest.raises(StaleRecordError, match="meng has changed"):
        assign_new(mention, "新人", user=user("curator", "xu"), seen=seen)
    assert not Person.objects.filter(name="新人").exists()


def test_a_new_record_needs_a_name_and_gets_a_key_of_its_own() -> None:
    mention = PersonMention.objects.get(person__name="许桂兰")
    with pytest.raises(CurationError, match="needs a name"):
        assign_new(mention, " ", user=user("curator"))
    taken = mention.person.key
    assign_new(mention, taken, user=user("curator"))
    assert Person.objects.get(origin="curator").key == f"{taken}-2"


def test_a_name_of_any_length_is_told_in_short() -> None:
    done = assign_new(PersonMention.objects.all()[0], "贺" * 2000, user=user("curator"))
    assert len(done.summary) <= 300
    assert Person.objects.filter(name="贺" * 2000).exists()
