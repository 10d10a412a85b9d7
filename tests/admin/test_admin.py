"""The admin: every table is there, in a fixed number of queries, and what a person sets is locked."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.dates import PartialDate
from archive.importing.storing import store
from archive.models import (
    Article,
    Byline,
    Document,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
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
    PersonName,
    Printing,
    Redirect,
    Sketch,
    Suggestion,
    Work,
)
from archive.models.curation import RecordType
from tests.pages.samples import full_article, full_document, shelf

pytestmark = pytest.mark.django_db

MODELS = list(apps.get_app_config("archive").get_models())


def url(model: type[Model], action: str, *args: Any) -> str:
    return reverse(f"admin:archive_{model._meta.model_name}_{action}", args=args)


def fill(first: int, last: int) -> None:
    """In each table rows for the articles `first` to `last` of a shelf, each naming rows of its own."""
    # Decided, so that storing the shelf again leaves them alone.
    claim: dict[str, Any] = {"rule": "test", "status": "confirmed", "decided_by": "xu"}
    for article in Article.objects.filter(document__file_name="册000.txt", ordinal__range=(first, last)):
        i = article.ordinal
        paragraph = article.paragraphs.latest("number")
        mention = {"paragraph": paragraph, "start": 0, "end": 1, "printed": paragraph.text[0], **claim}
        parent = Organization.objects.create(name=f"柳镇{i}")
        body = Organization.objects.create(name=f"柳镇{i}水利站", parent=parent)
        person = Person.objects.create(key=f"p{i}", name=f"许桂兰{i}")
        PersonName.objects.create(person=person, name=f"桂兰{i}")
        Byline.objects.filter(article=article).update(person=person)
        office = Office.objects.create(label=f"柳镇{i}水利站站长", title="站长", organization=body)
        OfficeHeld.objects.create(person=person, office=office, **claim)
        series = MeetingSeries.objects.create(name=f"春灌会议{i}", convener=body)
        meeting = Meeting.objects.create(key=f"m{i}", name=f"春灌会议{i}", series=series, convener=body)
        meeting.start = PartialDate.of(2031, 3, 4)
        meeting.save()
        part = Participation.objects.create(meeting=meeting, person=person, name="许桂兰", role="chair", **claim)
        initiative = Initiative.objects.create(
            key=f"i{i}", name=f"清渠{i}", kind="programme", launched_by_person=person, launched_by_organization=body
        )
        instrument = Instrument.objects.create(key=f"n{i}", title=f"渠规{i}", issuer=body, article=article)
        work = Work.objects.create(key=f"w{i}", title="渠")
        Printing.objects.create(work=work, article=article, **claim)
        Sketch.objects.create(article=article, version=1, hashes=[i])
        PersonMention.objects.create(person=person, **mention)
        OfficeMention.objects.create(office=office, person=person, title="站长", **mention)
        MeetingMention.objects.create(meeting=meeting, name=meeting.name, **mention)
        ParticipationMention.objects.create(participation=part, **mention)
        InitiativeMention.objects.create(initiative=initiative, **mention)
        InstrumentMention.objects.create(instrument=instrument, **mention)
        Redirect.objects.create(record_type=RecordType.PERSON, old_key=f"q{i}", new_key=f"p{i}")
        Suggestion.objects.create(record_type=RecordType.ARTICLE, record_key=article.key, field="title")


def queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


def posted(client: Client, address: str, **changes: str) -> dict[str, str]:
    """What a browser would post from the form at `address` after these changes."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [(field.html_name, field.value()) for form in forms for field in form]
    return {name: str(value) for name, value in fields if value is not None and value is not False} | changes


def test_every_table_is_there() -> None:
    assert [model for model in MODELS if not admin.site.is_registered(model)] == []


def test_lists_take_the_same_queries_whatever_their_size(admin_client: Client) -> None:
    shelf(1, 9)
    fill(1, 1)
    few = {model: queries(admin_client, url(model, "changelist")) for model in MODELS}
    shelf(9, 9)
    fill(2, 9)
    assert all(model._default_manager.count() >= 9 for model in MODELS)
    # The session, the user, the rows found, all rows, the rows of the page; with dates also the first and last one, and
    # the units between them.
    for model in MODELS:
        assert queries(admin_client, url(model, "changelist")) == few[model] <= 8, model


