"""Meetings that an article reports and names."""

from __future__ import annotations

import dataclasses

import pytest

from archive.importing.authority import Authority
from archive.importing.recognising.findings import MeetingFound
from archive.importing.records import Kind
from tests.importing.recognising.reports import AUTHORITY, met, report


def _names(found: list[MeetingFound]) -> set[tuple[str, bool]]:
    return {(m.name, m.is_main) for m in found}


def _one(found: list[MeetingFound], name: str) -> MeetingFound:
    return next(m for m in found if m.name == name)


# --- what an article reports ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "lead", "name"),
    [
        ("全省春灌工作会议在云津召开", "3月4日，全省春灌工作会议在云津召开。", "全省春灌工作会议"),
        ("2031年全省春灌工作会议召开", "3月4日，2031年全省春灌工作会议在云津召开。", "全省春灌工作会议"),
        ("中共中央政治局召开会议", "中共中央政治局3月4日召开会议，研究春灌。", "中共中央政治局会议"),
        (None, "中共中央政治局3月4日下午就春灌进行第九次集体学习。", "中共中央政治局第九次集体学习"),
        (None, "4日上午，省委召开全省修渠工作会议暨春灌动员部署会。", "全省修渠工作会议暨春灌动员部署会"),
        ("水利厅召开年度工作部署会", "3月4日，水利厅在云津召开年度工作部署会。", "水利厅年度工作部署会"),
        ("张禾同党外人士共迎新春", "张禾4日下午同党外人士欢聚一堂，共迎佳节。", "张禾同党外人士共迎新春"),
        ("省委召开常委（扩大）会议", "3月4日，省委召开常委（扩大）会议，研究春灌。", "省委常委（扩大）会议"),
        (
            "共青团远岭省第八次代表大会开幕",
            "3月4日，共青团远岭省第八次代表大会在云津开幕。",
            "共青团远岭省第八次代表大会",
        ),
        ("水利厅召开修渠座谈会", "3月4日，水利厅召开修渠座谈会。", "修渠座谈会"),
        ("管好每一条渠", "3月4日，修渠能手表彰大会隆重举行，张禾讲话。", "修渠能手表彰大会"),
    ],
)
def test_the_headline_and_the_first_sentence_tell_the_meeting_reported(title: str | None, lead: str, name: str) -> None:
    found = met(report(lead, title=title), "张禾")
    assert _names(found) == {(name, True)}
    assert {str(m.date) for m in found} == {"2031-03-04"}


def test_a_meeting_of_several_days_keeps_its_first_where_it_is_reported_on_the_last() -> None:
    found = met(report("全省春灌工作会议，于3月2日至4日在云津举行。", title="全省春灌工作会议公报"))
    assert {(str(m.date), str(m.end_date)) for m in found} == {("2031-03-02", "2031-03-04")}


def test_a_number_without_who_met_is_the_meeting_of_that_number_that_the_article_names() -> None:
    found = met(report("党胜利召开了第十五次全国代表大会。党的十五大要求修渠。", title="学习十五大"))
    assert {m.key for m in found} == {"中国共产党第十五次全国代表大会"}


def test_a_meeting_to_come_is_not_the_one_reported() -> None:
    text = ("3月4日，张禾会见了李苗。", "张禾说，省长将于下月来云津出席全省春灌工作会议。")
    assert _names(met(report(*text, title="张禾会见李苗"), "张禾", "李苗")) == {
        ("张禾会见李苗", True),
        ("全省春灌工作会议", False),
    }


def test_where_the_headline_only_says_at_which_meeting_words_were_spoken() -> None:
    article = report("4日上午，全省春灌工作例会召开。", kicker="张禾在全省春灌工作例会上强调", title="把水送到田头")
    assert _names(met(article, "张禾")) == {("全省春灌工作例会", True)}


def test_a_name_with_stops_in_it_is_taken_whole() -> None:
    name = "全省推动“修渠计划”走深走实，全力打造懂水队伍、爱水队伍大会"
    assert _names(met(report(f"3月4日，省委召开{name}。张禾出席。"), "张禾")) == {(name, True)}


