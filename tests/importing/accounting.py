"""That a parsed document accounts for each printed character of its file, in one place and in order."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from archive.importing.records import DocumentRecord, Span
from archive.importing.reflow import joined


def assert_nothing_lost(document: DocumentRecord) -> None:
    """Each printed character is in one paragraph or one leftover, and all is where and what it says."""
    lines = document.raw.text.split("\n")
    held: Counter[tuple[int, int]] = Counter()

    def printed(spans: tuple[Span, ...]) -> list[str]:
        assert spans
        for span in spans:
            assert 1 <= span.line <= len(lines)
            assert 0 <= span.start < span.end <= len(lines[span.line - 1])
            held.update((span.line, column) for column in range(span.start, span.end))
        return [lines[span.line - 1][span.start : span.end] for span in spans]

    for article in document.articles:
        assert 1 <= article.start_line <= article.end_line <= len(lines)
        assert article.paragraphs
        for paragraph in article.paragraphs:
            assert paragraph.text == joined(printed(paragraph.spans), paragraph.role)
            assert paragraph.text.strip()
            assert all(article.start_line <= span.line <= article.end_line for span in paragraph.spans)
    for before, after in pairwise(document.articles):
        assert before.end_line < after.start_line
    for leftover in document.leftovers:
        assert leftover.text == "\n".join(printed(leftover.spans))
    firsts = [leftover.spans[0] for leftover in document.leftovers]
    assert firsts == sorted(firsts)
    for page in document.pages:
        assert 1 <= page.first_line <= page.last_line <= len(lines)
    assert all(before.last_line < after.first_line for before, after in pairwise(document.pages))

    assert max(held.values(), default=1) == 1, "a character is held twice"
    characters = {
        (number, column)
        for number, line in enumerate(lines, 1)
        for column, character in enumerate(line)
        if not character.isspace()
    }
    assert characters <= held.keys(), f"lost: {sorted(characters - held.keys())[:3]}"
