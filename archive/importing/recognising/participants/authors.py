"""Those whose part is told by no verb: authors of speeches, deputies whom the report of a session presents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from archive.importing.recognising.findings import MeetingFound, OfficeFound, Part, ParticipationFound, PersonFound
from archive.importing.recognising.meetings.mentions import SPEECHES
from archive.importing.recognising.participants.words import SPOKE_AT
from archive.importing.records import ArticleRecord, Role

_I = re.compile(r"我在\Z")
_OWN_PLACE = re.compile(r"[（(](?:19|20)\d{2}年")
#: Who the members of a body are called that has sessions, and where the press hears them.
_MEMBERS = (
    ("人民代表大会第", re.compile("人大(?:代表|常委会委员)"), "代表通道"),
    ("政治协商会议", re.compile("政协(?:委员|常委|常务委员)"), "委员通道"),
)
#: 「“委员通道”上，某某说」.
_CHANNEL = re.compile("((?:代表|委员)通道)[”’]?上?，[^。：“]*\\Z")
_HEARD = 120
_PRESENTED = 45
#: More sessions than these are no report's.
_SESSIONS = 4
_PRESENTED_BREAK = re.compile(r"[。，；：“”！？]|[说提指]")


def speech(article: ArticleRecord, meetings: Sequence[MeetingFound]) -> Iterator[ParticipationFound]:
    """The author of a speech spoke where the headline says that it was given."""
    if article.kind not in SPEECHES or len(article.bylines) != 1:
        return
    main = next((m for m in meetings if m.is_main), None)
    if main is None:
        return
    speaker = article.bylines[0]
    i, at = next(
        (
            (i, p.text.find(speaker))
            for i, p in enumerate(article.paragraphs)
            if p.role is Role.BYLINE and speaker in p.text
        ),
        (main.paragraph, -1),
    )
    start, end = (at, at + len(speaker)) if at >= 0 else (main.start, main.end)
    found = ParticipationFound(
        paragraph=i, start=start, end=end, rule="byline of a speech", confidence=0.95,
        meeting=main.name, person=speaker, part=Part.SPEAKER,
    )  # fmt: skip
    yield found


def places_of_speech(article: ArticleRecord, meetings: Sequence[MeetingFound]) -> Iterator[ParticipationFound]:
    """Where the author of extracts says that he spoke: 「（某日在某会议上的讲话）」, 「我在某会议上」."""
    if article.kind not in SPEECHES or len(article.bylines) != 1:
        return
    for meeting in meetings:
        text = article.paragraphs[meeting.paragraph].text
        own = _I.search(text, max(0, meeting.start - 4), meeting.start) or (
            _OWN_PLACE.match(text) and SPOKE_AT.match(text, meeting.end)
        )
        if own:
            found = ParticipationFound(
                paragraph=meeting.paragraph, start=meeting.start, end=meeting.end, rule="author", confidence=0.93,
                meeting=meeting.name, person=article.bylines[0], part=Part.SPEAKER,
            )  # fmt: skip
            yield found


def deputies(
    article: ArticleRecord,
    people: Sequence[PersonFound],
    offices: Sequence[OfficeFound],
    meetings: Sequence[MeetingFound],
) -> Iterator[ParticipationFound]:
    """Deputies and members whom the report of a session presents are members of what meets; some of them speak."""
    held = {(o.person, o.paragraph): o.title for o in offices if any(word.search(o.title) for _, word, _ in _MEMBERS)}
    for meeting in [*{m.name: m for m in meetings if m.is_main}.values()][:_SESSIONS]:
        own = next(((word, channel) for body, word, channel in _MEMBERS if body in meeting.key), None)
        if own is None:
            continue
        for person in people:
            part = _part(article.paragraphs[person.paragraph].text, person, held, *own)
            if part:
                found = ParticipationFound(
                    paragraph=person.paragraph, start=person.start, end=person.end, rule="member", confidence=0.9,
                    meeting=meeting.name, person=person.name, part=part,
                )  # fmt: skip
                yield found


def _part(
    text: str, person: PersonFound, held: Mapping[tuple[str, int], str], member: re.Pattern[str], channel: str
) -> Part | None:
    """The part of one who is called a `member`, or is heard as such, in what meets."""
    heard = _CHANNEL.search(text, max(0, person.start - _HEARD), person.start)
    if heard:
        return Part.SPEAKER if heard[1] == channel else None
    before = text[max(0, person.start - _PRESENTED) : person.start]
    called = [*member.finditer(before)]
    if called and not _PRESENTED_BREAK.search(before, called[-1].start()):
        return Part.ATTENDEE
    return Part.ATTENDEE if member.search(held.get((person.name, person.paragraph), "")) else None
