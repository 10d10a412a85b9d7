"""Who gets to see and to do what in the admin: each role at each screen, whatever address is typed by hand.

What the operations themselves refuse is in tests/curating/test_roles.py. A new screen gets a row in SCREENS, a new
table one in TABLES; a test fails until it has.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from pytest_django import Settings

from archive.curating.correcting import correct
from archive.curating.models import Change, Operation
from archive.curating.recording import operation
from archive.curating.roles import ROLES, allowed
from archive.models import (
    Article,
    Meeting,
    OfficeHeld,
    Paragraph,
    Participation,
    Person,
    PersonMention,
    Suggestion,
    Work,
)
from archive.settings import BASE_DIR
from archive.uploading import jobs, receiving
from archive.uploading.models import Upload
from tests.admin.test_admin import fill
from tests.admin.test_operating import logged_in
from tests.curating.people import user
from tests.pages.samples import shelf

pytestmark = pytest.mark.django_db

#: From the one who may least; `""` is staff without a role, and `nobody` is one that no role is.
ORDER = ["", *ROLES]
NOBODY = "nobody"


class Screen(NamedTuple):
    """A screen that is no table: who may see it at least, who may send its form, and where it is with which data."""

    name: str
    see: str
    send: str
    arguments: Callable[[str], list[Any]] = lambda role: []
    data: Callable[[], dict[str, Any]] = dict
    #: What its address asks for.
    query: Callable[[], dict[str, Any]] = dict
    #: Whether sending the form is an operation.
    operates: bool = False

    def address(self, role: str) -> str:
        return reverse(f"admin:{self.name}", args=self.arguments(role), query=self.query())


def upload(_role: str) -> list[Any]:
    return [Upload.objects.get_or_create(by="meng", state="checked")[0].pk]


def queue(_role: str) -> list[Any]:
    return ["personmention"]


def first(model: type[Model], *before: str) -> Callable[[str], list[Any]]:
    """The first row, by primary key, after other parts of an address."""
    return lambda _role: [*before, model._default_manager.earliest("pk").pk]


def others(_role: str) -> list[Any]:
    """What somebody else has done."""
    return [Operation.objects.get(summary="done").pk]


def own(kind: Operation.Kind) -> Callable[[str], list[Any]]:
    """The same as an operation of another kind, done by who is looking."""

    def found(role: str) -> list[Any]:
        (pk,) = others(role)
        Operation.objects.filter(pk=pk).update(by=user(role).username, kind=kind)
        return [pk]

    return found


def change_of(done: Callable[[str], list[Any]]) -> Callable[[str], list[Any]]:
    return lambda role: [Change.objects.get(operation=done(role)[0]).pk]


def people() -> dict[str, Any]:
    return {"model": "person", "pk": list(Person.objects.order_by("pk").values_list("pk", flat=True)[:2])}


def chosen() -> dict[str, Any]:
    return {"do": "split", "mention": PersonMention.objects.earliest("pk").pk, "name": "老许", "key": "老许（另）"}


def lines() -> dict[str, Any]:
    line = Paragraph.objects.latest("number").first_line
    return {"do": "aside", "first": line, "last": line, "reason": "notice"}


CORRECTED, MERGED = own(Operation.Kind.CORRECT), own(Operation.Kind.MERGE)
CLAIM = first(PersonMention, "personmention")
#: Screens beside the tables. What takes back has a row for what others did, for a curator's own, and for what somebody
#: did as an editor and may do no more.
SCREENS = [
    Screen("review", "curator", NOBODY),
    Screen("review_claims", "curator", NOBODY, queue),
    Screen(
        "review_many", "curator", "curator", queue,
        lambda: {"status": "confirmed", "scope": "all", "expected_all": "2"}, lambda: {"rule": "test"}, operates=True,
    ),
    Screen("review_claim", "curator", NOBODY, CLAIM),
    Screen("review_decide", NOBODY, "curator", CLAIM, lambda: {"status": "confirmed"}, operates=True),
    Screen("review_assign", NOBODY, "curator", CLAIM, lambda: {"name": "老许"}, operates=True),
    Screen(
        "review_dates", NOBODY, "curator", first(OfficeHeld, "officeheld"), lambda: {"start": "2031"}, operates=True
    ),
    Screen("review_find", "curator", NOBODY, CLAIM),
    Screen("review_articles", "curator", NOBODY),
    Screen("review_article", "curator", NOBODY, first(Article)),
    Screen("review_mark", NOBODY, "curator", first(Article), lambda: {"review": "reviewed"}, operates=True),
    Screen("review_suggestions", "curator", NOBODY),
    Screen("review_suggestion", "curator", NOBODY, first(Suggestion)),
    Screen("review_settle", NOBODY, "curator", first(Suggestion), lambda: {"answer": "decline"}, operates=True),
    Screen("review_alike", "curator", NOBODY, lambda role: ["person"]),
    Screen("review_apart", NOBODY, "curator", lambda role: ["person"]),
    Screen("mention", "curator", "curator", first(Article)),
    Screen("work_printings", "curator", "curator", first(Work)),
    Screen("review_two", "curator", NOBODY),
    *(
        Screen(name, NOBODY, least, done, operates=True)
        for name in ("undo", "review_undo")
        for least, done in (("editor", others), ("curator", CORRECTED), ("editor", MERGED))
    ),
    *(
        Screen("revert", least, least, done, operates=True)
        for least, done in (("editor", others), ("curator", CORRECTED), ("editor", MERGED))
    ),
    *(
        Screen("revert_change", least, least, change_of(done), operates=True)
        for least, done in (("editor", others), ("curator", CORRECTED), ("editor", MERGED))
    ),
    Screen("history", "reader", NOBODY),
    Screen("operation", "reader", NOBODY, others),
    Screen("unlock", "curator", "curator", lambda role: [*first(Article, "article")(role), "column"], operates=True),
    Screen("merge", "editor", "editor", data=people, query=people, operates=True),
    Screen("split", "editor", "editor", first(Person, "person"), chosen, operates=True),
    Screen("cut", "editor", "editor", first(Article), lines, lines, operates=True),
    Screen("import", "editor", "editor"),
    Screen("import_upload", "editor", "editor", upload, lambda: {"cancel": ""}),
    Screen("import_progress", "editor", NOBODY, upload),
]  # fmt: skip


class Table(NamedTuple):
    """Who may see, add, change and delete rows of a table at least."""

    see: str
    add: str
    change: str
    delete: str


RECORD = Table("reader", "curator", "curator", "administrator")
#: What imports make of the print: corrected or decided on, never added nor deleted by hand.
PRINTED = Table("reader", NOBODY, "curator", NOBODY)
SHOWN = Table("reader", NOBODY, NOBODY, NOBODY)
ACCOUNTS = Table("administrator", "administrator", "administrator", "administrator")
TABLES = {
    "article": PRINTED,
    "byline": PRINTED,
    "document": Table("reader", NOBODY, "curator", "administrator"),
    "group": ACCOUNTS,
    "initiative": RECORD,
    "initiativemention": PRINTED,
    "instrument": RECORD,
    "instrumentmention": PRINTED,
    "leftover": SHOWN,
    "meeting": RECORD,
    "meetingmention": PRINTED,
    "meetingseries": RECORD,
    "office": RECORD,
    "officeheld": RECORD,
    "officemention": PRINTED,
    "organization": RECORD,
    "page": SHOWN,
    "paragraph": SHOWN,
    "participation": RECORD,
    "participationmention": PRINTED,
    "person": RECORD,
    "personmention": PRINTED,
    "personname": RECORD,
    "printing": PRINTED._replace(delete="administrator"),  # it goes with its work
    "redirect": SHOWN,
    "sketch": SHOWN,
    "suggestion": SHOWN,
    "user": ACCOUNTS,
    "work": RECORD,
}


def may(role: str, needed: str) -> bool:
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


def answers(client: Client, address: str, data: dict[str, Any], operates: bool | None = None) -> tuple[bool, bool]:
    """Whether the page is shown and whether its form is taken; neither leaves a trace.

    An operation comes only of a form that is taken; where `operates` is told, of each or of none.
    """
    before = Operation.objects.count()
    with taken_back():
        shown = client.get(address).status_code
        assert Operation.objects.count() == before, address
    with taken_back():
        taken = client.post(address, data).status_code
        done, refused = Operation.objects.count() > before, taken in (403, 405)
        assert not done if refused else operates in (None, done), (address, taken)
    assert {shown, taken} <= {200, 302, 403, 405}, (address, shown, taken)
    return shown not in (403, 405), taken not in (403, 405)


@pytest.fixture
def filled(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A row in every table; nothing is started, and refusals are not logged one by one."""
    settings.MEDIA_ROOT = tmp_path
    for module in (jobs, receiving):
        monkeypatch.setattr(module, "start", lambda: None)
    shelf(1, 1)
    fill(1, 1)
    logged_in("administrator")  # a user and a group
    Participation.objects.create(  # one without a mention, which nobody could delete with it
        meeting=Meeting.objects.get(), name="吴明远", role="speaker", status="confirmed", decided_by="xu"
    )
    Person.objects.create(key="老吴", name="老吴")
    PersonMention.objects.update(status="suggested", decided_by="")
    row = PersonMention.objects.get()
    PersonMention.objects.create(
        person=row.person, paragraph=row.paragraph, start=1, end=2, printed=row.paragraph.text[1], rule="test"
    )
    article = Article.objects.get()
    correct(article, {"column": "水利"}, user=user("administrator"))
    with operation(Operation.Kind.CORRECT, user("administrator", "xu"), "done"):
        Article.objects.update(kicker="春灌")
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def test_every_screen_and_every_table_is_in_the_tables() -> None:
    """Those of Django's own site are for all staff: the index, passwords, the way out."""
    site = named(admin.site.get_urls()) - named(admin.AdminSite().get_urls())
    own = set()
    for model, options in admin.site._registry.items():
        usual = {f"{model._meta.app_label}_{model._meta.model_name}_{page}" for page in
                 ("changelist", "add", "history", "delete", "change")}  # fmt: skip
        own |= usual
        site -= usual | {"auth_user_password_change", "app_list"}
        assert model._meta.model_name in TABLES, options
    assert site == {screen.name for screen in SCREENS}
    assert len(TABLES) == len(admin.site._registry)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("role", ORDER)
