"""Mentions: people confirm and reject them; imports make them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.base import CLAIM, ClaimAdmin
from archive.curating import deciding
from archive.curating.models import Operation
from archive.models import (
    Article,
    InitiativeMention,
    InstrumentMention,
    MeetingMention,
    OfficeMention,
    ParticipationMention,
    PersonMention,
)
from archive.models.claims import Claim
from archive.models.evidence import Mention


class MentionAdmin(ClaimAdmin):
    """Of a mention only the status is changed: it says where words stand, and those words do not move."""

    kind = Operation.Kind.DECIDE
    targets: tuple[str, ...]  #: the foreign keys that say what the words name
    list_filter: ClassVar[Any] = ["status", "rule"]
    ordering = ["paragraph_id", "start"]

    def get_list_display(self, request: HttpRequest) -> Any:
        return ["printed", *self.targets, "article", "status", "confidence", "rule"]

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        return [*self.targets, "paragraph__article"]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["printed", "paragraph__article__key"]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        return ["printed", *self.targets, "paragraph", "start", "end", *CLAIM]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["printed", *self.targets, "paragraph", "start", "end", *self.readonly_fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        deciding.decide(obj, Claim.Status(obj.status), user=request.user)  # type: ignore[arg-type]

    @admin.display(description=_("article"))
    def article(self, mention: Mention) -> Article:
        return mention.paragraph.article


@admin.register(PersonMention)
class PersonMentionAdmin(MentionAdmin):
    targets = ("person",)


@admin.register(OfficeMention)
class OfficeMentionAdmin(MentionAdmin):
    targets = ("office", "person")


@admin.register(MeetingMention)
class MeetingMentionAdmin(MentionAdmin):
    targets = ("meeting",)
    list_filter = ["status", "is_main", "rule"]


@admin.register(ParticipationMention)
class ParticipationMentionAdmin(MentionAdmin):
    targets = ("participation",)

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        return ["participation__meeting", "paragraph__article"]  # a participation is shown with its meeting


@admin.register(InitiativeMention)
class InitiativeMentionAdmin(MentionAdmin):
    targets = ("initiative",)


@admin.register(InstrumentMention)
class InstrumentMentionAdmin(MentionAdmin):
    targets = ("instrument",)
