"""What stands before an article's text: headline, authors, day, source, digest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.importing import dating, headlines
from archive.importing.bylines import parse_byline
from archive.importing.digests import digest_length
from archive.importing.drafting import Draft
from archive.importing.lines import Line, Style
from archive.importing.opening import DATE_LINE, DAY, DELIVERED, META, NUMBER, SOURCE
from archive.importing.records import ParagraphRecord, Role
from archive.importing.reflow import joined
from archive.importing.typography import is_digest, squeeze
from archive.importing.wording import ANNEX

_TAIL_OF_NAME = re.compile(r"(?!.*关于).+的(?:意见|通知|决定|决议|通报|报告|批复|公告)")
#: So many bookmarks and more show that a document's headlines carry them.
_FEWEST_BOOKMARKS = 3
#: 「言 午」 alone under a headline: a name set apart, though no surname is known in it.
_PEN_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){1,2}")
#: A body below a headline is the author of the text; with a day behind it, 「某省统计局　2036年2月28日」, it issues it.
_CORPORATE = re.compile(
    rf"(?P<name>\S{{2,16}}(?:局|厅|办公室|委员会|人民政府|研究室|党组|编辑部))(?:\s+(?P<date>{DAY}))?"
)
#: Up to the next label, 「编辑：」, or the end.
_AUTHORS = re.compile(
    r"作\s*者[：:]\s*(?P<names>[\u4e00-\u9fff·、](?:[ \u3000]?[\u4e00-\u9fff·、]){1,30}?)"
    r"(?=[ \u3000]+(?:[\u4e00-\u9fff]{2,5}[：:]|[^\u4e00-\u9fff·、])|[^\u4e00-\u9fff·、 \u3000]|$)"
)
_PAGE_WORDS = re.compile(r"(?:发布|更新)?时间|\d{4}-|\[|【|字号|浏览|分享|打印|编辑|作者")


def read_head(draft: Draft, foot: Sequence[Line]) -> None:
    """Reads up to where the text begins; `foot` are the headline lines at the foot of the article's pages."""
    start, after = draft.opening.start, min(draft.opening.start + draft.opening.lines, draft.end)
    digest = digest_length(draft.sheet, start, draft.end)
    _read_digest(draft, start, start + digest)
    titles = _titles(draft, draft.sheet.lines[start + digest : after], foot)
    if titles and _headline_lost(draft, titles):
        draft.remains = titles[-1].text
        draft.add(Role.TEXT, titles)
        titles = []
    if titles and ANNEX.fullmatch(titles[0].text):
        draft.add(Role.NUMBER, [titles.pop(0)])
    if titles:
        _read_headline(draft, titles)
    draft.at = max(after, start + digest)
    while draft.at < draft.end and _read_meta(draft, draft.line(draft.at)):
        pass
    if not digest:
        digest = digest_length(draft.sheet, draft.at, draft.end)
        _read_digest(draft, draft.at, draft.at + digest)
        draft.at += digest


def _titles(draft: Draft, head: Sequence[Line], foot: Sequence[Line]) -> list[Line]:
    """The lines of the headline; authors, bodies and days beside it are read on the way."""
    titles: list[Line] = []
    for k, line in enumerate(head):
        last = titles and all(DATE_LINE.fullmatch(other.text) for other in head[k + 1 :])
        corporate = _CORPORATE.fullmatch(line.text) if last else None
        if corporate:
            draft.delivered = dating.parse(corporate["date"], draft.context.year) if corporate["date"] else None
            draft.sign(line, [] if corporate["date"] else [corporate["name"]])
        elif last and _PEN_NAME.fullmatch(line.text) and not parse_byline(line.text):
            draft.sign(line, [squeeze(line.text)])
        else:
            goes_on = k + 1 < len(head) and head[k + 1].text[:1] in "在致就向"
            _read_beside(draft, line, titles, may_sign=not goes_on)
    if titles:
        return [*titles, *foot]
    for line in foot:
        _read_beside(draft, line, titles)
    return titles


