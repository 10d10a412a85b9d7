"""The screens of the import: sending, looking through, confirming, following, reading the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from archive.models import Document
from archive.uploading import jobs, receiving
from archive.uploading.models import State, Upload
from archive.uploading.working import work
from tests.admin.test_operating import logged_in
from tests.builders import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def started(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """No process is started: the tests call `work`. How often one would have been."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    starts: list[None] = []
    for module in (jobs, receiving):
        monkeypatch.setattr(module, "start", lambda: starts.append(None))
    monkeypatch.setattr(jobs, "_last_start", float("inf"))
    return starts


def sent(client: Client, *files: tuple[str, str | bytes]) -> Upload:
    """The upload that comes of sending these files from the page."""
    data = [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for name, text in files]
    response = client.post(reverse("admin:import"), {"files": data})
    upload = Upload.objects.latest("pk")
    assert response.status_code == 302
    assert response.headers["Location"] == upload.get_absolute_url()
    return upload


def english(client: Client, address: str) -> str:
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_files_to_the_report(started: list[None]) -> None:
    client = logged_in("editor")
    upload = sent(client, ("青禾通讯.txt", TEXT), ("画.txt", b"\x89PNG\r\n\x1a\n"))
    address = upload.get_absolute_url()
    assert len(started) == 1
    assert "It begins in a moment." in english(client, address)
    work()
    page = english(client, address)
    assert "Nothing of it is stored yet" in page
    assert "画.txt is a PNG image, not text: have its text recognised (OCR) first" in page
    assert "全县春灌工作会议召开" in page
    assert "Import 1 file<" in page
    assert not Document.objects.exists()
    assert client.post(address, {"confirm": ""}).status_code == 302
    assert len(started) == 2
    work()
    page = english(client, address)
    assert "has done" in page
    document = Document.objects.get()
    assert f'href="{document.get_absolute_url()}"' in page


def test_it_speaks_chinese() -> None:
    client = logged_in("editor")
    upload = sent(client, ("青禾通讯.txt", TEXT), ("画.txt", b"\x89PNG\r\n\x1a\n"))
    work()
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "画.txt 是 PNG 图像，不是文本：请先做文字识别（OCR）" in page


def test_without_scripts_the_page_comes_again_by_itself_while_there_is_something_to_wait_for() -> None:
    client = logged_in("editor")
    upload = sent(client, ("青禾通讯.txt", TEXT))
    assert '<noscript><meta http-equiv="refresh"' in english(client, upload.get_absolute_url())
    work()
    assert "http-equiv" not in english(client, upload.get_absolute_url())


def test_progress_is_told_to_scripts() -> None:
    client = logged_in("editor")
    first, second = sent(client, ("一.txt", TEXT)), sent(client, ("二.txt", TEXT))
    address = reverse("admin:import_progress", args=[second.pk])
    assert client.get(address).json() == {"state": "to_check", "done": 0, "total": 1, "before": 1}
    work()
    assert client.get(address).json() == {"state": "checked", "done": 1, "total": 1, "before": 0}
    assert first.pk < second.pk


def test_a_dead_process_is_seen_by_who_looks() -> None:
    client = logged_in("editor")
    upload = sent(client, ("一.txt", TEXT))
    jobs.enter(upload, State.IMPORTING)
    assert client.get(reverse("admin:import_progress", args=[upload.pk])).json()["state"] == "broken"
    page = english(client, upload.get_absolute_url())
    assert "was broken off before its end" in page
    assert "not imported" in page


def test_what_is_refused_whole_is_told_on_the_page(settings: Settings) -> None:
    client = logged_in("editor")
    settings.ARCHIVE_MAX_UPLOAD_FILES = 1
    files = [SimpleUploadedFile(name, b"a") for name in ("一.txt", "二.txt", "三.txt")]
    for data in ({"files": files}, {}):
        response = client.post(reverse("admin:import"), data, follow=True, headers={"Accept-Language": "en"})
        (message,) = response.context["messages"]
        assert message.level_tag == "error"
    assert not Upload.objects.exists()


def test_a_second_confirmation_is_told_and_changes_nothing() -> None:
    client = logged_in("editor")
    upload = sent(client, ("一.txt", TEXT))
    work()
    for _ in range(2):
        response = client.post(upload.get_absolute_url(), {"confirm": ""}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    upload.refresh_from_db()
    assert upload.state == State.TO_IMPORT


def test_files_are_served_to_nobody() -> None:
    client = logged_in("editor")
    upload = sent(client, ("一.txt", TEXT))
    for path in (f"uploads/{upload.pk}/一.txt", f"{upload.pk}/一.txt"):
        for root in ("", "static/", "media/", "admin/", "admin/import/"):
            assert client.get(f"/{root}{path}").status_code == 404


def test_the_token_is_asked_for_though_the_files_are_read_late(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    data = {"files": [SimpleUploadedFile("一.txt", b"a")]}
    assert client.post(reverse("admin:import"), data).status_code == 403
    client.get(reverse("admin:import"))
    token = client.cookies["csrftoken"].value
    assert client.post(reverse("admin:import"), data | {"csrfmiddlewaretoken": token}).status_code == 302


def test_pages_take_the_same_queries_however_many_files_and_uploads() -> None:
    client = logged_in("editor")
    few = sent(client, ("一.txt", TEXT))
    work()
    before = queries(client, few)
    many = sent(client, *((f"{n}.txt", TEXT.replace("柳镇", f"第{n}镇")) for n in range(9)))
    work()
    # Both: the session, the user, two for the permissions, whether a process works, a savepoint and its end around
    # whether an upload needs one, whether one waits. Then the upload twice and its files; or how many there are and a
    # page of them.
    assert queries(client, many) == before == (11, 10)


def queries(client: Client, upload: Upload) -> tuple[int, int]:
    """Of the page of an upload and of the list of uploads."""
    counts = []
    for address in (upload.get_absolute_url(), reverse("admin:import")):
        with CaptureQueriesContext(connection) as captured:
            english(client, address)
        counts.append(len(captured))
    return counts[0], counts[1]
