"""Fields of a row: corrected and locked, so that no import overwrites them, and unlocked again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.consequences import settled, texts_changed
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.importing import pinyin
from archive.importing.authors import link_authors
from archive.importing.disagreeing import subject_of
from archive.importing.offices_held import write_offices_held
from archive.models import (
    Article,
    Byline,
    MeetingSeries,
    Office,
    OfficeHeld,
    Organization,
    Person,
    Redirect,
    Suggestion,
)
from archive.models.curation import Curated
from archive.models.dates import date_columns, field_of, partial_dates

#: What no person corrects, besides keys: where a row is printed, who found it, what was decided.
_GIVEN = {
    "document", "ordinal", "opening", "first_line", "last_line", "first_page", "last_page", "spans", "text",
    "file_name", "sha256", "encoding", "line_count", "character_count", "importer",
    "origin", "curator", "confidence", "rule", "status", "decided_by", "decided_at",
}  # fmt: skip
#: Records whose key is their name, which may be corrected: the old one leads on to the new.
_NAMED = (Organization, Office, MeetingSeries)
#: Fields of an article by which its printings, the instrument it prints and the days of offices and meetings are found.
_SETTLED = {"title", "supplied_title", "kind", "date"}


def correctable(model: type[Curated]) -> set[str]:
    """The fields of rows of `model` that people correct; a partial date is one."""
    columns = [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]
    names = fields_of(model, [field.name for field in columns]) - _GIVEN
    return names if issubclass(model, _NAMED) else names - set(getattr(model, "natural_key_fields", ()))


def fields_of(model: type[models.Model], columns: Iterable[str]) -> set[str]:
    """The names of fields, as locks have them, of columns or attributes: the five of a partial date are one."""
    by_column = {field.column: field.name for field in model._meta.concrete_fields}
    return {field_of(model, by_column.get(column, column)) for column in columns}


def correct(row: Curated, values: Mapping[str, Any], *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Give fields of a row the `values`, by name (a partial date is one field), and lock them.

    The pinyin of a name follows it, unless a person has given it. Raises CurationError when a value does not fit the
    field, and StaleRecordError when one of the fields has changed since the version `seen`.
    """
    with operation(Operation.Kind.CORRECT, user, str(row)) as done:
        apply(row, values, by=user.get_username(), seen=seen)
    return done


def apply(row: Curated, values: Mapping[str, Any], *, by: str, seen: int | None = None) -> Curated:
    """As `correct`, as part of a running operation; the row as it is now."""
    row = versions.locked(type(row), row.pk)
    if others := values.keys() - correctable(type(row)):
        raise CurationError(
            _("This is not corrected by hand: %(fields)s. Reject the claim, or merge, split or cut instead.")
            % {"fields": ", ".join(sorted(others))}
        )
    versions.check(seen, row, columns=_columns(row, values))
    key = row.natural_key()[0] if isinstance(row, _NAMED) else ""
    for name, value in values.items():
        setattr(row, name, value)
    if isinstance(row, Person | Organization) and "name" in values and "pinyin" not in {*values, *row.locks}:
        row.pinyin = pinyin.of_record(str(row._meta.model_name), row.name)
    row.lock(values, by, timezone.now())
    try:
        row.full_clean()
    except ValidationError as error:
        raise CurationError(" ".join(error.messages)) from error
    save(row, values)
    if isinstance(row, _NAMED) and row.natural_key()[0] != key:
        _lead_on(row, key)
    return row


def save(row: models.Model, fields: Collection[str]) -> None:
    """Save a row of which `fields` have changed, with what follows from it."""
    if isinstance(row, Article) and _SETTLED & set(fields):
        with settled(row.document):
            row.save()
        texts_changed([row.pk])
    else:
        row.save()


def _lead_on(row: Organization | Office | MeetingSeries, old: str) -> None:
    """Have the key that `row` had lead to it, as imports and readers come with it."""
    record_type, new = row._meta.model_name or "", row.natural_key()[0]
    redirects = Redirect.objects.filter(record_type=record_type)
    redirects.filter(old_key=new).delete()
    redirects.filter(new_key=old).update(new_key=new)
    Redirect.objects.create(record_type=record_type, old_key=old, new_key=new)
    Suggestion.objects.about(record_type, [old]).update(record_key=new)


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

    But who signed an article is from now on who its headline says, whatever the names, and an office is held on the
    days on which print cites it.
    """
    with operation(Operation.Kind.CORRECT, user, str(row)) as done:
        release(row, fields)
        for field in fields:  # what the import says of it is no suggestion any more
            Suggestion.objects.open().filter(**subject_of(row, field)._asdict(), reason="import").delete()
    return done


def release(row: Curated, fields: Collection[str]) -> None:
    """As `unlock`, as part of a running operation."""
    row = versions.locked(type(row), row.pk)
    row.locks = {field: lock for field, lock in row.locks.items() if field not in fields}
    row.save(update_fields=["locks"])
    if isinstance(row, Article) and "bylines" in fields:
        link_authors(row.bylines.all())
    if isinstance(row, OfficeHeld):
        write_offices_held({(row.person_id, row.office_id)})


def _columns(row: Curated, names: Iterable[str]) -> set[str]:
    """The columns of fields; a partial date has five."""
    columns: set[str] = set()
    dates = partial_dates(type(row))
    for name in names:
        if name in dates:
            columns |= {*date_columns(name)}
        else:
            columns.add(str(getattr(row._meta.get_field(name), "column", name)))
    return columns
