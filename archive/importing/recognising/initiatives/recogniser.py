"""Programmes and formulations (提法) named in an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from archive.importing.authority import Authority
from archive.importing.recognising.findings import InitiativeFound, InitiativeKind, PersonFound
from archive.importing.recognising.home import NOWHERE, Home
from archive.importing.recognising.initiatives import launchers
from archive.importing.recognising.initiatives.candidates import Candidate, candidates
from archive.importing.recognising.initiatives.folding import folded, is_fuller
from archive.importing.recognising.initiatives.levels import level
from archive.importing.recognising.initiatives.slogans import Known, Lexicon, lexicon
from archive.importing.recognising.initiatives.weights import HEADED_REPEATED, REPEATED, is_programme, probability
from archive.importing.recognising.quoted import BOOK, LONGEST, OPENING, masked
from archive.importing.records import ArticleRecord
from archive.importing.vocabulary import words

_ACCEPTED = 0.45
#: What a quotation alone tells is never more certain than this, nor what a head word does.
_HIGHEST = {True: 0.9, False: 0.93}
#: A known name; one that stands by itself in quotation marks, or is named again, is hardly ever anything else.
_KNOWN, _SETTLED = 0.9, 0.96
_DOUBTFUL, _LIKELY = 0.3, 0.6
#: What makes a name in marks qualify something else: 「“一网通办”率」.
_ALONE = re.compile(r"[，。；、：！？”）》\s的和与及等]|精神|要求|任务|目标|\Z")
#: A head word is as sure as a known name where it does not stand for a number of works, or for any that matter.
_LOOSE = frozenset(
    (
        "headed package",
        "headed deeds",
        "headed numbered",
        "headed weak",
        "headed important",
        "headed quotation",
        "headed listed",
    )
)
#: 「“一带一路”倡议」 is named without its head word.
_ADDED_HEADS = frozenset(("改革", "工程", "行动", "活动", "计划", "专项行动", "系列活动"))
_FIELDS = ("领域", "系统", "行业")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Words that name an initiative, or may do: `confidence` tells."""

    paragraph: int
    start: int
    end: int
    name: str
    key: str
    rule: str
    confidence: float
    kind: InitiativeKind
    level: str


def find(
    article: ArticleRecord, authority: Authority, people: Sequence[PersonFound] = (), home: Home = NOWHERE
) -> list[InitiativeFound]:
    """Each place, in the order of the text, with who launched it where `people` or bodies are said to have."""
    known = lexicon(authority)
    places: list[_Place] = []
    for number, (text, mask, items) in enumerate(read(paragraph.text for paragraph in article.paragraphs)):
        weighed = [_weighed(number, text, item, known) for item in items]
        sure = [
            place
            for place, item in zip(weighed, items, strict=True)
            if "headed clause" not in item.traits or "headed quotation" in item.traits
        ]
        longest = {place.start: place for place in sorted(sure, key=lambda place: place.end)}
        starts = sorted(longest)
        vouched = [_vouched(number, text, mask, name) for name in known.find(text)]
        places += _apart(
            [place for place in vouched if not _is_part(text, place, longest, starts, known.places)], weighed
        )
    accepted = {place.key for place in places if place.confidence >= _ACCEPTED} - known.refused
    found = _named([place for place in places if place.key in accepted])
    return launchers.told(article, found, people, home, authority)


def read(texts: Iterable[str]) -> list[tuple[str, str, list[Candidate]]]:
    """Each of an article's texts with its mask and its candidates; those that it names again have a trait for that."""
    masks = [(text, masked(text)) for text in texts]
    found = [(text, mask, list(candidates(text, mask))) for text, mask in masks]
    keys = Counter(folded(text[item.start : item.end]) for text, _, items in found for item in items)

    def told(text: str, item: Candidate) -> Candidate:
        if keys[folded(text[item.start : item.end])] == 1:
            return item
        return replace(item, traits=item.traits | {REPEATED if item.quoted else HEADED_REPEATED})

    return [(text, mask, [told(text, item) for item in items]) for text, mask, items in found]


