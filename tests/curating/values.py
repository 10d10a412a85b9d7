"""Values that a curator might give a field, drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from hypothesis import strategies as st

from archive.curating.correcting import correctable
from archive.dates import PartialDate
from archive.models import (
    Article,
    Document,
    Initiative,
    Instrument,
    Leftover,
    Meeting,
    MeetingSeries,
    Office,
    OfficeHeld,
    Organization,
    Participation,
    Person,
    Work,
)
from archive.models.curation import Curated

#: Every model whose rows have locks, each with the fields that people correct.
FIELDS: dict[type[Curated], list[str]] = {
    model: sorted(correctable(model))
    for model in (
        Document, Article, Leftover, Work, Person, Organization, Office, OfficeHeld, MeetingSeries, Meeting,
        Participation, Initiative, Instrument,
    )
}  # fmt: skip
_WORDS = st.sampled_from(["甲", "柳镇", "春灌", "许桂兰", "渠尾（乙）"])


def value(draw: Callable[[st.SearchStrategy[Any]], Any], model: type[Curated], name: str) -> Any:
    """A value for the field `name` of `model`; whether it fits to the others of a row is for the operation to say."""
    if isinstance(getattr(model, name, None), property):
        return draw(st.none() | st.builds(PartialDate.of, st.sampled_from([2030, 2031]), st.integers(1, 12)))
    field: Any = model._meta.get_field(name)
    blank = st.none() if field.null else st.just("") if field.blank else st.nothing()
    if isinstance(field, models.ForeignKey):
        rows = list(field.related_model._default_manager.order_by("pk"))
        return draw(blank | st.sampled_from(rows)) if rows else None
    if field.choices:
        return draw(blank | st.sampled_from([key for key, _label in field.flatchoices if key]))
    if isinstance(field, models.JSONField):
        return draw(st.lists(_WORDS, max_size=2, unique=True))
    if isinstance(field, models.IntegerField):
        return draw(blank | st.integers(1, 9))
    return draw(blank | _WORDS)
