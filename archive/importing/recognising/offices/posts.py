"""Whose post an office is: 省委书记 in a text of Zhejiang is the 书记 of 中共浙江省委员会."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from archive.importing.authority import Body
from archive.importing.recognising.named_bodies import Register
from archive.importing.recognising.offices.titles import post_of
from archive.importing.vocabulary import words

_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture"}
#: 省 and 市 before what a place has of its own: 省委, 市政府, 省教育厅.
_LOCAL = re.compile(r"(自治区|省|市|州)(?=委|党委|政府|人大|政协|纪委|监委|高院|检察院|军区|\w{1,10}[厅局])")
_HEAD = re.compile(r"(?P<place>[\u4e00-\u9fff]{0,12}?)(?P<deputy>(?:常务)?副)?(?P<head>(?P<level>省|市|县|区|州)长)")
_REGION_HEAD = re.compile(r"(?P<place>[\u4e00-\u9fff]{0,12}?)(?P<level>自治区)(?P<deputy>(?:常务)?副)?(?P<head>主席)")
#: Offices whose names do not begin with the body's.
_NATIONAL = {
    "国家主席": ("中华人民共和国", "主席"),
    "国家副主席": ("中华人民共和国", "副主席"),
    "总书记": ("中国共产党中央委员会", "总书记"),
    "国务委员": ("中华人民共和国国务院", "国务委员"),
    "全国人大代表": ("中华人民共和国全国人民代表大会", "代表"),
}
#: What belongs to a post before its word of office.
_MANNER = re.compile(r"(?:专职|常务|执行|第一|名誉|代理)?$")
#: A name that begins with these alone does not tell the place.
_BARE = re.compile(r"(?:我|全)?(?:省|市|县|区|州|盟|旗|镇|乡|村|自治区|党)(?!\w{1,3}[省市县区镇村])")
#: The Party's body within another, and the posts that are its own: who is 书记 of a 厅's 党组 is 厅长 of the 厅.
_PARTY_GROUP = re.compile(r"(?:党组|党委)$")
_PARTY_POSTS = frozenset({"书记", "副书记", "成员", "委员"})
#: A place's own bodies: as titles name them, and what stands before and behind the place in the name in full.
_OWN = {
    "人大常委会": ("", "人民代表大会常务委员会"),
    "人大": ("", "人民代表大会"),
    "政协": ("政协", "委员会"),
    "纪委": ("中共", "纪律检查委员会"),
    "监委": ("", "监察委员会"),
    "党委": ("中共", "委员会"),
    "委": ("中共", "委员会"),
    "政府": ("", "人民政府"),
    "人民政府": ("", "人民政府"),
}


class Post(NamedTuple):
    """An office in full: `label` is the body's name and the post's."""

    label: str
    body: str
    post: str


def resolved(title: str, places: Mapping[str, Body], known: Register) -> Post | None:
    """The post that a title names, None where the text does not tell whose it is."""
    if title in _NATIONAL:
        return _post(*_NATIONAL[title])
    head = _HEAD.fullmatch(title) or _REGION_HEAD.fullmatch(title)
    if head:
        place = _place(head["place"], head["level"], places, known)
        return _post(place.name + "人民政府", (head["deputy"] or "") + head["head"]) if place else None
    full = _with_place(title, places)
    body, post = _parted(full)
    if not body or not post:
        return None
    named = known.at(body, 0)
    if named and named.body.kind != "place":
        return _post(named.body.name + body[named.end :], post)
    if named:
        return _of_place(named.body.name, body[named.end :], post, known) or (
            _post(body, post) if _is_body(body) else None
        )
    return _post(body, post) if _is_body(body) else None


def _parted(title: str) -> tuple[str, str | None]:
    """The body and the post of a title: 某公司 and 董事长兼总工程师."""
    post = post_of(title)
    if post is None:
        return title, None
    match = _MANNER.search(title.removesuffix(post))
    assert match is not None
    body = title[: match.start()]
    if body.endswith("兼") and (first := _parted(body[:-1]))[1]:
        return first[0], title[len(first[0]) :]
    return body, title[match.start() :]


def _of_place(place: str, rest: str, post: str, known: Register) -> Post | None:
    """The post of a place's own body, as 委, 人大 or 纪委 name it."""
    for short, (head, tail) in _OWN.items():
        if rest.startswith(short):
            body = head + place + tail
            found = known.by_name.get(body)
            return _post((found.name if found else body) + rest[len(short) :], post)
    return None


def _is_body(name: str) -> bool:
    """Whether it can be a body's full name, as 省委 alone is not."""
    return not _BARE.match(name) and any(name.endswith(end) and len(name) > len(end) for end in words("body_ends"))


def of_same_body(title: str, before: Post) -> Post | None:
    """The post of a bare title that shares the body of the one printed before it: 副书记、秘书长, 党组书记、主任."""
    if post_of(title) != title or title in words("titles_of_government"):
        return None
    party = title in _PARTY_POSTS
    return _post(before.body if party else _PARTY_GROUP.sub("", before.body), title)


def _post(body: str, post: str) -> Post:
    return Post(body + post, body, post)


def _place(name: str, level: str, places: Mapping[str, Body], known: Register) -> Body | None:
    if not name:
        place = places.get(_LEVELS.get(level, ""))
        return place if place and place.name.endswith(level) else None
    found = known.by_name.get(name if name.endswith(level) else name + level)
    return found if found and found.kind == "place" else None


def _with_place(title: str, places: Mapping[str, Body]) -> str:
    """The title with the place's name before a bare 省 or 市."""
    match = _LOCAL.match(title)
    place = _place("", match[1], places, _NOBODY) if match else None
    return place.name + title[len(match[1]) :] if match and place else title


_NOBODY = Register(())
