"""Neither the order of imports matters nor what was imported and removed in between."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from django.core.serializers import serialize
from django.utils import timezone

from archive.checking import findings as wrong
from archive.dates import PartialDate
from archive.exporting.articles import article_rows
from archive.importing.grouping import group_printings
from archive.importing.recognising.findings import InitiativeKind
from archive.importing.records import DocumentRecord, Kind
from archive.importing.removing import remove_documents
from archive.importing.storing import store
from archive.models import (
    Document,
    Initiative,
    Instrument,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Participation,
    Person,
    Printing,
    Redirect,
    Suggestion,
    Work,
)
from archive.models.evidence import MENTIONS
from archive.models.natural import NaturalKeyModel
from tests.builders import Cut, document
from tests.importing.naming import DAY, TEXT, named, told_otherwise
from tests.importing.test_likeness import words

pytestmark = pytest.mark.django_db

_RECORDS: tuple[type[NaturalKeyModel], ...] = (
    Person, Organization, Office, OfficeHeld, MeetingSeries, Meeting, Participation, Initiative, Instrument, Work,
    Printing, Suggestion, Redirect, *MENTIONS,
)  # fmt: skip


def dump() -> dict[str, Any]:
    """All that the archive says, without primary keys and the order that they give."""
    keys = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    rows = {
        model.__name__: sorted(
            json.dumps(row, ensure_ascii=False, sort_keys=True)
            for row in json.loads(serialize("json", model._default_manager.all(), **keys))
        )
        for model in _RECORDS
    }
    return rows | {"articles": list(article_rows(Document.objects.order_by("file_name")))}


def bring(records: Iterable[DocumentRecord], importer: str = "one") -> None:
    for record in records:
        store(record, importer)
    group_printings()


def sound() -> bool:
    return list(wrong(Document.objects.all())) == []


def three() -> list[DocumentRecord]:
    """Three documents that name the same records, each with other values of them."""
    text = TEXT.replace("讲话。", f"讲话。{words(600)}")  # long enough to be compared: the three print one text
    first = named(text, "甲.txt", date=PartialDate.of(2031, 3, 5))
    second = told_otherwise(
        named(text.replace("3月4日", "三月四日"), "乙.txt", date=PartialDate.of(2031, 3, 6)),
        meetings={
            "name": "青禾县春灌工作会议", "place": None, "date": replace(DAY, printed="4日", inferred=True),
            "end_date": PartialDate.of(2031, 3, 5), "series": "春灌工作会议",
        },
        initiatives={"kind": InitiativeKind.FORMULATION, "level": "county", "name": "“清渠”行动"},
        participations={"meeting": "青禾县春灌工作会议", "office": "县委书记", "confidence": 0.96},
        offices={"confidence": 0.97},
        instruments={"date": PartialDate.of(2030, 5)},
    )  # fmt: skip
    third = told_otherwise(
        named(text.replace("3月4日", "四日"), "丙.txt", date=PartialDate.of(2031, 3, 4)),
        meetings={"date": replace(DAY, printed="3月4日", inferred=True), "place": "青禾县城"},
        initiatives={"kind": InitiativeKind.FORMULATION},
        participations={"office": "书记", "rule": "other"},
        instruments={"date": PartialDate.of(2030, 5, 1)},
    )
    return [first, second, third]


def test_the_order_of_imports_changes_nothing() -> None:
    dumps = []
    for order in permutations(three()):
        bring(order)
        assert sound()
        dumps.append(dump())
        remove_documents(Document.objects.all())
        assert not any(model._default_manager.exists() for model in _RECORDS)
    assert all(dumped == dumps[0] for dumped in dumps)
    assert dumps[0]["Work"]


def test_the_values_are_those_that_most_articles_tell() -> None:
    bring(three())
    initiative, meeting, instrument = Initiative.objects.get(), Meeting.objects.get(), Instrument.objects.get()
    assert (initiative.name, initiative.kind, initiative.level) == ("清渠行动", "formulation", "county")
    assert (meeting.name, meeting.place, meeting.start) == ("全县春灌工作会议", "青禾县城", DAY)
    assert instrument.date == PartialDate.of(2030, 5, 1)
    assert {(part.confidence, part.rule) for part in Participation.objects.all()} == {(0.96, "test")}
    held = OfficeHeld.objects.get()
    assert (str(held.first_cited), str(held.last_cited), held.confidence) == ("2031-03-04", "2031-03-06", 0.97)


@pytest.mark.parametrize("number", range(3))
def test_a_document_that_was_removed_leaves_nothing_behind(number: int) -> None:
    records = three()
    gone = records.pop(number)
    bring(records)
    expected = dump()
    bring([gone])
    assert dump() != expected
    remove_documents(Document.objects.filter(file_name=gone.raw.name))
    assert dump() == expected
    assert sound()


def test_a_document_that_tells_otherwise_when_imported_again_is_as_if_it_always_had() -> None:
    first, second, third = three()
    other = told_otherwise(third, initiatives={"kind": InitiativeKind.PROGRAMME}, meetings={"place": "柳镇"})
    bring([first, second, other])
    expected = dump()
    remove_documents(Document.objects.all())
    bring([first, second, third])
    assert dump() != expected
    bring([other], "two")
    assert dump() == expected


def test_what_a_person_set_stays_whatever_is_told() -> None:
    first, second, third = three()
    bring([first])
    initiative = Initiative.objects.get()
    initiative.kind = "programme"
    initiative.lock(["kind"], "meng", timezone.now())
    initiative.save()
    bring([second, third])
    assert Initiative.objects.get().kind == "programme"
    remove_documents(Document.objects.all())
    assert Initiative.objects.get().kind == "programme"


def test_a_record_that_others_were_merged_into_keeps_its_values() -> None:
    first, second, third = three()
    bring([first])
    Redirect.objects.create(record_type="initiative", old_key="清渠二", new_key=Initiative.objects.get().key)
    bring([told_otherwise(record, initiatives={"key": "清渠二", "name": "二期"}) for record in (second, third)])
    initiative = Initiative.objects.get()
    assert (initiative.name, initiative.mentions.count()) == ("清渠行动", 3)


def test_a_meeting_named_without_its_day_is_let_go_with_the_print_of_its_day() -> None:
    undated = named(TEXT.replace("柳镇", "柳乡"), "二.txt", day=None, date=PartialDate.of(2031, 4, 2))
    bring([undated])
    expected = dump()
    bring([named()])
    remove_documents(Document.objects.filter(file_name="春灌.txt"))
    assert dump() == expected
    assert MeetingMention.objects.get().meeting.key == "全县春灌工作会议"


def test_printings_that_remain_are_grouped_without_the_removed_one() -> None:
    bring(three())
    key = Work.objects.get().key
    remove_documents(Document.objects.filter(articles__key=key))
    assert Work.objects.get().key != key
    assert sound()


def test_a_suggestion_goes_with_the_document_that_made_it() -> None:
    bring([named(), named(TEXT.replace("柳镇", "柳乡"), "二.txt", day=PartialDate.of(2031, 3, 1))])
    assert Suggestion.objects.count() == 1
    remove_documents(Document.objects.filter(file_name="二.txt"))
    assert not Suggestion.objects.exists()
    assert sound()


def test_an_instrument_leads_to_another_printing_when_the_first_is_removed() -> None:
    text = "青禾县渠道管理办法\n第一条 渠道归全县管。\n第二条 清淤每年一次。\n"
    fulls = [
        document(text + more, [Cut(1, 3, kind=Kind.REGULATION)], name=name, pages=())
        for more, name in (("", "办法甲.txt"), ("完\n", "办法乙.txt"))
    ]
    bring([*fulls, named()])
    full = Instrument.objects.get().article
    assert full
    remove_documents([full.document])
    other = Instrument.objects.get().article
    assert other
    assert other.document_id != full.document_id


def test_offices_are_cited_as_the_remaining_articles_say_when_people_refuse_one() -> None:
    from archive.importing.settling import settle_decided

    bring(three())
    mention = OfficeMention.objects.get(paragraph__article__document__file_name="丙.txt")
    mention.status, mention.decided_by, mention.decided_at = "rejected", "meng", timezone.now()
    mention.save()
    assert not sound()
    settle_decided([mention])
    assert str(OfficeHeld.objects.get().first_cited) == "2031-03-05"
    assert sound()
