"""The archive's tables, one module a noun."""

from archive.models.articles import Article, Byline, Paragraph
from archive.models.curation import Redirect, Suggestion
from archive.models.documents import Document, Leftover, Page
from archive.models.evidence import (
    InitiativeMention,
    InstrumentMention,
    MeetingMention,
    OfficeMention,
    ParticipationMention,
    PersonMention,
)
from archive.models.initiatives import Initiative
from archive.models.instruments import Instrument
from archive.models.meetings import Meeting, MeetingSeries, Participation
from archive.models.people import Office, OfficeHeld, Organization, Person, PersonName
from archive.models.works import Printing, Sketch, Work

__all__ = [
    "Article",
    "Byline",
    "Document",
    "Initiative",
    "InitiativeMention",
    "Instrument",
    "InstrumentMention",
    "Leftover",
    "Meeting",
    "MeetingMention",
    "MeetingSeries",
    "Office",
    "OfficeHeld",
    "OfficeMention",
    "Organization",
    "Page",
    "Paragraph",
    "Participation",
    "ParticipationMention",
    "Person",
    "PersonMention",
    "PersonName",
    "Printing",
    "Redirect",
    "Sketch",
    "Suggestion",
    "Work",
]
