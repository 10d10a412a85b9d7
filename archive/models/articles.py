"""Articles, their paragraphs and their authors."""

# ruff: noqa: DJ001 - null stands for what is not printed, and the tables refuse the empty string

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Case, Expression, ExpressionWrapper, F, IntegerField, Prefetch, Q, Value, When
from django.db.models.functions import ExtractYear, Length, Replace
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.importing.records import Kind, Role
from archive.models.addresses import address
from archive.models.constraints import json_type, line_range, not_blank, one_of
from archive.models.curation import Curated
from archive.models.dates import PartialDateField, partial_date
from archive.models.documents import Document, Page
from archive.models.lookups import AnyOf
from archive.models.narrowing import ArticleNarrowing
from archive.models.natural import NaturalKeyManager, NaturalKeyModel
from archive.models.people import Person
from archive.searching import hits
from archive.searching.query import Query

if TYPE_CHECKING:
    from archive.models.meetings import Meeting

KINDS = {
    Kind.NEWS.value: _("news"),
    Kind.SPEECH.value: _("speech"),
    Kind.SPEECH_EXCERPTS.value: _("speech excerpts"),
    Kind.REGULATION.value: _("regulation"),
    Kind.NOTICE.value: _("notice"),
    Kind.OPINION.value: _("opinion"),
    Kind.WORK_REPORT.value: _("work report"),
    Kind.COMMENTARY.value: _("commentary"),
    Kind.FEATURE.value: _("feature"),
    Kind.LETTER.value: _("letter"),
    Kind.ARTICLE.value: _("article"),
    Kind.OTHER.value: _("other"),
}
ROLES = {
    Role.COLUMN.value: _("column"),
    Role.KICKER.value: _("kicker"),
    Role.TITLE.value: _("title"),
    Role.SUBTITLE.value: _("subtitle"),
    Role.BYLINE.value: _("byline"),
    Role.SOURCE.value: _("source"),
    Role.DIGEST.value: _("digest"),
    Role.NUMBER.value: _("document number"),
    Role.DATE_LINE.value: _("date line"),
    Role.HEADING.value: _("heading"),
    Role.TEXT.value: pgettext_lazy("role", "text"),
}
#: Roles whose paragraphs are an article's body.
BODY_ROLES = [Role.NUMBER.value, Role.DATE_LINE.value, Role.HEADING.value, Role.TEXT.value]


#: Hits whose texts are read for ranking them.
FEW_HITS = 2000


def _share(query: Query, field: str) -> Expression:
    """How much of a folded text the phrases of a query fill."""
    without: Expression | F = F(field)
    for phrase in query.phrases:
        without = Replace(without, Value(phrase), Value(""))
    return ExpressionWrapper(1 - Length(without) * 1.0 / (Length(field) + 1), models.FloatField())


