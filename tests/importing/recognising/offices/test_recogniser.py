"""Offices: printed before and behind names, shared by lists, in full; and whose posts they are."""

from __future__ import annotations

import pytest

from archive.importing.authority import Authority, Body
from archive.importing.recognising import home, offices, people
from archive.importing.recognising.findings import BodyFound, OfficeFound
from archive.importing.records import Role
from tests.importing.recognising.people.test_recogniser import article

BODIES = Authority(
    bodies=(
        Body("中共云南省委员会", "party", "province", ("云南省委",), "云南省"),
        Body("中华人民共和国国务院", "state", "national", ("国务院",)),
        Body("中央书记处", "party", "national"),
        Body("云南省", "place", "province", ("云南",)),
        Body("昆明市", "place", "prefecture", ("昆明",), "云南省"),
    )
)


def found(*texts: str | tuple[Role, str], authority: Authority = BODIES) -> tuple[list[OfficeFound], list[BodyFound]]:
    whole = article(*texts)
    return offices.find(whole, authority, people.find(whole, authority, frozenset()), home.find(whole, authority))


def titles(*texts: str | tuple[Role, str]) -> list[tuple[str, str]]:
    return [(office.person, office.title) for office in found(*texts)[0]]


def posts(*texts: str) -> list[tuple[str | None, str | None]]:
    return [(office.body, office.post) for office in found(*texts)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("任命陈建国为云渡市市长。", [("陈建国", "云渡市市长")]),
        ("会议选举陈建国、王晓明为副主任。", [("陈建国", "副主任"), ("王晓明", "副主任")]),
        ("免去陈建国的水利厅副厅长职务；", [("陈建国", "水利厅副厅长")]),
        ("免去陈建国同志水利厅副厅长职务；", [("陈建国", "水利厅副厅长")]),
        ("陈建国同志任云渡市委常委、书记。", [("陈建国", "云渡市委常委"), ("陈建国", "书记")]),
        (
            "会议决定任命陈建国为水务局局长，王晓明为副局长；免去李文斌的水务局局长职务。",
            [("陈建国", "水务局局长"), ("王晓明", "副局长"), ("李文斌", "水务局局长")],
        ),
        (
            "会议选举陈建国为县长，王晓明、李文斌为副县长。",
            [("陈建国", "县长"), ("王晓明", "副县长"), ("李文斌", "副县长")],
        ),
        (
            "陈建国任云渡市委书记，王晓明不再兼任云渡市委书记职务。",
            [("陈建国", "云渡市委书记"), ("王晓明", "云渡市委书记")],
        ),
        (
            "会议选举：陈建国为主任；王晓明、李文斌（女）、赵志刚为副主任。",
            [("陈建国", "主任"), ("王晓明", "副主任"), ("李文斌", "副主任"), ("赵志刚", "副主任")],
        ),
        (
            "决定陈建国任水务局局长（试用期一年），王晓明为副局长人选；免去李文斌省水务局局长职务。",
            [("陈建国", "水务局局长"), ("王晓明", "副局长"), ("李文斌", "省水务局局长")],
        ),
        ("会议选举陈建国、王晓明等为副主席。", [("陈建国", "副主席"), ("王晓明", "副主席")]),
        ("大家都以陈建国为榜样和主任。", []),
        ("陈建国的秘书长年在外。", []),
    ],
)
def test_decisions_give_and_take_offices(text: str, expected: list[tuple[str, str]]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "原机械部副部长、党组成员，第五、六届全国政协委员陈建国同志逝世。",
            ["原机械部副部长", "党组成员", "第五、六届全国政协委员"],
        ),
        ("会议批评了厂长，党委书记陈建国作检讨。", ["党委书记"]),
        (
            "省人大代表，云渡纺织有限公司、禾川集团董事长陈建国建议修路。",
            ["省人大代表", "云渡纺织有限公司、禾川集团董事长"],
        ),
        ("陈建国是云渡市第二医院的医生，下乡已有三年。", ["云渡市第二医院的医生"]),
        ("陈建国是一名医生，下乡已有三年。", []),
        ("王晓明将军、团委书记陈建国先后致辞。", ["团委书记"]),
        ("工会副主席、书记处书记王晓明、陈建国出席。", ["工会副主席", "书记处书记"]),
        ("县委副书记陈建国接任县委书记。", ["县委副书记", "县委书记"]),
        ("会议提名陈建国为水务局局长人选。", ["水务局局长"]),
        ("授予军区副参谋长陈建国少将军衔。", ["军区副参谋长"]),
        ("久经考验的战士，原军区后勤部部长，离休干部陈建国同志逝世。", ["原军区后勤部部长", "离休干部"]),
    ],
)
def test_offices_of_one_person_stand_in_several_clauses(text: str, expected: list[str]) -> None:
    assert [title for name, title in titles(text) if name == "陈建国"] == expected


