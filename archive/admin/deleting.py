"""What goes with rows that are deleted, and what keeps them, as numbers: there may be thousands of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from archive.admin.columns import record_link


def gone_with(
    site: admin.AdminSite, model: type[models.Model], rows: Sequence[models.Model], request: HttpRequest
) -> tuple[list[str], dict[str, int], set[str], list[str]]:
    """As Django's `get_deleted_objects`: the rows, numbers by table, tables that the user may not delete from, and
    what keeps the rows; all but the rows themselves as numbers.
    """
    counts: dict[str, int] = {_plural(model): len(rows)}
    missing: set[str] = set()
    kept: list[str] = []
    for related, number, keeps in _pointing(model, "", [row.pk for row in rows]):
        if keeps:
            kept.append(f"{_plural(related)}: {number}")
            continue
        counts[_plural(related)] = counts.get(_plural(related), 0) + number
        if not site.get_model_admin(related).has_delete_permission(request):
            missing.add(str(related._meta.verbose_name))
    return [record_link(row) for row in rows], counts, missing, kept


def _pointing(model: type[models.Model], path: str, keys: list[Any]) -> Iterator[tuple[type[models.Model], int, bool]]:
    """Tables of the archive with rows that go with those of `keys`, or keep them: how many, and whether they do."""
    for relation in model._meta.related_objects:
        related, deleted = relation.related_model, relation.on_delete
        if related._meta.app_label != model._meta.app_label or deleted not in (models.CASCADE, models.PROTECT):
            continue
        field = f"{relation.field.name}__{path}" if path else relation.field.name
        if number := related._default_manager.filter(**{f"{field}__in": keys}).count():
            yield related, number, deleted is models.PROTECT
            if deleted is models.CASCADE:
                yield from _pointing(related, field, keys)


def _plural(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural)
