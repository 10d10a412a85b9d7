"""Template tags."""

from __future__ import annotations

import pytest
from django.utils import translation

from archive.dates import PartialDate
from archive.importing.records import Role
from archive.models import Paragraph
from archive.pages import dating, tags
from archive.pages.named import Named


@pytest.mark.parametrize(
    ("date", "chinese", "english"),
    [
        (PartialDate.of(2024, 1, 31), "2024年1月31日", "Jan. 31, 2024"),
        (PartialDate.of(2024, 1), "2024年1月", "January 2024"),
        (PartialDate.of(2024), "2024年", "2024"),
        (None, "", ""),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(date: PartialDate | None, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert dating.partial_date(date) == chinese
    with translation.override("en"):
        assert dating.partial_date(date) == english


def test_a_period_of_one_date_is_told_once() -> None:
    may = PartialDate.of(2024, 5)
    with translation.override("zh-hans"):
        assert dating.period(may, PartialDate.of(2024, 6)) == "2024年5月至2024年6月"
        assert dating.period(may, may) == dating.period(may, None) == dating.period(None, may) == "2024年5月"
        assert dating.period(None, None) == ""


@pytest.mark.parametrize(("level", "tag"), [(None, "h2"), (1, "h2"), (4, "h5"), (9, "h6")])
def test_headings_stay_below_the_title_of_the_page(level: int | None, tag: str) -> None:
    assert tags.heading_tag(Paragraph(role=Role.HEADING, level=level)) == tag


@pytest.mark.parametrize(
    ("level", "text", "number"),
    [(3, "第二十一条 渠道", "第二十一条"), (None, "第二条 渠道", ""), (2, "（一）渠道", ""), (3, "第三章", "")],
)
def test_the_number_of_an_article_of_law_is_parted_from_its_text(level: int | None, text: str, number: str) -> None:
    parts = tags.run_in(Paragraph(role=Role.TEXT, level=level, text=text), Named([], [], [], [], {}))
    assert "".join(part.text for part in parts.number) == number
    assert number + "".join(part.text for part in parts.segments) == text
