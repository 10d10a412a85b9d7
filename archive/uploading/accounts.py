"""What an import does to a document, read from the rows and the history of its operation."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from archive.curating.models import Change, Operation
from archive.importing.storing import Outcome
from archive.models import Article, Document, Paragraph, PersonMention, Suggestion

_HEADLINES = 5
_MOST = 20  # changes, suggestions
#: Columns of an article that follow from its place in print.
_PLACES = {"ordinal", "first_line", "last_line", "first_page", "last_page"}


def account(document: Document, outcome: Outcome, operation: Operation) -> dict[str, Any]:
    """As JSON: the outcome, samples of the document, and at most twenty each of changed values and of suggestions."""
    articles = document.articles.order_by("ordinal")
    people = PersonMention.objects.standing().filter(paragraph__article__document=document)
    changes = list(operation.changes.order_by("pk"))
    told = [line for change in changes for line in _told(change)]
    return asdict(outcome) | {
        "people": people.values("person").distinct().count(),
        "headlines": [str(article) for article in articles[:_HEADLINES]],
        "changes": told[:_MOST],
        "more_changes": max(len(told) - _MOST, 0),
        "paragraphs": sum(change.table == Paragraph._meta.db_table for change in changes),
        "filed": _filed(changes),
    }


def _told(change: Change) -> list[dict[str, Any]]:
    """Articles that come and go, and values of articles and of the document that change."""
    if change.table == Document._meta.db_table and change.before and change.after:
        return _fields(change, "", {"text", "importer", "sha256", "locks"})
    if change.table != Article._meta.db_table:
        return []
    if not change.before or not change.after:
        row = change.after or change.before or {}
        name = row.get("title") or row.get("supplied_title") or row.get("opening") or row.get("key")
        return [{"article": name, "field": "", "before": None, "after": "" if change.after else None}]
    return _fields(change, str(Article.objects.get(pk=change.row)), _PLACES | {"locks"})


def _fields(change: Change, article: str, left_out: set[str]) -> list[dict[str, Any]]:
    return [
        {"article": article, "field": field.name, "before": before, "after": after}
        for field, before, after in change.fields
        if field.name not in left_out
    ]


def _filed(changes: list[Change]) -> list[dict[str, Any]]:
    """Suggestions that stand now and were filed by these changes."""
    rows = [change.row for change in changes if change.table == Suggestion._meta.db_table and change.after]
    return [
        {
            "record_type": suggestion.record_type,
            "record": suggestion.record_key,
            "field": suggestion.field,
            "current": suggestion.current,
            "proposed": suggestion.proposed,
        }
        for suggestion in Suggestion.objects.filter(pk__in=rows).order_by("pk")[:_MOST]
    ]
