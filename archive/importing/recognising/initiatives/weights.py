"""How much each trait of a candidate speaks for its naming an initiative.

Weights are log odds, fitted by logistic regression on annotated texts (`tests/benchmarks/initiative_weights.py`);
those of a candidate's traits are added up.
"""

from __future__ import annotations

import math
from collections.abc import Set
from functools import cache

from archive.importing.recognising.tables import tables

REPEATED = "repeated"
HEADED_REPEATED = "headed repeated"

#: Traits of what is carried out, and, where there is none of these, of what is said and held to.
_CARRIED_OUT = frozenset(
    {"headed", "head inside", "tail", "tail 建设", "tail 活动", "tail 改革", "tail 体系", "tail 项目", "before 建设"}
    | {"formula 一", "formula 双", "launched", "renewed", "listed", "listed form", "lever", "counted", "figures"}
    | {"enumerated"}
)
_HELD_TO = frozenset(("thought", "company", "upheld", "other verb", "formula", "after 的"))


@cache
def weights() -> dict[str, float]:
    """The weight of each trait."""
    return {
        f"{table} {key}".rstrip(): weight
        for table, entries in tables("initiative_weights").items()
        for key, weight in entries.items()
    }


def probability(traits: Set[str]) -> float:
    """How likely a candidate with these traits names an initiative."""
    known = weights()
    return 1 / (1 + math.exp(-sum(known.get(trait, 0.0) for trait in traits)))


def is_programme(traits: Set[str]) -> bool:
    """Whether an initiative so named is carried out, or else is a formulation that is repeated."""
    return not _CARRIED_OUT.isdisjoint(traits) or _HELD_TO.isdisjoint(traits)
