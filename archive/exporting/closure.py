"""A part of the archive that stands by itself: what was selected, what proves it, and all that these refer to.

A document travels whole, as each of its printed characters has its place. A person, a meeting or another record travels
with its claims and with the documents that speak of it. What is only referred to travels as a record, without its own
documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.exporting.contents import EXPORTED, Rows, fields, related
from archive.models import (
    Document,
    Meeting,
    OfficeHeld,
    OfficeMention,
    Participation,
    Person,
    PersonName,
    Redirect,
    Suggestion,
)
from archive.models.curation import RecordType
from archive.models.natural import NaturalKeyModel

Model = type[NaturalKeyModel]


def closure(selected: Iterable[QuerySet[Any]]) -> Rows:
    """The rows to export for those `selected`, of whatever models: they load by themselves, and nothing else does."""
    closing = _Closure()
    for rows in selected:
        closing.select(rows)
    closing.complete()
    return closing.rows()


def way_to_document(model: type[models.Model]) -> str | None:
    """The lookup that leads from a row to the document that it is deleted with; None for what is no part of one."""
    for field in model._meta.concrete_fields:
        target = related(field)
        if target is None or not field.remote_field or field.remote_field.on_delete is not models.CASCADE:
            continue
        if target is Document:
            return field.name
        if way := way_to_document(target):
            return f"{field.name}__{way}"
    return None


#: What is a part of a document, with the way to it.
_PARTS: dict[Model, str] = {model: way for model in EXPORTED if (way := way_to_document(model))}
#: What stands by itself, and travels if something refers to it or if it was selected.
_RECORDS: tuple[Model, ...] = tuple(
    model for model in EXPORTED if model not in {Document, PersonName, Redirect, Suggestion, *_PARTS}
)
#: Claims that speak of a record, which travel where the record was selected.
_CLAIMS: dict[Model, tuple[tuple[Model, str], ...]] = {
    Person: ((OfficeHeld, "person"), (Participation, "person")),
    Meeting: ((Participation, "meeting"),),
}


class _Closure:
    def __init__(self) -> None:
        self.documents: set[int] = set()
        self.records: dict[Model, set[int]] = {model: set() for model in _RECORDS}

    def select(self, rows: QuerySet[Any]) -> None:
        """Take rows, with the claims on them and the documents that prove both."""
        model: Model = rows.model
        keys = set(rows.order_by().values_list("pk", flat=True))
        if model is Document:
            self.documents |= keys
        elif model in _PARTS:
            self.documents |= self._documents(model, pk__in=keys)
        elif model is PersonName:
            self.select(Person.objects.filter(names__in=keys))
        elif model in self.records:
            self.records[model] |= keys
            for part in _PARTS:
                for field in fields(part):
                    if related(field) is model:
                        self.documents |= self._documents(part, **{f"{field.name}__in": keys})
            if model is OfficeHeld:
                self.documents |= self._documents(OfficeMention, pk__in=_proofs(keys).values("pk"))
            for claim, name in _CLAIMS.get(model, ()):
                self.select(claim._default_manager.filter(**{f"{name}__in": keys}))

    def complete(self) -> None:
        """Take what is referred to, until nothing more is."""
        before = -1
        while before != (before := self._size()):
            for model, way in _PARTS.items():
                self._follow(model._default_manager.filter(**{f"{way}__in": self.documents}))
            seen = _in(self.documents).filter(person=OuterRef("person"), office=OuterRef("office"))
            self.records[OfficeHeld] |= set(OfficeHeld.objects.filter(Exists(seen)).values_list("pk", flat=True))
            for model, keys in self.records.items():
                self._follow(model._default_manager.filter(pk__in=keys))

    def rows(self) -> Rows:
        """The querysets of all that was taken."""
        found: dict[Model, QuerySet[Any]] = {
            Document: Document.objects.filter(pk__in=self.documents),
            PersonName: PersonName.objects.filter(person__in=self.records[Person]),
        }
        for model, way in _PARTS.items():
            found[model] = model._default_manager.filter(**{f"{way}__in": self.documents})
        for model, keys in self.records.items():
            found[model] = model._default_manager.filter(pk__in=keys)
        for model, name in ((Redirect, "new_key"), (Suggestion, "record_key")):
            about = Q(pk=None)
            for record, rows in list(found.items()):
                if record._meta.model_name in RecordType.values:
                    keys_of = rows.order_by().values(record.natural_key_fields[0])
                    about |= Q(record_type=record._meta.model_name, **{f"{name}__in": keys_of})
            found[model] = model._default_manager.filter(about)
        return found

    def _follow(self, rows: QuerySet[Any]) -> None:
        for field in fields(rows.model):
            target = related(field)
            if target is None or (target in _PARTS and rows.model in _PARTS):
                continue  # what refers to its own document
            keys = rows.filter(**{f"{field.name}__isnull": False}).order_by().values_list(field.attname, flat=True)
            if target is Document:
                continue
            if target in _PARTS:
                self.documents |= self._documents(target, pk__in=set(keys.distinct()))
            elif target in self.records:
                self.records[target] |= set(keys.distinct())

    @staticmethod
    def _documents(model: Model, **condition: Any) -> set[int]:
        rows = model._default_manager.filter(**condition).order_by()
        return set(rows.values_list(_PARTS[model], flat=True).distinct())

    def _size(self) -> int:
        return len(self.documents) + sum(map(len, self.records.values()))


def _proofs(held: Iterable[int]) -> QuerySet[OfficeMention]:
    """The mentions that prove offices held, given by their primary keys."""
    rows = OfficeHeld.objects.filter(pk__in=held, person=OuterRef("person"), office=OuterRef("office"))
    return OfficeMention.objects.filter(Exists(rows))


def _in(documents: Iterable[int]) -> QuerySet[OfficeMention]:
    return OfficeMention.objects.filter(paragraph__article__document__in=documents)
