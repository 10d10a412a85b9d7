"""Which meetings an article reports."""

from __future__ import annotations

from archive.importing.records import Kind
from tests.importing.recognising.reports import met, report


def _main(*texts: str, title: str | None = None, kicker: str | None = None, kind: Kind = Kind.NEWS) -> set[str]:
    return {m.name for m in met(report(*texts, title=title, kicker=kicker, kind=kind), "张禾") if m.is_main}


def test_an_earlier_meeting_told_of_is_not_the_one_reported() -> None:
    lead = "全省春灌工作会议4日在云津召开。"
    assert _main(lead, "日前，张禾主持召开全省修渠工作会议。", title="开闸放水") == {"全省春灌工作会议"}
    assert _main("日前，张禾在全省修渠工作会议上强调，水是命脉。", title="水是命脉") == set()


def test_what_a_headline_only_takes_up_is_not_reported() -> None:
    lead = "3月4日，全市领导干部会议召开，传达学习全国两会精神。"
    assert _main(lead, title="学深悟透全国两会精神 激发向上力量") == {"全市领导干部会议"}


def test_the_headline_gives_the_end_of_a_name() -> None:
    lead = "张禾4日在参加十四届全国人大二次会议云津代表团审议时强调，水是命脉。"
    assert _main(lead, kicker="张禾在参加云津代表团审议时强调", title="水是命脉") == {
        "十四届全国人大二次会议云津代表团审议"
    }


def test_a_visit_is_reported_by_the_first_sentence_where_no_headline_is() -> None:
    assert _main("张禾近日在云津考察时强调，水是命脉。") == {"张禾在云津考察"}
    assert _main("张禾近日在云津考察时强调，水是命脉。", kind=Kind.COMMENTARY) == set()


def test_a_feature_reports_what_its_headline_says_it_is_about() -> None:
    lead = "4日，全省春灌工作会议在云津召开。"
    assert _main(lead, title="水到渠成", kind=Kind.FEATURE) == set()
    assert _main(lead, title="聚焦全省春灌工作会议", kind=Kind.FEATURE) == {"全省春灌工作会议"}