def test_a_bare_office_behind_one_of_another_country_is_nobodys_here() -> None:
    authority = Authority(
        bodies=(
            Body("中华人民共和国财政部", "state", "national", ("财政部",)),
            Body("美国", "place", "foreign"),
        )
    )
    offices, _ = found("副总理许桂兰会见美国防长陈建国、财政部部长王晓明，财政部部长赵志刚参加。", authority=authority)
    assert [(office.person, office.body) for office in offices if office.title.startswith("财政部")] == [
        ("王晓明", None), ("赵志刚", "中华人民共和国财政部"),
    ]  # fmt: skip


def test_offices_before_a_name_are_split() -> None:
    assert titles("省委副书记、省长陈建国主持会议。") == [("陈建国", "省委副书记"), ("陈建国", "省长")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("会议由省委书记陈建国主持。", "省委书记"),
        ("应邀出席的还有全国政协副主席陈建国。", "全国政协副主席"),
        ("应法国总统陈建国邀请访问。", "法国总统"),
        ("应邀的省经信厅副厅长陈建国到会。", "省经信厅副厅长"),
        ("家住河边的退休教师陈建国说，桥修好了。", "退休教师"),
        ("（本台讯）越南总理陈建国到访。", "越南总理"),
        ("云渡社柳镇3月4日电国务院副总理陈建国到访。", "国务院副总理"),
        ("本报北京1月4日讯国务院副总理陈建国到访。", "国务院副总理"),
        ("应约与云渡市市长陈建国通话。", "云渡市市长"),
        ("晋升军衔的有云渡舰舰长陈建国。", "云渡舰舰长"),
        ("人们紧紧握住机长陈建国的手。", "机长"),
        ("2.云渡市市长陈建国公款旅游。", "云渡市市长"),
        ("图为云渡市市长陈建国植树。", "云渡市市长"),
        ("国家发展和改革委员会主任陈建国介绍情况。", "国家发展和改革委员会主任"),
        ("云渡社柳镇4日电（记者 谷小满）国家主席陈建国到访。", "国家主席"),
        ("驻省水利厅（省防汛办）纪检监察组组长陈建国出席。", "驻省水利厅（省防汛办）纪检监察组组长"),
    ],
)
def test_words_before_an_office_are_no_part_of_it(text: str, title: str) -> None:
    assert titles(text) == [("陈建国", title)]


def test_an_office_covers_the_list_that_follows() -> None:
    assert titles("副省长陈建国、王晓明和李文斌出席会议。") == [
        ("陈建国", "副省长"), ("王晓明", "副省长"), ("李文斌", "副省长"),
    ]  # fmt: skip


def test_a_verb_behind_a_list_is_no_group() -> None:
    assert titles("陈建国、王晓明等领导了春灌。") == []


def test_a_remark_on_a_name_does_not_end_its_list() -> None:
    assert titles("副主任陈建国（回族）、王晓明（女）出席。") == [("陈建国", "副主任"), ("王晓明", "副主任")]


def test_an_office_that_one_person_holds_covers_no_list() -> None:
    assert titles("省长陈建国、王晓明出席会议。") == [("陈建国", "省长")]


def test_a_list_ends_with_its_clause() -> None:
    assert titles("副省长陈建国出席会议，王晓明致辞。") == [("陈建国", "副省长")]


def test_a_list_is_named_behind() -> None:
    assert titles("陈建国、王晓明、李文斌等市四套班子领导参加义务植树。") == [
        ("陈建国", "市四套班子领导"), ("王晓明", "市四套班子领导"), ("李文斌", "市四套班子领导"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("陈建国等党和国家领导人到场。", "党和国家领导人"),
        ("陈建国等市四套班子领导和有关副市级领导干部到场。", "市四套班子领导"),
        ("陈建国等省领导同志到场。", "省领导同志"),
    ],
)
def test_a_group_is_named_by_its_shortest_whole_title(text: str, title: str) -> None:
    assert titles(text) == [("陈建国", title)]


def test_a_group_is_no_office_of_whom_the_article_gives_one() -> None:
    assert titles("省长陈建国主持会议。", "陈建国、王晓明等省领导到场。") == [("陈建国", "省长"), ("王晓明", "省领导")]


def test_offices_stand_behind_names_too() -> None:
    assert titles("陈建国省长对防汛工作提出要求。") == [("陈建国", "省长")]
    assert titles("陈建国同志主持会议。") == []


def test_a_short_form_is_told_in_full() -> None:
    assert titles("昆明市委书记陈建国主持会议。", "陈建国书记强调，植树要讲实效。") == [
        ("陈建国", "昆明市委书记"), ("陈建国", "昆明市委书记"),
    ]  # fmt: skip


