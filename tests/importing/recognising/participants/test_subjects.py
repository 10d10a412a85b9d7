"""Whose verb it is."""

from __future__ import annotations

import pytest

from archive.importing.recognising.participants import subjects
from tests.importing.recognising.reports import people, report

NAMES = ("张禾", "李渠", "王闸")


def _before(text: str, verb: str) -> list[str]:
    given = people(report(text), NAMES)
    return [p.name for p in subjects.before(text, 0, text.index(verb), given)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张禾、李渠和王闸出席", ["张禾", "李渠", "王闸"]),
        ("省委书记张禾，省长李渠，省委常委王闸出席", ["张禾", "李渠", "王闸"]),
        ("省长李渠，指导组副组长王闸和指导组全体成员出席", ["李渠", "王闸"]),
        ("张禾李渠出席", ["张禾", "李渠"]),
        ("王闸，市委、市政府有关领导和法检“两长”出席", ["王闸"]),
        ("按照张禾关于修渠的要求，李渠出席", ["李渠"]),
        ("张禾4日上午在云津党校出席", ["张禾"]),
        ("学习张禾重要讲话精神，出席", []),
        ("出席", []),
    ],
)
def test_people_in_front_of_a_verb(text: str, names: list[str]) -> None:
    assert _before(text, "出席") == names


def test_people_behind_a_verb() -> None:
    text = "应邀出席的还有省长李渠、王闸，退休的老站长张禾"
    behind = subjects.behind(text, text.index("的还有"), people(report(text), NAMES))
    assert [p.name for p in behind] == ["李渠", "王闸"]


def test_words_said_elsewhere_are_quoted_by_title() -> None:
    text = "张禾总书记指出，李渠指出"
    first, second = people(report(text), NAMES)
    assert subjects.is_quoted(text, first)
    assert not subjects.is_quoted(text, second)
