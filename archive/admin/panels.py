"""What is told of a record beneath its form: rows of other tables, a page of them, with the way to all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.admin.columns import dated_link, decide_link, words
from archive.admin.turning import links, page_of
from archive.models.evidence import Mention

Column = tuple[str | Promise, Callable[[Any], Any]]


@dataclass(frozen=True)
class Panel:
    """Rows of `model` that have the record in `field`."""

    model: type[Model]
    field: str
    columns: Sequence[Column]
    #: Columns that lead to where people decide, which only they see.
    deciding: Sequence[Column] = ()
    #: Parameter of the list of `model`, and the value for the record, by which it shows all of them.
    parameter: str = ""
    value: Callable[[Any], str] = lambda record: str(record.pk)
    rows: Callable[[Any], QuerySet[Any]] = lambda rows: rows
    per_page: int = 10
    title: str | Promise = ""

    @property
    def heading(self) -> str | Promise:
        return self.title or self.model._meta.verbose_name_plural or ""

    @property
    def name(self) -> str:
        return f"{self.model._meta.model_name}-{self.field}"

    def shown(self, record: Model, request: HttpRequest) -> ShownPanel:
        rows = self.rows(self.model._default_manager.filter(**{self.field: record}))
        page = page_of(rows, self.name, request.GET, self.per_page)
        columns = [*self.columns, *(self.deciding if request.user.has_perm("curating.decide") else ())]
        table = [[column(row) for _label, column in columns] for row in page.object_list]
        opts = self.model._meta
        address = reverse(
            f"admin:{opts.app_label}_{opts.model_name}_changelist",
            query={self.parameter or f"{self.field}__id__exact": self.value(record)},
        )
        return ShownPanel(self, columns, page, table, address, links(page, self.name, request.GET))

    def may_view(self, request: HttpRequest) -> bool:
        opts = self.model._meta
        return request.user.has_perm(f"{opts.app_label}.view_{opts.model_name}")


@dataclass(frozen=True)
class ShownPanel:
    """A page of a panel: its `rows` are what the columns tell."""

    panel: Panel
    columns: Sequence[Column]
    page: Page[Any]
    rows: list[list[Any]]
    all: str
    links: list[tuple[int | str, str]]


def evidence(model: type[Mention], field: str, *columns: Column) -> Panel:
    """The first places of print that name a record, in words, and the way to all."""
    return Panel(
        model,
        field,
        [
            (_("words"), words),
            *columns,
            (_("article"), lambda mention: dated_link(mention.paragraph.article, mention.paragraph.article.date)),
            (_("status"), lambda mention: mention.get_status_display()),
            (_("confidence"), lambda mention: f"{mention.confidence:.2f}"),
        ],
        deciding=[(pgettext_lazy("claim", "decision"), decide_link)],
        rows=lambda rows: rows.select_related("paragraph__article").order_by("paragraph_id", "start", "pk"),
    )
