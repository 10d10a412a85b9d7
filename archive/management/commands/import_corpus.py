"""Import raw text files into the archive."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from archive.importing.executors import local_executor
from archive.importing.files import files_in
from archive.importing.running import Result, import_files
from archive.importing.storing import Status

_DRY_RUN = {Status.CREATED: "would create", Status.UPDATED: "would update", Status.UNCHANGED: "would leave"}


class Command(BaseCommand):
    help = (
        "Import raw text files: each becomes a document with its articles. What was imported before and has not "
        "changed is left alone, and what people have corrected stays. The exit status is 1 if a file failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="*",
            type=Path,
            metavar="PATH",
            help="files, and folders of *.txt files; default: the folder of the setting ARCHIVE_CORPUS",
        )
        parser.add_argument(
            "--jobs",
            type=int,
            default=os.cpu_count() or 1,
            metavar="N",
            help="processes that parse; default: the cores",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be created, updated and left")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write what became of each file, as JSON")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")
        parser.add_argument("--force", action="store_true", help="parse again what has not changed")

    def handle(
        self,
        *,
        paths: list[Path],
        jobs: int,
        dry_run: bool,
        report: Path | None,
        no_progress: bool,
        force: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        if jobs < 1:
            raise CommandError("--jobs has to be 1 or more.")
        if report:
            _require_writable(report)
        started = time.monotonic()
        files = list(files_in(paths or [settings.ARCHIVE_CORPUS]))
        jobs = min(jobs, len(files) or 1)
        gc.freeze()  # what is loaded by now stays: looking for garbage need not go through it again and again
        executor = local_executor(jobs)
        progress = _progress(hidden=no_progress)
        results: list[Result] = []
        interrupted = False
        try:
            with progress:
                task = progress.add_task("", total=len(files))
                for result in import_files(
                    files, executor, limit=settings.ARCHIVE_MAX_FILE_SIZE, ahead=2 * jobs, force=force, dry_run=dry_run
                ):
                    results.append(result)
                    progress.update(task, advance=1, description=Path(result.path).name)
                    self.tell(result, progress, dry_run=dry_run, verbosity=verbosity)
        except KeyboardInterrupt:
            interrupted = True
        finally:
            executor.shutdown(wait=not interrupted, cancel_futures=True)
        summary = _summary(results, time.monotonic() - started)
        if report:
            _write_report(report, summary, results)
        self.stdout.write(("Dry run: " if dry_run else "") + _sentence(summary))
        if interrupted:
            self.stderr.write(f"Interrupted: {len(files) - len(results)} files are left. The same command carries on.")
            sys.exit(130)
        if summary["failed"]:
            sys.exit(1)

    def tell(self, result: Result, progress: Progress, *, dry_run: bool, verbosity: int) -> None:
        """Failures go to stderr, above the bar where there is one; what was done to stdout, if it was asked for."""
        if result.error:
            if progress.disable:
                self.stderr.write(result.error)
            else:
                progress.console.print(result.error, style="red", markup=False, highlight=False, soft_wrap=True)
        elif dry_run or verbosity > 1:
            assert result.outcome
            done = _DRY_RUN[result.status] if dry_run else result.status
            self.stdout.write(f"{done} {result.outcome.slug} from {result.path}: {result.outcome.articles} articles")


def _require_writable(report: Path) -> None:
    """Find out before a long import, not after it. Raises CommandError."""
    if not report.parent.is_dir():
        raise CommandError(f"The report cannot be written: there is no folder {report.parent}.")
    if report.is_dir() or not os.access(report.parent, os.W_OK):
        problem = "it is a folder" if report.is_dir() else "its folder may not be written to"
        raise CommandError(f"The report {report} cannot be written, {problem}: name another file.")


def _progress(*, hidden: bool) -> Progress:
    console = Console(stderr=True)
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=console,
        transient=True,
        disable=hidden or not console.is_terminal,
    )


def _summary(results: list[Result], seconds: float) -> dict[str, Any]:
    counts = Counter(result.status for result in results)
    articles = sum(result.outcome.articles for result in results if result.outcome)
    return {status.value: counts[status] for status in Status} | {"articles": articles, "seconds": round(seconds, 1)}


def _sentence(summary: dict[str, Any]) -> str:
    return (
        "documents created: {created}, updated: {updated}, unchanged: {unchanged}, failed: {failed}; "
        "articles: {articles}; seconds: {seconds}".format_map(summary)
    )


def _write_report(report: Path, summary: dict[str, Any], results: list[Result]) -> None:
    """The report as one JSON object, put in place at once."""
    files = [
        {
            "path": result.path,
            "status": result.status,
            "error": result.error or None,
            "seconds": round(result.seconds, 3),
            "document": result.outcome and asdict(result.outcome),
        }
        for result in results
    ]
    draft = report.with_name(report.name + ".new")
    draft.write_text(json.dumps({"summary": summary, "files": files}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    draft.replace(report)
