"""Rows of records by their keys: that of the record it was merged into, the one that is there, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from archive.importing import pinyin
from archive.importing.copying import insert_with_keys
from archive.models import MeetingSeries, Organization, Person, Redirect
from archive.models.curation import Record

Row = TypeVar("Row", bound=Record)


def bring(model: type[Row], wanted: Collection[str], made: Callable[[str], Row]) -> dict[str, Row]:
    """The row of each key; where there is none the unsaved one that is `made` of the key is created."""
    if not wanted:
        return {}
    field = model.natural_key_fields[0]
    moved = dict(
        Redirect.objects.filter(record_type=model._meta.model_name, old_key__in=list(wanted)).values_list(
            "old_key", "new_key"
        )
    )
    keys = {key: moved.get(key, key) for key in wanted}
    found: Iterable[Any] = model._default_manager.filter(**{f"{field}__in": list(keys.values())})
    rows: dict[str, Row] = {getattr(row, field): row for row in found}
    new = {keys[key]: made(key) for key in wanted if keys[key] not in rows}
    insert_with_keys(model, new.values())
    rows.update(new)
    return {key: rows[keys[key]] for key in wanted}


def bring_people(names: Mapping[str, str]) -> dict[str, Person]:
    """The rows of people by key; `names` are those that new ones are shown by."""
    return bring(Person, names, lambda key: Person(key=key, name=names[key], pinyin=pinyin.of_person(names[key])))


def bring_bodies(names: Collection[str]) -> dict[str, Organization]:
    """The rows of organizations by name."""
    return bring(Organization, names, lambda name: Organization(name=name, pinyin=pinyin.of_name(name)))


def bring_series(names: Collection[str]) -> dict[str, MeetingSeries]:
    """The rows of series of meetings by name."""
    return bring(MeetingSeries, names, lambda name: MeetingSeries(name=name))
