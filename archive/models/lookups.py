"""Lookups of our own."""

from __future__ import annotations

from typing import Any

from django.db import models


class AnyOf(models.Lookup):
    """`AnyOf(F("pk"), "{1,2,3}")`: primary keys as the text of a PostgreSQL array, which may be of any length.

    The planner sees how many there are, and tries them by their hash; a subquery it would take for a few. Where they
    are a statement and its parameters instead, `IS TRUE` keeps the planner from joining it: it is hashed as well.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, str):
            return f"{column} = ANY(%s::bigint[])", (*values, self.rhs)
        statement, parameters = self.rhs
        return f"({column} IN ({statement})) IS TRUE", (*values, *parameters)
