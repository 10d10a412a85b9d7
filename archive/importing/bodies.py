"""An article's text: its paragraphs, subheads, and what its last lines say of where it is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.importing.drafting import Draft
from archive.importing.lines import Line, Style
from archive.importing.opening import AUTHOR_NOTE, DATE_LINE, EXTRACT_OF, LEAD_IN, PROVENANCE, SOURCE, WRITTEN_BY
from archive.importing.records import Role
from archive.importing.reflow import runs_on
from archive.importing.typography import heading_level, is_closed, is_digest, squeeze

#: Level of a subhead that carries no number, below 章 and 一、.
_UNNUMBERED = 4
_LONGEST_SUBHEAD = 45
#: Lines at an article's end among which it is told where the text is from.
_LAST_LINES = 4


def read_body(draft: Draft) -> None:
    digest = next((p.text[0] for p in draft.paragraphs if p.role is Role.DIGEST), None)
    while draft.at < draft.end:
        last = draft.at
        while last + 1 < draft.end and runs_on(draft.sheet, last):
            last += 1
        while _subhead_goes_on(draft, last):
            last += 1
        lines = [draft.line(i) for i in range(draft.at, last + 1)]
        _read_paragraph(
            draft, lines, heading=all(draft.shown[draft.at : last + 1]) and last + 1 < draft.end, digest=digest
        )
        draft.at = last + 1
    _unhead_signature(draft)


def _subhead_goes_on(draft: Draft, i: int) -> bool:
    """Whether a subhead goes on in the next line: narrow columns break them by sense, short of the margin."""
    if (
        draft.sheet.style is not Style.WRAPPED
        or i + 2 >= draft.end
        or i != draft.at
        or not (draft.shown[i] and draft.shown[i + 1])
    ):
        return False
    line, after = draft.sheet.lines[i], draft.sheet.lines[i + 1]
    plain = heading_level(line.text) is None or line.text[0] == "●" or line.width >= draft.sheet.measures[i] - 5
    return plain and heading_level(after.text) is None and not after.closed and after.gap <= draft.sheet.usual_gap


def _read_paragraph(draft: Draft, lines: Sequence[Line], heading: bool, digest: str | None) -> None:
    text = lines[0].text
    if (digest and text[0] == digest and is_digest(text)) or (
        not any(p.role is Role.TEXT for p in draft.paragraphs) and LEAD_IN.match(text)
    ):
        draft.add(Role.DIGEST, lines)
    elif len(lines) == 1 and draft.source is None and (source := SOURCE.match(text)) and not is_closed(text):
        draft.source = squeeze(source["source"])
        draft.add(Role.SOURCE, lines)
    elif heading and (
        heading_level(text) or (text[0] not in "（(" and sum(line.width for line in lines) <= _LONGEST_SUBHEAD)
    ):
        draft.add(Role.HEADING, lines, heading_level(text) or _UNNUMBERED)
    else:
        draft.add(Role.TEXT, lines, heading_level(text))
        whole = draft.paragraphs[-1].text
        if draft.at + len(lines) >= draft.end - _LAST_LINES:
            _read_provenance(draft, whole)


def _read_provenance(draft: Draft, text: str) -> None:
    """What the last words of a print say of where the text is from."""
    extract = EXTRACT_OF.fullmatch(text.rstrip("。"))
    provenance = PROVENANCE.fullmatch(text) or extract
    author = WRITTEN_BY.fullmatch(text.rstrip("。")) or AUTHOR_NOTE.fullmatch(text)
    if author and not draft.bylines:
        draft.bylines.append(author["author"])
    if extract and not re.search("日?至", extract["source"]):
        draft.extract_of = extract["source"]
    if provenance and draft.source is None:
        draft.source = provenance["source"]
        draft.paragraphs[-1] = replace(draft.paragraphs[-1], role=Role.SOURCE)


def _unhead_signature(draft: Draft) -> None:
    """Signature and day at the end of a text are no headings."""
    k = len(draft.paragraphs)
    while (k and draft.paragraphs[k - 1].role is not Role.TEXT) or (
        k and DATE_LINE.fullmatch(draft.paragraphs[k - 1].text)
    ):
        k -= 1
        if draft.paragraphs[k].role is Role.HEADING and heading_level(draft.paragraphs[k].text) is None:
            draft.paragraphs[k] = replace(draft.paragraphs[k], role=Role.TEXT, level=None)
