"""Names of meetings as they stand in running text: a head (会议, 座谈会) with what belongs to it on its left."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.importing.recognising.meetings import described as described_meetings
from archive.importing.recognising.meetings import words as meeting_words
from archive.importing.recognising.meetings.folding import ODD, ORDINAL, Folder
from archive.importing.recognising.meetings.words import Named
from archive.importing.vocabulary import pairs, words

#: Before the head of an official name: 第三次|全体会议, 三中|全会, 主席|会议, 常委|会议, 全体（扩大）|会议.
_BEFORE_OFFICIAL = tuple("次中席任长委会）)体")
_COUNTED = re.compile(r"\s*\d+(?:余|多)?\s*(?:期|次|场|个|班|轮|届)")
_TERM = re.compile(r"(?:首届|第[一二三四五六七八九十\d]{1,3}[届次]|[一二三四五六七八九十]{1,3}届)\Z")
#: 「十五届三次、四次全会」 are two.
_SHARED = re.compile(
    r"(?P<first>[一二三四五六七八九十]{1,3})(?P<printed>[次中](?:全会)?)[、和]"
    r"(?P<second>[一二三四五六七八九十]{1,3})(?P<unit>次|中)(?P<head>全会|全体会议|会议)"
)
_NUMBER = re.compile(r"第[一二三四五六七八九十\d]{1,3}次\Z")
#: Who studies, then when and what: 「某省委理论学习中心组5日上午就某事」.
_STUDYING = re.compile(
    r"(?:[^。]{0,40}?[，\s日年月午])?(?P<body>[一-鿿]{0,16}(?:政治局|中心组|党组|党委|常委会))(?=\s|\d|上午|下午|今|昨|近|日前|就|围绕|以|在|进行|举行)"
)
_WINDOW = 120
#: A body that is called a conference meets as well: 「某会议开幕」.
_HELD_OR_TOLD = re.compile(r"(?:隆重|胜利)?(?:召开|举行|开幕|闭幕)")
_PARTIES = "|".join(sorted({name for pair in pairs("democratic_parties").items() for name in pair}))
#: Whose plenum it is: 「民盟中央3月2日召开十二届三中全会」.
_PARTY_CONVENED = re.compile(
    rf"({_PARTIES})(?:中央(?:委员会)?)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:在[^，。；]{{1,8}}?)?(?:召开|举行)了?\Z"
)
_PARTY_BEFORE = 40
_OPENING = {"”": "“", "’": "‘"}
#: The longest words between two heads of one name, with the second head.
_GLUED = 10
_NOT_GLUED = re.compile(
    r"[在的了是和与及并]|召开|举行|举办|学习|传达|贯彻|落实|强调|指出|审议|研究|听取|要求|以|参加|出席|主持"
)


def find(text: str, folder: Folder) -> list[Named]:
    """The meetings that a text names, in order; names of other meetings may lie inside a longer name."""
    found: list[Named] = []
    last = 0  # end of the last head, named or not
    for match in meeting_words.heads().finditer(text):
        named = _named(text, match, last, found, folder)
        if named or not _inside(text, match.end()):
            last = match.end()
        if named is None or (named.name in words("standing_conferences") and not _HELD_OR_TOLD.match(text, named.end)):
            continue
        if found and found[-1].end == named.start and named.name.startswith("第"):
            one = found[-1]  # 「某某论坛第二届部长级会议」
            named = replace(named, start=one.start, name=one.name + named.name)
        if found and named.rule != "shared name" and named.start <= found[-1].start:
            found.pop()  # the longer name goes on over the head of the shorter one
        found.append(named)
    return found


def _inside(text: str, end: int) -> bool:
    """Whether a name goes on behind a head that names nothing yet: 「主题教育读书班辅导报告会」."""
    following = meeting_words.heads().search(text, end, end + _GLUED)
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
            name = prefix + shared["first"] + unit
            found.append(Named(begin, shared.end("printed"), name, False, "shared name", 0.95))
            return Named(begin, end, prefix + shared["second"] + unit, False, "shared name", 0.95)
    if head[0] == "两会" and text[start - 1 : start] == "“" and text[end : end + 1] == "”":
        begin = folder.grammar.start(text[: start - 1] + head[0], end - 1)  # 全国“两会”
        return None if begin is None else Named(begin, end + 1, text[begin : end + 1], False, "official name", 0.97)
    may_be_official = head[0] == "两会" or text[start - 1 : start] in _BEFORE_OFFICIAL
    official = folder.grammar.start(text, end) if may_be_official else None
    if official is not None:
        party = _PARTY_CONVENED.search(text, max(0, official - _PARTY_BEFORE), official)
        name = (party[1] if party else "") + text[official:end]
        return Named(official, end, name, party is not None, "official name", 0.97)
    if _COUNTED.match(text, end):
        return None
    if head[0] == "集体学习" and (parted := _parted(text, start, end)):
        return parted
    quoted = _quoted(text, start, end)
    if quoted:
        return quoted
    joined = found[-1] if found and found[-1].end == last else None
    if joined and _joins(text[last:start]):
        return replace(joined, end=end, name=text[joined.start : end])
    series = _of_series(text, end, folder)
    if series and text[series.start - 1 : series.start] == "暨":
        return described_meetings.find(text, start, end, last, folder) or series
    return (
        series
        or described_meetings.find(text, start, end, last, folder)
        or (_listed(text, start, end, joined) if joined else None)
    )


def _parted(text: str, start: int, end: int) -> Named | None:
    """A study session whose number stands apart from those who study: 「某党组就某事进行第二次集体学习」."""
    number = _NUMBER.search(text, max(0, start - 6), start)
    sentence = max(text.rfind(stop, 0, start) for stop in "。！？\n") + 1
    body = _STUDYING.match(text, sentence, start) if number and start - sentence < _WINDOW else None
    if not number or not body:
        return None
    return Named(number.start(), end, body["body"] + text[number.start() : end], True, "parted name", 0.95)


def _listed(text: str, start: int, end: int, before: Named) -> Named | None:
    """A name in a list of meetings: 「世界互联网大会、某某论坛」."""
    modifier = text[before.end + 1 : start]
    if (
        text[before.end] != "、"
        or not 2 <= len(modifier) <= 20
        or not modifier.isalpha()
        or meeting_words.generic().match(modifier)
    ):
        return None
    if meeting_words.SENTENCE.search(modifier) or meeting_words.any_of("meeting_verbs").search(modifier):
        return None
    return Named(before.end + 1, end, text[before.end + 1 : end], before.held, "in a list", 0.87)


def _joins(between: str) -> bool:
    """Whether a name goes on from one head to the next: 研讨班开班式, 大会乌镇峰会, 会议暨推进会."""
    if between.startswith("暨"):
        return len(between) < 40 and not meeting_words.SENTENCE.search(between)
    return not between or (
        len(between) <= 3
        and between.isalpha()
        and "等" not in between
        and not meeting_words.any_of("meeting_introducers").search(between)
    )


def _quoted(text: str, start: int, end: int) -> Named | None:
    """A name in quotation marks, “新春第一会”; what stands before them may belong to it."""
    close = text[end : end + 1]
    if close not in _OPENING:
        return None
    opening = text.rfind(_OPENING[close], max(0, start - 20), start + 1)
    if opening < 0 or close in text[opening:start] or meeting_words.BOUNDARY & set(text[opening + 1 : start]):
        return None
    if start - opening < 3 and "第一" not in text[opening:end]:
        return None
    if meeting_words.generic().match(text[opening + 1 : start]):
        return None
    ordinal = re.search(r"(?:首届|第[一二三四五六七八九十\d]{1,3}届)\Z", text[max(0, opening - 6) : opening])
    begin = opening - len(ordinal[0]) if ordinal else opening
    return Named(begin, end + 1, text[begin : end + 1], False, "quoted name", 0.92)


def _of_series(text: str, end: int, folder: Folder) -> Named | None:
    """The longest name of a known series that ends here, with its term and number."""
    floor = max(0, end - meeting_words.LONGEST)
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
            end += text[begin:end].count("“") > text[begin:end].count("”") and text[end : end + 1] == "”"
            return Named(begin, end, text[begin:end], False, "series", 0.96)
    return None
