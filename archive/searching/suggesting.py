"""Records whose names a reader may be typing."""

from __future__ import annotations

from typing import NamedTuple

from archive.models import Initiative, Instrument, Meeting, Person

#: Kinds of records that are suggested, in the order in which they are shown.
MODELS = {"person": Person, "meeting": Meeting, "initiative": Initiative, "instrument": Instrument}


class Suggested(NamedTuple):
    """A record: its kind, the name it is shown by, and the address of its page."""

    kind: str
    name: str
    address: str


def suggest(text: str, limit: int = 10) -> list[Suggested]:
    """At most `limit` records of each kind that are named `text` or are spelled by it; none for blank text."""
    if not text.strip():
        return []
    return [
        Suggested(kind, str(row), row.get_absolute_url())
        for kind, model in MODELS.items()
        for row in model.objects.named(text)[:limit]
    ]
