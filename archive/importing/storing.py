"""Last step of the import, and the only one that writes: a parsed document becomes rows, in one transaction.

What is in the archive already is compared row by row, so that only what differs is written. Articles keep their keys,
and what people have set stays: where the import disagrees it files a suggestion.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from archive.importing import keys
from archive.importing.curated import Disagreements, curated_fields, kept_extents
from archive.importing.matching import Extent, extent, is_revision, match, moved_lines
from archive.importing.records import ArticleRecord, DocumentRecord, LeftoverRecord, Role
from archive.importing.syncing import Sync
from archive.models import Article, Byline, Document, Leftover, Page, Paragraph, Redirect
from archive.models.curation import RecordType

#: Any number will do that nothing else of the project locks.
_TURN = 4_920_001
_OPENING = 40  # characters


class Status(StrEnum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class StoringError(ValueError):
    """A document that the archive cannot take, in one sentence that names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What storing a document did; `articles` are those it has now, the others count what was done to them."""

    status: Status
    slug: str
    articles: int
    created: int = 0
    updated: int = 0
    removed: int = 0
    suggestions: int = 0


def store(record: DocumentRecord, importer: str, *, dry_run: bool = False) -> Outcome:
    """Store a parsed document, or with `dry_run` only tell what storing it would do.

    `importer` is the fingerprint of the code and the authority data that parsed it. Raises StoringError when the
    archive has the same content under another name, or another text under the same name.
    """
    with transaction.atomic():
        _take_turn()
        document = _find(record)
        if document is None:
            outcome = _create(record, importer)
        else:
            outcome = _Update(document, record, importer).run()
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _take_turn() -> None:
    """Wait until no other import is storing. One document at a time: keys and records are shared between them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
