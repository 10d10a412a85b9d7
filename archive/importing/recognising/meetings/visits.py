"""Inspection visits (调研, 考察): an official, the verb and the place, in either order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.importing.recognising.findings import PersonFound
from archive.importing.vocabulary import either

_TITLE = r"(?:总书记|书记|主席|总理|省长|市长|部长|同志)?"
_WHEN = r"(?P<when>近日|日前|(?:\d{1,2}月)?\d{1,2}日(?:上午|下午)?)?"
_HOW = r"(?:再次|又一次|亲自|专程|先后)?"
_VERB = r"(?:实地|专题)?(?:考察调研|调研考察|调研指导|视察指导|考察|调研|视察)"
#: 「考察浙江重要讲话精神」 tells of a speech, 「考察调研时」 of no place.
_NO_VISIT = re.compile(r"讲话|精神|论述|重要|调研|指导|期间|情况|\A(?:[时和并]|工作)")
#: 「调研安全生产工作」 is about a matter, not at a place.
_MATTER = re.compile(rf"(?:{either('visit_matters')})\Z")
#: In headlines and first sentences: 「某某调研某厅时强调」, 「某某近日在某地考察时强调」.
_OPENING = re.compile(
    rf"{_TITLE}{_WHEN}(?:{_VERB}(?P<object>[一-鿿（）()]{{2,30}}?)|(?:在|赴|到|深入)(?P<place>[一-鿿（）()、]{{2,30}}?)"
    rf"{_VERB})(?=时|并|强调|\s|，|$)"
)
_RUNNING = re.compile(
    rf"{_TITLE}{_HOW}(?:(?:亲临|来到|来|赴|到)(?P<place>[一-鿿]{{1,12}}?){_VERB}"
    rf"|{_VERB}(?P<object>[一-鿿]{{2,4}}?)(?=时|后|期间|并|，|。))"
)
#: 「在某地考察时的讲话」, whose speaker is the author.
_SPEECH = re.compile(r"(?:日|月|年|)在(?P<place>[一-鿿（）]{2,40}?)(?:考察调研|考察|调研|视察)(?=时的?(?:重要)?讲话)")


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit named in a text: where, or to look into what; `person` is empty where it is the author's."""

    start: int
    end: int
    name: str
    person: str
    what: str

    @property
    def place(self) -> str | None:
        """Where it was; None for a visit about a matter."""
        return None if _MATTER.search(self.what) else self.what


def told(text: str, people: Sequence[PersonFound], opening: bool) -> Iterator[Visit]:
    """Visits told as events; a headline and a first sentence (`opening`) tell them in other words than later ones."""
    for person in people:
        match = (_OPENING.match(text, person.end) if opening else None) or _RUNNING.match(text, person.end)
        what = match and (match["place"] or match["object"])
        if match and what and not _NO_VISIT.search(what):
            when = match.groupdict().get("when") or ""
            name = text[person.start : match.end()].replace(when, "", 1)
            yield Visit(person.start, match.end(), name, person.name, what)


def of_author(text: str) -> Iterator[Visit]:
    """Visits at which the author of a speech spoke: 「（2019年11月2日在某地考察时的讲话）」."""
    for match in _SPEECH.finditer(text):
        start = match.start("place")
        yield Visit(start, match.end(), text[start : match.end()], "", match["place"])
