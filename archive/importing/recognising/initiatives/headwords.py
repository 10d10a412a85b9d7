"""Where a programme's name begins and ends: head words (工程, 行动) with what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.importing.recognising.quoted import BOOK, QUOTATION
from archive.importing.vocabulary import beginning, either, words


class Headed(NamedTuple):
    """Words that end in a head word, `body` without it.

    `head` is the head word, or 「weak」 for one that needs its verb, 「package」 for a number of measures, 「deeds」
    for a number of good deeds, 「numbered」 for a number of works or measures that goes by its number alone, 「listed」
    for one of an enumeration. `context` is 「launched」 behind a verb of launching, 「verb」 behind another verb or
    adverb of the lists, 「means」 behind 以, 把, 将 or 在, 「clause」 where a clause begins and 「part」 elsewhere;
    `verb` is the last word of the lists that stands before.
    """

    start: int
    end: int
    body: str
    head: str
    context: str
    verb: str


_REACH = 36  # characters: the longest programme names in print are shorter
_NUMBER = r"[\d一二三四五六七八九十两]+"
#: Packages that go by the number of their parts: 「民营经济32条政策」, 「十方面民生实事」; not what is counted up.
_PACKAGE = (
    r"(?<![第\d带线路链河渠共章])(?<!建议|意见|任务|问题|线索|信息|累计|运营|新增|开通)"
    r"\d{1,3}条(?:(?:具体|硬)?(?:政策|措施|举措)|(?=[，。；、和]))"
)
_COUNT = r"(?:(?<!\d)\d{1,2}|[一二三四五六七八九十]{1,3})"
_DEEDS = rf"{_COUNT}(?:件|方面|项)(?:民生|惠民|为民)实事"
#: These are a name by themselves: 「15条硬措施」, 「十项重大工程」, 「五大惠民举措」.
_NUMBERED = (
    rf"(?:{_COUNT}|\d{{3}})条硬(?:措施|举措)|{_COUNT}[项大](?:重大|标志性)(?:工程|行动)|{_COUNT}大(?:[惠暖]\w|硬核)举措"
)
_HEAD = re.compile(
    beginning("initiative_heads", "initiative_weak_heads", also=r"\d一二三四五六七八九十")
    + f"(?:(?<![^促推]进)(?<!不)(?!{either('initiative_compounds')})(?:{either('initiative_heads')})"
    f"|(?P<numbered>{_NUMBERED})|(?P<package>{_PACKAGE})|(?P<deeds>{_DEEDS})|(?P<weak>{either('initiative_weak_heads')})(?=[，。；、和]|等(?!项目|任务|工作)))"
)
_WEAK_VERB = "实施"
_STOP = re.compile(rf"[，。；：！？…—\s{BOOK}（）()|!?;:,●■]")
#: But not within a word: 「省以下财政体制改革」, 「在建工程」, 「将来」, 「把握」, 「方向」.
_CUT = re.compile(
    f"(?:{either('initiative_verbs')})"
    rf"|(?!以[来下上内外]|在建|将来|把[握关控]|(?<=[导方取志动定单双纵横])向)(?:{either('initiative_particles')})|(?<![高初中同对平])等"
)
_LAUNCHES = words("initiative_launches")
_MEANS = frozenset("以把将在")
_PARTICLES = words("initiative_particles") | {"等"}
_OPENER = re.compile(f"{_NUMBER}(?:轮|批|场|户|处|座)|{either('initiative_openers')}")
_ADVERB = re.compile(f"(?!会[员议展计]|将[军士]|要[素点])(?:{either('initiative_adverbs')})")
#: A clause, not a name: 「各地要快速行动」.
_CLAUSE = re.compile(
    r"(?<![重主纪摘需])要(?![素件点闻])|须|采取|开始|进行|何种|由于|(?<![可牢])靠|(?<![应结面])对(?![口标外接话])"
)
_JOINT = re.compile("和|与|及|暨|、")
_LAST_JOINT = re.compile("(?<![共总饱中温缓调普以涉参])[和及与暨](?![平谐])(?=..)")
_ENDS_NAME = re.compile(rf"(?:{either('initiative_heads')}|建设|工作|\d条|措施|举措|{QUOTATION})$")

#: 「等6个攻坚行动」 behind an enumeration, the verb before it, and what it names, between 「、」 and 「和」.
_LISTED = re.compile(rf"等(?:{_NUMBER}[个项大])?(?:重大|重点|专项|攻坚|系列|示范)*(?:工程|行动|计划)(?=[，。；、：])")
_LIST_VERB = re.compile("(?:实施|开展|启动|推进|打响)(?:好|了)?")
_ITEM = re.compile("[^、和与及]+")
_SENTENCE = re.compile(f"{_CUT.pattern}|{_CLAUSE.pattern}")
_LIST_REACH, _SHORTEST_ITEM = 120, 6


def headed(text: str, mask: str) -> list[Headed]:
    """The spans of `text` that end in a head word, in order; `mask` is `quoted.masked(text)`."""
    spans = (_span(text, mask, match) for match in _HEAD.finditer(mask))
    return [span for span in spans if span is not None]


def listed(text: str, mask: str) -> Iterator[Headed]:
    """Names that share the head word behind 等: 「实施助企纾困提速、外贸稳量提质等6个攻坚行动」.

    What all of it stands in quotation marks is no matter of these.
    """
    for match in _LISTED.finditer(mask):
        floor = max(0, match.start() - _LIST_REACH)
        clause = max((stop.end() for stop in _STOP.finditer(mask, floor, match.start())), default=floor)
        verb = _LIST_VERB.search(mask, clause, match.start())
        if verb is None:
            continue
        items = [*_ITEM.finditer(mask, verb.end(), match.start())]
        if len(items) < 2:
            continue
        for item in items:
            body = text[item.start() : item.end()]
            if len(body) >= _SHORTEST_ITEM and mask[item.end() - 1] != QUOTATION and not _SENTENCE.search(item[0]):
                yield Headed(*item.span(), body, "listed", "launched", verb[0])


def _span(text: str, mask: str, match: re.Match[str]) -> Headed | None:
    head, end = match.span()
    floor = max(0, head - _REACH)
    before = mask[floor:head]
    if match["weak"] and _WEAK_VERB not in before:
        return None
    clause = max((stop.end() for stop in _STOP.finditer(before)), default=0 if floor == 0 else None)
    cut, word = clause or 0, ""
    for found in _CUT.finditer(before, cut):
        cut, word = found.end(), found[0]
    context = _context(word)
    while opener := _OPENER.match(before, cut) or (None if context == "launched" else _ADVERB.match(before, cut)):
        cut, word = opener.end(), opener[0]
        context = context if context == "launched" else "verb"
    if (clause is None and not word) or (match["weak"] and word != _WEAK_VERB):
        return None
    cut = _after_joints(before, cut, context == "launched")
    if _JOINT.match(before, cut) or (cut == len(before) and not (match["deeds"] or match["numbered"])):
        return None
    kind = next((kind for kind in ("numbered", "package", "deeds", "weak") if match[kind]), match[0])
    if kind == "numbered":
        return Headed(head, end, "", kind, context, word)
    if _CLAUSE.search(before, cut):
        return None
    return Headed(floor + cut, end, text[floor + cut : head], kind, context, word)


def _context(word: str) -> str:
    if not word:
        return "clause"
    if word in _LAUNCHES:
        return "launched"
    if word in _MEANS:
        return "means"
    return "part" if word in _PARTICLES else "verb"


def _after_joints(before: str, cut: int, launched: bool) -> int:
    """Behind the last 「、」 or 「和」 that parts two names; one that parts the words of a name parts none."""
    for joint in _JOINT.finditer(before, cut):
        if _ENDS_NAME.search(before, cut, joint.start()):
            cut = joint.end()
            if opener := _OPENER.match(before, cut):
                cut = opener.end()
    items = before[cut:].split("、")
    if len(items) == 1 or (launched and _alike(items)):
        return cut
    # 「甲、乙和丙工程」: an enumeration ends with 和, and the head word is the last one's.
    last = _LAST_JOINT.search(items[-1])
    return len(before) - len(items[-1]) + (last.end() if last else 0)


def _alike(items: list[str]) -> bool:
    """「蓝天、碧水、净土」: items of one length, the last of which goes on to the head word."""
    length = len(items[0])
    if not 2 <= length <= 4 or _LAST_JOINT.search(items[-1]):
        return False
    return all(len(item) == length for item in items[:-1]) and len(items[-1]) >= length
