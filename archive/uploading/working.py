"""The process that works on uploads: one at a time, checked and imported file by file, in memory of one file."""

from __future__ import annotations

import _thread
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import InterfaceError, OperationalError, connection, transaction

from archive.curating.models import Operation
from archive.curating.roles import require
from archive.importing.executors import InProcess
from archive.importing.running import import_files
from archive.importing.storing import Outcome
from archive.models import Document
from archive.uploading.accounts import account
from archive.uploading.jobs import break_off, enter, release_lock, take_lock
from archive.uploading.models import State, Upload

logger = logging.getLogger(__name__)

_LOOK = 0.5  # seconds between looks whether an upload is to be stopped


def work() -> None:
    """Work on all uploads that wait, unless another process does; it looks again when it is done."""
    while Upload.objects.waiting().exists() and take_lock():
        break_off()  # what a process left that was killed
        while upload := _next():
            _go_on(upload)
        release_lock()


def _next() -> Upload | None:
    with transaction.atomic():
        upload = Upload.objects.waiting().select_for_update().first()
        if upload:
            enter(upload, State.CHECKING if upload.state == State.TO_CHECK else State.IMPORTING)
        return upload


def _go_on(upload: Upload) -> None:
    is_check = upload.state == State.CHECKING
    try:
        with _stopped_on_request(upload):
            require(get_user_model().objects.get(username=upload.by), Operation.Kind.IMPORT)
            _run(upload, dry_run=is_check)
    except KeyboardInterrupt:
        if _end(upload, State.BROKEN) is State.BROKEN:
            raise  # it was this process that was to end
    except (OperationalError, InterfaceError):
        raise  # with the connection the lock is lost: who looks next breaks the upload off
    except (PermissionDenied, ObjectDoesNotExist):
        logger.warning("Upload %s was broken off: %s may not import any more", upload.pk, upload.by)
        _end(upload, State.BROKEN)
    except Exception:
        logger.exception("Upload %s failed", upload.pk)
        _end(upload, State.BROKEN)
    else:
        _end(upload, State.CHECKED if is_check else State.IMPORTED)


def _end(upload: Upload, state: State) -> State:
    """Leave the upload in a state, or cancelled where somebody has asked for it before all was imported; which one."""
    with transaction.atomic():
        now = Upload.objects.select_for_update().get(pk=upload.pk)
        if now.is_stopped and state is not State.IMPORTED:
            state = State.CANCELLED
        enter(now, state)
    return state


def _run(upload: Upload, *, dry_run: bool) -> None:
    files = {file.name: file for file in upload.files.filter(refusal__isnull=True)}

    def witness(document: Document, outcome: Outcome, operation: Operation) -> None:
        file = files[document.file_name]
        told = account(document, outcome, operation)
        if dry_run:
            file.preview = told
        else:
            file.report = told
            file.save(update_fields=["report"])  # comes and goes with the document

    results = import_files(
        [upload.folder / name for name in files],
        InProcess(),
        limit=settings.ARCHIVE_MAX_FILE_SIZE,
        ahead=0,
        dry_run=dry_run,
        by=upload.by,
        witness=witness,
    )
    before = upload.files.count() - len(files)
    for done, result in enumerate(results, before + 1):
        file = files[Path(result.path).name]
        if result.refusal:
            file.refuse(result.refusal)
        elif result.outcome and not (file.preview if dry_run else file.report):
            known = {"status": result.outcome.status, "slug": result.outcome.slug, "articles": result.outcome.articles}
            setattr(file, "preview" if dry_run else "report", known)
        file.save()
        Upload.objects.filter(pk=upload.pk).update(done=done)


@contextmanager
def _stopped_on_request(upload: Upload) -> Iterator[None]:
    """Raises KeyboardInterrupt in what is done inside when somebody asks for the upload to be stopped."""
    ended = threading.Event()

    def look() -> None:
        try:
            while not ended.wait(_LOOK):
                if Upload.objects.filter(pk=upload.pk, is_stopped=True).exists():
                    _thread.interrupt_main()
                    return
        finally:
            connection.close()

    watch = threading.Thread(target=look, daemon=True)
    watch.start()
    try:
        yield
    finally:
        ended.set()
        watch.join()
