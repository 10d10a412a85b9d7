"""Full official names of bodies, from the words with which titles name them: 省委, 昆明市委, 省农科院, 公安厅."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.importing.authority import Body
from archive.importing.recognising.home import Home
from archive.importing.recognising.named_bodies import Register
from archive.importing.vocabulary import pairs, words

_BARE_LEVEL = re.compile("自治区|[省市州]")
#: A name that begins with these alone does not tell the place.
_PLACELESS = re.compile(
    r"(?:我|全|各|该|本)?(?:省|市|县|区|州|盟|旗|镇|乡|村|自治区|党)(?!\w{1,3}[省市县区镇村])|第[一二三四五六七八九十\d]"
)
_NATIONAL = ("党和国家", "中央", "中国", "中华", "国家", "全国", "国务院")
#: A city, county or district that the authority does not know, with all that stands within it down to the town.
_SHAPE = re.compile(
    r"(?!自治)(?:[^\W\d_各及全省我在和与区县该本让把以对由每等届主持的之任党团委市县]{1,5}(?:新区|开发区|[市县区旗])){1,3}"
    r"(?:[^\W\d_市县区]{1,4}(?:街道|[镇乡]))?"
)
_OF_TOWN = ("街道", "镇", "乡")
#: A place's own bodies: as titles name them, and what stands before and behind the place in the name in full.
_OWN = {
    "人大常委会": ("", "人民代表大会常务委员会"),
    "人民代表大会": ("", "人民代表大会"),
    "人大": ("", "人民代表大会"),
    "政协": ("政协", "委员会"),
    "纪律检查委员会": ("中共", "纪律检查委员会"),
    "纪委": ("中共", "纪律检查委员会"),
    "监委": ("", "监察委员会"),
    "党工委": ("中共", "工作委员会"),
    "党委": ("中共", "委员会"),
    "委员会": ("中共", "委员会"),
    "委": ("中共", "委员会"),
    "人民政府": ("", "人民政府"),
    "政府": ("", "人民政府"),
}
#: A Party committee's name is cut where a department's follows: 中共浙江省委组织部.
_CUT = {"纪律检查委员会": "纪委", "委员会": "委"}
#: Committees of the other parties, of which the Party's 市委 is none: 民进金华市委会.
_OF_OTHER_PARTY = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,10}[省市县区])(?:委(?:员?会)?|委员会)")
_PARTIES = ("party", "association")
#: Two titles printed as one tell no body: 「市委常委市军分区」.
_POST = re.compile("常委(?!会)|书记(?!处)|主任|[部省市县区]长")
_TERM = re.compile("第[一二三四五六七八九十]{1,4}届")
#: 厅 are a province's alone, so that the text's province is the one meant.
_PROVINCIAL = re.compile(r"(?!办公)[\u4e00-\u9fff]{2,10}厅(?:党组|党委)?")
_LOCAL = re.compile(r"(?!办公)[\u4e00-\u9fff]{2,10}[厅局](?:党组|党委)?")


class Full(NamedTuple):
    """A body's full name and the place that it is a body of, where it is one."""

    name: str
    place: str | None = None


def in_full(printed: str, home: Home, known: Register, of: str | None = None) -> Full | None:
    """The body that the words of a title name; None where they are a piece of a name or do not tell the place.

    `home` is what 省 and 市 mean in the text, `of` is the place whose post is printed before.
    """
    if _POST.search(printed):
        return None
    name = _with_place(_TERM.sub("", printed), home, known)
    named = known.at(name, 0)
    if named and named.body.name == "中国共产党" and named.end < len(name):
        name = _with_place(name[named.end :], home, known)
        named = known.at(name, 0)
    if named and named.body.kind != "place":
        return _of_known(named.body, name[named.end :], known)
    place = _place(name, known)
    if not place and home.province and name.startswith(home.province):
        place = home.province, name.removeprefix(home.province)  # one that the authority does not know
    if place:
        full, rest = place
        if found := _own(full, rest, known) or _department(full, rest, printed=name):
            return found
    if name.startswith(_NATIONAL) and _ends(name, "body_ends"):
        return Full(name)
    if _PLACELESS.match(name):
        return None
    department = name in pairs("party_departments")
    if of and (department or _LOCAL.fullmatch(name)):
        return _own(of, "委" + name, known) if department else _department(of, name, printed=of + name)
    if home.province and _PROVINCIAL.fullmatch(name):
        return _department(home.province, name, printed=home.province + name)
    return Full(name) if _ends(name, "standing_body_ends") else None


