"""Names of meetings in short and full form are folded to one."""

from __future__ import annotations

import pytest

from archive.importing.recognising.home import Home
from archive.importing.recognising.meetings.folding import folder, plain, spelt, without_year
from tests.importing.recognising.reports import AUTHORITY

FOLDER = folder(AUTHORITY)
HOME = Home("溪山省", "云津市")


def _key(name: str, home: Home = HOME) -> str:
    return FOLDER.fold(name, home).key


@pytest.mark.parametrize(
    "names",
    [
        ("二十届中央纪委三次全会", "中国共产党第二十届中央纪律检查委员会第三次全体会议", "中央纪委二十届三次全会"),
        ("党的二十大", "中共二十大", "二十大", "中国共产党第二十次全国代表大会"),
        ("党的十八届三中全会", "十八届三中全会", "中国共产党第十八届中央委员会第三次全体会议"),
        ("十四届全国人大二次会议", "第十四届全国人民代表大会第二次会议"),
        (
            "全国政协十四届二次会议",
            "政协第十四届全国委员会第二次会议",
            "中国人民政治协商会议第十四届全国委员会第二次会议",
        ),
        ("省委十五届三次全会", "溪山省委十五届三次全会", "中国共产党溪山省第十五届委员会第三次全体会议"),
        ("省纪委十五届三次全会", "十五届省纪委三次全会", "中国共产党溪山省第十五届纪律检查委员会第三次全体会议"),
        ("省十四届人大常委会第七次会议", "溪山省第十四届人民代表大会常务委员会第七次会议"),
        ("省政协十三届二次会议", "中国人民政治协商会议第十三届溪山省委员会第二次会议"),
        ("云津市委九届十次全会", "九届市委第十次全体（扩大）会议", "中共云津市委九届十次全会"),
        ("石渡市五届人大三次会议", "石渡市第五届人民代表大会第三次会议"),
        ("十四届全国人大常委会第二十五次委员长会议", "第十四届全国人大常委会第二十五次委员长会议"),
        ("省第十五次党代会", "中国共产党溪山省第十五次代表大会", "省第十五次党代表大会"),
        ("中共远岭省委五届三次全会", "中国共产党远岭省第五届委员会第三次全体会议"),
        ("远岭省第一届人民代表大会第二次会议", "远岭省一届人大二次会议"),
        ("溪山省两会", "省两会", "溪山两会"),
        ("中央政治局会议", "中共中央政治局会议"),
        ("中共中央政治局第十一次集体学习", "二十届中央政治局第十一次集体学习"),
        ("全省春灌工作总结会", "溪山省春灌工作总结会议", "2031年全省春灌工作总结会议"),
        ("省委常委会第五次会议", "中共溪山省委常委会第五次会议"),
        ("全国工商联十二届五次执委会议", "中华全国工商业联合会第十二届执行委员会第五次会议"),
        ("工商联十三大", "中华全国工商业联合会第十三次全国代表大会"),
        ("共青团十八届五中全会", "中国共产主义青年团第十八届中央委员会第五次全体会议"),
        ("团省委九届二次全会", "共青团溪山省第九届委员会第二次全体会议"),
        ("第三届“水渠之路”国际论坛", "第三届水渠之路国际论坛"),
    ],
)
def test_forms_of_one_name_have_one_key(names: tuple[str, ...]) -> None:
    assert len({_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二十届二中全会", "二十届三中全会"),
        ("二十届中央纪委三次全会", "省纪委二十届三次全会"),
        ("十四届全国人大二次会议", "十四届全国人大常委会第二次会议"),
        ("省十四届人大二次会议", "省政协十四届二次会议"),
        ("共青团十八届五中全会", "十八届五中全会"),
        ("团省委九届二次全会", "省委九届二次全会"),
        ("全国两会", "省两会"),
        ("第二届“水渠之路”国际论坛", "第三届“水渠之路”国际论坛"),
        ("全省春灌工作会议", "全国春灌工作会议"),
        ("省第十五次党代会", "省第十五次代表大会"),
    ],
)
def test_different_meetings_have_different_keys(one: str, other: str) -> None:
    assert _key(one) != _key(other)


def test_the_same_words_mean_another_meeting_in_another_province() -> None:
    assert _key("省委十五届三次全会") != _key("省委十五届三次全会", Home("禾川省"))
    assert _key("全省春灌工作会议") == "溪山省春灌工作会议"
    assert _key("全省春灌工作会议", Home()) == "全省春灌工作会议"


def test_parts_of_a_name() -> None:
    folded = FOLDER.fold("省纪委十五届三次全会", HOME)
    assert (folded.term, folded.number, folded.body) == (15, 3, "中国共产党溪山省纪律检查委员会")
    assert folded.series == "中国共产党溪山省纪律检查委员会全体会议"
    commission = FOLDER.fold("中央全面深化改革委员会第四次会议", HOME)
    assert (commission.series, commission.number) == ("中央全面深化改革委员会会议", 4)
    assert commission.key == "中央全面深化改革委员会第四次会议"
    forum = FOLDER.fold("首届“水渠之路”国际论坛", HOME)
    assert (forum.series, forum.term) == ("“水渠之路”国际论坛", 1)


def test_an_official_name_is_found_by_its_end() -> None:
    text = "会议传达了省委十五届三次全会精神"
    assert FOLDER.grammar.start(text, len(text) - 2) == text.index("省委")
    assert FOLDER.grammar.start("会议传达了全会", 7) is None
    session = "有关人员、由自治区九届人大常委会第三次会议"
    assert FOLDER.grammar.start(session, len(session)) == session.index("自治区")
    key = FOLDER.fold(session[session.index("自治区") :], Home("溪山自治区")).key
    assert key == "溪山自治区第九届人民代表大会常务委员会第三次会议"


def test_other_parties_have_plenums_and_congresses_of_their_own() -> None:
    assert _key("民进十五届二中全会") == "中国民主促进会第十五届中央委员会第二次全体会议"
    assert _key("民进十三大") == "中国民主促进会第十三次全国代表大会"


def test_visits_are_folded_by_who_and_where() -> None:
    assert FOLDER.visit("张禾", "溪山", HOME).key == FOLDER.visit("张禾", "我省", HOME).key == "张禾考察溪山省"


def test_words_as_they_are_compared() -> None:
    assert plain("中国—中亚“峰会” ·") == "中国中亚峰会"
    assert without_year("2031年度全省春灌工作会议") == "全省春灌工作会议"
    assert [spelt(n) for n in (1, 10, 11, 20, 23, 99)] == ["一", "十", "十一", "二十", "二十三", "九十九"]


def test_congresses_of_other_parties_are_their_own() -> None:
    key = "中国民主同盟溪山省第六次代表大会"
    assert _key("民盟溪山省第六次代表大会") == _key(key) == key
