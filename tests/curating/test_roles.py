"""Roles: who may do what, each operation for each role, whatever page or address it is asked from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from pytest_django import Settings

from archive.curating import correcting, cutting, deciding, merging, parting
from archive.curating.deleting import delete_documents
from archive.curating.models import Operation
from archive.curating.recording import recording
from archive.curating.roles import ROLES, make_roles
from archive.curating.undoing import undo
from archive.importing.records import Reason
from archive.models import Article, Document, Leftover, Person, PersonMention, Suggestion
from archive.models.claims import Claim
from archive.uploading import jobs, receiving
from archive.uploading.models import State, Upload
from archive.uploading.working import work
from tests.curating.people import fill, user
from tests.models.examples import mention
from tests.uploading.sending import send

pytestmark = pytest.mark.django_db


def news() -> Article:
    return Article.objects.get(key="qing-he-tong-xun-l2")


def xu() -> Person:
    return Person.objects.get(key="xu-gui-lan")


def someone() -> Person:
    return Person.objects.create(key="老许", name="老许", origin="authority")


def chosen() -> Any:
    mention(PersonMention, news().paragraphs.get(number=3), "会议", person=xu())
    return PersonMention.objects.filter(printed="会议")


def others_work() -> Operation:
    with recording(Operation.Kind.CORRECT, "meng") as done:
        Person.objects.update(note="一")
    return done


OPERATIONS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "correct": ("correct", lambda u: correcting.correct(news(), {"source": "甲"}, user=u)),
    "correct bylines": ("correct", lambda u: correcting.correct_bylines(news(), ["甲"], user=u)),
    "supply a title": ("correct", lambda u: correcting.supply_title(untitled(), "甲", user=u)),
    "unlock": ("correct", lambda u: correcting.unlock(news(), ["title"], user=u)),
    "decide": ("decide", lambda u: deciding.decide(PersonMention.objects.all()[0], Claim.Status.CONFIRMED, user=u)),
    "decide all": (
        "decide", lambda u: deciding.decide_all(PersonMention.objects.all(), Claim.Status.CONFIRMED, user=u),
    ),
    "settle a suggestion": (
        "decide", lambda u: deciding.settle_suggestion(Suggestion.objects.get(), accept=True, user=u),
    ),
    "reassign": ("decide", lambda u: parting.reassign(PersonMention.objects.all(), someone(), user=u)),
    "merge": ("merge", lambda u: merging.merge(xu(), someone(), user=u)),
    "split": ("split", lambda u: parting.split(xu(), chosen(), user=u)),
    "split an article": ("cut", lambda u: cutting.split(news(), news().paragraphs.get(number=2), user=u)),
    "join": ("cut", lambda u: cutting.join(news(), user=u)),
    "set aside": ("cut", lambda u: cutting.set_aside(news(), 4, 4, Reason.OTHER, user=u)),
    "take back": ("cut", lambda u: cutting.take_back(Leftover.objects.all()[0], news(), user=u)),
    "undo what others did": ("undo", lambda u: undo(others_work(), user=u)),
    "delete a document": ("delete", lambda u: delete_documents(Document.objects.all(), user=u)),
    "send files": ("import", lambda u: send(u, {"甲.txt": "甲"})),
    "have them imported": ("import", lambda u: imported(u)),
    "stop an import": ("import", lambda u: jobs.cancel(sent(u), user=u)),
}  # fmt: skip
MAY = {
    "": set[str](),
    "reader": set[str](),
    "curator": {"correct", "decide"},
    "editor": {"correct", "decide", "merge", "split", "cut", "undo", "import"},
    "administrator": {"correct", "decide", "merge", "split", "cut", "undo", "import", "delete"},
}


def untitled() -> Article:
    Article.objects.filter(pk=news().pk).update(title=None)
    return news()


def sent(by: Any, state: State = State.CHECKED) -> Upload:
    return Upload.objects.create(by=by.username, state=state)


def imported(by: Any) -> None:
    jobs.confirm(sent(by), user=by)
    work()


@pytest.fixture(autouse=True)
def no_process(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    for module in (jobs, receiving):
        monkeypatch.setattr(module, "start", lambda: None)


@contextmanager
def taken_back() -> Iterator[None]:
    """Leaves no trace of what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", MAY)
def test_each_role_does_what_it_may_and_nothing_else(role: str) -> None:
    fill()
    somebody = user(role)
    for name, (kind, act) in OPERATIONS.items():
        with taken_back():
            if kind in MAY[role]:
                act(somebody)
                assert Operation.objects.filter(by=role).exists() or Upload.objects.filter(by=role).exists(), name
            else:
                with pytest.raises(PermissionDenied, match="may not do this"):
                    act(somebody)
                assert not Operation.objects.filter(by=somebody.username).exists(), name


def test_who_is_not_logged_in_or_not_active_may_do_nothing() -> None:
    fill()
    inactive = User.objects.create(username="old", is_superuser=True, is_active=False)
    for _kind, act in OPERATIONS.values():
        for nobody in (AnonymousUser(), inactive):
            with taken_back(), pytest.raises(PermissionDenied):
                act(nobody)


def test_every_kind_that_a_role_may_do_is_tried_here() -> None:
    tried = {kind for kind, _ in OPERATIONS.values()}
    assert {kind for kinds in ROLES.values() for kind in kinds} == tried


def test_roles_are_made_with_the_tables_and_what_an_administrator_changed_stays() -> None:
    make_roles()
    assert set(ROLES) <= set(Group.objects.values_list("name", flat=True))
    group = Group.objects.get(name="reader")
    names = set(group.permissions.values_list("codename", flat=True))
    assert "view_article" in names
    assert not [name for name in names if not name.startswith("view_")]
    group.permissions.clear()
    make_roles()
    assert not group.permissions.exists()


@pytest.mark.parametrize(
    ("role", "permission", "has"),
    [
        ("reader", "archive.change_article", False),
        ("curator", "archive.change_article", True),
        ("curator", "archive.delete_document", False),
        ("editor", "curating.import", True),
        ("editor", "curating.delete", False),
        ("editor", "auth.add_user", False),
        ("administrator", "auth.add_user", True),
        ("administrator", "archive.delete_document", True),
        ("administrator", "curating.delete", True),
    ],
)
def test_roles_have_the_permissions_of_the_admin_pages(role: str, permission: str, has: bool) -> None:
    assert user(role).has_perm(permission) is has
