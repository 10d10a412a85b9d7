"""Full names of bodies from the words of titles: places, departments, what is only a piece of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.authority import Authority, Body
from archive.importing.recognising import named_bodies
from archive.importing.recognising.home import Home
from archive.importing.recognising.offices.bodies import in_full

YUNNAN = Body("云南省", "place", "province", ("云南",))
KUNMING = Body("昆明市", "place", "prefecture", ("昆明",), "云南省")
REGISTER = named_bodies.register(
    Authority(
        bodies=(
            YUNNAN,
            KUNMING,
            Body("中国共产党", "party", "national", ("中共",)),
            Body("中共云南省委员会", "party", "province", ("云南省委",), "云南省"),
            Body("中国民主促进会", "party", "national", ("民进",)),
            Body("中国共产主义青年团", "association", "national", ("共青团",)),
            Body("中华人民共和国教育部", "state", "national", ("教育部",)),
        )
    )
)
HOME = Home("云南省", "昆明市")


def name(printed: str, of: str | None = None) -> str | None:
    full = in_full(printed, HOME, REGISTER, of)
    return full.name if full else None


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("省委", "中共云南省委员会"),
        ("中共云南省委", "中共云南省委员会"),
        ("云南省昆明市委", "中共昆明市委员会"),
        ("云渡市委", "中共云渡市委员会"),
        ("云渡县人大常委会", "云渡县人民代表大会常务委员会"),
        ("昆明市青石区委", "中共昆明市青石区委员会"),
        ("昆明市青石区区委", "中共昆明市青石区委员会"),
        ("云渡县青石镇党委", "中共云渡县青石镇委员会"),
        ("市政协", "政协昆明市委员会"),
        ("省纪委", "中共云南省纪律检查委员会"),
        ("团省委", "中国共产主义青年团云南省委员会"),
        ("民进昆明市第九届委员会", "中国民主促进会昆明市委员会"),
        ("民进昆明市委会监督委员会", "中国民主促进会昆明市委员会监督委员会"),
        ("民进昆明市委会", "中国民主促进会昆明市委员会"),
    ],
)
def test_a_places_own_bodies_have_one_name(printed: str, full: str) -> None:
    assert name(printed) == full


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("省农科院", "云南省农业科学院"),
        ("云南省经信厅党组", "云南省经济和信息化厅党组"),
        ("省委教育工委", "中共云南省委教育工作委员会"),
        ("市发改委", "昆明市发展和改革委员会"),
        ("云渡县农业农村局行政审批科", "云渡县农业农村局行政审批科"),
        ("水利厅", "云南省水利厅"),
        ("教育部党组", "中华人民共和国教育部党组"),
    ],
)
def test_departments_are_told_in_full(printed: str, full: str) -> None:
    assert name(printed) == full


def test_a_bare_department_is_that_of_the_place_whose_post_is_printed_before() -> None:
    assert name("公安局", "云渡市") == "云渡市公安局"
    assert name("组织部", "云渡市") == "中共云渡市委组织部"


@pytest.mark.parametrize(
    "printed",
    [
        "组织部",
        "办公厅",
        "公安局",
        "大会主席团",
        "县委",
        "第一医院",
        "支行",
        "县公安局",
        "自治区党委",
        "市委常委市军分区",
    ],
)
def test_a_piece_of_a_name_is_no_body(printed: str) -> None:
    assert name(printed) is None


@pytest.mark.parametrize(
    "printed", ["云渡电气集团有限公司", "昆明大学党委", "昆明河务局", "云渡河博物馆（云渡水文化馆）", "中央第九巡视组"]
)
def test_bodies_with_names_of_their_own_need_no_place(printed: str) -> None:
    assert name(printed) == printed


@given(st.text("省市县区委厅局党政府人大昆明云渡公安部组织（）", max_size=20))
def test_no_body_begins_with_a_bare_level(printed: str) -> None:
    full = in_full(printed, Home(), REGISTER)
    assert full is None or full.name[0] not in "省市县"
