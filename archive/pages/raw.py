"""An article's paragraphs with the raw lines they were reflowed from, and all that is printed between them.

Lines are numbered from 1 as in the raw file. Plain values in, plain values out: what is shown how is the template's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from archive.models import Article, Document, Leftover, Page, Paragraph


class Piece(NamedTuple):
    """Part of a raw line; `own` tells whether it belongs to what the line is shown beside."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class RawLine:
    """A raw line. `page` is set on the first line shown of each page."""

    number: int
    pieces: tuple[Piece, ...]
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph or a leftover with its raw lines; neither where the lines belong to another article."""

    lines: tuple[RawLine, ...]
    paragraph: Paragraph | None = None
    leftover: Leftover | None = None


class _Source(NamedTuple):
    spans: list[list[int]]
    paragraph: Paragraph | None = None
    leftover: Leftover | None = None


def printed(article: Article, first: int, last: int) -> list[Row]:
    """The raw lines from `first` to `last`, 1-based, with what of the article and of leftovers stands on them."""
    document: Any = Document.objects.with_lines(first, last).get(pk=article.document_id)
    return rows(
        first,
        article.paragraphs.all(),
        document.leftovers.touching(first, last),
        document.lines,
        list(document.pages.touching(first, last)),
    )


def rows(
    first: int,
    paragraphs: Iterable[Paragraph],
    leftovers: Iterable[Leftover],
    raw: Sequence[str],
    pages: Sequence[Page],
) -> list[Row]:
    """All lines of `raw` in the order of print, each printed line at least once; `first` is the number of its first.

    `leftovers` and `pages` are those that touch them, the pages in order. Of a leftover only these lines are shown.
    """
    numbers = range(first, first + len(raw))
    sources = [_Source(p.spans, paragraph=p) for p in paragraphs]
    sources += [_Source([s for s in rest.spans if s[0] in numbers], leftover=rest) for rest in leftovers]
    sources += [_Source(spans) for spans in _unclaimed(first, raw, sources)]
    sources = sorted((source for source in sources if source.spans), key=lambda source: min(source.spans))
    opens = _page_openings(sorted({line for source in sources for line, _, _ in source.spans}), pages)
    return [
        Row(
            tuple(
                RawLine(line, _pieces(raw[line - first], list(spans)), opens.get(line))
                for line, spans in groupby(sorted(source.spans), key=lambda span: span[0])
            ),
            source.paragraph,
            source.leftover,
        )
        for source in sources
    ]


def _unclaimed(first: int, raw: Sequence[str], sources: Iterable[_Source]) -> list[list[list[int]]]:
    """Spans of what is printed on the raw lines from `first` on and in no source, those of lines in a row together."""
    claimed: dict[int, list[list[int]]] = defaultdict(list)
    for source in sources:
        for span in source.spans:
            claimed[span[0]].append(span)
    spans: dict[int, list[list[int]]] = {}
    for line, text in enumerate(raw, first):
        taken = claimed[line]
        free = [i for i, c in enumerate(text) if not c.isspace() and not any(a <= i < b for _, a, b in taken)]
        if free:
            spans[line] = [[line, run[0], run[-1] + 1] for run in _runs(free)] if taken else [[line, 0, len(text)]]
    return [[span for line in run for span in spans[line]] for run in _runs(list(spans))]


def _pieces(text: str, spans: Iterable[list[int]]) -> tuple[Piece, ...]:
    """A line cut at the borders of the spans; white space at either end counts as their own."""
    text = text.rstrip()
    cuts = {0, len(text)}
    own = [(start if text[:start].strip() else 0, end if text[end:].strip() else len(text)) for _, start, end in spans]
    for start, end in own:
        cuts |= {start, end}
    return tuple(
        Piece(text[a:b], any(start <= a and b <= end for start, end in own)) for a, b in pairwise(sorted(cuts))
    )


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers in order, parted where they do not follow on each other."""
    return [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda item: item[1] - item[0])]


def _page_openings(lines: Sequence[int], pages: Sequence[Page]) -> dict[int, Page]:
    """By line, the page that the line is the first one shown of."""
    starts = [page.first_line for page in pages]
    opens: dict[int, Page] = {}
    last = -1
    for line in lines:
        i = bisect_right(starts, line) - 1
        if i > last:
            opens[line] = pages[i]
            last = i
    return opens
