"""What travels: the models that fixtures and tables carry, in the order in which they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from archive.models import (
    Article,
    Byline,
    Document,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Leftover,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Page,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    PersonName,
    Printing,
    Redirect,
    Sketch,
    Suggestion,
    Work,
)
from archive.models.natural import NaturalKeyModel

#: Each refers only to rows of models before it, and to rows of its own.
EXPORTED: tuple[type[NaturalKeyModel], ...] = (
    Organization,
    Person,
    PersonName,
    Office,
    OfficeHeld,
    MeetingSeries,
    Document,
    Page,
    Article,
    Paragraph,
    Leftover,
    Byline,
    Work,
    Printing,
    Meeting,
    Participation,
    Initiative,
    Instrument,
    PersonMention,
    OfficeMention,
    MeetingMention,
    ParticipationMention,
    InitiativeMention,
    InstrumentMention,
    Redirect,
    Suggestion,
)

#: Apps whose tables are made from what is exported, and made again after a load.
DERIVED_APPS = ("searching", "counting")
#: Apps whose tables stay behind: history, and imports on their way.
PRIVATE_APPS = ("curating", "uploading")


def derived() -> list[type[models.Model]]:
    """The models whose rows are made from what is exported. Sketches are made again by the next import."""
    found: list[type[models.Model]] = [Sketch]
    for config in apps.get_app_configs():
        if config.label in DERIVED_APPS:
            found += config.get_models()
    return found


#: By model, the rows that travel.
Rows = Mapping[type[NaturalKeyModel], QuerySet[Any]]


def all_rows() -> Rows:
    """The whole archive."""
    return {model: model._default_manager.all() for model in EXPORTED}


def count(rows: Rows) -> int:
    return sum(queryset.count() for queryset in rows.values())


def fields(model: type[NaturalKeyModel]) -> list[models.Field[Any, Any]]:
    """The fields of a record in their order, its natural key first: all but what the database makes by itself."""
    stored = [field for field in model._meta.concrete_fields if field.serialize and not field.generated]  # type: ignore[attr-defined]
    return sorted(stored, key=lambda field: field.name not in model.natural_key_fields)


def related(field: models.Field[Any, Any]) -> type[NaturalKeyModel] | None:
    """The model whose rows a foreign key refers to; None for a plain field."""
    model = field.related_model
    return model if isinstance(model, type) and issubclass(model, NaturalKeyModel) else None
