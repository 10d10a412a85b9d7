"""Parting: mentions go to another record with what they prove, and the next import keeps to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.models import Operation
from archive.curating.parting import reassign, split
from archive.curating.undoing import undo
from archive.importing.knowing import known_authority
from archive.models import Meeting, MeetingMention, OfficeHeld, Participation, Person, PersonMention
from archive.models.curation import Origin
from tests.curating.people import put, rows, sound, user
from tests.importing.naming import TEXT, named

pytestmark = pytest.mark.django_db

OTHER = "二.txt"


@pytest.fixture(autouse=True)
def archive() -> None:
    """Two documents that name the same people, the same meeting and the same office."""
    put(named(), "one")
    put(named(TEXT.replace("柳镇", "杨镇", 1), OTHER), "one")


def xu() -> Person:
    return Person.objects.get(key="许桂兰")


def in_other() -> dict[str, str]:
    return {"paragraph__article__document__file_name": OTHER}


def test_a_person_is_parted_with_what_the_mentions_prove() -> None:
    before = rows()
    chosen = xu().mentions.filter(**in_other())
    number = chosen.count()

    done = split(xu(), chosen, user=user("editor"), expected=number)

    assert sound()
    new = Person.objects.get(key="许桂兰-2")
    assert (new.name, new.pinyin, new.origin, new.curator) == ("许桂兰", "xu gui lan", "curator", "editor")
    assert set(new.mentions.values_list("paragraph__article__document__file_name", "status")) == {(OTHER, "confirmed")}
    assert new.mentions.count() == number
    assert xu().mentions.filter(**in_other()).values_list("status", flat=True).distinct().get() == "rejected"
    assert xu().mentions.standing().count() == number
    assert [str(held.office) for held in new.offices_held.all()] == ["青禾县水利局局长"]
    assert OfficeHeld.objects.filter(person=xu()).count() == 1
    assert done.summary == f"许桂兰 → 许桂兰-2: {number}"

    undo(done, user=user("editor"))
    assert rows() == before


def test_imports_keep_who_was_parted() -> None:
    split(xu(), xu().mentions.filter(**in_other()), user=user("editor"))
    before = rows()["archive.PersonMention"]
    assert sorted(figure.key for figure in known_authority().figures) == ["许桂兰", "许桂兰-2"]

    put(named(), "two")
    put(named(TEXT.replace("柳镇", "杨镇", 1), OTHER), "two")

    assert rows()["archive.PersonMention"] == before
    assert sound()


def test_a_meeting_is_parted_with_those_who_took_part() -> None:
    before = rows()
    meeting = Meeting.objects.get()
    roles = sorted(meeting.participations.values_list("name", "role"))

    done = split(meeting, meeting.mentions.filter(**in_other()), user=user("editor"), name="杨镇春灌会")

    assert sound()
    new = Meeting.objects.get(name="杨镇春灌会")
    assert new.key == f"{meeting.key}-2"
    assert sorted(new.participations.values_list("name", "role")) == roles
    assert sorted(meeting.participations.standing().values_list("name", "role")) == roles
    for part in new.participations.all():
        assert set(part.mentions.values_list("paragraph__article__document__file_name", "status")) == {
            (OTHER, "confirmed")
        }
    mentions = rows()["archive.MeetingMention"]
    put(named(TEXT.replace("柳镇", "杨镇", 1), OTHER), "two")
    assert rows()["archive.MeetingMention"] == mentions
    assert sorted(new.participations.values_list("name", "role")) == roles
    assert sound()

    put(named(TEXT.replace("柳镇", "杨镇", 1), OTHER), "one")
    undo(done, user=user("editor"))
    assert rows() == before


def test_one_mention_is_corrected_to_another_person() -> None:
    other = Person.objects.create(key="许桂", name="许桂", origin="authority")
    mention = xu().mentions.filter(**in_other())[:1]

    done = reassign(PersonMention.objects.filter(pk__in=mention), other, user=user("curator"))

    assert sound()
    assert other.mentions.get().status == "confirmed"
    assert xu().mentions.filter(status="rejected").count() == 1
    put(named(TEXT.replace("柳镇", "杨镇", 1), OTHER), "two")
    assert other.mentions.count() == 1
    assert xu().mentions.filter(status="rejected").count() == 1
    assert done.summary == "许桂兰 → 许桂: 1"


def test_a_mention_that_is_right_after_all_is_given_back() -> None:
    other = Person.objects.create(key="许桂", name="许桂", origin="authority")
    mention = xu().mentions.filter(**in_other())[0]
    reassign(PersonMention.objects.filter(pk=mention.pk), other, user=user("curator"))
    reassign(other.mentions.all(), xu(), user=user("curator"))
    mention.refresh_from_db()
    assert (mention.status, mention.decided_by) == ("confirmed", "curator")
    assert other.mentions.get().status == "rejected"


def test_what_cannot_be_parted_is_told() -> None:
    before = rows()
    meeting = Meeting.objects.get()
    editor = user("editor")
    refused: list[tuple[Callable[[], Operation], str]] = [
        (lambda: split(xu(), xu().mentions.all(), user=editor), "nothing would be left"),
        (lambda: split(xu(), xu().mentions.none(), user=editor), "No mention"),
        (lambda: split(xu(), PersonMention.objects.all(), user=editor), "several records"),
        (lambda: split(xu(), PersonMention.objects.exclude(person=xu()), user=editor), "another record"),
        (lambda: split(xu(), MeetingMention.objects.all(), user=editor), "this sort"),
        (lambda: reassign(meeting.mentions.all(), meeting, user=editor), "already"),
    ]
    for attempt, error in refused:
        with pytest.raises(CurationError, match=error):
            attempt()
    with pytest.raises(StaleRecordError, match="5 mentions"):
        split(xu(), xu().mentions.filter(**in_other()), user=editor, expected=5)
    assert rows() == before


def test_the_curator_vouches_for_both() -> None:
    split(xu(), xu().mentions.filter(**in_other()), user=user("editor"))
    assert set(Person.objects.filter(name="许桂兰").values_list("origin", flat=True)) == {Origin.CURATOR}
    assert Participation.objects.filter(name="许桂兰").exists()
