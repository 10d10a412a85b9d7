"""Whether confidence tells the truth: how many of the links above 0.9 the annotations bear out.

A link is a person, an office of a person, a meeting, a participation, an initiative or an instrument of an article; its
confidence is the highest of its mentions there. Needs the archive with the annotated files, as `make score` has it.
"""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

SURE = 0.9
#: The least share of sure links that may be right.
RIGHT = 0.98


def shares(golds: Iterable[Path], scorer: Path) -> dict[str, tuple[int, int, list[str]]]:
    """By kind of link, how many sure links are right, how many there are, and those that are wrong."""
    score = _module(scorer)
    found: dict[str, tuple[int, int, list[str]]] = {}
    for file in golds:
        gold = json.loads(file.read_text("utf-8"))
        for article in gold["articles"]:
            row = _article(gold["file"], article["start"], article["end"])
            if row is None:
                continue
            for kind, links in _sure(row, score).items():
                wrong = [link for link in links if not _is_right(kind, link, article, score)]
                right, total, all_wrong = found.get(kind, (0, 0, []))
                names = ["/".join(map(str, link)) for link in wrong]
                found[kind] = (right + len(links) - len(wrong), total + len(links), all_wrong + names)
    return found


def _module(scorer: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _article(file: str, start: int, end: int) -> Any:
    """The article that shares most lines with those from `start` to `end`."""
    from archive.models import Article

    rows = Article.objects.filter(document__file_name=file, first_line__lte=end, last_line__gte=start)
    return max(rows, key=lambda row: min(row.last_line, end) - max(row.first_line, start), default=None)


def _sure(article: Any, score: ModuleType) -> dict[str, list[tuple[Any, ...]]]:
    from archive.importing.recognising.initiatives.folding import is_fuller
    from archive.models import (
        InitiativeMention,
        InstrumentMention,
        MeetingMention,
        OfficeMention,
        ParticipationMention,
        PersonMention,
    )

    best: dict[str, dict[tuple[Any, ...], float]] = defaultdict(dict)

    def note(kind: str, link: tuple[Any, ...], confidence: float) -> None:
        best[kind][link] = max(best[kind].get(link, 0), confidence)

    def mentions(model: Any, target: str) -> Any:
        return model.objects.filter(paragraph__article=article).select_related(target)

    for m in mentions(PersonMention, "person"):
        note("people", (m.person.name,), m.confidence)
    for m in mentions(OfficeMention, "person"):
        note("offices", (m.person.name, score.squash(m.title)), m.confidence)
    for m in mentions(MeetingMention, "meeting"):
        note("meetings", (m.name,), m.confidence)
    for m in mentions(ParticipationMention, "participation"):
        note("participants", (m.participation.name, m.participation.role), m.confidence)
    firsts: dict[int, str] = {}
    named = [*mentions(InitiativeMention, "initiative").order_by("paragraph__number", "start")]
    for m in named:
        if is_fuller(m.printed, firsts.setdefault(m.initiative_id, m.printed)):
            firsts[m.initiative_id] = m.printed
    for m in named:
        note("initiatives", (score.squash(firsts[m.initiative_id]),), m.confidence)
    for m in mentions(InstrumentMention, "instrument"):
        note("instruments", (score.squash(m.instrument.title),), m.confidence)
    return {kind: [link for link, value in links.items() if value > SURE] for kind, links in best.items()}


def _is_right(kind: str, link: tuple[Any, ...], gold: dict[str, Any], score: ModuleType) -> bool:
    match kind:
        case "people":
            return link[0] in {person["name"] for person in gold["people"]}
        case "offices":
            return link in {(p["name"], score.squash(title)) for p in gold["people"] for title in p["titles"]}
        case "meetings":
            return any(score.same_meeting(link[0], meeting["name"]) for meeting in gold["meetings"])
        case "participants":
            parts = [part for meeting in gold["meetings"] for part in meeting["participants"]]
            return link in {(part["name"], role) for part in parts for role in part["roles"]}
        case "initiatives":
            return link[0] in {score.squash(initiative["name"]) for initiative in gold["initiatives"]}
        case _:
            return link[0] in {score.squash(title).strip("《》") for title in gold["instruments"]}
