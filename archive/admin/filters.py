"""Filters of the admin's lists: none has a choice for each row of a table, and none reads all rows for its choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Document, Meeting, Organization, Person
from archive.models.claims import CERTAIN
from archive.models.lookups import AnyOf

#: Below this, a claim is rather a guess.
_GUESS = 0.5


class TypedFilter(admin.SimpleListFilter):
    """Rows of a record that is typed, or named by an address: what `find` finds is looked up in `field`."""

    template = "admin/archive/typed_filter.html"
    field: ClassVar[str]
    find: ClassVar[Callable[[str], QuerySet[Any]]]

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        kept = [(name, value) for name, values in request.GET.lists() for value in values]
        self.others = [(name, value) for name, value in kept if name not in (self.parameter_name, PAGE_VAR, "e")]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return []

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        yield {
            "name": self.parameter_name,
            "value": self.value() or "",
            "others": self.others,
            "without": changelist.get_query_string(remove=[str(self.parameter_name)]),
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        text = (self.value() or "").replace("\0", "").strip()
        if not text:
            return queryset
        # Their keys, not a subquery: the planner sees how few they are.
        keys = ",".join(str(key) for key in type(self).find(text).order_by().values_list("pk", flat=True))
        return queryset.filter(AnyOf(F(self.field), f"{{{keys}}}"))


def typed(name: str, label: str | Promise, find: Callable[[str], QuerySet[Any]], field: str = "") -> type[TypedFilter]:
    """A filter with the parameter `name`; `field` is the path to the record's primary key, by default `name`'s."""
    values = {"parameter_name": name, "title": label, "find": staticmethod(find), "field": field or f"{name}_id"}
    return type(f"{name.title()}Filter", (TypedFilter,), values)


def of_document(path: str = "") -> type[TypedFilter]:
    """A filter by document, whose foreign key is at the end of `path`."""
    return typed("document", _("document"), documents, f"{path}document_id")


def documents(text: str) -> QuerySet[Any]:
    """The document with this slug, title or file name, else those with `text` in one of them."""
    return _called_or_named(Document, text)


def people(text: str) -> QuerySet[Any]:
    """The person with this key, or all of this name, else those whose name, alias or pinyin has `text` in it."""
    return _called_or_named(Person, text)


def meetings(text: str) -> QuerySet[Any]:
    """The meeting with this key, or all of this name, else those whose name, alias or pinyin has `text` in it."""
    return _called_or_named(Meeting, text)


def organizations(text: str) -> QuerySet[Any]:
    """The body of this name, else those whose name, alias or pinyin has `text` in it."""
    return _called_or_named(Organization, text)


def articles(text: str) -> QuerySet[Any]:
    """The article with this key, else those with `text` in the title."""
    exact = Article.objects.filter(key=text)
    return exact if exact.exists() else Article.objects.filter(title__contains=text)


def _called_or_named(model: Any, text: str) -> QuerySet[Any]:
    called: QuerySet[Any] = model.objects.called(text)
    if called.exists():
        return called
    named: QuerySet[Any] = model.objects.named(text)
    return named


def empty(field: str, label: Any) -> tuple[str, type[admin.EmptyFieldListFilter]]:
    """Django's filter by whether a field is empty, with a title that says what that means."""

    class Titled(admin.EmptyFieldListFilter):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = label

    return (field, Titled)


class DoubtFilter(admin.SimpleListFilter):
    """Claims by how sure the rule is; those that wait for a person have an index of their own."""

    title = _("confidence")
    parameter_name = "sure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("guess", _("to be looked at: below 0.5")),
            ("doubtful", _("to be looked at: below 0.9")),
            ("certain", _("0.9 and more, or confirmed")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any] | None:
        match self.value():
            case "guess":
                return queryset.doubtful().filter(confidence__lt=_GUESS)  # type: ignore[no-any-return]
            case "doubtful":
                return queryset.doubtful()  # type: ignore[no-any-return]
            case "certain":
                return queryset.certain(CERTAIN)  # type: ignore[no-any-return]
        return None


class LockedFilter(admin.SimpleListFilter):
    """Rows of which a person has set a value, and others."""

    title = _("what people set")
    parameter_name = "locked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("something is set")), ("no", _("nothing is set"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        if self.value() == "yes":
            return queryset.exclude(locks={})
        return queryset.filter(locks={}) if self.value() == "no" else None
