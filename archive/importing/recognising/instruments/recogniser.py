"""Documents cited as 《…》 in an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.importing.authority import Authority
from archive.importing.recognising.findings import InstrumentFound
from archive.importing.recognising.instruments import issue
from archive.importing.recognising.instruments.kinds import Judged, core, is_bare, judged
from archive.importing.recognising.instruments.marks import Quoted, quoted
from archive.importing.records import ArticleRecord, ParagraphRecord, Role

#: A source or a column names what prints the article.
_LEFT_OUT = {Role.SOURCE, Role.COLUMN, Role.BYLINE}
#: Print before the text, which may speak of what only the text names in full.
_AHEAD = {Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.DIGEST}
_SHORTENED = re.compile(r"(?:以下|下文|下称|以下均|统)?(?:简称|统称|称)(?:为)?[“‘]?\Z")

_STATE = re.compile("中华人民共和国|中国共产党|中国民主(?:促进会|同盟|建国会)|中国人民政治协商会议")


@dataclass(slots=True)
class _Cited:
    """A document at a place, before short forms are resolved."""

    paragraph: int
    place: Quoted
    judged: Judged
    is_short: bool  # 以下简称《…》


def find(article: ArticleRecord, authority: Authority) -> list[InstrumentFound]:
    """Each place, in the order of the text."""
    cited = [
        cite
        for number, paragraph in enumerate(article.paragraphs)
        if paragraph.role not in _LEFT_OUT
        for cite in _cited(number, paragraph, authority)
    ]
    titles = _resolved(cited, article.paragraphs)
    year = article.date.earliest.year if article.date else None
    found: list[InstrumentFound] = []
    for cite, (title, sureness) in zip(cited, titles, strict=True):
        text, place = article.paragraphs[cite.paragraph].text, cite.place
        found.append(
            InstrumentFound(
                paragraph=cite.paragraph,
                start=place.start,
                end=place.end,
                rule="short" if title != place.title else cite.judged.rule,
                confidence=min(cite.judged.confidence, sureness),
                title=title,
                kind=cite.judged.kind,
                issuer=issue.issuer(text, place, authority),
                date=issue.date(text, place, year),
            )
        )
    return found


def _cited(number: int, paragraph: ParagraphRecord, authority: Authority) -> list[_Cited]:
    """The documents of a paragraph; of nested titles the outer one, if it is a document."""
    text = paragraph.text
    if "《" not in text:
        return []
    found: list[_Cited] = []
    for place in quoted(text):
        if verdict := judged(text, place, authority):
            while found and found[-1].place.start > place.start:
                found.pop()
            is_short = bool(_SHORTENED.search(text, max(0, place.start - 8), place.start))
            found.append(_Cited(number, place, verdict, is_short))
    return found


def _resolved(cited: list[_Cited], paragraphs: Iterable[ParagraphRecord]) -> list[tuple[str, float]]:
    """The full title of each, and how sure it is that a short form stands for it.

    A short form stands for what was introduced with it (以下简称), else for the last full title before it so ending.
    Only a headline or a digest may speak of what stands in full behind it. A law is often cited without the name of
    its state, a rule of a party without that of the party.
    """
    roles = [paragraph.role for paragraph in paragraphs]
    introduced: dict[str, str] = {}
    before: dict[str, str] = {}  # by the short form, the last full title that ends with it
    titles: list[tuple[str, float]] = []
    last = ""  # the full title printed last
    all_full = [cite.place.title for cite in cited if not is_bare(cite.place.title)]
    for cite in cited:
        title = cite.place.title
        if cite.is_short and last:
            introduced[title] = last
            titles.append((last, 0.98))
        elif title in introduced:
            titles.append((introduced[title], 0.97))
        elif is_bare(title):
            full = before.get(core(title))
            if full is None and roles[cite.paragraph] in _AHEAD:
                full = next((other for other in all_full if core(other).endswith(core(title))), None)
            titles.append((full or title, 0.95))
        else:
            last = before.get(title, title)
            titles.append((last, 1.0))
            ending = core(last)
            before.update({ending[-length:]: last for length in range(2, min(len(ending), 7))})
            if stately := _STATE.match(last):
                before[last[stately.end() :]] = last
    return titles
