"""Mentions: where in a text a record is named, in which words."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length, TruncMonth
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.articles import Paragraph
from archive.models.claims import Claim, ClaimManager, ClaimQuerySet
from archive.models.constraints import json_type, not_blank
from archive.models.curation import Record
from archive.models.initiatives import Initiative
from archive.models.instruments import Instrument
from archive.models.meetings import Meeting, Participation
from archive.models.natural import Row
from archive.models.people import Office, Person

#: Places of a record whose paragraphs are searched for others.
BESIDE_COUNTED = 2000


class MentionQuerySet(ClaimQuerySet[Row]):
    def with_place(self) -> MentionQuerySet[Row]:
        """Each mention with its paragraph, article and document, whose raw text is left in the database."""
        return self.select_related("paragraph__article__document").defer("paragraph__article__document__text")

    def newest_first(self) -> MentionQuerySet[Row]:
        """Mentions by the date of the article, the undated last, those of one article in the order of print."""
        return self.order_by(
            F("paragraph__article__date_earliest").desc(nulls_last=True),
            "paragraph__article",
            "paragraph__number",
            "start",
        )

    def first_of_each(self, *targets: str) -> MentionQuerySet[Row]:
        """Of the mentions of each record, or pair of records, the one printed first by the date of its article.

        `targets` are foreign keys of the mentions.
        """
        first = F("paragraph__article__date_earliest").asc(nulls_last=True)
        keys = [f"{target}_id" for target in targets]  # not the rows, which are ordered by their names
        place = ("paragraph__article_id", "paragraph__number", "start", "pk")
        return self.order_by(*keys, first, *place).distinct(*keys)

    def first_printed(self) -> Row | None:
        """The mention of the earliest dated article, of all mentions if no article is dated.

        The order is that of an index on articles backwards: the many places of a frequent record are not sorted.
        """
        place = ("paragraph__article_id", "paragraph__number", "start", "pk")
        dated = self.filter(paragraph__article__date_earliest__isnull=False)
        day = F("paragraph__article__date_earliest").asc(nulls_first=True)
        return dated.order_by(day, *place).first() or self.order_by(*place).first()

    def telling(self, field: str, value: Any) -> MentionQuerySet[Row]:
        """Mentions in articles that have `value` in a field of the record; of a date, given in ISO's form, that day."""
        return self.filter(Q(**{f"told__{field}": value}) | Q(**{f"told__{field}__0": value}))

    def beside(self, target: str, record: Record) -> QuerySet[Any, dict[str, Any]]:
        """The other records named in the paragraphs that name `record`: `key`, `name`, number of paragraphs `shared`.

        `target` is the foreign key of the mentions. The most frequent come first. Of a record with many mentions only
        the `BESIDE_COUNTED` that came into the archive last are looked at.
        """
        latest = self.standing().filter(**{target: record}).order_by("-paragraph_id")[:BESIDE_COUNTED]
        others = self.standing().filter(paragraph__in=latest.values("paragraph")).exclude(**{target: record}).order_by()
        counted = others.values(key=F(f"{target}__key"), name=F(f"{target}__name"))
        return counted.annotate(shared=Count("paragraph", distinct=True)).order_by("-shared", "key")

    def by_document_and_month(self) -> QuerySet[Any, dict[str, Any]]:
        """How often (`number`) the documents print them, by the `month` and the `precision` of the articles' dates."""
        article = "paragraph__article"
        return (
            self.order_by()
            .values(
                slug=F(f"{article}__document__slug"),
                title=F(f"{article}__document__title"),
                file_name=F(f"{article}__document__file_name"),
                precision=F(f"{article}__date_precision"),
                month=TruncMonth(f"{article}__date_earliest"),
            )
            .annotate(number=Count("pk"))
            .order_by("file_name", "month", "precision")
        )

    def in_text_order(self, target: str) -> MentionQuerySet[Row]:
        """Each mention with its paragraph and with what its foreign key `target` leads to, in the order of the text."""
        place = ("paragraph__article", "paragraph__number", "start", "pk")
        return self.select_related(target, "paragraph").order_by(*place)


class MentionManager(ClaimManager[Row]):
    def get_queryset(self) -> MentionQuerySet[Row]:
        return MentionQuerySet(self.model, using=self._db)

    def standing(self) -> MentionQuerySet[Row]:
        return self.get_queryset().standing()

    def beside(self, target: str, record: Record) -> QuerySet[Any, dict[str, Any]]:
        return self.get_queryset().beside(target, record)


