"""Offices (职务) as printed with the names of a text: before them, behind them, and shared by a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive.importing.recognising.findings import PersonFound
from archive.importing.recognising.lexicon import word_classes
from archive.importing.vocabulary import either, words

_LONGEST = 90
_LONGEST_BEHIND = 4
_LONGEST_GROUP = 16
_TAIL = 2
#: Behind a verb: 「甲、乙等领导了」.
_DID = ("了", "着", "过")
#: Behind a title that is part of another word: 主席团, 委员会, 少将军衔.
_NO_OFFICE = ("团", "会", "办", "军衔")
_STOPS = frozenset("，。；：！？…—“”‘’《》『』「」【】\n\t \u3000")
#: What may stand between names that share an office.
_SHARING = frozenset({"、", "和", "及", "以及", "与", "同志和", "同志、", ""})
#: Ends of what an agency prints before the text, where no blank follows it.
_WIRES = ("日电", "日讯", "报讯")
#: Deputies are introduced as such before a comma: 「某省人大代表，某村党支部书记某某」.
_MEMBER = re.compile("(?:人大代表|政协委员|党代表)，$")
#: What a wire prints in brackets behind its dateline.
_REPORTERS = re.compile(r"[^（）()]{0,8}(?:记者|通讯员)")
#: What a decision says behind a name, up to the next stop.
_GIVEN = re.compile(
    r"(?:（[^（）]{1,12}）)?(?:同志)?(?P<verb>为|任|不再(?:担任|兼任)|担任|兼任|[改出调升连转接继]任|当选为?|的|(?=[^，。；]{2,30}职务))(?P<titles>[^，。；：“”《》（）\s]{2,60}?)(?=职务|人选|候选人|[，。；（\s]|\Z)"
)
_DECIDED, _DECISION = re.compile(rf"(?:{either('appointing_verbs')})(?:产生)?[：:]?[^，。；：“”]*\Z"), 200
#: What stands between the office that a decision gives and the next name, and between two names of a list.
_GOES_ON = re.compile(r"(?:职务|人选)?(?:（[^（）]{1,12}）)?[，；]\Z")
_REMARK = re.compile(r"\A（[^（）]{1,12}）")
_ITEM = re.compile(r"\d{1,2}[.．]\s*")
#: 「第五、六届全国政协委员」: here a 、 parts no offices.
_ORDINALS = re.compile(r"[一二三四五六七八九十\d]、第?[一二三四五六七八九十\d]{1,3}(?=[、届次期任])")
#: A body whose post is printed behind the next one: 「某公司、某集团董事长」.
_BODY = re.compile(r"(?:公司|集团|大学|学院|医院|研究院|研究所|协会|学会)\Z")
#: 「原某部副部长、党组成员，某委员会委员某某」: a clause that is all offices, where a sentence begins.
_OFFICES, _SENTENCE_STARTS = re.compile(r"[^，。；：！？“”《》（）\s]{3,60}，\Z"), frozenset("。；：！？】」\n")
#: 「某某是某医院的医生，」.
_STATED = re.compile(r"(?:同志)?是(?P<title>[^，。；：“”《》（）\s]{4,40})(?=[，。；])")
_NO_STATEMENT = re.compile("[我你他她这那]|一[名位个]|第一|[、和与]")
#: Words before a 与 that is no part of an office.
_BEFORE_WITH = ("同志", "代表", "应约", "应邀")
_ADDRESS = re.compile(r"同志|先生|女士")


@dataclass(frozen=True, slots=True)
class Printed:
    """An office as printed, with its place; `person` is an index into the names of the text."""

    person: int
    title: str
    start: int
    end: int
    rule: str


def printed(text: str, people: Sequence[PersonFound]) -> list[Printed]:
    """The offices of a text's names, which are in the order of the text."""
    found: list[Printed] = []
    shared: list[Printed] = []
    behind: list[Printed] = []
    reached = 0
    for i, person in enumerate(people):
        floor = behind[-1].end if behind else people[i - 1].end if i else 0
        before = _before(text, floor, _end_of_office(text, person), i)
        if before:
            shared = before
        elif i and _REMARK.sub("", text[floor : person.start]) in _SHARING and not _is_sole(shared):
            before = [Printed(i, p.title, p.start, p.end, "shared") for p in shared]
        else:
            shared = []
        found += before or []
        behind = _behind(text, person.end, i)
        found += behind
        if not before and (person.start == 0 or text[person.start - 1] in _SENTENCE_STARTS):
            found += _stated(text, person.end, i)
        if given := _appointed(text, people, i, reached):
            found += given
            reached = given[-1].end
    return [_unbroken(office) for office in found + _groups(text, people, {p.person for p in found})]


