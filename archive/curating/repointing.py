"""What points to a row is made to point to another one, in statements over whole sets, without duplicates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, models

from archive.models import MeetingMention, OfficeHeld, Participation, Printing
from archive.models.claims import Claim
from archive.models.dates import COLUMNS

_q = connection.ops.quote_name


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key, and what of its table must be unique together with it."""

    model: type[models.Model]
    column: str
    beside: tuple[str, ...] | None
    """The other columns of the unique constraint that the foreign key is part of; None where it is in none."""


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
        beside = tuple(other._meta.get_field(n).column for n in unique[0] if n != field.name) if unique else None
        yield Link(other, field.column, beside)


def repoint(model: type[models.Model], moves: Mapping[int, int]) -> None:
    """Make what points to the keys of `moves`, rows of `model`, point to their values; the rows themselves stay.

    Where a row would come to say what another one says already, the two are combined and what points to it follows.
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
    """Rows that would be twice, each with the one that stays: of those that point there already, else the first."""
    if link.beside is None:
        return {}
    table = link.model._meta.db_table
    beside = ", ".join(["target", *(f"t.{_q(column)}" for column in link.beside)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT id, stays FROM (
                SELECT t.id, first_value(t.id) OVER (PARTITION BY {beside} ORDER BY is_moved, t.id) AS stays
                FROM (
                    SELECT t.*, m.new AS target, true AS is_moved FROM {table} t JOIN {_MOVES} ON t.{link.column} = m.old
                    UNION ALL
                    SELECT t.*, t.{link.column}, false FROM {table} t WHERE t.{link.column} = ANY(%s::bigint[])
                ) AS t
            ) AS found WHERE id <> stays
            """,
            [*_arrays(moves), sorted(set(moves.values()))],
        )
        return dict(cursor.fetchall())


# --- what two rows that say the same say together -----------------------------------------------------------------------

#: Of a claim: what a person confirmed goes before what a person rejected, and that before what nobody has decided.
_STRONGER = "array_position(ARRAY['confirmed', 'rejected', 'suggested'], {}.status::text)"


def _combine(model: type[models.Model], twins: Mapping[int, int]) -> None:
    """Let the rows that stay, the values of `twins`, say all that their twins say, and delete the twins."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if issubclass(model, Claim):
            # The strongest twin of each row that stays, the surer one first.
            chosen = f"""(
                SELECT DISTINCT ON (m.new) m.new, g.* FROM {table} g JOIN {_MOVES} ON g.id = m.old
                ORDER BY m.new, {_STRONGER.format("g")}, g.confidence DESC, g.id
            ) AS g"""
            decision = ", ".join(["status", "decided_by", "decided_at", "confidence", "rule"])
            cursor.execute(
                f"""UPDATE {table} t SET ({decision}) = (SELECT {", ".join("g." + c for c in decision.split(", "))})
                FROM {chosen} WHERE t.id = g.new
                AND ({_STRONGER.format("g")}, -g.confidence) < ({_STRONGER.format("t")}, -t.confidence)""",
                _arrays(twins),
            )
        if model in _TOGETHER:
            cursor.execute(
                f"""UPDATE {table} t SET {_TOGETHER[model]} FROM (
                    SELECT DISTINCT ON (m.new) m.new, g.* FROM {table} g JOIN {_MOVES} ON g.id = m.old ORDER BY m.new, g.id
                ) AS g WHERE t.id = g.new""",
                _arrays(twins),
            )
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s::bigint[])", [list(twins)])


def _date(name: str, takes: str) -> str:
    """The assignment of a partial date: that of the twin where `takes` holds."""
    columns = [f"{name}_{part}" for part in COLUMNS]
    return ", ".join(f"{column} = CASE WHEN {takes} THEN g.{column} ELSE t.{column} END" for column in columns)


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
    Printing: "is_excerpt = t.is_excerpt AND g.is_excerpt",
}
