"""Each page of the admin takes the same queries however many rows it tells of, and lists ask for what they show."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from archive.models import Document
from tests.admin.crowds import gather
from tests.admin.test_admin import MODELS, fill, queries, url
from tests.pages.samples import shelf

pytestmark = pytest.mark.django_db

#: What each list asks of the database: the session, the user, the count and the rows; and further queries for all rows
#: of the page together, which are named here. A list by date asks for the first and the last day, and for the years.
MORE = {
    "suggestion": ["articles of the keys"],
    "redirect": ["people of the keys"],
    "document": ["articles", "leftovers"],
    "person": ["mentions", "years", "last offices"],
    "organization": ["offices"],
    "office": ["mentions", "holders"],
    "meetingseries": ["meetings"],
    "meeting": ["days", "units", "mentions", "participations"],
    "article": ["days", "units", "bylines"],
    "initiative": ["mentions", "years"],
    "instrument": ["mentions"],
    "work": ["printings"],
}
LIST = ["session", "user", "count", "rows"]


def pages(client: Client) -> dict[tuple[str, str], int]:
    """How many queries the list, the form of the first row and the empty form of each table take."""
    found = {}
    for model in MODELS:
        name, row = str(model._meta.model_name), model._default_manager.order_by("pk")[0]
        found[name, "list"] = queries(client, url(model, "changelist"))
        found[name, "form"] = queries(client, url(model, "change", row.pk))
        if client.get(url(model, "add")).status_code == 200:
            found[name, "empty form"] = queries(client, url(model, "add"))
    return found


@pytest.fixture(scope="module")
def measured(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The queries of all pages with 2 rows in each table, and with 40."""
    with django_db_blocker.unblock(), transaction.atomic():
        client = Client()
        client.force_login(User.objects.create_superuser("admin"))
        shelf(1, 40)
        fill(1, 2)
        gather()
        pages(client)  # what is asked once a process, as for types of content
        few = pages(client)
        fill(3, 40)
        gather()
        assert min(model._default_manager.count() for model in MODELS if model is not Document) >= 40
        yield few, pages(client)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", [str(model._meta.model_name) for model in MODELS])
def test_forty_rows_take_the_queries_of_two(measured: Any, name: str) -> None:
    few, many = ({page: taken for (of, page), taken in found.items() if of == name} for found in measured)
    assert many == few
    assert {"list", "form"} <= many.keys()  # what imports alone make has no empty form


@pytest.mark.parametrize("name", [str(model._meta.model_name) for model in MODELS])
def test_a_list_asks_what_it_shows_and_nothing_else(measured: Any, name: str) -> None:
    assert measured[1][name, "list"] == len(LIST + MORE.get(name, []))


def test_every_model_is_measured() -> None:
    assert {model._meta.model_name for model in apps.get_app_config("archive").get_models()} >= MORE.keys()
    assert len(MODELS) == 27
