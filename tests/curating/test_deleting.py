"""Documents are deleted with what only they told of, and come back."""

from __future__ import annotations

import pytest

from archive.checking import findings
from archive.curating.cutting import join
from archive.curating.deleting import delete_documents
from archive.curating.undoing import undo
from archive.importing.grouping import group_printings
from archive.models import Article, Document, Meeting, MeetingMention, Participation, Person, Suggestion
from tests.builders import TEXT, document
from tests.curating.people import fill, put, rows, user
from tests.importing.naming import named

pytestmark = pytest.mark.django_db


def test_a_document_goes_with_what_only_it_told_of_and_comes_back() -> None:
    put(document(), "one")
    put(document(TEXT.replace("第三期", "第四期"), name="青禾通讯4.txt"), "one")
    put(named(), "one")
    group_printings()
    join(Article.objects.get(key="qing-he-tong-xun-l2"), user=user("administrator"))
    put(document(), "two")
    assert Suggestion.objects.exists()
    before = rows()

    done = delete_documents(Document.objects.exclude(file_name="青禾通讯4.txt"), user=user("administrator"))

    assert [document.file_name for document in Document.objects.all()] == ["青禾通讯4.txt"]
    assert not Person.objects.exists()
    assert list(findings(Document.objects.all())) == []
    assert done.summary == "青禾通讯.txt, 春灌.txt"
    undo(done, user=user("administrator"))
    assert rows() == before
    group_printings()
    assert rows() == before


def test_the_first_import_of_a_document_is_taken_back_by_deleting_it() -> None:
    fill()
    from archive.curating.models import Operation
    from archive.curating.undoing import UndoError

    imported = Operation.objects.filter(kind="import", summary="青禾通讯.txt").get()
    with pytest.raises(UndoError, match="delete the document"):
        undo(imported, user=user("administrator"))


def test_a_part_in_a_meeting_goes_with_its_last_words_though_they_name_no_meeting() -> None:
    put(document(), "one")
    put(named(), "one")
    MeetingMention.objects.all().delete()  # as when its line is set aside; the line with the parts is not
    assert Participation.objects.exists()

    delete_documents(Document.objects.filter(file_name="春灌.txt"), user=user("administrator"))

    assert not Participation.objects.exists()
    assert not Meeting.objects.exists()
    assert not Person.objects.exists()
    assert list(findings(Document.objects.all())) == []
