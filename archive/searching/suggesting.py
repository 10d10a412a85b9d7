"""Records whose names a reader may be typing."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Length

from archive.counting.models import PlaceCount
from archive.models import Initiative, Instrument, Meeting, Person
from archive.searching import hits
from archive.searching.folding import fold
from archive.searching.models import SearchName

#: Kinds of records that are suggested, in the order in which they are shown.
MODELS: dict[str, Any] = {"person": Person, "meeting": Meeting, "initiative": Initiative, "instrument": Instrument}


class Suggestion(NamedTuple):
    """A record: its kind, the name it is shown by, and the address of its page."""

    kind: str
    name: str
    address: str


def suggest(text: str, limit: int = 5) -> list[Suggestion]:
    """At most `limit` records of each kind that are named `text` or are spelled by it; none for blank text.

    Those come first whose name begins so, with whole syllables before broken ones (li is 李 rather than 林), and among
    them those that texts name most often.
    """
    if not fold(text):
        return []
    found = []
    for kind, model in MODELS.items():
        records = list(dict.fromkeys(_nearest(kind, text)[: 2 * limit]))[:limit]
        rows = model.objects.in_bulk(records)
        found += [Suggestion(kind, str(rows[key]), rows[key].get_absolute_url()) for key in records]
    return found


def _nearest(kind: str, text: str) -> QuerySet[SearchName, int]:
    """Primary keys of the records of one kind, once for each of their names that fits."""
    folded = fold(text)
    begins = Q(name__startswith=folded)
    order = [When(begins, then=Value(0))]
    if folded.isascii() and folded.isalpha():
        spelled = f"^{hits.spelling(folded)}"
        order = [
            When(begins | Q(syllables__regex=f"{spelled}( |$)"), then=Value(0)),
            When(syllables__regex=spelled, then=Value(1)),
        ]
    places = PlaceCount.objects.of(MODELS[kind]).filter(record_id=OuterRef("record_id")).values("places")
    names = hits.named(SearchName.objects.filter(record_type=kind), text)
    ordered = names.order_by(
        Case(*order, default=Value(2)), Coalesce(Subquery(places), 0).desc(), Length("name"), "record_id"
    )
    return ordered.values_list("record_id", flat=True)