def test_each_role_at_each_table(role: str) -> None:
    client = logged_in(role)
    for model in admin.site._registry:
        table = TABLES[str(model._meta.model_name)]
        pk = model._default_manager.order_by("-pk").values_list("pk", flat=True)[0]
        expected = {
            "changelist": (table.see, table.see),
            "add": (table.add, table.add),
            "change": (table.see, table.change),
            "delete": (table.delete, table.delete),
            "history": (table.see, table.see),
        }
        for page, (see, send) in expected.items():
            arguments = [] if page in ("changelist", "add") else [pk]
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)
            assert answers(client, address, {"post": "yes"}) == (may(role, see), may(role, send)), address


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("role", ORDER)
def test_each_role_at_each_screen(role: str) -> None:
    client = logged_in(role)
    for screen in SCREENS:
        with taken_back():
            found = answers(client, screen.address(role), screen.data(), screen.operates)
        assert found == (may(role, screen.see), may(role, screen.send)), screen.name


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("role", ["reader", "curator"])
def test_no_form_leads_where_its_reader_may_not_go(role: str) -> None:
    client, tried = logged_in(role), set[str]()
    for model in admin.site._registry:
        if not may(role, TABLES[str(model._meta.model_name)].see):
            continue
        pk = model._default_manager.order_by("-pk").values_list("pk", flat=True)[0]
        form = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])
        links = set(re.findall(r'href="(/admin/[^"#?]*)', client.get(form).content.decode())) - tried
        tried |= links
        assert [link for link in links if client.get(link).status_code == 403] == [], form
    assert (reverse("admin:work_printings", args=[Work.objects.get().pk]) in tried) == (role == "curator")


