"""An archive with several records of each sort, and the documents that importers of other versions read."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from archive.dates import PartialDate
from archive.importing.offices_held import write_offices_held
from archive.importing.records import DocumentRecord, Kind, Reason
from archive.models import (
    Article,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeMention,
    Organization,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
)
from tests.builders import CUTS, TEXT, Cut, document
from tests.curating.people import fill, put
from tests.importing.naming import TEXT as NAMED_TEXT
from tests.importing.naming import named
from tests.models.examples import mention

_FOURTH = TEXT.replace("第三期", "第四期")
_NEWS, _FEATURE = CUTS
_OTHER_CUTS = (
    CUTS,
    (replace(_NEWS, source="柳镇邮讯", kind=Kind.NOTICE), replace(_FEATURE, bylines=("老贺",), date=None)),
    (Cut(2, 8),),
    (Cut(2, 3), Cut(4, 4, titled=False), Cut(6, 8)),
    (Cut(3, 4, titled=False, date=PartialDate.of(2031, 3, 5)), Cut(6, 7)),
    (),
)


def readings() -> list[DocumentRecord]:
    """What importers make of the documents of the archive: of each several readings, of one in several states."""
    found = [document(cuts=cuts) for cuts in _OTHER_CUTS]
    found += [document(_FOURTH, cuts, title="青禾通讯四", name="青禾通讯4.txt") for cuts in _OTHER_CUTS[:3]]
    below = tuple(replace(cut, first=cut.first + 1, last=cut.last + 1) for cut in CUTS)
    found += [
        document(f"青禾县编\n{TEXT}", below, pages=()),
        document(f"青禾县编\n{TEXT.replace('半天', '好久')}", below, pages=()),
        document(TEXT.replace("清明之前", "清明以前")),
    ]
    found.append(replace(found[0], leftovers=tuple(replace(made, reason=Reason.NOTICE) for made in found[0].leftovers)))
    for text, name in ((NAMED_TEXT, "春灌.txt"), (NAMED_TEXT.replace("柳镇", "杨镇", 1), "二.txt")):
        found += [
            named(text, name),
            named(text, name, people=(), offices=(), participations=()),
            named(text, name, day=None),
            named(text, name, date=PartialDate.of(2031, 3, 9), initiatives=(), instruments=()),
        ]
    return found


def fill_more() -> None:
    """Besides what all tests have: documents with findings, and of each record two more, named where others are."""
    fill()
    put(named(), "one")
    put(named(NAMED_TEXT.replace("柳镇", "杨镇", 1), "二.txt"), "one")
    texts = [p for a in Article.objects.order_by("pk") for p in a.paragraphs.filter(role="text").order_by("number")]
    body = Organization.objects.get(name="青禾县水利局")
    series = MeetingSeries.objects.create(name="春灌会系列", convener=body, origin="authority")
    for name, places in (("老贺", texts[::2]), ("老支书", texts)):
        person = Person.objects.create(key=name, name=name)
        office = Office.objects.create(label=f"{name}的职务", title="职务", organization=body)
        meeting = Meeting.objects.create(key=f"{name}会", name=f"{name}会", series=series)
        part = Participation.objects.create(meeting=meeting, name=name, role="chair", rule="example")
        initiative = Initiative.objects.create(key=f"{name}行动", name=f"{name}行动", kind="programme")
        instrument = Instrument.objects.create(key=f"{name}办法", title=f"{name}办法", kind="opinion", issuer=body)
        for paragraph, length in zip(places, cycle([2, 3, 4]), strict=False):
            words = paragraph.text[1 : 1 + length]
            mention(PersonMention, paragraph, words, person=person)
            mention(OfficeMention, paragraph, words, person=person, office=office, title="职务")
            mention(MeetingMention, paragraph, words, meeting=meeting, name=meeting.name, told={"name": meeting.name})
            mention(ParticipationMention, paragraph, words, participation=part)
            mention(InitiativeMention, paragraph, words, initiative=initiative)
            mention(InstrumentMention, paragraph, words, instrument=instrument, told={"kind": "opinion"})
    write_offices_held(set(OfficeMention.objects.exclude(office=None).values_list("person", "office")))
