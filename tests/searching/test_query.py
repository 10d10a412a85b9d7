"""What a reader types, as phrases."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from archive.searching.folding import fold
from archive.searching.query import LONGEST, MOST, QueryError, apart, parse


@pytest.mark.parametrize(
    ("typed", "groups", "excluded"),
    [
        ("春灌", (("春灌",),), ()),
        ("春灌　老渠", (("春灌",), ("老渠",)), ()),
        ("“春灌 老渠” 柳镇", (("春灌老渠",), ("柳镇",)), ()),
        ("「春灌 老渠」", (("春灌老渠",),), ()),
        ('"春灌 老渠', (("春灌老渠",),), ()),
        ("春灌 -老渠 -“柳 镇”", (("春灌",),), ("老渠", "柳镇")),
        ("春灌 OR 秋灌 柳镇", (("春灌", "秋灌"), ("柳镇",)), ()),
        ("甲 OR 乙 OR 丙", (("甲", "乙", "丙"),), ()),
        ("OR 春灌 OR", (("春灌",),), ()),
        ("春灌 or 老渠", (("春灌",), ("or",), ("老渠",)), ()),
        ("春灌 ＯＲ 秋灌", (("春灌", "秋灌"),), ()),
        ("春灌 AND 老渠", (("春灌",), ("老渠",)), ()),
        ("春灌 NOT 老渠 柳镇", (("春灌",), ("柳镇",)), ("老渠",)),
        ("春灌 “NOT” -OR", (("春灌",), ("not",)), ("or",)),
        ("春灌，老渠", (("春灌老渠",),), ()),
        ("COVID-19", (("covid19",),), ()),
        ("老渠 老渠", (("老渠",),), ()),
        ("—— 老渠 ！", (("老渠",),), ()),
        ("\x00老\x00渠\ud800", (("老渠",),), ()),
    ],
)
def test_words_phrases_exclusions_and_alternatives(
    typed: str, groups: tuple[tuple[str, ...], ...], excluded: tuple[str, ...]
) -> None:
    query = parse(typed)
    assert (query.groups, query.excluded) == (groups, excluded)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "no letter and no numeral"),
        ("，。“”🙂", "no letter and no numeral"),
        ("-春灌", "only says what is not wanted"),
        ("字" * (LONGEST + 1), f"longer than {LONGEST} characters"),
        ("春 " * (MOST + 1), f"more than {MOST} words"),
    ],
)
def test_what_cannot_be_answered_is_told_with_its_remedy(typed: str, sentence: str) -> None:
    with translation.override("en"), pytest.raises(QueryError, match=sentence) as raised:
        parse(typed)
    assert ": " in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("春灌、老渠", "春灌 老渠"),
        ("“春灌，老渠”", "春灌 老渠"),
        ("柳镇-春灌", "柳镇 春灌"),
        ("春灌 老渠", None),
        ("“春灌”", None),
        ("COVID-19", None),
        ("50.5", None),
        ("春灌、老渠 -柳镇", None),
        ("春灌、老渠 OR 柳镇", None),
    ],
)
def test_words_that_a_mark_holds_together_can_be_parted(typed: str, parted: str | None) -> None:
    found = apart(parse(typed))
    assert (found and found.text) == parted


@given(st.text(st.characters() | st.sampled_from('“”「」"- 　OR春\x00\ud800🙂'), max_size=LONGEST + 10))
def test_any_text_is_a_query_or_told_why_not(typed: str) -> None:
    try:
        query = parse(typed)
    except QueryError:
        return
    assert query.phrases
    assert all(phrase and fold(phrase) == phrase for phrase in (*query.phrases, *query.excluded))
