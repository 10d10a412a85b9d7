"""A printed page with everything on it that the pages show, and shelves of plain documents."""

from __future__ import annotations

from dataclasses import replace

from archive.dates import PartialDate
from archive.importing.grouping import group_printings
from archive.importing.records import (
    ArticleRecord,
    Dateline,
    DocumentKind,
    DocumentRecord,
    Kind,
    LeftoverRecord,
    PageRecord,
    ParagraphRecord,
    Reason,
    Role,
    Span,
)
from archive.importing.storing import store
from archive.models import (
    Article,
    Document,
    Initiative,
    Instrument,
    Meeting,
    MeetingSeries,
    Organization,
    Person,
    Work,
)
from archive.models.curation import Origin
from tests.builders import Cut, document, raw
from tests.importing import naming

#: The lists, as their addresses name them.
NOUNS = ("documents", "articles", "people", "meetings", "initiatives", "instruments", "organizations")
#: A text long enough for its printings to be known by it.
RUNNING = "".join(
    f"第{n}渠的水流过{m}块田，{r}户人家都去看。"
    for n, m, r in zip("一二三四五六七八九十" * 3, "田禾麦豆麻" * 6, "甲乙丙丁戊己" * 5, strict=True)
)

TEXT = """青禾通讯
本期特稿
县委书记调研春灌时强调
把水送到
最后一亩田
——柳镇渠尾见闻
■许桂兰 吴明远
■ 渠尾三十年没有见过水。
一、老渠
    青禾社柳镇3月4日电 今年开春，县里决定
— 7 —
把老渠修到渠尾。图：渠尾的水
他问 <script>alert(1)</script> 是什么，谁也不知道。
第一条 渠道归全体村民所有。
另一篇的标题
（摘自《青禾日报》）
另一篇的正文。
没有标题的一段话，说的是收成。
"""
_LINES = TEXT.split("\n")


def _spans(*lines: int) -> tuple[Span, ...]:
    return tuple(Span(line, 0, len(_LINES[line - 1])) for line in lines)


def _piece(role: Role, text: str, *lines: int, level: int | None = None) -> ParagraphRecord:
    return ParagraphRecord(role, text, _spans(*lines), level)


_PLAIN = ArticleRecord(
    start_line=18,
    end_line=18,
    kicker=None,
    title=None,
    subtitle=None,
    column=None,
    kind=Kind.ARTICLE,
    dateline=None,
    source=None,
    bylines=(),
    date=None,
    paragraphs=(_piece(Role.TEXT, _LINES[17], 18),),
)
_OTHER = replace(
    _PLAIN,
    start_line=15,
    end_line=17,
    title="另一篇的标题",
    paragraphs=(_piece(Role.TITLE, _LINES[14], 15), _piece(Role.TEXT, _LINES[16], 17)),
)
_FULL = ArticleRecord(
    start_line=2,
    end_line=16,
    kicker="县委书记调研春灌时强调",
    title="把水送到最后一亩田",
    subtitle="——柳镇渠尾见闻",
    column="本期特稿",
    kind=Kind.FEATURE,
    dateline=Dateline("青禾社", "柳镇", PartialDate.of(2031, 3, 4, printed="3月4日", inferred=True)),
    source="青禾日报",
    bylines=("许桂兰", "吴明远"),
    date=PartialDate.of(2031, 3, printed="今年开春", inferred=True),
    paragraphs=(
        _piece(Role.COLUMN, "本期特稿", 2),
        _piece(Role.KICKER, "县委书记调研春灌时强调", 3),
        _piece(Role.TITLE, "把水送到最后一亩田", 4, 5),
        _piece(Role.SUBTITLE, "——柳镇渠尾见闻", 6),
        _piece(Role.BYLINE, "■许桂兰 吴明远", 7),
        _piece(Role.DIGEST, "■渠尾三十年没有见过水。", 8),
        _piece(Role.HEADING, "一、老渠", 9, level=1),
        ParagraphRecord(
            Role.TEXT,
            "青禾社柳镇3月4日电 今年开春，县里决定把老渠修到渠尾。",
            (Span(10, 4, len(_LINES[9])), Span(12, 0, 8)),
        ),
        _piece(Role.TEXT, _LINES[12], 13),
        _piece(Role.TEXT, _LINES[13], 14, level=3),
        _piece(Role.SOURCE, "（摘自《青禾日报》）", 16),
    ),
)


