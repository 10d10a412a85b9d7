"""Meetings that an article reports or names."""

from archive.importing.recognising.meetings.recogniser import find

__all__ = ["find"]
