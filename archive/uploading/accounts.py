"""What an import does to a document, read from the rows and the history of its operation."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from archive.curating.models import Change, Operation
from archive.curating.suggested import records_named
from archive.importing.storing import Outcome
from archive.models import Article, Document, Paragraph, PersonMention, Suggestion

_HEADLINES = 5
_MOST = 20  # changes, suggestions
#: What is told by itself, or of no interest to who decides.
_OF_PLACE = {"ordinal", "first_line", "last_line", "first_page", "last_page", "locks"}
_OF_FILE = {"text", "importer", "sha256", "locks"}


def account(document: Document, outcome: Outcome, operation: Operation) -> dict[str, Any]:
    """As JSON: the outcome, samples of the document, and at most twenty each of changed values and of suggestions."""
    articles = document.articles.order_by("ordinal")
    people = PersonMention.objects.standing().filter(paragraph__article__document=document)
    changes = operation.changes.order_by("pk")
    told: list[dict[str, Any]] = []
    more = 0
    for change in changes.filter(table__in=[Document._meta.db_table, Article._meta.db_table]).iterator():
        lines = _lines(change)
        told += lines[: _MOST - len(told)]
        more += len(lines)
    names = {article.pk: str(article) for article in Article.objects.filter(pk__in={line["row"] for line in told})}
    return asdict(outcome) | {
        "people": people.values("person").distinct().count(),
        "headlines": [str(article) for article in articles[:_HEADLINES]],
        "changes": [{"article": names.get(line.pop("row"), ""), **line} for line in told],
        "more_changes": more - len(told),
        "paragraphs": changes.filter(table=Paragraph._meta.db_table).count(),
        "filed": _filed(changes.filter(table=Suggestion._meta.db_table, after__isnull=False)),
    }


def _lines(change: Change) -> list[dict[str, Any]]:
    """Values that a change gives an article or the document; of an article that comes or goes itself."""
    is_article = change.table == Article._meta.db_table
    if change.before and change.after:
        left_out = _OF_PLACE if is_article else _OF_FILE
        row = change.row if is_article else 0
        return [
            {"row": row, "field": field.name, "before": before, "after": after}
            for field, before, after in change.fields
            if field.name not in left_out
        ]
    if not is_article:
        return []
    values = change.after or change.before or {}
    name = values.get("title") or values.get("supplied_title") or values.get("opening") or values.get("key")
    return [{"row": change.row, "article": name, "field": "", "before": None, "after": "" if change.after else None}]


def _filed(changes: QuerySet[Change]) -> list[dict[str, Any]]:
    """Suggestions that stand now and were filed by these changes."""
    filed = list(Suggestion.objects.filter(pk__in=changes.values("row")).order_by("pk")[:_MOST])
    records = records_named((suggestion.record_type, suggestion.record_key) for suggestion in filed)
    return [
        {
            "record_type": suggestion.record_type,
            "record": str(records.get((suggestion.record_type, suggestion.record_key), suggestion.record_key)),
            "field": suggestion.field,
            "current": suggestion.current,
            "proposed": suggestion.proposed,
        }
        for suggestion in filed
    ]
