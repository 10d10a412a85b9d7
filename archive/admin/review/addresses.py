"""Addresses of the screens of review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from archive.admin.review import articles, bulk, claims, correcting, pairs, queues, suggestions, taking_back


def addresses(guarded: Callable[..., Any]) -> list[URLPattern]:
    """The addresses, with each view `guarded` by the admin's login."""
    found: list[tuple[str, Any, str]] = [
        ("", queues.entry, "review"),
        ("claims/<slug:queue>/", claims.next_claim, "review_claims"),
        ("claims/<slug:queue>/many/", bulk.many, "review_many"),
        ("claims/<slug:queue>/<int:pk>/", claims.claim, "review_claim"),
        ("claims/<slug:queue>/<int:pk>/decide/", claims.decided, "review_decide"),
        ("claims/<slug:queue>/<int:pk>/assign/", correcting.assigned, "review_assign"),
        ("claims/<slug:queue>/<int:pk>/dates/", correcting.dated, "review_dates"),
        ("claims/<slug:queue>/<int:pk>/find/", correcting.found_records, "review_find"),
        ("articles/", articles.next_article, "review_articles"),
        ("articles/<int:pk>/", articles.article, "review_article"),
        ("articles/<int:pk>/mark/", articles.reviewed, "review_mark"),
        ("suggestions/", suggestions.next_suggestion, "review_suggestions"),
        ("suggestions/<int:pk>/", suggestions.suggestion, "review_suggestion"),
        ("suggestions/<int:pk>/settle/", suggestions.settled, "review_settle"),
        ("alike/<slug:model>/", pairs.alike, "review_alike"),
        ("alike/<slug:model>/apart/", pairs.apart, "review_apart"),
        ("two/", pairs.two, "review_two"),
        ("undo/<int:pk>/", taking_back.undone, "review_undo"),
    ]
    return [path(f"review/{address}", guarded(view), name=name) for address, view, name in found]
