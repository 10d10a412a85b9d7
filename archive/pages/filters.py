"""What readers narrow lists down by. The names of the fields stand in addresses: they stay as they are."""

from __future__ import annotations

import datetime

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Document, Leftover
from archive.models.articles import KINDS, ArticleQuerySet
from archive.models.documents import REASONS


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ArticleFilter(django_filters.FilterSet):
    document = django_filters.ModelChoiceFilter(
        label=_("document"),
        queryset=lambda request: Document.objects.without_text(),
        to_field_name="slug",
        empty_label=_("all documents"),
    )
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=list(KINDS.items()), empty_label=_("all kinds"))
    since = django_filters.DateFilter(label=_("from"), method="filter_since", widget=_day())
    until = django_filters.DateFilter(label=_("to"), method="filter_until", widget=_day())

    class Meta:
        model = Article
        fields = ["document", "kind"]

    def filter_since(self, queryset: ArticleQuerySet, name: str, day: datetime.date) -> ArticleQuerySet:
        return queryset.dated_since(day)

    def filter_until(self, queryset: ArticleQuerySet, name: str, day: datetime.date) -> ArticleQuerySet:
        return queryset.dated_until(day)


class LeftoverFilter(django_filters.FilterSet):
    reason = django_filters.ChoiceFilter(label=_("reason"), choices=list(REASONS.items()), empty_label=_("all reasons"))

    class Meta:
        model = Leftover
        fields = ["reason"]