@pytest.mark.parametrize(
    ("day", "other", "keys"),
    [
        ("4日", "春灌保水工作推进会", {"溪山省春灌保水工作推进会"}),
        ("4日", "溪山春灌推进会", {"溪山省春灌保水工作推进会"}),
        ("2日", "春灌保水工作推进会", {"溪山省春灌保水工作推进会", "春灌保水工作推进会"}),
        ("4日", "全国泵站改造现场会", {"溪山省春灌保水工作推进会", "全国泵站改造现场会"}),
    ],
)
def test_one_occasion_under_two_names_is_one_meeting(day: str, other: str, keys: set[str]) -> None:
    lead = "3月4日，溪山省春灌保水工作推进会在云津召开。"
    found = met(report(lead, f"3月{day}，{other}召开。", title="管好每一条渠"))
    assert len(found) == 2
    assert {m.key for m in found} == keys


def test_records_have_the_place_that_the_words_leave_out() -> None:
    text = "3月4日，溪山省水利厅传达{}精神。溪山省、溪山省。"
    for printed, title in [
        ("省两会", "溪山省两会"),
        ("全省春灌工作会议", "溪山全省春灌工作会议"),
        ("省部级干部春灌专题研讨班", "省部级干部春灌专题研讨班"),
    ]:
        assert {(m.name, m.title) for m in met(report(text.format(printed), title=f"学习{printed}精神"))} == {
            (printed, title)
        }


def test_short_and_full_names_are_one_meeting_under_the_short_complete_one() -> None:
    article = report(
        "张禾4日在中国共产党第三十届中央纪律检查委员会第三次全体会议上发表讲话。",
        kicker="张禾在三十届中央纪委三次全会上讲话",
        title="把渠修正",
    )
    found = met(article, "张禾")
    assert {m.name for m in found} == {"三十届中央纪委三次全会"}
    assert {m.key for m in found} == {"中国共产党第三十届中央纪律检查委员会第三次全体会议"}
    assert (found[0].term, found[0].number, len(found)) == (30, 3, 2)


def test_a_headline_that_shortens_the_name_gives_no_second_meeting() -> None:
    article = report(
        "3月4日，水利厅召开2030年度站长抓渠道、闸门工作述职评议会。",
        title="水利厅召开2030年度站长述职评议会",
    )
    assert _names(met(article)) == {("站长抓渠道、闸门工作述职评议会", True)}


def test_a_headline_that_leaves_out_words_of_the_name_gives_no_second_meeting() -> None:
    article = report("溪山各界人民庆祝春灌节大会今天在云津举行。张禾讲了话。", title="各界举行春灌节大会")
    assert {m.name for m in met(article, "张禾")} == {"溪山各界人民庆祝春灌节大会"}


def test_a_headline_that_leaves_out_both_ends_of_the_name_gives_no_second_meeting() -> None:
    article = report("溪山第八届修渠职工代表大会第一次会议4日召开。", title="我厂召开第八届修渠职工代表大会")
    assert len({m.name for m in met(article)}) == 1


def test_a_plenum_without_its_party_is_that_of_the_party_which_the_article_names() -> None:
    article = report("民盟十二届三中全会4日开幕。学习了中共三十届四中全会精神。", "十二届三中全会要开好。")
    assert {m.key for m in met(article)} == {
        "中国民主同盟第十二届中央委员会第三次全体会议",
        "中国共产党第三十届中央委员会第四次全体会议",
    }


def test_a_nickname_in_the_headline_is_the_meeting_of_the_text() -> None:
    article = report("3月4日，省委召开全省修渠动员大会。", kicker="张禾在全省“开渠第一会”上强调", title="开渠")
    assert _names(met(article, "张禾")) == {("全省修渠动员大会", True)}


def test_two_sessions_told_together_are_both_reported_with_their_days() -> None:
    sessions = "溪山省第十四届人民代表大会第二次会议、中国人民政治协商会议第十三届溪山省委员会第二次会议"
    lead = f"3月4日至8日，{sessions}在云津召开。"
    found = met(report(lead, title="说水", subtitle="——聚焦2031年溪山省两会", kind=Kind.FEATURE, date=None))
    assert {(m.term, m.number) for m in found if m.is_main} == {(14, 2), (13, 2)}
    assert {(str(m.date), str(m.end_date)) for m in found} == {("2031-03-04", "2031-03-08")}


def test_an_inspection_visit_is_named_by_who_and_where() -> None:
    found = met(report("4日，省委书记张禾到水利厅走访。", kicker="张禾调研水利厅时强调", title="修渠"), "张禾")
    assert _names(found) == {("张禾调研水利厅", True)}
    assert found[0].place == "水利厅"


