"""Choosing a record of another table: typed and found, never picked from a list of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, Model
from django.http import HttpRequest


def labels(site: admin.AdminSite | None, rows: Sequence[Model]) -> dict[str, str]:
    """What rows of one model are called where one is chosen, by primary key: namesakes are told apart."""
    told = getattr(site.get_model_admin(type(rows[0])), "choice_labels", None) if site and rows else None
    found = told(rows) if told else {row.pk: str(row) for row in rows}
    return {str(key): label for key, label in found.items()}


class ChosenSelect(AutocompleteSelect):
    """Django's field with suggestions, in which the chosen record too is told apart from its namesakes."""

    #: Labels by primary key, where they are known; so that many fields of one page need one query.
    known: dict[str, str] | None = None

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        chosen = [str(key) for key in value if key]
        shown = self.known if self.known is not None else self._labels(chosen)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [
            self.create_option(name, key, shown[key], True, number)
            for number, key in enumerate(chosen, len(options))
            if key in shown
        ]
        return [(None, options, 0)]

    def _labels(self, chosen: list[str]) -> dict[str, str]:
        keys = [key for key in chosen if key.isdecimal()]
        return labels(self.admin_site, list(self.choices.queryset.filter(pk__in=keys))) if keys else {}


class ChoosingAdmin(BaseModelAdmin):
    """Forms in which every record of another table is chosen by typing."""

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        fields = [*self.model._meta.concrete_fields, *self.model._meta.many_to_many]
        return [field.name for field in fields if field.is_relation and field.editable]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        assert isinstance(db_field, ForeignKey)
        kwargs.setdefault("widget", ChosenSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """As Django's; but a record of another table is not deleted from a form that only names it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field


class ChoicesView(AutocompleteJsonView):
    """The records that are suggested while something is typed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["object_list"] = list(context["object_list"])
        self.labels = labels(self.admin_site, context["object_list"])
        return context

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return super().serialize_result(obj, to_field_name) | {"text": self.labels[str(obj.pk)]}