class Mention(Claim):
    """Words of a paragraph that name something."""

    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="%(class)ss", verbose_name=_("paragraph"),
        help_text=_("The paragraph the words stand in."),
    )  # fmt: skip
    start = models.PositiveIntegerField(_("start"), help_text=_("First character in the paragraph's text, from 0."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Character in the paragraph's text after the last."))
    printed = models.CharField(_("as printed"), help_text=_("The words, as the paragraph's text has them."))

    objects = MentionManager()  # type: ignore[misc]

    class Meta:
        abstract = True
        constraints = [
            *Claim.Meta.constraints,
            models.CheckConstraint(
                condition=Exact(Length("printed"), F("end") - F("start")), name="%(class)s_words_fill_range"
            ),
            *not_blank("printed"),
        ]
        indexes = [*Claim.Meta.indexes]

    def __str__(self) -> str:
        return self.printed


class Telling(Mention):
    """A mention of a record of which the article tells more than that it is there."""

    told = models.JSONField(
        _("told"), default=dict, blank=True,
        help_text=_("Values of the record as this article has them; the record's are drawn from all articles."),
    )  # fmt: skip

    class Meta:
        abstract = True
        constraints = [*Mention.Meta.constraints, json_type("told", "object")]


class PersonMention(Mention):
    """A person named in a text."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="mentions", verbose_name=_("person"), help_text=_("Who is meant.")
    )

    natural_key_fields = ("paragraph", "start", "person")

    class Meta:
        verbose_name = _("mention of a person")
        verbose_name_plural = _("mentions of people")
        ordering = ["paragraph", "start"]
        indexes = [*Mention.Meta.indexes]
        constraints = [
            *Mention.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "person"], name="personmention_key"),
        ]


class OfficeMention(Telling):
    """An office named in a text, with the person it is given to. An office shared by a list has one row a person."""

    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("office"),
        help_text=_("Which office is meant; empty where the print does not tell whose post it is."),
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="office_mentions", verbose_name=_("person"),
        help_text=_("The person it is printed with; empty where nobody is named with it."),
    )  # fmt: skip
    title = models.CharField(
        pgettext_lazy("office", "title"), help_text=_("The office, in the fullest of the forms that the article gives.")
    )

    natural_key_fields = ("paragraph", "start", "office", "person")

    class Meta:
        verbose_name = _("mention of an office")
        verbose_name_plural = _("mentions of offices")
        ordering = ["paragraph", "start"]
        indexes = [*Mention.Meta.indexes]
        constraints = [
            *Telling.Meta.constraints,
            models.UniqueConstraint(
                fields=["paragraph", "start", "office", "person"], nulls_distinct=False, name="officemention_key"
            ),
            *not_blank("title"),
        ]


class MeetingMention(Telling):
    """A meeting named in a text."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="mentions", verbose_name=_("meeting"), help_text=_("Which is meant.")
    )
    is_main = models.BooleanField(_("main"), default=False, help_text=_("Whether the article reports this meeting."))
    inferred_from = models.CharField(
        _("inferred from"), blank=True, db_index=True,
        help_text=_("The key that the words alone give, where the day was taken from elsewhere; blank otherwise."),
    )  # fmt: skip
    name = models.CharField(
        pgettext_lazy("meeting", "name"),
        help_text=_("What the article calls the meeting, in the fullest of its forms."),
    )

    natural_key_fields = ("paragraph", "start", "meeting")

    class Meta:
        verbose_name = _("mention of a meeting")
        verbose_name_plural = _("mentions of meetings")
        ordering = ["paragraph", "start"]
        indexes = [*Mention.Meta.indexes]
        constraints = [
            *Telling.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "meeting"], name="meetingmention_key"),
            *not_blank("name"),
        ]


class ParticipationMention(Telling):
    """Words that tell of someone's part in a meeting."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="mentions", verbose_name=_("participation"),
        help_text=_("The part taken."),
    )  # fmt: skip

    natural_key_fields = ("paragraph", "start", "participation")

    class Meta:
        verbose_name = _("mention of a participation")
        verbose_name_plural = _("mentions of participations")
        ordering = ["paragraph", "start"]
        indexes = [*Mention.Meta.indexes]
        constraints = [
            *Telling.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "participation"], name="participationmention_key"),
        ]


class InitiativeMention(Telling):
    """An initiative named in a text."""

    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="mentions", verbose_name=_("initiative"),
        help_text=_("Which is meant."),
    )  # fmt: skip

    natural_key_fields = ("paragraph", "start", "initiative")

    class Meta:
        verbose_name = _("mention of an initiative")
        verbose_name_plural = _("mentions of initiatives")
        ordering = ["paragraph", "start"]
        indexes = [*Mention.Meta.indexes]
        constraints = [
            *Telling.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "initiative"], name="initiativemention_key"),
        ]


class InstrumentMention(Telling):
    """An instrument cited in a text."""

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="mentions", verbose_name=_("instrument"),
        help_text=_("Which is meant."),
    )  # fmt: skip

    natural_key_fields = ("paragraph", "start", "instrument")

    class Meta:
        verbose_name = _("mention of an instrument")
        verbose_name_plural = _("mentions of instruments")
        ordering = ["paragraph", "start"]
        indexes = [*Mention.Meta.indexes]
        constraints = [
            *Telling.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "instrument"], name="instrumentmention_key"),
        ]


#: By the model of a record, the mentions that prove it, and their foreign key to it.
EVIDENCE: dict[type[Record], tuple[type[Mention], str]] = {
    Person: (PersonMention, "person"),
    Office: (OfficeMention, "office"),
    Meeting: (MeetingMention, "meeting"),
    Initiative: (InitiativeMention, "initiative"),
    Instrument: (InstrumentMention, "instrument"),
}
#: Every model of mentions.
MENTIONS: tuple[type[Mention], ...] = (
    PersonMention,
    OfficeMention,
    MeetingMention,
    ParticipationMention,
    InitiativeMention,
    InstrumentMention,
)