def place_of_level(level: str, home: Home) -> str | None:
    """The place that a bare 省, 自治区 or 市 means."""
    place = home.of(level)
    return place if place != level and place.endswith(level) else None


def _with_place(name: str, home: Home, known: Register) -> str:
    """The name with the place's before a bare 省 or 市; 团省委 is the 共青团's."""
    league = "共青团" if re.match("团[省市]委", name) else ""
    bare = name[1:] if league else name
    match = _BARE_LEVEL.match(bare)
    place = place_of_level(match[0], home) if match and not known.at(name, 0) else None
    return league + place + bare[match.end() :] if match and place else name


def _of_known(body: Body, rest: str, known: Register) -> Full | None:
    if not rest:
        return Full(body.name, body.parent)
    if (other := _OF_OTHER_PARTY.match(rest)) and body.kind in _PARTIES:
        place = known.by_name.get(other["place"])
        return Full(body.name + (place.name if place else other["place"]) + "委员会" + rest[other.end() :])
    if body.name.startswith("中共") and body.level != "national":
        return Full(_cut(body.name) + _expanded(rest, "party_departments"), body.parent)
    return Full(body.name + rest, body.parent)


def _place(name: str, known: Register) -> tuple[str, str] | None:
    """The place that a name begins with, in full, and the rest of the name.

    Of several within each other it is the last; a district alone is told with its city, as many cities have one so
    called.
    """
    place, end = "", 0
    while (named := known.at(name, end)) and named.body.kind == "place":
        place, end = named.body.name, named.end
    shape = _SHAPE.match(name, end) or _SHAPE.match(name)
    while shape and shape[0].endswith(_OF_TOWN) and not _is_body(name[shape.end() :]):
        shape = _SHAPE.match(name, shape.start(), shape.end() - 1)
    if shape and shape.end() > end:
        city = place if shape.start() and shape[0].endswith("区") else ""
        place, end = city + shape[0], shape.end()
    if not place:
        return None
    rest = name[end:]
    return place, rest[1:] if rest[:1] == place[-1] and _is_own(rest[1:]) else rest


def _is_body(rest: str) -> bool:
    return _is_own(rest) or _ends(rest, "body_ends")


def _is_own(rest: str) -> bool:
    return rest.startswith(tuple(_OWN))


def _own(place: str, rest: str, known: Register) -> Full | None:
    """A place's own body, as 委, 人大 or 纪委 name it, or a department of it."""
    for short, (head, tail) in _OWN.items():
        if rest.startswith(short):
            body = head + place + tail
            found = known.by_name.get(body)
            below = rest[len(short) :]
            if not below:
                return Full(found.name if found else body, place)
            if head == "中共":
                return Full(_cut(body) + _expanded(below, "party_departments"), place)
            return Full(body + below, place)
    return None


def _cut(name: str) -> str:
    end = next((end for end in _CUT if name.endswith(end)), "")
    return name.removesuffix(end) + _CUT.get(end, "")


def _department(place: str, rest: str, *, printed: str) -> Full | None:
    """A body that a place's name begins: a department in full, else as printed."""
    if rest and rest != (full := _expanded(rest, "bodies_in_full")):
        return Full(place + full, place)
    if not _ends(rest, "body_ends") and not _ends(rest, "standing_body_ends"):
        return None
    is_department = _PROVINCIAL.fullmatch(rest) and not printed.startswith(place)
    return Full(place + rest if is_department else printed, place)


def _expanded(rest: str, table: str) -> str:
    """The rest of a name with the department that it begins with in full."""
    full_names = pairs(table)
    for length in range(min(len(rest), 12), 1, -1):
        if full := full_names.get(rest[:length]):
            return full + rest[length:]
    return rest


def _ends(name: str, table: str) -> bool:
    """Whether a name ends like a body's and is more than that; what is added in brackets is left aside."""
    name = re.sub(r"（[^（）]{1,40}）\Z", "", name)
    name = re.sub(r"(?<=..)(?:党委|党组)\Z", "", name)
    return any(len(name) > len(end) and name.endswith(end) for end in words(table))
