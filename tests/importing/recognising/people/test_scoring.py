from __future__ import annotations

from archive.importing.recognising.people.candidates import candidates, normal, ratio
from archive.importing.recognising.people.scoring import EDGE, features, scored
from archive.importing.recognising.tables import tables


def odds(text: str, name: str) -> float:
    text = normal(text)
    return max(s.inner + s.before + s.after for s in scored(text) if text[s.start : s.end] == name)


def test_the_same_characters_are_likelier_a_name_where_a_name_belongs() -> None:
    assert odds("主席高明说，好。", "高明") > odds("这个办法十分高明的地方在于简单。", "高明")


def test_candidates_are_chinese_with_a_surname_or_transliterated() -> None:
    text = "市长欧阳明华会见安娜·科瓦尔斯基。"
    found = {(text[c.start : c.end], c.surname) for c in candidates(text)}
    assert {("欧阳明华", 2), ("安娜·科瓦尔斯基", 0)} <= found


def test_a_long_run_of_transliterating_characters_is_no_name() -> None:
    assert [c for c in candidates("拉" * 200) if not c.surname] == []


def test_normal_text_keeps_its_offsets() -> None:
    text = "A·b(9),王 小明•"
    assert len(normal(text)) == len(text)
    assert normal("萨拉•兰蒂") == normal("萨拉・兰蒂") == "萨拉·兰蒂"


def test_ratio_tells_names_from_other_words() -> None:
    assert ratio("王建国") > 2 > ratio("的时候")


def test_every_weight_belongs_to_a_feature() -> None:
    text = normal("副市长欧阳明华、王建国和李强会见安娜·科瓦尔斯基、马丁。李娜娜、高明、陈静等人在座。")
    named = {
        table
        for candidate in candidates(text)
        for group in features(EDGE + text + EDGE, candidate)
        for table, _ in group
    }
    assert set(tables("name_weights")) - {"bias"} <= named | {"doubled"}
