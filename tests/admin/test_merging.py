"""Records are merged on a page that shows what will be, by those who may, and nobody overwrites anybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.admin.merging import address
from archive.curating import correcting, merging
from archive.curating.models import Operation
from archive.models import Article, Meeting, Organization, Person, PersonMention, Printing, Redirect, Work
from tests.admin.curators import arrives, hidden, import_running, logged_in, statements, text, undo_address
from tests.admin.test_admin import url
from tests.curating.people import fill, rows, user
from tests.models.examples import mention

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def xu() -> Person:
    return Person.objects.get(key="xu-gui-lan")


def old_xu(key: str = "老许", words: str = "渠道清淤", **values: Any) -> Person:
    person = Person.objects.create(key=key, name=key, **values)
    paragraph = Article.objects.get(key="qing-he-tong-xun-l2").paragraphs.get(number=3)
    mention(PersonMention, paragraph, words, person=person)
    return person


def page_of(*records: Any, **more: Any) -> str:
    return address(type(records[0]), [record.pk for record in records], **more)


def test_both_sides_are_shown_with_what_moves_and_where_keys_lead() -> None:
    kept, gone = xu(), old_xu(note="支书")
    Redirect.objects.create(record_type="person", old_key="更老的许", new_key="老许")
    before = rows()
    page = text(logged_in("editor").get(page_of(kept, gone, keep=kept.pk)))
    assert rows() == before
    assert "渠道清淤" in page
    assert "支书 taken over" in page
    assert "further names" in page
    assert "mentions of people: 1" in page
    assert "will lead to “xu-gui-lan”: 老许 , 更老的许" in page
    assert "Merge into “许桂兰”" in page


def test_the_other_one_can_be_kept() -> None:
    kept, gone = xu(), old_xu()
    editor = logged_in("editor")
    shown = editor.get(page_of(kept, gone, keep=gone.pk))
    assert "Merge into “老许”" in text(shown)
    editor.post(reverse("admin:merge"), hidden(shown))
    assert Redirect.objects.new_key("person", "xu-gui-lan") == "老许"


def test_who_is_vouched_for_is_kept_unless_somebody_says_otherwise() -> None:
    Person.objects.update(origin="import")
    gone = old_xu(origin="authority")
    assert "Merge into “老许”" in text(logged_in("editor").get(page_of(xu(), gone)))


def test_it_is_shown_who_has_set_a_value_and_that_it_goes_before_an_imports() -> None:
    one, other = (Meeting.objects.create(key=key, name="春灌会", place=place) for key, place in ("1柳", "2杨"))
    Meeting.objects.filter(pk=one.pk).update(place="柳镇")
    correcting.correct(other, {"place": "杨村"}, user=user("curator", "meng"))
    page = text(logged_in("editor").get(page_of(one, other, keep=one.pk)))
    assert "柳镇 杨村 set by meng 杨村 taken over not taken over: 柳镇" in page


def test_what_differs_is_named() -> None:
    one, other = (Meeting.objects.create(key=key, name="春灌会", place=place) for key, place in ("1柳", "2杨"))
    page = text(logged_in("editor").get(page_of(one, other, keep=one.pk)))
    assert "not taken over: 2杨" not in page  # keys lead on
    Meeting.objects.filter(pk=other.pk).update(place="杨镇")
    Meeting.objects.filter(pk=one.pk).update(place="柳镇")
    assert "not taken over: 杨镇" in text(logged_in("editor").get(page_of(one, other, keep=one.pk)))


def test_who_is_named_beside_the_other_is_pointed_out() -> None:
    kept, gone = xu(), old_xu()
    editor, sentence = logged_in("editor"), "Some paragraphs name one beside the other"
    assert sentence not in text(editor.get(page_of(kept, gone)))
    mention(PersonMention, gone.mentions.get().paragraph, "会议", person=kept)
    assert sentence in text(editor.get(page_of(kept, gone)))


def test_records_are_merged_and_that_can_be_undone() -> None:
    kept, gone = xu(), old_xu()
    before, editor = rows(), logged_in("editor")
    shown = editor.get(page_of(kept, gone, keep=kept.pk))

    done = editor.post(reverse("admin:merge"), hidden(shown), follow=True)

    assert done.redirect_chain == [(url(Person, "change", kept.pk), 302)]
    assert "老许: merged into 许桂兰." in text(done)
    assert Operation.objects.recent()[0].kind == "merge"
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert PersonMention.objects.get(printed="渠道清淤").person == kept

    back = editor.post(undo_address(done), hidden(done, "undo"), follow=True)
    assert "Undone" in text(back)
    assert back.redirect_chain == [(page_of(kept, gone), 302)]
    assert rows() == before


def test_several_are_merged_at_once() -> None:
    first, second, third = xu(), old_xu(), old_xu("许支书", "清明")
    editor = logged_in("editor")
    shown = editor.get(page_of(first, second, third, keep=first.pk))
    assert "老许、许支书 taken over" in text(shown)
    editor.post(reverse("admin:merge"), hidden(shown))
    assert sorted(first.names.values_list("name", flat=True)) == ["老许", "许支书"]
    assert Operation.objects.recent()[0].summary == "老许, 许支书 → xu-gui-lan"
    assert Operation.objects.filter(kind="merge").count() == 1


def test_bodies_of_which_one_is_part_of_the_other_are_merged_together() -> None:
    province = Organization.objects.create(name="青禾省")
    county = Organization.objects.create(name="青禾县政府", parent=province)
    office = Organization.objects.create(name="青禾县办公室", parent=county)
    kept = Organization.objects.create(name="青禾县人民政府")
    editor = logged_in("editor")
    shown = editor.get(page_of(kept, county, office, keep=kept.pk))
    assert editor.post(reverse("admin:merge"), hidden(shown)).status_code == 302
    kept.refresh_from_db()
    assert (kept.parent, kept.aliases) == (province, ["青禾县政府", "青禾县办公室"])


def test_works_are_merged_with_their_printings() -> None:
    kept = Work.objects.create(key="qu-shui-ji", title="渠水记")
    gone = Work.objects.create(key="qu-shui-ji-2", title="渠水记（节选）")
    Printing.objects.create(
        work=gone, article=Article.objects.get(key="qing-he-tong-xun-l6"), rule="example", is_excerpt=True
    )
    editor = logged_in("editor")
    shown = editor.get(page_of(kept, gone, keep=kept.pk))
    assert "一渠清水进村来 (青禾通讯)" in text(shown)
    assert arrives(editor.post(reverse("admin:merge"), hidden(shown))) == url(Work, "change", kept.pk)
    answer = Client().get(reverse("work", args=["qu-shui-ji-2"]), follow=True)
    assert answer.redirect_chain == [(reverse("work", args=["qu-shui-ji"]), 301)]


def test_the_first_key_arrives_where_the_second_merge_led() -> None:
    first, second, third = old_xu("甲", "渠道"), old_xu("乙", "清淤"), old_xu("丙", "清明")
    editor = logged_in("editor")
    for gone, kept in ((first, second), (second, third)):
        shown = editor.get(page_of(gone, kept, keep=kept.pk))
        assert arrives(editor.post(reverse("admin:merge"), hidden(shown))) == url(Person, "change", kept.pk)
    for old in ("甲", "乙"):
        answer = Client().get(reverse("person", args=[old]), follow=True)
        assert answer.redirect_chain == [(reverse("person", args=["丙"]), 301)]
        assert answer.context["record"] == third


ROLES = [("", 403), ("reader", 403), ("curator", 403), ("editor", 200), ("administrator", 200)]


@pytest.mark.parametrize(("role", "answer"), ROLES)
def test_merging_is_for_editors_whatever_the_address(role: str, answer: int) -> None:
    kept, gone = xu(), old_xu()
    before, client = rows(), logged_in(role)
    assert client.get(page_of(kept, gone)).status_code == answer
    data = {"model": "person", "pk": [kept.pk, gone.pk], "keep": kept.pk}
    assert client.post(reverse("admin:merge"), data).status_code == (302 if answer == 200 else 403)
    assert (rows() == before) == (answer == 403)
    if answer == 403:
        assert "许桂兰" not in client.get(page_of(kept, gone)).content.decode()


@pytest.mark.parametrize(("role", "offered"), [("curator", False), ("editor", True)])
def test_the_list_offers_merging_to_those_who_may(role: str, offered: bool) -> None:
    kept, gone = xu(), old_xu()
    client = logged_in(role)
    chosen = {"action": "merge_selected", "_selected_action": [kept.pk, gone.pk]}
    answer = client.post(url(Person, "changelist"), chosen)
    assert ("merge_selected" in client.get(url(Person, "changelist")).content.decode()) == offered
    assert (answer.status_code == 302 and arrives(answer).startswith(reverse("admin:merge"))) == offered


def test_one_row_is_not_merged() -> None:
    chosen = {"action": "merge_selected", "_selected_action": [xu().pk]}
    answer = logged_in("editor").post(url(Person, "changelist"), chosen, follow=True)
    assert "Choose at least two records to merge." in text(answer)


def test_many_rows_are_set_side_by_side_a_few_at_a_time() -> None:
    people = [Person.objects.create(key=str(i), name=f"许{i}") for i in range(7)]
    chosen = {"action": "merge_selected", "_selected_action": [person.pk for person in people]}
    editor = logged_in("editor")
    page = editor.post(url(Person, "changelist"), chosen, follow=True)
    assert "Only 6 records are set side by side at once." in text(page)
    assert "许5" in text(page)
    assert "许6" not in text(page)
    fewer = editor.get(page.context["sides"][1].leave_address)
    assert "许1" not in text(fewer)
    assert len(fewer.context["sides"]) == 5


def test_strangers_log_in_first() -> None:
    answer = Client().get(page_of(xu(), old_xu()))
    assert arrives(answer).startswith(reverse("admin:login"))


@pytest.mark.parametrize("query", ["", "model=user&pk=1&pk=2", "model=article&pk=1&pk=2"])
def test_only_records_are_merged(query: str) -> None:
    assert logged_in("editor").get(f"{reverse('admin:merge')}?{query}").status_code == 404


def test_a_page_without_two_records_leads_back_to_the_list() -> None:
    answer = logged_in("editor").get(address(Person, [xu().pk, 10**20, 987]), follow=True)
    assert answer.redirect_chain == [(url(Person, "changelist"), 302)]
    assert "not there any more" in text(answer)


def test_who_comes_second_is_told_and_their_choice_stays() -> None:
    kept, gone = xu(), old_xu()
    meng, chen = logged_in("editor", "meng"), logged_in("editor", "chen")
    shown = chen.get(page_of(kept, gone, keep=gone.pk))
    correcting.correct(gone, {"note": "支书"}, user=user("editor", "meng"))

    told = chen.post(reverse("admin:merge"), hidden(shown))

    assert told.status_code == 200
    assert "meng has changed 老许" in text(told)
    assert "(note)" in text(told)
    assert Person.objects.filter(pk=kept.pk).exists()
    assert "Merge into “老许”" in text(told)  # the choice stays
    assert "支书" in text(told)  # and what was changed is shown
    assert chen.post(reverse("admin:merge"), hidden(told)).status_code == 302
    gone_before = meng.post(reverse("admin:merge"), hidden(shown), follow=True)
    assert "hen has merged 许桂兰 into 老许" in text(gone_before)


def test_what_is_left_of_three_is_shown_when_one_was_merged_meanwhile() -> None:
    first, second, third = xu(), old_xu(), old_xu("许支书", "清明")
    chen = logged_in("editor", "chen")
    shown = chen.get(page_of(first, second, third, keep=third.pk))
    merging.merge(first, second, user=user("editor", "meng"))
    told = chen.post(reverse("admin:merge"), hidden(shown))
    assert "meng has merged" in text(told)
    assert "Merge into “许支书”" in text(told)
    assert chen.post(reverse("admin:merge"), hidden(told)).status_code == 302
    assert list(Person.objects.filter(pk__in=[first.pk, second.pk, third.pk])) == [third]


@pytest.mark.django_db(transaction=True)
def test_while_an_import_writes_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = xu(), old_xu()
    editor = logged_in("editor")
    shown = editor.get(page_of(kept, gone, keep=gone.pk))
    with import_running(monkeypatch):
        told = editor.post(reverse("admin:merge"), hidden(shown))
    assert "An import or somebody else is writing to the archive." in text(told)
    assert hidden(told) == hidden(shown)
    assert editor.post(reverse("admin:merge"), hidden(told)).status_code == 302


def test_the_page_takes_the_same_queries_whatever_there_is_to_move() -> None:
    kept, gone = xu(), old_xu()
    editor = logged_in("editor")
    few = statements(editor, page_of(kept, gone, keep=kept.pk))
    paragraph = Article.objects.get(key="qing-he-tong-xun-l2").paragraphs.get(number=2)
    PersonMention.objects.bulk_create(
        PersonMention(paragraph=paragraph, start=i, end=i + 1, printed=paragraph.text[i], person=gone, rule="example")
        for i in range(20)
    )
    # The session, the user; the two people, what points to each (ten tables, twice: for the sides and for the sum),
    # their names, redirects, the version, and three places of each.
    assert statements(editor, page_of(kept, gone, keep=kept.pk)) == few <= 65


def test_after_merging_one_is_where_one_came_from_but_never_elsewhere() -> None:
    for start, back in (("/admin/review/", "/admin/review/"), ("https://example.org/", None)):
        kept, gone = xu(), old_xu(f"许{start}")
        PersonMention.objects.filter(person=gone).delete()
        editor = logged_in("editor")
        shown = editor.get(page_of(kept, gone, keep=kept.pk, next=start))
        answer = editor.post(reverse("admin:merge"), hidden(shown) | {"next": start})
        assert arrives(answer) == (back or url(Person, "change", kept.pk))
