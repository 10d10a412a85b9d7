"""Whether texts name a record, as the database keeps it."""

from __future__ import annotations

import pytest

from archive.importing.storing import store
from archive.models import Document, InitiativeMention, InstrumentMention, Person, PersonMention
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