class ArticleQuerySet(ArticleNarrowing):
    def in_print_order(self) -> ArticleQuerySet:
        return self.order_by("document__file_name", "ordinal")

    def with_document(self) -> ArticleQuerySet:
        """Each article with its document, whose raw text is left in the database."""
        return self.select_related("document").defer("document__text")

    def with_text(self) -> ArticleQuerySet:
        """Each article with its paragraphs, in `paragraphs.all()`, in the order of print."""
        return self.prefetch_related(Prefetch("paragraphs", Paragraph.objects.order_by("number")))

    def with_pages(self) -> ArticleQuerySet:
        """Each article with the pages it starts and ends on."""
        return self.select_related("first_page", "last_page")

    def with_bylines(self) -> ArticleQuerySet:
        """Each article with its authors, in `bylines.all()`, in the order of print."""
        return self.prefetch_related(Prefetch("bylines", Byline.objects.order_by("number")))

    def newest_first(self) -> ArticleQuerySet:
        """Articles by date, the undated last, those of one day as the documents print them."""
        return self.order_by(F("date_earliest").desc(nulls_last=True), "document_id", "ordinal")

    def dated_since(self, day: datetime.date) -> ArticleQuerySet:
        """Articles whose date can be `day` or later: a month or a year counts by its last day."""
        return self.filter(date_latest__gte=day)

    def dated_until(self, day: datetime.date) -> ArticleQuerySet:
        """Articles whose date can be `day` or earlier: a month or a year counts by its first day."""
        return self.filter(date_earliest__lte=day)

    def touching(self, first: int, last: int) -> ArticleQuerySet:
        """Articles of which something stands on the raw lines `first` to `last`."""
        return self.filter(first_line__lte=last, last_line__gte=first)

    def reporting(self, meeting: Meeting) -> ArticleQuerySet:
        """Articles whose subject is `meeting`."""
        main = apps.get_model("archive", "MeetingMention").objects.standing().filter(meeting=meeting, is_main=True)
        return self.filter(pk__in=main.values("paragraph__article"))

    def matching(self, query: Query) -> ArticleQuerySet:
        """Articles whose headline or text contains the phrases of `query`: the index is asked at once, and once."""
        return self.among(hits.matching(query))

    def among(self, found: hits.Hits) -> ArticleQuerySet:
        return self.filter(AnyOf(F("pk"), found.keys))

    def by_relevance(self, query: Query, found: hits.Hits) -> ArticleQuerySet:
        """Of the articles `found` those that `query` means in the headline first, then in the lead, then in the text.

        Where that is the same, those of which the phrases fill more come first, then the newest. How much of a text
        they fill is only looked at where there are few enough to be read; what stands everywhere says little by that.
        """
        headline, lead = Q(), Q()
        for group in query.groups:
            in_headline = Q(*(("search_lead__headline__contains", phrase) for phrase in group), _connector=Q.OR)
            in_lead = Q(*(("search_lead__lead__contains", phrase) for phrase in group), _connector=Q.OR)
            headline &= in_headline
            lead &= in_headline | in_lead
        place = Case(When(headline, then=0), When(lead, then=1), default=2, output_field=IntegerField())
        density = [_share(query, "search_lead__headline").desc()]
        if found.count <= FEW_HITS:
            density.append(_share(query, "search_text__text").desc())
        return self.order_by(place, *density, F("date_earliest").desc(nulls_last=True), "document_id", "ordinal")

    def before(self, article: Article) -> ArticleQuerySet:
        """Articles printed before this one in its document, the nearest first."""
        return self.filter(document=article.document_id, ordinal__lt=article.ordinal).order_by("-ordinal")

    def after(self, article: Article) -> ArticleQuerySet:
        """Articles printed after this one in its document, the nearest first."""
        return self.filter(document=article.document_id, ordinal__gt=article.ordinal).order_by("ordinal")

    def count_by_kind(self) -> dict[str, int]:
        """Number of articles of each kind that occurs, the most frequent first."""
        counts = self.order_by().values_list("kind").annotate(number=models.Count("pk")).order_by("-number", "kind")
        return dict(counts)


class Article(Curated, NaturalKeyModel):
    """A text as printed in a document."""

    class Review(models.TextChoices):
        UNREVIEWED = "unreviewed", _("not reviewed")
        DOUBTFUL = "doubtful", _("doubtful")
        REVIEWED = "reviewed", _("reviewed")

    document = models.ForeignKey(
        Document,
        models.CASCADE,
        related_name="articles",
        verbose_name=_("document"),
        help_text=_("The document it is printed in."),
    )
    key = models.CharField(_("key"), unique=True, help_text=_("Given at the first import and kept ever after."))
    ordinal = models.PositiveIntegerField(_("ordinal"), help_text=_("Place in the document, from 1."))
    kicker = models.CharField(_("kicker"), null=True, blank=True, help_text=_("引题: the line above the title."))
    title = models.CharField(
        _("title"), null=True, blank=True, help_text=_("主标题 as printed; empty where the print has none.")
    )
    subtitle = models.CharField(_("subtitle"), null=True, blank=True, help_text=_("副题: the line below the title."))
    supplied_title = models.CharField(
        _("supplied title"),
        null=True,
        blank=True,
        help_text=_("A title that a curator gives an article that prints none."),
    )
    column = models.CharField(_("column"), null=True, blank=True, help_text=_("栏目: the section it is printed in."))
    kind = models.CharField(_("kind"), max_length=15, choices=KINDS, help_text=_("What sort of text it is."))
    dateline_agency = models.CharField(
        _("agency"), null=True, blank=True, help_text=_("Agency or paper in the dateline (电头).")
    )
    dateline_place = models.CharField(
        _("place of the dateline"), null=True, blank=True, help_text=_("Place in the dateline.")
    )
    dateline_date = PartialDateField(_("date of the dateline"), _("Day in the dateline."))
    source = models.CharField(
        _("source"), null=True, blank=True, help_text=_("Where it is taken from (来源, 摘自), as printed.")
    )
    date = PartialDateField(
        _("date"), _("Day of the event (news), of delivery (speech, report) or of issue (regulation).")
    )
    opening = models.CharField(
        _("first words"),
        blank=True,
        help_text=_("First words of the text, by which an article without a title is shown."),
    )
    first_line = models.PositiveIntegerField(_("first line"), help_text=_("First raw line, from 1."))
    last_line = models.PositiveIntegerField(_("last line"), help_text=_("Last raw line, included."))
    first_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first page"),
        help_text=_("The page it starts on."),
    )
    last_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("last page"),
        help_text=_("The page it ends on."),
    )
    review = models.CharField(
        _("review"), max_length=10, choices=Review.choices, default=Review.UNREVIEWED,
        help_text=_("Whether a person has checked the article against the print."),
    )  # fmt: skip

    natural_key_fields = ("key",)
    objects = NaturalKeyManager.from_queryset(ArticleQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["document", "ordinal"]
        constraints = [
            *Curated.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "ordinal"], name="article_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="article_ordinal_from_1"),
            *not_blank(
                "key", "kicker", "title", "subtitle", "supplied_title", "column", "dateline_agency",
                "dateline_place", "source",
            ),
            one_of("kind", Kind),
            one_of("review", ["unreviewed", "doubtful", "reviewed"]),
            line_range(),
            partial_date("date"),
            partial_date("dateline_date"),
            models.CheckConstraint(
                condition=Q(title=None) | Q(supplied_title=None),
                name="article_supplied_title_without_title",
                violation_error_message=_("A title is supplied only where the print has none."),
            ),
        ]  # fmt: skip
        indexes = [
            # The order of `newest_first`, of all articles and of one kind.
            models.Index(F("date_earliest").desc(nulls_last=True), "document", "ordinal", name="article_newest"),
            models.Index(
                "kind", F("date_earliest").desc(nulls_last=True), "document", "ordinal", name="article_kind_newest"
            ),
            # What the list counts by; the date is there so that the index alone answers.
            models.Index(
                "kind", "review", ExtractYear("date_earliest"), include=["date_earliest"], name="article_facets"
            ),
        ]

    def __str__(self) -> str:
        return self.display_title

    def get_absolute_url(self) -> str:
        return address("article", self.key)

    def is_locked(self, field: str) -> bool:
        """As for every row; a reviewed article is locked as a whole, and a supplied title locks the printed one."""
        return (
            super().is_locked(field)
            or self.review == self.Review.REVIEWED
            or (field == "title" and bool(self.supplied_title))
        )

    @property
    def display_title(self) -> str:
        """The printed title, else the supplied one, else the first words, else the key."""
        return self.title or self.supplied_title or self.opening or self.key


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def body(self) -> ParagraphQuerySet:
        """Paragraphs and headings of the text proper, in the order of print."""
        return self.filter(role__in=BODY_ROLES).order_by("article", "number")

    def digest(self) -> ParagraphQuerySet:
        return self.filter(role=Role.DIGEST.value).order_by("article", "number")


