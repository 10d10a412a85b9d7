"""Authority data from fixtures into the database, beside what is there already."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import Error, models

from archive.curating.models import Operation
from archive.curating.recording import recording
from archive.importing.copying import BATCH
from archive.importing.syncing import take_over
from archive.models import Redirect
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin, Record
from archive.models.dates import field_of
from archive.models.natural import NaturalKeyModel, lookups

#: What a record raises that does not fit the tables.
_UNFIT = (FieldDoesNotExist, ObjectDoesNotExist, ValidationError, Error, LookupError, TypeError, ValueError)


class SeedingError(ValueError):
    """A fixture that cannot be loaded; as a string, one sentence that names the file and the record."""


def seed(files: Iterable[Path]) -> Counter[str]:
    """Load fixtures with natural keys, in their order and all or none; how many records were created, updated, left.

    A record that exists takes over the fixture's values, but for fields that are locked; one that a curator entered or
    merged into another is left altogether, as is a claim that a person decided. Raises SeedingError.
    """
    contents = [(file, _read(file)) for file in files]
    try:
        with recording(Operation.Kind.LOAD, ""):
            return _Seeding().put_all(record for _, records in contents for record in records)
    except _UNFIT:  # which record is at fault shows when they are written one by one
        with recording(Operation.Kind.LOAD, ""):
            return _one_by_one(contents)


def _read(file: Path) -> list[Any]:
    try:
        records = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SeedingError(f"{file} cannot be read as JSON: {error}") from error
    if not isinstance(records, list):
        raise SeedingError(f"{file} is not a list of records, as dumpdata writes it")
    return records


def _one_by_one(contents: list[tuple[Path, list[Any]]]) -> Counter[str]:
    seeding = _Seeding()
    for file, records in contents:
        for number, record in enumerate(records, 1):
            try:
                seeding.put_all([record])
            except _UNFIT as error:
                reason = str(error).partition("\n")[0]
                raise SeedingError(f"{file}: record {number} cannot be loaded: {reason}") from error
    return seeding.counts


class _Seeding:
    """Rows by their natural keys: each table is read once, and new rows wait to be written together."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter(created=0, updated=0, unchanged=0)
        self.known: dict[type[NaturalKeyModel], dict[tuple[Any, ...], NaturalKeyModel]] = {}
        self.waiting: dict[type[NaturalKeyModel], list[NaturalKeyModel]] = {}

    def put_all(self, records: Iterable[dict[str, Any]]) -> Counter[str]:
        for record in records:
            self.counts[self._put(record)] += 1
        self._write()
        return self.counts

    def _put(self, record: dict[str, Any]) -> str:
        model = apps.get_model(record["model"])
        if not issubclass(model, NaturalKeyModel):
            raise TypeError(f"{record['model']} has no natural key")
        fields = [model._meta.get_field(name) for name in record["fields"]]
        columns = {field.name: field for field in fields if isinstance(field, models.Field)}
        given = model(**{name: self._value(columns[name], value) for name, value in record["fields"].items()})
        rows = self._rows(model)
        row = rows.setdefault(given.natural_key(), given)
        if row is given:
            self.waiting.setdefault(model, []).append(given)
            return "created"
        if row.natural_key() != given.natural_key():  # what it was merged into is not what the fixture speaks of
            return "unchanged"
        if (isinstance(row, Record) and row.origin == Origin.CURATOR) or (isinstance(row, Claim) and row.decided_by):
            return "unchanged"
        locked = {name for name in columns if isinstance(row, Curated) and row.is_locked(field_of(model, name))}
        if not take_over(row, given, [field.attname for name, field in columns.items() if name not in locked]):
            return "unchanged"
        if row.pk is not None:  # else it waits to be written
            row.save()
        return "updated"

    def _value(self, field: models.Field[Any, Any], value: Any) -> Any:
        related = field.related_model
        if value is None or not isinstance(related, type) or not issubclass(related, NaturalKeyModel):
            return field.to_python(value)
        try:
            row = self._rows(related)[tuple(value)]
        except KeyError:
            raise related.DoesNotExist(f"there is no {related._meta.object_name} {value}") from None
        if row.pk is None:
            self._write()
        return row

    def _rows(self, model: type[NaturalKeyModel]) -> dict[tuple[Any, ...], NaturalKeyModel]:
        if model not in self.known:
            foreign = [name.rpartition("__")[0] for name in lookups(model) if "__" in name]
            rows = model._default_manager.select_related(*foreign) if foreign else model._default_manager.all()
            known = {row.natural_key(): row for row in rows}
            moved = Redirect.objects.filter(record_type=model._meta.model_name)
            known |= {(old,): known[new,] for old, new in moved.values_list("old_key", "new_key")}
            self.known[model] = known
        return self.known[model]

    def _write(self) -> None:
        for model, rows in self.waiting.items():
            model._default_manager.bulk_create(rows, batch_size=BATCH)
        self.waiting.clear()
