"""Inlines that show a page of the rows that belong to a record, however many there are."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin.choosing import ChoosingAdmin, ChosenSelect, labels
from archive.admin.screens import numbers
from archive.admin.turning import links, page_of


class PagedFormSet(BaseInlineFormSet):
    """The forms of one page of rows; what is posted are the rows that were shown, whatever has come since."""

    per_page: ClassVar[int]
    address: ClassVar[QueryDict]  #: the parameters of the address, which say what page of rows is asked for

    @cached_property
    def page(self) -> Page[Any]:
        return page_of(super().get_queryset(), self.prefix, self.address, self.per_page)

    def get_queryset(self) -> Any:
        if not hasattr(self, "_shown"):
            self._shown = self._posted(super().get_queryset()) if self.is_bound else self.page.object_list
        return self._shown

    def _posted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        name = rows.model._meta.pk.name
        keys = [self.data.get(f"{self.add_prefix(i)}-{name}", "") for i in range(self.initial_form_count())]
        return rows.filter(pk__in=numbers(keys))

    def clean(self) -> None:
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(_("A row of this page has been removed meanwhile: open the page again."))

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if field.label and not field.widget.is_hidden:  # the header of the column is no label of the field
                field.widget.attrs.setdefault("aria-label", capfirst(field.label))
            select = getattr(field.widget, "widget", None)
            if isinstance(select, ChosenSelect) and getattr(form.instance, f"{name}_id", None):
                select.known = self._labels(name, select.admin_site)

    def _labels(self, name: str, site: admin.AdminSite) -> dict[str, str]:
        """What the records are called that are chosen on the page in the field `name`."""
        kept = self.__dict__.setdefault("_known", {})
        if name not in kept:
            chosen = {row.pk: row for each in self.get_queryset() if (row := getattr(each, name))}
            kept[name] = labels(site, list(chosen.values()))
        return kept[name]  # type: ignore[no-any-return]

    def links(self) -> list[tuple[int | str, str]]:
        return links(self.page, self.prefix, self.address)


class PagedInline(ChoosingAdmin, admin.TabularInline):
    """Rows that belong to a record, a page of them; saving leaves those of the other pages alone."""

    formset = PagedFormSet
    template = "admin/archive/paged_inline.html"
    per_page: ClassVar[int] = 20
    related: ClassVar[tuple[str, ...]] = ()  #: foreign keys that are read with the rows
    extra = 0
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.per_page, formset.address = self.per_page, request.GET
        return formset
