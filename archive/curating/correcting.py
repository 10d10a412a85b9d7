"""Fields of a row: corrected and locked, so that no import overwrites them, and unlocked again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from archive.curating import versions
from archive.curating.consequences import settled, texts_changed
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.importing.authors import link_authors
from archive.models import Article, Byline
from archive.models.curation import Curated
from archive.models.dates import COLUMNS

#: Fields of an article by which its printings, the instrument it prints and the days of offices and meetings are found.
_SETTLED = {"title", "supplied_title", "kind", "date"}


def correct(row: Curated, values: Mapping[str, Any], *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Give fields of a row the `values`, by name (a partial date is one field), and lock them.

    Raises CurationError when a value does not fit the field, and StaleRecordError when one of the fields has changed
    since the version `seen`.
    """
    with operation(Operation.Kind.CORRECT, user, str(row)) as done:
        apply(row, values, by=user.get_username(), seen=seen)
    return done


def apply(row: Curated, values: Mapping[str, Any], *, by: str, seen: int | None = None) -> Curated:
    """As `correct`, as part of a running operation; the row as it is now."""
    row = versions.locked(type(row), row.pk)
    versions.check(seen, row, columns=_columns(row, values))
    for name, value in values.items():
        setattr(row, name, value)
    row.lock(values, by, timezone.now())
    try:
        row.full_clean()
    except ValidationError as error:
        raise CurationError(" ".join(error.messages)) from error
    if isinstance(row, Article) and _SETTLED & values.keys():
        with settled(row.document):
            row.save()
        texts_changed([row.pk])
    else:
        row.save()
    return row


def supply_title(article: Article, title: str, *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Give an article that prints no title one of the curator's own; the empty title takes it back."""
    with operation(Operation.Kind.CORRECT, user, str(article)) as done:
        apply(article, {"supplied_title": title.strip() or None}, by=user.get_username(), seen=seen)
        if not title.strip():
            release(article, ["supplied_title"])
    return done


def correct_bylines(
    article: Article, names: Iterable[str], *, user: AbstractBaseUser, seen: int | None = None
) -> Operation:
    """Let an article be signed by `names`, in their order; who is known by a name that stays is kept."""
    with operation(Operation.Kind.CORRECT, user, str(article)) as done:
        put_bylines(article, names, by=user.get_username(), seen=seen)
    return done


def put_bylines(article: Article, names: Iterable[str], *, by: str, seen: int | None = None) -> None:
    """As `correct_bylines`, as part of a running operation."""
    article = versions.locked(Article, article.pk)
    old = list(article.bylines.order_by("number"))
    versions.check(seen, *old)
    people = {byline.name: byline.person_id for byline in old}
    article.bylines.all().delete()
    wanted = list(filter(None, (name.strip() for name in names)))
    Byline.objects.bulk_create(
        Byline(article=article, number=number, name=name, person_id=people.get(name))
        for number, name in enumerate(wanted, 1)
    )
    article.lock(["bylines"], by, timezone.now())
    article.save(update_fields=["locks"])


def unlock(row: Curated, fields: Collection[str], *, user: AbstractBaseUser) -> Operation:
    """Let imports set `fields` of a row again, as they do from the next one on; their values stay until then.

    But who signed an article is from now on who its headline says, whatever the names.
    """
    with operation(Operation.Kind.CORRECT, user, str(row)) as done:
        release(row, fields)
    return done


def release(row: Curated, fields: Collection[str]) -> None:
    """As `unlock`, as part of a running operation."""
    row = versions.locked(type(row), row.pk)
    row.locks = {field: lock for field, lock in row.locks.items() if field not in fields}
    row.save(update_fields=["locks"])
    if isinstance(row, Article) and "bylines" in fields:
        link_authors(row.bylines.all())


def _columns(row: Curated, names: Iterable[str]) -> set[str]:
    """The columns of fields; a partial date has five."""
    columns: set[str] = set()
    for name in names:
        if isinstance(getattr(type(row), name, None), property):
            columns |= {f"{name}_{part}" for part in COLUMNS}
        else:
            columns.add(str(getattr(row._meta.get_field(name), "column", name)))
    return columns
