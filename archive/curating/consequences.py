"""What has to follow when articles have other texts, headlines, days or places: part of the operation that did it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from archive.importing.grouping import group
from archive.importing.meeting_days import no_longer_dated, settle_days
from archive.importing.settling import Before, settle
from archive.models import Document, Meeting, Sketch


@contextmanager
def settled(document: Document) -> Iterator[None]:
    """Bring records to what the document tells of them after what is done inside, and remove those it told of alone."""
    before = Before.of([document])
    yield
    moved = settle_days(no_longer_dated(before.spoken.of(Meeting)))
    settle(before, [document], {}, moved)


def texts_changed(articles: Collection[int], *, suggests: bool = True) -> None:
    """Have these articles, by primary key, grouped with those that print the same as their texts and headlines now.

    Without `suggests` the suggestions about the titles of works stay as they are.
    """
    Sketch.objects.forget(articles)
    group(set(articles), suggests=suggests)