def test_a_signature_gives_the_office() -> None:
    assert titles((Role.BYLINE, "云南省省长 陈 建")) == [("陈建", "云南省省长")]


def test_the_words_stand_where_the_finding_says() -> None:
    text = "云南省委副书记、省长陈建国主持会议。"
    assert [text[o.start : o.end] for o in found(text)[0]] == ["云南省委副书记", "省长"]


@pytest.mark.parametrize(
    ("text", "body", "post"),
    [
        ("国务院副总理陈建国出席。", "中华人民共和国国务院", "副总理"),
        ("云南省委书记陈建国出席。", "中共云南省委员会", "书记"),
        ("昆明市委书记陈建国出席。", "中共昆明市委员会", "书记"),
        ("昆明市政协副主席陈建国出席。", "政协昆明市委员会", "副主席"),
        ("云南省副省长陈建国出席。", "云南省人民政府", "副省长"),
        ("云渡电气集团有限公司董事长兼总工程师陈建国出席。", "云渡电气集团有限公司", "董事长兼总工程师"),
        ("云渡市代市长陈建国出席。", "云渡市人民政府", "代市长"),
        ("云南省人大常委陈建国出席。", "云南省人民代表大会常务委员会", "委员"),
        ("昆明市水利局原副局长陈建国出席。", "昆明市水利局", "副局长"),
        ("中央书记处书记陈建国出席。", "中央书记处", "书记"),
        ("云渡研究院执行院长陈建国出席。", "云渡研究院", "执行院长"),
    ],
)
def test_posts_have_their_body(text: str, body: str, post: str) -> None:
    assert posts(text) == [(body, post)]


def test_a_bare_province_is_the_one_that_the_text_names() -> None:
    assert posts("云南春意正浓。省委书记陈建国植树。") == [("中共云南省委员会", "书记")]
    assert posts("昆明春意正浓。省长陈建国植树。") == [("云南省人民政府", "省长")]
    assert posts("春意正浓。省委书记陈建国植树。") == [(None, None)]


def test_a_bare_post_has_the_body_of_the_one_before() -> None:
    assert posts("云南省委常委、秘书长陈建国出席。") == [
        ("中共云南省委员会", "常委"), ("中共云南省委员会", "秘书长"),
    ]  # fmt: skip
    assert posts("云渡博物馆党组书记、馆长陈建国出席。")[1] == ("云渡博物馆", "馆长")
    assert posts("云渡市委副书记、市长陈建国出席。")[1] == ("云渡市人民政府", "市长")
    assert posts("云渡市委副书记、校长陈建国出席。")[1] == (None, None)
    assert posts("云南省副省长、公安厅厅长陈建国出席。")[1] == ("云南省公安厅", "厅长")
    assert posts("云南省委常委、组织部部长陈建国出席。")[1] == ("中共云南省委组织部", "部长")


def test_a_bare_post_in_a_list_has_the_body_of_the_one_before() -> None:
    assert posts("云南省政协主席陈建国、副主席王晓明出席。") == [
        ("政协云南省委员会", "主席"), ("政协云南省委员会", "副主席"),
    ]  # fmt: skip
    assert posts("云南省政协主席陈建国出席，副主席王晓明主持。")[1] == (None, None)


def test_a_body_that_the_text_keeps_back_is_none_and_a_chief_of_staff_shares_none() -> None:
    assert posts("东部战区某旅旅长陈建国发言。") == [(None, None)]
    assert posts("国务院副总理、总指挥陈建国主持。")[1] == (None, None)


def test_posts_of_a_province_that_the_authority_does_not_know() -> None:
    text = "远岭省省长陈建国，省民政厅厅长王晓明出席，远岭省委书记李文斌主持。远岭省委要求修渠。"
    assert [body for body, _ in posts(text, "远岭省委、远岭省人民政府发文。")] == [
        "远岭省人民政府",
        "远岭省民政厅",
        "中共远岭省委员会",
    ]


def test_the_label_is_body_and_post() -> None:
    office = found("国务院副总理陈建国出席。")[0][0]
    assert office.label == "中华人民共和国国务院副总理"


def test_bodies_are_found_by_their_aliases_and_places_are_none() -> None:
    text = "国务院要求昆明抓紧植树。"
    assert [(text[b.start : b.end], b.name) for b in found(text)[1]] == [("国务院", "中华人民共和国国务院")]


@pytest.mark.parametrize("text", ["市民欢迎陈建国省长", "会议听取了陈建国、王晓明等市领导"])
def test_an_office_at_the_end_of_a_text_ends_there(text: str) -> None:
    ends = {office.end for office in found(text)[0]}
    assert ends == {len(text)}
