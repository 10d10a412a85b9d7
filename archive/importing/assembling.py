"""An article from its lines: its head and text are read, then its kind and day told from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.dates import PartialDate
from archive.importing import dating, kinds
from archive.importing.bodies import read_body
from archive.importing.bylines import parse_byline
from archive.importing.drafting import Context, Draft
from archive.importing.heads import read_head
from archive.importing.lines import Line, Sheet
from archive.importing.names import is_name, split_names
from archive.importing.opening import DATE_LINE, DATELINE, REPORTED_BY
from archive.importing.records import ArticleRecord, Dateline, Kind, ParagraphRecord, Role
from archive.importing.segmenting import Opening
from archive.importing.typography import squeeze

_LEAD = 200
_MOST_DAYS_AHEAD = 180
_LONGEST_SIGNATURE = 20
_NAME_BEHIND = re.compile(r"\S{4,}\s+(?P<name>(?![老小阿])[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2})")
_CREDIT = re.compile(r"[。！？”]\s*[（(](?:(?:本报|本台)?(?:记者|通讯员)[：:\s]*)?(?P<names>[^（）()]{2,16})[）)]$")
_DELIVERED_THERE = re.compile(r"上的(?:讲话|报告|致辞|发言|演讲)")
_ENACTED = re.compile(
    r"^[（(](?!.*(?:讲话|报告|致辞)[）)]).*(?:通过|批准|发布|公布|修订|修正|施行|印发).*[）)]$", re.DOTALL
)


def assemble(
    sheet: Sheet, opening: Opening, end: int, shown: Sequence[bool], foot: Sequence[Line], context: Context
) -> ArticleRecord:
    """The article from `opening` to line `end` (0-based, excluded).

    `shown` are the lines set for display, `foot` the headline lines that stand at the foot of its pages.
    """
    draft = Draft(sheet, opening, end, shown, context)
    read_head(draft, foot)
    read_body(draft)
    return _record(draft)


def _record(draft: Draft) -> ArticleRecord:
    texts = [p.text for p in draft.paragraphs if p.role in (Role.TEXT, Role.HEADING)]
    lead = texts[0] if texts else ""
    title = draft.headline.title.text if draft.headline.title else None
    dateline, opened = _dateline(draft, lead)
    first = lead[opened : opened + _LEAD]
    first = first[: first.find("。") + 1] or first
    told = draft.delivered or draft.published
    year = told.earliest.year if told else draft.context.year
    stated, near, issued = dateline.date if dateline else None, draft.context.near, draft.context.issued
    event = dating.event_day(first, year, stated, "\n".join(texts), near, issued)
    if year and event and event.inferred and draft.published and _is_long_before(draft.published, event):
        event = dating.event_day(first, year - 1, stated, "\n".join(texts), near, issued)
    kicker = draft.headline.kicker.text if draft.headline.kicker else ""
    kind = kinds.classify(
        kicker if _DELIVERED_THERE.search(kicker) else title or draft.remains,
        draft.headline.subtitle.text if draft.headline.subtitle else "",
        lead[opened:],
        texts,
        kicker=kicker,
        dateline=lead[:opened],
        byline=draft.signature,
        delivered=draft.delivered is not None,
        dated=event is not None,
        extract_of=draft.extract_of,
        reprinted=draft.source is not None,
        daily=draft.context.daily,
    )
    named = re.match(r"([\u4e00-\u9fff]{2,4})[：:]", title or "")
    if kind is Kind.ARTICLE and not draft.bylines and named and is_name(named[1]):
        draft.bylines.append(named[1])
    if kind is Kind.LETTER and not draft.bylines:
        draft.bylines += _signers(texts)
    if (opened or draft.context.issued) and kind is Kind.NEWS and not draft.bylines:
        draft.bylines += _credited(texts)
    numbers = [span.line for p in draft.paragraphs for span in p.spans]
    return ArticleRecord(
        start_line=min(numbers),
        end_line=max(numbers),
        kicker=draft.headline.kicker.text if draft.headline.kicker else None,
        title=title,
        subtitle=draft.headline.subtitle.text if draft.headline.subtitle else None,
        column=None,
        kind=kind,
        dateline=dateline,
        source=draft.source,
        bylines=tuple(draft.bylines),
        date=_date(draft, kind, event, dateline, texts),
        paragraphs=tuple(sorted(_ranked(draft.paragraphs), key=lambda p: p.spans[0])),
    )


def _is_long_before(published: PartialDate, event: PartialDate) -> bool:
    """Whether an event is of the year before: a page of January tells of December."""
    return (event.earliest - published.latest).days > _MOST_DAYS_AHEAD


def _dateline(draft: Draft, lead: str) -> tuple[Dateline | None, int]:
    """The dateline a text opens with, and where it ends (character offset); reporters named in it sign the text."""
    match = DATELINE.match(lead)
    reported = REPORTED_BY.match(lead, match.end() if match else 0)
    if reported and (byline := parse_byline("记者" + reported["reporters"])):
        draft.bylines += [name for name in byline.names if name not in draft.bylines]
    if not match:
        return None, reported.end() if reported else 0
    if match["reporters"] and (byline := parse_byline(match["reporters"])):
        draft.bylines += [name for name in byline.names if name not in draft.bylines]
    date = dating.parse(match["date"], draft.context.year) if match["date"] else None
    if not date and not match["place"]:
        return None, match.end()
    return Dateline(match["agency"], match["place"], date), match.end()


def _date(
    draft: Draft, kind: Kind, event: PartialDate | None, dateline: Dateline | None, texts: Sequence[str]
) -> PartialDate | None:
    """The day a text of this kind is of: of the event, of delivery, of issue, or of publication."""
    stated = dateline.date if dateline else None
    if kind is Kind.NEWS:
        near = event and (not stated or -1 <= (stated.earliest - event.earliest).days <= 45)
        return (event if near else None) or stated or draft.delivered or draft.published
    signed = next(
        (dating.parse(t, draft.context.year) for t in reversed(texts[-3:]) if DATE_LINE.fullmatch(t.strip("（）()"))),
        None,
    )
    enacted = next((dating.all_days(t, draft.context.year) for t in texts[:3] if _ENACTED.match(t)), None)
    if enacted:
        return enacted[-1]
    source_day = dating.parse(draft.extract_of or draft.source or "", None)
    if draft.source and "至" in draft.source:
        source_day = None
    if kind in (Kind.SPEECH, Kind.SPEECH_EXCERPTS, Kind.WORK_REPORT):
        return draft.delivered or source_day or signed
    title = draft.headline.title
    # A chronicle (大事记) is of the month that it names.
    named = dating.parse(title.text, None) if kind is Kind.OTHER and title else None
    return draft.delivered or signed or stated or draft.published or named


def _signers(texts: Sequence[str]) -> list[str]:
    """The person a letter is signed by: the name at the end of the line before its day, or of its last line.

    Behind who somebody is (「某村村民　牧某」) a name needs no known surname.
    """
    below = [t for t in texts[-3:] if not DATE_LINE.fullmatch(t)]
    if not below or len(below[-1]) > _LONGEST_SIGNATURE:
        return []
    behind = _NAME_BEHIND.fullmatch(below[-1])
    return [squeeze(behind["name"])] if behind else split_names(re.split(r"[\s：:]", below[-1])[-1]) or []


def _credited(texts: Sequence[str]) -> list[str]:
    """The reporters of a short item, in brackets at its very end: 「（方小满）」, 「（记者 方小满）」."""
    credit = _CREDIT.search(texts[-1]) if texts else None
    return split_names(credit["names"]) or [] if credit else []


def _ranked(paragraphs: Sequence[ParagraphRecord]) -> list[ParagraphRecord]:
    """The paragraphs with heading levels counted from 1 without gaps within their article."""
    levels = sorted({p.level for p in paragraphs if p.level})
    return [replace(p, level=levels.index(p.level) + 1) if p.level else p for p in paragraphs]
