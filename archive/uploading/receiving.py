"""What a browser sends becomes an upload: streamed to a private folder, counted, named."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadedfile import UploadedFile as SentFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, TemporaryFileUploadHandler
from django.db import transaction
from django.utils.translation import gettext as _

from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require
from archive.importing.reading import too_large
from archive.importing.refusals import RefusedError, gettext_noop
from archive.importing.running import same_name
from archive.uploading.jobs import start, sweep
from archive.uploading.models import Upload, UploadedFile
from archive.uploading.names import clean, is_too_long


class UploadError(CurationError):
    """Files that are not taken at all; as a string, a sentence."""


class PrivateFile(TemporaryUploadedFile):
    """A file on its way, where uploads lie: not among the temporary files of the machine, which may be in memory."""

    def __init__(self, name: Any, content_type: Any, charset: str | None, extra: Any) -> None:
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=folder())  # noqa: SIM115 - closed with the request
        SentFile.__init__(self, file, name, content_type, 0, charset, extra)


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Streams files to where uploads lie. Of one over the limit only the size is kept; too many or too much end it."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.files = self.bytes = 0
        self.is_too_many = self.is_too_much = False
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.files += 1
        if self.files > settings.ARCHIVE_MAX_UPLOAD_FILES:
            self.is_too_many = True
            raise StopUpload  # the rest is read and forgotten, so that the browser gets to see the answer
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = PrivateFile(self.file_name, self.content_type, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.bytes += len(raw_data)
        if self.bytes > settings.ARCHIVE_MAX_UPLOAD_SIZE:
            self.is_too_much = True
            raise StopUpload
        if start + len(raw_data) <= settings.ARCHIVE_MAX_FILE_SIZE:
            super().receive_data_chunk(raw_data, start)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT)


def receive(files: Iterable[Any], handler: LimitedUploadHandler, *, user: AbstractBaseUser) -> Upload:
    """Keep the files that `handler` has streamed as an upload of the user, and have it checked.

    Raises UploadError where there are none, too many or too much; then nothing is kept.
    """
    require(user, Operation.Kind.IMPORT)
    if handler.is_too_many:
        raise UploadError(
            _("These are more than %(number)s files: send them in several parts.")
            % {"number": settings.ARCHIVE_MAX_UPLOAD_FILES}
        )
    if handler.is_too_much:
        raise UploadError(
            _("These files are more than %(size)s MiB together: send them in several parts.")
            % {"size": settings.ARCHIVE_MAX_UPLOAD_SIZE >> 20}
        )
    sent = list(files)
    if not sent:
        raise UploadError(_("Choose one or more text files first."))
    sweep()
    upload = Upload(by=user.get_username())
    try:
        with transaction.atomic():
            upload.save()
            shutil.rmtree(upload.folder, ignore_errors=True)  # of another database, whose uploads had this number
            upload.folder.mkdir(mode=0o700)
            UploadedFile.objects.bulk_create(_kept(upload, sent))
    except OSError as error:
        shutil.rmtree(upload.folder, ignore_errors=True)
        raise UploadError(
            _("The files cannot be kept on the server: %(reason)s") % {"reason": error.strerror}
        ) from error
    start()
    return upload


def _kept(upload: Upload, sent: list[TemporaryUploadedFile]) -> list[UploadedFile]:
    """The files, those that may be imported in the upload's folder."""
    taken: dict[str, str] = {}
    rows = []
    for number, file in enumerate(sent, 1):
        name = clean(file.name or "")
        row = UploadedFile(upload=upload, number=number, name=name or f"({number})", size=file.size or 0)
        if refusal := _refused(name, row.size, taken):
            row.name = row.name[:100]
            row.refuse(refusal)
        else:
            taken[name.casefold()] = name
            os.rename(file.temporary_file_path(), upload.folder / name)
            file.close()
        rows.append(row)
    return rows


def _refused(name: str, size: int, taken: dict[str, str]) -> RefusedError | None:
    """Why a file cannot even be looked at."""
    if not name:
        return RefusedError(name, gettext_noop("has no name that can be read: rename it"))
    if is_too_long(name):
        return RefusedError(name, gettext_noop("has too long a name: rename it"))
    if size > settings.ARCHIVE_MAX_FILE_SIZE:
        return too_large(name, size, settings.ARCHIVE_MAX_FILE_SIZE)
    if other := taken.get(name.casefold()):
        return same_name(name, other)
    return None
