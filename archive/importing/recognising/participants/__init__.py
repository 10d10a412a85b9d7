"""Who took part in an article's meetings, in which role."""

from archive.importing.recognising.participants.recogniser import find

__all__ = ["find"]
