"""Contents pages: where they stand, and which headlines and sections they announce."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.importing import menus
from archive.importing.lines import Sheet
from archive.importing.records import Reason
from archive.importing.typography import em, has_sentence, is_closed, squeeze

_HEADING = re.compile(
    r"【?(?:今天|今日|本次|本期)?(?:节目)?的?(?:主要内容|内容提要)(?:有)?】?[：:]?|目\s*[录次]|本期(?:目录|导读|要目)|CONTENTS|要\s*目|今日要目|今日导读|导\s*读|要闻导读"
)
#: 「26 湖州市：标题/作者」, 「标题 …… 26」, 「1.标题」.
_NUMBERED = re.compile(r"\d{1,3}(?:\s+(?![年月日个项件人万亿%])|[.．、](?!\d))(?=\D)\S.+")
_LEADERS = re.compile(r"\S.*?\s*(?:[….·]{2,}|\s{3,}|\t)\s*[\u4e00-\u9fff]{0,6}\s*第?[（(]?\d{1,3}[）)]?\s*[版页]?")
_BULLETED = re.compile(r"[●·▲■◆○*]\s*\S{4,}.*")
_SLASHED = re.compile(r".{4,}[/／]\s*\S{1,4}(?:\s+\S{1,4})*")
#: 「标题（3）」.
_PAGED = re.compile(r".{4,}[（(]\d{1,3}[）)]")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]|[【】\s]")
_FEWEST = 3
_REACH = 4
_LONGEST_ENTRY = 120


def find(sheet: Sheet) -> dict[int, Reason]:
    """Lines (0-based) of contents pages: runs of entries with the section words and second lines between them."""
    heads = [i for i, line in enumerate(sheet.lines) if _HEADING.fullmatch(line.text)]
    entries = sorted({i for i, line in enumerate(sheet.lines) if _is_entry(line.text)} | set(_below(sheet, heads)))
    taken: dict[int, Reason] = {}
    for run in _runs(sheet, entries):
        first, last = run[0], run[-1]
        headed = [i for i in heads if first - 6 <= i <= first]
        if len(run) < _FEWEST or (not headed and not _is_dense(sheet, run)):
            continue
        first = min([first, *headed])
        while first and not sheet.lines[first].opens_page and _may_belong(sheet, first - 1):
            first -= 1
        while (
            last + 1 < len(sheet.lines)
            and not sheet.lines[last + 1].opens_page
            and _may_belong(sheet, last + 1)
            and sheet.lines[last + 1].gap <= sheet.usual_gap
        ):
            last += 1
        taken |= dict.fromkeys(range(first, last + 1), Reason.CONTENTS)
    return taken


def announced(texts: list[str]) -> dict[str, str]:
    """The headlines that lines of contents pages announce, without spaces, each with its section word (栏目) or ''."""
    titles: dict[str, str] = {}
    section, alone = "", False
    for text in texts:
        bare = re.sub(
            r"^(?:\d{1,3}[\s.．、]+|[●·▲■◆○*]\s*)|\s*[….·\s]{2,}[（(]?\d{1,3}[）)]?$|[（(]\d{1,3}[）)]$", "", text
        )
        bare = re.sub(r"[/／].*$", "", bare)
        if not _is_entry(text) and em(squeeze(bare)) <= 8:
            if alone:
                titles[section] = ""  # a section of one text, which bears its name
            section = "" if _HEADING.fullmatch(bare.strip()) else squeeze(bare).strip(">＞【】")
            alone = bool(section)
        else:
            alone = False
            titles |= dict.fromkeys((squeeze(bare), squeeze(re.split("[：:]", bare, maxsplit=1)[-1])), section)
    if alone:
        titles[section] = ""
    return {title: section for title, section in titles.items() if len(title) >= 4}


def _below(sheet: Sheet, heads: list[int]) -> list[int]:
    """Entries below a heading that only a bullet or a page in brackets marks, or that stand again as headlines."""
    found: list[int] = []
    places = {_BRACKETS.sub("", line.text): i for i, line in enumerate(sheet.lines)} if heads else {}
    others = set(heads)
    for head in heads:
        last, marked, seen = head, False, set[str]()
        for i in range(head + 1, len(sheet.lines)):
            line, bare = sheet.lines[i], _BRACKETS.sub("", sheet.lines[i].text)
            if line.closed or has_sentence(line.text) or i - last >= _REACH or bare in seen or i in others:
                break
            mark = any(pattern.fullmatch(line.text) for pattern in (_BULLETED, _PAGED, _LEADERS, _NUMBERED))
            marked = marked or mark
            if mark or (places[bare] > i and not marked):
                found.append(i)
                seen.add(bare)
                last = i
    return found


def _is_entry(text: str) -> bool:
    if len(text) > _LONGEST_ENTRY or has_sentence(text) or is_closed(text):
        return False
    return any(pattern.fullmatch(text) for pattern in (_NUMBERED, _LEADERS, _SLASHED))


def _runs(sheet: Sheet, entries: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in entries:
        near = (
            runs
            and i - runs[-1][-1] <= _REACH
            and not any(has_sentence(sheet.lines[k].text) for k in range(runs[-1][-1], i))
        )
        if near:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _is_dense(sheet: Sheet, run: list[int]) -> bool:
    """Whether entries make up most of their stretch, and none of them is as full as wrapped text."""
    stretch = range(run[0], run[-1] + 1)
    slashed = sum(bool(_SLASHED.fullmatch(sheet.lines[i].text) or _LEADERS.fullmatch(sheet.lines[i].text)) for i in run)
    return len(run) * 2 >= len(stretch) and slashed * 2 >= len(run)


def _may_belong(sheet: Sheet, i: int) -> bool:
    text = sheet.lines[i].text
    return (
        not has_sentence(text)
        and not is_closed(text)
        and (text[:2] in (">>", "——") or text[:1] in "/／" or em(text) <= 5)
    )


def with_announced(sheet: Sheet) -> Sheet:
    """The sheet knowing what its contents pages and menus announce."""

    def lines(reason: Reason) -> list[str]:
        return [text for left in sheet.leftovers if left.reason is reason for text in left.text.split("\n")]

    pages, menu = announced(lines(Reason.CONTENTS)), dict.fromkeys(menus.announced(lines(Reason.MENU)), "")
    return replace(sheet, announced={**sheet.announced, **menu, **pages})
