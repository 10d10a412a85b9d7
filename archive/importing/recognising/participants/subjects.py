"""Whose verb it is: the people in front of a verb, in one clause or in a list of clauses."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from operator import attrgetter

from archive.importing.recognising.findings import PersonFound
from archive.importing.vocabulary import either

#: What may follow a name before its clause of a list ends: 「同志」, 「等」, 「和指导组全体成员」.
_LIST_END = re.compile(r"(?:等[^，。；]{0,24}|同志|[和及与、][^，。；]{1,24}|（[^）]{1,20}）)?\Z")
#: Between two names of one list these cannot stand.
_BREAKS = re.compile(r"[；。：“”《》]|精神|强调|指出|以来|讲话|关于|[召举]开")
#: Between a name and its verb these show that the name only qualifies something: 「习近平总书记重要讲话精神」.
_QUALIFIES = re.compile(either("quoted_circumstances") + "|[，：“]")
_ON_BEHALF = re.compile("受[^，。；]{2,24}?委托")
#: What someone is called in a list: 「“大国工匠”、某厂工人甲」.
_HONOUR = re.compile("“[^“”，。；：]{1,14}”")
#: 「甲向乙汇报」 is told of 甲.
_ADDRESSED = re.compile(r"向[^，。；]*\Z")
_MARKS = re.compile("[，“”]")
_QUOTING = re.compile(r"总书记|主席(?!在|主持|出席|团)")
#: Before those to whom something is given or said.
_GIVING = ("向", "为", "给")
#: Offices of one person of a list are longer than this only where it is no list.
_FARTHEST = 60


def before(text: str, floor: int, verb: int, people: Sequence[PersonFound]) -> list[PersonFound]:
    """The people between `floor` and the verb that the verb is told of, in order; `people` are in order too."""
    near = people[_first(people, floor) : _first(people, verb)]
    if not near:
        return []
    last = len(near) - 1
    while last and _is_addressed(text, near[last - 1].end, near[last].start):
        last -= 1
    near = near[: last + 1]
    gap = text[near[-1].end : verb].partition("在")[0]  # with 在 the circumstances of the verb begin
    gap = _ON_BEHALF.sub("", gap)
    if _QUALIFIES.search(gap) and not _ends_list(gap):
        return []
    subject = [near[-1]]
    for person in reversed(near[:-1]):
        between = text[person.end : subject[-1].start]
        if len(between) > _FARTHEST or _BREAKS.search(_HONOUR.sub("", between)):
            break
        if "，" in between and not _LIST_END.match(between.partition("，")[0]):
            break
        subject.append(person)
    return subject[::-1]


def _is_addressed(text: str, end: int, start: int) -> bool:
    """Whether a name that begins at `start` is that of one to whom the person before it, up to `end`, speaks."""
    return start - end <= _FARTHEST and _ADDRESSED.search(text, end, start) is not None


def behind(text: str, verb: int, people: Sequence[PersonFound]) -> list[PersonFound]:
    """The people of the list that follows a verb: 「应邀出席的还有」."""
    subject: list[PersonFound] = []
    at = verb
    for person in people[_first(people, verb) :]:
        between = text[at : person.start]
        if len(between) > _FARTHEST or (subject and (_BREAKS.search(between) or "的" in between)):
            break
        subject.append(person)
        at = person.end
    return subject


def honoured(text: str, floor: int, verb: int, people: Sequence[PersonFound]) -> list[PersonFound]:
    """The people to whom something is given: 「向甲、乙颁发」, 「为甲颁奖」."""
    giving = max(text.rfind(word, floor, verb) for word in _GIVING)
    first = people[_first(people, floor) : _first(people, verb)]
    return [person for person in first if giving >= 0 and person.start > giving]


def _first(people: Sequence[PersonFound], start: int) -> int:
    """The index of the first person who is named at `start` or later."""
    return bisect.bisect_left(people, start, key=attrgetter("start"))


def _ends_list(gap: str) -> bool:
    """Whether a comma behind a name ends a list of those who did it together: 「某某，……委员出席」."""
    head, _, rest = gap.partition("，")
    return _LIST_END.match(head) is not None and not _QUALIFIES.search(_MARKS.sub("", rest))


def is_quoted(text: str, person: PersonFound) -> bool:
    """Whether a name with its title stands for words said elsewhere: 「总书记指出」 in someone else's speech."""
    return _QUOTING.match(text, person.end) is not None
