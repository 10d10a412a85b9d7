"""Inspection visits (调研, 考察): an official, the verb and the place, in either order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.importing.recognising.findings import PersonFound

_TITLE = r"(?:总书记|书记|主席|总理|省长|市长|部长|同志)?"
_HOW = r"(?:再次|又一次|亲自|专程|先后)?"
_VERB = r"(?:实地|专题)?(?P<verb>考察调研|调研考察|调研指导|视察指导|考察|调研|视察)"
_HEADLINE = re.compile(
    rf"{_TITLE}(?:{_VERB}(?P<object>[一-鿿（）()]{{2,30}}?)|(?:在|赴|到|深入)(?P<place>[一-鿿（）()、]{{2,30}}?)"
    rf"{_VERB.replace('<verb>', '<verb2>')})(?=时|并|强调|\s|，|$)"
)
_RUNNING = re.compile(
    rf"{_TITLE}{_HOW}(?:(?:亲临|来到|来|赴|到)(?P<place>[一-鿿]{{1,12}}?){_VERB}"
    rf"|{_VERB.replace('<verb>', '<verb2>')}(?P<object>(?!调研|指导|重要|期间|时|和|并|工作)[一-鿿]{{2,4}}?)(?=时|后|期间|并|，|。))"
)


#: 「在某地考察时的讲话」, whose speaker is the author.
_SPEECH = re.compile(r"(?:日|月|年|)在(?P<place>[一-鿿（）]{2,40}?)(?P<verb>考察调研|考察|调研|视察)(?=时的?(?:重要)?讲话)")


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit named in a text; `person` is empty where it is the author's."""

    start: int
    end: int
    name: str
    person: str
    place: str


def in_headline(text: str, people: Sequence[PersonFound]) -> Iterator[Visit]:
    """Visits that a headline tells of: 「某某调研某厅时强调」, 「某某在某地考察时强调」."""
    for person in people:
        match = _HEADLINE.match(text, person.end)
        if match:
            yield _visit(text, person, match)


def in_text(text: str, people: Sequence[PersonFound]) -> Iterator[Visit]:
    """Visits that running text tells of as an event."""
    for person in people:
        match = _RUNNING.match(text, person.end)
        if match:
            yield _visit(text, person, match)


def of_author(text: str) -> Iterator[Visit]:
    """Visits at which the author of a speech spoke: 「（2019年11月2日在某地考察时的讲话）」."""
    for match in _SPEECH.finditer(text):
        start = match.start("place")
        yield Visit(start, match.end(), text[start : match.end()], "", match["place"])


def _visit(text: str, person: PersonFound, match: re.Match[str]) -> Visit:
    place = match["place"] or match["object"]
    name = text[person.start : match.end()]
    return Visit(person.start, match.end(), name, person.name, place)
