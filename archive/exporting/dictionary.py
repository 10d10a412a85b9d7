"""The data dictionary: what each field of an export means, from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import override

from archive.exporting.contents import EXPORTED, fields, related

_TYPES = {
    "CharField": "text",
    "TextField": "text",
    "PositiveIntegerField": "whole number",
    "PositiveSmallIntegerField": "whole number",
    "FloatField": "number",
    "BooleanField": "true or false",
    "DateField": "date, YYYY-MM-DD",
    "DateTimeField": "date and time, ISO 8601",
    "JSONField": "JSON",
}


def dictionary() -> str:
    """The dictionary as Markdown, in English and in Chinese, whatever language is active."""
    return "\n".join(_lines()) + "\n"


def meaning(field: models.Field[Any, Any], language: str) -> str:
    """What a field holds, in one sentence."""
    with override(language):
        return force_str(field.help_text)


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "One table a file, in the order in which they are loaded. A reference is the natural key of the row it names."
    for number, model in enumerate(EXPORTED, 1):
        names = []
        for language in ("en", "zh-hans"):
            with override(language):
                names.append(force_str(model._meta.verbose_name))
        yield ""
        yield f"## {number:02} {model._meta.label_lower}: {names[0]}（{names[1]}）"
        yield ""
        yield f"Natural key: {', '.join(model.natural_key_fields)}."
        yield ""
        yield "| field | type | values | meaning | 含义 |"
        yield "| --- | --- | --- | --- | --- |"
        for field in fields(model):
            cells = [field.name, _type(field), _values(field), meaning(field, "en"), meaning(field, "zh-hans")]
            yield "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _type(field: models.Field[Any, Any]) -> str:
    target = related(field)
    name = f"reference to {target._meta.label_lower}" if target else _TYPES[field.get_internal_type()]
    return f"{name}, or null" if field.null else name


def _values(field: models.Field[Any, Any]) -> str:
    with override("en"):
        return ", ".join(str(value) or "(blank)" for value, _label in field.flatchoices)
