"""Where the parsing is done: in this process, or in processes of this machine.

Any other `concurrent.futures.Executor` will do as well, a cluster's for example.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any


def local_executor(jobs: int) -> Executor:
    """An executor with so many processes; with one job, this process."""
    if jobs == 1:
        return InProcess()
    # Spawned workers, not forked ones: those would share this process's connection to the database.
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_end_with_parent)


class InProcess(Executor):
    """Does the work at once, where it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is handed on
            future.set_exception(error)
        return future


def _end_with_parent() -> None:
    """A worker whose parent is killed would wait for work for ever, as it holds the other end of the queue itself."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
