"""A folder that takes another's place whole: whoever looks sees the old one or the new one."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100  # paths count from the current folder
_RENAME_EXCHANGE = 2


class FolderError(ValueError):
    """A folder that cannot be written or may not be replaced; as a string, one sentence that names it."""


@contextmanager
def replaced(folder: Path, *, sign: str) -> Iterator[Path]:
    """Yield an empty folder beside `folder`, which takes its place when all is written, and is removed on an error.

    `sign` is a file by which a folder is told that may be replaced; one that holds other things is refused. A process
    that is killed leaves the old folder, and perhaps a hidden one beside it, which the next run removes. Raises
    FolderError.
    """
    folder = folder.resolve()
    draft = folder.with_name(f".{folder.name}.new")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _turn(folder):
            _recover(folder)
            if folder.exists() and not (folder / sign).exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise FolderError(
                    f"{folder} holds something else than an export and is not replaced: name a folder of its own."
                )
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            try:
                yield draft
                _sync(draft)
                _put(draft, folder)
                _sync_folder(folder.parent)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise FolderError(f"{folder} cannot be written: {error.strerror or error}.") from error


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One process at a time writes beside a folder; the lock ends with the process, however it ends."""
    beside = os.open(folder.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderError(f"Another process is writing an export beside {folder}: wait until it is done.") from None
        yield
    finally:
        os.close(beside)


def _put(draft: Path, folder: Path) -> None:
    """Swap the two in one step where the system can; else in two, between which `_recover` helps."""
    if not folder.exists():
        draft.rename(folder)
    elif not _exchange(draft, folder):
        old = _old(folder)
        folder.rename(old)
        draft.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _recover(folder: Path) -> None:
    old = _old(folder)
    if not folder.exists() and old.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Whether Linux has exchanged the two folders; not every file system can."""
    with suppress(AttributeError):  # another system
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(
            renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)) == 0
        )
    return False


def _sync(folder: Path) -> None:
    """Have all that is in `folder` on the disk before it is put in place."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
