"""Curators at their screens: logged in, in English, and an import that writes meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.curating import recording
from archive.turns import Turn
from tests.curating.people import user


def logged_in(role: str, name: str = "") -> Client:
    """Somebody of a role who may log in to the admin."""
    person = user(role, name)
    person.is_staff = True
    person.save()
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def text(response: Any) -> str:
    """What a page says, without its markup, white space in one."""
    html = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(html).split())


def hidden(response: Any, action: str = "") -> dict[str, str | list[str]]:
    """What the hidden fields of a page's writing form hold, as a browser posts them; with `action`, of that form."""
    forms = re.findall(r"<form([^>]*)>(.*?)</form>", response.content.decode(), re.DOTALL)
    body = next(
        body for head, body in forms if 'method="post"' in head and action in head and ("logout" not in head)
        and (action or "undo" not in head)
    )  # fmt: skip
    found: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", body):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and name[1] != "csrfmiddlewaretoken":
            here = unescape(value[1]) if value else ""
            old = found.get(name[1])
            found[name[1]] = here if old is None else [*(old if isinstance(old, list) else [old]), here]
    return found


def arrives(response: Any) -> str:
    """Where an answer leads to."""
    assert response.status_code == 302, text(response)
    return str(response.url)


def undo_address(response: Any) -> str:
    """Where the message of what was done offers to take it back."""
    found = re.search(r'action="([^"]*/undo/\d+/)"', response.content.decode())
    assert found, text(response)
    return found[1]


def statements(client: Client, address: str, **query: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, query).status_code == 200
    return len(captured)


@contextmanager
def import_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another connection has the turn to write, and people lose patience at once. Needs real transactions."""
    monkeypatch.setattr(recording, "PATIENCE", 0.05)
    other: Any = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [Turn.WRITING])
            assert cursor.fetchone() == (True,)
        yield
    finally:
        other.close()
