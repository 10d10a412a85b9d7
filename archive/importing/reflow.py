"""Which line goes on in the next one, and how the pieces of a paragraph are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.importing.bylines import is_signed_by_name
from archive.importing.lines import Line, Sheet, Style
from archive.importing.opening import DATE_LINE, DELIVERED, SALUTATION, opens_text
from archive.importing.records import Role
from archive.importing.typography import SENTENCE_ENDS, has_sentence, heading_level, is_bullet, is_closed

#: A line may fall short of the measure by this much and still be full: the indent of a first line (2 em), and
#: half-width characters that the print spread out.
SHORT_BY = 3.5
_KEPT_INDENT_SHORT_BY = 2.6
#: So much may the first line of a paragraph fall short of the measure.
_TIGHT_FIRST_LINE = 4.6
#: More blanks before a line than a paragraph's indent centre it.
_PARAGRAPH_INDENT = 4
#: A line wider than the measure by more than this is not set in its column.
WIDER_BY = 2.5
#: A headline may ask or call, if it is narrower than this, and the text below wider by so many times.
_WIDEST_CALL, _MUCH_WIDER = 24, 2
_CALL = re.compile(r"[^：]+？|[^：，]+！")
#: A paragraph of its own line is no headline from this width on, nor is a run of so many lines.
_WIDEST_HEADLINE, _MOST_HEADLINES = 80, 12

_CJK = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PUNCTUATION = r"，。、；：？！“”‘’（）《》〈〉【】「」『』…—％·－"
_LETTERSPACED = re.compile(rf"(?<![{_CJK}])(?:[{_CJK}] ){{2,}}[{_CJK}](?![{_CJK}])")
_AROUND_NARROW = re.compile(
    rf"(?<=[{_CJK}{_PUNCTUATION}])[ \t]+(?=[0-9A-Za-z%.])|(?<=[0-9A-Za-z%.])[ \t]+(?=[{_CJK}{_PUNCTUATION}])"
)
_AROUND_PUNCTUATION = re.compile(r"[ \t\u3000]+(?=[，。、；：？！”’）》】])|(?<=[，。、；：？！“‘（《【])[ \t\u3000]+")
#: 「某某指出，」, 「会议强调，」: how reports open their paragraphs.
_REPORTED_SPEECH = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}|(?:会议|文章|大会|全会))(?:还|最后)?(?:指出|强调|表示|要求|认为|说)，"
)
#: 「（2014年9月5日在……上的讲话）」 closes an extract in a line of its own.
_OCCASION = re.compile(r"[（(]\s*\d{4}\s*年")
#: How a salutation opens that is too long for one line.
_ADDRESS = re.compile("各|尊敬|同志|全体|你们")
_BLANKS = re.compile(r"[\s\u3000]+")
_NARROW = re.compile(r"[0-9A-Za-z]")


def joined(pieces: Sequence[str], role: Role = Role.TEXT) -> str:
    """The text of a paragraph from the raw pieces of its spans, in order.

    Wrapped Chinese is joined without a space, two Latin words with one. Spaces that only come from typesetting go:
    around numbers and letters, beside punctuation, between letter-spaced characters; in a byline all do but those that
    part two names. A space between two clauses stays.
    """
    text = ""
    for piece in pieces:
        piece = piece.strip()
        latin = text[-1:].isascii() and piece[:1].isascii() and text[-1:].isalpha() and piece[:1].isalpha()
        text += " " + piece if latin else piece
    text = _BLANKS.sub(" ", text)
    text = _LETTERSPACED.sub(lambda match: match[0].replace(" ", ""), text)
    text = _AROUND_NARROW.sub("", text)
    return _AROUND_PUNCTUATION.sub("", text)


def is_full(sheet: Sheet, i: int) -> bool:
    """Whether line i reaches the right margin of its column, as far as widths can tell."""
    line, measure = sheet.lines[i], sheet.measures[i]
    return measure > 0 and line.width + min(line.indent, _PARAGRAPH_INDENT) / 2 >= measure - _slack(sheet, i)


def _slack(sheet: Sheet, i: int) -> float:
    """How much a full line may fall short of its measure, in em: by a first line's indent too, unless that is kept."""
    return _KEPT_INDENT_SHORT_BY if sheet.indents_near[i] else SHORT_BY


def breaks_off(sheet: Sheet, i: int) -> bool:
    """Whether line i (0-based) of wrapped print stops at the right margin in the middle of a sentence."""
    line = sheet.lines[i]
    return is_full(sheet, i) and line.width <= sheet.measures[i] + WIDER_BY and not line.closed and not line.doubled


@lru_cache(maxsize=1)
def _flow(sheet: Sheet) -> tuple[bool, ...]:
    return tuple(goes_on(sheet, i) for i in range(len(sheet.lines)))


def runs_on(sheet: Sheet, i: int) -> bool:
    """Whether line i (0-based) goes on in line i + 1: what wrapping and page breaks parted."""
    return _flow(sheet)[i]


