"""Whose post an office is: 省委书记 in a text of Zhejiang is the 书记 of 中共浙江省委员会."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.importing.recognising.home import Home
from archive.importing.recognising.named_bodies import Register
from archive.importing.recognising.offices import bodies
from archive.importing.recognising.offices.titles import post_of
from archive.importing.vocabulary import words

#: What tells when an office is held, not whose it is.
_WHEN = re.compile(r"(?:新任|时任|现任|原任|前任|历任|首任|候任)")
_HEAD = re.compile(
    r"(?P<place>[一-鿿]{0,12}?)(?P<deputy>(?:常务)?副|代)?(?P<head>(?P<level>省|市|县|区|州|盟|旗|镇|乡)长)"
)
_REGION_HEAD = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,12}?)(?P<level>自治区)(?P<deputy>(?:常务)?副|代)?(?P<head>主席)"
)
#: Offices whose names do not begin with the body's.
_NATIONAL = {
    "国家主席": ("中华人民共和国", "主席"),
    "国家副主席": ("中华人民共和国", "副主席"),
    "总书记": ("中国共产党中央委员会", "总书记"),
    "国务委员": ("中华人民共和国国务院", "国务委员"),
    "全国人大代表": ("中华人民共和国全国人民代表大会", "代表"),
}
#: What belongs to a post before its word of office.
_MANNER = re.compile(r"(?:原|专职|常务|执行|第一|名誉|代理|[一二三四]级)?$")
#: The Party's body within another, and the posts that are its own: who is 书记 of a 厅's 党组 is 厅长 of the 厅.
_PARTY_GROUP = re.compile(r"(?:党组|党委)$")
_PARTY_POSTS = frozenset({"书记", "副书记", "成员", "委员"})
_PARTY_COMMITTEE = re.compile(r"中共.*委员会$")
_COMMITTEE_POSTS = frozenset({"书记", "副书记", "常委", "委员", "秘书长", "副秘书长"})


class Post(NamedTuple):
    """An office in full: `label` is the body's name and the post's; `place` that of which the body is."""

    label: str
    body: str
    post: str
    place: str | None = None


def resolved(title: str, home: Home, known: Register, before: Post | None = None) -> Post | None:
    """The post that a title names, None where the text does not tell whose it is.

    `before` is the post printed before it, of the same person.
    """
    title = _WHEN.sub("", title, count=1)
    if "某" in title:
        return None  # 「某旅旅长」 keeps back whose it is
    if title in _NATIONAL:
        return _post(bodies.Full(_NATIONAL[title][0]), _NATIONAL[title][1])
    of = before.place if before else None
    if head := _HEAD.fullmatch(title) or _REGION_HEAD.fullmatch(title):
        return _of_government(head, home, known, of)
    printed, post = _parted(title)
    if not post or post in words("no_posts"):
        return None
    if printed.endswith("人大") and post == "常委":
        printed, post = printed + "常委会", "委员"
    if printed:
        body = bodies.in_full(printed, home, known, of)
        return _post(body, post) if body else None
    return _of_same_body(title, before) if before else None


def _of_government(head: re.Match[str], home: Home, known: Register, of: str | None) -> Post | None:
    """The government that a 省长 or 市长 heads: of the place named, or of that whose Party post is printed before."""
    level, printed = head["level"], head["place"]
    if printed:
        full = bodies.in_full(printed.removesuffix("人民政府").removesuffix(level) + level + "人民政府", home, known)
    elif of and of.endswith(level):
        full = bodies.in_full(of + "人民政府", home, known)
    else:
        place = bodies.place_of_level(level, home)
        full = bodies.Full(place + "人民政府", place) if place else None
    return _post(full, (head["deputy"] or "") + head["head"]) if full else None


def _parted(title: str) -> tuple[str, str | None]:
    """The body and the post of a title: 某公司 and 董事长兼总工程师."""
    post = post_of(title)
    if post is None:
        return title, None
    post = post.removeprefix("书记处")
    match = _MANNER.search(title.removesuffix(post))
    assert match is not None
    body = title[: match.start()]
    if body.endswith("兼") and (first := _parted(body[:-1]))[1]:
        return first[0], title[len(first[0]) :]
    return body, title[match.start() :].removeprefix("原")


def _of_same_body(title: str, before: Post) -> Post | None:
    """The post of a bare title that shares the body of the one printed before it: 副书记、秘书长, 党组书记、主任."""
    if title in words("titles_of_government"):
        return None
    if _PARTY_COMMITTEE.match(before.body) and title not in _COMMITTEE_POSTS:
        return None
    name = before.body if title in _PARTY_POSTS else _PARTY_GROUP.sub("", before.body)
    return _post(bodies.Full(name, before.place), title)


def _post(body: bodies.Full, post: str) -> Post:
    return Post(body.name + post, body.name, post, body.place)
