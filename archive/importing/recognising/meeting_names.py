"""Names of meetings as they stand in running text: a head (会议, 座谈会) with what belongs to it on its left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from archive.importing.recognising.folding import ODD, ORDINAL, Folder
from archive.importing.vocabulary import words

#: The longest names have some 60 characters; what reads longer is a sentence.
_LONGEST = 90
_BOUNDARY = frozenset("，。；：！？、,;:!?\n\r\t （(《〈【[…※")
_CLOSING = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", ")": "(", "」": "「"}
_DATE_END = re.compile(
    r"(?:\d|[〇零一二三四五六七八九十])\s*(?:年度?|月份?|日|号)(?:上午|下午|晚上?|晚间|凌晨|中午)?\Z|(?:上午|下午|晚上|当日|近日|日前|当天)\Z"
)
#: What may follow the words of a head in another word: 会议室, 人民大会堂, 人民代表大会制度.
_NOT_AFTER = (
    r"(?!议|室|厅|堂|中心|纪要|制度|常务|常委|主席团|代表(?!团|出席)|场馆|记录|平台|机制|经济|精简|活动周|成立(?:\d|[一二三四五六七八九十]))"
)
_CONGRESS = (
    r"(?:(?:中国共产党|中共|党的|民[革盟建进]|农工党|致公党|九三学社|台盟)[一二三四五六七八九十]{1,3}|(?<![一二三四五六七八九十第\d])(?:十[六七八九]|二十[一二三四五六七八九]?))"
    r"大(?=[^一-鿿]|[精报以后前召提作部期胜擘描一开闭将上和对的确关明指通把审通选])"
)
_COUNTED = re.compile(r"\s*\d+(?:余|多)?\s*(?:期|次|场|个|班|轮|届)")
_COUNT = re.compile(
    r"(?<!第)(?:\d+|[一二两三四五六七八九十]+|数|多|几|各|每|历|有关|相关|该)(?:余|多)?(?:次|场|个|期|轮|届|类|种)\Z"
)
HELD = re.compile(
    r"[”）)]?\s?(?:\d+\s?月)?\s?(?:\d+\s?日)?(?:(?:上午|下午))?(?:在[^，。；：、]{1,20}?)?(?:胜利|隆重|顺利|正式)?(?:召开|举行|开幕|闭幕|开班|以视频|启幕|举办|开到|结业|以电视)"
)
_AT = re.compile(r"[”）)]?(?:上|时|期间|发表|致|作|的(?:重要)?讲话)")
_CONVENED = re.compile(r"(?:召开|举行|举办)的\Z")
_CONVENING = re.compile("召开|举行|举办")
_CONVENING_OR_AT = re.compile("召开|举行|举办|在(?=全)")
_IN_YEAR = re.compile(r"在(?:(?:19|20)\d{2}|[二一][〇○零一二三四五六七八九]{3})年\Z")
_MARKED = re.compile("[“第]")
#: The longest words between two heads of one name, with the second head.
_GLUED = 10
_NOT_GLUED = re.compile(r"[在的了是和与及并]|召开|举行|举办|学习|传达|贯彻|落实|强调|指出|审议|研究|听取|要求|以|参加|出席|主持")
_PLURAL = re.compile(r"[两各]级|各类|系列|专题民主|支部|基层|每")
_TERM = re.compile(r"(?:首届|第[一二三四五六七八九十\d]{1,3}[届次]|[一二三四五六七八九十]{1,3}届)\Z")
_ATTENDED = re.compile(r"(?:出席|主持|参加|主持召开)\Z")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}(?=[一-鿿])(?!年)")
_COUNTED_FIRST = re.compile(r"(?:\d+|[两一二三四五六七八九十]+)(?:期|次|场|个|天)")
_COUNTED_TERMS = re.compile(r"(?:\d+|[两三四五六七八九十]+)届(?=[金中世国全])")
#: 「十五届三次、四次全会」 are two.
_SHARED = re.compile(
    r"(?P<first>[一二三四五六七八九十]{1,3})[次中](?:全会)?[、和]"
    r"(?P<second>[一二三四五六七八九十]{1,3})(?P<unit>次|中)(?P<head>全会|全体会议|会议)"
)
#: What no name of a meeting has in it.
_SENTENCE = re.compile(
    r"我们|他们|必须|(?<!重)(?<!主)(?<!纪)(?<!摘)要(?!求|素|点|地|务)|指出|强调|以来|希望|因此|就是|这[次个场一些是]|那|期间|认为|表示|通过了|为了|不断|切实|"
    r"不仅|[，、]并|可以|已经|随着|之[后前际]|时候|先后|充分|积极|进一步|坚决|今年|去年|等等|成功|组织召|多次"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A meeting's name in a text; `held` where the words say that it takes or took place."""

    start: int
    end: int
    name: str
    held: bool
    rule: str
    confidence: float


