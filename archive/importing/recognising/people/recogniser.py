"""Persons named in an article.

What a name is made of and the words around it tell how likely a place names a person (`sightings`); names that some
place makes certain are looked for in the whole article, in the document's other articles, and where the archive knows
them already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.authority import Authority
from archive.importing.names import is_name
from archive.importing.recognising import named_bodies
from archive.importing.recognising.findings import PersonFound
from archive.importing.recognising.people import runs as name_runs
from archive.importing.recognising.people import surname_forms
from archive.importing.recognising.people.candidates import normal
from archive.importing.recognising.people.known import Lexicon, lexicon
from archive.importing.recognising.people.lists import in_lists
from archive.importing.recognising.people.sightings import SURE, Sighting, chosen, sightings
from archive.importing.records import ArticleRecord, Kind, Role
from archive.importing.vocabulary import words

_UNREAD = (Role.BYLINE, Role.DATE_LINE)
_SPOKEN = (Kind.SPEECH, Kind.SPEECH_EXCERPTS, Kind.WORK_REPORT)
_BLANKS = re.compile(r"\s+")
_HEADLINES = (Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.DIGEST)

#: Odds from which a name is looked for in the rest of the article, and in other articles.
_CERTAIN_HERE = SURE
_CERTAIN_ELSEWHERE = 4.0
#: What it adds to the odds of a place that its name is certain in the article, in another one, in the archive.
_HERE, _ELSEWHERE, _ARCHIVE = 5.0, 3.5, 4.0
#: Odds that a place has to have to be worth telling.
_LEAST = 0.35
_SIGNATURE = re.compile(r"(\S{2,24})[ \u3000]+([\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){1,3})")
#: What stands between 记者 and the name of one of several authors.
_REPORTED_BY = re.compile(r"(?:记者|通讯员)[：:]?[\s\u4e00-\u9fff、]{0,30}\Z")
_SIGNED = 4.0
_MOST_CONFIDENT = 0.995


def certain(article: ArticleRecord, authority: Authority) -> frozenset[str]:
    """Names that the article alone makes certain."""
    return frozenset(name for name, odds in _certain(article).items() if odds > _CERTAIN_ELSEWHERE) - _rejected(
        authority
    )


def find(article: ArticleRecord, authority: Authority, names: frozenset[str]) -> list[PersonFound]:
    """Each place where a person is named, in the order of the text; `names` are certain from elsewhere."""
    rejected = _rejected(authority)
    here = frozenset(name for name in _certain(article) if name not in rejected)
    archive = _archive(authority)
    lexicons = (archive.lexicon, lexicon(names, _ELSEWHERE, "known"), Lexicon(here, _HERE, "article"))
    full = archive.full | _full_names(here)
    bodies = named_bodies.register(authority)
    by_surname = (surname_forms.by_surname(here), surname_forms.by_surname(names), archive.by_surname)
    found = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.role is Role.BYLINE:
            places = list(_signed(paragraph.text, alone=article.kind in _SPOKEN))
        elif paragraph.role in _UNREAD:
            continue
        else:
            places = _places(paragraph.text, lexicons)
        if paragraph.role in _HEADLINES:
            places += name_runs.solid(paragraph.text, here | names | archive.lexicon.names)
        places += surname_forms.find(paragraph.text, by_surname)
        places = [
            p
            for p in places
            if not _is_reporter(p, paragraph.text, article.bylines)
            and p.name not in rejected
            and (p.name in archive.lexicon.names or not _is_body(p, paragraph.text, bodies))
        ]
        found += [
            PersonFound(
                paragraph=number,
                start=place.start,
                end=place.end,
                rule=place.rule,
                confidence=round(min(place.probability, _MOST_CONFIDENT), 3),
                name=full.get(place.name, place.name),
            )
            for place in chosen(in_lists(paragraph.text, places))
            if place.odds > _LEAST and place.name not in rejected
        ]
    return found


@dataclass(frozen=True, slots=True)
class _Archive:
    """The persons that an authority knows: where their names are printed, who is addressed by surname and office."""

    lexicon: Lexicon
    by_surname: surname_forms.BySurname
    full: dict[str, str]


@lru_cache(maxsize=4)
def _archive(authority: Authority) -> _Archive:
    names = frozenset(name for figure in authority.figures for name in (figure.name, *figure.aliases))
    full = {
        alias: figure.name
        for figure in authority.figures
        for alias in figure.aliases
        if any(alias.endswith(office) for office in words("addressed_offices"))
    }
    return _Archive(Lexicon(names, _ARCHIVE, "known"), surname_forms.by_office(authority.figures), full)


def _places(text: str, lexicons: Sequence[Lexicon]) -> list[Sighting]:
    likely = {(s.start, s.end): s for s in sightings(text)}
    shown = normal(text)
    better = {(s.start, s.end): s for names in lexicons for s in names.sightings(shown, likely)}
    return [*(likely | better).values(), *name_runs.spaced(text), *(s for names in lexicons for s in names.cut(text))]


def _is_reporter(place: Sighting, text: str, bylines: Sequence[str]) -> bool:
    """Whether a dateline names an author there: 「某社某地5日电（记者某某）」."""
    return place.name in bylines and _REPORTED_BY.search(text, max(0, place.start - 60), place.start) is not None


def _is_body(place: Sighting, text: str, bodies: named_bodies.Register) -> bool:
    """Whether the words are those of a place or other body, or the beginning of its name: 马里, 阿拉善盟."""
    body = bodies.at(text, place.start)
    return body is not None and body.end >= place.end


def _signed(text: str, *, alone: bool) -> Iterator[Sighting]:
    """The name in a byline that gives the office too, as reports to a congress do: 「省长 李某」.

    With `alone` a bare name as well, that of a speaker; authors are no part of the text.
    """
    match = _SIGNATURE.fullmatch(text.strip())
    if match and any(match[1].endswith(word) for word in words("signing_offices")):
        start = text.index(match[2], len(match[1]))
    elif alone:
        start = len(text) - len(text.lstrip())
    else:
        return
    end = len(text.rstrip())
    name = _BLANKS.sub("", text[start:end])
    if is_name(name):
        yield Sighting(start, end, name, _SIGNED, _SIGNED, "signed")


def _certain(article: ArticleRecord) -> Mapping[str, float]:
    """Names with the best odds of any place, where they suffice."""
    best: dict[str, float] = defaultdict(float)
    for place in _first_pass(article):
        best[place.name] = max(best[place.name], place.odds)
    return {name: odds for name, odds in best.items() if odds > _CERTAIN_HERE}


def _first_pass(article: ArticleRecord) -> Iterator[Sighting]:
    for paragraph in article.paragraphs:
        if paragraph.role not in _UNREAD:
            yield from chosen(sightings(paragraph.text))


def _full_names(names: Iterable[str]) -> dict[str, str]:
    """Last parts of names with dots, where one alone has it: 兰蒂 is 萨拉·兰蒂."""
    by_last: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if "·" in name:
            by_last[name.rpartition("·")[2]].add(name)
    return {last: full.pop() for last, full in by_last.items() if len(full) == 1}


def _rejected(authority: Authority) -> frozenset[str]:
    return frozenset(name for kind, name in authority.rejected if kind == "person")
