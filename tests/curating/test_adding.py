"""Mentions that people add: they are confirmed, prove records, outlive imports and are undone."""

from __future__ import annotations

from typing import Any

import pytest

from archive.curating import adding, cutting, deciding, versions
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.undoing import undo
from archive.dates import PartialDate
from archive.importing.records import Reason
from archive.models import (
    Article,
    Initiative,
    Instrument,
    Meeting,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
)
from archive.models.claims import Claim
from tests.builders import TEXT, document
from tests.curating.people import changed_since, fill, put, rows, sound, user

pytestmark = pytest.mark.django_db

CALL = "会议要求，渠道清淤要在清明之前完成。"


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def call() -> Paragraph:
    return Paragraph.objects.get(article__key="qing-he-tong-xun-l2", text=CALL)


@pytest.mark.parametrize(
    ("model", "kind"), [(Person, ""), (Office, ""), (Meeting, ""), (Initiative, "programme"), (Instrument, "")]
)
def test_words_may_name_a_record_that_the_archive_lacks(model: Any, kind: str) -> None:
    before, old = rows(), set(model.objects.values_list("pk", flat=True))
    done = adding.add_mention_of_new(call(), 5, 7, model, " 新渠 ", kind=kind, user=user("curator"))
    record = model.objects.exclude(pk__in=old).get()
    assert (str(record), record.origin, record.curator) == ("新渠", "curator", "curator")
    assert getattr(record, "kind", "other") == (kind or "other")
    assert sound()
    undo(done, user=user("curator"))
    assert changed_since(before) == {}


def test_a_new_record_needs_a_name_and_a_kind_that_there_is() -> None:
    before = rows()
    with pytest.raises(CurationError, match="needs a name"):
        adding.add_mention_of_new(call(), 5, 7, Person, " ", user=user("curator"))
    with pytest.raises(CurationError, match="no kind “渠”"):
        adding.add_mention_of_new(call(), 5, 7, Instrument, "新渠", kind="渠", user=user("curator"))
    with pytest.raises(CurationError, match="No words"):
        adding.add_mention_of_new(call(), 500, 507, Person, "新渠", user=user("curator"))
    assert changed_since(before) == {}


def test_a_person_is_named_where_the_import_saw_nobody() -> None:
    before = rows()
    xu = Person.objects.get()
    done = adding.add_mention(call(), 5, 7, xu, user=user("curator"), seen=versions.version(call()))

    mention = PersonMention.objects.get(printed="渠道")
    assert (mention.start, mention.end, mention.person, mention.paragraph) == (5, 7, xu, call())
    assert (mention.status, mention.decided_by, mention.rule, mention.confidence) == ("confirmed", "curator", "", 1)
    assert done.summary == "渠道: 许桂兰"
    assert sound()
    undo(done, user=user("curator"))
    assert changed_since(before) == {}


@pytest.mark.parametrize("model", [Person, Office, Meeting, Participation, Initiative, Instrument])
def test_all_that_words_can_name_is_named(model: Any) -> None:
    before = rows()
    record = model.objects.order_by("pk")[0]
    done = adding.add_mention(call(), 9, 10, record, user=user("curator"))
    named, target = adding.NAMED[model]
    assert named._default_manager.filter(**{target: record, "printed": "要"}).count() == 1
    assert sound()
    undo(done, user=user("curator"))
    assert changed_since(before) == {}


def test_an_office_is_seen_held_by_whom_it_is_printed_with() -> None:
    editor, body = user("editor"), Organization.objects.get(name="青禾县")
    office = Office.objects.create(
        label="青禾县县长", title="县长", organization=body, origin="curator", curator="meng"
    )
    adding.add_mention(call(), 0, 2, office, person=Person.objects.get(), user=editor)
    assert OfficeMention.objects.get(office=office).title == "县长"
    held = OfficeHeld.objects.get(office=office)
    assert (held.person, held.first_cited) == (Person.objects.get(), PartialDate.of(2031, 3, 4))
    assert sound()


def test_words_that_were_found_before_are_confirmed() -> None:
    deciding.decide_all(ParticipationMention.objects.all(), Claim.Status.REJECTED, user=user("curator"))
    part = Participation.objects.get(name="许桂兰")
    adding.add_mention(call(), 0, 2, part, user=user("curator", "meng"))
    mention = ParticipationMention.objects.get()
    assert (mention.status, mention.decided_by, mention.printed, mention.end) == ("confirmed", "meng", "会议", 2)
    assert sound()


def test_it_outlives_imports_wherever_its_words_go() -> None:
    adding.add_mention(call(), 11, 13, Person.objects.get(), user=user("curator"))
    put(document(TEXT.replace("渠道清淤", "各渠清淤，渠道疏浚")), "two")
    assert PersonMention.objects.get(printed="清明").status == "confirmed"
    cutting.set_aside(Article.objects.get(key="qing-he-tong-xun-l2"), 2, 2, Reason.OTHER, user=user("editor"))
    assert PersonMention.objects.filter(printed="清明").exists()
    assert sound()


def test_a_record_known_otherwise_keeps_its_values() -> None:
    meeting = Meeting.objects.get()
    adding.add_mention(call(), 0, 2, meeting, user=user("curator"))
    deciding.decide_all(meeting.mentions.exclude(printed="会议"), Claim.Status.REJECTED, user=user("curator"))
    assert Meeting.objects.get().start == PartialDate.of(2031, 3, 3, printed="昨日", inferred=True)


def test_blanks_around_words_are_left_out() -> None:
    text = "渠水 很长"
    Paragraph.objects.filter(pk=call().pk).update(text=text)
    paragraph = Paragraph.objects.get(text=text)
    adding.add_mention(paragraph, 2, 4, Person.objects.get(), user=user("curator"))
    mention = PersonMention.objects.get(paragraph=paragraph)
    assert (mention.printed, mention.start, mention.end) == ("很", 3, 4)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (10, 99)])
def test_no_words_are_refused(start: int, end: int) -> None:
    before = rows()
    with pytest.raises(CurationError, match="No words"):
        adding.add_mention(call(), start, end, Person.objects.get(), user=user("curator"))
    with pytest.raises(CurationError, match="Words name people"):
        adding.add_mention(call(), 0, 2, Organization.objects.all()[0], user=user("curator"))
    assert changed_since(before) == {}


def test_a_text_that_has_changed_is_told() -> None:
    paragraph, seen = call(), versions.version(call())
    cutting.set_aside(paragraph.article, 4, 4, Reason.OTHER, user=user("editor", "meng"))
    with pytest.raises(StaleRecordError, match="meng has removed"):
        adding.add_mention(paragraph, 0, 2, Person.objects.get(), user=user("curator"), seen=seen)
