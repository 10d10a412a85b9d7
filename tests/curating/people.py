"""Users of each role, documents as an import leaves them, and all that the archive holds."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User

from archive.checking import findings
from archive.curating.roles import make_roles
from archive.importing.grouping import group_printings
from archive.importing.records import DocumentRecord
from archive.importing.storing import Outcome, store
from archive.models import Document, Sketch, Work
from tests.models import examples


def user(role: str, name: str = "") -> User:
    """The user `name` (by default named like the role) with a role, made where missing; the role "" may do nothing."""
    made, _ = User.objects.get_or_create(username=name or role or "nobody")
    if role:
        make_roles()  # tests that empty the tables take the groups with them
        made.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=made.pk)


def rows() -> dict[str, list[dict[str, Any]]]:
    """All rows of the archive but for what is drawn from texts."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("archive").get_models()
        if model is not Sketch
    }


def changed_since(before: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """By table, the rows that are there and were not, or were and are not; nothing where all is as `before`."""
    after = rows()
    return {
        table: found
        for table in after
        if (found := [row for row in before[table] + after[table] if (row in before[table]) != (row in after[table])])
    }


def fill() -> None:
    """The archive of the other tests as an import would have left it: grouped."""
    examples.fill()
    Work.objects.all().delete()
    Sketch.objects.all().delete()
    group_printings()


def put(record: DocumentRecord, importer: str) -> Outcome:
    """Import one document whole, grouping included."""
    outcome = store(record, importer)
    group_printings()
    return outcome


def sound() -> bool:
    return list(findings(Document.objects.all())) == []
