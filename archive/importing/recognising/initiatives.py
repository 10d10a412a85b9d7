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

_ACCEPTED = 0.45
#: What print alone tells is never more certain than this.
_HIGHEST = 0.9
_KNOWN, _KNOWN_MARKED = 0.9, 0.95
#: 「“一带一路”倡议」 is named without its head word.
_ADDED_HEADS = frozenset(("改革", "工程", "行动", "活动", "计划", "专项行动", "系列活动"))
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
        spans = {item.start: item for item in items if item.quoted}
        vouched = [_vouched(number, text, name) for name in known.find(text) if not _is_part(text, name, spans)]
        places += _apart(vouched, weighed)
    accepted = {place.key for place in places if place.confidence >= _ACCEPTED} - known.refused
    return _named([place for place in places if place.key in accepted])


def _is_part(text: str, name: Known, spans: dict[int, Candidate]) -> bool:
    """Whether a known name is a part of a longer one in marks: 「双一流」 of 「“双一流196工程”」.

    So it is where the words within its marks go on, or where a head word behind them does: 「“放管服”改革」.
    """
    longer = spans.get(name.start) or spans.get(name.start - 1)
    if longer is None or longer.end <= name.end:
        return False
    return not name.marked or text[name.end : longer.end] in _ADDED_HEADS


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
    slogan = known.named(name) if "tail" in item.traits else None
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
    """The findings: all of one initiative have the name and the kind of its first place.

    A name at the end of a longer one of the article is its short form: 「主题教育」.
    """
    first: dict[str, _Place] = {}
    for place in places:
        first.setdefault(place.key, place)
    full = {
        key: longer for key in first for longer in first if _SHORT_FORM <= len(key) < len(longer) and longer.endswith(key)
    }
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
