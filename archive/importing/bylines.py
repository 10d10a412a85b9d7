"""Bylines (署名): the authors a line of their own names."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.importing.names import is_chinese, is_name, split_names
from archive.importing.typography import any_of, is_closed, squeeze

_LONGEST = 60
_LONGEST_BARE = 24
_MARKS = "■□▲"
_STAFF = re.compile(r"(?:本报|本刊|新华社|人民日报)(?:特约)?(?:评论员|记者|编辑部)|编辑部")
#: 「本报记者」, 「某报驻某地记者」, 「作者：」, 「通讯员」, and the mark 「■」.
_REPORTERS = re.compile(
    rf"""
    (?: [■□▲]
      | (?: 本报|本刊|本网|本台|新华社 | [\u4e00-\u9fff]{{2,8}}(?:社|日报|晚报|网|台|在线) )? \s*
        (?: 首席|见习|实习|特约|驻\S{{2,6}}|通讯 )?
        (?: ^文 | 文(?=\s*[：:/／|]) | {any_of("记者 通讯员 评论员 特约撰稿 实习生 作者 撰稿 摄影 执笔 整理 编辑")} )
    ) \s* [：:/／|]? \s*
    """,
    re.VERBOSE,
)
#: 「文/图」, 「摄影报道」 behind the names.
_MANNER = re.compile(r"\s*(?:文\s*[/／]\s*图|图\s*[/／]\s*文|摄影报道|整理)$")
_OFFICE = any_of(
    "总理 省长 市长 县长 区长 主席 书记 主任 部长 院长 校长 检察长 董事长 会长 委员长 局长 厅长 秘书长 行长 社长 总编辑"
)
#: 「省长　李某」; the name may hold one damaged glyph.
_OFFICE_NAME = re.compile(
    rf"(?P<office>\S{{0,24}}?{_OFFICE})\s*[:：]?\s*"
    r"(?P<name>(?:[\u4e00-\u9fff·]|[^\w\s，。、；：“”（）《》])(?:\s*[\u4e00-\u9fff·]){1,5})"
)


class Byline(NamedTuple):
    """Authors of a byline; `certain` where a mark or the words around them say that they are authors."""

    names: tuple[str, ...]
    certain: bool


def parse_byline(text: str) -> Byline | None:
    """The authors a line names, None when it is no byline. 「本报评论员」 alone is one without names."""
    if len(text) > _LONGEST:  # first of all: what follows takes long on a long run of blanks
        return None
    text = _MANNER.sub("", text.strip())
    if not text or (is_closed(text) and text[-1] not in "）)"):
        return None
    if _STAFF.fullmatch(squeeze(text)):
        return Byline((), True)
    bare = text.strip("（()） ")
    if text[0] in _MARKS and not _REPORTERS.match(text[1:].strip()):
        parts = [text[1:]] if len(text) <= _LONGEST_BARE else []
    else:
        parts = [part for part in _REPORTERS.split(bare) if part.strip(" 、，,")] if _REPORTERS.match(bare) else []
    if parts:
        named = [_pen_names(re.sub(r"[（(][^）)]*[）)]", "", part)) for part in parts]
        return Byline(tuple(name for group in named for name in group), True) if all(named) else None
    return _with_office(text) or _bare(text)


def is_signed_by_name(text: str) -> bool:
    """Whether a line is 「某县居民　张某」: who somebody is, and the name."""
    who, _, name = text.replace("\u3000", " ").rpartition(" ")
    return len(who) >= 2 and not who.endswith(("记者", "通讯员", "评论员")) and len(name) <= 3 and is_name(name)


def _with_office(text: str) -> Byline | None:
    match = _OFFICE_NAME.fullmatch(text)
    if not match:
        return None
    name = squeeze(match["name"])
    apart = (
        match["office"] + match["name"] != text and 2 <= len(name) <= 4
    )  # parted by a blank: it needs no known surname
    names = [name] if apart or not is_chinese(name) else split_names(name)
    return Byline(tuple(names), True) if names and len(names) == 1 else None


def _bare(text: str) -> Byline | None:
    names = split_names(text) if len(text) <= _LONGEST_BARE else None
    return Byline(tuple(names), False) if names and len(names) <= 4 else None


def _pen_names(text: str) -> list[str]:
    """Names behind a mark, which need have no surname; empty where some word is too long for a name."""
    words = re.sub(r"(?<=\b\w)\s+(?=\w\b)", "", text.strip(" \u3000、，")).replace("、", " ").split()
    return split_names(text) or (words if all(2 <= len(word) <= 4 for word in words) else [])
