"""Where in print one sees whether a suggestion is right: words in their text, an article, raw lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from archive.admin.review.evidence import Evidence, RawLine, around, evidence, raw_lines
from archive.curating.suggested import Subject
from archive.models import Article, Document, Leftover, Meeting, Suggestion, Work
from archive.models.claims import Claim
from archive.models.evidence import EVIDENCE
from archive.pages import raw

#: Of an article, how many rows of text and raw lines are shown of its begin and of its end; of a cut, how many lines
#: before and after it; and how many lines of a document.
_FIRST, _LAST, _AROUND_CUT, _LINES = 12, 3, 8, 30


class Source(NamedTuple):
    """One of the three: the words of a mention, parts of an article, or raw lines."""

    evidence: Evidence | None = None
    article: Article | None = None
    parts: Sequence[Sequence[raw.Row]] = ()
    lines: Sequence[RawLine] = ()


def source(suggestion: Suggestion, about: Subject) -> Source:
    """What is printed of what is suggested; nothing, where no print speaks of it."""
    record, row = about.record, about.row
    if isinstance(row, Claim):
        return Source(evidence(row))
    if isinstance(row, Leftover):
        return Source(lines=raw_lines(row.document_id, sorted({line for line, _start, _end in row.spans})))
    if isinstance(record, Work):
        printing = record.printings.select_related("article").order_by("-is_best", "pk").first()
        return _of_article(printing.article) if printing else Source()
    if isinstance(record, Article):
        cuts = suggestion.proposed if suggestion.field == "paragraphs" else None
        return _of_article(record, cuts or [])
    if isinstance(record, Document):
        return Source(lines=raw_lines(record.pk, range(1, _LINES + 1)))
    return Source(_words(suggestion, record)) if type(record) in EVIDENCE else Source()


def _words(suggestion: Suggestion, record: Any) -> Evidence | None:
    """The first words in print that tell what is suggested of a record; where none do, the first that name it."""
    mentions, target = EVIDENCE[type(record)]
    records = [record, *(Meeting.objects.told_otherwise(record) if isinstance(record, Meeting) else [])]
    standing = mentions.objects.standing().filter(**{f"{target}__in": records}).with_place()
    telling = None
    if any(field.name == "told" for field in mentions._meta.fields):
        telling = standing.telling(suggestion.field, suggestion.proposed).first_printed()
    words = telling or standing.filter(**{target: record}).first_printed()
    return around(words) if words else None


def _of_article(article: Article, cuts: Sequence[tuple[int, int]] = ()) -> Source:
    """Its begin and its end; of one that an import would cut otherwise what is printed around each cut."""
    first = min([article.first_line, *(first for first, _last in cuts)])
    last = max([article.last_line, *(last for _first, last in cuts)])
    rows = raw.printed(article, first, last)
    if cuts:
        edges = {first for first, _last in cuts} | {last for _first, last in cuts}
        is_near = [any(abs(line.number - edge) <= _AROUND_CUT for line in row.lines for edge in edges) for row in rows]
        near = groupby(zip(rows, is_near, strict=True), key=lambda pair: pair[1])
        parts = [[row for row, _near in group] for so, group in near if so]
    elif len(rows) > _FIRST + _LAST:
        parts = [rows[:_FIRST], rows[-_LAST:]]
    else:
        parts = [rows]
    return Source(article=article, parts=parts)
