"""What has to follow when articles have other texts, headlines or days."""

from __future__ import annotations

from collections.abc import Collection

from archive.models import Sketch


def texts_changed(articles: Collection[int]) -> None:
    """Bring what is drawn from the texts and headlines of these articles, by primary key, to what they are now."""
    Sketch.objects.forget(articles)
    # SEARCH INDEX: searching.index.refresh(articles) belongs here, and only here.
