"""Any sequence of operations leaves the archive sound, and undoing them one after the other restores every row.

ARCHIVE_SEQUENCES is the number of sequences: 500 for a full run, few by default.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from archive.checking import findings
from archive.curating import correcting, cutting, deciding, merging, parting
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.undoing import undo
from archive.dates import PartialDate
from archive.importing.records import Reason
from archive.models import (
    Article,
    Document,
    Leftover,
    Meeting,
    MeetingMention,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    Suggestion,
)
from archive.models.claims import Claim
from tests.builders import document
from tests.curating.people import fill, put, rows
from tests.models.examples import mention

SEQUENCES = int(os.environ.get("ARCHIVE_SEQUENCES", "15"))
PICK = st.integers(0, 5)


def fill_more() -> None:
    """Besides what all tests have: two more people and a meeting, named where the others are and elsewhere."""
    fill()
    texts = [p for a in Article.objects.order_by("pk") for p in a.paragraphs.filter(role="text").order_by("number")]
    for name in ("老贺", "老支书"):
        person = Person.objects.create(key=name, name=name)
        for paragraph in texts[::2] if name == "老贺" else texts:
            mention(PersonMention, paragraph, paragraph.text[2:5], person=person)
    meeting = Meeting.objects.create(key="春灌会", name="春灌会")
    part = Participation.objects.create(meeting=meeting, name="老贺", role="chair", rule="example")
    for paragraph in texts[1:5]:
        mention(MeetingMention, paragraph, paragraph.text[:4], meeting=meeting, name="春灌会")
        mention(ParticipationMention, paragraph, paragraph.text[:2], participation=part)


class Sequences(RuleBasedStateMachine):
    user: User

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.done: list[tuple[list[Operation], Any]] = []  # each with the rows before
        self.imports = 0

    def teardown(self) -> None:
        try:
            while self.done:
                self.take_back_last()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def take_back_last(self) -> None:
        operations, before = self.done.pop()
        for operation in operations:
            undo(operation, user=self.user)
        assert rows() == before

    def attempt(self, act: Callable[[], Operation]) -> None:
        before = rows()
        try:
            operation = act()
        except CurationError:
            assert rows() == before
        else:
            if operation.pk:  # else it changed nothing
                self.done.append(([operation], before))

    def pick(self, model: Any, number: int) -> Any:
        found = list(model.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    @invariant()
    def is_sound(self) -> None:
        assert list(findings(Document.objects.all())) == []
        named = PersonMention.objects.standing().values("person")
        assert set(Person.objects.in_texts()) == set(Person.objects.filter(pk__in=named))

    @rule(number=PICK, place=PICK, headline=st.booleans())
    def split_article(self, number: int, place: int, headline: bool) -> None:
        article = self.pick(Article, number)
        paragraphs = list(article.paragraphs.order_by("number"))
        paragraph = paragraphs[place % len(paragraphs)]
        self.attempt(lambda: cutting.split(article, paragraph, user=self.user, headline=headline))

    @rule(number=PICK)
    def join_articles(self, number: int) -> None:
        self.attempt(lambda: cutting.join(self.pick(Article, number), user=self.user))

    @rule(number=PICK, start=PICK, length=PICK)
    def set_aside(self, number: int, start: int, length: int) -> None:
        article = self.pick(Article, number)
        first = article.first_line + start % 3
        if Article.objects.filter(document=article.document_id).count() > 1 or length < 2:
            self.attempt(lambda: cutting.set_aside(article, first, first + length % 4, Reason.NOTICE, user=self.user))

    @precondition(lambda self: Leftover.objects.exists())
    @rule(number=PICK, leftover=PICK, each_line=st.booleans(), part=st.booleans())
    def take_lines_back(self, number: int, leftover: int, each_line: bool, part: bool) -> None:
        row = self.pick(Leftover, leftover)
        article = self.pick(Article, number)
        first = row.last_line if part else 1
        self.attempt(lambda: cutting.take_back(row, article, user=self.user, first=first, each_line=each_line))

    @rule(number=PICK, field=st.sampled_from(["source", "date", "supplied_title", "bylines"]))
    def correct(self, number: int, field: str) -> None:
        article = self.pick(Article, number)
        if field == "bylines":
            self.attempt(lambda: correcting.correct_bylines(article, ["许桂兰", "老贺"], user=self.user))
        else:
            value = PartialDate.of(2031, 3, number + 1) if field == "date" else f"甲{number}"
            self.attempt(lambda: correcting.correct(article, {field: value}, user=self.user))

    @rule(number=PICK, field=st.sampled_from(["paragraphs", "source", "bylines"]))
    def unlock(self, number: int, field: str) -> None:
        self.attempt(lambda: correcting.unlock(self.pick(Article, number), [field], user=self.user))

    @rule(model=st.sampled_from([Person, Meeting]), one=PICK, other=PICK)
    def merge(self, model: Any, one: int, other: int) -> None:
        kept, gone = self.pick(model, one), self.pick(model, other)
        if kept:
            self.attempt(lambda: merging.merge(kept, gone, user=self.user))

    @rule(model=st.sampled_from([Person, Meeting]), number=PICK, chosen=st.sets(PICK, min_size=1))
    def split_record(self, model: Any, number: int, chosen: set[int]) -> None:
        if record := self.pick(model, number):
            pks = list(record.mentions.order_by("pk").values_list("pk", flat=True))
            mentions = record.mentions.filter(pk__in=[pk for i, pk in enumerate(pks) if i in chosen])
            self.attempt(lambda: parting.split(record, mentions, user=self.user))

    @rule(model=st.sampled_from([PersonMention, MeetingMention]), number=PICK, other=PICK)
    def reassign(self, model: Any, number: int, other: int) -> None:
        row = self.pick(model, number)
        target = self.pick(Person if model is PersonMention else Meeting, other)
        if row and target:
            self.attempt(lambda: parting.reassign(model.objects.filter(pk=row.pk), target, user=self.user))

    @rule(
        model=st.sampled_from([PersonMention, MeetingMention, ParticipationMention, Participation]),
        status=st.sampled_from(list(Claim.Status)),
        number=PICK,
        many=st.booleans(),
    )
    def decide(self, model: Any, status: Claim.Status, number: int, many: bool) -> None:
        if row := self.pick(model, number):
            claims = model.objects.all() if many else model.objects.filter(pk=row.pk)
            self.attempt(lambda: deciding.decide_all(claims, status, user=self.user))

    @precondition(lambda self: Suggestion.objects.open().exists())
    @rule(number=PICK, accept=st.booleans())
    def settle(self, number: int, accept: bool) -> None:
        suggestion = self.pick(Suggestion, number)
        self.attempt(lambda: deciding.settle_suggestion(suggestion, accept=accept, user=self.user))

    @rule()
    def import_again(self) -> None:
        self.imports += 1
        before, last = rows(), Operation.objects.recent()[0].pk
        put(document(), f"importer {self.imports}")
        if operations := list(Operation.objects.recent().filter(pk__gt=last)):  # of the document, of its printings
            self.done.append((operations, before))

    @precondition(lambda self: self.done)
    @rule()
    def undo_last(self) -> None:
        self.take_back_last()


@pytest.mark.django_db
def test_sequences_leave_the_archive_sound_and_can_be_undone() -> None:
    fill_more()
    Sequences.user = User.objects.create_superuser("root")
    run_state_machine_as_test(
        Sequences,
        settings=settings(
            max_examples=SEQUENCES, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
