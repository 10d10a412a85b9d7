"""Authority data from fixtures into the database, beside what is there already."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.core.serializers.base import DeserializationError
from django.db import Error, models, transaction

from archive.importing.syncing import take_over
from archive.models.curation import Curated, Origin, Record

#: What a record that does not fit the tables raises, on its way through the deserializer to the database.
_UNFIT = (DeserializationError, FieldDoesNotExist, ObjectDoesNotExist, Error, LookupError, TypeError)


class SeedingError(ValueError):
    """A fixture that cannot be loaded; as a string, one sentence that names the file and the record."""


def seed(files: Iterable[Path]) -> Counter[str]:
    """Load fixtures with natural keys, in their order and all or none; how many records were created, updated, left.

    A record that exists takes over the fixture's values, but for fields that are locked; one that a curator entered is
    left altogether. Raises SeedingError.
    """
    counts: Counter[str] = Counter(created=0, updated=0, unchanged=0)
    with transaction.atomic():
        for file in files:
            try:
                records = json.loads(file.read_text("utf-8"))
            except (OSError, ValueError) as error:
                raise SeedingError(f"{file} cannot be read as JSON: {error}") from error
            if not isinstance(records, list):
                raise SeedingError(f"{file} is not a list of records, as dumpdata writes it")
            for number, record in enumerate(records, 1):
                try:
                    with transaction.atomic():
                        counts[_put(record)] += 1
                except (
                    DeserializationError,
                    FieldDoesNotExist,
                    ObjectDoesNotExist,
                    Error,
                    LookupError,
                    TypeError,
                ) as error:
                    reason = str(error).partition("\n")[0]
                    raise SeedingError(f"{file}: record {number} cannot be loaded: {reason}") from error
    return counts


def _put(record: dict[str, Any]) -> str:
    given = next(iter(serializers.deserialize("python", [record]))).object
    model = type(given)
    if given.pk is None:
        given.save()
        return "created"
    row = model._default_manager.get(pk=given.pk)
    if isinstance(row, Record) and row.origin == Origin.CURATOR:
        return "unchanged"
    fields = [name for name in record["fields"] if not (isinstance(row, Curated) and row.is_locked(name))]
    if not take_over(row, given, [_attribute(model, name) for name in fields]):
        return "unchanged"
    row.save()
    return "updated"


def _attribute(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field.attname
