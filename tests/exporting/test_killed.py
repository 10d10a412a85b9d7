"""Exports and loads that are killed: what was there is there whole, or what is new, never half.

The commands run as processes of their own on the test's database and are killed at moments spread over the time that
an undisturbed run takes. ARCHIVE_KILLS says how often; `make test-long` says fifty times each.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from archive.exporting.loading import verified
from archive.importing.storing import store
from archive.models import Article, Document, Person
from tests.builders import TEXT, document
from tests.connections import alone_again
from tests.exporting.archives import contents, empty, export

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("ARCHIVE_KILLS", "4"))


def started(*arguments: object) -> subprocess.Popen[bytes]:
    connection.ensure_connection()
    found = connection.connection.info.dsn_parameters
    login = found["user"]
    if password := connection.settings_dict["PASSWORD"]:
        login += f":{quote(password, safe='')}"
    url = f"postgresql://{login}@/{found['dbname']}?host={quote(found['host'], safe='')}&port={found['port']}"
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def killed(after: float, *arguments: object) -> bool:
    """Whether the command was still running when it was killed, `after` so many seconds."""
    process = started(*arguments)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    assert process.returncode == 0
    return False


def undisturbed(*arguments: object) -> float:
    """Seconds that the command takes when nobody kills it."""
    begun = time.monotonic()
    assert started(*arguments).wait() == 0
    return time.monotonic() - begun


def moments(seconds: float) -> list[float]:
    """When to kill: more often towards the end, as the start is Python's own."""
    draw = random.Random(6)
    return [seconds * draw.triangular(0.2, 1.05, 0.9) for _ in range(KILLS)]


def fill(number: int) -> None:
    for n in range(number):
        store(document(TEXT.replace("第三期", f"第{n}期"), name=f"{n}.txt"), "one")
    Person.objects.bulk_create(Person(key=f"许{n}", name="许桂兰", note="水" * 500) for n in range(2000))


def test_an_export_that_is_killed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    fill(3)
    folder = tmp_path / "export"
    states = {}
    for title in ("旧", "新"):
        Article.objects.filter(ordinal=1).update(title=title)
        states[title] = export(folder)
    command = ("export_fixtures", "--no-progress", "--output", folder)
    standing, number = "新", 0
    for moment in moments(undisturbed(*command)):
        other = "旧" if standing == "新" else "新"
        Article.objects.filter(ordinal=1).update(title=other)
        number += killed(moment, *command)
        verified(folder)
        standing = next(title for title, state in states.items() if contents(folder) == state)
    assert number
    Article.objects.filter(ordinal=1).update(title="新")
    assert export(folder) == states["新"]  # and the same command carries on
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


@pytest.mark.parametrize("option", ["--replace", "--merge"])
def test_a_load_that_is_killed_leaves_the_old_or_the_new(tmp_path: Path, option: str) -> None:
    is_alone = alone_again()
    fill(3)
    new = export(tmp_path / "new")
    empty()
    store(document(TEXT.replace("第三期", "第九期"), name="9.txt"), "one")
    old = export(tmp_path / "old")
    command = ("import_fixtures", "--no-progress", option, tmp_path / "new")
    seconds = undisturbed(*command)
    new = export(tmp_path / "both")
    number = 0
    for moment in moments(seconds):
        call = ("import_fixtures", "--no-progress", "--replace", tmp_path / "old")
        assert started(*call).wait() == 0
        number += killed(moment, *command)
        wait_until(is_alone)
        assert export(tmp_path / "now") in (old, new)
        assert Document.objects.exists()
    assert number


def wait_until(condition: Callable[[], bool]) -> None:
    """Until the server has seen that the killed process is gone."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
