"""Proof from the stored rows that the archive is sound: nothing lost, nothing twice, nothing that contradicts itself.

A document is held in memory at a time, never two.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef

from archive.counting import numbers
from archive.importing import likeness
from archive.importing.authors import unproven_authors
from archive.importing.offices_held import with_cited_days
from archive.importing.records import Role
from archive.importing.reflow import joined
from archive.importing.sweeping import HELD_BY, orphans, unproven_offices
from archive.models import Article, Document, Leftover, Paragraph, Participation, Redirect, Suggestion, Work
from archive.models.documents import DocumentQuerySet
from archive.models.evidence import MENTIONS
from archive.models.natural import NaturalKeyModel
from archive.searching import proving

#: Encodings from which each text goes back to the bytes it came from.
_EXACT = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


class Code(StrEnum):
    """Kinds of findings."""

    FILE = "file"
    """The raw text is not what its digest, its encoding or its counts say."""
    LOST = "lost"
    """Print that is in no paragraph and no leftover."""
    TWICE = "twice"
    """Print that is in more than one of them."""
    SPAN = "span"
    """A span that is no place of the raw text, or is out of order."""
    ORDER = "order"
    """Articles, paragraphs or pages that are numbered or placed against the order of print."""
    TEXT = "text"
    """A text that is not what its spans give."""
    KEY = "key"
    """A key that names nothing, or that two rows share."""
    EVIDENCE = "evidence"
    """A claim whose words do not stand where it says, or a record that no print speaks of."""
    WORK = "work"
    """A work that does not say what it is printed in."""
    SEARCH = "search"
    """What search reads is not what the texts and names are."""
    NUMBER = "number"
    """A number that lists show is not what counting gives."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be. `line` is a raw line from 1; it and `document` are empty where there is none."""

    code: Code
    document: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.document, self.line) if part)
        return f"{place}: {self.sentence}" if place else self.sentence


def findings(documents: DocumentQuerySet) -> Iterator[Finding]:
    """What is wrong with each of `documents`, in their order, and then with keys between tables."""
    for document in documents.iterator(chunk_size=1):
        yield from _Check(document).findings()
    yield from _shared_keys()
    yield from _dangling_rows()
    yield from _dangling_keys()
    yield from _unproven()
    yield from _ill_cited()
    yield from _works()
    yield from _misleading()
    yield from _miscounted()


