"""Pinyin of names, by which they are sorted and found."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin

#: Surnames that are read otherwise than the same character elsewhere (姓氏异读).
_SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "乐": "yue", "朴": "piao",
    "盖": "ge", "任": "ren", "覃": "qin", "召": "shao", "华": "hua", "员": "yun", "宓": "mi", "洗": "xian",
    "冼": "xian", "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai", "翟": "zhai",
    "缪": "miao", "折": "she", "逄": "pang", "佴": "nai", "祭": "zhai", "黑": "he", "宁": "ning", "繁": "po",
}  # fmt: skip


def of_person(name: str) -> str:
    """Syllables parted by spaces, without tones: 「单田芳」 is `shan tian fang`."""
    for length in (2, 1):
        if reading := _SURNAMES.get(name[:length]):
            return " ".join([reading, *lazy_pinyin(name[length:])])
    return of_name(name)


@lru_cache(maxsize=4096)  # names are read where they are stored, and again where they are indexed
def of_name(name: str) -> str:
    """The same of any other name."""
    return " ".join(lazy_pinyin(name))


def of_record(record_type: str, name: str) -> str:
    """The same of the name of a record, by what sort of record it is, such as `person`."""
    return of_person(name) if record_type == "person" else of_name(name)
