"""An import that is killed: every document is entirely old or entirely new, and the same command carries on.

The command runs as a process of its own on the test's database. Where it is killed is not left to chance: the test
holds a lock that stops it there, waits until the server says that it has arrived, and kills it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from archive.checking import findings
from archive.importing.storing import store
from archive.models import Article, Document, Paragraph
from tests.builders import CUTS, TEXT, document
from tests.connections import DEADLINE, alone_again, held, is_waiting, until, url

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = [f"青禾通讯{number}.txt" for number in range(1, 5)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number, name in enumerate(NAMES, 1):
        (folder / name).write_text(
            TEXT.replace("第三期", f"第{number}期").replace("清淤", f"第{number}段清淤"), "utf-8"
        )
    return folder


@contextmanager
def importing(*args: object) -> Iterator[psutil.Popen]:
    """The command on the test's database, killed at the end at the latest.

    Ctrl-C reaches it even where the tests run in the background of a shell, which has it ignored.
    """
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = psutil.Popen(
        [sys.executable, "manage.py", "import_corpus", "--no-progress", *map(str, args)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, handler)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def kill(process: psutil.Popen) -> None:
    process.kill()
    assert process.wait(DEADLINE) < 0


def complete(corpus: Path) -> None:
    """Run the import to its end, and see that all is there."""
    with importing(corpus, "--jobs", 1) as process:
        out, err = process.communicate(timeout=DEADLINE)
    assert (process.returncode, err) == (0, "")
    assert "failed: 0" in out
    assert sorted(Document.objects.values_list("file_name", flat=True)) == NAMES
    assert_sound()


def assert_sound() -> None:
    assert list(findings(Document.objects.all())) == []


STEPS = ["archive_page", "archive_leftover", "archive_article", "archive_paragraph"]


@pytest.mark.parametrize("table", STEPS)
def test_killed_while_it_writes_a_document_it_leaves_nothing_of_it(table: str, corpus: Path) -> None:
    is_alone = alone_again()
    with held(f"LOCK TABLE {table} IN SHARE MODE"), importing(corpus, "--jobs", 1) as process:
        until(is_waiting, process)
        kill(process)
    until(is_alone)
    assert not Document.objects.exists()
    assert not Article.objects.exists()
    complete(corpus)


def test_killed_between_documents_it_leaves_those_before(corpus: Path) -> None:
    is_alone = alone_again()
    # The third document cannot be written before this row is given up.
    third = "INSERT INTO archive_document SELECT (jsonb_populate_record(NULL::archive_document, %s)).*"
    row = (
        '{"id": 0, "locks": {}, "slug": "other", "kind": "other", "file_name": "青禾通讯3.txt", "encoding": "utf-8", '
        f'"sha256": "{"0" * 64}", "text": "x", "line_count": 1, "character_count": 1, "importer": "x", '
        '"added_at": "2031-03-05T12:00:00Z", '
        '"period_start_precision": "", "period_start_printed": "", "period_start_inferred": false, '
        '"period_end_precision": "", "period_end_printed": "", "period_end_inferred": false}'
    )
    with held(third, row), importing(corpus, "--jobs", 1) as process:
        until(is_waiting, process)
        kill(process)
    until(is_alone)
    assert sorted(Document.objects.values_list("file_name", flat=True)) == NAMES[:2]
    assert_sound()
    before = {document.pk for document in Document.objects.all()}
    complete(corpus)
    assert before <= {document.pk for document in Document.objects.all()}


def test_killed_while_it_changes_a_document_it_leaves_the_old_one(corpus: Path) -> None:
    is_alone = alone_again()
    # Stored from another cut and by another importer, so that importing it changes its articles and paragraphs.
    old = document((corpus / NAMES[0]).read_text("utf-8"), [CUTS[1]], name=NAMES[0])
    store(old, "older")
    before = list(Paragraph.objects.order_by("pk").values())
    with held("LOCK TABLE archive_paragraph IN SHARE MODE"), importing(corpus, "--jobs", 1) as process:
        until(is_waiting, process)
        kill(process)
    until(is_alone)
    assert list(Paragraph.objects.order_by("pk").values()) == before
    assert Document.objects.get().importer == "older"
    complete(corpus)
    assert Document.objects.get(file_name=NAMES[0]).importer != "older"


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_killed_at_any_time_with_workers_it_leaves_whole_documents_and_no_process(number: int, corpus: Path) -> None:
    is_alone = alone_again()
    with importing(corpus, "--jobs", 2) as process:
        until(lambda: Document.objects.count() >= number and bool(process.children()), process)
        workers = process.children(recursive=True)
        kill(process)
    until(is_alone)
    until(lambda: not any(worker.is_running() for worker in workers))
    assert_sound()
    assert all(Article.objects.filter(document=document).exists() for document in Document.objects.all())
    complete(corpus)


def test_two_imports_at_once_take_turns(corpus: Path) -> None:
    with importing(corpus, "--jobs", 1) as one, importing(corpus, "--jobs", 1, "--force") as other:
        ends = [process.communicate(timeout=DEADLINE) for process in (one, other)]
    assert [err for _, err in ends] == ["", ""]
    assert sorted(Document.objects.values_list("file_name", flat=True)) == NAMES
    assert_sound()


def test_an_interrupted_import_says_what_is_left(corpus: Path) -> None:
    with importing(corpus, "--jobs", 1) as process:
        with held("LOCK TABLE archive_paragraph IN SHARE MODE"):
            until(is_waiting, process)
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    assert "documents created: 0" in out
    assert err == "Interrupted: 4 files are left. The same command carries on.\n"
    complete(corpus)
