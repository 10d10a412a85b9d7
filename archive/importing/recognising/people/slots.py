"""Places that nothing but a name fills, whatever the name is made of: between an office, or 任命, and a stop.

So are told names of minorities and from other languages with characters that transliterations seldom have, names with
dots that their characters alone would cut, and Japanese ones, which begin like Chinese ones and go on otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from archive.importing.recognising.lexicon import FOREIGN_PERSON, NO_WORD, PERSON, word_classes
from archive.importing.recognising.people.candidates import foreign_characters, foreign_ratio
from archive.importing.vocabulary import either, words

Span = tuple[int, int]

#: Chinese characters but 了, 是, 有 and 的, which are in no such name.
_HAN = "[\u4e00-\u4e85\u4e87-\u662e\u6630-\u6708\u670a-\u7683\u7685-\u9fff]"
#: What ends a name, beside the deeds of persons.
_CLOSE = r"(?=[、，。；：！？（）“”《》\s]|\Z|[为的任在对于向到摄作致受就]|围绕|代表|"
_FEWEST_FOREIGN = 3
#: Words behind a name that Japanese names may end with.
_ADVERBS = "也|亦|曾|将|还|则|又|已|就|均"
#: A word of the dictionary that is so common (digits of its frequency) is no part of a name.
_COMMON = "3"
#: Notices of appointments and lives begin: 「某某，男，彝族，1975年8月生」.
_PRESENTED = re.compile(rf"(?:\A|(?<=[：:。；、\s])){_HAN}{{2,6}}(?=，\s?[男女]，)")
#: 「扎西卓玛（女，藏族）、马晓云（回族）」 of lists of members.
_REMARK = re.compile("（(?:[女男]|[^，（）]{1,5}族)[，）]")
_BEFORE_REMARK, _LONGEST_REMARKED = re.compile(rf"(?:(?<=[由有和及])|(?<!{_HAN})){_HAN}{{2,7}}\Z"), 9
#: 「（记者 甲 乙 丙）」.
_REPORTERS = re.compile(rf"(?:记者|通讯员)[：\s]\s?(?=(?P<names>{_HAN}{{2,4}}(?:[、\s]\s?{_HAN}{{2,4}}){{0,9}})\s?）)")
_REPORTER = re.compile(f"{_HAN}+")
_JAPAN = re.compile("日本|中日|日方|日中")
#: Words that stand before a name and are no part of one.
_NO_BEGINNING = frozenset("如像及团们由")
_JAPANESE_GIVEN = (2, 1, 3)
#: The end of many Japanese names, which is a word as well.
_TARO = re.compile(r"[太次三]郎\Z")
#: 「甲为县长；乙为副县长」.
_GIVEN_POST = re.compile(
    rf"(?:\A|(?<=[；：，、。\s]))(?P<name>{_HAN}{{2,7}}?)(?=(?:同志)?(?:(?<![成认作称视选定列评被])为|任(?!命))(?P<post>[^，。；：“”\s]{{2,25}})[，。；（])"
)
#: Lengths of Chinese names, the commonest first.
_CHINESE = (3, 2, 4)
_DECIDED_BEHIND = ("任", "为", "兼任", "不再")
_ADDRESSED = re.compile("先生|女士|夫妇|阁下|一行")
_COMRADE = re.compile("同志")


def filled(text: str) -> Iterator[Span]:
    """The names of a normal text that their places tell, in no order; they may overlap."""
    for match in _behind_office().finditer(text):
        start, end = match.span(1)
        opened = is_appointed(text, start) or (is_office(text, start) and not is_office(text, start + 1))
        if opened and is_transliterated(match[1]) and not _is_crossed(text, start) and not _is_crossed(text, end):
            yield start, end
    for match in _PRESENTED.finditer(text) if "，男" in text or "，女" in text else ():
        if is_transliterated(match[0]) or is_surnamed(match[0]):
            yield match.span()
    if "（" in text:
        yield from _in_remarks(text)
    if "、" in text:
        yield from _listed(text)
    for match in _COMRADE.finditer(text):
        yield from _comrade(text, match.start())
    for match in _GIVEN_POST.finditer(text):
        if is_office(text, match.end("post")) and (is_transliterated(match["name"]) or is_surnamed(match["name"])):
            yield match.span("name")
    if "·" in text:
        for match in _dotted().finditer(text):
            behind_stop = not re.match(_HAN, text[max(match.start() - 1, 0) : match.start()])
            in_office = is_office(text, match.start())
            is_foreign = foreign_characters().keys() >= set(_dotless(match[1]))
            if ((behind_stop or in_office) and is_transliterated(match[1])) or (in_office and is_foreign):
                yield match.span(1)
    if _JAPAN.search(text):
        yield from _japanese(text)


def _listed(text: str) -> Iterator[Span]:
    """Lists behind an office of which each item may be a name: 「省领导甲、乙、丙出席」."""
    reached = 0
    for match in _list_start().finditer(text):
        at = match.start()
        if at < reached or not is_office(text, at) or is_office(text, at + 1):
            continue
        items: list[Span] = []
        while item := _list_item().match(text, at):
            if not _is_listable(item[0]):
                break
            items.append(item.span())
            reached = item.end()
            if text[reached : reached + 1] != "、":
                break
            at = reached + 1
        if len(items) > 1 and any(not is_common(text[start + 1 : end]) for start, end in items):
            yield from items


def _comrade(text: str, end: int) -> Iterator[Span]:
    """The name before 同志, behind an office or a mark."""
    for length in _CHINESE:
        start = end - length
        name = text[max(start, 0) : end]
        if start < 0 or not re.fullmatch(f"{_HAN}+", name) or not _is_listable(name):
            continue
        if _has_common_word(name) and not text.startswith(_DECIDED_BEHIND, end + len("同志")):
            continue
        in_office = is_office(text, start) and not is_office(text, start + 1)
        if in_office or is_appointed(text, start) or not re.match(_HAN, text[max(start - 1, 0) : start]):
            yield start, end
            return


def _is_listable(word: str) -> bool:
    no_names = words("no_given_names") | words("office_words")
    return (is_surnamed(word) or is_transliterated(word)) and not {word, word[1:]} & no_names and word[-1] != "等"


def is_common(word: str) -> bool:
    """Whether it is a common word of the dictionary, and no name."""
    known = word_classes().get(word, NO_WORD)
    return known.isdigit() and known >= _COMMON


def _in_remarks(text: str) -> Iterator[Span]:
    """Names that remarks in brackets tell: reporters, and members with their sex or nationality."""
    for remark in _REMARK.finditer(text):
        floor = max(remark.start() - _LONGEST_REMARKED, 0)
        while match := _BEFORE_REMARK.search(text, floor, remark.start()):
            if is_surnamed(match[0]) or is_transliterated(match[0]):
                yield match.span()
                break
            floor = match.start() + 1
    for match in _REPORTERS.finditer(text):
        for name in _REPORTER.finditer(text, *match.span("names")):
            if is_surnamed(name[0]) and not _has_common_word(name[0]):
                yield name.span()


def is_office(text: str, end: int) -> bool:
    """Whether a word of office ends here."""
    offices = words("office_words")  # plain, as every candidate asks
    two, three, four = text[max(end - 2, 0) : end], text[max(end - 3, 0) : end], text[max(end - 4, 0) : end]
    return two in offices or three in offices or four in offices


def is_appointed(text: str, start: int) -> bool:
    """Whether a decision on a post or an honour names its person here: 「任命某某为」."""
    verbs = words("appointing_verbs")
    start -= text[max(start - 1, 0) : start] == "："
    return text[max(start - 2, 0) : start] in verbs or text[max(start - 4, 0) : start] in verbs


def _is_crossed(text: str, at: int) -> bool:
    """Whether a word of the dictionary runs over this end of a place: 长官 of 「防卫厅长官」."""
    return text[max(at - 1, 0) : at + 1] in word_classes()


def is_transliterated(name: str) -> bool:
    """Whether a word may be a name that is not Chinese: it has no common word in it, and characters of such names."""
    parts, plain = name.split("·"), _dotless(name)
    return (
        len(plain) >= _FEWEST_FOREIGN
        and plain[0] not in _NO_BEGINNING
        and foreign_ratio(plain) > 0
        and not any(map(_has_common_word, parts))
    )


def _dotless(name: str) -> str:
    return name.replace("·", "")


def is_surnamed(name: str) -> bool:
    """Whether a word may be a Chinese name: a surname and one or two characters, and no word of the dictionary."""
    surnames = words("surnames") | words("surnames_further")
    known = word_classes().get(name, NO_WORD)
    long = 1 + (name[:2] in surnames)
    return name[:long] in surnames and 1 <= len(name) - long <= 2 and known in (NO_WORD, PERSON, FOREIGN_PERSON)


def _has_common_word(name: str) -> bool:
    pieces = (name[i:j] for i in range(len(name)) for j in range(i + 2, len(name) + 1) if name[i] != name[i + 1])
    return any(map(is_common, pieces))


def closes(text: str, end: int) -> bool:
    """Whether a name may end here: a stop or a deed follows."""
    return _close().match(text, end) is not None


def _japanese(text: str) -> Iterator[Span]:
    """Names with a Japanese surname behind an office or before a deed; the given name mostly has two characters."""
    for match in _japanese_surname().finditer(text):
        start, end = match.span()
        in_office = is_office(text, start)
        if _is_crossed(text, end) or (_is_crossed(text, start) and not in_office):
            continue
        ends = _close() if in_office else _told()
        lengths = [n for n in _JAPANESE_GIVEN if ends.match(text, end + n) and _is_given(text[end : end + n])]
        if not lengths and in_office:
            lengths = [n for n in _JAPANESE_GIVEN if _ADDRESSED.match(text, end + n)]
        if lengths:
            yield start, end + lengths[0]


def _is_given(word: str) -> bool:
    no_names = words("no_given_names") | words("office_words")
    return (
        re.fullmatch(f"{_HAN}+", word) is not None
        and word not in no_names
        and not _has_common_word(_TARO.sub("", word))
    )


@cache
def _close(also: str = "") -> re.Pattern[str]:
    return re.compile(f"{_CLOSE}{also}{either('person_deeds')})")


@cache
def _told() -> re.Pattern[str]:
    """What is told of persons alone: deeds and offices behind a name, but not 等 and 和."""
    deeds = sorted(word for word in words("person_deeds") if word == "说" or len(word) > 1)
    return re.compile(f"{'|'.join(deeds)}|{either('titles_behind')}")


@cache
def _ends_before() -> str:
    return "".join(sorted({word[-1] for word in words("office_words") | words("appointing_verbs")}))


@cache
def _behind_office() -> re.Pattern[str]:
    foreign = "".join(sorted(foreign_characters()))
    may_begin = f"(?<=[{_ends_before()}])(?=.{{0,2}}[{foreign}])"  # spares a search most places
    return re.compile(f"{may_begin}(?=({_HAN}{{2,9}}?){_close(_ADVERBS + '|').pattern})")


@cache
def _list_start() -> re.Pattern[str]:
    return re.compile(f"(?<=[{_ends_before()}])(?={_HAN}{{2,4}}、)")


@cache
def _list_item() -> re.Pattern[str]:
    """An item of a list; a deed of one character (和, 率) may be the end of a name as well."""
    deeds = "|".join(sorted(word for word in words("person_deeds") if len(word) > 1))
    return re.compile(rf"{_HAN}{{2,4}}?(?=[、，。；：！？（）等]|\s|\Z|[为任的在]|{deeds})")


@cache
def _dotted() -> re.Pattern[str]:
    before = rf"(?:\A|(?<=[有、，。；：（\s{_ends_before()}]))"
    return re.compile(rf"{before}(?=({_HAN}{{1,8}}(?:·{_HAN}{{1,9}}?){{1,3}}){_close(_ADVERBS + '|').pattern})")


@cache
def _japanese_surname() -> re.Pattern[str]:
    return re.compile(either("japanese_surnames"))
