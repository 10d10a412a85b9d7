"""Rows of records by their keys: that of the record it was merged into, the one that is there, or a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from archive.importing import pinyin
from archive.importing.syncing import BATCH
from archive.models import MeetingSeries, Organization, Person, Redirect
from archive.models.curation import Record

Row = TypeVar("Row", bound=Record)


def bring(model: type[Row], wanted: Mapping[str, Row]) -> dict[str, Row]:
    """The row of each key; where there is none the unsaved one that `wanted` has is created."""
    field = model.natural_key_fields[0]
    moved = dict(
        Redirect.objects.filter(record_type=model._meta.model_name, old_key__in=list(wanted)).values_list(
            "old_key", "new_key"
        )
    )
    keys = {key: moved.get(key, key) for key in wanted}
    found: Iterable[Any] = model._default_manager.filter(**{f"{field}__in": list(keys.values())})
    rows: dict[str, Row] = {getattr(row, field): row for row in found}
    new = {keys[key]: made for key, made in wanted.items() if keys[key] not in rows}
    model._default_manager.bulk_create(new.values(), batch_size=BATCH)
    rows.update(new)
    return {key: rows[keys[key]] for key in wanted}


def bring_people(names: Mapping[str, str]) -> dict[str, Person]:
    """The rows of people by key; `names` are those that new ones are shown by."""
    return bring(
        Person, {key: Person(key=key, name=name, pinyin=pinyin.of_person(name)) for key, name in names.items()}
    )


def bring_bodies(names: Iterable[str]) -> dict[str, Organization]:
    """The rows of organizations by name."""
    return bring(Organization, {name: Organization(name=name, pinyin=pinyin.of_name(name)) for name in names})


def bring_series(names: Iterable[str]) -> dict[str, MeetingSeries]:
    """The rows of series of meetings by name."""
    return bring(MeetingSeries, {name: MeetingSeries(name=name) for name in names})
