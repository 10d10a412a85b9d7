"""One change of an operation is taken back, with what follows from it; the rest of the operation stays."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from archive.curating import adding, correcting, cutting, deciding
from archive.curating.models import Change, Operation
from archive.curating.recording import recording
from archive.curating.reverting import can_revert, revert
from archive.curating.undoing import UndoError, undo
from archive.dates import PartialDate
from archive.importing.records import Reason
from archive.models import Article, OfficeHeld, Person, PersonMention, PersonName, Printing
from archive.models.claims import Claim
from tests.builders import document
from tests.curating.people import changed_since, fill, put, rows, sound, user
from tests.importing.naming import named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def news() -> Article:
    return Article.objects.get(key="qing-he-tong-xun-l2")


def last(table: str) -> Change:
    return Change.objects.filter(table=f"archive_{table}").latest("pk")


def test_one_of_many_decisions_is_taken_back() -> None:
    paragraph = news().paragraphs.get(number=3)
    for words in ("会议", "渠道"):
        start = paragraph.text.index(words)
        adding.add_mention(paragraph, start, start + 2, Person.objects.get(), user=user("curator"))
    done = deciding.decide_all(PersonMention.objects.all(), Claim.Status.REJECTED, user=user("curator"))
    change = done.changes.get(row=PersonMention.objects.get(printed="渠道").pk)
    reverted = revert(change, user=user("curator"))
    assert dict(PersonMention.objects.values_list("printed", "status")) == {
        "青禾社": "rejected", "会议": "rejected", "渠道": "confirmed",
    }  # fmt: skip
    assert reverted.summary == "mention of a person: 渠道"
    assert sound()
    undo(reverted, user=user("editor"))
    assert set(PersonMention.objects.values_list("status", flat=True)) == {"rejected"}


def test_what_a_person_corrected_is_as_the_import_had_it_and_unlocked() -> None:
    before = rows()
    correcting.correct(news(), {"source": "甲"}, user=user("curator"))
    correcting.correct(news(), {"column": "乙"}, user=user("curator", "meng"))
    revert(Change.objects.filter(table="archive_article", after__source="甲").get(), user=user("curator"))
    assert (news().source, news().column) == (None, "乙")
    assert set(news().locks) == {"title", "column"}
    revert(last("article"), user=user("editor"))
    assert news().source == "甲"
    assert news().is_locked("source")
    Article.objects.filter(pk=news().pk).update(source=None, column=None, locks={"title": news().locks["title"]})
    assert changed_since(before) == {}


def test_what_an_import_changed_stays_as_a_person_has_put_it_back() -> None:
    put(document(title="青禾通讯（增刊）"), "two")
    change = last("document")
    assert {field.name for field, _old, _new in change.fields} >= {"title"}
    with pytest.raises(UndoError, match="belong together"):
        revert(change, user=user("editor"))  # it has the importer's fingerprint too


def test_days_that_an_import_changed_are_put_back_and_locked() -> None:
    put(named(), "one")
    put(named(date=PartialDate.of(2031, 3, 9)), "two")
    held = OfficeHeld.objects.get(person__key="许桂兰")
    assert held.last_cited == PartialDate.of(2031, 3, 9)
    article = Article.objects.get(document__file_name="春灌.txt")
    revert(last("article"), user=user("editor"))
    article.refresh_from_db()
    assert (article.date, article.locks["date"]["by"]) == (PartialDate.of(2031, 3, 4), "editor")
    held.refresh_from_db()
    assert held.last_cited == PartialDate.of(2031, 3, 4)
    assert sound()


def test_days_of_an_office_that_follow_from_articles_are_not_taken_back_alone() -> None:
    put(named(), "one")
    held = OfficeHeld.objects.get(person__key="许桂兰")
    article = Article.objects.get(document__file_name="春灌.txt")
    correcting.correct(article, {"date": PartialDate.of(2031, 3, 9)}, user=user("editor"))
    assert not can_revert(last("officeheld"))
    revert(last("article"), user=user("editor"))
    held.refresh_from_db()
    assert held.last_cited == PartialDate.of(2031, 3, 4)
    correcting.correct(held, {"last_cited": PartialDate.of(2031, 4, 1)}, user=user("editor"))
    corrected = last("officeheld")
    correcting.correct(article, {"date": PartialDate.of(2031, 3, 9)}, user=user("editor"))
    revert(corrected, user=user("editor"))
    held.refresh_from_db()
    assert held.last_cited == PartialDate.of(2031, 3, 9)
    assert sound()


def test_days_of_an_office_that_are_unlocked_are_those_of_its_articles() -> None:
    put(named(), "one")
    held = OfficeHeld.objects.get(person__key="许桂兰")
    correcting.correct(held, {"first_cited": PartialDate.of(2031, 2, 1)}, user=user("editor"))
    correcting.unlock(held, ["first_cited"], user=user("editor"))
    held.refresh_from_db()
    assert held.first_cited == PartialDate.of(2031, 3, 4)
    assert sound()


def test_rows_that_were_made_go_and_those_that_were_removed_come() -> None:
    before = rows()
    with recording(Operation.Kind.CORRECT, "editor"):
        PersonName.objects.create(person=Person.objects.get(), name="桂兰")
        PersonName.objects.filter(name="老许").delete()
    removed, made = Change.objects.filter(table="archive_personname").order_by("-pk")[:2]
    revert(removed, user=user("editor"))
    revert(made, user=user("editor"))
    assert changed_since(before) == {}


def test_a_printing_comes_back_with_its_work() -> None:
    printing = Printing.objects.filter(is_best=True).first()
    assert printing
    before = rows()
    done = deciding.decide(printing, Claim.Status.REJECTED, user=user("curator"))
    assert not can_revert(done.changes.filter(table="archive_printing", after__has_key="is_best").first())  # type: ignore[arg-type]
    undo(done, user=user("curator"))
    assert changed_since(before) == {}


def test_what_has_changed_since_is_named_and_stays() -> None:
    correcting.correct(Person.objects.get(), {"note": "一"}, user=user("curator"))
    change = last("person")
    correcting.correct(Person.objects.get(), {"note": "二"}, user=user("curator", "meng"))
    with pytest.raises(UndoError, match=r"许桂兰 \(meng"):
        revert(change, user=user("editor"))
    assert Person.objects.get().note == "二"


def test_a_cut_is_undone_whole() -> None:
    done = cutting.split(news(), news().paragraphs.get(number=3), user=user("editor"))
    for change in done.changes.filter(table__in=["archive_paragraph", "archive_article", "archive_leftover"]):
        assert not can_revert(change)
        with pytest.raises(UndoError, match="undo the whole operation"):
            revert(change, user=user("editor"))


def test_others_work_is_reverted_by_those_who_may_undo_it() -> None:
    correcting.correct(Person.objects.get(), {"note": "一"}, user=user("curator", "meng"))
    with pytest.raises(PermissionDenied):
        revert(last("person"), user=user("curator", "xu"))
    revert(last("person"), user=user("curator", "meng"))
    assert Person.objects.get().note == ""


def test_a_mention_does_not_come_back_without_its_paragraph() -> None:
    aside = cutting.set_aside(news(), 4, 4, Reason.OTHER, user=user("editor"))
    before = rows()
    for change in aside.changes.filter(table="archive_initiativemention", after__isnull=True):
        with pytest.raises(UndoError, match="does not stand there any more"):
            revert(change, user=user("editor"))
    assert changed_since(before) == {}


def test_a_mention_that_an_import_found_is_rejected() -> None:
    put(named(people=(), offices=(), participations=()), "one")
    put(named(), "two")
    change = Change.objects.filter(table="archive_personmention", before__isnull=True, after__printed="吴明远").get()
    revert(change, user=user("editor"))
    assert PersonMention.objects.get(printed="吴明远").status == "rejected"
    put(named(), "three")
    assert PersonMention.objects.get(printed="吴明远").status == "rejected"
    assert sound()
