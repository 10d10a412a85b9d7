"""Meetings told of without a name."""

from __future__ import annotations

import pytest

from archive.importing.recognising.meetings import gatherings
from archive.importing.recognising.meetings.words import Named
from tests.importing.recognising.reports import people, report


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("中共中央政治局3月4日召开会议，研究春灌。", "中共中央政治局会议"),
        ("3月4日，省政府党组召开扩大会议。", "省政府党组扩大会议"),
        ("市委理论学习中心组4日上午举行专题学习会。", "市委理论学习中心组专题学习会"),
        ("水利厅在云津召开2031年度工作会议。", "水利厅工作会议"),
        ("中共中央日前召开修渠能手座谈会。", "修渠能手座谈会"),
        ("县政府召开第12次常务会议，研究春灌。", "县政府第12次常务会议"),
        ("水利部7日晚举行盛大招待会。", "水利部招待会"),
        ("省法院9日召开党组会。", "省法院党组会"),
    ],
)
def test_a_body_that_met_gives_its_name_where_the_kind_says_nothing_alone(text: str, name: str) -> None:
    (named,) = gatherings.bodies_met(text, [])
    assert named.name == name
    assert text[named.start : named.end].endswith(name[-2:])


@pytest.mark.parametrize(
    "text", ["省委书记张禾主持召开会议。", "我省召开会议。", "日前召开会议。", "省委召开新闻通气。"]
)
def test_no_body_met(text: str) -> None:
    assert list(gatherings.bodies_met(text, [])) == []


def test_names_found_already_are_left_alone() -> None:
    text = "水利厅召开全省春灌会议。"
    known = Named(5, 11, "全省春灌会议", True, "convened", 0.9)
    assert list(gatherings.bodies_met(text, [known])) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("张禾同党外人士共迎新春", "张禾同党外人士共迎新春"),
        ("张禾会见水渠之国总理李渠", "张禾会见水渠之国总理李渠"),
        ("张禾同李渠会谈", "张禾同李渠会谈"),
        ("张禾讲话", None),
    ],
)
def test_a_headline_may_be_the_only_name(title: str, name: str | None) -> None:
    found = [n.name for n in gatherings.in_title(title, people(report(title), ["张禾"]))]
    assert found == ([name] if name else [])


def test_a_first_sentence_that_has_lost_its_headline() -> None:
    (named,) = gatherings.in_lead("张禾7日下午在云津同各界人士代表欢聚一堂，共迎佳节。")
    assert named.name == "同各界人士代表欢聚一堂，共迎佳节"