def _between(text: str, people: Sequence[PersonFound], person: int) -> str:
    """What stands between a name and the one before it, without a remark on that (「（女）」)."""
    return _REMARK.sub("", text[people[person - 1].end : people[person].start])


def _unbroken(office: Printed) -> Printed:
    """The office without a page break before or in it."""
    before = len(office.title) - len(office.title.lstrip())
    return replace(office, title="".join(office.title.split()), start=office.start + before)


def _end_of_office(text: str, person: PersonFound) -> int:
    """Where an office before the name would end: a signature sets a blank between the two."""
    return len(text[: person.start].rstrip()) if person.rule == "signed" else person.start


def _before(text: str, floor: int, end: int, person: int) -> list[Printed]:
    """The offices that stand before a name, split at 、, each with its own place."""
    start = _clause_start(text, floor, end)
    items: list[Printed] = []
    spans = _items(text, start, end)
    if text[start - 1 : start] == "，" and start > floor and _goes_before(text, floor, start):
        spans = _items(text, _clause_start(text, floor, start - 1), start - 1) + spans
    for first, last in reversed(spans):
        cut = _trimmed(text, first, last)
        title = text[cut:last]
        if not is_title(title):
            if not items or not _BODY.search(title) or text[last] != "、":
                break
            following = items.pop()
            last, title = following.end, text[cut : following.end]
        items.append(Printed(person, title, cut, last, "before"))
        if cut > first:
            break
    return items[::-1]


def _goes_before(text: str, floor: int, start: int) -> bool:
    """Whether the clause that ends before `start` gives offices of whom the next one names."""
    if _MEMBER.search(text, max(floor, start - 8), start):
        return True
    clause = _OFFICES.search(text, max(floor, start - _LONGEST), start)
    if clause is None or (
        clause.start() and text[clause.start() - 1] not in _SENTENCE_STARTS and not clause[0].startswith("原")
    ):
        return False
    items = _items(text, clause.start(), start - 1)
    return all(is_title(text[first:last]) and _trimmed(text, first, last) == first for first, last in items)


