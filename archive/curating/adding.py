"""Mentions that the import has missed: words that a person has found, with the record that they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.entering import enter
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.importing.settling import settle_decided
from archive.models import Meeting, Office, Paragraph, Participation, ParticipationMention, Person
from archive.models.claims import Claim
from archive.models.curation import Curated, Record
from archive.models.evidence import EVIDENCE, Mention

#: By the model of what words can name, its mentions and their foreign key to it.
NAMED: Mapping[type[Curated], tuple[type[Mention], str]] = dict(
    [*EVIDENCE.items(), (Participation, (ParticipationMention, "participation"))]
)


def add_mention(
    paragraph: Paragraph,
    start: int,
    end: int,
    record: Curated,
    *,
    user: AbstractBaseUser,
    person: Person | None = None,
    seen: int | None = None,
) -> Operation:
    """Have the characters `start` to `end` (excluded, from 0) of a paragraph name `record`, as the user confirms.

    Of an office `person` is who holds it there. Blanks at either end are left out. Where these words were found to name
    the record before, by whatever right, that is confirmed. Raises CurationError when there are no such words, and
    StaleRecordError when the paragraph has changed since the version `seen`.
    """
    with operation(Operation.Kind.DECIDE, user) as done:
        paragraph = versions.locked(Paragraph, paragraph.pk)
        versions.check(seen, paragraph)
        if type(record) not in NAMED:
            raise CurationError(_("Words name people, offices, meetings, parts in them, initiatives and instruments."))
        record = versions.locked(type(record), record.pk)
        start, end = _trimmed(paragraph.text, start, end)
        mention = _mention(paragraph, start, record, person)
        mention.end, mention.printed = end, paragraph.text[start:end]
        mention.status, mention.decided_by = Claim.Status.CONFIRMED, user.get_username()
        mention.decided_at = timezone.now()
        mention.save()
        done.sum_up(f"{mention.printed}: {record}")
        settle_decided([mention])
    return done


def add_mention_of_new(
    paragraph: Paragraph,
    start: int,
    end: int,
    model: type[Record],
    name: str,
    *,
    user: AbstractBaseUser,
    kind: str = "",
    person: Person | None = None,
    seen: int | None = None,
) -> Operation:
    """As `add_mention`, of a new record of `model` called `name`, for which the user vouches; `kind` as for `enter`."""
    with operation(Operation.Kind.DECIDE, user) as done:
        record = enter(model, name, by=user.get_username(), kind=kind)
        add_mention(paragraph, start, end, record, user=user, person=person, seen=seen)
    return done


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its ends. Raises CurationError where it is none of the text or nothing is left."""
    words = text[start:end] if 0 <= start < end <= len(text) else ""
    if not words.strip():
        raise CurationError(_("No words of this paragraph are chosen."))
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _mention(paragraph: Paragraph, start: int, record: Curated, person: Person | None) -> Mention:
    """The mention of `record` that stands at this place, or a new one; not saved."""
    model, target = NAMED[type(record)]
    place: dict[str, Any] = {"paragraph": paragraph, "start": start, target: record}
    if isinstance(record, Office):
        place["person"] = person
    found: Mention | None = model._default_manager.filter(**place).first()
    if found:
        return found
    if isinstance(record, Office):
        place["title"] = record.title
    if isinstance(record, Meeting):
        place["name"] = record.name
    return model(**place)
