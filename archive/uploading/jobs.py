"""Uploads on their way: confirmed, cancelled, given to a process, broken off, cleared away."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require
from archive.turns import Turn
from archive.uploading.models import ENDED, State, Upload

#: How long files wait for a decision, and the report of an upload for a reader.
_KEPT = timedelta(days=7)
_TOLD = timedelta(days=90)
#: Seconds after which a process that was started has to have taken the lock.
_BETWEEN_STARTS = 15.0
_last_start = -_BETWEEN_STARTS


class JobError(CurationError):
    """Something that cannot be done with an upload any more; as a string, a sentence."""


def confirm(upload: Upload, *, user: AbstractBaseUser) -> None:
    """Have a checked upload imported, in the name of the user, who has to be the one who has sent it."""
    require(user, Operation.Kind.IMPORT)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.by != user.get_username():
            raise JobError(_("Only %(by)s, who has sent these files, can have them imported.") % {"by": upload.by})
        if upload.state != State.CHECKED:
            raise JobError(_("This was decided already: see below how far it has come."))
        enter(upload, State.TO_IMPORT)
    start()


def cancel(upload: Upload, *, user: AbstractBaseUser) -> None:
    """End an upload, whoever has sent it; a process that works on it stops within a second or two."""
    require(user, Operation.Kind.IMPORT)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.has_ended:
            raise JobError(_("This import has ended already: see below what became of it."))
        if upload.is_running:
            upload.is_stopped = True
            upload.save(update_fields=["is_stopped"])
        else:
            enter(upload, State.CANCELLED)


def enter(upload: Upload, state: State) -> None:
    """Bring an upload into a state; with the last one its files go."""
    upload.state, upload.since, upload.is_stopped = state, timezone.now(), False
    if upload.is_waiting or upload.is_running:
        upload.done = 0
    upload.save(update_fields=["state", "since", "is_stopped", "done"])
    if upload.has_ended:
        shutil.rmtree(upload.folder, ignore_errors=True)


def settle() -> None:
    """Break off uploads whose process is gone, and see that one works if any wait: each page asks this."""
    if is_working():
        return
    with transaction.atomic():
        if Upload.objects.running().exists() and _asked("pg_try_advisory_xact_lock(%s)"):
            break_off()
    if time.monotonic() - _last_start > _BETWEEN_STARTS and Upload.objects.waiting().exists():
        start()


def break_off() -> None:
    """End the uploads that are said to be worked on. Who calls this holds the lock, so nobody works on them."""
    with transaction.atomic():
        for upload in Upload.objects.running().select_for_update():
            enter(upload, State.CANCELLED if upload.is_stopped else State.BROKEN)


def is_working() -> bool:
    """Whether a process lives that works on uploads."""
    return _asked(
        "EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database WHERE granted AND "
        "locktype = 'advisory' AND classid = 0 AND objid = %s AND datname = current_database())"
    )


def take_lock() -> bool:
    """Become the process that works, until its connection ends; False where there is one already."""
    for _attempt in range(3):  # a page that breaks an upload off has the lock for a moment
        if _asked("pg_try_advisory_lock(%s)"):
            return True
        time.sleep(0.2)
    return False


def release_lock() -> None:
    _asked("pg_advisory_unlock(%s)")


def _asked(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}", [Turn.UPLOADS])
        return bool(cursor.fetchone()[0])


def start() -> None:
    """Start a process that works on what waits; it is none of this one's and outlives it."""
    global _last_start
    _last_start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_uploads"],
        cwd=settings.BASE_DIR,
        start_new_session=True,  # Ctrl-C and the closing of the terminal are not meant for it
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    threading.Thread(target=process.wait, daemon=True).start()  # or what is left of it stays in the list of processes


def sweep() -> None:
    """Cancel what nobody has decided on for a week, forget reports after ninety days, delete files of no upload."""
    now = timezone.now()
    with transaction.atomic():
        for upload in Upload.objects.filter(state=State.CHECKED, since__lt=now - _KEPT).select_for_update():
            enter(upload, State.CANCELLED)
    Upload.objects.ended().filter(since__lt=now - _TOLD).delete()
    kept = {upload.folder for upload in Upload.objects.exclude(state__in=ENDED)}
    day_ago = time.time() - timedelta(days=1).total_seconds()
    for path in Path(settings.MEDIA_ROOT).iterdir():
        with suppress(FileNotFoundError):
            if path not in kept and path.stat().st_mtime < day_ago:
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
