"""Documents that an article names in 《…》."""

from archive.importing.recognising.instruments.recogniser import find

__all__ = ["find"]
