"""A person or a meeting is split by choosing mentions, page by page, and what would move is shown before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.curating import correcting, deciding
from archive.curating.models import Operation
from archive.models import Document, Meeting, OfficeMention, Person, PersonMention
from archive.models.claims import Claim
from tests.admin.curators import arrives, hidden, import_running, logged_in, statements, text, undo_address
from tests.admin.test_admin import url
from tests.curating.people import put, rows, user
from tests.importing.naming import TEXT, named

pytestmark = pytest.mark.django_db

OTHER = "二.txt"


@pytest.fixture(autouse=True)
def archive() -> None:
    """Two documents that name the same people, the same meeting and the same office."""
    put(named(), "one")
    put(named(TEXT.replace("柳镇", "杨镇", 1), OTHER), "one")


def xu() -> Person:
    return Person.objects.get(key="许桂兰")


def screen(record: Person | Meeting) -> str:
    return reverse("admin:split", args=[record._meta.model_name, record.pk])


def other_document() -> Document:
    return Document.objects.get(file_name=OTHER)


def sent(shown: Any, **changes: Any) -> dict[str, Any]:
    """What a browser posts from the page: what is hidden, what is typed and the boxes that are ticked."""
    boxes = [str(place.pk) for place in shown.context.get("places", []) if place.is_chosen]
    form = shown.context["form"]
    return {"name": form.name, "key": form.key} | hidden(shown) | {"mention": boxes} | changes


def chosen_in_other(client: Client, record: Person | Meeting, **typed: str) -> Any:
    """The page on which all places of the other document are chosen."""
    shown = client.get(screen(record), {"document": other_document().pk})
    return client.post(screen(record), sent(shown, do="all") | typed)


def many(number: int) -> None:
    """More mentions of the person, in the first article."""
    there = xu().mentions.earliest("pk")
    places = [
        (paragraph, i)
        for paragraph in there.paragraph.article.paragraphs.order_by("number")
        for i in range(len(paragraph.text))
        if (paragraph.pk, i) != (there.paragraph_id, there.start)
    ]
    assert len(places) >= number
    PersonMention.objects.bulk_create(
        PersonMention(paragraph=row, start=i, end=i + 1, printed=row.text[i], person=xu(), rule="example")
        for row, i in places[:number]
    )


def test_mentions_are_listed_with_their_words_and_offices() -> None:
    page = text(logged_in("editor").get(screen(xu())))
    assert "县水利局局长 许桂兰 主持" in page
    assert "Choose all 2 shown" in page
    assert f"{other_document()} (1)" in page
    assert "青禾县水利局局长 (2)" in page


def test_they_are_narrowed_down_to_a_document_and_an_office() -> None:
    editor = logged_in("editor")
    shown = editor.get(screen(xu()), {"document": other_document().pk})
    assert len(shown.context["places"]) == 1
    office = OfficeMention.objects.filter(person=xu()).earliest("pk").office
    assert office
    assert len(editor.get(screen(xu()), {"office": office.pk}).context["places"]) == 2
    assert len(editor.get(screen(xu()), {"office": 987}).context["places"]) == 0


def test_what_would_move_is_shown_and_nothing_has_moved() -> None:
    before, editor = rows(), logged_in("editor")
    shown = editor.post(screen(xu()), sent(chosen_in_other(editor, xu()), do="show what moves"))
    page = text(shown)
    assert "Nothing has been changed yet" in page
    assert "许桂兰-2" in page
    assert "青禾县水利局局长" in page
    assert rows() == before


def test_a_person_is_split_and_that_can_be_undone() -> None:
    before, editor = rows(), logged_in("editor")
    chosen = chosen_in_other(editor, xu(), name="许桂兰", key="许桂兰（杨镇）")
    preview = editor.post(screen(xu()), sent(chosen, do="show what moves"))
    done = editor.post(screen(xu()), sent(preview, do="split"), follow=True)

    new = Person.objects.get(key="许桂兰（杨镇）")
    assert done.redirect_chain == [(url(Person, "change", new.pk), 302)]
    assert "1 mention of 许桂兰 is now of 许桂兰（杨镇）." in text(done)
    assert new.mentions.standing().get().paragraph.article.document == other_document()
    assert Operation.objects.recent()[0].kind == "split"

    editor.post(undo_address(done), hidden(done, "undo"))
    assert rows() == before


def test_what_no_browser_sends_is_as_if_it_were_not_there() -> None:
    editor = logged_in("editor")
    preview = editor.post(
        screen(xu()), sent(chosen_in_other(editor, xu()), name="\0", key="\0", seen="9" * 5000, do="show what moves")
    )
    assert "许桂兰-2" in text(preview)


def test_a_meeting_is_split() -> None:
    editor, meeting = logged_in("editor"), Meeting.objects.get()
    chosen = chosen_in_other(editor, meeting, name="杨镇春灌会")
    preview = editor.post(screen(meeting), sent(chosen, do="show what moves"))
    assert "吴明远" in text(preview)
    arrives(editor.post(screen(meeting), sent(preview, do="split")))
    new = Meeting.objects.get(name="杨镇春灌会")
    assert sorted(new.participations.values_list("name", flat=True)) == ["吴明远", "许桂兰"]


def test_choices_stay_from_page_to_page() -> None:
    many(60)
    editor = logged_in("editor")
    first = editor.get(screen(xu()))
    assert len(first.context["places"]) == 50
    one = str(first.context["places"][0].pk)
    second = editor.post(screen(xu()), sent(first, mention=one, do="page 2"))
    assert len(second.context["places"]) == 12
    two = str(second.context["places"][3].pk)
    back = editor.post(screen(xu()), sent(second, mention=two, do="page 1"))
    assert "2 places chosen" in text(back)
    assert [str(place.pk) for place in back.context["places"] if place.is_chosen] == [one]
    none = editor.post(screen(xu()), sent(back, mention=[], do="page 2"))  # the box is not ticked any more
    assert [str(place.pk) for place in none.context["places"] if place.is_chosen] == [two]
    assert "1 place chosen" in text(none)


def test_all_that_is_shown_is_chosen_and_none_of_it() -> None:
    many(60)
    editor = logged_in("editor")
    everything = editor.post(screen(xu()), sent(editor.get(screen(xu())), do="all"))
    assert "62 places chosen" in text(everything)
    narrowed = editor.post(screen(xu()), sent(everything, do="show", document=str(other_document().pk)))
    without = editor.post(screen(xu()), sent(narrowed, do="none"))
    assert "61 places chosen" in text(without)


def test_a_choice_in_the_lists_counts_when_it_is_shown() -> None:
    editor = logged_in("editor")
    shown = editor.get(screen(xu()))
    chosen = editor.post(screen(xu()), sent(shown, do="all", document=str(other_document().pk)))
    assert "2 places chosen" in text(chosen)  # all that the page showed, as its button said


@pytest.mark.parametrize(
    ("places", "key", "sentence"),
    [(2, "", "nothing would be left"), (0, "", "No mention is chosen"), (1, "许桂兰", "is taken")],
)
def test_what_cannot_be_done_is_told_and_what_was_typed_stays(places: int, key: str, sentence: str) -> None:
    editor = logged_in("editor")
    shown = editor.get(screen(xu()))
    boxes = [str(place.pk) for place in shown.context["places"][:places]]
    told = editor.post(screen(xu()), sent(shown, mention=boxes, name="许支书", key=key, do="show what moves"))
    assert sentence in text(told)
    assert 'value="许支书"' in told.content.decode()
    assert [str(place.pk) for place in told.context["places"] if place.is_chosen] == boxes


ROLES = [("", 403), ("reader", 403), ("curator", 403), ("editor", 200), ("administrator", 200)]


@pytest.mark.parametrize(("role", "answer"), ROLES)
def test_splitting_is_for_editors_whatever_the_address(role: str, answer: int) -> None:
    before, client, pks = rows(), logged_in(role), xu().mentions.filter(paragraph__article__document=other_document())
    assert client.get(screen(xu())).status_code == answer
    data = {"chosen": ",".join(str(mention.pk) for mention in pks), "do": "split"}
    assert client.post(screen(xu()), data).status_code == (302 if answer == 200 else 403)
    assert (rows() == before) == (answer == 403)


@pytest.mark.parametrize(("role", "offered"), [("curator", False), ("editor", True)])
def test_the_form_of_a_person_leads_there_for_those_who_may(role: str, offered: bool) -> None:
    assert (screen(xu()) in logged_in(role).get(url(Person, "change", xu().pk)).content.decode()) == offered


@pytest.mark.parametrize("address", ["/admin/split/article/1/", "/admin/split/office/1/"])
def test_only_people_and_meetings_are_split(address: str) -> None:
    assert logged_in("editor").get(address).status_code == 404


def test_a_record_that_is_gone_leads_back_to_the_list() -> None:
    answer = logged_in("editor").get(reverse("admin:split", args=["person", 987]), follow=True)
    assert answer.redirect_chain == [(url(Person, "changelist"), 302)]


def test_who_comes_second_is_told_and_their_choice_stays() -> None:
    many(3)
    chen = logged_in("editor", "chen")
    preview = chen.post(screen(xu()), sent(chosen_in_other(chen, xu()), do="show what moves"))
    correcting.correct(xu(), {"note": "支书"}, user=user("curator", "meng"))
    told = chen.post(screen(xu()), sent(preview, do="split"))
    assert "meng has changed 许桂兰" in text(told)
    assert "1 place chosen" in text(told)
    again = chen.post(screen(xu()), sent(told, do="show what moves"))
    arrives(chen.post(screen(xu()), sent(again, do="split")))


def test_mentions_that_were_decided_meanwhile_are_counted_again() -> None:
    chen = logged_in("editor", "chen")
    many(4)
    shown = chen.get(screen(xu()))
    boxes = [str(place.pk) for place in shown.context["places"][:3]]
    preview = chen.post(screen(xu()), sent(shown, mention=boxes, do="show what moves"))
    mention = PersonMention.objects.get(pk=boxes[0])
    deciding.decide(mention, Claim.Status.REJECTED, user=user("curator", "meng"))
    told = chen.post(screen(xu()), sent(preview, do="split"))
    assert "There were 3 mentions, now there are 2." in text(told)
    assert "2 places chosen" in text(told)


@pytest.mark.django_db(transaction=True)
def test_while_an_import_writes_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = logged_in("editor")
    preview = editor.post(screen(xu()), sent(chosen_in_other(editor, xu()), do="show what moves"))
    with import_running(monkeypatch):
        told = editor.post(screen(xu()), sent(preview, do="split"))
    assert "An import or somebody else is writing to the archive." in text(told)
    assert "1 place chosen" in text(told)


def test_the_page_takes_the_same_queries_whatever_the_number_of_mentions() -> None:
    editor = logged_in("editor")
    few = statements(editor, screen(xu()))
    many(70)
    # The session, the user; the person, the version; how many mentions, those of the page, the offices beside them, the
    # chosen ones, documents with their numbers, offices with theirs.
    assert statements(editor, screen(xu())) == few <= 12
