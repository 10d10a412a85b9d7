"""Who and what the articles of a document name, as their lines of the research export tell it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from archive.dates import is_day
from archive.exporting.columns import iso
from archive.importing.recognising.findings import SUBJECT
from archive.importing.recognising.initiatives.folding import is_fuller
from archive.models import (
    Document,
    InitiativeMention,
    InstrumentMention,
    MeetingMention,
    OfficeMention,
    ParticipationMention,
    PersonMention,
    PersonName,
)
from archive.models.evidence import Mention


class Named:
    """The claims of a document that nobody has rejected, by article, in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._people = self._by_article(PersonMention, "person")
        self._offices = self._by_article(OfficeMention, "person")
        self._meetings = self._by_article(MeetingMention, "meeting")
        self._parts = self._by_article(ParticipationMention, "participation")
        self._initiatives = self._by_article(InitiativeMention, "initiative")
        self._instruments = self._by_article(InstrumentMention, "instrument")
        #: Names by which print may call a person: 「晏子」 is 晏婴; a form of address is none.
        self._full_names = set(
            PersonName.objects.exclude(kind=PersonName.Kind.SHORT)
            .filter(person__mentions__paragraph__article__document=document)
            .values_list("person", "name")
        )

    def of(self, article: int) -> dict[str, Any]:
        """The fields `people`, `meetings`, `initiatives` and `instruments` of an article, given by its primary key."""
        initiatives: dict[int, InitiativeMention] = {}
        for mention in self._initiatives[article]:
            first = initiatives.setdefault(mention.initiative_id, mention)
            if is_fuller(mention.printed, first.printed):
                initiatives[mention.initiative_id] = mention
        return {
            "people": self._people_of(article),
            "meetings": self._meetings_of(article),
            "initiatives": [{"name": one.printed, "kind": one.initiative.kind} for one in initiatives.values()],
            "instruments": list(dict.fromkeys(map(_cited, self._instruments[article]))),
        }

    def _people_of(self, article: int) -> list[dict[str, Any]]:
        titles: dict[int, dict[str, None]] = defaultdict(dict)
        for mention in self._offices[article]:
            titles[mention.person_id][mention.title] = None
        names: dict[int, str] = {}
        for mention in self._people[article]:
            printed = "".join(mention.printed.split())
            known = (mention.person_id, printed) in self._full_names
            names.setdefault(mention.person_id, printed if known else mention.person.name)
        return [{"name": name, "titles": list(titles[pk])} for pk, name in names.items()]

    def _meetings_of(self, article: int) -> list[dict[str, Any]]:
        roles: dict[int, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for proof in self._parts[article]:
            part = proof.participation
            roles[part.meeting_id][part.name][part.role] = None
        found: dict[int, dict[str, Any]] = {}
        for mention in self._meetings[article]:
            row = found.setdefault(mention.meeting_id, _meeting(mention))
            row["main"] |= mention.is_main
        for pk, row in found.items():
            row["participants"] = [{"name": name, "roles": list(parts)} for name, parts in roles[pk].items()]
        return list(found.values())

    def _by_article(self, model: type[Mention], target: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        rows = model.objects.standing().in_text_order(target)
        for row in rows.filter(paragraph__article__document=self._document):
            found[row.paragraph.article_id].append(row)
        return found


def _cited(mention: InstrumentMention) -> str:
    """A title in its marks, as printed where only the words before them make it whole."""
    return mention.printed if mention.rule == SUBJECT else f"《{mention.instrument.title}》"


def _meeting(mention: MeetingMention) -> dict[str, Any]:
    """A meeting under the name and with the days that the article gives; where it gives none, with the archive's.

    The report to a session and the news of its closing give two days of it. What a person has set holds everywhere.
    """
    meeting, told = mention.meeting, mention.told
    start, end = iso(meeting.start), iso(meeting.end)
    own, *_ = told.get("start", [""])
    if own != start and is_day(own) and not meeting.is_locked("start"):
        start, end = own, told.get("end", [None])[0]
    return {
        "name": mention.name,
        "date": start,
        "end_date": end,
        "place": meeting.place,
        "main": False,
        "participants": [],
    }
