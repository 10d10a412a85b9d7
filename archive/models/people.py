"""People, the bodies they serve and the offices they hold."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.addresses import address
from archive.models.claims import Claim
from archive.models.constraints import json_type, not_blank, one_of
from archive.models.curation import Curated, MentionedRecord, Record
from archive.models.dates import PartialDateField, partial_date
from archive.models.narrowing import OrganizationQuerySet, PersonQuerySet
from archive.models.natural import NaturalKeyManager, NaturalKeyModel


class Level(models.TextChoices):
    """Levels of the state and the Party, and what lies outside of them."""

    NATIONAL = "national", _("national")
    PROVINCE = "province", _("province")
    PREFECTURE = "prefecture", _("prefecture")
    COUNTY = "county", _("county")
    TOWNSHIP = "township", _("township")
    VILLAGE = "village", _("village")
    FOREIGN = "foreign", _("foreign or international")


class Person(MentionedRecord):
    """A person."""

    key = models.CharField(_("key"), unique=True, help_text=_("Given once; it never changes."))
    name = models.CharField(
        pgettext_lazy("person", "name"), db_index=True, help_text=_("The name the person is shown by.")
    )
    pinyin = models.CharField(
        _("pinyin"), blank=True, db_index=True, help_text=_("The name in pinyin, for sorting and search.")
    )

    natural_key_fields = ("key",)
    objects = NaturalKeyManager.from_queryset(PersonQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["pinyin", "key"]
        constraints = [*Record.Meta.constraints, *not_blank("key", "name")]
        indexes = [models.Index(F("is_named").desc(), "pinyin", "key", name="person_named_first")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("person", self.key)


class PersonName(NaturalKeyModel):
    """A further name or spelling of a person."""

    class Kind(models.TextChoices):
        FULL = "full", _("full name")
        SHORT = "short", _("short form")
        FORMER = "former", _("former name")
        PEN = "pen", _("pen name")
        FOREIGN = "foreign", _("name in another language")

    class Script(models.TextChoices):
        SIMPLIFIED = "hans", _("simplified")
        TRADITIONAL = "hant", _("traditional")
        LATIN = "latn", _("Latin")
        OTHER = "othr", _("other")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="names", verbose_name=_("person"), help_text=_("Whose name it is.")
    )
    name = models.CharField(
        pgettext_lazy("person", "name"), db_index=True, help_text=_("The name, without spaces between characters.")
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, default=Kind.FULL,
                            help_text=_("What sort of name it is."))  # fmt: skip
    script = models.CharField(_("script"), max_length=4, choices=Script.choices, default=Script.SIMPLIFIED,
                              help_text=_("The script it is written in."))  # fmt: skip

    natural_key_fields = ("person", "name")

    class Meta:
        verbose_name = _("name of a person")
        verbose_name_plural = _("names of people")
        ordering = ["person", "name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="personname_key"),
            one_of("kind", ["full", "short", "former", "pen", "foreign"]),
            one_of("script", ["hans", "hant", "latn", "othr"]),
            *not_blank("name"),
        ]

    def __str__(self) -> str:
        return self.name


class Organization(MentionedRecord):
    """A body: of the Party or the state, a place, a school, a company."""

    class Kind(models.TextChoices):
        PARTY = "party", _("Party")
        STATE = "state", _("state")
        CONGRESS = "congress", _("people's congress")
        CONSULTATIVE = "consultative", _("consultative conference")
        MILITARY = "military", _("military")
        PLACE = "place", pgettext_lazy("organization", "place")
        ASSOCIATION = "association", _("association")
        SCHOOL = "school", _("school or institute")
        COMPANY = "company", _("company")
        MEDIA = "media", _("media")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), unique=True, help_text=_("Full official name."))
    aliases = models.JSONField(
        _("aliases"), default=list, blank=True, help_text=_("Short and former names, as a list.")
    )
    pinyin = models.CharField(
        _("pinyin"), blank=True, db_index=True, help_text=_("The name in pinyin, for sorting and search.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER,
                            help_text=_("What sort of body it is."))  # fmt: skip
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, blank=True,
                             help_text=_("Its level; blank where it has none or it is not known."))  # fmt: skip
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent"),
        help_text=_("The body it is part of or answers to."),
    )  # fmt: skip

    natural_key_fields = ("name",)
    objects = NaturalKeyManager.from_queryset(OrganizationQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["pinyin", "name"]
        indexes = [models.Index(F("is_named").desc(), "pinyin", "name", name="organization_named_first")]
        constraints = [
            *Record.Meta.constraints,
            *not_blank("name"),
            json_type("aliases", "array"),
            one_of("kind", ["party", "state", "congress", "consultative", "military", "place", "association",
                            "school", "company", "media", "other"]),
            one_of("level", ["", *Level.values]),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")), name="organization_not_its_own_parent"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("organization", self.name)


class Office(Record):
    """职务: a post of a body. It outlives those who hold it."""

    label = models.CharField(
        pgettext_lazy("office", "label"), unique=True, help_text=_("The post with its body, in full.")
    )
    title = models.CharField(pgettext_lazy("office", "title"), help_text=_("The post alone, without the body."))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("organization"),
        help_text=_("The body whose post it is; empty where the print does not tell."),
    )  # fmt: skip

    natural_key_fields = ("label",)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["label"]
        constraints = [*Record.Meta.constraints, *not_blank("label", "title")]

    def __str__(self) -> str:
        return self.label


class OfficeHeld(Curated, Claim):
    """A person seen in an office. When it was first and last seen is not when it began and ended."""

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="offices_held",
        verbose_name=_("person"),
        help_text=_("Who held the office."),
    )
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="holders", verbose_name=_("office"), help_text=_("The office held.")
    )  # fmt: skip
    first_cited = PartialDateField(_("first cited"), _("First date at which print names the person in it."))
    last_cited = PartialDateField(_("last cited"), _("Last date at which print names the person in it."))
    start = PartialDateField(_("start"), _("When it began, where that is really known."))
    end = PartialDateField(_("end"), _("When it ended, where that is really known."))

    natural_key_fields = ("person", "office")

    class Meta:
        verbose_name = _("office held")
        verbose_name_plural = _("offices held")
        ordering = ["person", "office"]
        indexes = [*Claim.Meta.indexes]
        constraints = [
            *Curated.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(fields=["person", "office"], name="officeheld_key"),
            partial_date("first_cited"),
            partial_date("last_cited"),
            partial_date("start"),
            partial_date("end"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"
