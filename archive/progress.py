"""The progress bar of commands, on a terminal's stderr and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def bar(what: str, *, hidden: bool, total: Callable[[], int]) -> Iterator[Callable[[int], object]]:
    """Yield what a work calls with the number of `what` it has done since. `total` is asked only if it is shown."""
    console = Console(stderr=True)
    if hidden or not console.is_terminal:
        yield lambda number: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn(what))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total())
        yield lambda number: progress.advance(task, number)
