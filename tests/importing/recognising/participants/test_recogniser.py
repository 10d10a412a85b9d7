"""Who took part in a meeting, and in which part."""

from __future__ import annotations

import pytest

from archive.importing.records import Kind
from tests.importing.recognising.reports import parts, report, took_part

TITLE = "全省春灌工作会议召开"
LEAD = "3月4日，全省春灌工作会议在云津召开。"
MEETING = "全省春灌工作会议"
NAMES = ("张禾", "李渠", "王闸", "赵堰", "钱塘", "周井")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("省委书记张禾出席会议并讲话。", {"张禾": {"speaker"}}),
        ("省长李渠主持会议并讲话。", {"李渠": {"chair", "speaker"}}),
        ("会议由李渠主持。", {"李渠": {"chair"}}),
        ("张禾讲话，李渠主持，王闸等出席会议。", {"张禾": {"speaker"}, "李渠": {"chair"}, "王闸": {"attendee"}}),
        ("省委常委王闸、赵堰，副省长钱塘出席。", {"王闸": {"attendee"}, "赵堰": {"attendee"}, "钱塘": {"attendee"}}),
        ("王闸、赵堰等省领导和有关方面“两长”出席。", {"王闸": {"attendee"}, "赵堰": {"attendee"}}),
        ("王闸列席会议，赵堰宣读表彰决定。", {"王闸": {"nonvoting"}, "赵堰": {"conveyor"}}),
        ("王闸出席会议并传达指示。", {"王闸": {"attendee", "conveyor"}}),
        ("王闸、赵堰作了发言，钱塘提交了书面发言。", {"王闸": {"speaker"}, "赵堰": {"speaker"}, "钱塘": {"written"}}),
        ("王闸应邀出席。应邀出席的还有赵堰、钱塘。",
         {n: {"attendee", "presented_to"} for n in ("王闸", "赵堰", "钱塘")}),
        ("站长王闸、工程师赵堰等获奖代表在会上作了发言。",
         {"王闸": {"speaker", "presented_to"}, "赵堰": {"speaker", "presented_to"}}),
        ("王闸通报了去年春灌工作情况。", {"王闸": {"speaker"}}),
        ("张禾强调，要修渠。", {"张禾": {"speaker"}}),
        ("李渠主持会议。李渠强调，要修渠。", {"李渠": {"chair"}}),
    ],
)  # fmt: skip
def test_verbs_tell_the_part(text: str, told: dict[str, set[str]]) -> None:
    assert parts(report(LEAD, text, title=TITLE), *NAMES) == {MEETING: told}


@pytest.mark.parametrize(
    "text",
    [
        "要深入学习贯彻张禾总书记重要讲话精神，推动会议精神落地。",
        "张禾总书记指出，水是命脉。",
        "李渠主持制定了《用水办法》，参加了革命。",
        "会议传达学习了张禾的指示。",
    ],
)
def test_people_only_spoken_of_take_no_part(text: str) -> None:
    assert parts(report(LEAD, text, title=TITLE), *NAMES) == {}


def test_who_only_wrote_does_not_speak() -> None:
    texts = ("会前，张禾作出重要指示。", "张禾指出，水是命脉。", "李渠出席会议并讲话。")
    assert parts(report(LEAD, *texts, title=TITLE), *NAMES) == {MEETING: {"李渠": {"speaker"}}}


def test_attendance_lines_of_headlines_have_no_signs_between_names() -> None:
    article = report(LEAD, title=TITLE, subtitle="张禾李渠讲话 王闸赵堰出席 钱塘主持")
    assert parts(article, *NAMES) == {
        MEETING: {
            "张禾": {"speaker"},
            "李渠": {"speaker"},
            "王闸": {"attendee"},
            "赵堰": {"attendee"},
            "钱塘": {"chair"},
        }
    }


def test_other_meetings_have_their_own_people() -> None:
    texts = (
        "日前，张禾在主持中央政治局会议审议意见时发表了讲话。",
        "张禾强调，要修渠。",
        "李渠出席会议并讲话。",
    )
    assert parts(report(LEAD, *texts, title=TITLE), *NAMES) == {
        "中央政治局会议": {"张禾": {"chair", "speaker"}},
        MEETING: {"李渠": {"speaker"}},
    }


