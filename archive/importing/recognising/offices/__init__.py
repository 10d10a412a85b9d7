"""Offices printed with the names of an article, and the bodies they are of."""

from archive.importing.recognising.offices.recogniser import find

__all__ = ["find"]
