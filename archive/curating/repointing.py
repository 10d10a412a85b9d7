"""What points to a row is made to point to another one, in statements over whole sets, without duplicates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from archive.models import MeetingMention, OfficeHeld, Participation
from archive.models.claims import Claim
from archive.models.dates import date_columns

_q = connection.ops.quote_name


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key, and what of its table must be unique together with it."""

    model: type[models.Model]
    column: str
    beside: tuple[Any, ...] | None
    """The other fields of the unique constraint that the foreign key is part of; None where it is in none."""


def links(model: type[models.Model]) -> Iterator[Link]:
    """The foreign keys that point to rows of `model`, in a fixed order."""
    for relation in sorted(model._meta.related_objects, key=lambda found: found.related_model._meta.db_table):
        other, field = relation.related_model, relation.field
        unique = [
            constraint.fields
            for constraint in other._meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
            and field.name in constraint.fields
            and not constraint.condition
        ]
        beside = tuple(other._meta.get_field(name) for name in unique[0] if name != field.name) if unique else None
        yield Link(other, str(field.column), beside)


def repoint(model: type[models.Model], moves: Mapping[int, int]) -> None:
    """Make what points to the keys of `moves`, rows of `model`, point to their values, of which none is there twice.

    Where a row would come to say what another one says already, the two are combined, and what points to it follows.
    The rows of `model` themselves stay.
    """
    for link in links(model):
        twins = _twins(link, moves)
        if twins:
            repoint(link.model, twins)
            _combine(link.model, twins)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {link.model._meta.db_table} t SET {link.column} = m.new FROM {_MOVES} "
                f"WHERE t.{link.column} = m.old",
                _arrays(moves),
            )


def counts(model: type[models.Model], pk: int) -> dict[type[models.Model], int]:
    """How many rows of each model point to a row, models without any left out."""
    found: dict[type[models.Model], int] = {}
    for link in links(model):
        number = link.model._default_manager.filter(**{link.column: pk}).count()
        if number:
            found[link.model] = found.get(link.model, 0) + number
    return found


_MOVES = "unnest(%s::bigint[], %s::bigint[]) AS m(old, new)"


def _arrays(moves: Mapping[int, int]) -> list[list[int]]:
    return [list(moves), list(moves.values())]


def _twins(link: Link, moves: Mapping[int, int]) -> dict[int, int]:
    """Rows that would be there twice, each with the one that points to the right row already."""
    if link.beside is None:
        return {}
    table = link.model._meta.db_table
    # Plain equality where it will do: the other one is not looked up in an index.
    same = " AND ".join(
        f"t.{_q(f.column)} {'IS NOT DISTINCT FROM' if f.null else '='} s.{_q(f.column)}" for f in link.beside
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.id, s.id FROM {_MOVES} JOIN {table} t ON t.{link.column} = m.old "
            f"JOIN {table} s ON s.{link.column} = m.new AND {same}",
            _arrays(moves),
        )
        return dict(cursor.fetchall())


# --- what two rows that say the same say together --------------------------------------------------------------------

#: Of a claim: what a person confirmed goes before what a person rejected, and that before what nobody has decided.
_STRENGTH = "array_position(ARRAY['suggested', 'rejected', 'confirmed'], {0}.status::text), {0}.confidence"
_DECISION = ("status", "decided_by", "decided_at", "confidence", "rule")


def _combine(model: type[models.Model], twins: Mapping[int, int]) -> None:
    """Let the rows that stay, the values of `twins`, say all that their twins say, and delete the twins."""
    table = model._meta.db_table
    changes = []
    if issubclass(model, Claim):
        stronger = f"({_STRENGTH.format('g')}) > ({_STRENGTH.format('t')})"
        changes.append((", ".join(f"{column} = g.{column}" for column in _DECISION), stronger))
    if model in _TOGETHER:
        changes.append((_TOGETHER[model], "true"))
    with connection.cursor() as cursor:
        for values, condition in changes:
            cursor.execute(
                f"UPDATE {table} t SET {values} FROM {_MOVES} JOIN {table} g ON g.id = m.old "
                f"WHERE t.id = m.new AND {condition}",
                _arrays(twins),
            )
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s::bigint[])", [list(twins)])


def _date(name: str, takes: str) -> str:
    """The assignment of a partial date: that of the twin where `takes` holds."""
    taken = (f"{column} = CASE WHEN {takes} THEN g.{column} ELSE t.{column} END" for column in date_columns(name))
    return ", ".join(taken)


def _missing(name: str) -> str:
    return f"t.{name}_precision = '' AND g.{name}_precision <> ''"


#: What else goes together, by model; `t` stays, `g` is its twin.
_TOGETHER: dict[type[models.Model], str] = {
    MeetingMention: "is_main = t.is_main OR g.is_main, inferred_from = least(t.inferred_from, g.inferred_from)",
    Participation: """person_id = coalesce(t.person_id, g.person_id), locks = g.locks || t.locks,
        office = CASE WHEN t.office = '' THEN g.office ELSE t.office END""",
    OfficeHeld: ", ".join(
        [
            "locks = g.locks || t.locks",
            _date("first_cited", "g.first_cited_earliest < coalesce(t.first_cited_earliest, 'infinity')"),
            _date("last_cited", "g.last_cited_latest > coalesce(t.last_cited_latest, '-infinity')"),
            _date("start", _missing("start")),
            _date("end", _missing("end")),
        ]
    ),
}