def full_document(articles: tuple[ArticleRecord, ...] = (_FULL, _OTHER, _PLAIN)) -> DocumentRecord:
    """Three articles: one with all parts, one whose title stands inside the first, and one without a title."""
    return DocumentRecord(
        raw=raw(TEXT),
        title="青禾通讯",
        publisher="青禾县水利局",
        kind=DocumentKind.MAGAZINE,
        period_start=PartialDate.of(2031, 3),
        period_end=PartialDate.of(2031, 4),
        pages=(PageRecord(1, 11, "7"), PageRecord(12, 18)),
        articles=articles,
        leftovers=(
            LeftoverRecord(Reason.RUNNING_HEAD, "青禾通讯", _spans(1)),
            LeftoverRecord(Reason.PAGE_NUMBER, "— 7 —", _spans(11)),
            LeftoverRecord(Reason.CAPTION, "图：渠尾的水", (Span(12, 8, len(_LINES[11])),)),
        ),
    )


def full_article() -> Article:
    """Stores the full document; its first article."""
    store(full_document(), "test")
    article: Article = Article.objects.get(document__title="青禾通讯", ordinal=1)
    return article


def shelf(documents: int, articles: int) -> Document:
    """Stores `documents` with `articles` each, all of one kind and signed; the first one."""
    for n in range(documents):
        text = "".join(f"第{n}册第{i}篇的标题\n第{n}册第{i}篇的正文。\n— {i} —\n" for i in range(1, articles + 1))
        cuts = [
            Cut(3 * i - 2, 3 * i - 1, bylines=("许桂兰",), date=PartialDate.of(2031, 3, 1 + i % 28))
            for i in range(1, articles + 1)
        ]
        pages = tuple(PageRecord(3 * i - 2, 3 * i) for i in range(1, articles + 1))
        store(document(text, cuts, name=f"册{n:03}.txt", title=None, pages=pages), "test")
    first: Document = Document.objects.get(file_name="册000.txt")
    return first


def furnished() -> dict[str, str]:
    """Stores an archive in which every kind of page has something to show; an address of each kind."""
    article = full_article()
    for day in (4, 6):  # one meeting that two texts date differently
        date = PartialDate.of(2031, 3, day)
        store(naming.named(naming.TEXT.replace("3月4日", f"3月{day}日"), f"春灌{day}.txt", date, date), "test")
    for name, words in (("甲本", RUNNING), ("乙本", RUNNING.replace("丙户人家都去看", "丙户人家都去瞧", 1))):
        store(document(f"渠水记\n{words}\n{name}\n", [Cut(1, 2)], name=f"{name}.txt", title=name, pages=()), "test")
    group_printings()
    body = Organization.objects.get(name="青禾县水利局")
    series = MeetingSeries.objects.create(name="春灌工作会议", convener=body, origin=Origin.AUTHORITY)
    Meeting.objects.update(series=series, convener=body)
    document_address = article.document.get_absolute_url()
    return {
        "home": "/",
        **{noun: f"/{noun}/" for noun in NOUNS},
        "document": document_address,
        "raw text": f"{document_address}raw/",
        "leftovers": f"{document_address}leftovers/",
        "article": article.get_absolute_url(),
        "raw lines": f"{article.get_absolute_url()}?raw=1",
        "untitled article": Article.objects.get(document=article.document, ordinal=3).get_absolute_url(),
        "work": Work.objects.get().get_absolute_url(),
        "person": Person.objects.get(name="许桂兰").get_absolute_url(),
        "meeting": _first(Meeting),
        "series": series.get_absolute_url(),
        "initiative": _first(Initiative),
        "instrument": _first(Instrument),
        "organization": body.get_absolute_url(),
        "timeline": "/timeline/",
        "network": "/network/",
    }


def _first(model: type[Meeting | Initiative | Instrument]) -> str:
    address: str = model._default_manager.order_by("key")[0].get_absolute_url()
    return address
