"""What is taken of what a browser sends, and what is not."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from archive.uploading.models import Upload
from archive.uploading.receiving import LimitedUploadHandler, UploadError, receive
from tests.builders import TEXT
from tests.curating.people import user
from tests.uploading.sending import send, stream

pytestmark = pytest.mark.django_db


def test_files_lie_in_a_folder_that_only_the_site_can_read(folder: Path) -> None:
    upload = send(user("editor"), {"青禾通讯.txt": TEXT, "二.txt": "二"})
    assert sorted(path.name for path in upload.folder.iterdir()) == ["二.txt", "青禾通讯.txt"]
    assert (upload.folder / "青禾通讯.txt").read_text("utf-8") == TEXT
    for path in (folder, upload.folder):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert [path for path in folder.iterdir() if path.is_file()] == []
    assert list(upload.files.values_list("number", "name", "size")) == [
        (1, "青禾通讯.txt", len(TEXT.encode())),
        (2, "二.txt", 3),
    ]


def test_one_that_is_too_large_is_refused_by_itself_and_never_kept(settings: Settings, folder: Path) -> None:
    settings.ARCHIVE_MAX_FILE_SIZE = 2500
    upload = send(user("editor"), {"大.txt": b"a" * 2501, "小.txt": b"a" * 2500})
    assert [path.name for path in upload.folder.iterdir()] == ["小.txt"]
    large, small = upload.files.all()
    assert large.reason.startswith("大.txt is 2,501 bytes long, over the limit of 2,500")
    assert small.reason == ""


def test_names_that_clash_are_refused_by_themselves(folder: Path) -> None:
    upload = send(user("editor"), {"a/一.txt": "甲", "b/一.txt": "乙", "A.txt": "丙", "a.TXT": "丁", "\u200b": "戊"})
    assert {path.name: path.read_text("utf-8") for path in upload.folder.iterdir()} == {"一.txt": "甲", "A.txt": "丙"}
    assert [bool(file.reason) for file in upload.files.all()] == [False, True, False, True, True]
    assert "has the same name as 一.txt" in upload.files.get(number=2).reason


def test_a_name_that_no_disk_takes_is_refused(folder: Path) -> None:
    upload = send(user("editor"), {"长" * 80 + ".txt": TEXT})
    assert "too long a name" in upload.files.get().reason
    assert not list(upload.folder.iterdir())


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [
        ("ARCHIVE_MAX_UPLOAD_FILES", 1, "more than 1 files"),
        ("ARCHIVE_MAX_UPLOAD_SIZE", 4500, "together: send them in several parts"),
    ],
)
def test_too_many_or_too_much_is_refused_whole_and_nothing_stays(
    limit: str, value: int, sentence: str, settings: Settings, folder: Path
) -> None:
    setattr(settings, limit, value)
    with pytest.raises(UploadError, match=sentence):
        send(user("editor"), {"一.txt": b"a" * 2500, "二.txt": b"b" * 2500})
    assert not Upload.objects.exists()
    assert list(folder.iterdir()) == []


def test_no_file_is_no_upload(folder: Path) -> None:
    with pytest.raises(UploadError, match="Choose one or more"):
        send(user("editor"), {})


def test_a_disk_that_is_full_leaves_nothing_and_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.uploading.receiving.os.rename", full)
    with pytest.raises(UploadError, match="No space left on device"):
        send(user("editor"), {"一.txt": TEXT})
    assert not Upload.objects.exists()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("role", ["", "reader", "curator"])
def test_who_may_not_import_sends_nothing(role: str, folder: Path) -> None:
    handler = LimitedUploadHandler()
    with pytest.raises(PermissionDenied):
        receive(stream(handler, {"一.txt": b"a"}), handler, user=user(role))
    assert not Upload.objects.exists()
