"""What readers narrow the leftovers of a document down by."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from archive.models import Leftover
from archive.models.documents import REASONS


class LeftoverFilter(django_filters.FilterSet):
    reason = django_filters.ChoiceFilter(label=_("reason"), choices=list(REASONS.items()), empty_label=_("all reasons"))

    class Meta:
        model = Leftover
        fields = ["reason"]