class _Check:
    """The check of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines = self.text.split("\n")
        self.line_count = len(self.lines) - self.text.endswith("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]  # offset of each line in the text
        self.covered = bytearray(len(self.text))  # 1 where a span has been
        self.articles = list(document.articles.defer("locks").order_by("ordinal"))
        self.paragraphs: dict[int, list[Paragraph]] = {article.pk: [] for article in self.articles}
        for paragraph in Paragraph.objects.filter(article__document=document).order_by("article", "number"):
            self.paragraphs[paragraph.article_id].append(paragraph)
        self.pages = list(document.pages.order_by("number"))

    def found(self, code: Code, line: int | None, sentence: str) -> Finding:
        return Finding(code, self.document.slug, line, sentence)

    def findings(self) -> Iterator[Finding]:
        yield from self.file()
        yield from self.page_order()
        for article in self.articles:
            yield from self.article(article)
        yield from self.article_order()
        for leftover in self.document.leftovers.order_by("first_line", "start"):
            yield from self.leftover(leftover)
        yield from self.lost()
        yield from self.mentions()

    def file(self) -> Iterator[Finding]:
        document = self.document
        if document.encoding in _EXACT:
            written = (mark + self.text for mark in ("", "\ufeff"))
            if document.sha256 not in (
                hashlib.sha256(text.encode(document.encoding, "replace")).hexdigest() for text in written
            ):
                yield self.found(
                    Code.FILE, None, f"the raw text in {document.encoding} has another SHA-256 than the file had"
                )
        if document.line_count != self.line_count:
            yield self.found(Code.FILE, None, f"it is said to have {document.line_count} lines and has another number")
        if document.character_count != len("".join(self.text.split())):
            yield self.found(Code.FILE, None, f"it is said to have {document.character_count} characters and has not")

    def page_order(self) -> Iterator[Finding]:
        for number, page in enumerate(self.pages, 1):
            if page.number != number:
                yield self.found(Code.ORDER, page.first_line, f"page {page.number} is in the place of page {number}")
            if page.last_line > self.line_count:
                yield self.found(Code.ORDER, page.last_line, f"page {page.number} ends after the last line")
        for page, after in pairwise(self.pages):
            if after.first_line <= page.last_line:
                yield self.found(Code.ORDER, after.first_line, f"page {after.number} starts before the last one ends")

    def article(self, article: Article) -> Iterator[Finding]:
        paragraphs = self.paragraphs[article.pk]
        name = f"article {article.key}"
        if not paragraphs:
            yield self.found(Code.ORDER, article.first_line, f"{name} has no paragraph")
        before = (0, 0)
        for number, paragraph in enumerate(paragraphs, 1):
            named = f"paragraph {paragraph.number} of {name}"
            if paragraph.number != number:
                yield self.found(Code.ORDER, paragraph.first_line, f"{named} is in the place of paragraph {number}")
            pieces, wrong = self.pieces(named, paragraph)
            yield from wrong
            if not wrong and paragraph.text != joined(pieces, Role(paragraph.role)):
                yield self.found(Code.TEXT, paragraph.first_line, f"the text of {named} is not what its spans give")
            if not article.first_line <= paragraph.first_line <= paragraph.last_line <= article.last_line:
                yield self.found(Code.ORDER, paragraph.first_line, f"{named} leaves the lines of its article")
            if paragraph.spans and (start := tuple(paragraph.spans[0][:2])) < before:
                yield self.found(Code.ORDER, paragraph.first_line, f"{named} stands before the one it follows")
            elif paragraph.spans:
                before = start
        for line, page_id in ((article.first_line, article.first_page_id), (article.last_line, article.last_page_id)):
            page = next((page for page in self.pages if page.pk == page_id), None)
            if page_id and not (page and page.first_line <= line <= page.last_line):
                yield self.found(Code.ORDER, line, f"{name} names a page that this line is not on")

    def article_order(self) -> Iterator[Finding]:
        for ordinal, article in enumerate(self.articles, 1):
            if article.ordinal != ordinal:
                yield self.found(
                    Code.ORDER, article.first_line, f"article {article.key} is number {article.ordinal}, not {ordinal}"
                )
        for article, after in pairwise(self.articles):
            if self.end(article) > self.start(after) or article.last_line > after.first_line:
                yield self.found(
                    Code.ORDER, after.first_line, f"article {after.key} starts before article {article.key} ends"
                )

    def start(self, article: Article) -> tuple[int, int]:
        return min(((line, start) for p in self.paragraphs[article.pk] for line, start, _ in p.spans), default=(0, 0))

    def end(self, article: Article) -> tuple[int, int]:
        return max(((line, end) for p in self.paragraphs[article.pk] for line, _, end in p.spans), default=(0, 0))

    def leftover(self, leftover: Leftover) -> Iterator[Finding]:
        named = f"the leftover at column {leftover.start}"
        pieces, wrong = self.pieces(named, leftover)
        yield from wrong
        if wrong:
            return
        if leftover.text != "\n".join(pieces):
            yield self.found(Code.TEXT, leftover.first_line, f"the text of {named} is not what its spans give")
        if leftover.spans[0][:2] != [leftover.first_line, leftover.start]:
            yield self.found(Code.SPAN, leftover.first_line, f"{named} starts elsewhere than its first span")

    def pieces(self, named: str, owner: Paragraph | Leftover) -> tuple[list[str], list[Finding]]:
        """The raw text of the owner's spans, which are marked as covered, and what is wrong with the spans."""
        pieces: list[str] = []
        wrong: list[Finding] = []
        before = (0, 0)
        for line, start, end in owner.spans:
            if not (1 <= line <= len(self.lines) and 0 <= start < end <= len(self.lines[line - 1])):
                wrong.append(self.found(Code.SPAN, line, f"{named} has a span that is no place of the raw text"))
                continue
            if (line, start) < before:
                wrong.append(self.found(Code.SPAN, line, f"{named} has spans out of order"))
            before = (line, end)
            offset = self.starts[line - 1]
            pieces.append(self.text[offset + start : offset + end])
            if any(self.covered[i] and not self.text[i].isspace() for i in range(offset + start, offset + end)):
                wrong.append(self.found(Code.TWICE, line, f"{named} has print that is elsewhere too"))
            self.covered[offset + start : offset + end] = b"\1" * (end - start)
        if not owner.spans:
            wrong.append(self.found(Code.SPAN, owner.first_line, f"{named} has no spans"))
        elif (owner.spans[0][0], owner.spans[-1][0]) != (owner.first_line, owner.last_line):
            wrong.append(self.found(Code.SPAN, owner.first_line, f"{named} has other lines than its spans"))
        return pieces, wrong

    def lost(self) -> Iterator[Finding]:
        """One finding a line, with the first words that are missing."""
        last = 0
        for word in re.finditer(r"\S+", self.text):
            i = self.covered.find(0, *word.span())
            if i >= 0 and (line := bisect_right(self.starts, i)) > last:
                last = line
                yield self.found(Code.LOST, line, f"{self.text[i : word.end()][:20]} is in no text and no leftover")

    def mentions(self) -> Iterator[Finding]:
        """Mentions whose words do not stand at their place."""
        texts = {p.pk: p for paragraphs in self.paragraphs.values() for p in paragraphs}
        for model in MENTIONS:
            rows = model._default_manager.filter(paragraph__article__document=self.document)
            for mention in rows.order_by("paragraph", "start"):
                paragraph = texts[mention.paragraph_id]
                if paragraph.text[mention.start : mention.end] != mention.printed:
                    named = f"the {model._meta.verbose_name} “{mention.printed}” at character {mention.start}"
                    yield self.found(Code.EVIDENCE, paragraph.first_line, f"{named} does not stand there")


