"""Which record a finding speaks of, from the text and the authority alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.dates import PartialDate
from archive.importing.authority import Authority, Figure, Slogan, Title
from archive.importing.linking import link
from archive.importing.recognising.findings import Findings, InstrumentFound, InstrumentKind, MeetingFound
from tests.importing.naming import TEXT, named


def linked(authority: Authority | None = None, text: str = TEXT, day: PartialDate | None = None) -> Findings:
    return named(text, day=day, authority=authority).articles[0].findings


def test_a_person_nobody_knows_has_the_name_as_key() -> None:
    assert [person.key for person in linked().people] == ["许桂兰", "吴明远"]


def test_an_alias_leads_to_the_figure() -> None:
    known = Authority(figures=(Figure("许静秋", ("许桂兰",), key="许静秋"),))
    assert linked(known).people[0].key == "许静秋"


def test_of_namesakes_the_one_with_the_printed_office_is_meant() -> None:
    known = Authority(
        figures=(Figure("许桂兰", key="许桂兰"), Figure("许桂兰", (), ("柳镇镇长",), "许桂兰（柳镇）")),
    )
    person = linked(known).people[0]
    assert (person.key, person.confidence) == ("许桂兰", 0.5)
    told = Authority(figures=(known.figures[0], Figure("许桂兰", (), ("青禾县水利局局长", "县水利局局长"), "水利")))
    assert (linked(told).people[0].key, linked(told).people[0].confidence) == ("水利", 0.95)


def test_meetings_of_one_name_are_told_apart_by_their_day() -> None:
    day = linked(day=PartialDate.of(2031, 3, 4)).meetings[0]
    month = linked(day=PartialDate.of(2031, 3)).meetings[0]
    undated = linked().meetings[0]
    assert [(m.key, m.is_inferred) for m in (day, month, undated)] == [
        ("全县春灌工作会议@2031-03-04", False),
        ("全县春灌工作会议@2031-03", True),
        ("全县春灌工作会议", True),
    ]


def test_a_meeting_of_a_place_that_the_text_does_not_name_is_the_documents_own() -> None:
    def key(folded: str, name: str) -> str:
        record = named(name=name).articles[0]
        met = replace(record.findings.meetings[0], key=folded, term=5, number=2)
        (article,) = link([replace(record, findings=Findings(meetings=(met,)))], name, Authority())
        return article.findings.meetings[0].key

    council = "中国人民政治协商会议第五届市委员会第二次会议"
    assert key(council, "一.txt") != key(council, "二.txt")
    assert key(council.replace("市", "云渡市"), "一.txt") == key(council.replace("市", "云渡市"), "二.txt")


@pytest.mark.parametrize(
    ("name", "term", "expected"),
    [
        ("青禾县第九届人民代表大会第二次会议", 9, "青禾县第九届人民代表大会第二次会议"),
        ("中国共产党青禾县第十二次代表大会", None, "中国共产党青禾县第十二次代表大会"),
        ("青禾县委第三次集体学习", 12, "青禾县委第三次集体学习@2031-03-04"),  # each committee counts anew
    ],
)
def test_a_meeting_whose_name_is_its_alone_needs_no_day(name: str, term: int | None, expected: str) -> None:
    (article,) = named().articles
    meeting = replace(article.findings.meetings[0], key=name, name=name, term=term)
    assert named(meetings=(meeting,)).articles[0].findings.meetings[0].key == expected


def test_the_sessions_are_those_of_the_articles_year_if_none_is_printed() -> None:
    def sessions(date: PartialDate | None, day: PartialDate | None = None) -> MeetingFound:
        (article,) = named().articles
        meeting = replace(article.findings.meetings[0], key="青禾县两会", name="青禾县两会", date=day)
        return named(date=date, meetings=(meeting,)).articles[0].findings.meetings[0]

    assert sessions(PartialDate.of(2031, 3, 9)).key == "青禾县两会@2031"
    assert sessions(PartialDate.of(2031, 3, 9)).date == PartialDate.of(2031, inferred=True)
    assert sessions(PartialDate.of(2031, 3, 9), PartialDate.of(2029)).key == "青禾县两会@2029"
    assert sessions(None).key == "青禾县两会"


def test_an_initiative_takes_key_and_level_from_the_authority() -> None:
    known = Authority(slogans=(Slogan("清渠行动", "programme", level="county", key="清渠"),))
    assert (linked(known).initiatives[0].key, linked(known).initiatives[0].level) == ("清渠", "county")


def test_titles_made_of_a_subject_are_of_each_text() -> None:
    def key(name: str) -> str:
        cited = InstrumentFound(
            paragraph=0, start=0, end=2, rule="subject", confidence=0.8, title="清渠意见", kind=InstrumentKind.OPINION
        )
        return named(name=name, instruments=(cited,)).articles[0].findings.instruments[0].key

    assert key("一.txt") != key("二.txt")


def test_a_known_title_has_its_own_key() -> None:
    known = Authority(titles=(Title("青禾县渠道管理办法", "regulation", key="渠道办法"),))
    assert linked(known).instruments[0].key == "渠道办法"
