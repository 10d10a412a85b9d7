"""Names of persons as bylines print them."""

from __future__ import annotations

import re

from archive.importing.vocabulary import words

SURNAMES = words("surnames")

#: Ends of lines that look like a surname and a given name in wrapped headlines: 时强调, 会召开.
_NO_GIVEN_NAMES = re.compile(
    r".(?:强调|指出|要求|召开|举行|讲话|主持|出席|会议|工作|建设|发展|报告|通知|意见|条例|办法|规定|大会|座谈|调研|闭幕|开幕)$"
)

_CJK = "[\u4e00-\u9fff]"
_NAME = re.compile(rf"{_CJK}{{2,3}}|{_CJK}{{1,8}}(?:·{_CJK}{{1,8}})+")


def is_name(word: str) -> bool:
    """Whether a word of two to four characters can be a person's name: surname first, or parts joined by a dot."""
    if word[:2] in SURNAMES and len(word) in (3, 4):
        return True
    return (
        bool(_NAME.fullmatch(word))
        and not _NO_GIVEN_NAMES.match(word)
        and word[-1] not in "市县省区镇"
        and ("·" in word or word[0] in SURNAMES)
    )


def is_run_of_names(text: str) -> bool:
    """Whether a text is nothing but names set solid, as decks print them: 「张三李四光王五」, with or without 等."""
    reached = [True] + [False] * len(text)
    for i in range(len(text)):
        if reached[i]:
            for end in range(i + 2, min(i + 4, len(text)) + 1):
                reached[end] |= is_name(text[i:end])
    return reached[-1] or (text.endswith("等") and is_run_of_names(text[:-1]))


def is_chinese(name: str) -> bool:
    """Whether every character of a name is a Chinese one, as none is where a glyph was damaged."""
    return all("\u4e00" <= char <= "\u9fff" or char in "· " for char in name)


def restored(name: str, text: str) -> str | None:
    """The name that a damaged one must be: the only one in a text that differs in the broken characters alone."""
    pattern = "".join(char if "\u4e00" <= char <= "\u9fff" else _CJK for char in name)
    found = {match for match in re.findall(pattern, text) if is_name(match)}
    return found.pop() if len(found) == 1 else None


def split_names(text: str) -> list[str] | None:
    """The names in a run like 「裘 真 占家进」 or 「王敏、李小龙」, None when some part of it is no name.

    A name of two characters is often set with a space inside, to be as wide as one of three.
    """
    words = [word for word in re.split(r"[\s、，,]+", text) if word]
    names: list[str] = []
    i = 0
    while i < len(words):
        word = words[i]
        if len(word) == 1 and i + 1 < len(words) and len(words[i + 1]) == 1:
            word += words[i + 1]
            i += 1
        if not is_name(word):
            return None
        names.append(word)
        i += 1
    return names or None
