"""What curators and imports do to an archive, one thing after the other, as hypothesis chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from archive.checking import findings
from archive.curating import adding, correcting, cutting, deciding, deleting, merging, parting, reverting, works
from archive.curating.errors import CurationError
from archive.curating.models import Change, Operation
from archive.dates import PartialDate
from archive.importing.records import Reason
from archive.importing.storing import StoringError
from archive.models import (
    Article,
    Document,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Leftover,
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
    Printing,
    Suggestion,
    Work,
)
from archive.models.claims import Claim
from archive.models.evidence import EVIDENCE
from tests.curating.people import changed_since, put, rows
from tests.curating.values import FIELDS, value
from tests.curating.world import readings

PICK = st.integers(0, 7)
_RECORDS = [Person, Organization, Office, MeetingSeries, Meeting, Initiative, Instrument, Work]
_CLAIMS = [
    PersonMention, OfficeMention, MeetingMention, ParticipationMention, InitiativeMention, InstrumentMention,
    Participation, OfficeHeld, Printing,
]  # fmt: skip
_READINGS = readings()


class Curation(RuleBasedStateMachine):
    """Operations on the archive of `world.fill_more`; what each of them wrote is in `done`, with the rows before."""

    user: User

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.done: list[tuple[list[Operation], Any]] = []
        self.imports = 0
        self.is_checked = False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, act: Callable[[], Operation]) -> None:
        before = rows()
        try:
            operation = act()
        except CurationError:
            assert (found := changed_since(before)) == {}, found
        else:
            if operation.pk:  # else it changed nothing
                self.wrote([operation], before)

    def wrote(self, operations: list[Operation], before: Any) -> None:
        self.done.append((operations, before))
        self.is_checked = False

    def pick(self, model: Any, number: int) -> Any:
        found = list(model.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    @invariant()
    def is_sound(self) -> None:
        if self.is_checked:
            return
        self.is_checked = True
        wrong = list(map(str, findings(Document.objects.all())))
        assert not wrong, wrong
        named = PersonMention.objects.standing().values("person")
        assert set(Person.objects.in_texts()) == set(Person.objects.filter(pk__in=named))

    # --- articles -----------------------------------------------------------------------------------------------------

    @precondition(lambda self: Article.objects.exists())
    @rule(number=PICK, place=PICK, headline=st.booleans())
    def split_article(self, number: int, place: int, headline: bool) -> None:
        article = self.pick(Article, number)
        paragraphs = list(article.paragraphs.order_by("number"))
        paragraph = paragraphs[place % len(paragraphs)]
        self.attempt(lambda: cutting.split(article, paragraph, user=self.user, headline=headline))

    @precondition(lambda self: Article.objects.exists())
    @rule(number=PICK)
    def join_articles(self, number: int) -> None:
        self.attempt(lambda: cutting.join(self.pick(Article, number), user=self.user))

    @precondition(lambda self: Article.objects.exists())
    @rule(number=PICK, start=PICK, length=PICK)
    def set_aside(self, number: int, start: int, length: int) -> None:
        article = self.pick(Article, number)
        first = article.first_line + start % 3
        self.attempt(lambda: cutting.set_aside(article, first, first + length % 4, Reason.NOTICE, user=self.user))

    @precondition(lambda self: Leftover.objects.exists() and Article.objects.exists())
    @rule(number=PICK, leftover=PICK, each_line=st.booleans(), part=st.booleans())
    def take_lines_back(self, number: int, leftover: int, each_line: bool, part: bool) -> None:
        row = self.pick(Leftover, leftover)
        article = self.pick(Article, number)
        first = row.last_line if part else 1
        self.attempt(lambda: cutting.take_back(row, article, user=self.user, first=first, each_line=each_line))

    @precondition(lambda self: Article.objects.exists())
    @rule(number=PICK, title=st.sampled_from(["甲", "春灌", ""]))
    def supply_title(self, number: int, title: str) -> None:
        self.attempt(lambda: correcting.supply_title(self.pick(Article, number), title, user=self.user))

    @precondition(lambda self: Article.objects.exists())
    @rule(number=PICK, names=st.lists(st.sampled_from(["许桂兰", "老贺", "甲"]), max_size=3))
    def correct_bylines(self, number: int, names: list[str]) -> None:
        self.attempt(lambda: correcting.correct_bylines(self.pick(Article, number), names, user=self.user))

    # --- fields -------------------------------------------------------------------------------------------------------

    @rule(model=st.sampled_from(list(FIELDS)), number=PICK, field=PICK, data=st.data())
    def correct(self, model: Any, number: int, field: int, data: st.DataObject) -> None:
        if row := self.pick(model, number):
            name = FIELDS[model][field % len(FIELDS[model])]
            given = value(data.draw, model, name)
            self.attempt(lambda: correcting.correct(row, {name: given}, user=self.user))

    @precondition(lambda self: Article.objects.exists())
    @rule(number=PICK, day=st.integers(1, 9))
    def correct_day(self, number: int, day: int) -> None:
        values = {"date": PartialDate.of(2031, 3, day)}
        self.attempt(lambda: correcting.correct(self.pick(Article, number), values, user=self.user))

    @rule(model=st.sampled_from(list(FIELDS)), number=PICK, all_fields=st.booleans())
    def unlock(self, model: Any, number: int, all_fields: bool) -> None:
        locked = [row for row in model.objects.order_by("pk") if row.locks]
        if locked:
            row = locked[number % len(locked)]
            fields = list(row.locks) if all_fields else sorted(row.locks)[:1]
            self.attempt(lambda: correcting.unlock(row, fields, user=self.user))

    # --- records ------------------------------------------------------------------------------------------------------

    @rule(model=st.sampled_from(_RECORDS), one=PICK, other=PICK)
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

    @rule(model=st.sampled_from(list(EVIDENCE)), number=PICK, other=PICK)
    def reassign(self, model: Any, number: int, other: int) -> None:
        mentions = EVIDENCE[model][0]
        row, target = self.pick(mentions, number), self.pick(model, other)
        if row and target:
            self.attempt(lambda: parting.reassign(mentions.objects.filter(pk=row.pk), target, user=self.user))

    # --- claims and suggestions ---------------------------------------------------------------------------------------

    @rule(model=st.sampled_from(_CLAIMS), status=st.sampled_from(list(Claim.Status)), number=PICK, many=st.booleans())
    def decide(self, model: Any, status: Claim.Status, number: int, many: bool) -> None:
        if row := self.pick(model, number):
            claims = model.objects.all() if many else model.objects.filter(pk=row.pk)
            self.attempt(lambda: deciding.decide_all(claims, status, user=self.user))

    @precondition(lambda self: Suggestion.objects.open().exists())
    @rule(number=PICK, accept=st.booleans())
    def settle(self, number: int, accept: bool) -> None:
        suggestion = self.pick(Suggestion, number)
        self.attempt(lambda: deciding.settle_suggestion(suggestion, accept=accept, user=self.user))

    @precondition(lambda self: Paragraph.objects.exists())
    @rule(model=st.sampled_from(list(adding.NAMED)), number=PICK, paragraph=st.integers(0, 30), start=PICK)
    def add_mention(self, model: Any, number: int, paragraph: int, start: int) -> None:
        record, where = self.pick(model, number), self.pick(Paragraph, paragraph)
        if record:
            self.attempt(lambda: adding.add_mention(where, start, start + 2, record, user=self.user))

    @precondition(lambda self: Work.objects.exists() and Article.objects.exists())
    @rule(number=PICK, article=PICK, act=st.sampled_from(["put", "excerpt", "take"]))
    def change_work(self, number: int, article: int, act: str) -> None:
        work, printing = self.pick(Work, number), self.pick(Article, article)
        if act == "take":
            self.attempt(lambda: works.take_out(work, printing, user=self.user))
        else:
            is_excerpt = act == "excerpt"
            self.attempt(lambda: works.put_into(work, printing, is_excerpt=is_excerpt, user=self.user))

    @rule(number=st.integers(0, 60))
    def revert(self, number: int) -> None:
        changes = [change for change in Change.objects.order_by("-pk")[:60] if reverting.can_revert(change)]
        if changes:
            self.attempt(lambda: reverting.revert(changes[number % len(changes)], user=self.user))

    # --- documents ----------------------------------------------------------------------------------------------------

    @precondition(lambda self: Document.objects.count() > 1)
    @rule(number=PICK)
    def delete_document(self, number: int) -> None:
        document = self.pick(Document, number)
        documents = Document.objects.filter(pk=document.pk)
        self.attempt(lambda: deleting.delete_documents(documents, user=self.user))

    @rule(reading=st.integers(0, len(_READINGS) - 1))
    def import_again(self, reading: int) -> None:
        """What another version of the importer reads in a document of the archive, or in its file as it is now."""
        made = _READINGS[reading]
        if not Document.objects.filter(file_name=made.raw.name).exists():
            return  # its rows are not kept one by one: that is taken back by deleting it
        self.imports += 1
        before, last = rows(), Operation.objects.recent()[0].pk
        try:
            put(made, f"importer {self.imports}")
        except StoringError:
            assert (found := changed_since(before)) == {}, found
        if operations := list(Operation.objects.recent().filter(pk__gt=last)):  # of the document, of its printings
            self.wrote(operations, before)
