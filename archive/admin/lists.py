"""Lists of the admin that stay quick when there are many rows: what is counted, and for which rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from archive.searching.query import QueryError

#: Rows that a list counts and pages through; of more it says so.
MOST = 10_000


class CappedPaginator(Paginator):
    """Counts up to `MOST` rows, so that a long list is as quick as a short one."""

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST)

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than are counted."""
        return self._counted > MOST

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        return rows.order_by()[: MOST + 1].count() if isinstance(rows, QuerySet) else len(rows)


class FilledChangeList(ChangeList):
    """A list whose admin adds to the rows of the page what takes other tables, in a query for all of them."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        self.model_admin.fill(self.result_list)  # type: ignore[attr-defined]
        if self.query and not any(name.startswith(f"{self.date_hierarchy}__") for name in self.params):
            self.date_hierarchy = None  # of what is searched, an index does not tell the years


class ListedAdmin(admin.ModelAdmin):
    """Tables of which the list says what it is for, and is counted once and no further than `MOST` rows."""

    purpose: ClassVar[str | Promise] = ""  #: one sentence: what the table is looked at for
    #: Columns of which the order is that of an index, or of a table that stays small.
    sortable_by: ClassVar[Any] = ()
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # which would count all rows once for each choice
    paginator = CappedPaginator
    change_list_template = "admin/archive/change_list.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return FilledChangeList

    def fill(self, rows: Sequence[Any]) -> None:
        """Add to the rows of a page what its columns tell from other tables."""

    def choice_labels(self, rows: Sequence[Any]) -> dict[int, str]:
        """What the rows are called where one of them is chosen, by primary key: namesakes have to be told apart."""
        return {row.pk: str(row) for row in rows}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """What `found` finds; a search that cannot be answered finds nothing, and the page says why."""
        text = search_term.replace("\0", "").strip()
        try:
            rows = self.found(queryset, text) if text else None
        except QueryError as error:
            self.message_user(request, str(error), messages.WARNING)
            rows = queryset.none()
        return super().get_search_results(request, queryset, text) if rows is None else (rows, False)

    def found(self, rows: Any, text: str) -> QuerySet[Any] | None:
        """Those of `rows` that the text, which is not blank, finds; None where `search_fields` are looked into.

        May raise QueryError.
        """
        return None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"purpose": self.purpose} | (extra_context or {}))

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        """What an action does; one on all rows of a list only where all of them are counted."""
        across = request.POST.get("select_across", "0") not in ("", "0")
        if across and request.POST.getlist(ACTION_CHECKBOX_NAME) and CappedPaginator(queryset, 1).is_capped:
            message = _("The list has more than %(most)s rows: narrow it down before you choose all of them.")
            self.message_user(request, message % {"most": MOST}, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset, *args, **kwargs)
