"""Likeness: what is a printing, what an excerpt, and what only sounds alike."""

from __future__ import annotations

import random
import time

import pytest

from archive.importing.likeness import Relation, compare, fold, sketch, worth_comparing

CHARACTERS = "春灌水渠清淤村社田埂老支书柳镇青禾山坡桥头石磨谷雨惊蛰芒种播收粮仓账本夜校工分犁铧耙镰箩筐扁担井台磨坊"


def words(length: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(CHARACTERS) for _ in range(length))


def relation(one: str, other: str) -> Relation:
    assert compare(one, other) == compare(other, one)
    return compare(one, other).relation


def test_folding_leaves_characters_letters_and_digits() -> None:
    assert fold(["“春灌”（二）１２％，ＡＢ c\u3000", "〇五、𠮷"]) == "春灌二12abc〇五𠮷"


@pytest.mark.parametrize(
    "opening",
    ["青禾社柳镇3月4日电 ", "青禾日报柳镇3月14日讯（记者 许桂兰）", "青禾社柳镇 3 月 4 日电（许桂兰、吴明远）"],
)
def test_folding_drops_the_dateline(opening: str) -> None:
    assert fold([opening + "春灌开始了。"]) == "春灌开始了"


def test_folding_keeps_days_of_the_text() -> None:
    assert fold(["3月4日电站送水。"]) == "3月4日电站送水"
    assert fold(["春灌开始，3月4日电 。"]) == "春灌开始3月4日电"


def test_sketches_are_small_and_the_same_everywhere() -> None:
    text = words(3200)
    assert 120 < len(sketch(text)) < 300
    assert sketch("渠" * 40) == [1066342168]
    assert min(sketch(text)) >= -(2**31)
    assert sketch(text) == sorted(set(sketch(text)))
    assert sketch(words(29)) == []
    assert sketch(words(30)) != []


def test_sketches_share_what_texts_share() -> None:
    text = words(2000)
    whole, half, other = sketch(text), sketch(text[500:1500]), sketch(words(2000, 2))
    assert is_worthy(whole, half)
    assert len(set(whole) & set(half)) > 0.8 * len(half)
    assert not is_worthy(whole, other)
    assert not is_worthy([], [])


@pytest.mark.parametrize("length", [250, 500, 1000, 4000, 16000])
@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_like_enough_is_worth_comparing(length: int, seed: int) -> None:
    text, other = words(length, seed), words(length, 100 + seed)
    mended = text[: length * 4 // 5] + other[length * 4 // 5 :]
    excerpt = text[length // 8 : length // 2] + other[: length // 16]
    assert compare(text, mended).relation is Relation.SAME
    assert is_worthy(sketch(text), sketch(mended))
    if compare(text, excerpt).relation is Relation.EXCERPT:
        assert is_worthy(sketch(text), sketch(excerpt))


def test_large_texts_that_share_a_half_are_not_compared() -> None:
    text = words(4000)
    assert not is_worthy(sketch(text), sketch(text[:2000] + words(2000, 2)))


def is_worthy(one: list[int], other: list[int]) -> bool:
    return worth_comparing(min(len(one), len(other)), len(set(one) & set(other)))


def test_single_words_may_be_changed() -> None:
    text = words(900)
    changed = "".join("某" if i % 100 == 50 else c for i, c in enumerate(text))
    assert relation(text, changed) is Relation.SAME
    assert relation(text, "某".join(text[i : i + 20] for i in range(0, 900, 20))) is Relation.DIFFERENT


def test_a_part_is_an_excerpt_and_nearly_all_is_the_same() -> None:
    text = words(1000)
    assert relation(text, text[100:400]) is Relation.EXCERPT
    assert relation(text, text[:200] + text[500:700]) is Relation.EXCERPT
    assert relation(text, text[:900]) is Relation.SAME
    assert relation(text, text[:140]) is Relation.DIFFERENT


def test_what_takes_passages_over_is_no_excerpt() -> None:
    text = words(3000)
    assert relation(text, text[:700] + words(300, 2)) is Relation.DIFFERENT
    mended = "".join(text[i : i + 33] for i in range(0, 3000, 60))  # a cut every other line, all over
    assert relation(text, mended) is Relation.DIFFERENT


def test_a_brief_may_be_mended() -> None:
    text = words(800)
    brief = text[:60] + text[100:160] + text[300:360] + text[500:560]
    assert relation(text, brief) is Relation.EXCERPT


def test_short_texts_are_the_same_to_the_letter_or_not_at_all() -> None:
    notice = (
        "经青禾县人民政府研究决定任命许桂兰为青禾县水利局局长试用期一年免去吴明远的青禾县水利局局长职务另有任用特此通知"
    )
    assert relation(notice, notice) is Relation.SAME
    assert relation(notice, notice.replace("吴明远", "孟春生")) is Relation.DIFFERENT
    assert relation(words(29), words(29)) is Relation.DIFFERENT
    assert relation("", "") is Relation.DIFFERENT


def test_notices_of_two_years_differ_by_their_numbers() -> None:
    parts = [words(70, seed) for seed in range(6)]
    one = "".join(f"{part}{number}亩" for part, number in zip(parts, (2031, 3, 410, 52, 63, 700), strict=True))
    other = "".join(f"{part}{number}亩" for part, number in zip(parts, (2032, 4, 420, 54, 65, 711), strict=True))
    assert compare(one, other).share > 0.75
    assert relation(one, other) is Relation.DIFFERENT
    assert relation(one, one.replace("2031", "2032")) is Relation.SAME


def test_sessions_are_told_apart_by_their_ordinals() -> None:
    text = words(160)
    one = f"{text}第三次会议"
    assert relation(one + words(30, 2), one.replace("三次", "四次") + words(30, 2)) is Relation.DIFFERENT


def test_the_numbers_of_one_note_count_once() -> None:
    text = words(400) + "春灌2万亩"
    assert relation(text + words(50, 2), text + "这是2031年3月4日第五次会议的发言") is Relation.SAME


def test_long_texts_cost_linear_time() -> None:
    def seconds(length: int) -> float:
        one, other = words(length), words(length - 10, 1) + "2031年"
        start = time.process_time()
        sketch(one)
        compare(one, other)
        fold([one, "电" * length, "3日" * length])
        return time.process_time() - start

    # The best of three: what else a machine does makes any one of them slow.
    long, short = (min(seconds(length) for _ in range(3)) for length in (160_000, 20_000))
    assert long < 16 * max(short, 0.02)
