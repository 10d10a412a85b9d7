"""Names of meetings in short and full form, folded to one: body, term (届), number (次) and kind of meeting."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.authority import Authority
from archive.importing.dating import number as read_number
from archive.importing.recognising.home import Home
from archive.importing.recognising.meetings.places import where
from archive.importing.vocabulary import either, pairs, words

#: Parties and organisations of the masses with congresses and plenums (中全会) of their own.
_PARTIES = pairs("democratic_parties") | pairs("mass_organizations")
_OTHER_PARTY = "|".join(sorted({*_PARTIES.values(), *_PARTIES}, key=lambda name: (-len(name), name)))
#: The Youth League's committees: 团省委, 团中央.
_LEAGUE, _OF_LEAGUE = "团", "团(?=(?:[省市县区州盟旗]|自治[区州县])委|中央)"
#: 「省委」 and 「自治区政协」 are those of the place that the text is about.
_LEVELS = ("自治区", "自治州", "省", "市", "州", "盟", "县", "区", "旗")
_N = r"[一二三四五六七八九十]{1,4}|\d{1,3}"
ODD = re.compile(r"[\s“”‘’\"'「」『』·•—－–\-~～]+")
_YEAR = re.compile(r"\A(?:(?:19|20)\d{2}|[二一][〇○零一二三四五六七八九]{3})年度?")
ORDINAL = re.compile(rf"第({_N})(?:届|次|期|轮|批)|首(?:届|次)")
#: A province, city or county that the authority does not know, before its level word: 「云津|市委九届三次全会」.
_UNKNOWN = re.compile(
    rf"(?>(?:(?:(?<![一-鿿])|(?<=[在于]))(?:中共|中国共产党)?(?!{either('meeting_verbs', 'meeting_introducers')})"
    r"(?:(?!自治|[届次第全各我本该省市县区经由据按从到在和与及对为以会了的])[一-鿿]){2,3}(?=[省市县区州旗](?:委|第|[一二三四五六七八九十\d]{1,3}届|人大|政协|人民代表大会|纪委)))?)"
)
#: The longest official name, of a standing committee of an autonomous region, is shorter.
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Folded:
    """A meeting's name by its parts; `body` is who meets, where the name tells it."""

    key: str
    series: str | None = None
    term: int | None = None
    number: int | None = None
    body: str | None = None


def spelt(value: int) -> str:
    """A number in Chinese, as official names have it: 12 is 十二."""
    tens, ones = divmod(value, 10)
    if tens > 9:
        return str(value)
    digits = " 一二三四五六七八九"
    return ((digits[tens] if tens > 1 else "") + ("十" if tens else "") + digits[ones]).strip()


def plain(name: str) -> str:
    """A name without the blanks, quotation marks and dashes that are printed now so, now so."""
    return ODD.sub("", unicodedata.normalize("NFKC", name))


def without_year(name: str) -> str:
    """「2024年全国教育工作会议」 without its year, which is its date."""
    return _YEAR.sub("", name)


class Grammar:
    """Reads the official names of congresses, plenums and sessions, over the places that the authority knows."""

    def __init__(self, authority: Authority) -> None:
        self._places = {
            name: body.name
            for body in authority.bodies
            if body.kind == "place"
            for name in (body.name, *body.aliases)
            if len(name) > 1
        }
        place = "|".join([*sorted(map(re.escape, self._places), key=lambda n: (-len(n), n)), *_LEVELS])
        token = re.compile(
            rf"(?P<party>中国共产党|中共|党的)|(?P<other>{_OTHER_PARTY}|{_OF_LEAGUE})|第?(?P<term>{_N})届|"
            rf"第?(?P<plenum>{_N})中全会|第?(?P<number>{_N})次|(?P<consultative>中国人民政治协商会议|政协)|"
            rf"(?P<central>中央(?!党校)|全国)|(?P<discipline>纪委|纪律检查委员会)|(?P<executive>执委(?:会(?!议))?|执行委员会)|(?P<standing>常务?委(?:员会|会(?!议))?)|"
            rf"(?P<people>人大|人民代表大会)|(?P<politburo>政治局)|(?P<chairs>委员长|主席|主任|秘书长)|(?P<committee>委员会|党委|委)|(?P<congress>党代会|党?代表大会)|"
            rf"(?P<study>集体学习)|(?P<sessions>两会)|"
            rf"(?P<full>全会|全体(?:[（(]扩大[）)])?会议)|(?P<meeting>会议)|"
            rf"(?P<place>{place})"
        )
        self._token = token
        # Atomic, and not possessive (++): that loses what a token leaves out, in Python before 3.11.5.
        self._run = re.compile(_UNKNOWN.pattern + "(?>(?:" + re.sub(r"\?P<\w+>", "?:", token.pattern) + r")+)\Z")

    @property
    def places(self) -> frozenset[str]:
        """Names of places, long and short."""
        return frozenset(self._places)

    def full(self, place: str) -> str:
        """The full name of a place, or the words as they are."""
        return self._places.get(place, place)

    def start(self, text: str, end: int) -> int | None:
        """Where the official name begins that ends at `end`; None where there is none."""
        window = text[max(0, end - _WINDOW) : end]
        run = self._run.search(window)
        read = self.read(run[0], Home()) if run else None
        return end - len(window) + run.start() if run and read and (read.number or read.key.endswith("两会")) else None

    def read(self, name: str, home: Home) -> Folded | None:
        """The parts of an official name."""
        parts: dict[str, str] = {}
        match = _UNKNOWN.match(name)
        unknown = match[0] if match else ""
        at = len(unknown)
        for token in self._token.finditer(name, at):
            if token.start() != at:
                return None
            at = token.end()
            parts.setdefault(str(token.lastgroup), token[str(token.lastgroup)])
        if at != len(name):
            return None
        place = self._place(parts.get("place"), home)
        if unknown:
            place = unknown.removeprefix("中共").removeprefix("中国共产党") + parts.get("place", "")
        return _official(parts, place)

    def _place(self, printed: str | None, home: Home) -> str | None:
        return None if printed is None else self._places.get(printed) or home.of(printed)


