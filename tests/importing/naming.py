"""Documents for tests whose findings the test states, by the words they stand in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from archive.dates import PartialDate
from archive.importing.authority import Authority
from archive.importing.linking import link
from archive.importing.recognising.findings import (
    Finding,
    Findings,
    InitiativeFound,
    InitiativeKind,
    InstrumentFound,
    InstrumentKind,
    MeetingFound,
    OfficeFound,
    Part,
    ParticipationFound,
    PersonFound,
)
from archive.importing.records import ArticleRecord, DocumentRecord
from tests.builders import Cut, document

TEXT = """全县春灌工作会议召开
3月4日，全县春灌工作会议在柳镇举行，县水利局局长许桂兰主持，吴明远讲话。
会议要求落实“清渠行动”，执行《青禾县渠道管理办法》。
"""
DAY = PartialDate.of(2031, 3, 4)

F = TypeVar("F", bound=Finding)


def place(article: ArticleRecord, words: str, confidence: float = 0.95) -> dict[str, Any]:
    """Where `words` stand first in an article, as the fields that all findings share."""
    number = next(n for n, paragraph in enumerate(article.paragraphs) if words in paragraph.text)
    start = article.paragraphs[number].text.index(words)
    return {
        "paragraph": number, "start": start, "end": start + len(words), "rule": "test", "confidence": confidence
    }  # fmt: skip


def findings(article: ArticleRecord, day: PartialDate | None = DAY) -> Findings:
    """What stands in TEXT, the meeting with or without its day; of a variant of it what stands there still."""
    text = "".join(paragraph.text for paragraph in article.paragraphs)
    people = [name for name in ("许桂兰", "吴明远") if name in text]
    parts = {"许桂兰": Part.CHAIR, "吴明远": Part.SPEAKER}
    meeting = "全县春灌工作会议"
    return Findings(
        people=tuple(PersonFound(**place(article, name), name=name) for name in people),
        offices=tuple(
            OfficeFound(
                **place(article, "县水利局局长"), title="县水利局局长", person=name,
                label="青禾县水利局局长", body="青禾县水利局", post="局长",
            )
            for name in people
            if name == "许桂兰"
        ),
        meetings=(
            MeetingFound(
                **place(article, meeting), name=meeting, key=meeting, is_main=day is not None, date=day, place="柳镇"
            ),
        ),
        participations=tuple(
            ParticipationFound(**place(article, name), meeting=meeting, person=name, part=parts[name])
            for name in people
        ),
        initiatives=(
            InitiativeFound(
                **place(article, "“清渠行动”"), name="“清渠行动”", kind=InitiativeKind.PROGRAMME, key="清渠"
            ),
        ),
        instruments=(
            InstrumentFound(
                **place(article, "《青禾县渠道管理办法》"), title="青禾县渠道管理办法", kind=InstrumentKind.REGULATION
            ),
        ),
    )  # fmt: skip


def named(
    text: str = TEXT,
    name: str = "春灌.txt",
    day: PartialDate | None = DAY,
    date: PartialDate | None = DAY,
    authority: Authority | None = None,
    lines: tuple[int, int] = (1, 3),
    **changes: Any,
) -> DocumentRecord:
    """TEXT or a variant of it as a document of one article of `date`, with its findings; `changes` replace some.

    The article has the raw lines from the first to the last of `lines`.
    """
    record = document(text, [Cut(*lines, date=date)], name=name, pages=())
    (article,) = record.articles
    article = replace(article, findings=replace(findings(article, day), **changes))
    return replace(record, articles=tuple(link([article], name, authority or Authority())))


def told_otherwise(record: DocumentRecord, **changes: Any) -> DocumentRecord:
    """`record` with other values of the first finding of a kind, each kind given by the fields that differ."""
    (article,) = record.articles
    found = article.findings
    changed = {kind: tuple(replace(one, **values) for one in getattr(found, kind)) for kind, values in changes.items()}
    return replace(record, articles=(replace(article, findings=replace(found, **changed)),))
