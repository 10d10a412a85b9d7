"""The level told by the words before a name."""

from __future__ import annotations

import pytest

from archive.importing.recognising.initiatives.levels import level


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("国务院部署", "national"),
        ("全省开展", "province"),
        ("国家支持我市开展", "prefecture"),
        ("县委启动", "county"),
        ("大家开展", ""),
        ("全省上下同心同德，从三月起一起开展", ""),
    ],
)
def test_the_last_level_before_the_name_counts_if_it_is_near(before: str, expected: str) -> None:
    assert level(before + "“清渠”行动", len(before)) == expected
