"""Texts set as presses and converters set them, for tests: each helper gives the raw lines of one layout.

Widths are in em: a full-width character is 1, any other a half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.importing.authority import Authority
from archive.importing.layout import lay_out
from archive.importing.lines import Sheet
from archive.importing.pipeline import parse
from archive.importing.records import ArticleRecord, DocumentRecord, Reason, Role
from archive.importing.typography import em
from tests.builders import raw

#: Ten paragraphs of text, none of which opens or closes as an article would.
PROSE = (
    "开春以后，禾川县把清淤放在各项农活之前。十二个乡镇分段包干，一万多名劳力上了渠，不到半个月就把积了三年的泥沙清出大半，渠水比往年早到了二十天。",
    "老渠全长四十六公里，从西岭水库一路向东，穿过三座隧洞、十七座渡槽，灌溉着下游八万亩稻田。渠修在半山腰上，哪一段塌了，哪一片田就要晒裂。",
    "过去修渠靠人情，谁家田多谁家出力，年头一久，塌方没有人管，漏水没有人堵。如今每一段渠都立了牌子，牌子上写着管护人的姓名、电话和任务，干得好不好，用水户说了算。",
    "水到了地头，账也要算到地头。县里在分水口装了二百多个量水堰，用多少水、交多少钱，当场记下，月底张榜。上游的人不再多放一寸，下游的人也不用半夜守着闸门。",
    "省下来的水往哪里去，群众最有发言权。柳坪村把它引进了新修的果园，橘子树当年就挂了果；杨湾村拿它养鱼，一口塘顶过去三亩地的收入。",
    "当然，难处也不少。隧洞年久失修，最窄的地方只容一个人弯着腰过去，机器进不去，只能靠肩挑手提。十七座渡槽有六座要换，一座就是上百万元，县里的家底并不厚实。",
    "办法总比困难多。缺钱，就把几个口子的钱合起来用；缺人，就请退下来的老水工带徒弟；缺技术，就到邻县去学，一学就是一个冬天，回来时每个人都记了满满一本。",
    "检查不打招呼，直接到渠上去，看水流得顺不顺，看牌子上的电话打不打得通。打不通的，第二天就有人上门；流不顺的，三天之内必须修好，修不好就在会上说清楚。",
    "山上的树也跟着沾了光。渠两边栽下三十里水杉，夏天人走在下面不用戴草帽，鸟也回来了。护林员说，从前巡山一天见不到一只野鸡，现在一个上午能惊起好几群。",
    "明年的打算已经定下来：隧洞加宽两座，渡槽换掉三座，量水堰再添一百个。等水稳稳当当地流到最后一块田，这条修了六十年的渠，才算真正修完。",
)
#: Headlines all of one width.
HEADLINES = (
    "西岭水库扩建工程今日正式开工",
    "禾川县一冬清淤两万五千多立方",
    "柳坪村橘子头一年挂果便丰收",
    "杨湾村鱼塘见了从老渠来的水",
    "全县今年年底之前换三座渡槽",
)
#: Marks that no line begins with (避头): the line before is set so much wider.
_NEVER_FIRST = "，。、；：？！”’）》…"
#: Marks that no line ends with (避尾).
_NEVER_LAST = "“‘（《"
_WORDS = re.compile(r"[0-9A-Za-z.%]+|.", re.DOTALL)


def sheet(lines: Iterable[str]) -> Sheet:
    """These lines as layout hands them on."""
    return lay_out(raw("\n".join(lines)))


def parsed(lines: Iterable[str]) -> DocumentRecord:
    """These lines as a document, nothing known beforehand."""
    return parse(raw("\n".join(lines)), Authority())


def texts(articles: Iterable[ArticleRecord], *roles: Role) -> list[str]:
    """The paragraphs of articles that have one of these roles; without roles, those of the text itself."""
    roles = roles or (Role.TEXT, Role.HEADING)
    return [p.text for article in articles for p in article.paragraphs if p.role in roles]


def left(document: DocumentRecord | Sheet, reason: Reason) -> list[str]:
    """What was left out of the articles for this reason."""
    return [found.text for found in document.leftovers if found.reason is reason]


def wrapped(text: str, width: int, first: float = 0) -> list[str]:
    """A paragraph in lines `width` wide, the first one narrower by `first` (a lost indent). Numbers stay whole."""
    lines = [""]
    room = width - first
    for word in _WORDS.findall(text):
        if lines[-1] and em(lines[-1] + word) > room and word not in _NEVER_FIRST:
            carried = ""
            while len(lines[-1]) > 1 and lines[-1][-1] in _NEVER_LAST:
                carried = lines[-1][-1] + carried
                lines[-1] = lines[-1][:-1]
            lines.append(carried)
            room = width
        lines[-1] += word
    return lines


def column(paragraphs: Iterable[str], width: int, indent: str = "", lost: float = 0) -> list[str]:
    """Wrapped print: each paragraph begins with the blanks of `indent`, or narrower by what was `lost` of them."""
    return [
        (indent if k == 0 else "") + line
        for paragraph in paragraphs
        for k, line in enumerate(wrapped(paragraph, width, lost or em(indent)))
    ]


def spaced(lines: Iterable[str], blanks: int = 1) -> list[str]:
    """The lines with so many blank ones after each."""
    return [part for line in lines for part in [line, *[""] * blanks]]


def paged(lines: Sequence[str], length: int, blanks: int = 0, marks: bool = True, numbered: bool = False) -> list[str]:
    """Pages of `length` lines, `blanks` blank lines after each line but the last of its page.

    A page break leaves a single blank before the page's first line (`marks`), or a number alone in its line after the
    last one (`numbered`).
    """
    printed: list[str] = []
    for number, start in enumerate(range(0, len(lines), length), 1):
        page = spaced(lines[start : start + length], blanks)
        page = page[: len(page) - blanks]
        if marks:
            page[0] = " " + page[0]
        printed += [*page, *(["", str(number), ""] if numbered else [])]
    return printed


def broken(paragraphs: Iterable[str], first: int = 28) -> list[str]:
    """A word processor's print: each paragraph breaks after its first `first` characters, the rest is one line."""
    return [line for text in paragraphs for line in (text[:first], text[first:]) if line]
