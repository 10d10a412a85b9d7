"""Initiatives that the authority knows."""

from __future__ import annotations

import pytest

from archive.importing.authority import Authority, Slogan
from archive.importing.recognising.initiatives.slogans import lexicon

KNOWN = Authority(
    slogans=(
        Slogan("三个清", "formulation"),
        Slogan("十里清渠规划", "programme", aliases=("清渠长堤",)),
        Slogan("清渠", "programme"),
        Slogan("清渠行动", "programme", level="province"),
    )
)


def _found(text: str, authority: Authority = KNOWN) -> list[tuple[str, str]]:
    return [(text[name.start : name.end], name.slogan.name) for name in lexicon(authority).find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("参加清渠行动的人", [("清渠行动", "清渠行动")]),
        ("“十里清渠”规划", [("“十里清渠”规划", "十里清渠规划")]),
        ("“清渠·长堤”和清渠", [("“清渠·长堤”", "十里清渠规划"), ("清渠", "清渠")]),
        ("抓好清\n渠行动", [("清\n渠行动", "清渠行动")]),
        ("二十里清渠规划", []),
        ("清渠论坛和清渠座谈会", []),
        ("“清渠”率九成，参观清渠陈列馆", []),
    ],
)
def test_the_longest_name_is_found_with_its_marks(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


def test_short_formulas_are_common_words() -> None:
    marked, bare = lexicon(KNOWN).find("“三个清”与三个清")
    assert (marked.marked, marked.common) == (True, True)
    assert (bare.marked, bare.common) == (False, True)


def test_clauses_are_common_words_but_where_a_programme_is_called_by_them() -> None:
    slogans = (Slogan("清渠、护堤", "formulation"), Slogan("净水、净渠保卫战", "programme"))
    first, second = lexicon(Authority(slogans=slogans)).find("清渠、护堤，打好净水、净渠保卫战")
    assert (first.common, second.common) == (True, False)


def test_names_side_by_side_in_marks_are_two() -> None:
    slogans = (Slogan("六清", "formulation"), Slogan("六护", "formulation"), Slogan("六清六护", "formulation"))
    known = Authority(slogans=slogans)
    assert [name for _, name in _found("做好“六清”“六护”工作", known)] == ["六清", "六护"]
    assert [name for _, name in _found("做好“六清六护”工作", known)] == ["六清六护"]


def test_refused_names_are_not_known() -> None:
    refusing = Authority(slogans=KNOWN.slogans, rejected=(("initiative", "清渠"), ("person", "三个清")))
    assert _found("清渠与“三个清”", refusing) == [("“三个清”", "三个清")]


def test_without_names_nothing_is_known() -> None:
    assert _found("清渠", Authority()) == []


def test_a_name_is_known_by_its_key() -> None:
    named = lexicon(KNOWN).named("“清渠长堤”活动")
    assert named is not None
    assert named.name == "十里清渠规划"
    assert lexicon(KNOWN).named("护堤") is None
