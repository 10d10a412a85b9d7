"""Persons named in an article, each with every place that names them."""

from archive.importing.recognising.people.recogniser import certain, find

__all__ = ["certain", "find"]
