"""History: who did what, and what each row was before and after."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.curating.hanging import changes_about, changes_in
from archive.models import Document
from archive.models.claims import Claim
from archive.models.constraints import one_of

#: How many changes of an operation are counted for lists; of an import there may be any number.
COUNTED = 1000
#: What `deciding` notes of a decision: a claim and its status, or a model, how many claims of it, and their status.
_DECISION = re.compile(r"(.+?): (?:(\d+) → )?(confirmed|rejected|suggested)", re.DOTALL)


_LONGEST = 300  # characters of a summary


def shortened(summary: str) -> str:
    """A summary as long as the history takes it."""
    return summary if len(summary) <= _LONGEST else summary[: _LONGEST - 1] + "…"


class OperationQuerySet(models.QuerySet["Operation"]):
    def recent(self) -> OperationQuerySet:
        """The last operation first."""
        return self.order_by("-pk")

    def standing(self) -> OperationQuerySet:
        """Operations that were not undone and that undid nothing themselves."""
        return self.filter(undone_by=None).exclude(kind=Operation.Kind.UNDO)

    def on(self, *rows: models.Model) -> OperationQuerySet:
        """Operations that changed one of `rows`."""
        return self.filter(pk__in=Change.objects.of(*rows).values("operation"))

    def before(self, pk: int) -> OperationQuerySet:
        """Operations that were begun before the one with this primary key."""
        return self.filter(pk__lt=pk)

    def of_day(self, day: datetime.date) -> OperationQuerySet:
        """Operations of a day of the archive's time zone."""
        begin = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
        return self.filter(at__gte=begin, at__lt=begin + datetime.timedelta(days=1))

    def in_document(self, document: Document) -> OperationQuerySet:
        """Operations that changed a document, its articles or what hangs on them, its imports included."""
        changes = Change.objects.filter(pk__in=RawSQL(*changes_in(document))).values("operation")
        imports = Q(kind=Operation.Kind.IMPORT, summary=document.file_name)
        return self.filter(Q(pk__in=changes) | imports)

    def with_counts(self) -> OperationQuerySet:
        """Each operation with the number of its changes as `change_count`, which is not counted beyond `COUNTED`."""
        few = models.Func(
            models.F("pk"),
            template="(SELECT count(*) FROM (SELECT FROM curating_change c WHERE c.operation_id = %(expressions)s "
            f"LIMIT {COUNTED + 1}) AS few)",
            output_field=models.IntegerField(),
        )
        return self.annotate(change_count=few)


class Operation(models.Model):
    """Something that was done to the archive in one transaction."""

    class Kind(models.TextChoices):
        IMPORT = "import", _("import")
        LOAD = "load", _("loading of authority data")
        CORRECT = "correct", _("correction")
        DECIDE = "decide", _("decision")
        MERGE = "merge", _("merge")
        SPLIT = "split", _("split")
        CUT = "cut", _("cut of articles")
        DELETE = "delete", _("deletion")
        UNDO = "undo", _("undoing")
        OUTSIDE = "outside", _("change outside of the archive's operations")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, help_text=_("What sort of thing was done."))
    by = models.CharField(
        pgettext_lazy("operation", "by"), max_length=150, blank=True,
        help_text=_("User name of the person who did it; blank where a command did."),
    )  # fmt: skip
    at = models.DateTimeField(pgettext_lazy("operation", "at"), db_default=Now(), help_text=_("When it was done."))
    summary = models.CharField(
        _("summary"), max_length=_LONGEST, blank=True, help_text=_("The records or the file it was done to.")
    )
    is_whole = models.BooleanField(
        _("recorded whole"), default=True,
        help_text=_("Whether new rows were recorded too; those of a document's first import are not."),
    )  # fmt: skip
    undone_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="undoes", verbose_name=_("undone by"),
        help_text=_("The operation that took it back."),
    )  # fmt: skip

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        ordering = ["-pk"]
        constraints = [
            one_of("kind", ["import", "load", "correct", "decide", "merge", "split", "cut", "delete", "undo",
                            "outside"])
        ]  # fmt: skip
        indexes = [models.Index("by", models.F("id").desc(), name="operation_by_newest")]
        default_permissions = ["view"]
        permissions = [
            ("import", "Can import documents"),
            ("correct", "Can correct and unlock fields"),
            ("decide", "Can confirm and reject claims"),
            ("merge", "Can merge records"),
            ("split", "Can split records"),
            ("cut", "Can split, join and cut articles"),
            ("delete", "Can delete documents"),
            ("undo", "Can undo what others did"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.told}" if self.summary else str(self.get_kind_display())

    def sum_up(self, summary: str) -> None:
        """Say what the running operation is done to, where that is known only now."""
        self.summary = shortened(summary)
        self.save(update_fields=["summary"])

    @property
    def told(self) -> str:
        """The summary in the reader's language: `deciding` notes a claim, or a model and a number, and a status."""
        if self.kind == self.Kind.IMPORT and self.summary == "printings":
            return str(_("printings of the same text"))
        if not (noted := _DECISION.fullmatch(self.summary)):
            return self.summary
        what, number, status = noted.groups()
        if number:
            model = apps.get_model("archive", what)
            what = f"{model._meta.verbose_name_plural} × {number}"
        return f"{what}: {Claim.Status(status).label}"


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, *rows: models.Model) -> ChangeQuerySet:
        """Changes of these very rows."""
        keys: dict[str, list[Any]] = {}
        for row in rows:
            keys.setdefault(row._meta.db_table, []).append(row.pk)
        found = Q(pk__in=[])
        for table, pks in keys.items():
            found |= Q(table=table, row__in=pks)
        return self.filter(found)

    def about(self, record: models.Model) -> ChangeQuerySet:
        """Changes of `record` and of what hangs or hung on it: names, mentions, parts taken, paragraphs, bylines.

        Rows with a page of their own, as the articles of a document, are not among them.
        """
        return self.filter(pk__in=RawSQL(*changes_about(record)))

    def newest_first(self) -> ChangeQuerySet:
        return self.select_related("operation").order_by("-pk")


class Change(models.Model):
    """What a statement of an operation did to a row; written by triggers.

    Of a new row `before` is null, of a deleted one `after`; of a changed row both hold the columns that differ.
    """

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="changes", db_constraint=False, verbose_name=_("operation"),
        help_text=_("What it was part of."),
    )  # fmt: skip
    statement = models.BigIntegerField(
        _("statement"), help_text=_("Number that the changes of one statement share, rising with time.")
    )
    table = models.CharField(_("table"), max_length=63, help_text=_("Name of the table."))
    row = models.BigIntegerField(_("row"), help_text=_("Primary key of the row."))
    before = models.JSONField(_("before"), null=True, help_text=_("Values by column, before."))
    after = models.JSONField(_("after"), null=True, help_text=_("Values by column, after."))

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        default_permissions = ["view"]
        ordering = ["-pk"]
        indexes = [
            models.Index("table", "row", models.F("id").desc(), name="change_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"

    @property
    def model(self) -> type[models.Model]:
        """The model whose row was changed."""
        return next(model for model in apps.get_models() if model._meta.db_table == self.table)

    @property
    def fields(self) -> list[tuple[Any, Any, Any]]:
        """What differs: field, value before and after, but for the primary key."""
        before, after = self.before or {}, self.after or {}
        named = {field.column: field for field in self.model._meta.concrete_fields if not field.primary_key}
        return [
            (named[column], before.get(column), after.get(column))
            for column in named
            if column in before or column in after
        ]
