"""Fields: each has its help text, each choice is a value that the import can give."""

from __future__ import annotations

from enum import StrEnum

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from archive.importing.records import DocumentKind, Kind, Reason, Role
from archive.models import Article, Document, Leftover, Paragraph


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("model", list(apps.get_app_config("archive").get_models()), ids=lambda model: model.__name__)
def test_each_field_says_what_it_holds(model: type[models.Model], language: str) -> None:
    with translation.override(language):
        texts = {field.name: str(field.help_text) for field in model._meta.concrete_fields if not field.primary_key}
    assert [name for name, text in texts.items() if not text.endswith((".", "。"))] == []


@pytest.mark.parametrize(
    ("model", "name", "values"),
    [
        (Document, "kind", DocumentKind),
        (Article, "kind", Kind),
        (Paragraph, "role", Role),
        (Leftover, "reason", Reason),
    ],
)
def test_choices_are_the_values_of_the_import(model: type[models.Model], name: str, values: type[StrEnum]) -> None:
    field = model._meta.get_field(name)
    assert isinstance(field, models.CharField)
    assert [value for value, _ in field.flatchoices] == [value.value for value in values]
    assert field.max_length is not None
    assert max(map(len, values)) <= field.max_length
