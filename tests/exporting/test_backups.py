"""Backups: the database is packed and comes back, with what fixtures leave out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from archive.exporting import backups
from archive.exporting.backups import BackupError, restore_backup, write_backup
from archive.models import Article, Sketch
from tests.exporting.archives import contents, export
from tests.models.examples import fill

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    fill()
    User.objects.create_user("meng")
    call_command("backup", tmp_path / "archive.dump", stdout=io.StringIO())
    return tmp_path / "archive.dump"


def test_a_backup_brings_back_all(backup: Path, tmp_path: Path) -> None:
    before = export(tmp_path / "before")
    Article.objects.all().delete()
    User.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_later_version (id int)")
    call_command("restore", backup, ask=False, stdout=io.StringIO())
    assert export(tmp_path / "after") == before
    assert User.objects.get().username == "meng"
    assert Sketch.objects.exists()
    assert "of_a_later_version" not in connection.introspection.table_names()
    Article.objects.create(
        document=Article.objects.all()[0].document, key="neu", ordinal=9, first_line=1, last_line=1, kind="news"
    )

    again = tmp_path / "again.dump"
    write_backup(again)  # of a restored database, which is restored again
    restore_backup(again)
    assert Article.objects.filter(key="neu").exists()


def test_a_damaged_backup_changes_nothing(backup: Path, tmp_path: Path) -> None:
    before = export(tmp_path / "before")
    content = backup.read_bytes()
    for damaged in (b"", b"no backup", content[: len(content) // 2], content[:-40]):
        backup.write_bytes(damaged)
        with pytest.raises(BackupError):
            restore_backup(backup)
        assert export(tmp_path / "after") == before


@pytest.mark.parametrize(
    ("answer", "message"), [("n\n", "Nothing was done."), ("", "--no-input restores without that")]
)
def test_without_a_yes_nothing_is_done(
    answer: str, message: str, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.all().delete()
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    with pytest.raises(CommandError, match=message):
        call_command("restore", backup)
    assert not User.objects.exists()


def test_what_cannot_be_found_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no backup .*nowhere\.dump\."):
        call_command("restore", tmp_path / "nowhere.dump", ask=False)
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", tmp_path / "file" / "archive.dump")
    assert set(contents(tmp_path)) == {"file"}


def test_a_server_that_is_too_new_for_the_programs_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(backups, "_clients", lambda: iter([(9, tmp_path)]))
    with pytest.raises(BackupError, match="install the client programs of PostgreSQL"):
        write_backup(tmp_path / "archive.dump")
