"""Chronicles: each entry has its own day and year."""

from __future__ import annotations

from archive.importing.recognising.meetings import chronicles
from tests.importing.recognising.reports import met, report

ENTRIES = (
    "1957年1月5日，溪山县第一次春灌代表大会召开。",
    "3月2日，县委召开水利工作会议。",
    "一九五八年",
    "8月23日至27日，溪山县第二次春灌代表大会召开。",
)


def test_the_year_printed_last_is_that_of_each_entry() -> None:
    assert chronicles.years(report(*ENTRIES)) == [1957, 1957, 1958, 1958]


def test_a_report_that_begins_with_a_day_is_no_chronicle() -> None:
    assert chronicles.years(report(ENTRIES[0], "会议研究了春灌。", "孟立秋讲了话。", "与会者参观了水渠。")) is None


def test_meetings_of_entries_have_their_days_and_none_is_the_one_reported() -> None:
    found = {m.name: (m.date.isoformat() if m.date else None, m.is_main) for m in met(report(*ENTRIES))}
    assert found == {
        "溪山县第一次春灌代表大会": ("1957-01-05", False),
        "水利工作会议": ("1957-03-02", False),
        "溪山县第二次春灌代表大会": ("1958-08-23", False),
    }
