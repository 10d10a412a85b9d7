"""Archives that nobody would think of: odd names, empty fields, references in circles, decisions of all sorts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from archive.dates import PartialDate
from archive.importing.records import Kind, Reason
from archive.models import (
    Article,
    Byline,
    Document,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Leftover,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Page,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    PersonName,
    Printing,
    Redirect,
    Suggestion,
    Work,
)
from archive.models.dates import columns_of

Item = TypeVar("Item")

#: Whatever PostgreSQL takes: all but NUL and half characters; what means something to JSON, CSV or SQL often.
_CHARACTERS = st.one_of(
    st.sampled_from("\"\\'{}[],:;\n\r\t\x01\x02\x1b\x7f\u2028\ufeff%?$💧𠮷 水a0.-"),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
)
_TEXTS = st.text(_CHARACTERS, min_size=1, max_size=12)
_BLANKS = st.text(_CHARACTERS, max_size=8)
_NUMBERS = st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
_VALUES = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _BLANKS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_BLANKS, inner, max_size=3),
    max_leaves=5,
)
_LOCKS = st.dictionaries(st.sampled_from(["title", "name", "kind", "note"]), _VALUES, max_size=2)
_DATES = st.none() | st.builds(
    lambda year, month, day, printed, inferred: PartialDate.of(
        year, month, day if month else None, printed=printed, inferred=inferred
    ),
    st.integers(1, 9999),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
    _BLANKS,
    st.booleans(),
)
_MOMENTS = st.none() | st.datetimes(timezones=st.just(datetime.UTC))
_CLAIMS = st.fixed_dictionaries(
    {
        "confidence": st.floats(0, 1),
        "rule": st.text(_CHARACTERS, min_size=1, max_size=40),
        "status": st.sampled_from(["suggested", "confirmed", "rejected"]),
        "decided_by": _BLANKS,
        "decided_at": _MOMENTS,
    }
)
_RECORDS = st.fixed_dictionaries({"note": _BLANKS, "locks": _LOCKS, "origin": st.sampled_from(["import", "authority"])})


class Archive:
    """Fills the database, which is empty, with what hypothesis draws: rows of each model or none."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.articles: list[Article] = []
        self.paragraphs: list[Paragraph] = []
        self._records()
        self._meetings()
        for number, slug in enumerate(self._names()):
            self._document(number, slug)
        self._works()
        self._mentions()
        self._curation()

    def _names(self, most: int = 2) -> list[str]:
        names: list[str] = self.draw(st.lists(_TEXTS, max_size=most, unique=True))
        return names

    def _maybe(self, rows: list[Item]) -> Item | None:
        found: Item | None = self.draw(st.sampled_from([None, *rows]))
        return found

    def _day(self, name: str) -> dict[str, Any]:
        return columns_of(name, self.draw(_DATES))

    def _record(self) -> dict[str, Any]:
        found: dict[str, Any] = self.draw(_RECORDS)
        return found

    def _claim(self) -> dict[str, Any]:
        found: dict[str, Any] = self.draw(_CLAIMS)
        return found

    def _records(self) -> None:
        draw, maybe = self.draw, self._maybe
        self.bodies = [
            Organization.objects.create(name=name, aliases=draw(st.lists(_BLANKS, max_size=2)), **self._record())
            for name in self._names(3)
        ]
        for body in self.bodies:  # circles of parents, as nobody forbids them
            body.parent = maybe([other for other in self.bodies if other != body])
            body.save()
        self.people = [
            Person.objects.create(key=key, name=draw(_TEXTS), pinyin=draw(_BLANKS), **self._record())
            for key in self._names(3)
        ]
        for person in self.people:
            for name in self._names():
                PersonName.objects.create(person=person, name=name)
        self.offices = [
            Office.objects.create(label=label, title=draw(_TEXTS), organization=maybe(self.bodies), **self._record())
            for label in self._names()
        ]
        for person in self.people:
            if office := maybe(self.offices):
                days = self._day("first_cited") | self._day("end")
                OfficeHeld.objects.create(person=person, office=office, locks=draw(_LOCKS), **self._claim(), **days)
        self.initiatives = [
            Initiative.objects.create(
                key=key, name=draw(_TEXTS), kind="programme", launched_by_person=maybe(self.people), **self._record()
            )
            for key in self._names()
        ]

    def _meetings(self) -> None:
        draw, maybe = self.draw, self._maybe
        series = [
            MeetingSeries.objects.create(name=name, convener=maybe(self.bodies), **self._record())
            for name in self._names()
        ]
        self.meetings = [
            Meeting.objects.create(
                key=key,
                name=draw(_TEXTS),
                series=maybe(series),
                term=draw(st.none() | st.integers(0, 32767)),
                place=draw(st.none() | _TEXTS),
                convener=maybe(self.bodies),
                **self._record(),
                **self._day("start"),
            )
            for key in self._names()
        ]
        self.parts = [
            Participation.objects.create(
                meeting=meeting,
                person=maybe(self.people),
                name=draw(_TEXTS),
                role="chair",
                office=draw(_BLANKS),
                locks=draw(_LOCKS),
                **self._claim(),
            )
            for meeting in self.meetings
        ]

    def _document(self, number: int, slug: str) -> None:
        draw = self.draw
        document = Document.objects.create(
            slug=slug,
            file_name=str(number),
            sha256=f"{number:064x}",
            encoding="utf-8",
            text=draw(_TEXTS),
            line_count=1,
            character_count=1,
            kind="other",
            importer="one",
            title=draw(st.none() | _TEXTS),
            locks=draw(_LOCKS),
            **self._day("period_start"),
        )
        pages = [
            Page.objects.create(document=document, number=n, label=label, first_line=1, last_line=2)
            for n, label in enumerate(self._names(), 1)
        ]
        for start, text in enumerate(self._names()):
            Leftover.objects.create(
                document=document,
                reason=draw(st.sampled_from(list(Reason))).value,
                text=text,
                first_line=1,
                start=start,
                last_line=1,
                spans=draw(st.lists(_VALUES, max_size=2)),
            )
        for ordinal, key in enumerate(self._names(), 1):
            if not Article.objects.filter(key=key).exists():
                self._article(document, pages, ordinal, key)

    def _article(self, document: Document, pages: list[Page], ordinal: int, key: str) -> None:
        draw = self.draw
        title = draw(st.none() | _TEXTS)
        article = Article.objects.create(
            document=document,
            key=key,
            ordinal=ordinal,
            title=title,
            supplied_title=None if title else draw(st.none() | _TEXTS),
            kicker=draw(st.none() | _TEXTS),
            kind=draw(st.sampled_from(list(Kind))).value,
            first_page=self._maybe(pages),
            opening=draw(_BLANKS),
            review=draw(st.sampled_from(["unreviewed", "doubtful", "reviewed"])),
            first_line=1,
            last_line=2,
            locks=draw(_LOCKS),
            **self._day("date"),
            **self._day("dateline_date"),
        )
        self.articles.append(article)
        self.paragraphs += [
            Paragraph.objects.create(
                article=article, number=n, role="text", text=text, first_line=1, last_line=1, spans=[[1, 0, 2]]
            )
            for n, text in enumerate(self._names(3), 1)
        ]
        for n, name in enumerate(self._names(), 1):
            Byline.objects.create(article=article, number=n, name=name, person=self._maybe(self.people))

    def _works(self) -> None:
        works = [
            Work.objects.create(key=key, title=self.draw(_TEXTS), locks=self.draw(_LOCKS)) for key in self._names()
        ]
        for article in self.articles:
            if work := self._maybe(works):
                Printing.objects.create(work=work, article=article, **self._claim())

    def _mentions(self) -> None:
        draw, maybe = self.draw, self._maybe
        instruments = [
            Instrument.objects.create(
                key=key,
                title=draw(_TEXTS),
                issuer=maybe(self.bodies),
                article=maybe(self.articles),
                **self._record(),
                **self._day("date"),
            )
            for key in self._names()
        ]
        for paragraph in self.paragraphs:
            place = {"paragraph": paragraph, "start": 0, "end": 1, "printed": paragraph.text[:1], **self._claim()}
            office, person = maybe(self.offices), maybe(self.people)
            OfficeMention.objects.create(office=office, person=person, title=draw(_TEXTS), **place)
            if person:
                PersonMention.objects.create(person=person, **place)
            if meeting := maybe(self.meetings):
                MeetingMention.objects.create(meeting=meeting, name=draw(_TEXTS), **place)
            if part := maybe(self.parts):
                ParticipationMention.objects.create(participation=part, **place)
            if initiative := maybe(self.initiatives):
                InitiativeMention.objects.create(initiative=initiative, **place)
            if instrument := maybe(instruments):
                InstrumentMention.objects.create(instrument=instrument, **place)

    def _curation(self) -> None:
        for key in self._names():
            person = self._maybe(self.people)
            if person and not Person.objects.filter(key=key).exists():
                Redirect.objects.create(record_type="person", old_key=key, new_key=person.key)
        for field in self._names():
            Suggestion.objects.create(
                record_type="person",
                record_key=self.draw(_TEXTS),
                field=field,
                current=self.draw(_VALUES),
                proposed=self.draw(_VALUES),
                reason=self.draw(_BLANKS),
                decided_at=self.draw(_MOMENTS),
            )
