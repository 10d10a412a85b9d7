"""Proof from the stored rows that the archive is sound: nothing lost or twice, nothing that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from archive.checking import tables
from archive.checking.documents import findings_in
from archive.checking.finding import Finding
from archive.models.documents import DocumentQuerySet


def findings(documents: DocumentQuerySet) -> Iterator[Finding]:
    """What is wrong with each of `documents`, in their order, and then between tables.

    A document is held in memory at a time, never two.
    """
    for document in documents.iterator(chunk_size=1):
        yield from findings_in(document)
    yield from tables.findings()
