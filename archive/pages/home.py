"""The home page: what the archive holds. Whatever its size, it costs only counts and the rows it shows."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from archive.models import Article, Document, Initiative, Instrument, Meeting, Organization, Participation, Person

NEWEST = 8
_MEETINGS = 8
_PEOPLE = 16
#: The busiest people are those of so many meetings, the latest: a bounded question, and of more interest than all time.
LATEST = 200


class Home(TemplateView):
    template_name = "archive/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = Article.objects.count_by_kind()
        records = (Person, Meeting, Initiative, Instrument, Organization)
        return super().get_context_data(
            totals=Document.objects.totals() | {"articles": sum(kinds.values())},
            records={model._meta.model_name: model._default_manager.count() for model in records},
            kinds=kinds,
            newest=Document.objects.newest_first().without_text().with_counts()[:NEWEST],
            meetings=Meeting.objects.held_last(_MEETINGS),
            busiest=Participation.objects.standing().of_latest_meetings(LATEST).people()[:_PEOPLE],
            latest=LATEST,
            **kwargs,
        )
