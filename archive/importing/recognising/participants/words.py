"""The words that tell someone's part in a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.importing.recognising.findings import Part
from archive.importing.vocabulary import either

_SPEECH = "讲话|演讲|致辞|致词|发言"
_WORDS = re.compile(
    rf"(?P<written>(?:提交|作)?(?:了|过)?书面(?:发言|致辞))"
    rf"|(?P<invited>应邀(?:出席|参加))"
    r"|(?P<chair>(?:主持召开|主持)(?!人|词|制定|起草|编|修|工作))"
    r"|(?P<awarded>颁奖|颁发|颁授|授[奖旗勋衔牌])"
    r"|(?P<speaker>致(?:了|过)?(?!信|电|[^，。；\s]{0,6}[信电])[^，。；\s]{1,8}?[词辞]"
    r"|讲了(?:重要)?话|发了言|作出(?:了)?[^，。；\s]{0,8}?承诺"
    r"|(?<!的)汇报(?!会)(?=[^，。；]{0,40}(?:情况|工作|进展|方案|成果|安排|体会))"
    r"|交流(?=[^，。；]{0,12}(?:体会|经验|做法|心得))|讲授?(?:了)?[^，。；\s]{0,6}党课|授课"
    rf"|发表(?:了|过)?[^，。；\s]{{0,8}}?(?:{_SPEECH})"
    r"|(?<![当工合写动操运制协])作(?:了|过)?[^，。；：\s]{0,24}?(?:《[^》]{1,80}》[^，。；：\s]{0,6}?)?(?:报告|讲话|发言|部署|总结|辅导|说明|汇报|通报|宣讲|动员|点评|演讲|讲评|述职|解读|表态)"
    r"|通报(?=[^，。]{0,40}(?:情况|工作|规划|方案|安排))|介绍(?=[^，。]{0,40}(?:经验|情况|规划|安排))"
    rf"|(?<![的要])(?:{_SPEECH})(?!精神|人|稿|要求|的))"
    r"|(?P<nonvoting>列席)"
    r"|(?P<attendee>出席|参加|与会(?!人)|到会(?!人)|陪同|(?:前排)?就座|在座)"
    r"|(?P<conveyor>传达(?!学习|贯彻)|宣读)"
    r"|(?P<said>(?:强调|指出|要求|表示|说)(?=[，：,:]|\s|\Z))"
)
#: 「某某在某会议上的重要讲话」.
SPOKE_AT = re.compile(
    r"[”）]?(?:上|期间|时)?(?:的|所作的?|发表的?|作的?)?(?:一系列)?(?:重要)?(?:讲话|报告|发言|致辞|演讲)(?!人)"
)
#: What the verbs take as their object where no meeting is named.
_BARE = re.compile(
    r"(?:了|过)?(?:\s|\Z|[，。；、！”）]|并|有关|相关|上述|(?:"
    + either("meeting_heads")
    + r"|活动|调研|考察|学习|仪式|会见|会谈)"
    r"|(?!中央|全国|国务院|国际|省委|市委)[^，。；、]{1,14}?(?:会议|大会|活动|调研|会|式|班|会场))"
)
#: 「应邀出席的还有」: the people stand behind the verb.
_INVERTED = re.compile(r"[^，。；、]{0,6}?的(?:还)?有|[^，。；、]{0,6}?的(?:领导|同志|嘉宾)?(?:还)?(?:有|包括)")
#: Of parts that need an object, the others are told by the verb alone.
_TRANSITIVE = {Part.CHAIR, Part.ATTENDEE, Part.NONVOTING}
_INTRANSITIVE = ("到会", "在座")


@dataclass(frozen=True, slots=True)
class PartWord:
    """A verb of taking part. `said` marks what people also do who are not reported as speakers: 强调, 指出."""

    start: int
    end: int
    parts: tuple[Part, ...]
    said: bool
    bare: bool
    transitive: bool
    inverted: bool
    awarded: bool = False


def find(text: str, start: int, end: int) -> Iterator[PartWord]:
    """The verbs between two places of a text, in order."""
    for match in _WORDS.finditer(text, start, end):
        kind = str(match.lastgroup)
        parts = {
            "invited": (Part.ATTENDEE, Part.PRESENTED_TO),
            "said": (Part.SPEAKER,),
            "awarded": (Part.PRESENTED_TO,),
        }.get(kind) or (Part(kind),)
        if kind == "speaker" and text.endswith("应邀", start, match.start()):
            parts = (Part.SPEAKER, Part.PRESENTED_TO)
        inverted = _INVERTED.match(text, match.end()) is not None
        transitive = parts[0] in _TRANSITIVE and match[0] not in _INTRANSITIVE
        bare = inverted or not transitive or _BARE.match(text, match.end()) is not None
        yield PartWord(match.start(), match.end(), parts, kind == "said", bare, transitive, inverted, kind == "awarded")