def _clause_start(text: str, floor: int, end: int) -> int:
    """Where the clause of an office can begin; brackets count for it only within, not before it."""
    floor = max(floor, end - _LONGEST)
    depth, closed = 0, floor
    for at in range(end - 1, floor - 1, -1):
        char = text[at]
        if char in "）)":
            closed = closed if depth else at + 1
            depth += 1
        elif char in "（(":
            depth -= 1
            if depth < 0:
                return at + 1
            if depth == 0 and (at == floor or text[at - 1] in _STOPS or _REPORTERS.match(text, at + 1)):
                return closed
        elif char in _STOPS and not depth:
            return at + 1
    return closed if depth else floor


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between 、, leaving those within brackets alone."""
    items, first, depth = [], start, 0
    for at in range(start, end):
        depth += (text[at] in "（(") - (text[at] in "）)")
        if text[at] == "、" and depth <= 0 and not _ORDINALS.match(text, at - 1):
            items.append((first, at))
            first = at + 1
    items.append((first, end))
    return items


def _trimmed(text: str, first: int, last: int) -> int:
    """Where the office begins: behind the number of an item and the last word that cannot be part of one."""
    if item := _ITEM.match(text, first, last):
        first = item.end()
    stops, classes = words("title_stops"), word_classes()
    wire = max(text.rfind(mark, first, last) + len(mark) if mark in text[first:last] else first for mark in _WIRES)
    first, at = wire, last
    while at > first:
        length = next(
            (n for n in (4, 3, 2) if at - n >= first and (text[at - n : at] in classes or text[at - n : at] in stops)),
            1,
        )
        word = text[at - length : at]
        if word in stops and not (word in "和与" and not _ends_a_part(text, first, at - 1)):
            return at
        at -= length
    return first


def _ends_a_part(text: str, first: int, at: int) -> bool:
    """Whether what stands before 和 ends, so that the office begins behind it: 国家发展和改革委员会 is one name."""
    return at == first or _ends_with_office(text[first:at]) or text[max(at - 2, first) : at] in _BEFORE_WITH


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in words("office_words")}, reverse=True))


def post_of(title: str) -> str | None:
    """The word of office with which a title ends."""
    return next((title[-n:] for n in _lengths() if title[-n:] in words("office_words")), None)


def _ends_with_office(title: str) -> bool:
    return post_of(title) is not None


def is_title(title: str) -> bool:
    return len(title) > 1 and _ends_with_office(title) and not _ADDRESS.search(title)


def _behind(text: str, end: int, person: int) -> list[Printed]:
    known = words("titles_behind")
    for length in range(_LONGEST_BEHIND, 1, -1):
        title = text[end : end + length]
        if len(title) == length and title in known and not text.startswith(_NO_OFFICE, end + length):
            return [Printed(person, title, end, end + length, "behind")]
    return []


def _stated(text: str, end: int, person: int) -> list[Printed]:
    """The office that a sentence says of whom it begins with: 「某某是某医院的医生，」."""
    stated = _STATED.match(text, end)
    title = stated["title"] if stated else ""
    body = title.removesuffix(post_of(title) or title).removesuffix("的")
    if stated is None or not body.endswith(tuple(words("body_ends"))) or _NO_STATEMENT.search(title):
        return []
    return [Printed(person, title, stated.start("title"), stated.end("title"), "stated")]


def _appointed(text: str, people: Sequence[PersonFound], last: int, reached: int) -> list[Printed]:
    """The offices that a decision gives or takes: 「选举甲、乙为副主任」, 「甲任市水利局局长」, 「免去甲的副局长职务」.

    `last` is an index into `people`: the last of those it speaks of. `reached` is where the office before it ends that
    a decision gives: 「任命甲为局长，乙为副局长」 goes on from there.
    """
    end = people[last].end
    given = _GIVEN.match(text, end)
    if given is None:
        return []
    first = last
    while first and given["verb"] not in ("", "的") and _between(text, people, first) == "、":
        first -= 1
    goes_on = reached > 0 and _GOES_ON.match(text[reached : people[first].start]) is not None
    decided = goes_on or _DECIDED.search(text, max(0, end - _DECISION), end)
    offices = []
    for start, stop in _items(text, given.start("titles"), given.end("titles")):
        if not is_title(text[start:stop]):
            break
        offices.append((start, stop))
    if not offices or (given["verb"] in ("", "为", "的") and not decided):
        return []
    return [
        Printed(person, text[start:stop], start, stop, "appointed")
        for person in range(first if decided else last, last + 1)
        for start, stop in offices
    ]


def _is_sole(shared: Sequence[Printed]) -> bool:
    """Whether one person alone holds the last of the offices; a deputy's, or one in a 书记处, covers a list."""
    title = shared[-1].title if shared else ""
    several = ("副", "书记处")
    return any(title.endswith(word) and not title.removesuffix(word).endswith(several) for word in words("sole_titles"))


def _groups(text: str, people: Sequence[PersonFound], titled: set[int]) -> list[Printed]:
    """What the names before 等 are called together, for those of the list that have no office of their own."""
    found = []
    for i, person in enumerate(people):
        if not text.startswith("等", person.end):
            continue
        start = person.end + 1 + text.startswith("为", person.end + 1)
        end = _group_end(text, start)
        if end is None:
            continue
        first = i
        while first and _between(text, people, first) in _SHARING and first not in titled:
            first -= 1
        found += [Printed(j, text[start:end], start, end, "group") for j in range(first, i + 1) if j not in titled]
    return found


def _group_end(text: str, start: int) -> int | None:
    """The end of the shortest title that names a group; of 领导 and 领导同志 the longer one."""
    last = min(start + _LONGEST_GROUP, len(text))
    ends = [end for end in range(start + 2, last + 1) if _is_group(text[start:end]) and text[end : end + 1] not in _DID]
    return max((end for end in ends if end - ends[0] <= _TAIL), default=None)


def _is_group(title: str) -> bool:
    return not any(char in _STOPS or char in "、的" for char in title) and any(
        title.endswith(word) for word in words("group_titles")
    )