def test_speeches_told_of_with_the_place_where_they_were_given() -> None:
    text = "镇里传看张禾总书记在全国两会上的重要讲话。2030年7月，党中央召开中央经济工作会议，李渠发表讲话。"
    assert parts(report(text, title="说渠", kind=Kind.ARTICLE), *NAMES) == {
        "全国两会": {"张禾": {"speaker"}},
        "中央经济工作会议": {"李渠": {"speaker"}},
    }


def test_authors_speak_where_they_say_so() -> None:
    article = report(
        "各位代表：开渠。",
        title="政府工作报告",
        subtitle="2031年3月4日在溪山省第十四届人民代表大会第二次会议上",
        byline="李渠",
        kind=Kind.WORK_REPORT,
    )
    (found,) = took_part(article)
    assert (found.meeting, found.person, found.part) == ("溪山省第十四届人民代表大会第二次会议", "李渠", "speaker")
    assert article.paragraphs[found.paragraph].text[found.start : found.end] == "李渠"
    excerpts = report(
        "水是命脉。",
        "（2030年7月2日在中央经济工作会议上的讲话）",
        title="论水",
        byline="张禾",
        kind=Kind.SPEECH_EXCERPTS,
    )
    assert parts(excerpts) == {"中央经济工作会议": {"张禾": {"speaker"}}}


def test_members_heard_by_the_press_of_their_session_speak() -> None:
    title = "溪山省第十四届人民代表大会第二次会议开幕"
    texts = (
        "溪山省第十四届人民代表大会第二次会议4日开幕。",
        "在“代表通道”上，省人大代表、站长王闸说渠；在“委员通道”上，闸工赵堰说水。",
    )
    assert parts(report(*texts, title=title), *NAMES)["溪山省第十四届人民代表大会第二次会议"] == {"王闸": {"speaker"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省长张禾向王闸、赵堰颁奖。", {"王闸": {"presented_to"}, "赵堰": {"presented_to"}}),
        ("站长王闸向省长张禾汇报了春灌情况。", {"王闸": {"speaker"}}),
        ("李渠到会通报有关情况。", {"李渠": {"speaker"}}),
        ("王闸受省政府委托作春灌情况的报告。", {"王闸": {"speaker"}}),
        ("站长王闸，“修渠能手”、闸工赵堰，农民钱塘先后发言。", {n: {"speaker"} for n in ("王闸", "赵堰", "钱塘")}),
    ],
)
def test_who_speaks_and_who_is_given_something(text: str, expected: dict[str, set[str]]) -> None:
    assert parts(report(LEAD, text, title=TITLE), *NAMES)[MEETING] == expected


def test_what_was_done_at_a_meeting_named_before() -> None:
    texts = ("在中央经济工作会议上，省长李渠作出郑重承诺。", "修渠要快。")
    assert parts(report(*texts, title="说渠", kind=Kind.FEATURE), *NAMES) == {"中央经济工作会议": {"李渠": {"speaker"}}}


def test_a_speech_tells_of_those_who_spoke_before() -> None:
    texts = ("刚才，李渠同志传达了精神，王闸同志作了报告，我都赞成。", "赵堰同志讲话好，大家要学。")
    title = "在全省春灌工作会议上的讲话"
    article = report(*texts, title=title, byline="张禾", kind=Kind.SPEECH)
    assert parts(article, *NAMES) == {MEETING: {"张禾": {"speaker"}, "李渠": {"conveyor"}, "王闸": {"speaker"}}}


def test_deputies_presented_by_the_report_of_a_session_are_present() -> None:
    title = "溪山省第十四届人民代表大会第二次会议开幕"
    article = report("溪山省第十四届人民代表大会第二次会议4日开幕。", "省人大代表、站长王闸有话说。", title=title)
    (found,) = took_part(article, *NAMES)
    assert (found.meeting, found.person, found.part) == (title.removesuffix("开幕"), "王闸", "attendee")
    assert found.office == "省人大代表、站长"


def test_a_visitor_speaks_and_those_with_him_are_present() -> None:
    article = report("4日，张禾到水利厅。", "省领导王闸参加调研。", kicker="张禾调研水利厅时强调", title="修渠")
    assert parts(article, *NAMES) == {"张禾调研水利厅": {"张禾": {"speaker"}, "王闸": {"attendee"}}}


def test_evidence_begins_with_the_name_and_ends_with_the_verb() -> None:
    article = report(LEAD, "省委书记张禾出席会议并讲话。", title=TITLE)
    (found,) = took_part(article, *NAMES)
    assert article.paragraphs[found.paragraph].text[found.start : found.end] == "张禾出席会议并讲话"