@cache
def _heads() -> re.Pattern[str]:
    heads = "|".join(sorted(words("meeting_heads"), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?P<congress>{_CONGRESS})|(?<!人民)(?<!人民代表)(?:{heads}){_NOT_AFTER}|第一会(?=”)")


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words(name), key=lambda w: (-len(w), w))))


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(_any_of("meeting_limits").pattern + "|(?<![面导方走])向(?![东南西北外上前])")


@cache
def _generic() -> re.Pattern[str]:
    """What tells no meeting from another: 视频, 专题, 工作."""
    return re.compile(f"(?:{_any_of('meeting_generic').pattern})*+\\Z")


def find(text: str, folder: Folder) -> list[Named]:
    """The meetings that a text names, in order; names of other meetings may lie inside a longer name."""
    found: list[Named] = []
    last = 0  # end of the last head, named or not
    for match in _heads().finditer(text):
        named = _named(text, match, last, found, folder)
        if named or not _inside(text, match.end()):
            last = match.end()
        if named is None:
            continue
        if found and named.rule != "shared name" and named.start <= found[-1].start:
            found.pop()  # the longer name goes on over the head of the shorter one
        found.append(named)
    return found


def _inside(text: str, end: int) -> bool:
    """Whether a name goes on behind a head that names nothing yet: 「主题教育读书班辅导报告会」."""
    following = _heads().search(text, end, end + _GLUED)
    between = text[end : following.start()] if following else ""
    return len(between) > 1 and between.isalpha() and not _NOT_GLUED.search(between)


def _named(text: str, head: re.Match[str], last: int, found: list[Named], folder: Folder) -> Named | None:
    start, end = head.span()
    if head["congress"]:
        return Named(start, end, head[0], False, "congress", 0.97)
    shared = _SHARED.search(text, max(0, start - 8), end)
    if shared and shared.end() == end:
        unit = shared["unit"] + shared["head"]
        begin = folder.grammar.start(text[: shared.end("first")] + unit, shared.end("first") + len(unit))
        if begin is not None:
            prefix = text[begin : shared.start("first")]
            found.append(Named(begin, shared.end("first"), prefix + shared["first"] + unit, False, "shared name", 0.95))
            return Named(begin, end, prefix + shared["second"] + unit, False, "shared name", 0.95)
    official = folder.grammar.start(text, end)
    if official is not None:
        return Named(official, end, text[official:end], False, "official name", 0.97)
    if _COUNTED.match(text, end):
        return None
    quoted = _quoted(text, start, end)
    if quoted:
        return quoted
    joined = found[-1] if found and found[-1].end == last else None
    if joined and _joins(text[last:start]):
        return replace(joined, end=end, name=text[joined.start : end])
    return (
        _of_series(text, end, folder)
        or _described(text, start, end, last, folder)
        or (_listed(text, start, end, joined) if joined else None)
    )


def _listed(text: str, start: int, end: int, before: Named) -> Named | None:
    """A name in a list of meetings: 「世界互联网大会、某某论坛」."""
    modifier = text[before.end + 1 : start]
    if text[before.end] != "、" or not 2 <= len(modifier) <= 20 or not modifier.isalpha() or _generic().match(modifier):
        return None
    if _SENTENCE.search(modifier) or _any_of("meeting_verbs").search(modifier):
        return None
    return Named(before.end + 1, end, text[before.end + 1 : end], before.held, "in a list", 0.87)


def _joins(between: str) -> bool:
    """Whether a name goes on from one head to the next: 研讨班开班式, 大会乌镇峰会, 会议暨推进会."""
    if between.startswith("暨"):
        return len(between) < 40 and not _SENTENCE.search(between)
    return not between or (
        len(between) <= 3 and between.isalpha() and not _any_of("meeting_introducers").search(between)
    )


def _quoted(text: str, start: int, end: int) -> Named | None:
    """A name in quotation marks, “新春第一会”; what stands before them may belong to it."""
    if text[end : end + 1] != "”":
        return None
    opening = text.rfind("“", max(0, start - 20), start + 1)
    if opening < 0 or "”" in text[opening:start] or _BOUNDARY & set(text[opening + 1 : start]):
        return None
    if start - opening < 3 and "第一" not in text[opening:end]:
        return None
    ordinal = re.search(r"(?:首届|第[一二三四五六七八九十\d]{1,3}届)\Z", text[max(0, opening - 6) : opening])
    begin = opening - len(ordinal[0]) if ordinal else opening
    return Named(begin, end + 1, text[begin : end + 1], False, "quoted name", 0.92)