def test_every_list_can_be_searched(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    for model in MODELS:
        response = admin_client.get(url(model, "changelist"), {"q": "柳"})
        assert response.status_code == 200
        assert response.context["cl"].search_fields, model


def test_forms_never_list_all_rows_of_another_table(admin_client: Client) -> None:
    shelf(1, 9)
    fill(1, 9)
    for model in MODELS:
        response = admin_client.get(url(model, "change", model._default_manager.values_list("pk", flat=True)[0]))
        assert response.status_code == 200, model
        if "adminform" in response.context:
            for name, field in response.context["adminform"].form.fields.items():
                if isinstance(getattr(model, name), ForwardManyToOneDescriptor):
                    assert "admin-autocomplete" in field.widget.widget.build_attrs({})["class"], (model, name)


def test_lists_do_not_fetch_raw_texts(admin_client: Client) -> None:
    full_article()
    for model in MODELS:
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(url(model, "changelist"))
        assert not [query for query in captured if '"archive_document"."text"' in query["sql"]], model


def test_the_admin_speaks_chinese(admin_client: Client) -> None:
    html = admin_client.get(reverse("admin:index")).content.decode()
    assert "文献汇编档案" in html
    for model in MODELS:
        assert str(model._meta.verbose_name_plural) in html


def test_the_print_cannot_be_changed_by_hand(admin_client: Client) -> None:
    article = full_article()
    for model in (Paragraph, Redirect, Suggestion):
        assert admin_client.get(url(model, "add")).status_code == 403
    paragraph = article.paragraphs.earliest("number")
    assert admin_client.post(url(Paragraph, "change", paragraph.pk), {"text": "x"}).status_code == 403
    assert admin_client.post(url(Article, "delete", article.pk), {"post": "yes"}).status_code == 403
    address = url(Document, "change", article.document_id)
    assert admin_client.post(address, posted(admin_client, address, text="x")).status_code == 302
    article.document.refresh_from_db()
    assert article.document.text.startswith("青禾通讯")
    assert article.document.locks == {}


def test_what_a_person_changes_is_locked_in_their_name_and_stays(admin_client: Client) -> None:
    article = full_article()
    address = url(Article, "change", article.pk)
    data = posted(admin_client, address, title="渠尾", date="2031-03-05")
    assert admin_client.post(address, data).status_code == 302
    article.refresh_from_db()
    assert {field: lock["by"] for field, lock in article.locks.items()} == {"title": "admin", "date": "admin"}
    store(full_document(), "a better one")
    article.refresh_from_db()
    assert (article.title, str(article.date)) == ("渠尾", "2031-03-05")


def test_saving_without_a_change_locks_nothing(admin_client: Client) -> None:
    article = full_article()
    address = url(Article, "change", article.pk)
    assert admin_client.post(address, posted(admin_client, address)).status_code == 302
    article.refresh_from_db()
    assert article.locks == {}


def test_bylines_that_a_person_corrects_are_locked_with_their_article(admin_client: Client) -> None:
    article = full_article()
    address = url(Article, "change", article.pk)
    data = posted(admin_client, address, **{"bylines-0-name": "许桂芳"})
    assert admin_client.post(address, data).status_code == 302
    article.refresh_from_db()
    assert list(article.locks) == ["bylines"]
    store(full_document(), "a better one")
    assert [byline.name for byline in article.bylines.all()] == ["许桂芳", "吴明远"]


def test_a_date_that_is_no_date_gets_a_sentence(admin_client: Client) -> None:
    article = full_article()
    address = url(Article, "change", article.pk)
    response = admin_client.post(address, posted(admin_client, address, date="2031-02-30"))
    assert response.status_code == 200
    assert "“2031-02-30”不是日期" in response.content.decode()


def test_a_date_is_typed_as_far_as_it_is_known(admin_client: Client) -> None:
    article = full_article()
    address = url(Article, "change", article.pk)
    data = posted(admin_client, address, date="2031年3月", date_printed="三月", date_inferred="")
    assert admin_client.post(address, data).status_code == 302
    article.refresh_from_db()
    assert article.date == PartialDate.of(2031, 3, printed="三月")
    assert posted(admin_client, address)["date"] == "2031-03"


def test_a_date_that_a_person_types_is_not_inferred_unless_they_say_so(admin_client: Client) -> None:
    article = full_article()
    article.date = PartialDate.of(2031, 3, 4, inferred=True)
    article.save()
    address = url(Article, "change", article.pk)
    admin_client.post(address, posted(admin_client, address, title="春灌"))
    article.refresh_from_db()
    assert article.date == PartialDate.of(2031, 3, 4, inferred=True)
    admin_client.post(address, posted(admin_client, address, date="2031-03-05"))
    article.refresh_from_db()
    assert article.date == PartialDate.of(2031, 3, 5)


def test_who_empties_a_date_takes_back_its_words_as_well(admin_client: Client) -> None:
    article = full_article()
    article.date = PartialDate.of(2031, 3, 4, printed="4日", inferred=True)
    article.save()
    address = url(Article, "change", article.pk)
    assert admin_client.post(address, posted(admin_client, address, date="")).status_code == 302
    article.refresh_from_db()
    assert Article.objects.filter(date_precision="", date_printed="", date_inferred=False).exists()
    response = admin_client.post(address, posted(admin_client, address, date_printed="4日"))
    assert "哪一天" in str(response.context["adminform"].form.errors["date"])


def test_days_that_do_not_fit_together_are_refused(admin_client: Client) -> None:
    meeting = Meeting.objects.create(key="m", name="春灌会议", origin="authority")
    address = url(Meeting, "change", meeting.pk)
    response = admin_client.post(address, posted(admin_client, address, start="2031-03-05", end="2031-03-04"))
    assert response.context["adminform"].form.non_field_errors() == ["会议不能在开始之前结束。"]


def test_what_a_row_is_known_by_stays(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    for model, changes in {
        Work: {"key": "other"}, Participation: {"role": "speaker"}, OfficeHeld: {"person": ""}, Printing: {"work": ""},
    }.items():  # fmt: skip
        row: Any = model._default_manager.get()
        address = url(model, "change", row.pk)
        assert admin_client.post(address, posted(admin_client, address, **changes)).status_code == 302
        now: Any = model._default_manager.get()
        assert now.natural_key() == row.natural_key()


def test_a_body_that_is_renamed_is_found_under_its_old_name(admin_client: Client) -> None:
    body = Organization.objects.create(name="柳镇水利站", origin="authority")
    address = url(Organization, "change", body.pk)
    assert admin_client.post(address, posted(admin_client, address, name="柳镇水利所")).status_code == 302
    body.refresh_from_db()
    assert (body.name, list(body.locks)) == ("柳镇水利所", ["name"])
    assert Redirect.objects.new_key("organization", "柳镇水利站") == "柳镇水利所"


def test_a_printing_that_is_rejected_is_not_the_best_any_more(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    printing = Printing.objects.get()
    Printing.objects.update(is_best=True)
    address = url(Printing, "change", printing.pk)
    assert admin_client.post(address, posted(admin_client, address, status="rejected")).status_code == 302
    printing.refresh_from_db()
    assert (printing.status, printing.decided_by, printing.is_best) == ("rejected", "admin", False)


def test_what_a_person_entered_is_not_left_open(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    OfficeHeld.objects.update(rule="")
    held = OfficeHeld.objects.get()
    address = url(OfficeHeld, "change", held.pk)
    response = admin_client.post(address, posted(admin_client, address, status="suggested"))
    assert response.context["adminform"].form.non_field_errors() == ["人工录入的内容没有提出它的规则：请改为否决。"]
    held.refresh_from_db()
    assert held.status == "confirmed"


def test_who_enters_a_record_vouches_for_it_and_its_key_is_given_once(admin_client: Client) -> None:
    address = url(Person, "add")
    data = posted(admin_client, address, key="xu-guilan", name="许桂兰")
    assert admin_client.post(address, data).status_code == 302
    person = Person.objects.get(key="xu-guilan")
    assert (person.origin, person.curator) == ("curator", "admin")
    address = url(Person, "change", person.pk)
    admin_client.post(address, posted(admin_client, address, key="other", pinyin="xu guilan"))
    person.refresh_from_db()
    assert (person.key, person.pinyin) == ("xu-guilan", "xu guilan")


def test_a_record_that_is_entered_without_a_key_is_known_by_its_name(admin_client: Client) -> None:
    address = url(Person, "add")
    for _ in range(2):
        assert admin_client.post(address, posted(admin_client, address, name="许桂兰")).status_code == 302
    people = Person.objects.order_by("pk").values_list("key", "pinyin")
    assert list(people) == [("许桂兰", "xu gui lan"), ("许桂兰-2", "xu gui lan")]


def test_a_body_that_is_entered_is_sorted_by_its_pinyin(admin_client: Client) -> None:
    address = url(Organization, "add")
    data = posted(admin_client, address, name="曾村水利站", kind="state")
    assert admin_client.post(address, data).status_code == 302
    assert Organization.objects.get().pinyin == "ceng cun shui li zhan"


def test_who_decides_on_a_claim_is_named(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    mention = PersonMention.objects.get()
    address = url(PersonMention, "change", mention.pk)
    assert admin_client.post(address, {"status": "rejected", "printed": "x"}).status_code == 302
    mention.refresh_from_db()
    assert (mention.status, mention.decided_by, mention.printed) == ("rejected", "admin", "第")
    assert mention.decided_at is not None


def test_a_claim_that_a_person_enters_is_confirmed_by_them(admin_client: Client) -> None:
    shelf(1, 1)
    fill(1, 1)
    meeting, person = Meeting.objects.get(), Person.objects.get()
    address = url(Participation, "add")
    data = posted(admin_client, address, meeting=str(meeting.pk), person=str(person.pk), name="许桂兰", role="speaker")
    assert admin_client.post(address, data).status_code == 302
    part = Participation.objects.get(role="speaker")
    assert (part.status, part.decided_by, part.rule) == ("confirmed", "admin", "")


def test_a_document_is_deleted_with_all_that_it_holds(admin_client: Client) -> None:
    document = full_article().document
    address = url(Document, "delete", document.pk)
    assert "青禾通讯" in admin_client.get(address).content.decode()
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert not Document.objects.exists()
    assert not Paragraph.objects.exists()
