"""What a list tells of a row beside its title, as template filters: so much on every row is slow in a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from html import escape
from typing import Any
from urllib.parse import quote

from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.models import Article, Document, Initiative, Instrument
from archive.models.addresses import address
from archive.pages import citing, numbers
from archive.pages.dating import first_seen, period, time_element


@lru_cache(maxsize=1000)
def _label(model: type[Model], field: str, value: str, _language: str) -> str:
    return str(dict(model._meta.get_field(field).flatchoices).get(value, value))  # type: ignore[union-attr]


def label(row: Model, field: str) -> str:
    """The words for what a row has in a field of choices, as of `get_…_display()`, which is too slow for each row."""
    return _label(type(row), field, getattr(row, field), get_language())


def _told(words: str) -> str:
    return f"<span>{escape(words)}</span>"


def _labelled(row: Model, field: str = "kind") -> str:
    words = label(row, field)
    return _told(words[:1].upper() + words[1:])


def _printed(words: object) -> str:
    """Words of the print."""
    return f'<span lang="zh-Hans">{escape(str(words))}</span>'


def _narrowed(name: str, parameter: str, key: str, words: object) -> str:
    """A link to a list, narrowed down to what has to do with a record."""
    return f'<a href="{escape(address(name))}?{parameter}={quote(key)}">{escape(str(words))}</a>'


def _facts(told: Callable[[Any], Iterator[str]]) -> Callable[[Any], SafeString]:
    """What `told` yields, each a piece of HTML, on one line."""

    @wraps(told)
    def facts(row: Any) -> SafeString:
        return mark_safe(f'<p class="facts">{" ".join(told(row))}</p>')

    return facts


def places(record: Any, parameter: str) -> SafeString:
    """How many places name a record that comes `with_places`, with a link to their articles."""
    if record.places:
        words = _narrowed("articles", parameter, record.key, numbers.places(record.places))
    else:
        words = escape(_("in no text"))
    return mark_safe(f'<p class="number">{words}</p>')


@_facts
def document_facts(document: Document) -> Iterator[str]:
    """Of a document that comes `with_counts`."""
    yield _labelled(document)
    if document.publisher:
        yield _printed(document.publisher)
    if time := period(document.period_start, document.period_end):
        yield _told(time)
    yield _told(numbers.articles(document.article_count))  # type: ignore[attr-defined]
    yield _told(numbers.characters(document.character_count))
    if document.title:
        yield f'<span class="file">{escape(document.file_name)}</span>'


@_facts
def article_facts(article: Article) -> Iterator[str]:
    """Of an article that comes with its document and pages."""
    yield _labelled(article)
    if not article.title:
        yield _told(_("title supplied") if article.supplied_title else _("untitled"))
    yield _printed(article.document)
    if pages := citing.pages(article):
        yield _told(pages)


@_facts
def meeting_facts(meeting: Any) -> Iterator[str]:
    """Of a meeting that comes `with_places` and `with_participant_count`."""
    for printed in filter(None, (meeting.place, meeting.convener, meeting.series)):
        yield _printed(printed)
    if meeting.participants:
        yield _told(numbers.participants(meeting.participants))
    yield _narrowed("articles", "meeting", meeting.key, numbers.places(meeting.places))


@_facts
def initiative_facts(initiative: Initiative) -> Iterator[str]:
    """Of an initiative that comes `with_first_seen`."""
    yield _labelled(initiative)
    if initiative.level:
        yield _labelled(initiative, "level")
    if first := initiative.first_seen:
        yield _told(first_seen(first))


@_facts
def instrument_facts(instrument: Instrument) -> Iterator[str]:
    yield _labelled(instrument)
    if instrument.issuer:
        yield _printed(instrument.issuer)
    if instrument.date:
        yield f"<span>{time_element(instrument.date)}</span>"
    if instrument.article:
        yield f'<a href="{escape(instrument.article.get_absolute_url())}">{escape(_("full text"))}</a>'


@_facts
def organization_facts(organization: Any) -> Iterator[str]:
    """Of a body that comes `with_numbers`."""
    yield _labelled(organization)
    if organization.level:
        yield _labelled(organization, "level")
    if organization.parent:
        name = organization.parent.name
        yield _narrowed("organizations", "parent", name, name).replace("<a ", '<a lang="zh-Hans" ', 1)
    if organization.people:
        yield _narrowed("people", "organization", organization.name, numbers.people(organization.people))
    if organization.meetings_called:
        yield _narrowed("meetings", "convener", organization.name, numbers.meetings(organization.meetings_called))
    if organization.instruments_issued:
        number = numbers.instruments(organization.instruments_issued)
        yield _narrowed("instruments", "issuer", organization.name, number)