def goes_on(sheet: Sheet, i: int) -> bool:
    """What `runs_on` tells, worked out for one line of a sheet that is not read as a whole."""
    if sheet.style is Style.PLAIN or i + 1 >= len(sheet.lines):
        return False
    line, after, measure = sheet.lines[i], sheet.lines[i + 1], sheet.measures[i]
    if line.doubled or after.doubled:
        return False
    if is_bullet(after.text) or after.indent >= 2 or not measure or opens_text(after.text):
        return False
    if _addresses(after, measure) and not _ADDRESS.match(line.text):
        return False
    anew = i == 0 or sheet.lines[i - 1].closed
    if anew and (_OCCASION.match(after.text) or DATE_LINE.fullmatch(after.text)):
        return False  # a title, with the day below it
    if after.gap >= sheet.usual_gap + 2 and not after.opens_page:
        return False
    if sheet.style is Style.BROKEN:
        headed = i > 0 and _is_broken_heading(sheet.lines[i - 1], measure)
        return not (headed and has_sentence(after.text)) and _broken_runs_on(line, after, measure)
    if not is_full(sheet, i):
        return not line.closed and _falls_short(sheet, i)
    if not line.closed:
        return True
    if heading_level(after.text) or _OCCASION.match(after.text):
        return False
    width = line.width + min(line.indent, _PARAGRAPH_INDENT) / 2
    if not is_closed(line.text, SENTENCE_ENDS):
        return width >= measure - 1.5
    # A sentence ends at the very margin. A full first line of the next paragraph would be two em short.
    if width < measure - 1.5:
        return False
    if sheet.indents_near[i]:
        heads = i + 2 < len(sheet.lines) and sheet.lines[i + 2].indent >= 2 and not after.closed
        return not heads and (after.closed or after.width >= measure - SHORT_BY)
    return after.width >= sheet.measures[i + 1] - 1 and not _REPORTED_SPEECH.match(after.text)


def _addresses(line: Line, measure: float) -> bool:
    """Whether a line is a salutation whole, short of the margin."""
    short = line.width <= 12 or (line.text[-1] in "：:" and line.width < measure - 1)
    return short and bool(SALUTATION.fullmatch(line.text))


@lru_cache(maxsize=1)
def display(sheet: Sheet) -> tuple[bool, ...]:
    """For each line whether it is set for display: part of a run of lines in which no sentence ends."""
    shown: list[bool] = []
    while len(shown) < len(sheet.lines):
        start = end = len(shown)
        while runs_on(sheet, end):
            end += 1
        run = sheet.lines[start : end + 1]
        sentence = any(has_sentence(line.text) for line in run) or run[-1].closed
        plain_text = sheet.style is Style.PLAIN and run[0].width > _WIDEST_HEADLINE
        shown += [not sentence and not plain_text and len(run) <= _MOST_HEADLINES] * len(run)
    for i in range(len(shown) - 2, -1, -1):
        line = sheet.lines[i]
        calls = sheet.style is Style.PLAIN and line.text[-1] in "？！：" and line.width < _WIDEST_CALL
        if calls and not has_sentence(line.text) and not SALUTATION.fullmatch(line.text):
            asks = line.text[-1] != "！" and shown[i + 1] and not is_signed_by_name(sheet.lines[i + 1].text)
            shown[i] = shown[i] or asks or _heads_text(sheet, i)
    return tuple(shown)


def _heads_text(sheet: Sheet, i: int) -> bool:
    """Whether a question or call, 「谁来管？」, stands alone between two texts, far shorter than that below."""
    line, after = sheet.lines[i], sheet.lines[i + 1]
    alone = i > 0 and sheet.lines[i - 1].closed and bool(_CALL.fullmatch(line.text))
    return alone and has_sentence(after.text) and after.width >= _MUCH_WIDER * line.width


def _falls_short(sheet: Sheet, i: int) -> bool:
    """Whether an open line that does not reach the margin is text all the same, and no subhead.

    Text has commas, or a dateline; and the first line of a paragraph may be set tight, but then the next one is full,
    where the first line below a subhead is indented.
    """
    line, measure = sheet.lines[i], sheet.measures[i]
    if ((has_sentence(line.text) or "，" in line.text) and line.width > measure / 2) or opens_text(line.text):
        return True
    tight = line.width >= measure - _TIGHT_FIRST_LINE and not line.opens_page and i > 0 and sheet.lines[i - 1].closed
    return tight and heading_level(line.text) is None and sheet.lines[i + 1].width >= measure - 1.6


def _is_broken_heading(line: Line, measure: float) -> bool:
    """Whether a line of broken print is a heading (一、) that goes on in the next line."""
    return heading_level(line.text) == 1 and not has_sentence(line.text) and abs(line.width - measure) <= 1.5


def _broken_runs_on(line: Line, after: Line, measure: float) -> bool:
    if is_closed(line.text, SENTENCE_ENDS) or (line.closed and line.width < measure - 2):
        return False
    if (heading_level(line.text) or DELIVERED.match(line.text)) and not has_sentence(line.text):
        run_in = heading_level(line.text) not in (1, None) or not has_sentence(after.text)
        return abs(line.width - measure) <= 1.5 and run_in
    if heading_level(after.text) and line.closed:
        return False
    return line.width >= measure - 2 or has_sentence(line.text) or "，" in line.text or bool(_NARROW.search(line.text))
