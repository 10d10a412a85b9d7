"""Files as a browser sends them, and the process that takes them in."""

from __future__ import annotations

from typing import Any

import psutil
from django.contrib.auth.models import User
from django.core.files.uploadhandler import StopUpload

from archive.uploading.models import Upload
from archive.uploading.receiving import LimitedUploadHandler, receive

#: Bytes of a chunk.
_CHUNK = 1000


def stream(handler: LimitedUploadHandler, files: dict[str, bytes]) -> list[Any]:
    """The files as `handler` keeps them, chunk by chunk like Django's parser."""
    kept: list[Any] = []
    try:
        for name, data in files.items():
            handler.new_file("files", name, "text/plain", len(data), None, None)
            for start in range(0, len(data), _CHUNK):
                handler.receive_data_chunk(data[start : start + _CHUNK], start)
            kept.append(handler.file_complete(len(data)))
    except StopUpload:
        if getattr(handler, "file", None):
            handler.file.close()
    return kept


def send(user: User, files: dict[str, str | bytes]) -> Upload:
    """An upload of these files, by their names."""
    handler = LimitedUploadHandler()
    data = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    return receive(stream(handler, data), handler, user=user)


def is_of_uploads(process: psutil.Process) -> bool:
    """Whether it is the one that imports what was sent."""
    try:
        return "run_uploads" in process.cmdline()
    except psutil.NoSuchProcess:  # it has ended meanwhile
        return False