@pytest.mark.usefixtures("filled")
def test_no_form_is_taken_without_its_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user("administrator"))
    for screen in SCREENS:
        assert client.post(screen.address("administrator"), screen.data()).status_code in (403, 405), screen.name


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("role", ORDER)
def test_selected_rows_are_deleted_by_administrators_only(role: str) -> None:
    person = Person.objects.create(key="老许", name="老许", origin="authority")
    data = {"action": "delete_selected", "_selected_action": str(person.pk), "post": "yes"}
    logged_in(role).post(reverse("admin:archive_person_changelist"), data)
    assert Person.objects.filter(pk=person.pk).exists() == (role != "administrator")


@pytest.mark.usefixtures("filled")
def test_who_is_not_logged_in_or_no_staff_is_sent_to_the_login() -> None:
    no_staff = logged_in("administrator", is_staff=False)
    addresses = [screen.address("administrator") for screen in SCREENS]
    addresses += [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in admin.site._registry
    ]
    for address in addresses:
        for client in (Client(), no_staff):
            for response in (client.get(address), client.post(address)):
                assert response.status_code == 302
                assert response.headers["Location"].startswith(reverse("admin:login"))


def test_the_readme_tells_the_same() -> None:
    readme = (BASE_DIR / "README.md").read_text("utf-8")
    for kind, name in Operation._meta.permissions:
        marks = " | ".join("yes" if kind in allowed(role) else "–" for role in ROLES)
        assert f"| {str(name).removeprefix('Can ')} | {marks} |\n" in readme
