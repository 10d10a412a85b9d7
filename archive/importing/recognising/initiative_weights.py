"""How much each trait of a candidate speaks for its naming an initiative.

Weights are log odds, fitted by logistic regression on hand-marked compilations and rounded; those of a candidate's
traits are added up.
"""

from __future__ import annotations

import math
from collections.abc import Set

REPEATED = "repeated"
HEADED_REPEATED = "headed repeated"

WEIGHTS = {
    "other company": -1.8,
    "quoted": -1.7,
    "quoted 3": -1.4,
    "quoted 2": -1.1,
    "after 的": -1.0,
    "clause": -1.0,
    "uneven clauses": -0.8,
    "after noun": -0.7,
    "upheld": -0.4,
    "lever": -0.3,
    "quoted 4": -0.3,
    "tail 项目": -0.2,
    "verb": -0.1,
    "quoted 6": 0.1,
    "chain": 0.2,
    "quoted long": 0.2,
    "repeated": 0.2,
    "counted": 0.2,
    "tail 体系": 0.3,
    "ends": 0.3,
    "enumerated": 0.4,
    "object": 0.6,
    "quoted 10": 0.6,
    "listed": 0.9,
    "tail 改革": 1.0,
    "launched": 1.0,
    "listed form": 1.1,
    "tail attribute": 1.1,
    "tail 建设": 1.3,
    "head inside": 1.3,
    "figures": 1.3,
    "before 建设": 1.6,
    "formula": 1.8,
    "thought": 1.9,
    "tail 活动": 2.2,
    "tail": 2.4,
    "headed 活动": -2.2,
    "headed clause": -1.5,
    "headed": -1.5,
    "headed 改革": -1.2,
    "headed 2": -1.0,
    "headed 试点": -0.9,
    "headed weak": -0.8,
    "headed long": -0.6,
    "headed part": -0.5,
    "headed 战略": -0.4,
    "headed 专项整治": -0.4,
    "headed verb": -0.4,
    "headed 国家战略": -0.4,
    "headed 运动": -0.3,
    "headed generic": -0.2,
    "headed 18": -0.2,
    "headed 政策体系": -0.1,
    "headed 攻坚战": 0.1,
    "headed 行动计划": 0.3,
    "headed alone": 0.3,
    "headed 歼灭战": 0.3,
    "headed 工程": 0.3,
    "headed 12": 0.3,
    "headed repeated": 0.4,
    "headed 改革 of something": 0.4,
    "headed 计划": 0.5,
    "headed 深化 ": 0.6,
    "headed 专项治理": 0.7,
    "headed 实施 改革": 0.7,
    "headed 深化 改革": 0.8,
    "headed 推动 ": 0.8,
    "headed 专项行动": 0.8,
    "headed 攻坚行动": 0.8,
    "headed 主题年": 0.9,
    "headed 实施 ": 0.9,
    "headed launched": 1.0,
    "headed ends": 1.1,
    "headed 行动": 1.1,
    "headed lever": 1.1,
}

_PROGRAMME = frozenset(("headed", "tail", "tail 建设", "head inside", "launched", "listed", "counted"))


def probability(traits: Set[str]) -> float:
    """How likely a candidate with these traits names an initiative."""
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(trait, 0.0) for trait in traits)))


def is_programme(traits: Set[str]) -> bool:
    """Whether an initiative so named is carried out, or else is a formulation that is repeated."""
    return not _PROGRAMME.isdisjoint(traits)