def _of_series(text: str, end: int, folder: Folder) -> Named | None:
    """The longest name of a known series that ends here, with its term and number."""
    floor = max(0, end - _LONGEST)
    letters = [i for i in range(floor, end) if not ODD.match(text[i])]
    nth = ORDINAL.search(text, floor, end)
    while nth:
        letters = [i for i in letters if not nth.start() <= i < nth.end()]
        nth = ORDINAL.search(text, nth.end(), end)
    squeezed = "".join(text[i] for i in letters)
    for length in folder.lengths:
        if squeezed[-length:] in folder.series and len(letters) >= length:
            begin = letters[-length]
            begin -= 1 if text[begin - 1 : begin] == "“" else 0
            term = _TERM.search(text, max(0, begin - 8), begin)
            begin = term.start() if term else begin
            return Named(begin, end, text[begin:end], False, "series", 0.96)
    return None


def _described(text: str, start: int, end: int, last: int, folder: Folder) -> Named | None:
    """A name that words around it show: a verb of convening, an opener, the start of a sentence that tells it met."""
    floor = max(last, start - _LONGEST)
    left, masked = _segment(text, start, floor)
    held = HELD.match(text, end) is not None
    rule = "opener"
    if held is False and _IN_YEAR.search(text, max(0, left - 8), left):
        rule = "at" if _AT.match(text, end) else rule
    cut = _last(_limit(), masked)
    if cut is not None:
        if text[left + cut - 1] in "在向" and (held or _AT.match(text, end)):
            held, rule = True, "at"
        if _CONVENED.search(masked, 0, cut):
            held, rule = True, "at"
        left, masked = left + cut, masked[cut:]
    verb = _last(_any_of("meeting_verbs"), masked)
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
    digits = _BARE_YEAR.match(text, begin, start) or _COUNTED_TERMS.match(text, begin, start)
    begin = digits.end() if digits else begin
    modifier = text[begin:start]
    if (
        len(modifier) < 2
        or _COUNTED_FIRST.match(modifier)
        or _SENTENCE.search(modifier)
        or _COUNT.search(modifier[:6])
        or _generic().match(modifier)
    ):
        return None
    opened = folder.opener.match(modifier) or _MARKED.match(modifier)
    if not opened and (not held or len(modifier) < 5) or (not held and modifier[0] == "“"):
        return None
    return Named(begin, end, text[begin:end], held, rule, _sure(opened is not None, held, text, begin, modifier, rule))


def _sure(opened: bool, held: bool, text: str, begin: int, modifier: str, rule: str) -> float:
    """How often such a name is one: best with an opener and a verb, worst with a verb of convening alone."""
    if opened:
        return 0.93 if held else 0.9
    told = _ATTENDED.search(text, max(0, begin - 4), begin) or "暨" in modifier or rule == "at"
    return 0.88 if told else 0.86 if len(modifier) > 5 and not _PLURAL.search(modifier) else 0.8


def _segment(text: str, start: int, floor: int) -> tuple[int, str]:
    """Where the words without a stop begin that end at `start`, and these words with what is quoted masked."""
    at = start
    masked: list[str] = []
    while at > floor:
        char = text[at - 1]
        opening = text.rfind(_CLOSING[char], floor, at) if char in _CLOSING else -1
        if opening >= 0:
            masked.append("□" * (at - opening))
            at = opening
            continue
        if char in _BOUNDARY or char in "“‘":
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
    ends = {0} | {m.end() for m in _any_of("meeting_introducers").finditer(masked)}
    starts = [m.start() for m in folder.opener.finditer(masked) if m.start() in ends]
    if masked.startswith("□"):
        starts.append(0)
    return left + starts[-1] if starts else None


def _across(text: str, start: int, floor: int, folder: Folder) -> int | None:
    """Where a name begins that has 、 or ， in it: right after the verb of convening, with no stop between."""
    window = text[floor:start]
    stop = max(window.rfind(c) for c in "。；：！？\n") + 1
    verb = _last(_CONVENING if not _AT.match(text, start + 2) else _CONVENING_OR_AT, window[stop:])
    if verb is None:
        return None
    begin = floor + stop + verb
    year = re.match(r"(?:19|20)\d{2}年度?", text[begin:start])
    begin += year.end() if year else 0
    return begin if year or folder.opener.match(text, begin) else None
