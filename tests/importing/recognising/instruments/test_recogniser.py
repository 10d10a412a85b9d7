"""Documents in 《》: told from books and films, short forms resolved, issuers and days beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.dates import PartialDate
from archive.importing.authority import Authority, Body, Title
from archive.importing.recognising import instruments
from archive.importing.recognising.findings import InstrumentFound, InstrumentKind
from archive.importing.recognising.instruments.kinds import head
from archive.importing.recognising.instruments.marks import quoted
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role, Span


def article(*texts: str | tuple[Role, str], date: PartialDate | None = None) -> ArticleRecord:
    parts = [(Role.TEXT, text) if isinstance(text, str) else text for text in texts]
    return ArticleRecord(
        start_line=1,
        end_line=len(parts),
        kicker=None,
        title=None,
        subtitle=None,
        column=None,
        kind=Kind.NEWS,
        dateline=None,
        source=None,
        bylines=(),
        date=date,
        paragraphs=tuple(
            ParagraphRecord(role, text, (Span(line, 0, len(text)),)) for line, (role, text) in enumerate(parts, 1)
        ),
    )


def find(*texts: str | tuple[Role, str], authority: Authority | None = None) -> list[InstrumentFound]:
    return instruments.find(article(*texts), authority or Authority())


def titles(*texts: str | tuple[Role, str]) -> list[str]:
    return [found.title for found in find(*texts)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("河湖保护法", InstrumentKind.LAW),
        ("预算法", InstrumentKind.LAW),
        ("柳镇渠道管理条例（草案）", InstrumentKind.REGULATION),
        ("柳镇渠道管理办法（试行）", InstrumentKind.REGULATION),
        ("柳镇渠道管理办法（2031年修订）", InstrumentKind.REGULATION),
        ("关于清渠的决定", InstrumentKind.DECISION),
        ("关于清渠的若干意见", InstrumentKind.OPINION),
        ("青禾县水网规划（2031—2035年）", InstrumentKind.PLAN),
        ("清渠行动方案征求意见稿", InstrumentKind.PLAN),
        ("促进春灌二十条", InstrumentKind.PLAN),
        ("青禾县政府工作报告", InstrumentKind.REPORT),
        ("关于印发〈柳镇渠道管理办法〉的通知", InstrumentKind.NOTICE),
        ("两河流域用水协定", InstrumentKind.OTHER),
    ],
)
def test_a_title_that_ends_like_a_document_is_one(title: str, kind: InstrumentKind) -> None:
    text = f"大家学习了《{title}》。"
    (found,) = find(text)
    assert (found.title, found.kind) == (title, kind)
    assert text[found.start : found.end] == f"《{title}》"


@pytest.mark.parametrize(
    "text",
    [
        "他读过《柳镇的春天》。",
        "他读过《孙子兵法》和《共产党宣言》。",
        "她订了《国务院公报》。",
        "他教人《挖渠的方法》。",
        "电影《远方的计划》上映。",
        "展出了《远方的计划》等5部优秀作品。",
        "《清渠的意见》一文说得好。",
        "他作了《怎样清渠》专题辅导报告。",
        "编印《清渠点位案例集》等学习资料。",
        "《》是空的，《",
    ],
)
def test_books_films_and_lectures_are_none(text: str) -> None:
    assert titles(text) == []


def test_what_stands_behind_tells_what_a_title_names() -> None:
    assert titles("他向大会作了题为《水到渠成，再谱新篇》的工作报告。") == ["水到渠成，再谱新篇"]
    assert titles("代表提交了《让老渠通水》的建议。") == ["让老渠通水"]
    assert titles("对照《用水名录》《渠道分类表》等政策文件。") == ["用水名录", "渠道分类表"]
    assert titles("改编《让老渠通水》的建议。") == []


def test_documents_are_found_in_headlines_and_digests_and_not_in_sources() -> None:
    text = "《清渠条例》公布"
    roles = (Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.DIGEST, Role.HEADING, Role.SOURCE)
    assert [found.paragraph for found in find(*((role, text) for role in roles))] == [0, 1, 2, 3, 4]


def test_a_title_is_without_the_blanks_of_its_wrapping() -> None:
    assert titles("审议《青禾 县清渠条例》和《AI Act 实施方案》。") == ["青禾县清渠条例", "AI Act实施方案"]


def test_marks_inside_marks_are_one_title_if_it_is_a_document() -> None:
    assert titles("转发《关于印发《清渠办法》的通知》。") == ["关于印发《清渠办法》的通知"]
    assert titles("他写了《读《清渠办法》有感》。") == ["清渠办法"]


@pytest.mark.parametrize(
    "text",
    [
        "《清渠的事，说来话长。后来有了《清渠条例》。",
        "《清渠的事后来有了《清渠条例》",
        "》清渠的事《清渠条例》》",
        "《" + "渠" * 400 + "《清渠条例》的意见》",
    ],
)
def test_an_open_mark_swallows_nothing(text: str) -> None:
    assert titles(text) == ["清渠条例"]


def test_a_short_form_is_the_title_it_was_introduced_for() -> None:
    found = find(
        "县政府印发《青禾县清渠方案》（以下简称《方案》），并修订《柳镇用水方案》。",
        "《方案》明确了三件事。",
    )
    assert [(f.title, f.rule) for f in found] == [
        ("青禾县清渠方案", "head"),
        ("青禾县清渠方案", "short"),
        ("柳镇用水方案", "head"),
        ("青禾县清渠方案", "short"),
    ]


def test_a_short_form_is_the_last_full_title_with_its_end() -> None:
    assert titles("审议《清渠条例（草案）》和《用水办法》。", "《条例》管渠，《办法》管水，《决定》另发。") == [
        "清渠条例（草案）", "用水办法", "清渠条例（草案）", "用水办法",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["《意见》", "按照《实施方案》办。", "县委印发《工作方案》。", "出台《办法》等5份《通知》。"]
)
def test_a_bare_title_names_no_document(text: str) -> None:
    assert titles(text) == []
    assert titles(text, "后来又有《柳镇用水方案》。") == ["柳镇用水方案"]


def test_a_headline_may_speak_of_what_the_text_names() -> None:
    assert titles((Role.TITLE, "《方案》来了"), "县里出台《柳镇用水方案》。") == ["柳镇用水方案", "柳镇用水方案"]


def test_a_text_may_cite_itself() -> None:
    parts = article((Role.TITLE, "柳镇用水办法"), "本《办法》自公布之日起施行。")
    cited = instruments.find(replace(parts, title="柳镇用水办法", kind=Kind.REGULATION), Authority())
    assert [found.title for found in cited] == ["柳镇用水办法"]


def test_a_bare_title_may_have_its_subject_before_its_marks() -> None:
    found = find("县里研究制定清渠护堤《实施方案》和“三渠”《工作方案》，出台节约用水《意见》。", "《意见》要求省水。")
    assert [(f.title, f.rule) for f in found] == [
        ("清渠护堤实施方案", "subject"), ("“三渠”工作方案", "subject"),
        ("节约用水意见", "subject"), ("节约用水意见", "short"),
    ]  # fmt: skip
    assert {f.confidence for f in found} == {0.8, 0.95}


def test_the_constitution_and_laws_of_what_documents_are_called_are_no_bare_titles() -> None:
    assert titles("学习《宪法》和《预算法》。") == ["宪法", "预算法"]


def test_a_law_without_the_name_of_its_state_is_the_one_cited_with_it() -> None:
    assert titles("根据《中华人民共和国河湖法》，《河湖法》实施十年，《渠道法》另说。") == [
        "中华人民共和国河湖法", "中华人民共和国河湖法", "渠道法",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("近日，青禾县委、县政府联合印发《清渠意见》。", "青禾县委、县政府"),
        ("2031年3月5日，青禾县水利局出台了修订后的《清渠意见》。", "青禾县水利局"),
        ("青禾县水利局会同县财政局制定《清渠意见》。", "青禾县水利局、县财政局"),
        ("《青禾县水利局关于清渠的意见》是新的。", "青禾县水利局"),
        ("两河同盟签署《清渠协定》。", "两河同盟"),
        ("两河同盟《清渠条例》颁布十年来，成效明显。", "两河同盟"),
        ("要认真落实国务院、两河同盟《清渠条例》。", "国务院、两河同盟"),
        ("学校制定《清渠意见》。", None),
        ("云津港《清渠意见》。", None),
        ("大家认真落实《清渠意见》。", None),
        ("许桂兰制定《清渠意见》。", None),
    ],
)
def test_the_issuer_stands_before_the_verb_or_in_the_title(text: str, issuer: str | None) -> None:
    authority = Authority(bodies=(Body("两河流域同盟", "other", "", ("两河同盟",)),))
    (found,) = find(text, authority=authority)
    assert found.issuer == issuer


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2031年3月5日，县水利局印发《清渠意见》。", "2031-03-05"),
        ("2031年3月，《清渠意见》正式出台。", "2031-03"),
        ("4月2日，县水利局印发《清渠意见》。", "2032-04-02"),
        ("青禾社3月4日电 近日，县水利局印发《清渠意见》。", None),
        ("2031年3月5日，大家学习《清渠意见》。", None),
        ("3月5日开会。县水利局印发《清渠意见》。", None),
    ],
)
def test_the_day_of_issue_stands_in_its_sentence(text: str, date: str | None) -> None:
    (found,) = instruments.find(article(text, date=PartialDate.of(2032, 4)), Authority())
    assert (found.date and found.date.isoformat()) == date


def test_curators_know_better() -> None:
    authority = Authority(
        titles=(Title("水之歌", "regulation", ("歌",)),), rejected=(("instrument", "清渠意见"), ("person", "用水意见"))
    )
    found = find("《水之歌》《歌》《清渠意见》《用水意见》", authority=authority)
    assert [(f.title, f.kind.value) for f in found] == [
        ("水之歌", "regulation"), ("歌", "regulation"), ("用水意见", "opinion"),
    ]  # fmt: skip


def test_a_head_word_alone_is_a_title_and_a_single_character_is_none() -> None:
    assert head("条例") == ("条例", InstrumentKind.REGULATION)
    assert head("法") is None


def test_lists_have_their_ends() -> None:
    places = quoted("看《甲》、《乙》和《丙》，还有书《丁》")
    assert [(p.title, p.first, p.last) for p in places] == [
        ("甲", 1, 12), ("乙", 1, 12), ("丙", 1, 12), ("丁", 16, 19),
    ]  # fmt: skip
