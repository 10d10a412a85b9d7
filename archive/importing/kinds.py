"""What kind of text an article is, told from its title, how it opens, and who signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.importing.opening import COLUMN, TO_EDITORS
from archive.importing.records import Kind
from archive.importing.typography import any_of

_BARE = re.compile(r"[（(].*?[）)]")
_REGULATION = re.compile(r"(?:条例|办法|规定|规则|细则|准则|章程|守则)$")
_NOTICE = re.compile(r"(?:通知|公告|通告|公示|启事|名单|令|任免(?:国家工作人员|人员|事项)?)$")
_RECORD = re.compile(r"(?:决议|大事记|批复|更正|勘误|实施方案|统计公报|答复)$")
_OPINION = re.compile(r"(?:意见|决定)$")
_LETTER = re.compile(
    r"^致|的信$|的(?:贺信|慰问信|公开信|感谢信|回信|复信|一封信|倡议书)$|(?:倡议书|公开信|慰问信|贺信|贺电|贺词|一封信)$"
)
_SPEECH = re.compile(
    r"(?:讲话|致辞|演讲|发言|致词|贺词|谈话)$|(?:讲话|致辞|演讲|发言)[（(]|上的(?:讲话|致辞|发言|演讲)"
)
_EXCERPT = re.compile(r"摘要|节选|摘编|节录|要点")
_REPORT = re.compile(r"工作报告$")
_COMMENT = re.compile(r"评论员|社论|短评|快评|时评|评论|论坛|漫笔|随笔|杂谈|观察家|夜话|谈$")
#: Columns, in brackets before a title or in the line above it.
_COMMENTS_COLUMN = re.compile(r"(?:短评|快评|时评|锐评|评论|观点|论坛|杂谈|漫笔|随笔|夜话|今日谈)$")
#: 「短评：……」, 「本台评论：……」.
_COMMENTS_TITLE = re.compile(r"(?:本[台报刊])?(?:短评|时评|评论|社论)[：:]")
_NEWS_COLUMN = re.compile(r"(?:快讯|简讯|短讯|要闻|新闻|头条|快报|速递)$")
_LONGEST_COLUMN = 8
#: 「电题：」 opens what an agency sends out as a feature; a deck names it.
_FEATURE_OPENING = re.compile(r"电\s*题\s*[：:]")
_FEATURE_DECK = re.compile(r"^——.*(?:纪实|纪事|侧记|见闻|特写)$")
_ASKED = re.compile(r"答\s*(?:本[报刊台]|新华社)?记者问$")
#: 「（作者系某局局长）」 behind a text.
_OF_OFFICE = re.compile(r"[（(]作者.{0,8}(?:系|为|是).*[）)]")
_REPORTER = re.compile(r"记者|通讯员")
_ARTICLES = re.compile(r"第[一二三四五六七八九十百]+[条章]")
#: What stands before or behind a book, though a day below its title makes it look delivered.
_PREFACE = re.compile(r"^[代自]?序(?:[《—\s]|$)|(?:序言?|前言|后记|跋)$")
_EXTRACT_END = re.compile(r"[（(]\d{4}\s*年.{2,60}(?:讲话|致辞|发言|报告|演讲|谈话|考察时.*|贺信|批示)[）)]$")
_EVENT = re.compile(
    any_of(
        "召开 举行 强调 调研 出席 开幕 闭幕 会议 主持 印发 考察 会见 致信 致电 复信 回信 开班 启动 揭牌 开工 座谈 部署",
        "发布 公布 宣布 开通 封顶 投用 落幕 启幕 获 成功",
    )
)
_REPORTED = re.compile(r"\S{2,12}(?:指出|强调|表示|要求|认为)，")
_ISSUES = re.compile(r"(?:公布|印发|发布|通过|出台|施行|实施|审议|解读).{0,4}《")
_FIGURE = re.compile(r"\d+")
_ARGUMENT = re.compile(r"必须|应当|应该|不能|不可|才能|就要|我们|只有|务必")
_QUOTED = re.compile(r"说[，：。“]|：“|介绍|告诉记者|回忆")
#: How the text of a report opens: with its day, whatever it tells.
_OPENS_DATED = re.compile(r"\d{1,2}\s*[日号]|[今昨][天日晚晨]")
_OPENS_WITHIN = 24
#: Characters from which on a text that argues is an article.
_LONGEST_COMMENT = 2500
_LEAST_ARGUMENT, _FEWEST_ARGUMENTS = 2, 3
_SALUTATION = re.compile(r"^(?:各位|同志们|尊敬的|女士们|朋友们|亲爱的|老师们|同学们)")


def classify(
    title: str | None,
    subtitle: str,
    lead: str,
    paragraphs: Sequence[str],
    *,
    kicker: str,
    dateline: str,
    byline: str,
    delivered: bool,
    dated: bool,
    extract_of: str,
    reprinted: bool,
    daily: bool,
) -> Kind:
    """The kind of an article.

    `lead` is its first paragraph behind the dateline, `paragraphs` all of them, `dateline` and `byline` (the line with
    the authors) as printed, `delivered` whether a day (and occasion) of delivery stands under the headline, `dated`
    whether the lead tells a day, `extract_of` the speech it is a part of, `reprinted` whether it is told where else the
    text was printed, `daily` whether the print is one of a day: what is unsigned there and does not argue reports.
    """
    bare = _BARE.sub("", title or "").strip("《》 ")
    extracts = sum(bool(_EXTRACT_END.search(text)) for text in paragraphs)
    if extracts >= 3:
        return Kind.SPEECH_EXCERPTS
    if sum(bool(_ARTICLES.match(text)) for text in paragraphs) >= 3 and not dateline:
        return Kind.REGULATION
    if _REPORT.search(bare) or (delivered and any(text.startswith("各位代表") for text in paragraphs[:3])):
        return Kind.WORK_REPORT
    if _SPEECH.search(bare) and not dateline and (delivered or not dated):
        return Kind.SPEECH_EXCERPTS if _EXCERPT.search(title or "") else Kind.SPEECH
    if subtitle.lstrip("—").startswith("在") and _SPEECH.search(subtitle) and not dateline:
        return Kind.SPEECH_EXCERPTS if _EXCERPT.search(subtitle) else Kind.SPEECH
    if _LETTER.search(subtitle.lstrip("—")) and not dateline:
        return Kind.LETTER
    if _RECORD.search(bare) and not dateline:
        return Kind.OTHER
    if title and not dateline and not _ISSUES.search(title):
        for pattern, kind in (
            (_LETTER, Kind.LETTER),
            (_OPINION, Kind.OPINION),
            (_NOTICE, Kind.NOTICE),
            (_REGULATION, Kind.REGULATION),
        ):
            if pattern.search(bare) and not (kind is Kind.REGULATION and "印发" in bare):
                return kind
    if TO_EDITORS.match(lead):
        return Kind.LETTER
    if _COMMENT.search(byline):
        return Kind.COMMENTARY
    if told := _told_beside(title or "", subtitle, kicker, dateline, dated):
        return told
    if delivered and _PREFACE.search(bare):
        return Kind.ARTICLE
    if delivered and (_SALUTATION.match(lead) or byline or not reprinted) and not dated and not dateline:
        return Kind.SPEECH
    if "讲话" in extract_of:
        return Kind.SPEECH if byline else Kind.SPEECH_EXCERPTS
    if dateline or (
        dated
        and (_EVENT.search((title or "") + lead[:200]) or (not byline and _OPENS_DATED.search(lead[:_OPENS_WITHIN])))
        and not _REPORTER.search(byline)
        and not byline.startswith("■")
    ):
        return Kind.NEWS
    if byline:
        return _unreported(byline, paragraphs)
    whole = "".join(paragraphs)
    if sum(bool(_REPORTED.match(text)) for text in paragraphs) >= 2:
        return Kind.NEWS
    if re.search(r"近日|日前|昨日|昨天|今天", lead[:20]):
        return Kind.COMMENTARY if _argues(whole) else Kind.NEWS
    if not title:
        return Kind.COMMENTARY if "我们" in whole and not re.search(r"\d{2}", whole) else Kind.NEWS
    if _EVENT.search(title) and not re.search(r"我们|必须", whole[:600]):
        return Kind.NEWS
    return Kind.NEWS if daily and not _argues(whole) else _unreported("", paragraphs)


def _told_beside(title: str, subtitle: str, kicker: str, dateline: str, dated: bool) -> Kind | None:
    """The kind that a column, a deck or a dateline tells."""
    column = COLUMN.match(title)
    name = column["column"] if column else kicker if len(kicker) <= _LONGEST_COLUMN else ""
    if _COMMENTS_COLUMN.search(name) or _COMMENTS_TITLE.match(title):
        return Kind.COMMENTARY
    if _ASKED.search(title) or _ASKED.search(kicker):
        return Kind.ARTICLE
    if _FEATURE_OPENING.search(dateline) or _FEATURE_DECK.search(subtitle):
        return Kind.FEATURE
    return Kind.FEATURE if column and not dated and not _NEWS_COLUMN.search(name) else None


def _argues(text: str) -> bool:
    """Whether an unsigned text that starts from what was reported argues, without figures and people who are quoted."""
    thousands = max(len(text), 1) / 1000
    few_figures = len(_FIGURE.findall(text)) < thousands and not _QUOTED.search(text)
    return few_figures and len(_ARGUMENT.findall(text)) >= max(_FEWEST_ARGUMENTS, _LEAST_ARGUMENT * thousands)


def _unreported(byline: str, paragraphs: Sequence[str]) -> Kind:
    """A text that reports no event: what argues without figures is a comment or, when long, an article.

    The rest are features.

    Measured on signed texts: comments have under one figure and over three words of argument in 1,000 characters,
    features the reverse, or people who are quoted.
    """
    text = "".join(paragraphs)
    if _REPORTER.search(byline):
        return Kind.FEATURE
    if re.search(r"(?:书记|主任|部长|局长|厅长|市长|县长|主席|院长|校长|会长)\s*\S", byline):
        return Kind.ARTICLE  # signed with an office
    if any(_OF_OFFICE.fullmatch(paragraph) for paragraph in paragraphs[-2:]):
        return Kind.ARTICLE
    figures, argument, quotes = (
        1000 * len(pattern.findall(text)) / max(len(text), 1) for pattern in (_FIGURE, _ARGUMENT, _QUOTED)
    )
    if len(text) > _LONGEST_COMMENT:
        return Kind.FEATURE if byline.startswith("■") or figures > 5 else Kind.ARTICLE
    quoted = quotes >= max(3.5, argument * 2 / 3)
    if (figures < 1 or len(_FIGURE.findall(text)) <= 2) and not quoted and (argument >= 3 or not quotes):
        return Kind.COMMENTARY
    return Kind.FEATURE if byline else Kind.ARTICLE
