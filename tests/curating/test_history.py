"""History: every statement is kept, and every operation can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from archive.curating.models import Change, Operation
from archive.curating.recording import recording
from archive.curating.undoing import UndoError, undo
from archive.models import Article, Document, Meeting, Person, PersonMention, Sketch
from archive.models.natural import NaturalKeyModel
from tests.builders import TEXT, Cut, document
from tests.curating.people import changed_since, fill, put, rows, user
from tests.models.examples import mention

pytestmark = pytest.mark.django_db

KIND = Operation.Kind


def test_every_table_has_its_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'history_%' "
            "GROUP BY 1 HAVING count(*) = 3"
        )
        found = {table for (table,) in cursor.fetchall()}
    kept = {m._meta.db_table for m in apps.get_app_config("archive").get_models() if issubclass(m, NaturalKeyModel)}
    assert found == kept - {Sketch._meta.db_table}


def test_a_change_holds_only_what_differs() -> None:
    fill()
    with recording(KIND.CORRECT, "meng", "许桂兰") as operation:
        Person.objects.filter(key="xu-gui-lan").update(name="许桂兰", note="")  # as they are
        Person.objects.filter(key="xu-gui-lan").update(name="许桂兰", note="支书")
        Document.objects.order_by("pk")[:1].get().save()

    change = operation.changes.get()
    assert (change.before, change.after) == ({"note": ""}, {"note": "支书"})
    assert [(field.name, old, new) for field, old, new in change.fields] == [("note", "", "支书")]
    assert list(Operation.objects.on(Person.objects.get())[:1]) == [operation]
    latest: Any = Operation.objects.recent().with_counts()[0]
    assert latest.change_count == 1


def test_bulk_writes_and_plain_sql_are_kept_and_undone() -> None:
    fill()
    before = rows()
    with recording(KIND.CORRECT, "editor") as operation:
        Article.objects.update(source="柳镇邮讯")
        Person.objects.bulk_create([Person(key="a", name="甲"), Person(key="b", name="乙")])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE archive_article SET source = source || '。', locks = '{\"source\": {}}'")
        Document.objects.order_by("pk")[0].delete()
    assert rows() != before

    redone = undo(operation, user=user("editor"))
    assert rows() == before
    again = undo(redone, user=user("editor"))
    assert not Document.objects.filter(file_name="青禾通讯.txt").exists()
    undo(again, user=user("editor"))
    assert rows() == before


def test_what_nobody_began_is_an_operation_too() -> None:
    fill()
    with recording(KIND.CORRECT, "meng"):
        pass
    Person.objects.update(note="一")
    Person.objects.update(note="二")

    operation = Operation.objects.recent()[0]
    assert (operation.kind, operation.changes.count()) == ("outside", 2)
    undo(operation, user=user("editor"))
    assert Person.objects.get().note == ""


def test_what_changed_since_is_named_and_stays() -> None:
    fill()
    with recording(KIND.CORRECT, "meng", "甲") as first:
        Person.objects.update(note="一")
    with recording(KIND.CORRECT, "xu", "乙") as second:
        Person.objects.update(note="二", pinyin="xu")
    with pytest.raises(UndoError, match=r"乙 \(xu"):
        undo(first, user=user("editor"))
    assert Person.objects.get().note == "二"

    undo(second, user=user("editor"))
    undo(first, user=user("editor"))
    assert Person.objects.get().note == ""


def test_other_fields_of_a_row_do_not_hinder() -> None:
    fill()
    with recording(KIND.CORRECT, "meng") as first:
        Person.objects.update(note="一")
    with recording(KIND.CORRECT, "xu"):
        Person.objects.update(pinyin="xu")
    undo(first, user=user("editor"))
    assert Person.objects.values_list("note", "pinyin").get() == ("", "xu")


def test_what_it_needs_may_be_gone() -> None:
    fill()
    with recording(KIND.DECIDE, "editor") as operation:
        PersonMention.objects.all().delete()
    with recording(KIND.DELETE, "editor"):
        Document.objects.all().delete()
    with pytest.raises(UndoError, match="rows that it needs are gone"):
        undo(operation, user=user("editor"))
    assert not PersonMention.objects.exists()


def test_an_operation_is_undone_once() -> None:
    fill()
    with recording(KIND.CORRECT, "editor") as operation:
        Meeting.objects.update(note="一")
    undo(operation, user=user("editor"))
    with pytest.raises(UndoError, match="already"):
        undo(operation, user=user("editor"))


def test_own_operations_are_undone_by_curators_others_by_editors() -> None:
    fill()
    with recording(KIND.CORRECT, "meng") as operation:
        Meeting.objects.update(note="一")
    with pytest.raises(PermissionDenied):
        undo(operation, user=user("curator", "xu"))
    undone = undo(operation, user=user("curator", "meng"))
    undo(undone, user=user("curator", "meng"))
    assert Meeting.objects.get().note == "一"


def test_nothing_is_kept_of_what_failed() -> None:
    fill()
    count = Change.objects.count()
    with pytest.raises(IntegrityError), recording(KIND.CORRECT, "meng"):
        Meeting.objects.update(name="")
    assert (Meeting.objects.get().name, Change.objects.count()) == ("青禾县春灌工作会议", count)
    Meeting.objects.update(note="二")
    assert Change.objects.newest_first()[0].operation.kind == "outside"


def test_that_texts_name_a_record_is_nobodys_change_and_follows_undoing() -> None:
    fill()
    person = Person.objects.create(key="老许", name="老许")
    paragraph = PersonMention.objects.all()[0].paragraph
    with recording(KIND.DECIDE, "meng") as named:
        mention(PersonMention, paragraph, paragraph.text[:2], person=person)
    assert Person.objects.get(pk=person.pk).is_named
    assert list(named.changes.values_list("table", flat=True)) == ["archive_personmention"]
    with recording(KIND.CORRECT, "meng") as noted:
        Person.objects.filter(pk=person.pk).update(note="支书", is_named=False)
    assert noted.changes.get().after == {"note": "支书"}
    Person.objects.filter(pk=person.pk).update(is_named=True)
    undo(noted, user=user("editor"))
    undo(named, user=user("editor"))
    assert not Person.objects.get(pk=person.pk).is_named


def test_an_import_is_undone_after_the_grouping_that_followed_it() -> None:
    fill()
    editor, before, last = user("editor"), rows(), Operation.objects.recent()[0].pk
    put(document(TEXT.replace("第三期", "第四期"), [Cut(2, 8)], name="青禾通讯4.txt"), "two")
    for done in Operation.objects.filter(pk__gt=last).recent():
        undo(done, user=editor)
    assert changed_since(before) == {}
