"""The OpenAPI description of the API, made of the lists themselves: what they filter by and what they tell."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.utils import translation

from archive.exporting.columns import Column
from archive.pages.lists.fields import LONGEST, MOST_NAMES, PartialDateField, RecordField, RecordsField, YearsField
from archive.pages.lists.filtering import PAGE
from archive.pages.lists.listing import Listing
from archive.pages.lists.nouns import LISTS

Json = dict[str, Any]

_ERRORS: Json = {
    "type": "object",
    "properties": {
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        }
    },
    "required": ["errors"],
    "additionalProperties": False,
}


def description(site: str) -> Json:
    """The description of the API at `site`, as OpenAPI 3.1, in English."""
    return _description() | {"servers": [{"url": site}]}


@cache
def _description() -> Json:
    with translation.override("en"):
        paths: Json = {}
        schemas: Json = {"Errors": _ERRORS}
        for listing in LISTS:
            name = str(listing.model.__name__)
            schemas[name] = _record(listing.columns)
            schemas[f"{name}InList"] = _record([column for column in listing.columns if column.in_tables])
            paths[f"/api/{listing.name}/"] = {"get": _list(listing, name)}
            paths[f"/api/{listing.name}/{{key}}/"] = {"get": _detail(listing, name)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Archive of official compilations",
            "version": "1",
            "description": "The lists of the archive with their filters, read only. Names of fields and parameters "
            "stay as they are; fields may be added.",
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _record(columns: Any) -> Json:
    properties = {column.name: _type(column) for column in columns}
    properties["url"] = {"type": "string", "format": "uri", "description": "The page for people"}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(column: Column) -> Json:
    schema: Json = {"type": [column.type, "null"] if column.nullable else column.type, "description": column.about}
    if column.type == "array":
        schema["items"] = {"type": "string"}
    return schema


def _list(listing: type[Listing], name: str) -> Json:
    results = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}InList"}}
    address = {"type": ["string", "null"], "format": "uri"}
    page = {
        "type": "object",
        "properties": {"count": {"type": "integer"}, "next": address, "previous": address, "results": results},
        "required": ["count", "next", "previous", "results"],
        "additionalProperties": False,
    }
    number = _parameter(PAGE, "number of the page", {"type": "integer", "minimum": 1})
    return {
        "operationId": listing.name,
        "summary": str(listing.title),
        "parameters": [*_parameters(listing), number],
        "responses": {"200": _answer("A page of the list", page), "400": _error("A parameter is wrong, or unknown"),
                      "404": _error("There is no such page")},
    }  # fmt: skip


def _detail(listing: type[Listing], name: str) -> Json:
    key = _parameter("key", "key of the record", {"type": "string"}) | {"in": "path", "required": True}
    return {
        "operationId": f"{listing.name}-record",
        "summary": f"{listing.title}: one record",
        "parameters": [key],
        "responses": {
            "200": _answer("The record", {"$ref": f"#/components/schemas/{name}"}),
            "301": {"description": "The record was merged into another, whose address is given"},
            "404": _error("There is no such record"),
        },
    }


def _parameters(listing: type[Listing]) -> list[Json]:
    return [
        _parameter(name, str(each.field.label), _schema(each.field))
        for name, each in listing.filters.base_filters.items()
    ]


def _parameter(name: str, about: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _schema(field: forms.Field) -> Json:
    values = [value for value, _label in getattr(field, "choices", ()) if value]
    if isinstance(field, YearsField):
        return {"type": "array", "items": {"type": "string", "pattern": "^[12][0-9]{3}$"}}
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": {"type": "string", "enum": values}}
    if isinstance(field, forms.ChoiceField):
        return {"type": "integer" if isinstance(values[0], int) else "string", "enum": values}
    schema: Json = {"type": "string", "maxLength": LONGEST}
    if isinstance(field, PartialDateField):
        schema["description"] = "A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD"
    elif isinstance(field, RecordField):
        schema["description"] = "A key or a name"
    if isinstance(field, RecordsField):
        return {"type": "array", "items": schema, "maxItems": MOST_NAMES}
    return schema


def _answer(about: str, schema: Json) -> Json:
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _error(about: str) -> Json:
    return _answer(about, {"$ref": "#/components/schemas/Errors"})
