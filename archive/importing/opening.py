"""How texts open: datelines, sources, date lines, occasions and salutations, as single lines print them."""

from __future__ import annotations

import re

from archive.importing.typography import any_of

_CJK = r"[\u4e00-\u9fff]"
_DIGITS = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:\d{4}|[〇零一二三四五六七八九]{4})\s*年"
DAY = rf"(?:{_YEAR}\s*)?{_DIGITS}\s*月\s*{_DIGITS}\s*日"
_MONTH = rf"{_YEAR}\s*{_DIGITS}\s*月"
_MEDIUM = any_of(
    "通讯社 通讯(?!员) 新华社 中新社 日报 晚报 早报 晨报 时报 商报 都市报 青年报 周报 周刊 月刊 法治报 学报 报社",
    "新華社 日報 电视台 广播电台 电台 总台 融媒体中心 官网 门户网站 网站 网视 在线 网 社(?!会) 报 杂志 客户端 公众号",
)
_BRACKETED = r"[（(][^（）()]{0,20}[）)]"

#: 电头: 「新华社北京1月25日电」, 「本报讯」, 「某台消息（某节目）：」; reporters in brackets stand before or behind.
#: Words that stand here for themselves are also known as they were printed before the characters were simplified.
DATELINE = re.compile(
    rf"""
    [【［\[]? 据? (?P<agency> 本报|本報|本网|本台|本刊 | {_CJK}{{0,8}}?{_MEDIUM} ) \s* (?:{_BRACKETED})?
    (?P<place> {_CJK}{{2,8}}? )? \s* (?: (?P<date> {DAY} ) | {_DIGITS}\s*日 )?
    (?:综合|专)? (?P<kind> 电|電|讯|訊|消息 ) (?! {_CJK}{{0,2}} (?:报|社|网|站|号|台) ) \s* [】］\]]? \s*
    (?: [（(] (?!记者|通讯员|本报) [^（）()]{{2,12}} [）)] )? \s* 题? [：:]? \s*
    (?: [（(] (?P<reporters> [^（）()]{{2,60}} ) [）)] )? [：:]?
    """,
    re.VERBOSE,
)
_CABLE = re.compile("[电電讯訊]|消息")
#: 「记者任某报道：」, right behind the dateline.
REPORTED_BY = re.compile(
    rf"\s*(?:本报|本台)?(?:记者|通讯员)\s*(?P<reporters>{_CJK}{{2,4}}(?:[、 ]{_CJK}{{2,4}}){{0,3}})\s*报道[：:，]"
)
#: 「来源：新华社」, 「来源：《某刊》2024/02」, 「来源：某网－某报」; nothing marks where it ends.
SOURCE = re.compile(
    rf"""
    (?: 来\s*源 | 稿源 | 信息来源 ) \s* [：:] \s*
    (?P<source>
        《[^》]{{1,20}}》 \s* (?: \d{{4}} \s* [/年] \s* 第?\d{{1,3}}期? )?
      | [\w\u4e00-\u9fff]{{0,12}}? {_MEDIUM} (?: \s* [－—-] \s* 《?[\w\u4e00-\u9fff]{{0,10}}?{_MEDIUM}》? )?
      | [^\s，。；]{{2,20}}
    )
    """,
    re.VERBOSE,
)
#: 「（摘自……）」 behind a text.
PROVENANCE = re.compile(
    r"[（(](?:摘自|选自|节选自|原载|转自|来源[：:]?|据|(?=《[^》]{2,16}》\s*\d{4}\s*年))(?P<source>.+?)(?:，有删节|，略有删[节改])?[）)]"
)
#: 「这是某人某日在某会上讲话的一部分」.
EXTRACT_OF = re.compile(
    r"※?(?:这|此|本文)是(?P<source>.+?"
    rf"{any_of('讲话 文章 报告 发言 论述')}的?{any_of('一部分 主要部分 节选 节录 全文 要点 摘要 部分内容')})"
)
#: 「这是某部在《某刊》的发文」.
WRITTEN_BY = re.compile(rf"※?(?:这|本文)是(?P<author>{_CJK}{{2,20}}?)(?:发表)?在《[^》]+》上?的?(?:发文|文章|撰文)")
#: 「（作者岑某系某局局长）」 behind a text.
AUTHOR_NOTE = re.compile(rf"[（(]作者[：:]?\s*(?P<author>{_CJK}{{2,3}})(?:系|为|是|，).*[）)]")
#: What stands between headline and text and is neither: 核心提示, 摘要.
LEAD_IN = re.compile(rf"【?{any_of('核心提示 内容提要 摘要 提要 导读 编者按')}】?[：:\s]")
#: A line that tells where and when a page was published.
META = re.compile(
    r"(?:来\s*源|作\s*者|发布(?:时间|日期|机构)|索\s*引\s*号|发文字号|信息来源|稿源)\s*[：:]"
    r"|(?:^|[\s\u3000])时\s*间[：:]|^[（(]?\d{4}-\d{1,2}-\d{1,2}"
)
#: 发文字号: 「某政发〔2023〕5号」, 「第12号」.
NUMBER = re.compile(
    r"\S{1,16}\s*[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号|(?:\d{4}\s*年\s*)?第\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s*号"
)
#: A day alone: in brackets under a headline, bare under a signature.
DATE_LINE = re.compile(
    rf"""
    [（(] \s* (?P<date> {DAY}|{_MONTH} ) (?: [，,、]? \s* (?:上午|下午|晚) )?
    (?: \s* [—\-至～]+ \s* (?P<until> {DAY}|(?:{_YEAR}\s*)?{_DIGITS}\s*月 ) )? \s* [）)]
    | (?P<bare> {DAY} )
    """,
    re.VERBOSE,
)
#: Day and occasion of a speech or report: 「——2024年1月23日在某某会议上」.
DELIVERED = re.compile(
    rf"(?:——|—\s?—|-)?\s*(?:[（(]\s*)?(?P<date>{DAY})\s*(?:，\s*)?在.{{4,60}}(?:会议|大会|会|上|时)上?"
    r"(?:的(?:讲话|报告|致辞|发言|演讲))?\s*[）)]?"
)
_ADDRESSED = any_of("各位 同志们 朋友们 女士们 先生们 同学们 老师们 乡亲们 全体 全省 全市 广大 你们 主席先生 总统先生")
_ADDRESSEE = any_of(
    "人民政府 委员会 办公厅 办公室 部门 单位 直属机构 学校 厅 局 委 同志 人员 代表 朋友 你 同学 老师 乡亲"
)
_RESPECTED = any_of("尊敬的 敬爱的 亲爱的")
SALUTATION = re.compile(
    rf"(?:{_RESPECTED}?{_ADDRESSED}.{{0,40}}|.{{2,80}}{_ADDRESSEE}们?)(?:，.{{2,30}})?[：:！!]"
    rf"|(?:{_RESPECTED}|各位).{{1,30}}，"
)

#: How letters to a newspaper open.
TO_EDITORS = re.compile(r"(?:编辑|編輯|记者|記者)(?:部|同志|(?:您|你|们|們)好)")
#: A column named before a title: 「【身边的榜样】」.
COLUMN = re.compile(r"【(?P<column>[^】]{2,16})】(?=\s*\S)")


def opens_text(text: str) -> bool:
    """Whether a line can only be the first of a text: it opens with a dateline or tells the source."""
    if "源" in text[:6] and SOURCE.match(text):
        return True
    if "报道" in text and REPORTED_BY.match(text):
        return True
    dateline = DATELINE.match(text) if _CABLE.search(text) else None
    return bool(dateline and (dateline["date"] or dateline["kind"] not in "电電"))
