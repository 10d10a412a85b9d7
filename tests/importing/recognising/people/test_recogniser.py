"""Persons: names by their characters and surroundings, in lists, headlines and signatures; names that are none."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

from archive.importing.authority import Authority, Body, Figure
from archive.importing.recognising import people
from archive.importing.recognising.findings import PersonFound
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role


def article(*texts: str | tuple[Role, str]) -> ArticleRecord:
    pairs = [text if isinstance(text, tuple) else (Role.TEXT, text) for text in texts]
    return ArticleRecord(
        start_line=1, end_line=9, kicker=None, title=None, subtitle=None, column=None, kind=Kind.NEWS, dateline=None,
        source=None, bylines=(), date=None, paragraphs=tuple(ParagraphRecord(role, text, ()) for role, text in pairs),
    )  # fmt: skip


def found(
    *texts: str | tuple[Role, str], authority: Authority | None = None, known: frozenset[str] = frozenset()
) -> list[PersonFound]:
    return people.find(article(*texts), authority or Authority(), known)


def names(*texts: str | tuple[Role, str], authority: Authority | None = None) -> list[str]:
    return [person.name for person in found(*texts, authority=authority)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云渡市市长陈建国出席开工仪式。", ["陈建国"]),
        ("副市长赵志刚、王晓明、李文斌参加会议。", ["赵志刚", "王晓明", "李文斌"]),
        ("副校长欧阳明华主持座谈会。", ["欧阳明华"]),
        ("友人安娜·科瓦尔斯基来信表示感谢。", ["安娜·科瓦尔斯基"]),
        ("张志远同志在会上作了发言。", ["张志远"]),
        ("植树活动吸引三百人参加，种下一千棵树。", []),
    ],
)
def test_names_by_themselves_and_by_the_words_around(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_offsets_are_those_of_the_words() -> None:
    text = "云渡市市长陈建国出席，副市长王晓明主持。"
    assert [text[p.start : p.end] for p in found(text)] == ["陈建国", "王晓明"]


@pytest.mark.parametrize(
    "text",
    [
        "学习贯彻习近平新时代中国特色社会主义思想，推动发展。",
        "坚持马克思列宁主义、毛泽东思想、邓小平理论。",
        "他的小说获得鲁迅文学奖。",
        "这部作品获得茅盾新人奖。",
        "住在三楼的吴女士说，电梯修好了。",
        "余某某因酒后驾车被处罚。",
        "该通知（苏政发〔2031〕12号）将于明年废止。",
        "全厂评出学雷锋标兵十人。",
    ],
)
def test_names_within_other_names_and_anonymous_ones_are_no_persons(text: str) -> None:
    assert names(text) == []


def test_headlines_print_names_solid() -> None:
    deck = (Role.SUBTITLE, "陈建国王晓明欧阳明华出席 赵志刚主持")
    assert names(deck)[:3] == ["陈建国", "王晓明", "欧阳明华"]


def test_a_solid_run_needs_a_headline() -> None:
    assert "run" not in {p.rule for p in found("陈建国王晓明欧阳明华出席")}


def test_a_name_with_a_space_inside_is_written_without() -> None:
    spaced = [p for p in found("参加者：许 峰、张志远。") if p.rule == "spaced"]
    assert [(p.name, p.start, p.end) for p in spaced] == [("许峰", 4, 7)]


def test_a_word_of_a_line_set_wide_is_no_name() -> None:
    assert [p for p in found("舟。今 年，这 一 条 写 进 了 报 告。") if p.rule == "spaced"] == []


def test_a_certain_name_is_found_where_a_blank_cuts_it() -> None:
    assert names("云渡市市长陈建国出席仪式。", "随后，陈 建国参观了展览。") == ["陈建国", "陈建国"]


def test_a_certain_name_is_found_in_the_rest_of_the_article() -> None:
    again = found("云渡市市长陈建国出席仪式。", "树上刻着陈建国三字。")
    assert [(p.name, p.paragraph) for p in again] == [("陈建国", 0), ("陈建国", 1)]
    assert again[1].rule == "article"


def test_names_certain_elsewhere_are_known_here() -> None:
    text = "不见柳丹踪影。"
    assert "柳丹" not in names(text)
    assert "柳丹" in [p.name for p in found(text, known=frozenset({"柳丹"}))]


def test_certain_names_are_handed_to_other_articles() -> None:
    assert people.certain(article("云渡市市长陈建国出席仪式。"), Authority()) == {"陈建国"}


def test_the_archives_figures_are_known_and_what_curators_refused_is_not_found() -> None:
    text = "铁木在讲坛前站定。"
    known = Authority(figures=(Figure("铁木"),))
    assert "铁木" in names(text, authority=known)
    assert names("云渡市市长陈建国出席仪式。", authority=Authority(rejected=(("person", "陈建国"),))) == []
    assert names("云渡市市长陈建国出席仪式。", authority=Authority(rejected=(("meeting", "陈建国"),))) == ["陈建国"]


def test_no_part_of_a_name_with_dots_is_a_name() -> None:
    known = Authority(figures=(Figure("科瓦尔斯基"), Figure("安娜")))
    assert names("美国友人安娜·科瓦尔斯基来访。", authority=known) == ["安娜·科瓦尔斯基"]


def test_a_short_known_name_does_not_stand_across_words() -> None:
    known = Authority(figures=(Figure("慧能"),))
    assert names("大力发展智慧能源。", authority=known) == []
    assert names("祖师慧能在此讲经。", authority=known) == ["慧能"]


def test_a_rare_word_over_its_end_is_none_where_a_common_one_begins_behind() -> None:
    known = Authority(figures=(Figure("韩正"),))
    assert "韩正" in names("李强赵乐际韩正出席。", authority=known)  # 正出, 出席


def test_places_that_the_authority_knows_are_no_persons() -> None:
    text = "记者来到阿拉善采访。"
    place = Authority(bodies=(Body("阿拉善盟", "place", "prefecture", ("阿拉善",)),))
    assert names(text, authority=place) == []


def test_a_surname_before_an_office_is_the_one_person_with_that_surname() -> None:
    texts = ("省委书记陈建国到会。", "大家认真学习陈书记的讲话。")
    assert [(p.name, p.end - p.start) for p in found(*texts)] == [("陈建国", 3), ("陈建国", 1)]
    two = ("省委书记陈建国、省委副书记陈晓明到会。", "大家认真学习陈书记的讲话。")
    assert [p.paragraph for p in found(*two)] == [0, 0]


def test_a_surname_before_an_office_is_the_figure_who_held_it() -> None:
    figures = (Figure("陈建国", (), ("云渡国主席",)), Figure("陈晓明", (), ("云渡市市长",)))
    place = found("群众高呼陈主席好。", authority=Authority(figures=figures))
    assert [(p.name, p.rule) for p in place] == [("陈建国", "surname")]
    assert names("群众高呼陈总理好。", authority=Authority(figures=figures)) == []


def test_the_last_part_of_a_name_with_dots_stands_for_the_whole() -> None:
    texts = ("美国友人安娜·科瓦尔斯基来访。", "科瓦尔斯基表示，她喜欢这里。")
    assert names(*texts) == ["安娜·科瓦尔斯基", "安娜·科瓦尔斯基"]


def test_bylines_do_not_count_but_signatures_with_an_office_do() -> None:
    assert names((Role.BYLINE, "陈建国 王晓明")) == []
    assert names((Role.BYLINE, "本报记者 陈建国")) == []
    signed = found((Role.BYLINE, "云渡省省长 陈 建"))
    assert [(p.name, p.start, p.end, p.rule) for p in signed] == [("陈建", 6, 9, "signed")]


def test_confidence_is_a_probability_and_findings_do_not_overlap() -> None:
    places = found("副市长赵志刚、王晓明、李文斌参加会议，市长陈建国主持。")
    assert all(0.5 < p.confidence < 1 for p in places)
    assert all(a.end <= b.start for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("澜江州州长格桑达旺、县长朗杰顿次参加了座谈。", ["格桑达旺", "朗杰顿次"]),
        ("任命乌恩图那顺为云津市水务局局长。", ["乌恩图那顺"]),
        ("祖农木·阿衣提、穆拉丁·哈吾提出席。", ["祖农木·阿衣提", "穆拉丁·哈吾提"]),
        ("当选为副主席的有阿不都赛提·阿不里孜、克尤木·沙吾东。", ["阿不都赛提·阿不里孜", "克尤木·沙吾东"]),
        ("拟任用下列同志：吉木拉日，男，彝族，1995年8月生。", ["吉木拉日"]),
        ("原副委员长布赫同志逝世。", ["布赫"]),
        ("总经理许桂兰主持，杭州许桂兰能源科技股份有限公司总经理许桂兰出席。", ["许桂兰", "许桂兰"]),
        ("诺贝尔奖获得者许桂兰、陆军司令员陈建国出席。", ["许桂兰", "陈建国"]),
        ("盟委书记其其格出席。", ["其其格"]),
        ("卫生部长玛济尔昂女士出席。", ["玛济尔昂"]),
        ("总统哈罗多也在会上发言。", ["哈罗多"]),
        ("会见日本前外相藤井达也一行。藤井达也表示感谢。", ["藤井达也", "藤井达也"]),
        ("日本防卫厅长官冈本道彦、首相桥本和夫出席。", ["冈本道彦", "桥本和夫"]),
        ("在日本参观清水寺、岛田市、太田区和本田技研，中村一郎陪同。", ["中村一郎"]),
        ("这家日本商店门前，田中间的小路通向河边。", []),
    ],
)
def test_what_stands_between_an_office_and_a_stop_is_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("任命甘加叶为水利厅副厅长；免去孟杨的公安厅副厅长职务。", ["甘加叶", "孟杨"]),
        ("授予于铮“渠道卫士”称号。", ["于铮"]),
        ("选举许桂兰、周惠为委员。", ["许桂兰", "周惠"]),
        ("副省长许桂应约通话。", ["许桂"]),
        ("陈老总、周帅、元帅们都到了。", []),
        (
            "免去李 娜同志副局长职务；郑 伟同志不再担任书记；研究员蔡 昉、教授陈建国发言。",
            ["李娜", "郑伟", "蔡昉", "陈建国"],
        ),
    ],
)
def test_decisions_on_posts_name_persons(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_biography_is_of_whom_it_names() -> None:
    authority = Authority(figures=(Figure("孟立秋"),))
    assert names((Role.TITLE, "孟立秋传（节选）"), "孟立秋参加会议。", authority=authority) == ["孟立秋", "孟立秋"]


def test_reporters_of_a_wire_are_no_persons_of_the_text() -> None:
    text = "某社云津5日电（记者 韦小满）省长孟立秋出席。"
    signed = dataclasses.replace(article(text), bylines=("韦小满",))
    assert [person.name for person in people.find(signed, Authority(), frozenset())] == ["孟立秋"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省渠道局局长孟遇和，副局长韦立秋出席。", ["孟遇和", "韦立秋"]),
        ("省渠道局局长孟遇和韦立秋出席。", ["孟遇", "韦立秋"]),
        ("水利厅厅长、省渠道局局长司马光宇，省长孟立秋出席会议。", ["司马光宇", "孟立秋"]),
    ],
)
def test_a_name_goes_on_with_what_can_be_no_other_word(text: str, expected: list[str]) -> None:
    assert names(text, authority=Authority(figures=(Figure("司马光"),))) == expected


def test_a_refused_name_is_not_cut_shorter() -> None:
    refused = Authority(rejected=(("person", "赵志刚"),))
    assert names("副市长赵志刚、王晓明参加会议。", authority=refused) == ["王晓明"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省领导明远志、项长春、燕归来出席会议。", ["明远志", "项长春", "燕归来"]),
        ("副厂长游四海、来之、于望舒为全厂职工拜年。", ["游四海", "来之", "于望舒"]),
        ("职工代表高标准、严要求、宽视野三点感受最深。", []),
        ("本报云渡3月2日电（记者 游一木 许小蓉 余大田）云渡市", ["游一木", "许小蓉", "余大田"]),
        ("主席团由扎西卓玛（女，藏族）、马行云（回族）组成。", ["扎西卓玛", "马行云"]),
        ("市政协委员艾尼瓦尔·吐尔地围绕农业用水发言。", ["艾尼瓦尔·吐尔地"]),
    ],
)
def test_lists_and_remarks_tell_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市政协副主席苗青禾受常委会委托作报告。", ["苗青禾"]),
        ("县长李强也在会上表态。", ["李强"]),
        ("中央军委主席向晋升少将的军官表示祝贺。", []),
        ("向守田任云渡县委书记。", ["向守田"]),
        ("总书记来嘉兴考察已有三年。", []),
        ("农垦局局长王震来我场视察。", ["王震"]),
        ("办公室主任 晏 平通报了情况。", ["晏平"]),
        ("园林局的护林员卓阿贵抱着界碑。", ["卓阿贵"]),
        ("董必武同志、彭大真市长也在场。", ["董必武", "彭大真"]),
        ("任命书决定，楼解放同志任园长。", ["楼解放"]),
        ("县人大选举：尼玛次仁为主任；次旦多吉为院长。", ["尼玛次仁", "次旦多吉"]),
        ("免去许桂兰省文化厅副厅长职务。", ["许桂兰"]),
        ("宋铁柱被任命为局长，后来成为省城居民。", ["宋铁柱"]),
        ("日中友好协会会长伊东正义先生来访。", ["伊东正义"]),
        ("微软公司创始人比尔·盖茨均表示祝贺。", ["比尔·盖茨"]),
        ("日本外务大臣安倍晋太郎、干事长二阶堂进到机场迎接。", ["安倍晋太郎", "二阶堂进"]),
    ],
)
def test_where_a_name_ends_is_told_by_what_follows(text: str, expected: list[str]) -> None:
    assert names(text) == expected
