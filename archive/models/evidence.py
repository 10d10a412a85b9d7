"""Mentions: where in a text a record is named, in which words."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.articles import Paragraph
from archive.models.claims import Claim
from archive.models.constraints import not_blank
from archive.models.curation import Record
from archive.models.initiatives import Initiative
from archive.models.instruments import Instrument
from archive.models.meetings import Meeting, Participation
from archive.models.people import Office, Person


class Mention(Claim):
    """Words of a paragraph that name something."""

    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="%(class)ss", verbose_name=_("paragraph"),
        help_text=_("The paragraph the words stand in."),
    )  # fmt: skip
    start = models.PositiveIntegerField(_("start"), help_text=_("First character in the paragraph's text, from 0."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Character in the paragraph's text after the last."))
    printed = models.CharField(_("as printed"), help_text=_("The words, as the paragraph's text has them."))

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


class OfficeMention(Mention):
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
            *Mention.Meta.constraints,
            models.UniqueConstraint(
                fields=["paragraph", "start", "office", "person"], nulls_distinct=False, name="officemention_key"
            ),
            *not_blank("title"),
        ]


class MeetingMention(Mention):
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
            *Mention.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "meeting"], name="meetingmention_key"),
            *not_blank("name"),
        ]


class ParticipationMention(Mention):
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
            *Mention.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "participation"], name="participationmention_key"),
        ]


class InitiativeMention(Mention):
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
            *Mention.Meta.constraints,
            models.UniqueConstraint(fields=["paragraph", "start", "initiative"], name="initiativemention_key"),
        ]


class InstrumentMention(Mention):
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
            *Mention.Meta.constraints,
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
