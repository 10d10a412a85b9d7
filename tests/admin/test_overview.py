"""The admin's first page: what waits, what was done last, and the screens that somebody may use."""

from __future__ import annotations

import pytest

from archive.curating import correcting
from archive.models import Person
from tests.admin.curators import logged_in
from tests.admin.review.samples import ROLES, address, queries, queue
from tests.curating.people import user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_the_screens_they_may_use(role: str) -> None:
    queue()
    context = logged_in(role).get(address("index")).context
    names = [str(screen.name) for screen in context["screens"]]
    assert ("Review" in names) == ("queues" in context) == (role in ("curator", "editor", "administrator"))
    assert ("Merge" in names) == (role in ("editor", "administrator"))
    assert ("Recent changes" in names) == ("operations" in context) == bool(role)
    assert all(str(screen.about).endswith(".") for screen in context["screens"])


def test_what_waits_and_what_was_done_last_is_told() -> None:
    queue()
    correcting.correct(Person.objects.get(), {"note": "支书"}, user=user("curator", "meng"))
    html = logged_in("curator").get(address("index")).content.decode()
    assert "0 of 4 (0%)" in html
    assert "meng" in html


def test_the_page_takes_the_same_queries_whatever_waits() -> None:
    client = logged_in("curator")
    empty = queries(client, address("index"))
    queue()
    # The session, the user, permissions of user and groups; articles reviewed and all, suggestions open and all, of
    # each of seven queues what is decided and what waits; the last operations.
    full = queries(client, address("index"))
    assert len(full) == len(empty) == 4 + 2 + 2 + 14 + 1, "\n".join(full)
