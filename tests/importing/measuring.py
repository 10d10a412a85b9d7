"""How well parsed documents agree with annotations made by hand.

Every figure is a share over all annotated articles together, 1.0 is perfect. Articles are paired by the printed lines
they share; the fields of an article that has no counterpart are not asked for. Compared is what is printed, not how it
is spaced or quoted.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.exporting.articles import words_around
from archive.importing.authority import Authority
from archive.importing.pipeline import parse
from archive.importing.reading import read
from archive.importing.records import ArticleRecord, Dateline, DocumentRecord, Role

#: The least each figure may be; what a text has too much, `FOREIGN`, must stay under `MOST_FOREIGN`.
FLOORS = {
    "found": 0.99,
    "bounds": 0.96,
    "title": 0.97,
    "kicker": 0.95,
    "subtitle": 0.92,
    "dateline": 0.98,
    "source": 0.98,
    "byline": 0.97,
    "date": 0.93,
    "kind": 0.93,
    "text kept": 0.9995,
}
FOREIGN, MOST_FOREIGN = "text not of the article", 0.002

_BODY = (Role.NUMBER, Role.DATE_LINE, Role.HEADING, Role.TEXT)
_LARGEST = 1 << 24
_PAGE_NUMBER = re.compile(r"\s*[-—–]?\s*\d{1,3}\s*[-—–]?\s*")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_SET_ASIDE = re.compile(r"[\s“”‘’\"'「」·•\-—–－■●▲◆※>]+")


@dataclass
class Figures:
    """`right` of `asked` for each figure, and what was missed: file and line, then annotated and found."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def share(self, figure: str) -> float:
        return self.right[figure] / self.asked[figure] if self.asked[figure] else 1.0

    def missed(self, figure: str) -> str:
        """The figure and every case that lowers it, a line each."""
        cases = [miss for miss in self.misses if miss.startswith(f"{figure}: ")]
        head = f"{figure} is {self.share(figure):.5f} ({self.right[figure]} of {self.asked[figure]})"
        return "\n".join([head, *cases])

    def ask(self, figure: str, place: str, wanted: object, found: object) -> None:
        self.count(figure, place, wanted == found, 1, f"annotated {wanted!r}, found {found!r}")

    def count(self, figure: str, place: str, right: int, asked: int, case: str) -> None:
        self.asked[figure] += asked
        self.right[figure] += right
        if right < asked:
            self.misses.append(f"{figure}: {place}: {case}")


def measure(*folders: tuple[Path, Path]) -> Figures:
    """The figures of the parser; `folders` are pairs of one with annotations and one with the files they are of."""
    figures = Figures()
    for golds, files in folders:
        for path in sorted(golds.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            compare(parse(read(files / gold["file"], _LARGEST), Authority()), gold, figures)
    return figures


def compare(document: DocumentRecord, gold: dict[str, Any], figures: Figures) -> None:
    """Adds what a document has right of the annotations of it, or of a range of its lines."""
    raw = document.raw.text.split("\n")
    first, last = gold["lines"]
    lines = {
        i: _printed_lines(raw, max(article.start_line, first), min(article.end_line, last))
        for i, article in enumerate(document.articles)
        if article.end_line >= first and article.start_line <= last
    }
    for wanted in gold["articles"]:
        place = f"{gold['file']}:{wanted['start']}"
        span = _printed_lines(raw, wanted["start"], wanted["end"])
        best = max(lines, key=lambda i: len(span & lines[i]), default=None)
        overlap = len(span & lines[best]) / len(span | lines[best]) if best is not None else 0.0
        case = f"shares {overlap:.2f} of lines {wanted['start']}-{wanted['end']}"
        if best is None or overlap < 0.5:
            figures.count("found", place, 0, 1, case)
            figures.count("bounds", place, 0, 1, case)
            continue
        found, found_lines = document.articles[best], lines.pop(best)
        case += f", {found.start_line}-{found.end_line}"
        figures.count("found", place, overlap >= 0.9, 1, case)
        figures.count("bounds", place, span == found_lines, 1, case)
        _compare_fields(found, wanted, place, figures)
        _compare_text(document, found, _squashed("".join(raw[i - 1] for i in sorted(span))), place, figures)


def _compare_fields(found: ArticleRecord, wanted: dict[str, Any], place: str, figures: Figures) -> None:
    for figure in ("title", "kicker", "subtitle", "source"):
        if figure == "title" or wanted.get(figure):
            figures.ask(figure, place, _squashed(wanted.get(figure)), _squashed(getattr(found, figure)))
    figures.ask("kind", place, wanted.get("kind"), found.kind.value)
    figures.ask("date", place, wanted.get("date"), found.date.isoformat() if found.date else None)
    if dateline := wanted.get("dateline"):
        parts = tuple(_squashed(dateline.get(part)) for part in ("agency", "place", "date"))
        figures.ask("dateline", place, parts, _parts(found.dateline))
    names = Counter(_squashed(name) for name in wanted["byline"])
    found_names = Counter(_squashed(name) for name in found.bylines)
    # The harmonic mean of precision and recall: twice what agrees of all names, annotated and found.
    agreed, all_names = 2 * (names & found_names).total(), names.total() + found_names.total()
    figures.count("byline", place, agreed, all_names, f"annotated {sorted(names)}, found {sorted(found_names)}")


def _compare_text(document: DocumentRecord, found: ArticleRecord, printed: str, place: str, figures: Figures) -> None:
    wanted, shown = Counter(printed), Counter(_squashed(_shown(document, found)))
    missing, foreign = wanted - shown, shown - wanted
    case = f"missing {''.join(missing.elements())!r}"
    figures.count("text kept", place, (wanted & shown).total(), wanted.total(), case)
    figures.asked[FOREIGN] += wanted.total()
    figures.right[FOREIGN] += foreign.total()
    if foreign:
        figures.misses.append(f"{FOREIGN}: {place}: {''.join(foreign.elements())!r}")


def _shown(document: DocumentRecord, article: ArticleRecord) -> str:
    """All that the export shows of an article."""
    furniture = [
        left.text
        for left in document.leftovers
        if article.start_line <= left.spans[0].line and left.spans[-1].line <= article.end_line
    ]
    texts = [p.text for p in article.paragraphs if p.role in _BODY or p.role is Role.DIGEST]
    headline = [article.kicker, article.title, article.subtitle, article.source]
    lines = (p.text for p in article.paragraphs if p.role in (Role.BYLINE, Role.SOURCE))
    beside = words_around(lines, [*article.bylines, *filter(None, [article.source])])
    return "".join([*(part or "" for part in headline), *article.bylines, *texts, *furniture, *beside])


def _parts(dateline: Dateline | None) -> tuple[str, ...]:
    if dateline is None:
        return ("", "", "")
    date = dateline.date.isoformat() if dateline.date else None
    return (_squashed(dateline.agency), _squashed(dateline.place), _squashed(date))


def _printed_lines(raw: list[str], first: int, last: int) -> set[int]:
    """Numbers of the lines that carry text: neither blank nor a bare page number."""
    return {i for i in range(first, last + 1) if raw[i - 1].strip() and not _PAGE_NUMBER.fullmatch(raw[i - 1])}


def _squashed(text: str | None) -> str:
    return _SET_ASIDE.sub("", _BOOKMARK.sub("", unicodedata.normalize("NFKC", text or "")))
