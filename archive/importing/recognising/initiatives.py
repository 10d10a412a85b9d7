"""Programmes and formulations (提法) named in an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.importing.authority import Authority
from archive.importing.recognising.findings import InitiativeFound, InitiativeKind
from archive.importing.recognising.initiative_candidates import Candidate, candidates
from archive.importing.recognising.initiative_folding import folded
from archive.importing.recognising.initiative_levels import level
from archive.importing.recognising.initiative_weights import HEADED_REPEATED, REPEATED, is_programme, probability
from archive.importing.recognising.slogans import Known, Lexicon, lexicon
from archive.importing.records import ArticleRecord

_ACCEPTED = 0.5
#: What print alone tells is never more certain than this.
_HIGHEST = 0.9
_KNOWN, _KNOWN_MARKED = 0.9, 0.95
_BLANKS = re.compile(r"\s+")
#: 「主题教育」: so many characters at the end of another name of the article stand for that name.
_SHORT_FORM = 4


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


def find(article: ArticleRecord, authority: Authority) -> list[InitiativeFound]:
    """Each place, in the order of the text."""
    known = lexicon(authority)
    texts = [paragraph.text for paragraph in article.paragraphs]
    spoken = [list(candidates(text)) for text in texts]
    keys = Counter(
        folded(text[item.start : item.end]) for text, items in zip(texts, spoken, strict=True) for item in items
    )
    places: list[_Place] = []
    for number, (text, items) in enumerate(zip(texts, spoken, strict=True)):
        weighed = [_weighed(number, text, item, keys, known) for item in items]
        places += _apart([_vouched(number, text, name) for name in known.find(text)], weighed)
    accepted = {place.key for place in places if place.confidence >= _ACCEPTED} - known.refused
    return _named([place for place in places if place.key in accepted])


def _vouched(number: int, text: str, name: Known) -> _Place:
    slogan = name.slogan
    return _Place(
        number,
        name.start,
        name.end,
        _printed(text, name.start, name.end),
        folded(slogan.name),
        "known",
        _KNOWN_MARKED if name.marked else _KNOWN,
        InitiativeKind(slogan.kind),
        slogan.level or level(text, name.start),
    )


def _weighed(number: int, text: str, item: Candidate, keys: Counter[str], known: Lexicon) -> _Place:
    name = _printed(text, item.start, item.end)
    slogan = known.named(name) if item.quoted else None
    key = folded(slogan.name if slogan else name)
    traits = item.traits
    if keys[folded(name)] > 1:
        traits |= {REPEATED if item.quoted else HEADED_REPEATED}
    kind = InitiativeKind.PROGRAMME if is_programme(traits) else InitiativeKind.FORMULATION
    return _Place(
        number,
        item.start,
        item.end,
        name,
        key,
        "quoted" if item.quoted else "head word",
        _KNOWN if slogan else min(_HIGHEST, probability(traits)),
        InitiativeKind(slogan.kind) if slogan else kind,
        (slogan.level if slogan else "") or level(text, item.start),
    )


def _printed(text: str, start: int, end: int) -> str:
    return _BLANKS.sub("", text[start:end])


def _apart(vouched: Sequence[_Place], weighed: Iterable[_Place]) -> list[_Place]:
    """Places of a paragraph that do not overlap, in order.

    A known name gives way only to a longer one that holds it within its quotation marks; of other overlapping names
    the likelier stands.
    """
    chosen: list[_Place] = []
    ranked = sorted(weighed, key=lambda place: (-place.confidence, place.start, -place.end))
    taken = _Taken()
    for place in sorted(vouched, key=lambda place: (place.start - place.end, place.start)):
        chosen += taken.take(place)
    for place in ranked:
        chosen += taken.take(place)
    return sorted(chosen, key=lambda place: place.start)


class _Taken:
    """Which characters of a paragraph belong to a place already."""

    def __init__(self) -> None:
        self._places: set[int] = set()

    def take(self, place: _Place) -> list[_Place]:
        """`place`, where none of its characters is taken."""
        if any(sign in self._places for sign in range(place.start, place.end)):
            return []
        self._places.update(range(place.start, place.end))
        return [place]


def _named(places: Sequence[_Place]) -> list[InitiativeFound]:
    """The findings: all of one initiative have the name printed first and the kind that most of them have."""
    names: dict[str, _Place] = {}
    for place in places:
        names.setdefault(place.key, place)
    short = {key: full for key in names for full in names if _SHORT_FORM <= len(key) < len(full) and full.endswith(key)}
    found = []
    for place in places:
        key = short.get(place.key, place.key)
        first = min((names[other] for other in {key, place.key}), key=lambda one: (one.paragraph, one.start))
        found.append(
            InitiativeFound(
                paragraph=place.paragraph,
                start=place.start,
                end=place.end,
                rule=place.rule,
                confidence=round(place.confidence, 2),
                name=first.name,
                kind=names[key].kind,
                key=key,
                level=first.level,
            )
        )
    return found
