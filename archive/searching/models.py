"""What search reads: tables made from the texts and names of the archive, and notes of what in them is stale."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchText(models.Model):
    """An article's folded text."""

    article = models.OneToOneField(
        "archive.Article", models.CASCADE, primary_key=True, related_name="search_text", verbose_name=_("article"),
        help_text=_("Whose text it is."),
    )  # fmt: skip
    headline = models.TextField(
        _("headline"), help_text=_("Title, kicker, subtitle and supplied title, folded, one a line.")
    )
    lead = models.TextField(_("lead"), help_text=_("The first characters of the text, folded."))
    text = models.TextField(_("text"), help_text=_("All other paragraphs, folded, run on."))

    class Meta:
        verbose_name = _("folded text")
        verbose_name_plural = _("folded texts")

    def __str__(self) -> str:
        return self.lead


class SearchName(models.Model):
    """A name of a record, folded and in pinyin."""

    record_type = models.CharField(_("type of record"), max_length=13, help_text=_("The table of the record."))
    record_id = models.BigIntegerField(_("record"), help_text=_("Primary key of the record."))
    name = models.TextField(_("name"), help_text=_("The name or alias, folded."))
    syllables = models.TextField(_("syllables"), help_text=_("Its pinyin, a blank before each syllable."))

    class Meta:
        verbose_name = _("folded name")
        verbose_name_plural = _("folded names")
        indexes = [models.Index(fields=["record_type", "record_id"], name="searchname_record")]

    def __str__(self) -> str:
        return self.name


class Stale(models.Model):
    """An article or record that has changed since its folds were made; written by triggers of the database."""

    record_type = models.CharField(_("type of record"), max_length=13, help_text=_("The table of the record."))
    record_id = models.BigIntegerField(_("record"), help_text=_("Primary key of the record."))

    class Meta:
        verbose_name = _("stale row")
        verbose_name_plural = _("stale rows")
        constraints = [models.UniqueConstraint(fields=["record_type", "record_id"], name="stale_key")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"
