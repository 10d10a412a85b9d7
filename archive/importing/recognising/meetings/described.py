"""Names that only the words around them show: a verb of convening, an opener, the start of a sentence."""

from __future__ import annotations

import re

from archive.importing.recognising.meetings import words as meeting_words
from archive.importing.recognising.meetings.folding import Folder
from archive.importing.recognising.meetings.words import Named

_CLOSING = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", ")": "(", "」": "「"}
_DATE_END = re.compile(
    r"(?:\d|[〇零一二三四五六七八九十])\s*(?:年度?|月份?|日|号)(?:上午|下午|晚上?|晚间|凌晨|中午)?\Z|(?:上午|下午|晚上|当日|近日|日前|当天)\Z"
)
_COUNT = re.compile(
    r"(?<![第届])(?:\d+|[一二两三四五六七八九十]+|数|多|几|各|每|历|有关|相关|该)(?:余|多)?(?:次|场|个|期|轮|届|类|种)\Z"
)
#: Reporters in brackets are no part of the name behind them: 「某社某地5日电（记者某某）某某大会」.
_REPORTERS = re.compile(r"[（(][^（）()]{0,8}(?:记者|通讯员)")
#: A society, unless words say that it was held: 「青年联谊会会长」, 「青年联谊会召开座谈会」.
_SOCIETY = re.compile(r"联谊会(?!(?:在[^，。；]{1,20}?)?(?:召开|举行|举办)(?:[，。；\s]|\Z))")
#: General words that tell whose meeting it is: 「市委常委会会议」.
_OF_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:[省市县区州盟旗党]委|政府|人大|政协|[厅局院校])(?:常委会|党组|党委|常务|(?:理论学习)?中心组)"
)
_ENLARGED = re.compile(r"[（(]扩大[）)]")
_CONVENED = re.compile(r"(?:召开|举行|举办)的\Z")
_CONVENING = re.compile("召开|举行|举办")
_CONVENING_OR_AT = re.compile("召开|举行|举办|在(?=全)")
_IN_YEAR = re.compile(r"[在向](?:(?:19|20)\d{2}|[二一][〇○零一二三四五六七八九]{3})年\Z")
_MARKED = re.compile("[“第]")
#: What makes a meeting of persons a verb: 「同总统某某分别会晤」.
_ADVERB = re.compile(r"(?:分别|再次|多次|先后|亲切|友好|正式|共同|短暂|相互|单独)\Z")
_PLURAL = re.compile(r"[两各]级|各类|系列|专题民主|支部|基层|每")
_ATTENDED = re.compile(r"(?:出席|主持|参加|主持召开)\Z")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}(?=[一-鿿])(?!年)")
#: Characters that must stand before the head where nothing else tells a name.
_FEWEST = {"at": 3}
_COUNTED_FIRST = re.compile(r"(?:\d+|[两一二三四五六七八九十]+)(?:期|次|场|个|天)")
_COUNTED_TERMS = re.compile(r"(?:\d+|[两三四五六七八九十]+)届(?=[金中世国全])")


