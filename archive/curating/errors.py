"""What curation refuses, in sentences for the person who asked."""

from __future__ import annotations


class CurationError(ValueError):
    """Something that cannot be done as asked; as a string, one sentence that says why and what to do."""


class StaleRecordError(CurationError):
    """Somebody has changed meanwhile what was to be changed. Nothing was written."""


class BusyError(CurationError):
    """The archive was being written to for too long. Nothing was written."""
