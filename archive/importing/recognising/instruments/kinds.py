"""Which titles in 《》 are documents, and of which kind: by their last words, and by what stands around them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from archive.importing.authority import Authority
from archive.importing.recognising.findings import InstrumentKind
from archive.importing.recognising.instruments.marks import Quoted
from archive.importing.vocabulary import either, words

#: What may follow the head word: （草案）, （2023—2027年）, 草案, 征求意见稿, 第二版.
_SUFFIX = re.compile(
    r"(?:[（(〔\[][^（）()]{0,40}[）)〕\]]|(?:修订|征求意见|送审|讨论|修改|审议)?(?:草案|稿)|（?(?:19|20)\d{2}年?(?:修订)?版）?"
    r"|第?[一二三四五六七八九十\d]{1,3}(?:版|号))\Z"
)
_NUMBERED = re.compile(r"[\d一二三四五六七八九十百]条(?:措施|意见|政策|举措|规定)?\Z")
_CONSTITUTION = "宪法"
_AROUND = 24  # characters looked at before and after a title


class Judged(NamedTuple):
    """What a title is held to be; `rule` tells by what."""

    kind: InstrumentKind
    rule: str
    confidence: float


@cache
def _heads() -> dict[str, InstrumentKind]:
    return {word: kind for kind in InstrumentKind for word in words(f"instruments_{kind}")}


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('works_before')})(?:——|[“：:—])?\Z")


@cache
def _after() -> re.Pattern[str]:
    # Between the mark and the word: 等, a number with its measure word, describing words.
    number = "(?:[\\d一二三四五六七八九十百多余]{1,4}[部篇本首幅集期个份套种项系列档]{1,2})?"
    describing = "(?:优秀|原创|经典|重要|文艺|文学|特色|获奖|主题|系列|专题|重点){0,2}"
    return re.compile(
        rf"(?:（[^（）]{{0,12}}）)?(?:等|这|两|三|的|之){{0,3}}{number}{describing}(?:{either('works_after')})"
    )


@cache
def _documents_after() -> re.Pattern[str]:
    number = "(?:等|这|两|三|的|一批|一?系列|\\d{1,3}[个项部份件]|[^，。；、《》“”]{1,12}?的){0,3}"
    return re.compile(rf"{number}(?:重要|重大|相关|有关|专项|配套)?(?:{either('documents_after')})")


@cache
def _called() -> re.Pattern[str]:
    """「题为《…》的工作报告」, 「提交了《…》的建议」: the word after the mark tells what the title names."""
    heads = "|".join(sorted((word for word in _heads() if len(word) > 1), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:的\w{{0,2}}|)(?P<head>{heads})")


_CALLING = re.compile(r"(?:题为|名为|标题为|提交|提出|递交|发表|发布|提请|作|所作的?)(?:了|的)?\Z")


@cache
def _issued() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('documents_issued')})(?:了|的|过|实施)?(?:修订后的|新修订的|新版|新的|新)?\Z")


@lru_cache(maxsize=4)
def _known(authority: Authority) -> dict[str, InstrumentKind]:
    kinds = {name: InstrumentKind(title.kind) for title in authority.titles for name in (*title.aliases, title.name)}
    return dict.fromkeys(words("instruments_named"), InstrumentKind.OTHER) | kinds


@lru_cache(maxsize=4)
def _refused(authority: Authority) -> frozenset[str]:
    return frozenset(name for kind, name in authority.rejected if kind == "instrument")


@cache
def _works() -> frozenset[str]:
    return words("works_titles") | words("works_periodicals")


def core(title: str) -> str:
    """A title without what follows its head word."""
    while (match := _SUFFIX.search(title)) and match.start():
        title = title[: match.start()].rstrip()
    return title


def head(title: str) -> tuple[str, InstrumentKind] | None:
    """The head word that a title ends with, the longest, and its kind."""
    title = core(title)
    if any(title.endswith(ending) for ending in words("works_endings")):
        return None
    heads = _heads()
    for length in range(min(len(title), 5), 0, -1):
        if kind := heads.get(title[-length:]):
            # 《法》 alone, or 《函》, names nothing.
            return (title[-length:], kind) if length > 1 or len(title) > 1 else None
    return (title[-2:], InstrumentKind.PLAN) if _NUMBERED.search(title) else None


def is_bare(title: str) -> bool:
    """Whether a title says no more than what sort of document it is: 《条例》, 《实施意见》, 《条例（草案）》.

    The constitution is the only one of its state, and a law of budgets (预算) is one of them.
    """
    title = core(title)
    found = head(title)
    if found is None or title == _CONSTITUTION:
        return False
    rest, kind = title.removesuffix(found[0]), found[1]
    return not rest or rest in words("instruments_generic") or (kind is not InstrumentKind.LAW and rest in _heads())


def judged(text: str, place: Quoted, authority: Authority) -> Judged | None:
    """What the title at `place` of `text` is held to be; None for books, films, papers and what curators refused."""
    title = place.title
    if title in _refused(authority):
        return None
    if kind := _known(authority).get(title):
        return Judged(kind, "known", 0.99)
    if title in _works():
        return None
    before, after = text[max(0, place.first - _AROUND) : place.first], text[place.last : place.last + _AROUND]
    found = head(title)
    is_issued = bool(_issued().search(before))
    if found:
        if not is_issued and (_before().search(before) or _after().match(after)):
            return None
        return Judged(found[1], "head", 0.99 if is_issued or title.startswith("关于") else 0.97)
    calling, called = _CALLING.search(text, max(0, place.start - 8), place.start), _called().match(text, place.end)
    if calling and called and not _after().match(text, place.end):
        return Judged(_heads()[called["head"]], "called", 0.85)
    is_listed = is_issued or place.last - place.first > place.end - place.start
    if is_listed and _documents_after().match(after) and not _before().search(before):
        return Judged(InstrumentKind.OTHER, "listed", 0.8)
    return None
