"""Inspection visits: who, the verb, where."""

from __future__ import annotations

import pytest

from archive.importing.recognising.meetings import visits
from tests.importing.recognising.reports import people, report


def _told(text: str, opening: bool) -> list[tuple[str, str, str]]:
    return [(v.name, v.person, v.what) for v in visits.told(text, people(report(text), ["张禾"]), opening)]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("张禾调研水利厅时强调", ("张禾调研水利厅", "张禾", "水利厅")),
        ("张禾在云津考察时强调", ("张禾在云津考察", "张禾", "云津")),
        ("张禾总书记近日在云津考察时强调，水是命脉", ("张禾总书记在云津考察", "张禾", "云津")),
        ("张禾赴云津调研并看望站长", ("张禾赴云津调研", "张禾", "云津")),
    ],
)
def test_in_headlines_and_first_sentences(text: str, visit: tuple[str, str, str]) -> None:
    assert _told(text, True) == [visit]


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("2030年9月，张禾总书记再次亲临云津考察，", ("张禾总书记再次亲临云津考察", "张禾", "云津")),
        ("张禾总书记考察云津后，全市学习", ("张禾总书记考察云津", "张禾", "云津")),
        ("张禾同志来云津视察指导。", ("张禾同志来云津视察指导", "张禾", "云津")),
    ],
)
def test_in_running_text(text: str, visit: tuple[str, str, str]) -> None:
    assert _told(text, False) == [visit]


@pytest.mark.parametrize(
    "text", ["张禾总书记考察云津重要讲话精神，", "张禾考察调研时，", "张禾在云津。", "张禾指导工作，"]
)
def test_what_tells_no_visit(text: str) -> None:
    assert _told(text, False) == []
    assert _told(text, True) == []


def test_a_visit_may_be_about_a_matter_and_not_at_a_place() -> None:
    text = "张禾调研春灌工作时强调"
    (visit,) = visits.told(text, people(report(text), ["张禾"]), True)
    assert (visit.name, visit.what, visit.place) == ("张禾调研春灌工作", "春灌工作", None)


def test_visits_at_which_the_author_spoke() -> None:
    (visit,) = visits.of_author("（2030年11月2日在云津石渡水站考察时的讲话）")
    assert (visit.name, visit.person, visit.what) == ("云津石渡水站考察", "", "云津石渡水站")
    assert list(visits.of_author("在云津考察后回京")) == []
