"""Keys of merged records."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.models import Redirect
from archive.models.curation import RecordType
from tests.pages.samples import full_article

pytestmark = pytest.mark.django_db


def test_a_merged_key_leads_to_the_record_it_went_to_and_keeps_the_query(client: Client) -> None:
    article = full_article()
    Redirect.objects.create(record_type=RecordType.ARTICLE, old_key="gone-l1", new_key=article.key)
    response = client.get("/articles/gone-l1/?raw=1")
    assert response.status_code == 301
    assert response["Location"] == f"/articles/{article.key}/?raw=1"


@pytest.mark.parametrize("page", ["", "leftovers/"])
def test_pages_of_a_merged_document_lead_to_the_same_page(page: str, client: Client) -> None:
    slug = full_article().document.slug
    Redirect.objects.create(record_type=RecordType.DOCUMENT, old_key="gone", new_key=slug)
    response = client.get(f"/documents/gone/{page}")
    assert response.status_code == 301
    assert response["Location"] == f"/documents/{slug}/{page}"


def test_a_key_of_another_table_leads_nowhere(client: Client) -> None:
    Redirect.objects.create(record_type=RecordType.DOCUMENT, old_key="gone", new_key="here")
    assert client.get("/articles/gone/").status_code == 404


def test_a_record_that_is_there_is_shown_whatever_redirects_say(client: Client) -> None:
    article = full_article()
    Redirect.objects.create(record_type=RecordType.ARTICLE, old_key=article.key, new_key="elsewhere")
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_page_of_a_list_that_is_not_there_is_no_merged_key(client: Client) -> None:
    document = full_article().document
    assert client.get(document.get_absolute_url(), {"page": "7"}).status_code == 404
