"""All recognisers together, on any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.authority import Authority, Body, Figure, Slogan
from archive.importing.linking import link
from archive.importing.recognising.findings import Findings
from archive.importing.recognising.recognise import recognise
from archive.management.commands.recognise import article_of
from tests.benchmarks.hostile import TEXTS

KNOWN = Authority(
    bodies=(Body("青禾县", "place", "county", ("青禾",)),),
    figures=(Figure("许桂兰", ("许书记",), ("中共青禾县委员会书记",), "许桂兰"),),
    slogans=(Slogan("清渠行动", "programme", key="清渠行动"),),
)
#: What the rules look for.
WORDS = [
    "许桂兰", "吴明远", "李", "王", "欧阳", "·", "、", "，", "。", "《", "》", "“", "”", "（", "）", "县委书记",
    "省长", "同志", "主持", "出席", "讲话", "会议", "第二次", "全体会议", "二十届", "召开", "3月4日", "2031年",
    "行动", "工程", "战略", "“三个一”", "条例", "关于", "印发", "青禾县",
]  # fmt: skip
#: It, and what may stand anywhere.
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.characters(),
)


def found(*texts: str) -> Findings:
    return recognise([article_of(list(texts))], KNOWN)[0]


@given(st.lists(st.lists(PIECES, max_size=30).map("".join), min_size=1, max_size=4))
def test_whatever_the_text_each_finding_has_its_place_in_it(texts: list[str]) -> None:
    article = article_of(texts)
    (result,) = recognise([article], KNOWN)
    for group in (
        result.people, result.offices, result.bodies, result.meetings, result.participations, result.initiatives,
        result.instruments,
    ):  # fmt: skip
        for one in group:
            assert 0 <= one.start < one.end <= len(texts[one.paragraph])
            assert 0 < one.confidence <= 1
            assert one.rule
            assert len(one.rule) <= 40
    people = {person.name for person in result.people}
    assert {office.person for office in result.offices} <= people
    assert {part.meeting for part in result.participations} <= {meeting.name for meeting in result.meetings}
    assert recognise([article], KNOWN) == [result]
    link([article], "text.txt", KNOWN)


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_long_bad_input_is_read_to_its_end(unit: str) -> None:
    result = found(unit * (4000 // len(unit)), "县委书记许桂兰出席会议。")
    assert "许桂兰" in {person.name for person in result.people if person.paragraph == 1}


def test_a_name_that_one_article_makes_certain_is_known_in_the_others() -> None:
    told = article_of(["副市长赵志刚出席会议并讲话，赵志刚指出，要抓好春灌。"])
    bare = article_of(["陪同的还有赵志刚。"])
    assert not [p for p in recognise([bare], Authority())[0].people if p.rule == "known"]
    assert [p.name for p in recognise([told, bare], Authority())[1].people] == ["赵志刚"]
