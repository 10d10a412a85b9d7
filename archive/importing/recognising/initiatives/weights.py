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
    "other company": -2.1,
    "quoted 3": -1.2,
    "quoted": -1.1,
    "quoted 2": -1.0,
    "after 的": -1.0,
    "glued": -0.9,
    "other verb": -0.8,
    "clause": -0.8,
    "generic inside": -0.8,
    "uneven clauses": -0.8,
    "after noun": -0.7,
    "lever": -0.6,
    "company": -0.6,
    "formula 千万": -0.5,
    "ends": -0.4,
    "verb": -0.4,
    "formula 一": -0.3,
    "tail 项目": -0.2,
    "formula 双": -0.2,
    "quoted 4": -0.1,
    "even clauses": 0.1,
    "formula 一二": 0.2,
    "chain": 0.2,
    "formula other": 0.2,
    "quoted 6": 0.2,
    "quoted long": 0.3,
    "repeated": 0.3,
    "enumerated": 0.4,
    "action": 0.4,
    "tail 体系": 0.4,
    "counted": 0.4,
    "listed form": 0.5,
    "tail 建设": 0.5,
    "object": 0.5,
    "formula paired": 0.6,
    "quoted 10": 0.7,
    "listed": 0.7,
    "tail attribute": 0.9,
    "launched": 1.1,
    "tail 改革": 1.1,
    "renewed": 1.2,
    "formula": 1.3,
    "figures": 1.3,
    "formula counted": 1.4,
    "before 建设": 1.5,
    "head inside": 1.6,
    "thought": 2.0,
    "tail 活动": 2.0,
    "tail": 2.2,
    "headed 活动": -2.4,
    "headed clause": -1.8,
    "headed 改革": -1.4,
    "headed": -1.2,
    "headed 试点": -1.1,
    "headed 战略": -0.7,
    "headed weak": -0.7,
    "headed long": -0.7,
    "headed 2": -0.7,
    "headed part": -0.6,
    "headed 运动": -0.4,
    "headed generic": -0.4,
    "headed 国家战略": -0.4,
    "headed verb": -0.4,
    "headed 专项整治": -0.3,
    "headed 18": -0.3,
    "headed quotation": -0.2,
    "headed 推进 reform": -0.2,
    "headed 攻坚战": 0.1,
    "headed 4": 0.1,
    "headed package": 0.2,
    "headed 工程": 0.2,
    "headed 12": 0.3,
    "headed 歼灭战": 0.3,
    "headed means": 0.5,
    "headed 专项治理": 0.5,
    "headed 深化": 0.6,
    "headed 实施 reform": 0.6,
    "headed repeated": 0.6,
    "headed 深化 reform": 0.7,
    "headed 推动": 0.7,
    "headed 主题年": 0.8,
    "headed 专项行动": 0.8,
    "headed 攻坚行动": 0.8,
    "headed lever": 0.8,
    "headed ends": 0.9,
    "headed sentence": 0.9,
    "headed 实施": 1.0,
    "headed launched": 1.1,
    "headed alone": 1.1,
    "headed 行动": 1.2,
    "headed 改革 of something": 1.3,
    "headed deeds": 1.3,
}

#: Traits of what is carried out, and, where there is none of these, of what is said and held to.
_CARRIED_OUT = frozenset(
    {"headed", "head inside", "tail", "tail 建设", "tail 活动", "tail 改革", "tail 体系", "tail 项目", "before 建设"}
    | {"formula 一", "formula 双", "launched", "renewed", "listed", "listed form", "lever", "counted", "figures"}
    | {"enumerated"}
)
_HELD_TO = frozenset(("thought", "company", "upheld", "other verb", "formula", "after 的"))


def probability(traits: Set[str]) -> float:
    """How likely a candidate with these traits names an initiative."""
    return 1 / (1 + math.exp(-sum(WEIGHTS.get(trait, 0.0) for trait in traits)))


def is_programme(traits: Set[str]) -> bool:
    """Whether an initiative so named is carried out, or else is a formulation that is repeated."""
    return not _CARRIED_OUT.isdisjoint(traits) or _HELD_TO.isdisjoint(traits)
