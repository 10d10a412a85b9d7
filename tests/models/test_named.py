"""Whether texts name a record, as the database keeps it."""

from __future__ import annotations

from typing import Any

import pytest

from archive.importing.storing import store
from archive.models import (
    Document,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    OfficeMention,
    Organization,
    Person,
    PersonMention,
)
from archive.models.curation import MentionedRecord
from tests.importing.naming import named

pytestmark = pytest.mark.django_db


def in_texts() -> set[str]:
    return set(Person.objects.in_texts().values_list("name", flat=True))


def test_a_record_is_named_while_a_mention_stands() -> None:
    Person.objects.create(key="安", name="安", origin="curator", curator="meng")
    store(named(), "one")
    assert in_texts() == {"许桂兰", "吴明远"}
    PersonMention.objects.filter(person__name="许桂兰").update(status="rejected", decided_by="meng")
    assert in_texts() == {"吴明远"}
    PersonMention.objects.filter(person__name="许桂兰").update(status="confirmed")
    assert in_texts() == {"许桂兰", "吴明远"}


def test_a_mention_of_someone_else_names_them_and_no_longer_who_it_named() -> None:
    store(named(), "one")
    other = Person.objects.create(key="安", name="安", origin="curator", curator="meng")
    PersonMention.objects.filter(person__name="许桂兰").update(person=other)
    assert in_texts() == {"安", "吴明远"}


def test_a_record_that_lost_its_texts_is_not_named() -> None:
    store(named(), "one")
    records: list[MentionedRecord] = [mention.person for mention in PersonMention.objects.all()]
    records += [InitiativeMention.objects.get().initiative, InstrumentMention.objects.get().instrument]
    Document.objects.all().delete()
    for record in records:
        record.refresh_from_db()
        assert not record.is_named


def bodies_in_texts() -> set[str]:
    return set(Organization.objects.in_texts().values_list("name", flat=True))


def test_a_body_is_named_by_its_offices_its_meetings_and_what_it_issued() -> None:
    store(named(), "one")
    vouched: dict[str, Any] = {"origin": "curator", "curator": "meng"}
    bodies = {name: Organization.objects.create(name=name, **vouched) for name in "甲乙丙丁"}
    assert not bodies_in_texts() & set(bodies)

    office = OfficeMention.objects.exclude(office=None)[0].office
    assert office is not None
    office.organization = bodies["甲"]
    office.save()
    Meeting.objects.create(key="会", name="会", convener=bodies["乙"], **vouched)
    Instrument.objects.create(key="文", title="文", issuer=bodies["丙"], **vouched)  # which no text cites
    Instrument.objects.filter(is_named=True).update(issuer=bodies["丁"])
    assert bodies_in_texts() & set(bodies) == {"甲", "乙", "丁"}

    OfficeMention.objects.update(status="rejected", decided_by="meng")
    InstrumentMention.objects.all().delete()
    Meeting.objects.filter(key="会").delete()
    assert not bodies_in_texts() & set(bodies)
