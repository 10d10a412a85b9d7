"""An article from its lines: headline block, digest, source, dateline, and the paragraphs of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.dates import PartialDate
from archive.importing import dating, headlines, kinds
from archive.importing.bylines import parse_byline
from archive.importing.digests import digest_length
from archive.importing.lines import Line, Sheet, Style
from archive.importing.names import is_chinese, is_name, restored, split_names
from archive.importing.opening import (
    AUTHOR_NOTE,
    DATE_LINE,
    DATELINE,
    DAY,
    DELIVERED,
    EXTRACT_OF,
    LEAD_IN,
    META,
    NUMBER,
    PROVENANCE,
    SOURCE,
    WRITTEN_BY,
)
from archive.importing.records import ArticleRecord, Dateline, Kind, ParagraphRecord, Role
from archive.importing.reflow import joined, runs_on
from archive.importing.segmenting import Opening
from archive.importing.typography import heading_level, is_closed, is_digest, squeeze
from archive.importing.weighing import ANNEX

#: Level of a subhead that carries no number, below 章 and 一、.
_UNNUMBERED = 4
_LONGEST_SUBHEAD = 45
_TAIL_OF_NAME = re.compile(r"(?!.*关于).+的(?:意见|通知|决定|决议|通报|报告|批复|公告)")
#: So many bookmarks and more show that a document's headlines carry them.
_FEWEST_BOOKMARKS = 3
#: 「言 午」 alone under a headline: a name set apart, though no surname is known in it.
_PEN_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){1,2}")
#: A body that signs a text below its headline, 「某省统计局　2036年2月28日」.
_CORPORATE = re.compile(
    rf"(?P<name>\S{{2,16}}(?:局|厅|办公室|委员会|人民政府|研究室|党组|编辑部))(?:\s+(?P<date>{DAY}))?"
)
_LEAD = 200
#: Lines at an article's end among which it is told where the text is from.
_LAST_LINES = 4
_DELIVERED_THERE = re.compile(r"上的(?:讲话|报告|致辞|发言|演讲)")
_AUTHORS = re.compile(r"作\s*者[：:]\s*(?P<names>[\u4e00-\u9fff·、](?:[ \u3000]?[\u4e00-\u9fff·、]){1,30})")
_PAGE_WORDS = re.compile(r"(?:发布|更新)?时间|\d{4}-|\[|【|字号|浏览|分享|打印|编辑|作者")
_ENACTED = re.compile(
    r"^[（(](?!.*(?:讲话|报告|致辞)[）)]).*(?:通过|批准|发布|公布|修订|修正|施行|印发).*[）)]$", re.DOTALL
)


def assemble(
    sheet: Sheet, opening: Opening, end: int, shown: Sequence[bool], foot: Sequence[Line], context: Context
) -> ArticleRecord:
    """The article from `opening` to line `end` (0-based, excluded).

    `shown` are the lines set for display, `foot` the headline lines that stand at the foot of its pages.
    """
    draft = _Draft(sheet, opening, end, shown, context)
    draft.read_head(foot)
    draft.read_body()
    return draft.record(foot)


@dataclass(frozen=True, slots=True)
class Context:
    """What dates without year or month are read by.

    `year` is the document's, `near` the date of the report printed before, `issued` the day of a newspaper.
    """

    year: int | None
    near: PartialDate | None
    issued: PartialDate | None = None


@dataclass
class _Draft:
    """What has been read of an article so far; `at` is the next line (0-based) to read."""

    sheet: Sheet
    opening: Opening
    end: int
    shown: Sequence[bool]
    context: Context
    at: int = 0
    rest: Line | None = None
    paragraphs: list[ParagraphRecord] = field(default_factory=list)
    headline: headlines.Headline = field(default_factory=headlines.Headline)
    bylines: list[str] = field(default_factory=list)
    signature: str = ""
    remains: str | None = None
    source: str | None = None
    extract_of: str = ""
    delivered: PartialDate | None = None
    published: PartialDate | None = None

    def line(self, i: int) -> Line:
        """Line i, or what is left of it when its beginning was taken for something else."""
        return (
            self.rest
            if self.rest is not None and self.rest.number == self.sheet.lines[i].number
            else self.sheet.lines[i]
        )

    def add(self, role: Role, lines: Sequence[Line], level: int | None = None) -> None:
        spans = tuple(span for line in lines for span in line.spans)
        self.paragraphs.append(
            ParagraphRecord(role, joined([piece for line in lines for piece in line.pieces()], role), spans, level)
        )

    def read_head(self, foot: Sequence[Line]) -> None:
        start, after = self.opening.start, min(self.opening.start + self.opening.lines, self.end)
        digest = digest_length(self.sheet, start, self.end)
        self._read_digest(start, start + digest)
        titles: list[Line] = []
        head = self.sheet.lines[start + digest : after]
        for k, line in enumerate(head):
            goes_on = k + 1 < len(head) and head[k + 1].text[:1] in "在致就向"
            last = all(DATE_LINE.fullmatch(other.text) for other in head[k + 1 :])
            corporate = _CORPORATE.fullmatch(line.text) if titles and last else None
            if titles and last and _PEN_NAME.fullmatch(line.text) and not parse_byline(line.text):
                self._sign(line, [squeeze(line.text)])
                continue
            if corporate:
                self.delivered = dating.parse(corporate["date"], self.context.year) if corporate["date"] else None
                self._sign(line, [corporate["name"]])
            else:
                self._read_beside(line, titles, may_sign=not goes_on)
        if not titles:
            for line in foot:
                self._read_beside(line, titles)
        elif foot:
            titles = [*titles, *foot]
        if titles and self._headline_lost(titles):
            self.remains = titles[-1].text
            self.add(Role.TEXT, titles)
            titles = []
        if titles and ANNEX.fullmatch(titles[0].text):
            self.add(Role.NUMBER, [titles.pop(0)])
        if titles:
            self.headline = headlines.split(titles, by_line=self.sheet.style is Style.PLAIN)
        deck = self.headline.subtitle
        if deck and not self.delivered and DELIVERED.fullmatch(deck.text):
            self.delivered = dating.parse(deck.text, self.context.year)
        parts = (
            (Role.KICKER, self.headline.kicker),
            (Role.TITLE, self.headline.title),
            (Role.SUBTITLE, self.headline.subtitle),
        )
        shown = [ParagraphRecord(role, joined(part.pieces), part.spans) for role, part in parts if part]
        self.paragraphs = [*shown, *self.paragraphs]
        self.at = max(after, start + digest)
        while self.at < self.end and self._read_meta(self.line(self.at)):
            pass
        if not digest:
            digest = digest_length(self.sheet, self.at, self.end)
            self._read_digest(self.at, self.at + digest)
            self.at += digest

    def _headline_lost(self, titles: Sequence[Line]) -> bool:
        """Whether only the tail of a headline is left: where a section's mark stands instead of a headline's bookmark.

        The name of an instrument says what it is about: 「……的意见」 without 关于 is not whole.
        """
        marked = self.sheet.lines[self.opening.start].marked and self.sheet.bookmarks >= _FEWEST_BOOKMARKS
        return marked and bool(_TAIL_OF_NAME.fullmatch("".join(line.text for line in titles)))

    def _read_beside(self, line: Line, titles: list[Line], may_sign: bool = True) -> None:
        """Sorts a line of the headline block: author, day, occasion, or part of the headline itself."""
        byline = parse_byline(line.text)
        occasion = DELIVERED.match(line.text)
        if occasion and len(line.spans) == 1 and (byline := parse_byline(line.text[occasion.end() :])):
            titles.append(line.part([(0, occasion.end())]))
            self._sign(line.part([(occasion.end(), len(line.text))]), byline.names)
        elif NUMBER.fullmatch(line.text):
            self.add(Role.NUMBER, [line])
        elif DELIVERED.fullmatch(line.text):
            self.delivered = dating.parse(line.text, self.context.year)
            titles.append(line)
        elif day := DATE_LINE.fullmatch(line.text):
            self.delivered = None if day["until"] else dating.parse(line.text, self.context.year)
            self.add(Role.DATE_LINE, [line])
        elif (
            byline
            and may_sign
            and (byline.certain or line.text[0] in "■▲□" or titles or self.sheet.style is not Style.PLAIN)
        ):
            self._sign(line, byline.names)
        else:
            titles.append(line)

    def _sign(self, line: Line, names: Sequence[str]) -> None:
        if not all(map(is_chinese, names)):
            text = "\n".join(other.text for other in self.sheet.lines)
            names = [restored(name, text) or name for name in names]
        self.bylines += [name for name in names if name not in self.bylines]
        self.signature += line.text
        self.add(Role.BYLINE, [line])

    def _read_meta(self, line: Line) -> bool:
        """Reads a line of source, publishing day or author between headline and text; False when it is text."""
        source = SOURCE.match(line.text)
        behind = line.text[source.end() :].strip() if source else ""
        if source and not behind:
            self.source = squeeze(source["source"])
            self.add(Role.SOURCE, [line])
        elif source and not META.search(behind) and not _PAGE_WORDS.match(behind):
            self.source = squeeze(source["source"])
            self.add(Role.SOURCE, [line.part([(0, source.end())])])
            self.rest = line.part([(source.end(), len(line.text))])
            return False
        elif META.search(line.text) and "。" not in line.text and (not line.closed or line.text[0] in "（("):
            found = SOURCE.search(line.text)
            authors = _AUTHORS.search(line.text)
            self.source = self.source or (found and squeeze(found["source"]))
            self.published = self.published or dating.parse(line.text, None)
            if authors and (byline := parse_byline(authors["names"].strip())):
                self.bylines += [name for name in byline.names if name not in self.bylines]
                self.signature += authors["names"]
            self.add(Role.SOURCE, [line])
        elif (byline := parse_byline(line.text)) and byline.certain:
            self._sign(line, byline.names)
        elif DATE_LINE.fullmatch(line.text) and not self.delivered:
            self.delivered = dating.parse(line.text, self.context.year)
            self.add(Role.DATE_LINE, [line])
        else:
            return False
        self.at += 1
        return True

    def _read_digest(self, start: int, end: int) -> None:
        bullets = [i for i in range(start, end) if is_digest(self.sheet.lines[i].text)]
        for first, last in zip(bullets, [*bullets[1:], end], strict=False):
            self.add(Role.DIGEST, self.sheet.lines[first:last])

    def read_body(self) -> None:
        digest = next((p.text[0] for p in self.paragraphs if p.role is Role.DIGEST), None)
        while self.at < self.end:
            last = self.at
            while last + 1 < self.end and runs_on(self.sheet, last):
                last += 1
            while self._subhead_goes_on(last):
                last += 1
            lines = [self.line(i) for i in range(self.at, last + 1)]
            self._read_paragraph(
                lines, heading=all(self.shown[self.at : last + 1]) and last + 1 < self.end, digest=digest
            )
            self.at = last + 1
        self._unhead_signature()

    def _subhead_goes_on(self, i: int) -> bool:
        """Whether a subhead goes on in the next line: narrow columns break them by sense, short of the margin."""
        if (
            self.sheet.style is not Style.WRAPPED
            or i + 2 >= self.end
            or i != self.at
            or not (self.shown[i] and self.shown[i + 1])
        ):
            return False
        line, after = self.sheet.lines[i], self.sheet.lines[i + 1]
        plain = heading_level(line.text) is None or line.text[0] == "●" or line.width >= self.sheet.measures[i] - 5
        return plain and heading_level(after.text) is None and not after.closed and after.gap <= self.sheet.usual_gap

    def _read_paragraph(self, lines: Sequence[Line], heading: bool, digest: str | None) -> None:
        text = lines[0].text
        if (digest and text[0] == digest and is_digest(text)) or (
            not any(p.role is Role.TEXT for p in self.paragraphs) and LEAD_IN.match(text)
        ):
            self.add(Role.DIGEST, lines)
        elif len(lines) == 1 and self.source is None and (source := SOURCE.match(text)) and not is_closed(text):
            self.source = squeeze(source["source"])
            self.add(Role.SOURCE, lines)
        elif heading and (
            heading_level(text) or (text[0] not in "（(" and sum(line.width for line in lines) <= _LONGEST_SUBHEAD)
        ):
            self.add(Role.HEADING, lines, heading_level(text) or _UNNUMBERED)
        else:
            self.add(Role.TEXT, lines, heading_level(text))
            whole = self.paragraphs[-1].text
            if self.at + len(lines) >= self.end - _LAST_LINES:
                self._read_provenance(whole)

    def _read_provenance(self, text: str) -> None:
        """What the last words of a print say of where the text is from."""
        extract = EXTRACT_OF.fullmatch(text.rstrip("。"))
        provenance = PROVENANCE.fullmatch(text) or extract
        author = WRITTEN_BY.fullmatch(text.rstrip("。")) or AUTHOR_NOTE.fullmatch(text)
        if author and not self.bylines:
            self.bylines.append(author["author"])
        if extract and not re.search("日?至", extract["source"]):
            self.extract_of = extract["source"]
        if provenance and self.source is None:
            self.source = provenance["source"]
            self.paragraphs[-1] = replace(self.paragraphs[-1], role=Role.SOURCE)

    def _unhead_signature(self) -> None:
        """Signature and day at the end of a text are no headings."""
        k = len(self.paragraphs)
        while (k and self.paragraphs[k - 1].role is not Role.TEXT) or (
            k and DATE_LINE.fullmatch(self.paragraphs[k - 1].text)
        ):
            k -= 1
            if self.paragraphs[k].role is Role.HEADING and heading_level(self.paragraphs[k].text) is None:
                self.paragraphs[k] = replace(self.paragraphs[k], role=Role.TEXT, level=None)

    def record(self, foot: Sequence[Line]) -> ArticleRecord:
        texts = [p.text for p in self.paragraphs if p.role in (Role.TEXT, Role.HEADING)]
        lead = texts[0] if texts else ""
        title = self.headline.title.text if self.headline.title else None
        dateline, opened = self._dateline(lead)
        first = lead[opened : opened + _LEAD]
        first = first[: first.find("。") + 1] or first
        year = self.delivered.earliest.year if self.delivered else self.context.year
        event = dating.event_day(
            first, year, dateline.date if dateline else None, "\n".join(texts), self.context.near, self.context.issued
        )
        kicker = self.headline.kicker.text if self.headline.kicker else ""
        kind = kinds.classify(
            kicker if _DELIVERED_THERE.search(kicker) else title or self.remains,
            self.headline.subtitle.text if self.headline.subtitle else "",
            lead[opened:],
            texts,
            dateline=opened > 0,
            byline=self.signature,
            column="",
            delivered=self.delivered is not None,
            dated=event is not None,
            extract_of=self.extract_of,
        )
        named = re.match(r"([\u4e00-\u9fff]{2,4})[：:]", title or "")
        if kind is Kind.ARTICLE and not self.bylines and named and is_name(named[1]):
            self.bylines.append(named[1])
        if kind is Kind.LETTER and not self.bylines:
            self.bylines += _signers(texts)
        numbers = [span.line for p in self.paragraphs for span in p.spans]
        return ArticleRecord(
            start_line=min(numbers),
            end_line=max(numbers),
            kicker=self.headline.kicker.text if self.headline.kicker else None,
            title=title,
            subtitle=self.headline.subtitle.text if self.headline.subtitle else None,
            column=None,
            kind=kind,
            dateline=dateline,
            source=self.source,
            bylines=tuple(self.bylines),
            date=self._date(kind, event, dateline, texts),
            paragraphs=tuple(sorted(_ranked(self.paragraphs), key=lambda p: p.spans[0])),
        )

    def _dateline(self, lead: str) -> tuple[Dateline | None, int]:
        """The dateline a text opens with, and where it ends (character offset); reporters named in it sign the text."""
        match = DATELINE.match(lead)
        if not match:
            return None, 0
        if match["reporters"] and (byline := parse_byline(match["reporters"])):
            self.bylines += [name for name in byline.names if name not in self.bylines]
        date = dating.parse(match["date"], self.context.year) if match["date"] else None
        if not date and not match["place"]:
            return None, match.end()
        return Dateline(match["agency"], match["place"], date), match.end()

    def _date(
        self, kind: Kind, event: PartialDate | None, dateline: Dateline | None, texts: Sequence[str]
    ) -> PartialDate | None:
        stated = dateline.date if dateline else None
        if kind is Kind.NEWS:
            near = event and (not stated or -1 <= (stated.earliest - event.earliest).days <= 45)
            return (event if near else None) or stated or self.delivered or self.published
        signed = next(
            (
                dating.parse(t, self.context.year)
                for t in reversed(texts[-3:])
                if DATE_LINE.fullmatch(t.strip("（）()"))
            ),
            None,
        )
        enacted = next((dating.all_days(t, self.context.year) for t in texts[:3] if _ENACTED.match(t)), None)
        if enacted:
            return enacted[-1]
        source_day = dating.parse(self.extract_of or self.source or "", None)
        if self.source and "至" in self.source:
            source_day = None
        if kind in (Kind.SPEECH, Kind.SPEECH_EXCERPTS, Kind.WORK_REPORT):
            return self.delivered or source_day or signed
        return self.delivered or signed or stated or self.published


def _signers(texts: Sequence[str]) -> list[str]:
    """The person a letter is signed by: the name at the end of the line before its day, or of its last line."""
    below = [t for t in texts[-3:] if not DATE_LINE.fullmatch(t)]
    return split_names(re.split(r"[\s：:]", below[-1])[-1]) or [] if below and len(below[-1]) <= 20 else []


def _ranked(paragraphs: Sequence[ParagraphRecord]) -> list[ParagraphRecord]:
    """The paragraphs with heading levels counted from 1 without gaps within their article."""
    levels = sorted({p.level for p in paragraphs if p.level})
    return [replace(p, level=levels.index(p.level) + 1) if p.level else p for p in paragraphs]
