"""Which articles are printings of one text: from how pairs are alike to works. Plain values, without a database.

The result depends on the texts and on what people decided alone, not on the order in which articles came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from archive.importing.likeness import Likeness, Relation, compare, worth_comparing

_WHOLE, _ALIKE = 0.99, 0.95  # confidence of printings
_EXCERPT, _LIKELY_EXCERPT, _DOUBTFUL_EXCERPT = 0.95, 0.92, 0.8


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, folded, with its sketch; `place` is its document's file name and its ordinal there."""

    article: int
    key: str
    place: tuple[str, int]
    folded: str
    sketch: tuple[int, ...]
    title: str
    opening: str
    has_dateline: bool

    @property
    def worth(self) -> tuple[int, int, tuple[str, int]]:
        """Sorts the printing to read first: with headline and dateline, then the longest, then the first."""
        return -bool(self.title) - self.has_dateline, -len(self.folded), self.place


@dataclass(frozen=True, slots=True)
class Settled:
    """What people decided of a work: articles that print it whole, and articles that do not print it."""

    work: int
    whole: frozenset[int]
    refused: frozenset[int]


@dataclass(slots=True)
class Group:
    """A work to be: `texts` in the order of their places; whole printings and excerpts, each with a confidence."""

    work: int | None  # the work that people have settled
    texts: list[Text]
    whole: dict[int, float] = field(default_factory=dict)
    excerpts: dict[int, float] = field(default_factory=dict)


Pairs = Mapping[tuple[int, int], Likeness]
"""Likeness by the articles of the shorter and of the longer text; of the same length by any order."""


def pairs(texts: Collection[Text], judged: Collection[int], compared: dict[tuple[int, int], Likeness]) -> Pairs:
    """All pairs of texts that are not different.

    Those of `judged` articles with any others are in `compared`, as far as they are worth comparing.
    """
    known = {text.article: text for text in texts if text.article not in judged}
    by_hash: dict[int, list[int]] = defaultdict(list)
    for text in known.values():
        for number in text.sketch:
            by_hash[number].append(text.article)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in by_hash.values():
        shared.update(combinations(holders, 2))
    worthy = (
        (a, b)
        for (a, b), count in shared.items()
        if worth_comparing(min(len(known[a].sketch), len(known[b].sketch)), count)
    )
    compare_all(worthy, known, compared)
    return alike(compared)


def alike(compared: Pairs) -> Pairs:
    """The pairs that are not different."""
    return {pair: likeness for pair, likeness in compared.items() if likeness.relation is not Relation.DIFFERENT}


def compare_all(
    found: Iterable[tuple[int, int]], texts: Mapping[int, Text], compared: dict[tuple[int, int], Likeness]
) -> None:
    """Note in `compared` what pairs of articles are to each other."""
    for a, b in _depth_first(found):
        shorter, longer = sorted((texts[a], texts[b]), key=lambda text: (len(text.folded), text.place))
        compared[shorter.article, longer.article] = compare(shorter.folded, longer.folded)


def _depth_first(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs in an order in which a text's comparisons are near each other: see `shingles`."""
    others: dict[int, set[int]] = defaultdict(set)
    for a, b in found:
        others[a].add(b)
        others[b].add(a)
    rank: dict[int, int] = {}
    for start in sorted(others):
        ahead = [start]
        while ahead:
            article = ahead.pop()
            if article not in rank:
                rank[article] = len(rank)
                ahead += sorted(others[article] - rank.keys(), reverse=True)
    pairs = ((a, b) for a in rank for b in others[a] if rank[a] < rank[b])
    return sorted(pairs, key=lambda pair: (rank[pair[1]], rank[pair[0]]))


def groups(texts: Collection[Text], found: Pairs, settled: Sequence[Settled]) -> list[Group]:
    """The works that the texts make: several printings of one text, or one with excerpts of it elsewhere."""
    known = {text.article: text for text in sorted(texts, key=lambda text: text.place)}
    clusters = _Clusters(known, settled)
    order = sorted(found, key=lambda pair: (-found[pair].share, known[pair[0]].place, known[pair[1]].place))
    for one, other in order:
        if found[one, other].relation is Relation.SAME:
            clusters.join(one, other)
    made = clusters.groups()
    _rate(made, found)
    _find_excerpts(made, found)
    return [group for group in made if group.work is not None or len(group.whole) + len(group.excerpts) > 1]


class _Clusters:
    """Sets of articles that are joined step by step, but never two that people keep apart."""

    def __init__(self, texts: Mapping[int, Text], settled: Sequence[Settled]) -> None:
        self.texts = texts
        self.members = {article: [article] for article in texts}
        self.root = {article: article for article in texts}
        self.work: dict[int, int] = {}  # settled work by root
        self.refused: dict[int, set[int]] = {article: set() for article in texts}  # settled works by root
        for decision in settled:
            for article in decision.refused & texts.keys():
                self.refused[article].add(decision.work)
        for decision in settled:
            whole = sorted(decision.whole & texts.keys())
            for article in whole:
                self.work[article] = decision.work
            for article in whole[1:]:
                self.join(whole[0], article)

    def join(self, one: int, other: int) -> None:
        one, other = self.root[one], self.root[other]
        works = {self.work[root] for root in (one, other) if root in self.work}
        refused = self.refused[one] | self.refused[other]
        if one == other or len(works) > 1 or works & refused:
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        for article in self.members[other]:
            self.root[article] = one
        self.members[one] += self.members.pop(other)
        self.refused[one] = refused
        for work in works:
            self.work[one] = work

    def groups(self) -> list[Group]:
        """Of each cluster one, in the order of their first texts."""
        made = [
            Group(self.work.get(root), sorted((self.texts[article] for article in articles), key=lambda t: t.place))
            for root, articles in self.members.items()
        ]
        return sorted(made, key=lambda group: group.texts[0].place)


def _rate(made: Iterable[Group], found: Pairs) -> None:
    best: dict[int, float] = defaultdict(float)
    for pair, likeness in found.items():
        if likeness.relation is Relation.SAME:
            for article in pair:
                best[article] = max(best[article], likeness.share)
    for group in made:
        for text in group.texts:
            is_alone = len(group.texts) == 1
            group.whole[text.article] = _WHOLE if is_alone or best[text.article] >= 0.9 else _ALIKE


def _find_excerpts(made: Sequence[Group], found: Pairs) -> None:
    """Note excerpts with the fullest texts: of an excerpt's excerpt, the work is the text that both are from."""
    of_article = {text.article: i for i, group in enumerate(made) for text in group.texts}
    length = [max(len(text.folded) for text in group.texts) for group in made]
    share: dict[int, dict[int, float]] = defaultdict(dict)  # of a group in those it is an excerpt of
    for (shorter, longer), likeness in found.items():
        low, high = of_article[shorter], of_article[longer]
        if likeness.relation is Relation.EXCERPT and length[low] < length[high]:
            share[low][high] = max(share[low].get(high, 0.0), likeness.share)
    tops: dict[int, set[int]] = {}
    for i in sorted(range(len(made)), key=lambda i: -length[i]):
        tops[i] = set().union(*(tops[high] or {high} for high in share[i]))
        for top in tops[i]:
            confidence = _excerpt_confidence(share[i].get(top) or max(share[i].values()))
            made[top].excerpts.update((text.article, confidence) for text in made[i].texts)


def _excerpt_confidence(share: float) -> float:
    return _EXCERPT if share >= 0.95 else _LIKELY_EXCERPT if share >= 0.9 else _DOUBTFUL_EXCERPT