def _official(parts: dict[str, str], place: str | None) -> Folded | None:
    """The official name of the meeting that the parts of a name tell of."""
    term, number = (read_number(parts[k]) if k in parts else None for k in ("term", "number"))
    of_term = f"第{spelt(term)}届" if term else ""
    nth = f"第{spelt(number)}次" if number else ""
    standing = "常务委员会" if "standing" in parts else ""
    where = place or ""
    if "study" in parts and "politburo" in parts:
        return _folded("中共中央政治局", "集体学习", f"中共中央政治局{nth}集体学习", term, number) if nth else None
    if "sessions" in parts:
        return _folded(None, "两会", f"{where or '全国'}两会") if where or "central" in parts else None
    if "plenum" in parts:
        return _plenum(parts, term) if term else None
    if "discipline" in parts and nth:
        body = f"中国共产党{where}{of_term}{'' if where else '中央'}纪律检查委员会"
        return _folded(_timeless(body), "全体会议", f"{body}{nth}全体会议", term, number)
    if "people" in parts and (nth or standing) and (where or "central" in parts):
        body = f"{where}{of_term}人民代表大会" if where else f"{of_term}全国人民代表大会"
        meeting = f"{parts.get('chairs', '')}会议"
        return _folded(_timeless(body) + standing, meeting, f"{body}{standing}{nth}{meeting}", term, number)
    if "consultative" in parts and (nth or standing or "chairs" in parts) and (where or "central" in parts):
        body = f"中国人民政治协商会议{of_term}{where or '全国'}委员会"
        meeting = f"{parts.get('chairs', '')}会议"
        return _folded(_timeless(body) + standing, meeting, f"{body}{standing}{nth}{meeting}", term, number)
    of_party = {"party", "other"} & parts.keys() or (where and parts.get("congress", "").startswith("党"))
    if "congress" in parts and nth and of_party and "people" not in parts:
        kind = "全国代表大会" if "central" in parts else "代表大会"
        party = _party(parts)
        return _folded(f"{party}{where}", kind, f"{party}{where}{nth}{kind}", term, number)
    if "executive" in parts and "other" in parts and term and nth:
        body = f"{_party(parts)}{where}{of_term}执行委员会"
        return _folded(_timeless(body), "全体会议", f"{body}{nth}全体会议", term, number)
    if "committee" in parts and where and term and nth and "full" in parts:
        body = f"{_party(parts)}{where}{of_term}委员会"
        return _folded(_timeless(body), "全体会议", f"{body}{nth}全体会议", term, number)
    if "full" in parts and "party" in parts and term and nth and not where:
        return _plenum(parts | {"plenum": parts["number"]}, term)
    return None


def _party(parts: dict[str, str]) -> str:
    """The party that a name tells of, in full: another by its short or its full name, else the Communist Party."""
    other = parts.get("other", "中国共产党")
    other = "共青团" if other == _LEAGUE else other
    return _PARTIES.get(other, other)


def _plenum(parts: dict[str, str], term: int) -> Folded:
    party = _party(parts)
    number = read_number(parts["plenum"])
    name = f"{party}第{spelt(term)}届中央委员会第{spelt(number)}次全体会议"
    return _folded(f"{party}中央委员会", "全体会议", name, term, number)


def _timeless(body: str) -> str:
    return re.sub(rf"第(?:{_N})届", "", body)


def _folded(body: str | None, kind: str, name: str, term: int | None = None, number: int | None = None) -> Folded:
    return Folded(plain(name), f"{body or name.removesuffix(kind)}{kind}", term, number, body)


