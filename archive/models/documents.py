"""Documents, their pages, and the print in them that is no text."""

# ruff: noqa: DJ001 - null stands for what is not printed, and the tables refuse the empty string

from __future__ import annotations

import datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.importing.records import DocumentKind, Reason
from archive.models.addresses import address
from archive.models.constraints import json_type, line_range, not_blank, one_of
from archive.models.curation import Curated
from archive.models.dates import PartialDateField, partial_date
from archive.models.natural import NaturalKeyManager, NaturalKeyModel

DOCUMENT_KINDS = {
    DocumentKind.COMPILATION.value: _("compilation"),
    DocumentKind.MAGAZINE.value: _("magazine"),
    DocumentKind.REPORT.value: _("report"),
    DocumentKind.NEWSPAPER.value: _("newspaper"),
    DocumentKind.OTHER.value: _("other"),
}
REASONS = {
    Reason.PAGE_NUMBER.value: _("page number"),
    Reason.RUNNING_HEAD.value: _("running head"),
    Reason.CAPTION.value: _("caption"),
    Reason.LABEL.value: pgettext_lazy("leftover", "label"),
    Reason.DOUBLED.value: _("doubled print"),
    Reason.BOOKMARK.value: _("bookmark"),
    Reason.CONTENTS.value: _("contents page"),
    Reason.LIST.value: _("list"),
    Reason.NOTICE.value: pgettext_lazy("leftover", "notice"),
    Reason.MENU.value: _("menu words"),
    Reason.OTHER.value: _("other"),
}


class DocumentQuerySet(models.QuerySet["Document"]):
    def without_text(self) -> DocumentQuerySet:
        """Rows for lists: the raw text, which may be megabytes, stays in the database until it is asked for."""
        return self.defer("text")

    def with_counts(self) -> DocumentQuerySet:
        """Each document with its number of articles as `article_count`."""
        counts = (
            apps.get_model("archive", "Article")
            .objects.filter(document=OuterRef("pk"))
            .order_by()
            .values("document")
            .values_list(models.Count("pk"))
        )
        # Not a join: the articles of the documents on a page are counted, not those of all documents.
        return self.annotate(article_count=Coalesce(Subquery(counts), 0))

    def named(self, text: str) -> DocumentQuerySet:
        """Documents with `text` in their title, their file's name or their publisher's."""
        found = Q(title__icontains=text) | Q(file_name__icontains=text) | Q(publisher__icontains=text)
        return self.without_text().filter(found)

    def published_by(self, text: str) -> DocumentQuerySet:
        """Documents with `text` in the name of who brought them out."""
        return self.filter(publisher__icontains=text)

    def called(self, text: str) -> DocumentQuerySet:
        """The document with the slug `text`, else those of that title or file name."""
        rows = self.without_text()
        return (
            rows.filter(slug=text)
            if self.filter(slug=text).exists()
            else rows.filter(Q(title=text) | Q(file_name=text))
        )

    def covering_since(self, day: datetime.date) -> DocumentQuerySet:
        """Documents of a time that can last until `day` or longer."""
        return self.filter(Q(period_end_latest__gte=day) | Q(period_start_latest__gte=day))

    def covering_until(self, day: datetime.date) -> DocumentQuerySet:
        """Documents of a time that can begin on `day` or earlier."""
        return self.filter(period_start_earliest__lte=day)

    def by_file_name(self) -> DocumentQuerySet:
        return self.order_by("file_name")

    def by_period(self) -> DocumentQuerySet:
        """Documents by the time they cover, the latest first, those without one last."""
        return self.order_by(F("period_start_earliest").desc(nulls_last=True), "file_name")

    def longest_first(self) -> DocumentQuerySet:
        return self.order_by("-character_count", "file_name")

    def newest_first(self) -> DocumentQuerySet:
        """Documents as they came into the archive, the last one first."""
        return self.order_by("-pk")

    def with_lines(self, first: int, last: int) -> DocumentQuerySet:
        """Each document with its raw lines `first` to `last`, from 1 and included, as `lines`, without line feeds.

        The database cuts them out of the raw text, which may be megabytes.
        """
        lines: Func = Func(
            F("text"),
            Value("\n"),
            template=f"(string_to_array(%(expressions)s))[{first:d}:{last:d}]",
            output_field=ArrayField(models.TextField()),
        )
        return self.without_text().annotate(lines=lines)

    def totals(self) -> dict[str, Any]:
        """How many `documents` there are, how many printed `characters` they hold, `first` and `last` day covered."""
        return self.aggregate(
            documents=models.Count("pk"),
            characters=models.Sum("character_count", default=0),
            first=models.Min("period_start_earliest"),
            last=models.Max("period_end_latest"),
        )


