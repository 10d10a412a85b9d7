"""Measuring: the figures are what they say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.importing.measuring import FLOORS, FOREIGN, Figures, compare
from tests.importing.prints import PROSE, parsed

LINES = [
    "许禾在全县春灌工作会议上强调",
    "把水送到最后一块田",
    "本报记者 方小满 江一舟",
    "溪山通讯社禾川2031年3月4日电 全县春灌工作会议4日在禾川召开。",
    *PROSE,
]


def _gold(**changes: Any) -> dict[str, Any]:
    article = {
        "start": 1,
        "end": len(LINES),
        "kicker": LINES[0],
        "title": LINES[1],
        "subtitle": None,
        "source": None,
        "byline": ["方小满", "江一舟"],
        "dateline": {"agency": "溪山通讯社", "place": "禾川", "date": "2031-03-04"},
        "kind": "news",
        "date": "2031-03-04",
    }
    return {"file": "印样.txt", "lines": [1, len(LINES)], "articles": [{**article, **changes}]}


def _figures(**changes: Any) -> Figures:
    figures = Figures()
    compare(parsed(LINES), _gold(**changes), figures)
    return figures


def test_what_agrees_is_right() -> None:
    figures = _figures()
    assert [figure for figure in FLOORS if figures.share(figure) < 1] == []
    assert figures.share(FOREIGN) == 0


@pytest.mark.parametrize(
    ("figure", "changes", "share"),
    [
        ("title", {"title": "把水送到第一块田"}, 0),
        ("kicker", {"kicker": "许禾强调"}, 0),
        ("date", {"date": "2031-03"}, 0),
        ("kind", {"kind": "speech"}, 0),
        ("dateline", {"dateline": {"agency": "溪山通讯社", "place": None, "date": "2031-03-04"}}, 0),
        ("byline", {"byline": ["方小满"]}, 2 / 3),
        ("bounds", {"start": 2}, 0),
        ("found", {"start": 8}, 0),
    ],
)
def test_what_differs_lowers_its_figure(figure: str, changes: dict[str, Any], share: float) -> None:
    figures = _figures(**changes)
    assert figures.share(figure) == pytest.approx(share)
    assert "印样.txt" in figures.missed(figure)


def test_spaces_and_quotation_marks_are_no_difference() -> None:
    assert _figures(title="把水送到“最后 一块田”").share("title") == 1


def test_an_article_without_a_counterpart_is_not_found_and_not_asked_further() -> None:
    figures = _figures(start=1, end=2)
    assert (figures.share("found"), figures.asked["title"]) == (0, 0)
