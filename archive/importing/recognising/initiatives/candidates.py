"""Words that may name an initiative, with the traits by which `weights` decides.

Two kinds: what stands in quotation marks, with the head word behind it; and what ends in a head word without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.importing.recognising.initiatives.headwords import Headed, headed, listed
from archive.importing.recognising.quoted import BOOK, QUOTATION, Quoted, quotations
from archive.importing.vocabulary import either


@dataclass(frozen=True, slots=True)
class Candidate:
    """`traits` are keys of the weights; `quoted` tells a name in marks from one that only ends in a head word."""

    start: int
    end: int
    traits: frozenset[str]
    quoted: bool


_NUMERAL = "一二三四五六七八九十百千万两双"
_HEADS, _TAILS, _COMPOUNDS = either("initiative_heads"), either("initiative_tails"), either("initiative_compounds")
_INSIDE = r"[^\W\d_的了和与及等是这为在将把、]"
#: The head word behind a quotation, with at most nine characters between: 「“新农人”培育行动」.
_HEAD_TAIL = re.compile(
    rf"({_INSIDE}{{0,9}}?)(?!{_COMPOUNDS})({_HEADS}|体系|(?<=[^{QUOTATION}][^{QUOTATION}])建设(?=[，。；、]))"
)
#: What is done, behind a quotation that is launched: 「“问诊到田头”全域大走访」, 「“千团拓市”6+1行动」.
_ACTION_TAIL = re.compile(rf"(?![{_NUMERAL}\d]+[大项个])((?:\d\+\d|{_INSIDE}){{0,9}}?)({either('initiative_action_tails')})(?=[，。；、等])")
#: 「发扬“背石头”精神」, 「推广“一村一站”经验」; the 精神 of a meeting is not upheld but studied.
_THOUGHT_TAIL = re.compile(f"()({either('initiative_thought_tails')})(?=[，。；、的和与！])")
_SHORT_TAIL = re.compile(f"()({_TAILS})")
#: Behind figures: 「“8+4”经济政策体系」.
_FIGURE_TAIL = re.compile(rf"({_INSIDE}{{1,8}})({either('initiative_figure_tails')})")
_FIGURES = re.compile(r"\d")
_COUNTERS = frozenset("个大项种件条支场对篇方")
_COUNT = re.compile(rf"[{_NUMERAL}\d]+[个大项场]?$")
_FORMULA = re.compile(rf"[{_NUMERAL}][^、，]{{1,5}}")
#: Sentences and figures of speech, and what ends like the name of a prize, a meeting, a battle or a hardship (停车难).
_NO_NAME = re.compile(
    rf"[。！？；：…]|\A(?:{either('no_initiatives')})\Z|(?:{either('no_initiative_ends')}|(?<!标志性)战役|(?<![解克攻])难|贵)\Z"
)
#: Counts that say nothing of what they count: 「三个目标」, 「六个一」; but 「12条举措」 is what a package goes by.
_BARE_COUNT = re.compile(
    rf"(?!\d+条(?:措施|举措)\Z)[{_NUMERAL}\d]+[个大项条件张类种点方面]*(?:{either('initiative_counted')})|[{_NUMERAL}\d]+个[一\d]+%?"
)
#: 「六个一」 is a name with a head word behind it.
_ONES = re.compile(rf"[{_NUMERAL}\d]+个一")
_HEAD_OR_ACTION = re.compile(f"{_HEAD_TAIL.pattern}|{_ACTION_TAIL.pattern}")
#: Festivals and five-year plans, and a number of things that are not named: 「八一」, 「十一五」, 「三大」.
_DATE = re.compile(r"[一二三四五六七八九十]{2,3}|[一二三四五六七八九两双][个大项件条节]")
_TAILED = re.compile(f"{_HEADS}|{_TAILS}")
#: As many clauses are those of a policy that is held to: 「节水优先、空间均衡、系统治理、两手发力」.
_POLICY = 4
#: 「科创30条」, 「暖心十条」, 「20条措施」; a year of work: 「作风提升年」.
_MEASURES = re.compile(rf"[^{_NUMERAL}\d、，第].*?[{_NUMERAL}\d]+条\Z|\d+条(?:措施|举措)\Z")
_ENDS_IN_YEAR = re.compile(r"[^\d零〇一二三四五六七八九十百半多余几]年\Z")
_ENDS_IN_HEAD = re.compile(f"(?:{_HEADS})$")
_ENDS_IN_THOUGHT = re.compile(f"(?:{either('initiative_thoughts')})$")
_ENDS_IN_ACTION = re.compile(f"(?:{either('initiative_actions')})$")
_GENERIC = re.compile(rf"(?>(?:{either('initiative_generic')}|\d{{1,4}}周年|[{_NUMERAL}\d]+[个大项轮次批]|[和与、])+)")
_ENDS_GENERIC = re.compile(f"(?:{either('initiative_generic')})$")
#: A body that is kept back, and what only comes after something: 「某工程」, 「某论坛后续行动」.
_NAMELESS = re.compile(r"某|后续\Z")
_GOOD = "(?:好|了|新时代|我省|全省|全市|省委|市委)?$"
_LAUNCHED = re.compile(f"({either('initiative_launches')}){_GOOD}")
#: What a launched quotation is about: 「实施退役军人“归雁”工程」.
_TOPIC = re.compile(rf"(?:{either('initiative_launches')}){_INSIDE}{{1,12}}\Z")
#: What follows these may as well be a state of things or a figure: 「推进“老有所养”」, 「打好“特色牌”」.
_ADVANCED = frozenset(("推进", "推行", "打好"))
_UPHELD = re.compile(f"(?:{either('formulation_verbs')}){_GOOD}")
_CHERISHED = re.compile(f"(?:{either('initiative_cherishing')}){_GOOD}")
_RENEWED = re.compile(f"(?:{either('initiative_renewals')}){_GOOD}")
_OTHER_VERB = re.compile(f"(?:{either('quoted_verbs')}){_GOOD}")
_VERBAL = re.compile(f"(?:{either('initiative_verbs')}|{either('initiative_adverbs')}){_GOOD}")
_MEANS = re.compile("(?:[以在把将]|(?<![信作利运应使费专效])用)$")
_LISTED = re.compile(rf"等{_INSIDE}{{0,4}}(?:{_HEADS})|建设(?=[，。；、])")
#: The head word of the last of an enumeration, which may be that of all: 「“甲”“乙”和惠民服务“丙”专项行动」.
_SHARED = re.compile(rf"(?:[和及与、]{_INSIDE}{{0,6}}{QUOTATION}+)?{_INSIDE}{{0,4}}(?:{_HEADS})|建设(?=[，。；、])")
_COUNTED_HEAD = re.compile(rf"([{_NUMERAL}\d]+[大项个])({_HEADS})")
_COMPANY = re.compile(either("formulation_company"))
_OTHER_COMPANY = re.compile(either("quoted_company"))
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
_LEVER = re.compile(f"为(?:{either('initiative_levers')})")
_FORMS = re.compile(rf"等[^\W\d_]{{0,3}}(?:{either('initiative_forms')})")
_NUMBERED = frozenset(("numbered", "package", "deeds"))
_WEIGHTY_VERBS = frozenset(("深化", "推动", "推进", "实施"))
_BREAK = re.compile(r"[，。；：、！？）)]|$")


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
    if text.startswith("奖", span.end) or (_DATE.fullmatch(span.inner) and not _TAILED.match(text, span.end)):
        return False
    if _NO_NAME.search(span.inner):
        return False
    return not _BARE_COUNT.fullmatch(span.inner) or _ONES.fullmatch(span.inner) and _HEAD_OR_ACTION.match(text, span.end)


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
    here = spans[first].start
    count = _COUNT.search(mask, max(0, start - 4), start)
    if count:
        start = count.start()
        traits.add("counted")
    if first == place:
        here = start
    before = mask[max(0, here - 10) : here]
    launched, renewed = _LAUNCHED.search(before), _RENEWED.search(before)
    tail = _tail(mask, end, inner, chained=first < last)
    if tail is None and (launched or renewed) and (tail := _ACTION_TAIL.match(mask, end)):
        traits.add("tail action")
    if tail is None and _CHERISHED.search(before) and (tail := _THOUGHT_TAIL.match(mask, end)):
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
    context = _context(before)
    if context == "after noun" and (tail or "head inside" in traits) and _TOPIC.search(mask, max(0, here - 18), here):
        context = "topic"
    traits.add(context)
    if tail is None and launched and launched[1] not in _ADVANCED:
        traits.add("launched alone")
    after = spans[last].end if last > place else end
    if following := _following(mask, end, after, tailed=tail is not None):
        traits.add(following)
        if following == "ends" and traits.isdisjoint(_NO_VERB):
            traits.add("object")
    if tail is not None and (launched or renewed):
        traits.add("tail launched")
    build = next((trait for trait in _BUILDS if trait in traits), "words")
    if following == "ends" and "launched alone" in traits and build != "head inside":
        build = "launched"
    behind = "tail" if tail is not None else following
    traits.add("followed " + f"{build}-{behind}".replace(" ", "-"))
    return Candidate(start, end, frozenset(traits), True)


def _following(mask: str, end: int, after: int, *, tailed: bool) -> str:
    """What stands behind a quotation and its tail at `end`; behind an enumeration at `after`."""
    if _LISTED.match(mask, after) or _COUNTED_HEAD.match(mask, after) or (after > end and _SHARED.match(mask, after)):
        return "listed"
    if _FORMS.match(mask, after):
        return "listed form"
    if _LEVER.match(mask, after):
        return "lever"
    if not tailed and _COMPANY.match(mask, after):
        return "company"
    if not tailed and _OTHER_COMPANY.match(mask, after):
        return "other company"
    if _BREAK.match(mask, end):
        return "ends"
    return "" if tailed else "glued"


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
    if head := _ENDS_IN_HEAD.search(inner):
        yield "generic inside" if _GENERIC.fullmatch(inner, 0, head.start()) else "head inside"


def _formula(inner: str) -> str:
    """Kind of a formula: 「三个代表」, 「一县一策」, 「三高三新」, 「双碳」, 「千万工程」."""
    if inner[1] in _COUNTERS:
        return "formula counted"
    numerals = {sign for sign in inner if sign in _NUMERAL}
    if inner[0] == "一":
        return "formula 一" if numerals == {"一"} else "formula 一二"
    if inner[0] in "百千万":
        return "formula 千万"
    if sum(sign in _NUMERAL for sign in inner) > 1:
        return "formula paired"
    return "formula 双" if inner[0] == "双" else "formula other"


def _tail(mask: str, end: int, inner: str, *, chained: bool) -> re.Match[str] | None:
    """The words behind a quotation that belong to the name; 「建设」 does behind a count: 「“三支队伍”建设」."""
    if _ENDS_IN_HEAD.search(inner):
        return None
    if counted := _COUNTED_HEAD.match(mask, end):
        return None if chained else counted
    tails = [_HEAD_TAIL.match(mask, end), _FIGURE_TAIL.match(mask, end) if _FIGURES.search(inner) else None]
    longest = max((tail for tail in tails if tail), key=lambda tail: tail.end(), default=None)
    if longest is not None:
        return longest
    tail = _SHORT_TAIL.match(mask, end)
    return None if tail and tail[2] == "建设" and inner[0] not in _NUMERAL else tail


def _chain(text: str, spans: list[Quoted], place: int) -> tuple[int, int]:
    """First and last of the quotations that stand in one enumeration with the one at `place`, five each way."""
    first = last = place
    while first > max(0, place - 5) and text[spans[first - 1].end : spans[first].start] in _JOINTS:
        first -= 1
    while last < min(len(spans) - 1, place + 5) and text[spans[last].end : spans[last + 1].start] in _JOINTS:
        last += 1
    return first, last


def _context(before: str) -> str:
    if _LAUNCHED.search(before):
        return "launched"
    if _RENEWED.search(before):
        return "renewed"
    if _OTHER_VERB.search(before):
        return "other verb"
    if _UPHELD.search(before):
        return "upheld"
    if _VERBAL.search(before):
        return "verb"
    if not before or before[-1] in "，。；：●■\n ":
        return "clause"
    if before[-1] == "、":
        return "enumerated"
    if _MEANS.search(before):
        return "means"
    return "after 的" if before[-1] == "的" else "after noun"


def _headed(mask: str, name: Headed) -> Candidate:
    traits = {"headed", f"headed {name.head}", f"headed {name.context}"}
    length = len(name.body)
    traits.add(next((f"headed {limit}" for limit in (2, 4, 12, 18) if length <= limit), "headed long"))
    if _BREAK.match(mask, name.end):
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
    if _LEVER.match(mask, name.end):
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
