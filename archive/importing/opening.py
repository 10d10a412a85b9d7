"""How texts open: datelines, sources, bylines, date lines and salutations, as single lines print them."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.importing.names import is_chinese, split_names
from archive.importing.typography import is_closed

_MEDIUM = r"(?:通讯社|通讯(?!员)|新华社|中新社|日报|晚报|早报|晨报|时报|商报|都市报|青年报|周报|周刊|月刊|法治报|学报|报社|电视台|广播电台|电台|总台|融媒体中心|官网|门户网站|网站|网视|在线|网|社|报|杂志|客户端|公众号)"
_DAY = r"(?:(?:\d{4}|[〇零一二三四五六七八九]{4})\s*年\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"

#: 「新华社北京1月25日电」, 「本报讯」, 「央视网消息（新闻联播）：」, with the reporters in brackets before or behind.
DATELINE = re.compile(
    rf"(?:据)?(?P<agency>本报|本网|本台|本刊|(?:[\u4e00-\u9fff]{{0,8}}?{_MEDIUM}))\s*(?:[（(][^（）()]{{0,20}}[）)])?"
    rf"(?P<place>[\u4e00-\u9fff]{{2,8}}?)?\s*(?P<date>{_DAY})?(?:（?(?:综合|专)?(?P<kind>电|讯|消息))(?![\u4e00-\u9fff]{{0,2}}(?:报|社|网|站|号|台))"
    rf"\s*(?P<programme>[（(](?!记者|通讯员|本报)[^（）()]{{2,12}}[）)])?\s*(?:题)?[：:]?\s*(?:[（(](?P<reporters>[^（）()]{{2,60}})[）)])?[：:]?"
)
SOURCE = re.compile(
    rf"(?:来\s*源|稿源|信息来源)\s*[：:]\s*(?P<source>(?:《[^》]{{1,20}}》\s*(?:\d{{4}}\s*[/年]\s*第?\d{{1,3}}期?)?|(?:[\w\u4e00-\u9fff]{{0,12}}?{_MEDIUM})(?:\s*[－—-]\s*《?[\w\u4e00-\u9fff]{{0,10}}?{_MEDIUM}》?)?|[^\s，。；]{{2,20}}))"
)
PROVENANCE = re.compile(r"[（(](?:摘自|选自|节选自|原载|转自|来源[：:]?|据)(?P<source>.+?)[）)]")
WRITTEN_BY = re.compile(
    r"※?(?:这|本文)是(?P<author>[\u4e00-\u9fff]{2,20}?)(?:发表)?在《[^》]+》(?:上)?(?:的)?(?:发文|文章|撰文)"
)
EXTRACT_OF = re.compile(
    r"※?(?:这|此|本文)是(?P<source>.+?(?:讲话|文章|报告|发言|论述)的?(?:一部分|主要部分|节选|节录|全文|要点|摘要|部分内容))"
)
LEAD_IN = re.compile(r"(?:核心提示|内容提要|摘要|提要|导读|编者按|【?提要】?)[：:\s]")
META = re.compile(
    r"(?:来\s*源|作\s*者|发布时间|发布日期|发布机构|索\s*引\s*号|发文字号|信息来源|稿源)\s*[：:]|[\s\u3000]时\s*间[：:]|^时间[：:]|^[（(]?\d{4}-\d{1,2}-\d{1,2}"
)
NUMBER = re.compile(r"\S{1,16}\s*[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号|第\s*\d{1,4}\s*号")
_MONTH = r"(?:\d{4}|[〇零一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
DATE_LINE = re.compile(
    rf"[（(]\s*(?P<date>{_DAY}|{_MONTH})(?:[，,、]?\s*(?:上午|下午|晚))?(?:\s*[—\-至～]+\s*(?P<until>{_DAY}|{_MONTH}))?\s*[）)]|(?P<bare>{_DAY})"
)
SALUTATION = re.compile(
    r"(?:(?:尊敬的|敬爱的|亲爱的)?(?:各位|同志们|朋友们|女士们|先生们|同学们|老师们|乡亲们|全体|全省|全市|广大|你们|主席先生|总统先生).{0,40}|.{2,80}(?:人民政府|委员会|办公厅|办公室|部门|单位|直属机构|学校|厅|局|委|同志们?|人员|代表|朋友|你们|同学|老师|乡亲)们?)(?:，.{2,30})?[：:！!]|(?:尊敬的|敬爱的|亲爱的|各位).{1,30}，"
)
DELIVERED = re.compile(
    rf"(?:——|—\s?—|-)?\s*[（(]?\s*(?P<date>{_DAY})\s*(?:，)?\s*在.{{4,60}}(?:会议|大会|会|上|时)(?:上)?(?:的(?:讲话|报告|致辞|发言|演讲))?\s*[）)]?"
)

_REPORTERS = re.compile(
    r"(?:[■▲]|(?:本报|本刊|本网|本台|新华社|[\u4e00-\u9fff]{2,8}(?:社|日报|晚报|网|台|在线))?\s*(?:首席|见习|实习|特约|驻\S{2,6}|通讯)?(?:记者|通讯员|评论员|特约撰稿|作者|撰稿|文|执笔|整理|编辑))\s*[：:/／|]?\s*"
)
_OFFICE_NAME = re.compile(
    r"(?:(?P<office>\S{0,24}?(?:总理|省长|市长|县长|区长|主席|书记|主任|部长|院长|校长|检察长|董事长|会长|委员长|局长|厅长|秘书长|行长|社长|总编辑))\s*[:：]?\s*)(?P<name>(?:[\u4e00-\u9fff·]|[^\w\s，。、；：“”（）《》])(?:\s*[\u4e00-\u9fff·]){1,5})"
)
_STAFF = (
    "本报评论员",
    "本刊评论员",
    "本报特约评论员",
    "新华社评论员",
    "人民日报评论员",
    "本刊记者",
    "本报记者",
    "本刊编辑部",
    "编辑部",
    "本报编辑部",
)


def opens_text(text: str) -> bool:
    """Whether a line can only be the first of a text: it opens with a dateline or tells the source."""
    dateline = DATELINE.match(text)
    return bool(dateline and (dateline["date"] or dateline["kind"] != "电")) or bool(SOURCE.match(text))


class BylineParts(NamedTuple):
    """Authors of a byline; `certain` where a mark or the words around them say that they are authors."""

    names: tuple[str, ...]
    certain: bool


def parse_byline(text: str) -> BylineParts | None:
    """The authors a line names (署名), None when it is no byline. 「本报评论员」 alone is one without names."""
    text = text.strip()
    if not text or len(text) > 60 or (is_closed(text) and text[-1] not in "）)"):
        return None
    if "".join(text.split()) in _STAFF:
        return BylineParts((), True)
    if text[0] in "■□▲" and not re.match(_REPORTERS, text[1:].strip()):
        marked = _marked_names(text[1:]) if len(text) <= 24 else []
        return BylineParts(tuple(marked), True) if marked else None
    bare = text.strip("（()） ")
    parts = [part for part in re.split(_REPORTERS, bare) if part.strip(" 、，,")]
    if parts and re.match(_REPORTERS, bare):
        named = [_marked_names(re.sub(r"[（(][^）)]*[）)]", "", part)) for part in parts]
        return BylineParts(tuple(name for group in named for name in group), True) if all(named) else None
    office = _OFFICE_NAME.fullmatch(text)
    if office and not is_chinese(office["name"]):
        return BylineParts((_squeezed_name(office["name"]),), True)
    if office and (names_ := split_names(_squeezed_name(office["name"]))) and len(names_) == 1:
        return BylineParts(tuple(names_), bool(office["office"]))
    names_ = split_names(text) if len(text) <= 24 else None
    return BylineParts(tuple(names_), False) if names_ and len(names_) <= 4 else None


def _marked_names(text: str) -> list[str]:
    """Names behind a byline's mark, which may be pen names; empty where some word is too long for one."""
    words = re.sub(r"(?<=\b\w)\s+(?=\w\b)", "", text.strip(" \u3000、，")).replace("、", " ").split()
    return split_names(text) or (words if all(2 <= len(word) <= 4 for word in words) else [])


def _squeezed_name(text: str) -> str:
    return "".join(text.split())
