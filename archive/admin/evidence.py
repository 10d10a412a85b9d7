"""Mentions: people confirm and reject them; imports make them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CLAIM, ClaimAdmin, part
from archive.admin.columns import dated_link, linked, words
from archive.admin.filters import DoubtFilter, articles, empty, meetings, of_document, people, typed
from archive.curating.models import Operation
from archive.models import (
    Article,
    InitiativeMention,
    InstrumentMention,
    Meeting,
    MeetingMention,
    Office,
    OfficeMention,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
)
from archive.models.evidence import Mention

IN_ARTICLE = typed("article", _("article"), articles, "paragraph__article_id")
FILTERS = ["status", DoubtFilter, of_document("paragraph__article__"), IN_ARTICLE]
OF_PERSON = typed("person", _("person"), people)


class MentionAdmin(ClaimAdmin):
    """Of a mention only the status is changed: it says where words stand, and those words do not move."""

    kind = Operation.Kind.DECIDE
    targets: tuple[str, ...]  #: the foreign keys that say what the words name
    list_filter: ClassVar[Any] = FILTERS
    search_fields = ["printed"]
    search_help_text = _("A name or alias of the record or its pinyin, or an article's key.")
    ordering = ["paragraph_id", "start"]

    def get_list_display(self, request: HttpRequest) -> Any:
        return ["words", *(linked(self.model, name) for name in self.targets), "status", "sure", "article"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related(*self.targets, "paragraph__article")
        return rows.defer("paragraph__spans")

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        told = _("The words as they stand in the paragraph, and what they name.")
        place = _("Where the words stand: characters of the paragraph's text, from 0.")
        return [
            part(None, ["words", *self.targets], told),
            CLAIM,
            part(_("place"), ["article", "paragraph", ("start", "end", "printed")], place),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["words", *self.targets, "article", "paragraph", "start", "end", "printed", *self.readonly_fields]

    def found(self, rows: Any, text: str) -> QuerySet[Any]:
        article = Article.objects.filter(key=text).first()
        return rows.filter(paragraph__article=article) if article else rows.filter(self.naming(text))  # type: ignore[no-any-return]

    def naming(self, text: str) -> Q:
        """Mentions of records that are named so."""
        (target,) = self.targets
        records: Any = self.model._meta.get_field(target).related_model
        return Q(**{f"{target}__in": records._default_manager.named(text).values("pk")})

    def view_on_site(self, mention: Mention) -> str:
        return f"{mention.paragraph.article.get_absolute_url()}#p{mention.paragraph.number}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description=_("words"))
    def words(self, mention: Mention) -> SafeString:
        return words(mention)

    @admin.display(description=_("article"))
    def article(self, mention: Mention) -> SafeString:
        return dated_link(mention.paragraph.article, mention.paragraph.article.date)


@admin.register(PersonMention)
class PersonMentionAdmin(MentionAdmin):
    purpose = _("Every place of print that names a person, and whom it means.")
    targets = ("person",)
    list_filter = [*FILTERS, OF_PERSON]


@admin.register(OfficeMention)
class OfficeMentionAdmin(MentionAdmin):
    purpose = _("Every place of print that names an office, with the person it is given to.")
    targets = ("office", "person")
    list_filter = [
        *FILTERS,
        OF_PERSON,
        empty("office", _("whose post it is")),
        empty("person", _("link to a person")),
    ]
    search_help_text = _("A person's name or its pinyin, a part of the post's name, or an article's key.")

    def naming(self, text: str) -> Q:
        offices = Office.objects.filter(label__icontains=text)
        return Q(person__in=Person.objects.named(text).values("pk")) | Q(office__in=offices.values("pk"))


@admin.register(MeetingMention)
class MeetingMentionAdmin(MentionAdmin):
    purpose = _("Every place of print that names a meeting, and which one it means.")
    targets = ("meeting",)
    list_filter = [*FILTERS, typed("meeting", _("meeting"), meetings), "is_main"]


@admin.register(ParticipationMention)
class ParticipationMentionAdmin(MentionAdmin):
    purpose = _("Every place of print that tells of somebody's part in a meeting.")
    targets = ("participation",)
    list_filter = [*FILTERS, typed("person", _("person"), people, "participation__person_id")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("participation__meeting")  # which tells what it is

    def naming(self, text: str) -> Q:
        who = Q(person__in=Person.objects.named(text).values("pk"))
        parts = Participation.objects.filter(who | Q(meeting__in=Meeting.objects.named(text).values("pk")))
        return Q(participation__in=parts.values("pk"))


@admin.register(InitiativeMention)
class InitiativeMentionAdmin(MentionAdmin):
    purpose = _("Every place of print that names a programme or a formulation.")
    targets = ("initiative",)


@admin.register(InstrumentMention)
class InstrumentMentionAdmin(MentionAdmin):
    purpose = _("Every place of print that cites a law, a regulation or another document.")
    targets = ("instrument",)
