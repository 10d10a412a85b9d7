"""Imports keep what people have set, in every field of every model with locks, and say where they disagree.

What an import would have made of the field is known from one that nobody corrected anything before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from archive.curating import correcting, deciding
from archive.curating.errors import CurationError
from archive.dates import PartialDate
from archive.importing.recognising.findings import InitiativeKind, InstrumentKind
from archive.importing.records import DocumentKind, DocumentRecord, Kind, Reason
from archive.importing.storing import Status
from archive.models import (
    Article,
    Leftover,
    Meeting,
    Office,
    OfficeHeld,
    Participation,
    Person,
    PersonMention,
    Suggestion,
    Work,
)
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin
from tests.batches import SEED
from tests.builders import Cut, document
from tests.curating.people import put, sound
from tests.curating.values import FIELDS, value
from tests.importing.naming import named

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("ARCHIVE_EXAMPLES", "12"))
DIARY = [f"第{line}段，渠水又长了{line}寸，麦苗也高了。" for line in range(1, 9)]


def _diary(name: str, page: int) -> DocumentRecord:
    text = "\n".join(["渠水日记", *DIARY, f"— {page} —"]) + "\n"
    return document(text, [Cut(1, 9)], name=f"{name}.txt", pages=())


def archive() -> list[DocumentRecord]:
    return [
        named(),
        _diary("三", 1),
        _diary("四", 2),
    ]


def read_anew(record: DocumentRecord) -> DocumentRecord:
    """What a better importer reads: another value in all that it tells of the document and of the records."""
    (article,) = record.articles
    found = article.findings
    article = replace(
        article,
        kicker="引题", subtitle="副题", column="栏目", source="柳镇邮讯", kind=Kind.NOTICE,
        title=f"{article.title}（二）", date=PartialDate.of(2031, 3, 9),
        findings=replace(
            found,
            offices=tuple(replace(o, post="副局长", body="柳镇水利局") for o in found.offices),
            meetings=tuple(
                replace(
                    m, name=f"{m.name}议", place="渠尾", series="春灌会", term=3, number=4, convener="柳镇",
                    end_date=PartialDate.of(2031, 3, 5),
                )
                for m in found.meetings
            ),
            participations=tuple(replace(p, meeting=f"{p.meeting}议", office="局长") for p in found.participations),
            initiatives=tuple(
                replace(i, name="清渠专项", kind=InitiativeKind.FORMULATION, level="county") for i in found.initiatives
            ),
            instruments=tuple(
                replace(i, kind=InstrumentKind.LAW, issuer="柳镇", date=PartialDate.of(2030)) for i in found.instruments
            ),
        ),
    )  # fmt: skip
    return replace(
        record, title="青禾通讯（增刊）", publisher="青禾社", kind=DocumentKind.NEWSPAPER,
        period_start=PartialDate.of(2030), period_end=PartialDate.of(2031, 5), articles=(article,),
        leftovers=tuple(replace(made, reason=Reason.NOTICE) for made in record.leftovers),
    )  # fmt: skip


def import_all(records: list[DocumentRecord], importer: str) -> set[Status]:
    return {put(record, importer).status for record in records}


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Values = dict[tuple[type[Curated], int, str], Any]


def values() -> Values:
    """All that can be corrected, by row and field."""
    return {
        (model, row.pk, name): getattr(row, name)
        for model, fields in FIELDS.items()
        for row in model._default_manager.all()
        for name in fields
    }


def filed(row: Any, field: str) -> list[Suggestion]:
    """Suggestions about a field of a row, by whatever record they name it with."""
    record_type = row._meta.model_name
    match row:
        case Leftover():
            record_type, field = "document", f"leftover {row.first_line}:{row.start} {field}"
        case Participation():
            record_type, field = "meeting", f"participation {row.role} {field} {row.name}"
        case OfficeHeld():
            record_type, field = "person", f"officeheld {field} {row.office.label}"
    about = Suggestion.objects.about(record_type, [row.natural_key()[0]])
    return list(about.filter(field=field))


def prepared() -> tuple[Values, Values]:
    """The archive, with what a new import would make of each field: the values before and after."""
    User.objects.create_superuser("meng")
    import_all(archive(), "one")
    before = values()
    with taken_back():
        import_all([read_anew(record) for record in archive()], "two")
        after = values()
    return before, {place: after.get(place, now) for place, now in before.items()}


def test_the_new_import_changes_something_in_every_model_that_imports_tell_of() -> None:
    before, after = prepared()
    changed = {(model.__name__, name) for (model, pk, name), now in before.items() if after[model, pk, name] != now}
    assert {model for model, _ in changed} == {
        "Document", "Article", "Leftover", "Work", "Office", "OfficeHeld", "Meeting", "Participation", "Initiative",
        "Instrument",
    }  # fmt: skip
    assert len(changed) >= 30


@pytest.mark.parametrize("is_drawn", [False, True])
def test_every_field_is_kept_and_disagreement_is_said(is_drawn: bool) -> None:
    """Those that are drawn from articles by themselves, as the articles must not be locked for them to change."""
    before, after = prepared()
    curator = User.objects.get()
    disputed = {
        place: now
        for place, now in before.items()
        if after[place] != now and (place[0] in (Work, OfficeHeld)) == is_drawn
    }
    for (model, pk, name), now in disputed.items():
        correcting.correct(model._default_manager.get(pk=pk), {name: now}, user=curator)
    import_all([read_anew(record) for record in archive()], "two")
    for (model, pk, name), now in disputed.items():
        row = model._default_manager.get(pk=pk)
        assert getattr(row, name) == now, (model, row, name)
        assert row.locks[name]["by"] == "meng"
        assert row.locks[name]["at"]
        assert [suggestion.status for suggestion in filed(row, name)] == ["open"], (model, row, name)
    assert sound()


def test_whatever_a_person_has_set_stays_until_it_is_unlocked() -> None:
    before, after = prepared()
    curator = User.objects.get()
    anew = [read_anew(record) for record in archive()]
    places = sorted(before, key=lambda place: (place[0].__name__, *place[1:]))

    @seed(SEED)
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def edited(data: st.DataObject) -> None:
        model, pk, name = data.draw(st.sampled_from(places))
        given_value = value(data.draw, model, name)
        with taken_back():
            try:
                correcting.correct(model._default_manager.get(pk=pk), {name: given_value}, user=curator)
            except CurationError:
                return
            set_to = getattr(model._default_manager.get(pk=pk), name)
            import_all(anew, "two")
            row = model._default_manager.get(pk=pk)
            assert getattr(row, name) == set_to
            assert set(row.locks) == {name}
            assert sound()
            assert import_all(anew, "three") == {Status.UNCHANGED}
            is_told = after[model, pk, name] != before[model, pk, name]
            said = filed(row, name)
            if is_told and set_to != after[model, pk, name]:
                assert [suggestion.status for suggestion in said] == ["open"]
                deciding.settle_suggestion(said[0], accept=False, user=curator)
            correcting.unlock(row, [name], user=curator)
            import_all(anew, "four")
            if is_told:
                assert getattr(model._default_manager.get(pk=pk), name) == after[model, pk, name]

    edited()


def test_accepting_sets_what_the_import_has_found() -> None:
    prepared()
    curator = User.objects.get()
    meeting, work = Meeting.objects.filter(key__contains="春灌").first(), Work.objects.get()
    assert meeting
    correcting.correct(meeting, {"convener": None, "place": "甲"}, user=curator)
    correcting.correct(work, {"title": "甲"}, user=curator)
    import_all([read_anew(record) for record in archive()], "two")
    for suggestion in Suggestion.objects.open().filter(field__in=["convener", "place", "title"]):
        deciding.settle_suggestion(suggestion, accept=True, user=curator)
    meeting.refresh_from_db()
    work.refresh_from_db()
    assert (str(meeting.convener), meeting.place, work.title) == ("柳镇", "渠尾", "渠水日记（二）")
    assert sound()


def test_links_that_were_rejected_stay_rejected() -> None:
    prepared()
    deciding.decide_all(PersonMention.objects.all(), Claim.Status.REJECTED, user=User.objects.get())
    number = PersonMention.objects.count()
    for importer, records in (("two", [read_anew(record) for record in archive()]), ("three", archive())):
        import_all(records, importer)
        assert set(PersonMention.objects.values_list("status", "decided_by")) == {("rejected", "meng")}
        assert PersonMention.objects.count() == number
    assert not Person.objects.in_texts().exists()
    assert sound()


def test_reviewed_articles_and_what_curators_entered_are_kept_whole() -> None:
    prepared()
    curator = User.objects.get()
    article = Article.objects.get(document__file_name="春灌.txt")
    correcting.correct(article, {"review": Article.Review.REVIEWED}, user=curator)
    Office.objects.filter(label="青禾县水利局局长").update(origin=Origin.CURATOR, curator="meng")
    kept = Article.objects.values("title", "kind", "date_earliest", "source", "column").get(pk=article.pk)
    import_all([read_anew(record) for record in archive()], "two")
    assert Article.objects.values(*kept).get(pk=article.pk) == kept
    assert Office.objects.get(label="青禾县水利局局长").title == "局长"
    said = Suggestion.objects.about("article", [article.key])
    assert set(said.values_list("field", flat=True)) >= {"title", "kind", "date", "source", "column"}