# --- between tables ---------------------------------------------------------------------------------------------------


def _natural_models() -> list[type[NaturalKeyModel]]:
    return [model for model in apps.get_app_config("archive").get_models() if issubclass(model, NaturalKeyModel)]


def _shared_keys() -> Iterator[Finding]:
    for model in _natural_models():
        shared = model.objects.order_by().values(*model.natural_key_fields).annotate(n=Count("pk")).filter(n__gt=1)
        for row in shared.iterator():
            key = ", ".join(str(row[name]) for name in model.natural_key_fields)
            yield Finding(Code.KEY, "", None, f"{row['n']} rows of {model.__name__} have the key {key}")


def _dangling_rows() -> Iterator[Finding]:
    for model in _natural_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            target = field.related_model._default_manager.filter(pk=OuterRef(field.attname))
            lost = model.objects.filter(**{f"{field.name}__isnull": False}).exclude(Exists(target)).count()
            if lost:
                rows = f"{lost} rows of {model.__name__}"
                yield Finding(Code.KEY, "", None, f"{rows} name no existing {field.name}")


def _dangling_keys() -> Iterator[Finding]:
    """Suggestions and redirects speak of records by type and key."""
    for redirect in Redirect.objects.all().iterator():
        if not _exists(redirect.record_type, redirect.new_key):
            yield Finding(Code.KEY, "", None, f"the redirect {redirect} leads to no {redirect.record_type}")
    for suggestion in Suggestion.objects.all().iterator():
        if not _exists(suggestion.record_type, suggestion.record_key):
            about = f"{suggestion.record_type} {suggestion.record_key}"
            yield Finding(Code.KEY, "", None, f"a suggestion is about the {about}, which is gone")


def _exists(record_type: str, key: str) -> bool:
    model = next(model for model in _natural_models() if model._meta.model_name == record_type)
    return model.objects.filter(**{model.natural_key_fields[0]: key}).exists()


def _unproven() -> Iterator[Finding]:
    """Records and claims found by imports that no print speaks of; deleting them in the admin is the remedy."""
    for model in HELD_BY:
        key = model.natural_key_fields[0]
        for name in orphans(model).order_by(key).values_list(key, flat=True):
            yield Finding(Code.EVIDENCE, "", None, f"the {model._meta.verbose_name} {name} is named nowhere")
    parts = Participation.objects.filter(mentions=None, decided_by="", locks={}).select_related("meeting")
    for part in parts.order_by("pk"):
        yield Finding(Code.EVIDENCE, "", None, f"the participation {part} has no words that prove it")
    for held in unproven_offices().select_related("person", "office").order_by("pk"):
        yield Finding(Code.EVIDENCE, "", None, f"the office held {held} has no words that prove it")
    for byline in unproven_authors():
        sentence = f"no headline says that the author {byline} of article {byline.article.key} is that person"
        yield Finding(Code.EVIDENCE, "", byline.article.first_line, sentence)


def _ill_cited() -> Iterator[Finding]:
    """Offices held whose first and last days are not those of the articles that name them."""
    for held in with_cited_days().select_related("person", "office").order_by("pk").iterator():
        for which, day, told in (
            ("first", held.first_cited_earliest, held.told_first),
            ("last", held.last_cited_latest, held.told_last),
        ):
            if day != told and not held.is_locked(f"{which}_cited"):
                sentence = f"the office held {held} is {which} cited on {told or 'no day'}, not on {day or 'none'}"
                yield Finding(Code.EVIDENCE, "", None, sentence)


def _works() -> Iterator[Finding]:
    """Works that lack a printing or a best one, or whose key is no printing's.

    Those of which an article has yet to be compared with others, as after a load, are put right by the next import.
    """
    works = Work.objects.order_by("key")
    for work in works.filter(printings=None):
        yield Finding(Code.WORK, "", None, f"the work {work.key} has no printing")
    for work in works.compared(likeness.VERSION).without_best():
        yield Finding(Code.WORK, "", None, f"the work {work.key} has no best printing")
    for work in works.compared(likeness.VERSION).without_key_of_printing():
        yield Finding(Code.WORK, "", None, f"the work {work.key} has the key of none of its printings")


def _misleading() -> Iterator[Finding]:
    """Articles and records that search would not find by what they say; `rebuild_search --anew` is the remedy."""
    for pk in proving.wrong_articles():
        article = Article.objects.select_related("document").defer("document__text").get(pk=pk)
        sentence = f"search has another text than article {article.key}"
        yield Finding(Code.SEARCH, article.document.slug, article.first_line, sentence)
    for record_type, pk in proving.wrong_records():
        record = apps.get_model("archive", record_type)._default_manager.get(pk=pk)
        yield Finding(Code.SEARCH, "", None, f"search has other names than the {record_type} {record}")


def _miscounted() -> Iterator[Finding]:
    """Numbers that triggers should have kept, and did not; `rebuild_search --anew` is the remedy."""
    for number in numbers.wrong():
        sentence = f"lists count {number.kept} {number.key}, and there are {number.counted}"
        yield Finding(Code.NUMBER, "", None, sentence)
