"""What the steps of the import hand on to each other: frozen values, without Django and without a database.

Lines are numbered from 1 as in the raw file, split at `\\n`; columns are character offsets into a raw line, the end
excluded. A line of the raw file may belong to several things (a caption glued to the last line of a text), so what is
printed where is told in spans, and every printed character of a file is in exactly one span.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from archive.dates import PartialDate
from archive.importing.recognising.findings import NOTHING, Findings


class Span(NamedTuple):
    """Columns `start` to `end` (excluded) of raw line `line`."""

    line: int
    start: int
    end: int


class Role(StrEnum):
    """What a piece of an article's text is; `number`, `date_line`, `heading` and `text` are its body."""

    COLUMN = "column"  # 栏目
    KICKER = "kicker"  # 引题
    TITLE = "title"  # 主标题
    SUBTITLE = "subtitle"  # 副题
    BYLINE = "byline"  # 署名
    SOURCE = "source"  # 来源
    DIGEST = "digest"  # 提要
    NUMBER = "number"  # 发文字号
    DATE_LINE = "date_line"  # a day alone, under a headline or a signature
    HEADING = "heading"
    TEXT = "text"


class Reason(StrEnum):
    """Why a piece of print is no article's text."""

    PAGE_NUMBER = "page_number"
    RUNNING_HEAD = "running_head"  # 书眉
    CAPTION = "caption"  # 图片说明
    LABEL = "label"  # a unit's name or a section word beside a headline
    DOUBLED = "doubled"  # the second of two impressions of the same words
    BOOKMARK = "bookmark"  # a word processor's mark
    CONTENTS = "contents"  # 目录
    LIST = "list"  # supporters, editors, members
    NOTICE = "notice"  # 启事, 公示
    MENU = "menu"  # words of the web page around a text
    OTHER = "other"


class Kind(StrEnum):
    """Kinds of article."""

    NEWS = "news"
    SPEECH = "speech"
    SPEECH_EXCERPTS = "speech_excerpts"
    REGULATION = "regulation"
    NOTICE = "notice"
    OPINION = "opinion"
    WORK_REPORT = "work_report"
    COMMENTARY = "commentary"
    FEATURE = "feature"
    LETTER = "letter"
    ARTICLE = "article"
    OTHER = "other"


class DocumentKind(StrEnum):
    """Kinds of document."""

    COMPILATION = "compilation"
    MAGAZINE = "magazine"
    REPORT = "report"
    NEWSPAPER = "newspaper"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's text as decoded, with its line ends as they are; `encoding` is the one that was recognised."""

    name: str
    sha256: str
    encoding: str
    text: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A printed page. `label` is its number as printed, in square brackets where other pages tell it, or empty."""

    first_line: int
    last_line: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphRecord:
    """A reflowed piece of an article; `text` is `reflow.joined` of its spans.

    `level` (1 the highest) is set on headings, and on texts that open a division with a heading of their own, as
    「（一）……。」 and 「第一条 ……」 do.
    """

    role: Role
    text: str
    spans: tuple[Span, ...]
    level: int | None = None


@dataclass(frozen=True, slots=True)
class LeftoverRecord:
    """A run of print that is no article's text; `text` is the raw text of its spans, joined by `\\n`."""

    reason: Reason
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """电头: agency, place and day as in 「新华社北京1月25日电」."""

    agency: str
    place: str | None
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article. `paragraphs` stand in the order of print, headline parts and digest included."""

    start_line: int
    end_line: int
    kicker: str | None
    title: str | None
    subtitle: str | None
    column: str | None
    kind: Kind
    dateline: Dateline | None
    source: str | None
    bylines: tuple[str, ...]
    date: PartialDate | None
    paragraphs: tuple[ParagraphRecord, ...]
    findings: Findings = NOTHING


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """All that the import makes of one file. Articles and leftovers are in the order of their first lines."""

    raw: RawText
    title: str | None
    publisher: str | None
    kind: DocumentKind
    period_start: PartialDate | None
    period_end: PartialDate | None
    pages: tuple[PageRecord, ...]
    articles: tuple[ArticleRecord, ...]
    leftovers: tuple[LeftoverRecord, ...]