class Document(Curated, NaturalKeyModel):
    """One raw file."""

    slug = models.CharField(
        _("slug"), unique=True, help_text=_("Readable name in addresses, made of the file name; it never changes.")
    )
    title = models.CharField(
        _("title"), null=True, blank=True, help_text=_("Title of the compilation as printed, without its date.")
    )
    publisher = models.CharField(_("publisher"), null=True, blank=True, help_text=_("Who brought it out, as printed."))
    kind = models.CharField(
        _("kind"), max_length=11, choices=DOCUMENT_KINDS, help_text=_("What sort of publication it is.")
    )
    period_start = PartialDateField(_("period start"), _("Start of the time that the document covers."))
    period_end = PartialDateField(_("period end"), _("End of the time that the document covers."))
    file_name = models.CharField(_("file name"), unique=True, help_text=_("Name of the raw file, without folders."))
    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, help_text=_("Digest of the file's bytes, in hexadecimal.")
    )
    encoding = models.CharField(_("encoding"), max_length=20, help_text=_("Character encoding of the file."))
    text = models.TextField(_("raw text"), help_text=_("The file's text as decoded, line ends included."))
    line_count = models.PositiveIntegerField(_("lines"), help_text=_("Number of raw lines, split at line feeds."))
    character_count = models.PositiveIntegerField(
        _("characters"), help_text=_("Number of printed characters: white space is not counted.")
    )
    importer = models.CharField(
        _("importer"), max_length=16,
        help_text=_("Fingerprint of the importer and the authority data that made the articles."),
    )  # fmt: skip
    # Of this archive and not of the document: it stays out of what is carried elsewhere.
    added_at = models.DateTimeField(
        _("added"), db_default=Now(), editable=False, serialize=False,
        help_text=_("When the document came into this archive."),
    )  # fmt: skip

    natural_key_fields = ("slug",)
    objects = NaturalKeyManager.from_queryset(DocumentQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["file_name"]
        constraints = [
            *Curated.Meta.constraints,
            *not_blank("slug", "title", "publisher", "file_name", "encoding", "text"),
            one_of("kind", DocumentKind),
            partial_date("period_start"),
            partial_date("period_end"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_is_hex"),
        ]

    def __str__(self) -> str:
        return self.title or self.file_name

    def get_absolute_url(self) -> str:
        return address("document", self.slug)


class PageQuerySet(models.QuerySet["Page"]):
    def touching(self, first: int, last: int) -> PageQuerySet:
        """Pages on which the raw lines `first` to `last` stand, in order."""
        return self.filter(first_line__lte=last, last_line__gte=first).order_by("number")


class Page(NaturalKeyModel):
    """A printed page."""

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="pages", verbose_name=_("document"),
        help_text=_("The document it is a page of."),
    )  # fmt: skip
    number = models.PositiveIntegerField(_("number"), help_text=_("Place in the document, from 1."))
    label = models.CharField(
        pgettext_lazy("page", "label"),
        blank=True,
        help_text=_("The page number as printed; in square brackets where other pages tell it; else blank."),
    )
    first_line = models.PositiveIntegerField(_("first line"), help_text=_("First raw line, from 1."))
    last_line = models.PositiveIntegerField(_("last line"), help_text=_("Last raw line, included."))

    natural_key_fields = ("document", "number")
    objects = NaturalKeyManager.from_queryset(PageQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="page_key"),
            models.CheckConstraint(condition=Q(number__gte=1), name="page_number_from_1"),
            line_range(),
        ]

    def __str__(self) -> str:
        return self.label or str(self.number)


class LeftoverQuerySet(models.QuerySet["Leftover"]):
    def in_print_order(self) -> LeftoverQuerySet:
        return self.order_by("document_id", "first_line", "start")

    def touching(self, first: int, last: int) -> LeftoverQuerySet:
        """Leftovers of which something stands on the raw lines `first` to `last`."""
        return self.filter(first_line__lte=last, last_line__gte=first)

    def count_by_reason(self) -> dict[str, int]:
        """Number of leftovers for each reason that occurs, the most frequent first."""
        counts = self.order_by().values_list("reason").annotate(number=models.Count("pk"))
        return dict(counts.order_by("-number", "reason"))


class Leftover(Curated, NaturalKeyModel):
    """A run of print that belongs to no article's text, and why."""

    document = models.ForeignKey(
        Document,
        models.CASCADE,
        related_name="leftovers",
        verbose_name=_("document"),
        help_text=_("The document it is printed in."),
    )
    reason = models.CharField(_("reason"), max_length=12, choices=REASONS, help_text=_("Why it is no article's text."))
    text = models.TextField(_("text"), help_text=_("The print, line by line."))
    first_line = models.PositiveIntegerField(_("first line"), help_text=_("First raw line, from 1."))
    start = models.PositiveIntegerField(_("start"), help_text=_("Column on the first line where it starts, from 0."))
    last_line = models.PositiveIntegerField(_("last line"), help_text=_("Last raw line, included."))
    spans = models.JSONField(
        _("spans"),
        help_text=_("Where it is printed: raw line (from 1), start and end column (excluded) of each piece."),
    )

    natural_key_fields = ("document", "first_line", "start")
    objects = NaturalKeyManager.from_queryset(LeftoverQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("leftover")
        verbose_name_plural = _("leftovers")
        ordering = ["document", "first_line", "start"]
        constraints = [
            *Curated.Meta.constraints,
            models.UniqueConstraint(fields=["document", "first_line", "start"], name="leftover_key"),
            one_of("reason", Reason),
            line_range(),
            json_type("spans", "array"),
            *not_blank("text"),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def is_locked(self, field: str) -> bool:
        """As for every row; who has said why these lines are no article's text has said that they are not."""
        return super().is_locked(field) or (field == "lines" and super().is_locked("reason"))