def find(text: str, start: int, end: int, last: int, folder: Folder) -> Named | None:
    """A name that words around it show: a verb of convening, an opener, the start of a sentence that tells it met."""
    floor = max(last, start - meeting_words.LONGEST)
    left, masked = _segment(text, start, floor)
    held = meeting_words.HELD.match(text, end) is not None
    rule = "opener"
    if _IN_YEAR.search(text, max(0, left - 8), left) and meeting_words.AT.match(text, end):
        held, rule = True, "at"
    cut = _last(meeting_words.limit(), masked)
    if cut is not None:
        if text[left + cut - 1] in "在向" and (held or meeting_words.AT.match(text, end)):
            held, rule = True, "at"
        if _CONVENED.search(masked, 0, cut):
            held, rule = True, "at"
        left, masked = left + cut, masked[cut:]
    verb = _last(meeting_words.any_of("meeting_verbs"), masked)
    begin: int | None = None
    if verb is not None:
        begin, held, rule = left + verb, True, "convened"
    elif rule == "at":
        begin = left
    elif held and _starts_clause(text, left):
        begin, rule = left, "met"
    else:
        begin = _opened(masked, left, folder)
        if begin is None:
            begin, held, rule = _across(text, start, floor, folder), True, "convened"
    if begin is None:
        return None
    if _SOCIETY.match(text, start) and not _CONVENING.search(masked):
        return None
    digits = _BARE_YEAR.match(text, begin, start) or _COUNTED_TERMS.match(text, begin, start)
    begin = digits.end() if digits else begin
    modifier = text[begin:start]
    if (
        len(modifier) < 2
        or _COUNTED_FIRST.match(modifier)
        or meeting_words.SENTENCE.search(modifier)
        or _ADVERB.search(modifier)
        or _COUNT.search(modifier[:6])
        or (meeting_words.generic().match(_ENLARGED.sub("", modifier)) and not _OF_BODY.match(modifier))
    ):
        return None
    opened = folder.opener.match(modifier) or _MARKED.match(modifier)
    if (not opened and (not held or len(modifier) < _FEWEST.get(rule, 5))) or (not held and modifier[0] == "“"):
        return None
    return Named(begin, end, text[begin:end], held, rule, _sure(opened is not None, held, text, begin, modifier, rule))


def _sure(opened: bool, held: bool, text: str, begin: int, modifier: str, rule: str) -> float:
    """How often such a name is one: best with an opener and a verb, worst with a verb of convening alone."""
    if opened:
        return 0.93 if held else 0.92
    told = _ATTENDED.search(text, max(0, begin - 4), begin) or "暨" in modifier or rule == "at"
    return 0.88 if told else 0.86 if len(modifier) > 5 and not _PLURAL.search(modifier) else 0.8


def _segment(text: str, start: int, floor: int) -> tuple[int, str]:
    """Where the words without a stop begin that end at `start`, and these words with what is quoted masked."""
    at = start
    masked: list[str] = []
    while at > floor:
        char = text[at - 1]
        opening = text.rfind(_CLOSING[char], floor, at) if char in _CLOSING else -1
        if opening >= 0 and _REPORTERS.match(text, opening):
            break
        if opening >= 0:
            masked.append("□" * (at - opening))
            at = opening
            continue
        if char in meeting_words.BOUNDARY or char in "“‘":
            break
        if char in "日号月年度午间上晚" and _DATE_END.search(text, max(floor, at - 10), at):
            break
        masked.append(char)
        at -= 1
    return at, "".join(reversed(masked))


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    end = None
    for match in pattern.finditer(text):
        end = match.end()
    return end


def _starts_clause(text: str, left: int) -> bool:
    return left == 0 or text[left - 1] in "，。；： 　\n日午年上晚前" or text[left - 1].isspace()


def _opened(masked: str, left: int, folder: Folder) -> int | None:
    """Where the name begins by the last opener that stands after a stop or an introducing word."""
    ends = {0} | {m.end() for m in meeting_words.any_of("meeting_introducers").finditer(masked)}
    starts = [m.start() for m in folder.opener.finditer(masked) if m.start() in ends]
    if masked.startswith("□"):
        starts.append(0)
    return left + starts[-1] if starts else None


def _across(text: str, start: int, floor: int, folder: Folder) -> int | None:
    """Where a name begins that has 、 or ， in it: right after the verb of convening, with no stop between."""
    window = text[floor:start]
    stop = max(window.rfind(c) for c in "。；：！？\n") + 1
    verb = _last(_CONVENING if not meeting_words.AT.match(text, start + 2) else _CONVENING_OR_AT, window[stop:])
    if verb is None:
        return None
    begin = floor + stop + verb
    year = re.match(r"(?:19|20)\d{2}年度?", text[begin:start])
    begin += year.end() if year else 0
    return begin if year or folder.opener.match(text, begin) else None
