"""What belongs to a record is shown a page at a time, and saving a page leaves the others alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from archive.admin.people import PersonNameInline
from archive.models import Article, Byline, Document, Paragraph, Person, PersonMention, PersonName, Printing
from tests.admin.crowds import gather
from tests.admin.test_admin import fill, posted, url
from tests.admin.test_operating import logged_in
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db

NAMES = 45


@pytest.fixture
def person() -> Person:
    made: Person = Person.objects.create(key="许桂兰", name="许桂兰", origin="authority")
    PersonName.objects.bulk_create(PersonName(person=made, name=f"别名{i:02}") for i in range(NAMES))
    return made


def names(person: Person) -> list[str]:
    return list(person.names.order_by("pk").values_list("name", flat=True))


def test_a_page_is_shown_with_the_way_to_the_others(admin_client: Client, person: Person) -> None:
    address = url(Person, "change", person.pk)
    response = admin_client.get(address)
    formset = response.context["inline_admin_formsets"][0].formset
    assert len(formset.forms) == PersonNameInline.per_page
    assert "?names-page=3#names-group" in response.content.decode()
    last = admin_client.get(address, {"names-page": "3"}).context["inline_admin_formsets"][0].formset
    assert [form.instance.name for form in last.forms] == [f"别名{i:02}" for i in range(40, 45)]
    for number in ("99", "x", "0"):
        assert admin_client.get(address, {"names-page": number}).status_code == 200


def test_saving_a_page_changes_and_deletes_on_it_only(admin_client: Client, person: Person) -> None:
    address = f"{url(Person, 'change', person.pk)}?names-page=2"
    data = posted(admin_client, address, **{"names-0-name": "桂兰", "names-1-DELETE": "on"})
    assert admin_client.post(address, data).status_code == 302
    expected = [f"别名{i:02}" for i in range(NAMES)]
    expected[20:22] = ["桂兰"]
    assert names(person) == expected


def test_rows_that_came_meanwhile_do_not_move_what_is_saved(admin_client: Client, person: Person) -> None:
    address = f"{url(Person, 'change', person.pk)}?names-page=2"
    data = posted(admin_client, address, **{"names-0-name": "桂兰"})
    PersonName.objects.create(person=person, name="A")  # which is the first by name
    assert admin_client.post(address, data).status_code == 302
    assert names(person)[20] == "桂兰"
    assert set(names(person)) == {*(f"别名{i:02}" for i in range(NAMES) if i != 20), "桂兰", "A"}


def test_who_changes_a_row_that_is_gone_is_told(admin_client: Client, person: Person) -> None:
    address = url(Person, "change", person.pk)
    data = posted(admin_client, address, **{"names-0-name": "桂兰"})
    person.names.get(name="别名00").delete()
    response = admin_client.post(address, data)
    assert response.status_code == 200
    assert "已被删除" in response.content.decode()
    assert "桂兰" not in names(person)


def test_a_row_of_another_record_cannot_be_posted(admin_client: Client, person: Person) -> None:
    other = Person.objects.create(key="吴明远", name="吴明远", origin="authority")
    theirs = PersonName.objects.create(person=other, name="明远")
    address = url(Person, "change", person.pk)
    data = posted(admin_client, address, **{"names-0-id": str(theirs.pk), "names-0-name": "x"})
    assert admin_client.post(address, data).status_code == 200
    theirs.refresh_from_db()
    assert (theirs.name, theirs.person) == ("明远", other)


def test_a_mistake_is_shown_again_with_what_was_typed(admin_client: Client, person: Person) -> None:
    address = f"{url(Person, 'change', person.pk)}?names-page=2"
    response = admin_client.post(address, posted(admin_client, address, **{"names-0-name": ""}))
    assert response.status_code == 200
    assert response.context["errors"]
    assert len(names(person)) == NAMES


def test_a_name_is_added(admin_client: Client, person: Person) -> None:
    address = url(Person, "change", person.pk)
    data = posted(admin_client, address, **{"names-TOTAL_FORMS": "21", "names-20-name": "桂兰", "names-20-id": ""})
    data |= {"names-20-kind": "full", "names-20-script": "hans", "names-20-person": str(person.pk)}
    assert admin_client.post(address, data).status_code == 302
    assert len(names(person)) == NAMES + 1


def test_the_other_authors_stay_when_a_page_of_them_is_saved(admin_client: Client) -> None:
    article = full_article()
    Byline.objects.bulk_create(Byline(article=article, number=n, name=f"作者{n}") for n in range(3, 41))
    address = f"{url(Article, 'change', article.pk)}?bylines-page=2"
    data = posted(admin_client, address, **{"bylines-0-name": "许桂芳"})
    assert admin_client.post(address, data).status_code == 302
    article.refresh_from_db()
    assert list(article.locks) == ["bylines"]
    assert article.bylines.count() == 40
    assert article.bylines.get(number=21).name == "许桂芳"


def test_evidence_stands_beneath_the_form_with_its_words(admin_client: Client) -> None:
    shelf(1, 12)
    fill(1, 12)
    gather()
    person = Person.objects.order_by("pk")[0]
    response = admin_client.get(url(Person, "change", person.pk))
    shown = {panel.panel.model: panel for panel in response.context["panels"]}
    assert len(shown[PersonMention].rows) == 10
    html = response.content.decode()
    assert "第0<mark>册</mark>" not in html
    assert "<mark>0</mark>册第1篇的标题" in html
    assert shown[PersonMention].all in html
    assert admin_client.get(shown[PersonMention].all).context["cl"].result_count == 13
    page = admin_client.get(url(Person, "change", person.pk), {"personmention-person-page": "2"})
    assert len({panel.panel.model: panel for panel in page.context["panels"]}[PersonMention].rows) == 3


def test_an_article_is_read_on_its_form_with_its_raw_lines(admin_client: Client) -> None:
    article = full_article()
    html = admin_client.get(url(Article, "change", article.pk)).content.decode()
    for paragraph in article.paragraphs.exclude(text__contains="<"):
        assert paragraph.text in html
    assert "他问 &lt;script&gt;" in html
    assert "<td>10–12</td>" in html
    assert f'href="{article.get_absolute_url()}"' in html


def test_a_document_shows_its_articles_and_not_its_raw_text(admin_client: Client) -> None:
    document = shelf(1, 35)
    response = admin_client.get(url(Document, "change", document.pk))
    shown = {panel.panel.model: panel for panel in response.context["panels"]}[Article]
    assert (len(shown.rows), shown.page.paginator.count) == (30, 35)
    assert f'href="/documents/{document.slug}/raw/"' in response.content.decode()


def test_who_may_not_see_a_table_is_not_told_of_it() -> None:
    article = full_article()
    client = logged_in("reader")
    response = client.get(url(Article, "change", article.pk))
    assert {panel.panel.model for panel in response.context["panels"]} == {Paragraph, Printing}
    Group.objects.get(name="reader").permissions.remove(Permission.objects.get(codename="view_paragraph"))
    response = client.get(url(Article, "change", article.pk))
    assert [panel.panel.model for panel in response.context["panels"]] == [Printing]
