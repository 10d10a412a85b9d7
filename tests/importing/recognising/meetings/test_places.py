"""Where a meeting was, told from where its report is printed."""

from __future__ import annotations

import pytest

from archive.importing.recognising.home import Home
from archive.importing.recognising.meetings.places import where

PROVINCE = Home("溪山省", "云津市")
REGION = Home("北原自治区")


@pytest.mark.parametrize(
    ("printed", "home", "place"),
    [
        ("云津", PROVINCE, "云津"),
        ("溪山宾馆", PROVINCE, "溪山宾馆"),
        ("我省", PROVINCE, "溪山省"),
        ("我市", PROVINCE, "云津市"),
        ("我市", REGION, None),
        ("我区", REGION, "北原自治区"),
        ("我区", PROVINCE, None),
        ("我县", PROVINCE, None),
        ("我省", Home(), None),
        ("我省大会堂", PROVINCE, "溪山省大会堂"),
        ("省水利厅", PROVINCE, "溪山省水利厅"),
        ("省水利厅", Home(), "省水利厅"),
        ("市民中心", PROVINCE, "市民中心"),
        ("京", PROVINCE, "北京"),
        ("杭", PROVINCE, "杭州"),
        ("田", PROVINCE, None),
        ("当地", PROVINCE, None),
        ("我校", PROVINCE, None),
        ("该所", PROVINCE, None),
    ],
)
def test_words_of_the_place_of_print_are_resolved_or_none(printed: str, home: Home, place: str | None) -> None:
    assert where(printed, home) == place
