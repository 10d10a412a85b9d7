"""Documents cited as 《…》 in an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.importing.authority import Authority
from archive.importing.recognising.findings import SUBJECT, InstrumentFound
from archive.importing.recognising.instruments import issue, subjects
from archive.importing.recognising.instruments.kinds import Judged, core, head, is_bare, judged
from archive.importing.recognising.instruments.marks import Quoted, quoted
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role

#: A source or a column names what prints the article.
_LEFT_OUT = {Role.SOURCE, Role.COLUMN, Role.BYLINE}
#: Print before the text, which may speak of what only the text names in full.
_AHEAD = {Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.DIGEST}
_SHORTENED = re.compile(r"(?:以下|下文|下称|以下均|统)?(?:简称|统称|称)(?:为)?[“‘]?\Z")

#: Texts that may cite themselves.
_RULES = (Kind.REGULATION, Kind.NOTICE, Kind.OPINION)
_SHORT = "short"
#: How sure it is that the words before a bare title are its subject.
_COMPOSED = 0.8
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
    titles = _resolved(cited, article)
    year = article.date.earliest.year if article.date else None
    found: list[InstrumentFound] = []
    for cite, resolved in zip(cited, titles, strict=True):
        if resolved is None:
            continue
        title, rule, sureness = resolved
        text, place = article.paragraphs[cite.paragraph].text, cite.place
        found.append(
            InstrumentFound(
                paragraph=cite.paragraph,
                start=place.start,
                end=place.end,
                rule=rule or cite.judged.rule,
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


def _resolved(cited: list[_Cited], article: ArticleRecord) -> list[tuple[str, str, float] | None]:
    """The full title of each, the rule that found it where it is not the printed one, and how sure that is.

    A short form stands for what was introduced with it (以下简称), else for the last full title before it so ending, or
    for the text itself. Only a headline or a digest may speak of what stands in full behind it. A law is often cited
    without the name of its state, a rule of a party without that of the party. A bare title of which nothing tells what
    it is about is None: it names no document.
    """
    paragraphs = article.paragraphs
    introduced: dict[str, str] = {}
    before = _endings(article.title) if article.title and article.kind in _RULES and head(article.title) else {}
    titles: list[tuple[str, str, float] | None] = []
    last = ""  # the full title printed last
    all_full = [cite.place.title for cite in cited if not is_bare(cite.place.title)]
    for cite in cited:
        title = cite.place.title
        if cite.is_short and last:
            introduced[title] = last
            titles.append((last, _SHORT, 0.98))
        elif title in introduced:
            titles.append((introduced[title], _SHORT, 0.97))
        elif cite.judged.rule != "known" and is_bare(title):
            full = before.get(core(title))
            if subject := subjects.before(paragraphs[cite.paragraph].text, cite.place):
                last = subject + title
                before.update(_endings(last))
                titles.append((last, SUBJECT, _COMPOSED))
                continue
            if full is None and paragraphs[cite.paragraph].role in _AHEAD:
                full = next((other for other in all_full if core(other).endswith(core(title))), None)
            titles.append((full, _SHORT, 0.95) if full else None)
        else:
            last = before.get(title, title)
            titles.append((last, "" if last == title else _SHORT, 1.0))
            before.update(_endings(last))
            if stately := _STATE.match(last):
                before[last[stately.end() :]] = last
    return titles


def _endings(title: str) -> dict[str, str]:
    """A full title by each of the short forms that are its end."""
    ending = core(title)
    return {ending[-length:]: title for length in range(2, min(len(ending), 7))}
