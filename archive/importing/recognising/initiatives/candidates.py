"""Words that may name an initiative, with the traits by which `weights` decides.

Two kinds: what stands in quotation marks, with the head word behind it; and what ends in a head word without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.importing.recognising.initiatives import tails
from archive.importing.recognising.initiatives.headwords import Headed, headed, listed
from archive.importing.recognising.initiatives.surroundings import BREAK, LEVER, before, following, topic
from archive.importing.recognising.initiatives.tails import COUNTED_HEAD, ENDS_IN_HEAD, NUMERAL
from archive.importing.recognising.quoted import BOOK, QUOTATION, Quoted, quotations
from archive.importing.vocabulary import either


@dataclass(frozen=True, slots=True)
class Candidate:
    """`traits` are keys of the weights; `quoted` tells a name in marks from one that only ends in a head word."""

    start: int
    end: int
    traits: frozenset[str]
    quoted: bool


_FIGURES = re.compile(r"\d")
_COUNTERS = frozenset("个大项种件条支场对篇方")
_COUNT = re.compile(rf"[{NUMERAL}\d]+[个大项场]?$")
_FORMULA = re.compile(rf"[{NUMERAL}][^、，]{{1,5}}")
#: Sentences and figures of speech, and what ends like the name of a prize, a meeting, a battle or a hardship (停车难).
_NO_NAME = re.compile(
    rf"[。！？；：…]|\A(?:{either('no_initiatives')})\Z|(?:{either('no_initiative_ends')}|(?<!标志性)战役|(?<![解克攻])难|贵)\Z"
)
_HONOUR = re.compile(f"(?:{either('initiative_honours')})$")
#: Counts that say nothing of what they count: 「三个目标」, 「六个一」; but 「12条举措」 is what a package goes by.
_BARE_COUNT = re.compile(
    rf"(?!\d+条(?:措施|举措)\Z)[{NUMERAL}\d]+[个大项条件张类种点方面]*(?:{either('initiative_counted')})|[{NUMERAL}\d]+个[一\d]+%?"
)
#: 「六个一」 is a name with a head word behind it.
_ONES = re.compile(rf"[{NUMERAL}\d]+个一")
#: Festivals and five-year plans, and a number of things that are not named: 「八一」, 「十一五」, 「三大」.
_DATE = re.compile(r"[一二三四五六七八九十]{2,3}|[一二三四五六七八九两双][个大项件条节]")
#: As many clauses are those of a policy that is held to: 「节水优先、空间均衡、系统治理、两手发力」.
_POLICY = 4
#: 「科创30条」, 「暖心十条」, 「20条措施」; a year of work: 「作风提升年」.
_MEASURES = re.compile(rf"[^{NUMERAL}\d、，第].*?[{NUMERAL}\d]+条\Z|\d+条(?:措施|举措)\Z")
_ENDS_IN_YEAR = re.compile(r"[^\d零〇一二三四五六七八九十百半多余几]年\Z")
_ENDS_IN_THOUGHT = re.compile(f"(?:{either('initiative_thoughts')})$")
_ENDS_IN_ACTION = re.compile(f"(?:{either('initiative_actions')})$")
_GENERIC = re.compile(rf"(?>(?:{either('initiative_generic')}|\d{{1,4}}周年|[{NUMERAL}\d]+[个大项轮次批]|[和与、])+)")
_ENDS_GENERIC = re.compile(f"(?:{either('initiative_generic')})$")
#: A body that is kept back, and what only comes after something: 「某工程」, 「某论坛后续行动」.
_NAMELESS = re.compile(r"某|后续\Z")
_NO_VERB = frozenset(("clause", "enumerated", "means", "after 的", "after noun"))
#: What a quotation is made of: what stands behind it tells different things of each.
_BUILDS = ("formula", "head inside", "figures", "even clauses", "uneven clauses", "action")
_JOINTS = frozenset(("", "、", "和", "及", "与"))
#: With its marks.
_SHORT_QUOTATION = 5
_SHORT_TAIL_BODY = 2
#: What these are about belongs to the name: 「校园周边“护苗利剑”专项行动」.
_TOPICAL_HEADS = frozenset(("专项行动", "专项整治", "专项治理", "行动计划", "攻坚行动"))
#: Of a sort, not of a name: 「国家重大生态工程」.
_IMPORTANT = re.compile("重大|重点|重要|各类")
#: What is built of stone and steel: 「引水上山工程」.
_BUILT = re.compile(either("initiative_built"))
#: How a reform is done, which names it: 「用地集成改革」, not 「用地制度改革」.
_METHOD = re.compile("(?:集成|综合|[^文强]化|先行先试|增效|审查|分离)$")
_NATIONAL = re.compile("国家(?![和级重])")
_NUMBERED = frozenset(("numbered", "package", "deeds"))
_WEIGHTY_VERBS = frozenset(("深化", "推动", "推进", "实施"))


def candidates(text: str, mask: str) -> Iterator[Candidate]:
    """The candidates of a paragraph, `mask` being `quoted.masked(text)`; they may overlap."""
    spans = quotations(text)
    found = {(name.start, name.end): name for name in (*listed(text, mask), *headed(text, mask))}
    names = [name for name in found.values() if _has_body(text, mask, name)]
    longest = {name.start: name.end for name in sorted(names, key=lambda name: name.end)}
    names = [name for name in names if name.head != "weak" or name.end == longest[name.start]]
    within = {place for name in names for place in range(name.start, name.end)}
    for place, span in enumerate(spans):
        if span.start not in within and mask[span.start] != BOOK and _may_name(text, span):
            yield _quoted(text, mask, spans, place)
    for name in names:
        yield _headed(mask, name)


def _may_name(text: str, span: Quoted) -> bool:
    if text.startswith("奖", span.end) or (_DATE.fullmatch(span.inner) and not tails.is_tailed(text, span.end)):
        return False
    if _NO_NAME.search(span.inner) or (_HONOUR.search(span.inner) and not tails.is_tailed(text, span.end)):
        return False
    if _ONES.fullmatch(span.inner) and tails.is_tailed_somehow(text, span.end):
        return True
    return not _BARE_COUNT.fullmatch(span.inner)


def _has_body(text: str, mask: str, name: Headed) -> bool:
    """Whether the attribute makes a name; one before a quotation does where that is too short to be a name alone.

    「公共服务“七优享”工程」, 「中小学校“示范食堂”建设行动」, but 「高校党建“四个融合”行动」.
    """
    if (
        _NAMELESS.search(name.body)
        or _GENERIC.fullmatch(name.body)
        or (name.head == "工程" and _BUILT.search(name.body))
    ):
        return False
    opening = mask.find(QUOTATION, name.start, name.end)
    if opening < 0:
        return True
    closing = mask.rfind(QUOTATION, name.start, name.end)
    head = name.start + len(name.body)
    if name.head == "listed":
        return head - closing > _SHORT_TAIL_BODY
    short = _SHORT_QUOTATION + (name.head in _TOPICAL_HEADS)
    return opening > name.start and (closing - opening < short or head - closing > _SHORT_TAIL_BODY)


def _quoted(text: str, mask: str, spans: list[Quoted], place: int) -> Candidate:
    start, end, inner = spans[place]
    traits = set(_shape(inner))
    first, last = _chain(text, spans, place)
    if count := _COUNT.search(mask, max(0, start - 4), start):
        start = count.start()
        traits.add("counted")
    here = spans[first].start if first < place else start
    verb = before(mask, here)
    going = verb.launched or verb.renewed
    tail = tails.tail(mask, end, inner, chained=first < last)
    if tail is None and going and (tail := tails.tail_of_action(mask, end)):
        traits.add("tail action")
    if tail is None and verb.cherished and (tail := tails.tail_of_thought(mask, end)):
        traits.add("thought")
    if tail is not None:
        end = tail.end()
        traits.add(f"tail {tail[2]}" if tail[2] in ("建设", "体系", "活动", "项目", "改革") else "tail")
        if len(tail[1]) > 1:
            traits.add("tail attribute")
    elif mask.startswith("建设", end):
        traits.add("before 建设")
    if first < last:
        traits.add("chain")
    titled = tail is not None or not traits.isdisjoint(("head inside", "generic inside"))
    about = topic(mask, here) if titled and verb.context == "after noun" else None
    traits.add(verb.context if about is None else "topic")
    if about is not None and first == place and COUNTED_HEAD.fullmatch(inner):
        start = about
    if tail is None and verb.begun:
        traits.add("launched alone")
    after = following(mask, end, spans[last].end if last > place else end, tailed=tail is not None)
    if after:
        traits.add(after)
        if after == "ends" and traits.isdisjoint(_NO_VERB):
            traits.add("object")
    if tail is not None and going:
        traits.add("tail launched")
    build = next((trait for trait in _BUILDS if trait in traits), "words")
    if after == "ends" and "launched alone" in traits and build != "head inside":
        build = "launched"
    behind = "tail" if tail is not None else after
    traits.add("followed " + f"{build}-{behind}".replace(" ", "-"))
    return Candidate(start, end, frozenset(traits), True)


def _shape(inner: str) -> Iterator[str]:
    yield "quoted"
    length = len(inner)
    yield next((f"quoted {limit}" for limit in (2, 3, 4, 6, 10) if length <= limit), "quoted long")
    if _FORMULA.fullmatch(inner):
        yield "formula"
        yield _formula(inner)
    if _FIGURES.search(inner):
        yield "figures"
    if "、" in inner or "，" in inner:
        clauses = re.split("[、，]", inner)
        yield "even clauses" if len({len(part) for part in clauses}) == 1 else "uneven clauses"
        if len(clauses) >= _POLICY:
            yield "policy"
    if _MEASURES.search(inner):
        yield "measures"
        yield "numbered"
    if _ENDS_IN_YEAR.search(inner):
        yield "year"
    if _ENDS_IN_THOUGHT.search(inner):
        yield "thought"
    if _ENDS_IN_ACTION.search(inner):
        yield "action"
    if head := ENDS_IN_HEAD.search(inner):
        yield "generic inside" if _GENERIC.fullmatch(inner, 0, head.start()) else "head inside"


def _formula(inner: str) -> str:
    """Kind of a formula: 「三个代表」, 「一县一策」, 「三高三新」, 「双碳」, 「千万工程」."""
    if inner[1] in _COUNTERS:
        return "formula counted"
    numerals = {sign for sign in inner if sign in NUMERAL}
    if inner[0] == "一":
        return "formula 一" if numerals == {"一"} else "formula 一二"
    if inner[0] in "百千万":
        return "formula 千万"
    if sum(sign in NUMERAL for sign in inner) > 1:
        return "formula paired"
    return "formula 双" if inner[0] == "双" else "formula other"


def _chain(text: str, spans: list[Quoted], place: int) -> tuple[int, int]:
    """First and last of the quotations that stand in one enumeration with the one at `place`, five each way."""
    first = last = place
    while first > max(0, place - 5) and text[spans[first - 1].end : spans[first].start] in _JOINTS:
        first -= 1
    while last < min(len(spans) - 1, place + 5) and text[spans[last].end : spans[last + 1].start] in _JOINTS:
        last += 1
    return first, last


def _headed(mask: str, name: Headed) -> Candidate:
    traits = {"headed", f"headed {name.head}", f"headed {name.context}"}
    length = len(name.body)
    traits.add(next((f"headed {limit}" for limit in (2, 4, 12, 18) if length <= limit), "headed long"))
    if BREAK.match(mask, name.end):
        traits.add("headed ends")
        if name.start == 0 and mask[name.end : name.end + 1] in ("。", "", "："):
            traits.add("headed alone")
    if name.start == 0 or mask[name.start - 1] in "。；":
        traits.add("headed sentence")
    if _IMPORTANT.search(name.body):
        traits.add("headed important")
    if _ENDS_GENERIC.search(name.body):
        traits.add("headed generic")
    elif name.head == "改革":
        traits.add("headed 改革-of")
    if LEVER.match(mask, name.end):
        traits.add("headed lever")
    if name.head in _NUMBERED:
        traits.add("numbered")
    if name.head == "改革" and _METHOD.search(name.body):
        traits.add("headed method")
    if _NATIONAL.match(name.body):
        traits.add("headed national")
    if name.context == "means" and mask.startswith("中", name.end):
        traits.add("headed within")
    if name.verb in _WEIGHTY_VERBS:
        reform = "-试点" if name.head == "试点" else "-reform" if name.head == "改革" else ""
        traits.add(f"headed {name.verb}{reform}" + ("-generic" if reform and "headed generic" in traits else ""))
    if QUOTATION in mask[name.start : name.end]:
        traits.add("headed quotation")
    return Candidate(name.start, name.end, frozenset(traits), False)
