"""Print that is no article's text: running heads, notices, lists, doubled print.

Each pass names the lines (0-based) it takes with the reason; nothing is dropped, what is taken becomes a leftover.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise

from archive.importing import captions, contents, menus
from archive.importing.bylines import parse_byline
from archive.importing.lines import Line, Sheet, Style, leftover, page_ranges, take
from archive.importing.opening import DATE_LINE, PROVENANCE
from archive.importing.records import LeftoverRecord, Reason
from archive.importing.reflow import display, goes_on
from archive.importing.typography import (
    SENTENCE_ENDS,
    em,
    has_sentence,
    heading_level,
    is_bullet,
    is_closed,
    squeeze,
    undouble,
)

Taken = dict[int, Reason]

_COLOPHON = re.compile(
    r"""
    (?: 本[报刊社](?:地址|社址|电话) | [社地]\s*址[：:] | 邮政编码 | 定\s*价 | 印\s*刷[：:] | 广告(?:经营)?许可证
      | (?:值班|本期|责任|一版)?(?:总编|主编|编\s*辑|值班主任)[：:\s\u3000] | 播音员[：:] | 本[刊书]所载
      | (?:[主承协]\s*办|编\s*印)(?:单位)?[：:]
      | [\u4e00-\u9fff]{2,16}社(?:编辑)?(?:出版|印行)\s | 编辑出版[：:]
      | 国内统一(?:连续出版物号|刊号) | 邮发代号 | 准印证 ) .*
    | [（(] (?: 请(?:将|各) | 编者 | 内部资料 | 本刊 | 本书 | 免费交流
              | [^（(]{0,16}(?:本[册书刊期]|以上(?:文章|内容)|仅供) ) .* [）)]
    | [\u4e00-\u9fff]{4,24}(?:编印|主办) (?:[（(].*[）)])?
    | [（(]全?[文书]?完[）)]
    """,
    re.VERBOSE,
)
#: Mastheads, page heads and section words of newspapers, periodicals and broadcasts.
_MASTHEAD = re.compile(
    r"""
    第?\s*[A-Z]?\d{1,2}\s*版 (?:[\s:：]*\S{1,8})?
    | 【[^】]{2,12}】
    | .{0,16} \d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日 .{0,8} 星期[一二三四五六日] .{0,24}
    | (?:今[日天]|本期|共).{0,4}版 .{0,40} | .{0,24} 第\s*\d+\s*号 \s* [（(]\s*总第?\s*\d+\s*[期号]\s*[）)] .{0,24}
    | (?![（(]) .{0,24} 第\s*\d+\s*期 [\s（(]* (?:总第?\s*\d+\s*期)? [\s）)]* (?:内部\S{0,4}|免费\S{0,4}|\s)*
    """,
    re.VERBOSE,
)
#: A line of asterisks or dashes between two texts.
_ORNAMENT = re.compile(r"[*＊※☆★◇◆○●=＝_—\-~～·.…\s]{3,}")
#: 「【……】」 of more than a section word, as broadcasts set their headlines.
_BRACKETED_HEADLINE = re.compile(r"【[^】]{7,40}】")
#: Words that head a group of short items; where no item has a headline of its own, they are the headline.
_GROUP = re.compile(r"简\s*讯|短\s*讯|(?:国内|国际|本地)?\S{0,4}快讯|一句话新闻")
#: The head of a day's print: 「某台新闻稿 1994年3月21日早间」.
_FULL_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_DATED_HEAD = re.compile(
    rf"[^（(，。]{{2,24}}\s*{_FULL_DAY}[^在，。]{{0,10}}|{_FULL_DAY}\s*[^，。（(]{{2,12}}(?:联播|新闻|播报|报|文字稿|节目)"
)
#: The name of a collection above its first text.
_COLLECTION = re.compile(r"\S{2,24}(?:汇编|选编|文选|文集|选集|文稿|论集|读本)(?:\s*[（(].{1,16}[）)])?")
#: What a programme says before its first item and behind its last.
_SIGN_ON_OFF = re.compile(
    r"(?:下面|接下来|现在)?请看(?:详细)?(?:报道|内容)[。：:]?|(?:各位)?(?:观众|听众)(?:朋友|同志)?们?[，,]?(?:晚上|早上|大家|你们)?好(?:[！!，,。].{0,60})?"
    r"|.{0,16}(?:播送完了|到这里|到此结束|感谢(?:您|你)?的?收[看听]|谢谢收[看听]|再见)"
    r"(?:[，,](?:感谢|谢谢|再见|观众|听众).{0,16})?[。！!]?"
)
_NOTICE_HEADING = re.compile(r"公示|启事|更正|征稿启事|征订启事|敬告读者|致读者|本刊声明|版权声明")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
#: Lines at the end of a document among which its imprint is looked for.
_LONGEST_COLOPHON = 6
#: A page without a sentence is a list from so many lines on, else a headline.
_FEWEST_IN_LIST = 5
_NOTICE_END = re.compile(r"电话|联系人|特此(?:公告|公示|声明|启事)|杂志社|编辑部|\d{4}年\d{1,2}月\d{1,2}日")


def clear(sheet: Sheet) -> Sheet:
    """The sheet with only the lines of its articles left, and the rest among its leftovers."""
    sheet = take(sheet, menus.find(sheet))
    sheet = contents.with_announced(take(sheet, contents.find(sheet)))
    for find in (_colophons, _vertical_heads, _running_heads, _running_heads, _notices, _lists):
        sheet = take(sheet, find(sheet))
    if sheet.style is Style.WRAPPED:
        sheet = captions.clear(sheet)
    return _undoubled(sheet)


def _colophons(sheet: Sheet) -> Taken:
    """The imprint, or a note of the compilers to their readers, at the very end."""
    taken = {i: Reason.NOTICE for i, line in enumerate(sheet.lines) if _SIGN_ON_OFF.fullmatch(line.text)}
    taken |= {i: Reason.OTHER for i, line in enumerate(sheet.lines) if _ORNAMENT.fullmatch(line.text)}
    last = len(sheet.lines) - 1
    i = max(0, last - _LONGEST_COLOPHON)
    while i <= last:
        end = i
        while goes_on(sheet, end):
            end += 1
        if _COLOPHON.fullmatch("".join(line.text for line in sheet.lines[i : end + 1])):
            taken |= dict.fromkeys(range(i, end + 1), Reason.NOTICE)
        i = end + 1
    return taken


def _vertical_heads(sheet: Sheet) -> Taken:
    """Heads set downwards, one character a line."""
    taken: Taken = {}
    for single, group in groupby(range(len(sheet.lines)), key=lambda i: len(sheet.lines[i].text) == 1):
        run = list(group)
        if single and len(run) >= 4:
            taken |= dict.fromkeys(run, Reason.RUNNING_HEAD)
    return taken


def _running_heads(sheet: Sheet) -> Taken:
    """Section words and mastheads at the head or foot of a page, known from the contents page or by their return."""
    pages = page_ranges(sheet)
    edges = [i for page in pages for i in {page[0], page[-1]}]
    short = [i for i in edges if em(squeeze(sheet.lines[i].text)) <= 8 and _may_be_head(sheet, i)]
    seen = Counter(squeeze(sheet.lines[i].text) for i in short)
    taken = {i: Reason.RUNNING_HEAD for i, line in enumerate(sheet.lines) if _MASTHEAD.fullmatch(line.text)}
    for i in short:
        text = squeeze(sheet.lines[i].text)
        if text in sheet.sections or (len(pages) > 3 and (seen[text] > 1 or (len(text) == 1 and not text.isdigit()))):
            taken[i] = Reason.RUNNING_HEAD
    if (
        taken.get(1)
        and len(sheet.lines) > 1
        and em(sheet.lines[0].text) <= 12
        and not sheet.lines[0].closed
        and _MASTHEAD.fullmatch(sheet.lines[1].text)
    ):
        taken[0] = Reason.RUNNING_HEAD
    taken |= {
        i: Reason.RUNNING_HEAD
        for i, (line, after) in enumerate(pairwise(sheet.lines))
        if _GROUP.fullmatch(line.text) and not after.closed
    }
    if sheet.lines and (_DATED_HEAD.fullmatch(sheet.lines[0].text) or _COLLECTION.fullmatch(sheet.lines[0].text)):
        taken[0] = Reason.RUNNING_HEAD
    for i, (line, after) in enumerate(pairwise(sheet.lines)):
        if _BRACKETED_HEADLINE.fullmatch(line.text) and has_sentence(after.text):
            taken.pop(i, None)  # a section word would stand above another headline
    letters = {left.text for left in sheet.leftovers if left.reason is Reason.RUNNING_HEAD and len(left.text) == 1}
    taken |= {i: Reason.RUNNING_HEAD for i, line in enumerate(sheet.lines) if line.text in letters}
    # A section word may also stand beside the headline, second on its page or before the foot.
    for page in pages:
        for i in (page[1], page[-2]) if len(page) > 3 else ():
            if squeeze(sheet.lines[i].text) in sheet.sections:
                taken[i] = Reason.RUNNING_HEAD
    return taken


def _may_be_head(sheet: Sheet, i: int) -> bool:
    line = sheet.lines[i]
    if line.closed or is_bullet(line.text) or heading_level(line.text):
        return False
    if parse_byline(line.text) and squeeze(line.text) not in sheet.sections:
        return False
    return i + 1 == len(sheet.lines) or not re.match(r"——|[（(]\s*\d{4}", sheet.lines[i + 1].text)


def _notices(sheet: Sheet) -> Taken:
    """A notice of the publisher set into a text: its page starts with it, in the middle of a sentence of the text."""
    taken: Taken = {}
    for page in page_ranges(sheet):
        heads = [i for i in page if _NOTICE_HEADING.fullmatch(squeeze(sheet.lines[i].text))]
        if not heads or page[0] == 0 or is_closed(sheet.lines[page[0] - 1].text, SENTENCE_ENDS):
            continue
        head = heads[0]
        if head == page[0]:
            ends = [i for i in page[:30] if _NOTICE_END.search(sheet.lines[i].text)]
            head = ends[-1] if ends else head
        taken |= dict.fromkeys(range(page[0], head + 1), Reason.NOTICE)
    return taken


def _is_title_page(sheet: Sheet, end: int) -> bool:
    """Whether the lines up to `end` (0-based, excluded) are a title page: no sentence, and contents behind them."""
    if not 0 < end < len(sheet.lines) or not sheet.lines[end].after_break:
        return False
    behind = any(left.reason is Reason.CONTENTS for left in sheet.leftovers)
    return behind and not any(has_sentence(line.text) for line in sheet.lines[:end])


def _is_bracketed_note(text: str) -> bool:
    """Whether a line in brackets is a note of the publisher, not one on the text above: 「（原载……）」, a day."""
    return bool(_BRACKETED.fullmatch(text)) and not PROVENANCE.fullmatch(text) and not DATE_LINE.fullmatch(text)


def _undoubled(sheet: Sheet) -> Sheet:
    """Headlines printed twice over, with the second impression among the leftovers.

    A column's letter that stands at the head of a page can run into the headline: 「税」 above 「税汲取真理力量……」.
    """
    found: list[LeftoverRecord] = []
    letters = {left.text for left in sheet.leftovers if left.reason is Reason.RUNNING_HEAD and len(left.text) == 1}

    def once(line: Line) -> Line:
        impression = undouble(line.text) if len(line.spans) == 1 and line.doubled else None
        if not impression:
            return line
        kept = impression.kept
        first, second = kept[0], impression.doubled[0]
        if line.text[0] in letters and second != (first[1], 2 * first[1]):
            found.append(leftover(Reason.RUNNING_HEAD, [line.part([(0, 1)])]))
            kept = [(max(start, 1), end) for start, end in kept]
        found.append(leftover(Reason.DOUBLED, [line.part(impression.doubled)]))
        return replace(line.part(kept), doubled=line.doubled)

    lines = [once(line) if shown else line for line, shown in zip(sheet.lines, display(sheet), strict=True)]
    foots = tuple(once(line) for line in sheet.foots)
    return replace(sheet, lines=tuple(lines), foots=foots, leftovers=sheet.leftovers + tuple(found))


def _lists(sheet: Sheet) -> Taken:
    """Lists of names and bodies: a page, or the rest of one before a contents page, without a single sentence."""
    taken: Taken = {}
    starts = [i for i, line in enumerate(sheet.lines) if i == 0 or line.opens_page or line.after_break]
    for start, end in pairwise([*starts, len(sheet.lines)]):
        if start == 0 and _is_title_page(sheet, end):
            taken |= dict.fromkeys(range(end), Reason.OTHER)
        elif all(_is_bracketed_note(line.text) for line in sheet.lines[start:end]):
            taken |= dict.fromkeys(range(start, end), Reason.NOTICE)
        elif end - start >= _FEWEST_IN_LIST and not any(
            line.closed or has_sentence(line.text) for line in sheet.lines[start:end]
        ):
            taken |= dict.fromkeys(range(start, end), Reason.LIST)
    return taken
