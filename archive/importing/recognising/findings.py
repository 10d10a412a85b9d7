"""What is recognised in an article: each finding with the words that prove it.

`paragraph` is an index into the article's paragraphs, from 0; `start` and `end` (excluded) are offsets in characters of
that paragraph's text. `rule` is the short name of the rule that found it, `confidence` how often such a finding is
right, from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archive.dates import PartialDate


class Part(StrEnum):
    """Someone's part in a meeting."""

    CHAIR = "chair"  # 主持
    SPEAKER = "speaker"  # 讲话, 发言, 致辞, 作报告
    ATTENDEE = "attendee"  # 出席, 参加
    NONVOTING = "nonvoting"  # 列席
    CONVEYOR = "conveyor"  # 传达, 宣读
    WRITTEN = "written"  # 书面发言
    PRESENTED_TO = "presented_to"  # 接受, 获奖, 应邀


class InitiativeKind(StrEnum):
    """Kinds of initiative."""

    PROGRAMME = "programme"
    FORMULATION = "formulation"  # 提法


class InstrumentKind(StrEnum):
    """Kinds of instrument."""

    LAW = "law"
    REGULATION = "regulation"
    DECISION = "decision"
    OPINION = "opinion"
    PLAN = "plan"
    REPORT = "report"
    NOTICE = "notice"
    OTHER = "other"


#: The rule by which a bare title has its subject before its marks.
SUBJECT = "subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Words of a paragraph that name something."""

    paragraph: int
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound(Finding):
    """`name` is the full name without the spaces set inside it; the words of 「习近平同志」 are the name alone.

    `key` is that of the person's record; linking sets it.
    """

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFound(Finding):
    """An office printed with a name; one finding a person, where a list shares the office.

    `title` is the office as printed. `label` is the office in full (body and post), `body` the organization's name and
    `post` the post alone, all three None where the text does not tell whose post it is.
    """

    title: str
    person: str
    label: str | None = None
    body: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFound(Finding):
    """An organization named in the text, by its full name in the authority or as printed."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFound(Finding):
    """A meeting named in the text.

    `name` is the shortest complete official name in the article; all findings of one meeting in one article have it.
    `title` is that of the record, with the place that the words of the article leave out: 「省两会」.
    `key` folds the names that different articles use (full and short forms); linking adds the day where it takes one to
    tell two meetings of this name apart. `is_inferred` is set where a day belongs there and is not printed in full.
    """

    name: str
    key: str
    title: str = ""
    is_main: bool = False
    date: PartialDate | None = None
    end_date: PartialDate | None = None
    place: str | None = None
    convener: str | None = None
    series: str | None = None
    term: int | None = None  # 届
    number: int | None = None  # 次
    is_inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationFound(Finding):
    """Someone's part in the meeting that is called `meeting` in this article; the words are those that tell it."""

    meeting: str
    person: str
    part: Part
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeFound(Finding):
    """`name` is as printed at the first place in the article, quotation marks included; all its findings have it.

    Who launched it is told by the words beside it: a person's name, which linking makes the key of a record, or the
    full name of a body.
    """

    name: str
    kind: InitiativeKind
    key: str  # folds names and aliases: the same for the same initiative in all articles
    level: str = ""
    launched_by_person: str | None = None
    launched_by_organization: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentFound(Finding):
    """`title` is the full title without 《》 where the article gives it; a short form has the one it stands for.

    `key` is that of the instrument's record; linking sets it.
    """

    title: str
    key: str = ""
    kind: InstrumentKind
    issuer: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is recognised in an article, each in the order of the text."""

    people: tuple[PersonFound, ...] = ()
    offices: tuple[OfficeFound, ...] = ()
    bodies: tuple[BodyFound, ...] = ()
    meetings: tuple[MeetingFound, ...] = ()
    participations: tuple[ParticipationFound, ...] = ()
    initiatives: tuple[InitiativeFound, ...] = ()
    instruments: tuple[InstrumentFound, ...] = ()


NOTHING = Findings()
