"""Words and signs by which names of meetings are told from the text around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from archive.importing.vocabulary import beginning, either, pairs

#: The longest names have some 60 characters; what reads longer is a sentence.
LONGEST = 90
BOUNDARY = frozenset("，。；：！？、,;:!?\n\r\t （(《〈【[…※")
#: What may follow the words of a head in another word: 会议室, 人民大会堂, 人民代表大会制度.
_NOT_AFTER = (
    r"(?!议|室|厅|堂|中心|纪要|制度|常务|常委|主席团|代表(?!团|出席)|场馆|记录|平台|机制|经济|精简|活动周"
    r"|成立(?:\d|[一二三四五六七八九十])|委托|副?主席(?![台在])|员(?!工)|长(?![达时期]))"
)
_PARTIES = "|".join([*pairs("democratic_parties"), *pairs("mass_organizations")])
_CONGRESS = (
    rf"(?:(?:中国共产党|中共|党的|{_PARTIES})[一二三四五六七八九十]{{1,3}}"
    r"|(?<![一二三四五六七八九十第\d])(?:十[六七八九]|二十[一二三四五六七八九]?))"
    r"大(?=[^一-鿿]|\Z|要求|强调|[精报以后前召提作部期胜擘描一开闭将上和对的确关明指通把审通选])"
)
HELD = re.compile(
    r"[”）)]?\s?(?:\d{1,2}\s?月)?\s?(?:\d{1,2}\s?日)?(?:上午|下午|今[天日晚]|昨[天日晚]|日前|近日)?(?:在[^，。；：、]{1,20}?)?(?:胜利|隆重|顺利|正式)?"
    r"(?:召开|举行|开幕|闭幕|开班|以视频|启幕|举办|开到|结业|以电视)"
)
AT = re.compile(r"[”）)]?(?:上|时|期间|发表|致|作|的(?:重要)?讲话)")
#: What no name of a meeting has in it.
SENTENCE = re.compile(
    r"我们|他们|必须|(?<![重主纪摘])要(?![求素点地务])|指出|强调|以来|希望|因此|就是|这[次个场一些是]|那|期间|认为|表示|通过了|为了|不断|切实|"
    r"不仅|[，、]并|可以|已经|随着|之[后前际]|时候|先后|充分|积极|进一步|坚决|今年|去年|等等|等(?!级)|开展|成功|组织召|多次"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A meeting's name in a text; `held` where the words say that it takes or took place."""

    start: int
    end: int
    name: str
    held: bool
    rule: str
    confidence: float


@cache
def heads() -> re.Pattern[str]:
    return re.compile(
        beginning(
            "meeting_heads",
            also="中党民农致九台十二第" + "".join(name[0] for name in pairs("mass_organizations")),
        )
        + rf"(?:(?P<congress>{_CONGRESS})|第一会(?=[”’])"
        + rf"|(?<!人民)(?<!人民代表)(?:{either('meeting_heads')}){_NOT_AFTER})"
    )


@cache
def any_of(name: str) -> re.Pattern[str]:
    return re.compile(either(name))


@cache
def limit() -> re.Pattern[str]:
    return re.compile(any_of("meeting_limits").pattern + "|(?<![面导方走])向(?![东南西北外上前])")


@cache
def generic() -> re.Pattern[str]:
    """What tells no meeting from another: 视频, 专题, 工作."""
    return re.compile(f"(?>(?:{any_of('meeting_generic').pattern})*)\\Z")
