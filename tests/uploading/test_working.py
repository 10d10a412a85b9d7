"""Uploads are checked and imported: what would change is told, then done, in the name of who has sent them."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.curating import correcting
from archive.curating.models import Operation
from archive.curating.recording import recording
from archive.importing.storing import Outcome, Status
from archive.models import Article, Document, Suggestion
from archive.uploading import jobs, working
from archive.uploading.accounts import account
from archive.uploading.jobs import JobError, cancel, confirm, settle, sweep
from archive.uploading.models import State, Upload, UploadedFile
from archive.uploading.working import work
from tests.builders import TEXT
from tests.curating.people import rows, user
from tests.uploading.sending import send

pytestmark = pytest.mark.django_db

OTHER = TEXT.replace("半天没有说话", "笑了起来").replace("春灌", "秋灌")


def briefs(number: int) -> str:
    """So many short articles with headlines."""
    return "青禾简报\n\n" + "".join(
        f"第{n}条消息\n青禾社柳镇3月{n}日电 第{n}社的渠修好了，水到了第{n}块田，田里种着麦，麦在夏天收。\n\n"
        for n in range(1, number + 1)
    )


def state(upload: Upload) -> str:
    upload.refresh_from_db()
    return upload.state


def preview(file: UploadedFile) -> dict[str, Any]:
    told: dict[str, Any] | None = file.preview
    assert told
    return told


def imported(editor: User, files: dict[str, str | bytes]) -> Upload:
    upload = send(editor, files)
    work()
    confirm(upload, user=editor)
    work()
    assert state(upload) == State.IMPORTED
    return upload


def test_what_an_import_would_do_is_told_and_nothing_done() -> None:
    editor = user("editor")
    imported(editor, {"旧.txt": TEXT})
    before = rows()
    upload = send(
        editor, {"新.txt": OTHER, "旧.txt": TEXT, "抄本.txt": TEXT, "画.txt": b"\x89PNG\r\n\x1a\n", "空.txt": " \n"}
    )
    work()
    assert state(upload) == State.CHECKED
    assert upload.done == 5
    new, same, copy, image, empty = upload.files.all()
    assert [file.status for file in upload.files.all()] == ["created", "unchanged", "refused", "refused", "refused"]
    assert preview(new)["articles"] == len(preview(new)["headlines"]) > 0
    assert (preview(same)["slug"], preview(same)["articles"]) == ("jiu", Article.objects.count())
    assert copy.reason == "抄本.txt has the same content as 旧.txt (document jiu): leave one of them out"
    assert image.reason == "画.txt is a PNG image, not text: have its text recognised (OCR) first"
    assert empty.reason.startswith("空.txt is empty or blank")
    assert rows() == before
    assert Operation.objects.recent()[0].summary != "新.txt"
    assert sorted(path.name for path in upload.folder.iterdir()) == ["新.txt", "旧.txt"]


def test_confirmed_it_is_done_in_the_name_of_the_user_and_the_files_go() -> None:
    editor = user("editor", "meng")
    upload = imported(editor, {"青禾通讯.txt": TEXT, "画.txt": b"\x89PNG\r\n\x1a\n"})
    file, image = upload.files.all()
    assert file.report == preview(file)
    assert file.report["status"] == "created"
    assert (image.status, image.report) == ("refused", None)
    assert Document.objects.get().slug == file.report["slug"]
    done = Operation.objects.get(summary="青禾通讯.txt")
    assert (done.kind, done.by) == ("import", "meng")
    assert not upload.folder.exists()


def test_differences_to_the_document_and_suggestions_are_told_before_and_after() -> None:
    editor = user("editor")
    imported(editor, {"青禾通讯.txt": TEXT})
    article = Article.objects.earliest("ordinal")
    correcting.correct(article, {"title": "我的题目"}, user=editor)
    changed = TEXT.replace("全县春灌工作会议召开", "全县秋灌工作会议召开").replace("三年。", "三年，又修了三年。")
    upload = send(editor, {"青禾通讯.txt": changed})
    work()
    told = preview(upload.files.get())
    assert told["status"] == "updated"
    assert told["paragraphs"] > 0
    fields = {change["field"] for change in told["changes"]}
    assert "character_count" in fields
    (filed,) = told["filed"]
    assert (filed["record"], filed["field"], filed["current"], filed["proposed"]) == (
        "我的题目", "title", "我的题目", "全县秋灌工作会议召开",
    )  # fmt: skip
    assert not Suggestion.objects.exists()
    confirm(upload, user=editor)
    work()
    article.refresh_from_db()
    assert article.title == "我的题目"
    assert Suggestion.objects.get().proposed == "全县秋灌工作会议召开"
    assert upload.files.get().report == told


def test_suggestions_are_told_in_a_query_however_many_they_are() -> None:
    imported(user("editor"), {"简报.txt": briefs(8)})
    document = Document.objects.get()
    keys = list(document.articles.values_list("key", flat=True))

    def queries(number: int) -> int:
        with recording(Operation.Kind.IMPORT, "", document.file_name) as operation:
            Suggestion.objects.all().delete()
            Suggestion.objects.bulk_create(
                Suggestion(record_type="article", record_key=key, field="title") for key in keys[:number]
            )
            with CaptureQueriesContext(connection) as captured:
                told = account(document, Outcome(Status.UPDATED, document.slug, len(keys)), operation)
        assert len(told["filed"]) == number
        return len(captured)

    assert queries(1) == queries(8)


def test_articles_that_come_and_go_are_named_and_many_changes_only_counted() -> None:
    editor = user("editor")
    imported(editor, {"简报.txt": briefs(12)})
    upload = send(editor, {"简报.txt": briefs(12).replace("第2条消息", "第2条新闻").partition("第11条")[0]})
    work()
    told = preview(upload.files.get())
    gone = [change for change in told["changes"] if not change["field"] and change["after"] is None]
    assert told["status"] == "updated"
    assert len(gone) == told["removed"] > 0
    assert {change["article"] for change in gone} == {"第11条消息", "第12条消息"}
    (retitled,) = [change for change in told["changes"] if change["field"] == "title"]
    assert (retitled["article"], retitled["before"], retitled["after"]) == ("第2条新闻", "第2条消息", "第2条新闻")
    assert told["more_changes"] == 0


def test_of_many_changes_twenty_are_told_and_the_others_counted() -> None:
    editor = user("editor")
    imported(editor, {"简报.txt": briefs(30)})
    upload = send(editor, {"简报.txt": briefs(30).replace("条消息", "条新闻")})
    work()
    told = preview(upload.files.get())
    assert len(told["changes"]) == 20
    assert told["more_changes"] >= told["updated"] - 20 > 0


def test_it_is_confirmed_once_by_who_has_sent_it() -> None:
    editor, other = user("editor", "meng"), user("editor", "xu")
    upload = send(editor, {"青禾通讯.txt": TEXT})
    with pytest.raises(JobError):
        confirm(upload, user=editor)  # nobody has seen yet what would change
    work()
    with pytest.raises(JobError, match="Only meng"):
        confirm(upload, user=other)
    for nobody in (user(""), user("reader"), user("curator")):
        for act in (confirm, cancel):
            with pytest.raises(PermissionDenied):
                act(upload, user=nobody)
    confirm(upload, user=editor)
    with pytest.raises(JobError):
        confirm(upload, user=editor)
    assert state(upload) == State.TO_IMPORT


@pytest.mark.parametrize("checked", [False, True])
def test_cancelled_before_it_is_imported_it_leaves_nothing(checked: bool) -> None:
    before = rows()
    upload = send(user("editor", "meng"), {"青禾通讯.txt": TEXT})
    if checked:
        work()
    cancel(upload, user=user("editor", "xu"))
    work()
    assert state(upload) == State.CANCELLED
    assert rows() == before
    assert not upload.folder.exists()
    with pytest.raises(JobError):
        cancel(upload, user=user("editor", "xu"))


def test_who_may_import_no_longer_when_it_is_done_imports_nothing() -> None:
    editor = user("editor")
    upload = send(editor, {"青禾通讯.txt": TEXT})
    work()
    confirm(upload, user=editor)
    editor.groups.clear()
    work()
    assert state(upload) == State.BROKEN
    assert not Document.objects.exists()
    assert not upload.folder.exists()


def test_a_fault_breaks_off_this_upload_and_not_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = user("editor")
    first, second = send(editor, {"一.txt": TEXT}), send(editor, {"二.txt": OTHER})
    run, faults = working._run, iter([ZeroDivisionError])

    def once(*args: object, **kwargs: object) -> None:
        for fault in faults:
            raise fault
        run(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "_run", once)
    work()
    assert (state(first), state(second)) == (State.BROKEN, State.CHECKED)


def test_what_was_being_worked_on_when_the_process_died_is_broken_off() -> None:
    upload = send(user("editor"), {"青禾通讯.txt": TEXT})
    jobs.enter(upload, State.IMPORTING)
    settle()
    assert state(upload) == State.BROKEN
    assert not upload.folder.exists()


def test_undecided_files_old_reports_and_files_of_nobody_are_cleared_away(folder: Path) -> None:
    editor = user("editor")
    undecided, fresh = send(editor, {"一.txt": TEXT}), send(editor, {"二.txt": OTHER})
    work()
    old = imported(editor, {"三.txt": TEXT.replace("老渠", "新渠").replace("柳镇", "杨镇")})
    stray = folder / "x.upload"
    stray.write_text("x")
    os.utime(stray, (0, 0))
    Upload.objects.filter(pk=undecided.pk).update(since=timezone.now() - timedelta(days=8))
    Upload.objects.filter(pk=old.pk).update(since=timezone.now() - timedelta(days=91))
    sweep()
    assert (state(undecided), state(fresh)) == (State.CANCELLED, State.CHECKED)
    assert not undecided.folder.exists()
    assert fresh.folder.exists()
    assert not stray.exists()
    assert not Upload.objects.filter(pk=old.pk).exists()
