"""Programmes and formulations (提法) that an article names."""

from archive.importing.recognising.initiatives.recogniser import find

__all__ = ["find"]
