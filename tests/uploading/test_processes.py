"""The process that works on uploads: it outlives who starts it, stops when asked, and killed it leaves nothing half."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from django.db import connection

from archive.checking import findings
from archive.curating import recording
from archive.curating.correcting import correct
from archive.models import Article, Document
from archive.searching.models import Stale
from archive.turns import Turn
from archive.uploading import jobs
from archive.uploading.models import State, Upload
from tests.builders import TEXT, document
from tests.connections import held, is_waiting, until, url
from tests.curating.people import put, user
from tests.uploading.sending import is_of_uploads, send

pytestmark = pytest.mark.django_db(transaction=True)

START = jobs.start  # before the fixture that has none started


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[], psutil.Process]]:
    """Starts the process as the site does, on the test's database."""
    monkeypatch.setenv("DATABASE_URL", url())
    monkeypatch.setenv("ARCHIVE_DATA", str(tmp_path))

    def begin() -> psutil.Process:
        before = set(psutil.Process().children())
        START()
        (process,) = set(psutil.Process().children()) - before
        return process

    yield begin
    for process in psutil.Process().children():
        if is_of_uploads(process):
            process.kill()
    until(lambda: not any(map(is_of_uploads, psutil.Process().children())))


def ended(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def state(upload: Upload) -> str:
    upload.refresh_from_db()
    return upload.state


def waiting(name: str = "青禾通讯") -> Upload:
    """Two documents that somebody has confirmed."""
    other = TEXT.replace("第三期", "第四期").replace("清淤", "修闸")
    upload = send(user("editor"), {f"{name}1.txt": TEXT, f"{name}2.txt": other})
    jobs.enter(upload, State.TO_IMPORT)
    return upload


def test_it_works_on_what_waits_in_a_session_of_its_own_and_ends(start: Callable[[], psutil.Process]) -> None:
    upload = waiting()
    process = start()
    assert psutil.Process().pid == process.ppid()
    until(lambda: ended(process))
    assert state(upload) == State.IMPORTED
    assert Document.objects.count() == 2
    assert not jobs.is_working()


def test_while_it_works_others_correct_and_search(monkeypatch: pytest.MonkeyPatch) -> None:
    put(document(), "one")
    monkeypatch.setattr(recording, "PATIENCE", 1)
    with held("SELECT pg_advisory_xact_lock(%s)", Turn.UPLOADS):
        assert jobs.is_working()
        correct(Article.objects.get(ordinal=1), {"title": "青禾河闸门检修"}, user=user("editor"))
        assert not Stale.objects.exists()
    assert not jobs.is_working()


def test_killed_it_leaves_the_document_it_was_at_unmade_and_says_so(start: Callable[[], psutil.Process]) -> None:
    upload = waiting()
    with held("LOCK TABLE archive_paragraph IN SHARE MODE"):
        process = start()
        until(is_waiting)
        assert state(upload) == State.IMPORTING
        jobs.settle()
        assert state(upload) == State.IMPORTING
        process.kill()
        until(lambda: ended(process))
    until(lambda: not jobs.is_working())
    jobs.settle()
    assert state(upload) == State.BROKEN
    assert not Document.objects.exists()
    assert not Article.objects.exists()
    assert not upload.folder.exists()
    assert [file.report for file in upload.files.all()] == [None, None]


def test_killed_between_two_documents_its_report_is_of_what_is_there(start: Callable[[], psutil.Process]) -> None:
    upload = waiting()
    last = upload.files.get(number=2).pk
    # The second document cannot be stored before this row is given up.
    with held("SELECT FROM uploading_uploadedfile WHERE id = %s FOR UPDATE", last):
        process = start()
        until(is_waiting)
        process.kill()
        until(lambda: ended(process))
    until(lambda: not jobs.is_working())
    jobs.settle()
    assert state(upload) == State.BROKEN
    assert [bool(file.report) for file in upload.files.all()] == [True, False]
    assert Document.objects.get().file_name == "青禾通讯1.txt"
    assert list(findings(Document.objects.all())) == []


def test_it_stops_when_somebody_asks_for_it(start: Callable[[], psutil.Process]) -> None:
    upload = waiting()
    with held("LOCK TABLE archive_paragraph IN SHARE MODE"):
        process = start()
        until(is_waiting)
        jobs.cancel(upload, user=user("editor"))
        # It has seen that when it has looked; it cannot stop while it waits for the lock.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(2)")
    until(lambda: ended(process))
    assert state(upload) == State.CANCELLED
    assert not Document.objects.exists()


def test_one_works_at_a_time_and_takes_what_comes_meanwhile(start: Callable[[], psutil.Process]) -> None:
    first = waiting()
    with held("LOCK TABLE archive_paragraph IN SHARE MODE"):
        one = start()
        until(is_waiting)
        second = waiting("柳镇邮讯")
        Upload.objects.filter(pk=second.pk).update(state=State.TO_CHECK)
        other = start()
        until(lambda: ended(other))
        assert not ended(one)
        assert (state(first), state(second)) == (State.IMPORTING, State.TO_CHECK)
    until(lambda: ended(one))
    assert (state(first), state(second)) == (State.IMPORTED, State.CHECKED)


def test_waiting_uploads_go_on_when_somebody_looks(
    start: Callable[[], psutil.Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = waiting()
    monkeypatch.setattr(jobs, "start", START)
    monkeypatch.setattr(jobs, "_last_start", -1000.0)
    jobs.settle()
    until(lambda: state(upload) == State.IMPORTED)