def _is_part(text: str, known: _Place, longest: Mapping[int, _Place], starts: Sequence[int], places: Set[str]) -> bool:
    """Whether a known name is a part of a longer one: 「双一流」 of 「“双一流196工程”」.

    One that begins with it is longer only where its head word is of those added (「“放管服”改革」), or where it is one
    of an enumeration: 「“千万工程”深化提质」. One that has no more than the name of a place or a field before it is
    not: 「某省自贸试验区提升战略」, 「税务领域“放管服”改革」. Words without marks are a part of a quotation around them
    even where that is an unlikely name.
    """
    if (same := longest.get(known.start)) and (
        (text[known.end : same.end] in _ADDED_HEADS and same.confidence >= _ACCEPTED)
        or (text[known.start] in OPENING and same.rule == "head word" and same.confidence >= _LIKELY)
    ):
        return True
    near = starts[bisect_left(starts, known.start - LONGEST) : bisect_left(starts, known.start)]
    return any(
        other.end >= known.end
        and other.confidence >= (_LIKELY if text[known.start] in OPENING or other.rule != "quoted" else _DOUBTFUL)
        and (other.end > known.end or not _is_where(text[other.start : known.start], places))
        for other in map(longest.__getitem__, near)
    )


def _is_where(words: str, places: Set[str]) -> bool:
    return words in places or words.endswith(_FIELDS)


def _vouched(number: int, text: str, mask: str, name: Known) -> _Place:
    """A known name; in the title of a document, or as words that are commonly none, it needs another place."""
    slogan = name.slogan
    alone = name.marked and _ALONE.match(text, name.end)
    certainty = _SETTLED if alone else _DOUBTFUL if name.common and not name.marked else _KNOWN
    return _Place(
        number,
        name.start,
        name.end,
        _printed(text, name.start, name.end),
        folded(slogan.name),
        "known",
        _DOUBTFUL if mask[name.start] == BOOK else certainty,
        InitiativeKind(slogan.kind),
        slogan.level or level(text, name.start),
    )


def _weighed(number: int, text: str, item: Candidate, known: Lexicon) -> _Place:
    name = _printed(text, item.start, item.end)
    slogan = known.named(name) if "tail" in item.traits else None
    key = folded(slogan.name if slogan else name)
    kind = InitiativeKind.PROGRAMME if is_programme(item.traits) else InitiativeKind.FORMULATION
    return _Place(
        number,
        item.start,
        item.end,
        name,
        key,
        "quoted" if item.quoted else "head word",
        _KNOWN
        if slogan
        else min(_HIGHEST[item.quoted or not _LOOSE.isdisjoint(item.traits)], probability(item.traits)),
        InitiativeKind(slogan.kind) if slogan else kind,
        (slogan.level if slogan else "") or level(text, item.start),
    )


def _printed(text: str, start: int, end: int) -> str:
    return _BLANKS.sub("", text[start:end])


def _apart(vouched: Sequence[_Place], weighed: Sequence[_Place]) -> list[_Place]:
    """Places of a paragraph that do not overlap, in order: the known first, then the likelier."""
    chosen: list[_Place] = []
    taken: set[int] = set()
    for place in [
        *sorted(vouched, key=lambda place: (place.start - place.end, place.start)),
        *sorted(weighed, key=lambda place: (-place.confidence, place.start, -place.end)),
    ]:
        signs = range(place.start, place.end)
        if taken.isdisjoint(signs):
            taken.update(signs)
            chosen.append(place)
    return sorted(chosen, key=lambda place: place.start)


def _named(places: Sequence[_Place]) -> list[InitiativeFound]:
    """The findings: all of one initiative have the name and the kind of the first place that has it in full.

    A tail alone (「主题教育」) stands for the name in the article that ends with it.
    """
    first: dict[str, _Place] = {}
    for place in places:
        first.setdefault(place.key, place)
        if is_fuller(place.name, first[place.key].name):
            first[place.key] = place
    short = words("initiative_tails") & first.keys()
    full = {tail: key for key in first for tail in short if key != tail and key.endswith(tail)}
    found = []
    for place in places:
        named = first[full.get(place.key, place.key)]
        found.append(
            InitiativeFound(
                paragraph=place.paragraph,
                start=place.start,
                end=place.end,
                rule=place.rule,
                confidence=round(place.confidence, 2),
                name=named.name,
                kind=named.kind,
                key=named.key,
                level=named.level,
            )
        )
    return found
