"""Before rows are deleted, the page tells in numbers what goes with them and what keeps them."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.models import Document, Meeting, Paragraph, Person, PersonName
from tests.admin.crowds import gather
from tests.admin.test_admin import fill, queries, url
from tests.pages.samples import shelf

pytestmark = pytest.mark.django_db


def test_a_document_is_deleted_after_the_numbers_are_told_in_the_same_queries(admin_client: Client) -> None:
    document = shelf(2, 2)
    address = url(Document, "delete", document.pk)
    few = queries(admin_client, address)
    Paragraph.objects.bulk_create(
        Paragraph(article=document.articles.latest("pk"), number=n, role="text", text="渠", first_line=1, last_line=1,
                  spans=[])
        for n in range(100, 140)
    )  # fmt: skip
    assert queries(admin_client, address) == few
    counts = dict(admin_client.get(address).context["model_count"])
    assert (counts["文献"], counts["文章"]) == (1, 2)
    assert counts["段落"] == Paragraph.objects.filter(article__document=document).count() > 40
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert not Document.objects.filter(pk=document.pk).exists()


def test_a_person_who_is_named_is_kept(admin_client: Client) -> None:
    shelf(1, 3)
    fill(1, 3)
    gather()
    person = Person.objects.order_by("pk")[0]
    address = url(Person, "delete", person.pk)
    response = admin_client.get(address)
    assert f"人物提及: {person.mentions.count()}" in response.context["protected"]
    assert admin_client.post(address, {"post": "yes"}).status_code in (200, 403)
    assert Person.objects.filter(pk=person.pk).exists()


def test_what_belongs_to_a_record_goes_with_it(admin_client: Client) -> None:
    person = Person.objects.create(key="老许", name="老许", origin="authority")
    PersonName.objects.create(person=person, name="许")
    response = admin_client.get(url(Person, "delete", person.pk))
    assert dict(response.context["model_count"]) == {"人物": 1, "人名": 1}
    assert admin_client.post(url(Person, "delete", person.pk), {"post": "yes"}).status_code == 302
    assert not PersonName.objects.exists()


def test_what_only_imports_make_keeps_what_it_would_go_with(admin_client: Client) -> None:
    """Mentions are rejected, not deleted: a meeting of which texts tell is not deleted with them."""
    shelf(1, 1)
    fill(1, 1)
    meeting = Meeting.objects.get()
    meeting.mentions.all().delete()
    response = admin_client.get(url(Meeting, "delete", meeting.pk))
    assert response.context["perms_lacking"] == {"与会提及"}
    assert admin_client.post(url(Meeting, "delete", meeting.pk), {"post": "yes"}).status_code == 403