_CONGRESS = re.compile(rf"(?:中国共产党|中共|党的|({'|'.join(_PARTIES)}))?({_N})大\Z")
#: 「中共某省委常委会会议」 is 「某省委常委会会议」.
_OF_PARTY = re.compile(r"\A(?:中共|中国共产党)(?!中央)(?=[一-鿿]{1,12}?委)")
#: 「总结会」 and 「总结会议」 are one.
_SHORT_HEAD = re.compile(r"(?<=总结|推进|部署|动员|座谈|表彰|研讨|交流|报告|评议)会议\Z")
#: What begins a name with the level of its place: not 「省部级」, which is the rank of those who meet.
_OF_LEVEL = re.compile(r"(?:全(?=[省市区]))?(自治区|(?<=全)区|省(?![部级])|市(?![场民级县]))")
_LEVEL_WORD = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|[省市州盟])\Z")
_KIND = re.compile(r"(?:全体|常务|主席|非正式)?(?:会议|会晤|集体学习)\Z")


class Folder:
    """Folds names of meetings, with the series that the authority knows."""

    def __init__(self, authority: Authority) -> None:
        self.grammar = Grammar(authority)
        self.series = {plain(name): series for series in authority.series for name in (*series.aliases, series.name)}
        openers = sorted(words("meeting_openers") | self.grammar.places, key=lambda w: (-len(w), w))
        #: What official names begin with: levels, bodies, places, terms.
        self.opener = re.compile(
            f"{'|'.join(openers)}|第(?:{_N})[届次]|(?:{_N})届|[一-鿿]{{2,3}}市(?=委|管|政府|人大|政协)"
        )
        self.lengths = sorted({len(name) for name in self.series}, reverse=True)

    def fold(self, name: str, home: Home) -> Folded:
        """The parts of any meeting's name."""
        name = without_year(plain(name))
        congress = _CONGRESS.match(name)
        if congress:
            number = read_number(congress[2])
            party = _PARTIES.get(congress[1] or "", "中国共产党")
            series = f"{party}全国代表大会"
            return Folded(f"{party}第{spelt(number)}次全国代表大会", series, None, number, party)
        return self.grammar.read(name, home) or self._of_series(name) or self._other(name, home)

    def _of_series(self, name: str) -> Folded | None:
        """A meeting of a known series: its term or number stands before the name, or before the kind of meeting."""
        ordinals = _ordinals(name)
        known = self.series.get(ORDINAL.sub("", name).removeprefix("二十届"))
        if known is None:
            return None
        base = plain(known.name)
        kind = _KIND.search(base)
        nth = f"第{spelt(ordinals['次'])}次" if "次" in ordinals else ""
        middle = kind.start() if kind and nth else 0
        term = f"第{spelt(ordinals['届'])}届" if "届" in ordinals and not nth else ""
        key = f"{term}{base[:middle]}{nth}{base[middle:]}"
        return Folded(key, known.name, ordinals.get("届"), ordinals.get("次"), known.convener)

    def visit(self, person: str, place: str, home: Home) -> Folded:
        """An inspection visit, by who and where; 「我省」 is the home's."""
        place = self.grammar.full(where(place, home) or place)
        return Folded(f"{person}考察{place}")

    def _other(self, name: str, home: Home) -> Folded:
        ordinals = _ordinals(name)
        name = _OF_PARTY.sub("", name)
        return Folded(_SHORT_HEAD.sub("会", placed(name, home)), None, ordinals.get("届"), ordinals.get("次"))


def placed(name: str, home: Home) -> str:
    """A meeting's name with the place that its first words leave out: 「省两会」, 「全市领导干部会议」."""
    if name.removesuffix("”").endswith("第一会") and home.province:
        return home.province + name  # every province calls its first meeting of the year so
    level, place = _level_and_place(name, home)
    return place + name[level.end() :] if level and place else name


def titled(name: str, home: Home) -> str:
    """As `placed`, with all that is printed: 「全省领导干部会议」 of a province is 「某全省领导干部会议」."""
    level, place = _level_and_place(name, home)
    return _LEVEL_WORD.sub("", place) + name if level and place and name.startswith("全") else placed(name, home)


def _level_and_place(name: str, home: Home) -> tuple[re.Match[str] | None, str]:
    level = _OF_LEVEL.match(name)
    place = home.of("自治区" if level[1] == "区" else level[1]) if level else ""
    return level, "" if place in _LEVELS else place


def _ordinals(name: str) -> dict[str, int]:
    """Term and number in a name, by 届 and 次."""
    found = ((m[0][-1], read_number(m[1]) if m[1] else 1) for m in ORDINAL.finditer(name))
    return dict(found)


@lru_cache(maxsize=4)
def folder(authority: Authority) -> Folder:
    """The folder of an authority, made once."""
    return Folder(authority)