class Paragraph(NaturalKeyModel):
    """A reflowed piece of an article: of its text, its headline or its digest."""

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="paragraphs",
        verbose_name=_("article"),
        help_text=_("The article it belongs to."),
    )
    number = models.PositiveIntegerField(
        _("number"), help_text=_("Place in the article, from 1, in the order of print.")
    )
    role = models.CharField(_("role"), max_length=10, choices=ROLES, help_text=_("What it is in the article."))
    level = models.PositiveSmallIntegerField(
        _("level"),
        null=True,
        blank=True,
        help_text=_("Level of a heading, or of a text that opens a division with its own heading; 1 the highest."),
    )
    text = models.TextField(_("text"), help_text=_("The text, wrapped lines and page breaks mended."))
    first_line = models.PositiveIntegerField(_("first line"), help_text=_("First raw line, from 1."))
    last_line = models.PositiveIntegerField(_("last line"), help_text=_("Last raw line, included."))
    spans = models.JSONField(
        _("spans"),
        help_text=_("Where it is printed: raw line (from 1), start and end column (excluded) of each piece."),
    )

    natural_key_fields = ("article", "number")
    objects = NaturalKeyManager.from_queryset(ParagraphQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="paragraph_key", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="paragraph_number_from_1"),
            one_of("role", Role),
            models.CheckConstraint(
                condition=Q(level=None) | Q(role__in=[Role.HEADING.value, Role.TEXT.value], level__gte=1),
                name="paragraph_level_of_heading",
                violation_error_message=_("Only a heading or a text has a level, and it counts from 1."),
            ),
            line_range(),
            json_type("spans", "array"),
            *not_blank("text"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Byline(NaturalKeyModel):
    """An author of an article."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="bylines", verbose_name=_("article"), help_text=_("The article signed.")
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Place among the article's authors, from 1."))
    name = models.CharField(
        pgettext_lazy("person", "name"), help_text=_("The author as printed, without the spaces inside a name.")
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="bylines", verbose_name=_("person"),
        help_text=_("The author's record, where it is known which person is meant."),
    )  # fmt: skip

    natural_key_fields = ("article", "number")

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="byline_key", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="byline_number_from_1"),
            *not_blank("name"),
        ]

    def __str__(self) -> str:
        return self.name