def test_a_speech_was_given_where_its_headline_or_its_source_says() -> None:
    article = report("同志们：开渠。", title="在全省修渠工作会议上的讲话", byline="张禾", kind=Kind.SPEECH)
    assert _names(met(article)) == {("全省修渠工作会议", True)}
    source = "（摘自张禾2031年3月4日在全省推动修渠、推动养渠大会上的讲话）"
    excerpts = report("要开渠。", title="开渠", source=source, kind=Kind.SPEECH_EXCERPTS)
    assert _names(met(excerpts, "张禾")) == {("全省推动修渠、推动养渠大会", True)}


@pytest.mark.parametrize("kind", [Kind.COMMENTARY, Kind.FEATURE, Kind.REGULATION])
def test_other_kinds_of_text_report_no_meeting(kind: Kind) -> None:
    found = met(report("3月4日，省委召开全省修渠工作会议。", title="说渠", kind=kind))
    assert _names(found) == {("全省修渠工作会议", False)}


# --- what it names besides --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("学好党的十九大、用好十九届四中全会。", {"党的十九大", "十九届四中全会"}),
        ("按照省委十五届三次、四次全会要求办。", {"省委十五届三次全会", "省委十五届四次全会"}),
        ("认真落实全国修渠工作会议和省两会部署。", {"全国修渠工作会议", "省两会"}),
        ("成功举办第三届“水渠之路”国际论坛。", {"第三届“水渠之路”国际论坛"}),
        ("办好首届“流水论坛”。", {"首届“流水论坛”"}),
        ("传达习近平总书记在中央政治局会议上的讲话。", {"中央政治局会议"}),
        ("2030年，省委召开推广和发展“水站经验”大会。", {"推广和发展“水站经验”大会"}),
        ("用好世界水渠大会、流水论坛等平台。", {"世界水渠大会", "流水论坛"}),
        ("举办“水的来路·‘一渠三闸’的实践”理论研讨会。", {"“水的来路·‘一渠三闸’的实践”理论研讨会"}),
    ],
)
def test_meetings_named_in_passing(text: str, names: set[str]) -> None:
    assert {m.name for m in met(report(text, title="说渠", kind=Kind.ARTICLE))} == names


@pytest.mark.parametrize(
    "text",
    [
        "召开座谈会148场次，举办读书班317期。",
        "人民代表大会制度是根本政治制度，省人大常委会开了会。",
        "要少开会、开短会，精简文件和会议。",
        "在会议室里，有关会议已经开完。",
        "主要目标是办好十大工程、八大产业。",
        "领导班子要召开专题民主生活会。",
        "他走进人民大会堂，看了会议纪要。",
        "先后召开7次会议、5次现场推进会。",
    ],
)
def test_what_names_no_meeting(text: str) -> None:
    assert met(report(text, title="说渠", kind=Kind.ARTICLE)) == []


def test_days_are_taken_where_they_stand_with_the_name() -> None:
    text = "（2021年3月9日中共中央政治局会议通过，2030年7月2日中共中央政治局会议修订）"
    found = met(report(text, title="水渠条例", kind=Kind.REGULATION))
    assert [str(m.date) for m in found] == ["2021-03-09", "2030-07-02"]
    passing = met(report("去年要求各地按照中央经济工作会议部署修渠。", title="说渠", kind=Kind.ARTICLE))
    assert [m.date for m in passing] == [None]


def test_evidence_is_the_printed_words() -> None:
    article = report(
        "4日，全省春灌工作会议在云津召开。会议落实中央经济工作会议部署。", title="2031年全省春灌工作会议召开"
    )
    found = met(article)
    for one in found:
        assert article.paragraphs[one.paragraph].text[one.start : one.end] == one.name
        assert 0.5 < one.confidence < 1
    assert _one(found, "全省春灌工作会议").place == "云津"


def test_what_curators_rejected_is_not_found() -> None:
    article = report("3月4日，全省春灌工作会议在云津召开。", title="全省春灌工作会议召开")
    rejecting = dataclasses.replace(AUTHORITY, rejected=(("meeting", "全省春灌工作会议"),))
    assert met(article) != []
    assert met(article, authority=rejecting) == []


def test_known_series_need_no_words_around_them() -> None:
    text = "大家都记得中央经济工作会议。"
    assert [m.series for m in met(report(text, kind=Kind.ARTICLE))] == ["中央经济工作会议"]
    assert met(report(text, kind=Kind.ARTICLE), authority=Authority()) == []
