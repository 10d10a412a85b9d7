"""Contents pages: told from text, and what they announce."""

from __future__ import annotations

import pytest

from archive.importing.contents import announced
from archive.importing.records import Reason
from tests.importing import prints
from tests.importing.prints import PROSE, left, sheet

MAGAZINE = [
    "目 录",
    ">>本期关注",
    "4 老渠新水润禾川/许 禾",
    "8 柳坪村：一棵橘子树的账本/方小满 江一舟",
    "■人 物",
    "12 把水送到最后一块田",
    "——老水工的一个冬天/孟 晚",
]
COLUMN = prints.column(PROSE, 24)


@pytest.mark.parametrize(
    "entries",
    [
        ["4 老渠新水润禾川", "8 一棵橘子树的账本", "12 把水送到最后一块田"],
        ["老渠新水润禾川……4", "一棵橘子树的账本……8", "把水送到最后一块田……12"],
        [
            "老渠新水润禾川 ············ （4）",
            "一棵橘子树的账本 ············ （8）",
            "把水送到最后一块田 ········· （12）",
        ],
        ["老渠新水润禾川\t第2版", "一棵橘子树的账本\t第3版", "把水送到最后一块田\t第4版"],
        ["1.老渠新水润禾川", "2.一棵橘子树的账本", "3.把水送到最后一块田"],
        ["老渠新水润禾川/许 禾", "一棵橘子树的账本/方小满", "把水送到最后一块田/孟 晚"],
    ],
)
@pytest.mark.parametrize("heading", ["目 录", "本期导读", "要 目"])
def test_a_heading_with_three_entries_is_a_contents_page(heading: str, entries: list[str]) -> None:
    whole = sheet([heading, *entries, "\f老渠新水润禾川", *PROSE])
    assert left(whole, Reason.CONTENTS) == ["\n".join([heading, *entries])]
    assert [line.text for line in whole.lines] == ["老渠新水润禾川", *PROSE]
    assert whole.lines[0].after_break


def test_section_words_and_second_lines_of_entries_belong_to_it() -> None:
    whole = sheet([*MAGAZINE, "\f老渠新水润禾川", *COLUMN])
    assert left(whole, Reason.CONTENTS) == ["\n".join(MAGAZINE)]


def test_the_second_half_of_a_contents_page_needs_no_heading() -> None:
    entries = ["26 山上多了三十里水杉/许 禾", "30 邻县学艺记/方小满", "34 渡槽往事/孟 晚", "38 一口塘的收入/江一舟"]
    assert left(sheet([*entries, "\f老渠新水润禾川", *COLUMN]), Reason.CONTENTS) == ["\n".join(entries)]


def test_it_may_stand_between_two_articles() -> None:
    entries = ["今日导读", "老渠新水润禾川……2版", "一棵橘子树的账本……3版", "把水送到最后一块田……4版"]
    whole = sheet([*PROSE[:5], *entries, *PROSE[5:]])
    assert left(whole, Reason.CONTENTS) == ["\n".join(entries)]
    assert [line.text for line in whole.lines] == list(PROSE)
    assert [line.text for line in whole.lines if line.after_break] == [PROSE[5]]


@pytest.mark.parametrize(
    "lines",
    [
        ["目 录", "4 老渠新水润禾川", "8 一棵橘子树的账本"],  # too few
        ["4 老渠新水润禾川", "8 一棵橘子树的账本", "12 把水送到最后一块田"],  # neither heading nor authors
        ["目 录", "4 月里老渠通水。", "8 月里橘子挂果。", "12 月里清淤。"],  # sentences
        ["1.老渠要清淤；", "2.渡槽要换；", "3.隧洞要加宽。"],
    ],
)
def test_other_lines_with_numbers_are_text(lines: list[str]) -> None:
    assert left(sheet([*PROSE[:3], *lines, *PROSE[3:]]), Reason.CONTENTS) == []


def test_it_announces_headlines_with_and_without_their_first_word_and_each_with_its_section() -> None:
    titles = announced(["目 录", "【本期关注】", *MAGAZINE[2:4], "人 物", "把水送到最后一块田……12"])
    assert titles == {
        "老渠新水润禾川": "本期关注",
        "柳坪村：一棵橘子树的账本": "本期关注",
        "一棵橘子树的账本": "本期关注",
        "把水送到最后一块田": "人物",
    }


def test_entries_without_pages_are_known_by_standing_again_as_headlines() -> None:
    entries = ["老渠新水润禾川", "一棵橘子树的账本", "把水送到最后一块田"]
    texts = [line for k, entry in enumerate(entries) for line in (f"【{entry}】", *PROSE[2 * k : 2 * k + 2])]
    whole = sheet(["【主要内容】", *entries, *texts])
    assert left(whole, Reason.CONTENTS) == ["\n".join(["【主要内容】", *entries])]
    assert [line.text for line in whole.lines] == texts


def test_entries_may_have_their_page_in_brackets_and_a_section_one_text_of_its_name() -> None:
    entries = [
        "县政府文件",
        "禾川县渠道管护办法（3）",
        "关于加快修渠的意见（8）",
        "关于春灌的通知（12）",
        "人事任免",
    ]
    whole = sheet(["目　录", *entries, "禾川县渠道管护办法", *PROSE])
    assert left(whole, Reason.CONTENTS) == ["\n".join(["目　录", *entries])]
    assert {"禾川县渠道管护办法", "人事任免"} <= whole.known_heads


def test_a_headline_that_returns_is_no_entry_where_entries_have_pages() -> None:
    entries = ["2031年工作报告……（1）", "2032年工作报告……（14）", "2033年工作报告……（29）"]
    whole = sheet(["目　录", *entries, "县政府工作报告", *PROSE[:5], "县政府工作报告", *PROSE[5:]])
    assert left(whole, Reason.CONTENTS) == ["\n".join(["目　录", *entries])]
