"""How much each trait of a candidate speaks for its naming an initiative.

Weights are log odds, fitted by logistic regression on hand-marked compilations and rounded; those of a candidate's
traits are added up.
"""

from __future__ import annotations

import math
from collections.abc import Set

REPEATED = "repeated"

WEIGHTS = {
    "quoted": -1.8,
    "quoted 2": -1.6,
    "after 的": -1.4,
    "other company": -1.4,
    "quoted 3": -1.4,
    "after noun": -0.6,
    "uneven clauses": -0.6,
    "clause": -0.4,
    "company": -0.4,
    "even clauses": -0.2,
    "chain": 0.2,
    "quoted long": 0.2,
    "ends": 0.4,
    "counted": 0.6,
    "launched": 0.8,
    "quoted 10": 0.8,
    "formula": 1.2,
    "listed": 1.2,
    "before 建设": 1.4,
    "head inside": 2.0,
    "figures": 2.2,
    "tail 建设": 2.4,
    "thought": 2.6,
    "tail": 2.8,
    "headed": -2.2,
    "headed 活动": -1.8,
    "headed clause": -1.6,
    "headed part": -1.4,
    "headed 专项治理": -1.2,
    "headed generic": -1.2,
    "headed 试点": -1.0,
    "headed 2": -0.8,
    "headed 4": -0.8,
    "headed quotation": -0.8,
    "headed 18": -0.6,
    "headed 组合拳": -0.6,
    "headed 国家战略": -0.6,
    "headed 系列活动": -0.6,
    "headed 政策体系": -0.2,
    "headed 改革": -0.2,
    "headed long": -0.2,
    "headed verb": -0.2,
    "headed 规划纲要": -0.2,
    "headed 专项整治": -0.2,
    "headed 专项行动": 0.2,
    "headed 12": 0.4,
    "headed 攻坚行动": 0.4,
    "headed 计划": 0.6,
    "headed 战略": 0.6,
    "headed alone": 0.8,
    "headed 工程": 0.8,
    "headed launched": 1.0,
    "headed ends": 1.8,
    "headed 行动": 2.0,
}

_PROGRAMME = frozenset(("headed", "tail", "tail 建设", "head inside", "launched", "listed", "counted"))


def probability(traits: Set[str]) -> float:
    """How likely a candidate with these traits names an initiative."""
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(trait, 0.0) for trait in traits)))


def is_programme(traits: Set[str]) -> bool:
    """Whether an initiative so named is carried out, or else is a formulation that is repeated."""
    return not _PROGRAMME.isdisjoint(traits)
