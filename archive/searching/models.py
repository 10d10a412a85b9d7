"""What search reads: tables made from the texts and names of the archive, and notes of what in them is stale."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchText(models.Model):
    """An article's folded text; its rows are kept short, as every hit is one of them."""

    article = models.OneToOneField(
        "archive.Article", models.CASCADE, primary_key=True, related_name="search_text", verbose_name=_("article"),
        help_text=_("Whose text it is."),
    )  # fmt: skip
    text = models.TextField(
        _("text"), help_text=_("The headline, and on a line of its own all other paragraphs, folded, run on.")
    )

    class Meta:
        verbose_name = _("folded text")
        verbose_name_plural = _("folded texts")

    def __str__(self) -> str:
        return str(self.article_id)


class SearchLead(models.Model):
    """How an article begins, folded: what hits are ranked by."""

    article = models.OneToOneField(
        "archive.Article", models.CASCADE, primary_key=True, related_name="search_lead", verbose_name=_("article"),
        help_text=_("Whose text it is."),
    )  # fmt: skip
    headline = models.TextField(
        _("headline"), help_text=_("Title, kicker, subtitle and supplied title, folded, one a line.")
    )
    lead = models.TextField(_("lead"), help_text=_("The first characters of the text, folded."))

    class Meta:
        verbose_name = _("folded lead")
        verbose_name_plural = _("folded leads")

    def __str__(self) -> str:
        return self.lead


class CommonPhrase(models.Model):
    """A phrase so common that the index knows by itself which articles contain it, and no text has to be read."""

    phrase = models.TextField(_("phrase"), unique=True, help_text=_("The phrase, folded."))
    article_count = models.PositiveIntegerField(
        _("articles"), help_text=_("How many articles there were when it was found to be common.")
    )

    class Meta:
        verbose_name = _("common phrase")
        verbose_name_plural = _("common phrases")

    def __str__(self) -> str:
        return self.phrase


class SearchCommon(models.Model):
    """Which common phrases an article contains."""

    article = models.OneToOneField(
        "archive.Article", models.CASCADE, primary_key=True, related_name="search_common", verbose_name=_("article"),
        help_text=_("Whose text it is."),
    )  # fmt: skip
    phrases = ArrayField(
        models.IntegerField(), verbose_name=_("phrases"), help_text=_("Primary keys of the common phrases in it.")
    )

    class Meta:
        verbose_name = _("common phrases of an article")
        verbose_name_plural = _("common phrases of articles")
        indexes = [GinIndex(fields=["phrases"], name="searchcommon_phrases")]

    def __str__(self) -> str:
        return str(self.article_id)


class SearchName(models.Model):
    """A name of a record, folded and in pinyin."""

    record_type = models.CharField(_("type of record"), max_length=13, help_text=_("The table of the record."))
    record_id = models.BigIntegerField(_("record"), help_text=_("Primary key of the record."))
    name = models.TextField(_("name"), help_text=_("The name or alias, folded."))
    syllables = models.TextField(_("syllables"), help_text=_("Its pinyin, a blank before each syllable."))
    keys = ArrayField(
        models.TextField(), verbose_name=_("keys"), help_text=_("What is in it and what spells it, in short pieces.")
    )

    class Meta:
        verbose_name = _("folded name")
        verbose_name_plural = _("folded names")
        indexes = [
            models.Index(fields=["record_type", "record_id"], name="searchname_record"),
            GinIndex(fields=["keys"], name="searchname_keys"),
        ]

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
