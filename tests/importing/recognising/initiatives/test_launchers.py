"""Who launched an initiative, told by the words beside its name."""

from __future__ import annotations

import pytest

from archive.importing.authority import Authority, Body, Slogan
from archive.importing.recognising import initiatives
from archive.importing.recognising.findings import InitiativeFound
from archive.importing.recognising.home import Home
from tests.importing.recognising.reports import people, report

AUTHORITY = Authority(
    bodies=(
        Body("国务院", "state", "national"),
        Body("溪山省", "place", "province", ("溪山",)),
        Body("中共溪山省委员会", "party", "province", ("溪山省委", "中共溪山省委"), "溪山省"),
    ),
    slogans=(Slogan("护堤普查", "programme", (), "national"),),
)


def _found(text: str) -> InitiativeFound:
    article = report(text)
    found = initiatives.find(article, AUTHORITY, people(article, ["张禾"]), Home("溪山省"))
    assert found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "由张禾同志提出的“清渠护堤”行动，成效明显。",
        "张禾在溪山工作期间亲自谋划、亲自部署、亲自推动的“清渠护堤”行动，成效明显。",
        "2031年3月，张禾同志在柳镇调研时启动“清渠护堤”行动。",
        "“清渠护堤”行动是张禾同志在溪山工作时亲自擘画的宏图。实施“清渠护堤”行动，",
    ],
)
def test_a_person_is_named_right_beside_the_verb(text: str) -> None:
    assert _found(text).launched_by_person == "张禾"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("2031年，溪山省委部署实施“清渠护堤”行动，", "中共溪山省委员会"),
        ("省委率先启动“清渠护堤”行动，", "中共溪山省委员会"),
        ("近日，国务院发起“清渠护堤”行动，", "国务院"),
        ("它是省委提出的“清渠护堤”行动，", "中共溪山省委员会"),
    ],
)
def test_a_body_is_named_in_full(text: str, body: str) -> None:
    assert _found(text).launched_by_organization == body


def test_the_launcher_tells_the_level() -> None:
    assert _found("溪山省委部署实施“清渠护堤”行动，").level == "province"


@pytest.mark.parametrize(
    "text",
    [
        "溪山省委深入推进“清渠护堤”行动，",
        "张禾强调，要启动“清渠护堤”行动，",
        "溪山省委十一届七次全会提出“清渠护堤”行动，",
        "大家提出“清渠护堤”行动，",
        "张禾说得好。会议部署实施“清渠护堤”行动，",
        "溪山省委启动护堤普查，",
    ],
)
def test_who_goes_on_with_it_or_starts_a_part_of_it_has_not_launched_it(text: str) -> None:
    found = _found(text)
    assert (found.launched_by_person, found.launched_by_organization) == (None, None)