def _read_headline(draft: Draft, titles: Sequence[Line]) -> None:
    draft.headline = headlines.split(titles, by_line=draft.sheet.style is Style.PLAIN)
    deck = draft.headline.subtitle
    if deck and not draft.delivered and DELIVERED.fullmatch(deck.text):
        draft.delivered = dating.parse(deck.text, draft.context.year)
    parts = (
        (Role.KICKER, draft.headline.kicker),
        (Role.TITLE, draft.headline.title),
        (Role.SUBTITLE, draft.headline.subtitle),
    )
    draft.paragraphs += [ParagraphRecord(role, joined(part.pieces), part.spans) for role, part in parts if part]


def _headline_lost(draft: Draft, titles: Sequence[Line]) -> bool:
    """Whether only the tail of a headline is left: where a section's mark stands instead of a headline's bookmark.

    The name of an instrument says what it is about: 「……的意见」 without 关于 is not whole.
    """
    marked = draft.sheet.lines[draft.opening.start].marked and draft.sheet.bookmarks >= _FEWEST_BOOKMARKS
    return marked and bool(_TAIL_OF_NAME.fullmatch("".join(line.text for line in titles)))


def _read_beside(draft: Draft, line: Line, titles: list[Line], may_sign: bool = True) -> None:
    """Sorts a line of the headline block: author, day, occasion, or part of the headline itdraft."""
    byline = parse_byline(line.text)
    occasion = DELIVERED.match(line.text)
    if occasion and len(line.spans) == 1 and (byline := parse_byline(line.text[occasion.end() :])):
        titles.append(line.part([(0, occasion.end())]))
        draft.sign(line.part([(occasion.end(), len(line.text))]), byline.names)
    elif NUMBER.fullmatch(line.text):
        draft.add(Role.NUMBER, [line])
    elif DELIVERED.fullmatch(line.text):
        draft.delivered = dating.parse(line.text, draft.context.year)
        titles.append(line)
    elif day := DATE_LINE.fullmatch(line.text):
        draft.delivered = None if day["until"] else dating.parse(line.text, draft.context.year)
        draft.add(Role.DATE_LINE, [line])
    elif (
        byline
        and may_sign
        and (byline.certain or line.text[0] in "■▲□" or titles or draft.sheet.style is not Style.PLAIN)
    ):
        draft.sign(line, byline.names)
    else:
        titles.append(line)


def _read_meta(draft: Draft, line: Line) -> bool:
    """Reads a line of source, publishing day or author between headline and text; False when it is text."""
    source = SOURCE.match(line.text)
    behind = line.text[source.end() :].strip() if source else ""
    labelled = line.text[-1] in "：:"  # the last label has nothing behind it
    if source and not behind:
        draft.source = squeeze(source["source"])
        draft.add(Role.SOURCE, [line])
    elif source and not META.search(behind) and not _PAGE_WORDS.match(behind):
        draft.source = squeeze(source["source"])
        draft.add(Role.SOURCE, [line.part([(0, source.end())])])
        draft.rest = line.part([(source.end(), len(line.text))])
        return False
    elif META.search(line.text) and "。" not in line.text and (not line.closed or line.text[0] in "（(" or labelled):
        found = SOURCE.search(line.text)
        authors = _AUTHORS.search(line.text)
        draft.source = draft.source or (found and squeeze(found["source"]))
        draft.published = draft.published or dating.parse(line.text, None)
        if authors and (byline := parse_byline(authors["names"].strip())):
            draft.bylines += [name for name in byline.names if name not in draft.bylines]
            draft.signature += authors["names"]
        draft.add(Role.SOURCE, [line])
    elif (byline := parse_byline(line.text)) and byline.certain:
        draft.sign(line, byline.names)
    elif DATE_LINE.fullmatch(line.text) and not draft.delivered:
        draft.delivered = dating.parse(line.text, draft.context.year)
        draft.add(Role.DATE_LINE, [line])
    else:
        return False
    draft.at += 1
    return True


def _read_digest(draft: Draft, start: int, end: int) -> None:
    bullets = [i for i in range(start, end) if is_digest(draft.sheet.lines[i].text)]
    for first, last in zip(bullets, [*bullets[1:], end], strict=False):
        draft.add(Role.DIGEST, draft.sheet.lines[first:last])
