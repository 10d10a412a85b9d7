"""Records of which much is told: for pages whose queries must not grow with it."""

from __future__ import annotations

from typing import Any

from archive.models import (
    Article,
    Byline,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    PersonName,
    Printing,
    Work,
)

CLAIM: dict[str, Any] = {"rule": "test", "confidence": 0.4}


def gather() -> None:
    """Let all rows that there are tell of the first record of their kind as well."""
    people, offices = list(Person.objects.order_by("pk")), list(Office.objects.order_by("pk"))
    meetings, articles = list(Meeting.objects.order_by("pk")), list(Article.objects.order_by("pk"))
    works, body = list(Work.objects.order_by("pk")), Organization.objects.order_by("pk")[0]
    part = Participation.objects.order_by("pk")[0]
    _add(PersonName(person=people[0], name=f"别名{i}") for i in range(len(people)))
    _add(OfficeHeld(person=people[0], office=office, **CLAIM) for office in offices)
    _add(OfficeHeld(person=person, office=offices[0], **CLAIM) for person in people)
    _add(Participation(meeting=meetings[0], person=p, name=p.key, role="attendee", **CLAIM) for p in people)
    _add(Participation(meeting=m, person=people[0], name="老许", role="attendee", **CLAIM) for m in meetings)
    _add(Printing(work=works[0], article=article, is_excerpt=True, **CLAIM) for article in articles)
    _add(Printing(work=work, article=articles[0], is_excerpt=True, **CLAIM) for work in works)
    Byline.objects.filter(number__gte=10).delete()
    Byline.objects.bulk_create(
        Byline(article=articles[0], number=10 + i, name=person.name, person=person) for i, person in enumerate(people)
    )
    Paragraph.objects.filter(number__gte=10).delete()
    Paragraph.objects.bulk_create(
        Paragraph(article=articles[0], number=10 + i, role="text", text="渠水", first_line=1, last_line=1, spans=[])
        for i in range(len(people))
    )
    for paragraph in Paragraph.objects.filter(article__in=articles, number=1):
        place: dict[str, Any] = {"paragraph": paragraph, "start": 1, "end": 2, "printed": paragraph.text[1], **CLAIM}
        _add([PersonMention(person=people[0], **place)])
        _add([OfficeMention(office=offices[0], person=people[0], title="站长", **place)])
        _add([MeetingMention(meeting=meetings[0], name="春灌会议", **place)])
        _add([ParticipationMention(participation=part, **place)])
        _add([InitiativeMention(initiative=Initiative.objects.order_by("pk")[0], **place)])
        _add([InstrumentMention(instrument=Instrument.objects.order_by("pk")[0], **place)])
    Organization.objects.exclude(pk=body.pk).update(parent=body)
    Office.objects.update(organization=body)
    Meeting.objects.update(series=MeetingSeries.objects.order_by("pk")[0], convener=body)
    Instrument.objects.update(issuer=body)


def _add(rows: Any) -> None:
    """Store rows that are not there yet."""
    made = list(rows)
    type(made[0])._default_manager.bulk_create(made, ignore_conflicts=True)
