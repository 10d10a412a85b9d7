"""Who gets to see and to do what in the admin: each role at each screen, whatever address is typed by hand.

What the operations themselves refuse is in tests/curating/test_roles.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings as ours
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from pytest_django import Settings

from archive.curating.models import Operation
from archive.curating.roles import ROLES, allowed
from archive.uploading import jobs, receiving
from archive.uploading.models import Upload
from tests.admin.test_admin import fill
from tests.admin.test_operating import logged_in
from tests.pages.samples import shelf

pytestmark = pytest.mark.django_db

#: From the one who may least; `""` is staff without a role, and `nobody` is one that no role is.
ORDER = ["", *ROLES]
NOBODY = "nobody"


class Screen(NamedTuple):
    """A screen that is no table: who may see it at least, who may send its form, and where it is with which data."""

    see: str
    send: str
    arguments: Callable[[], list[Any]] = list
    data: dict[str, str] = {}


def upload() -> list[Any]:
    return [Upload.objects.get_or_create(by="meng", state="checked")[0].pk]


#: By name of their address. A screen that is registered and not listed here fails the tests.
SCREENS = {
    "import": Screen("editor", "editor"),
    "import_upload": Screen("editor", "editor", upload, {"cancel": ""}),
    "import_progress": Screen("editor", NOBODY, upload),
}


class Table(NamedTuple):
    """Who may see, add, change and delete rows of a table at least."""

    see: str
    add: str
    change: str
    delete: str


RECORD = Table("reader", "curator", "curator", "administrator")
#: Claims and texts: made by imports, and corrected or decided on, but never added nor deleted by hand.
CORRECTED = Table("reader", NOBODY, "curator", NOBODY)
SHOWN = Table("reader", NOBODY, NOBODY, NOBODY)
ACCOUNTS = Table("administrator", "administrator", "administrator", "administrator")
TABLES: dict[str, Table] = {}


def least(role: str, needed: str) -> bool:
    return needed != NOBODY and ORDER.index(role) >= ORDER.index(needed)


def named(patterns: list[Any]) -> set[str]:
    """The names of addresses, of included ones too."""
    names: set[str] = set()
    for entry in patterns:
        if isinstance(entry, URLResolver):
            names |= named(entry.url_patterns)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(entry.name)
    return names


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def probe(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    shelf(1, 1)
    fill(1, 1)
    client = logged_in("administrator")
    for model in admin.site._registry:
        pk = model._default_manager.values_list("pk", flat=True).first()
        print(model._meta.model_name, pk)
    assert client


def test_probe(probe: None) -> None:
    for model, options in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        pk = model._default_manager.values_list("pk", flat=True).first()
        row = []
        for role in ORDER:
            client = logged_in(role)
            cells = []
            for action, args in (
                ("changelist", []),
                ("add", []),
                ("change", [pk]),
                ("delete", [pk]),
                ("history", [pk]),
            ):
                address = reverse(f"admin:{name}_{action}", args=args)
                with taken_back():
                    got = client.get(address).status_code
                with taken_back():
                    posted = client.post(address, {"post": "yes"}).status_code
                cells.append(f"{got}/{posted}")
            row.append(f"{role}: {' '.join(cells)}")
        print(name, "\n   ", "\n    ".join(row))
