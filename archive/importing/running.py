"""The import of many files: parsed by an executor, stored one by one, each with its result."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.db import InterfaceError, OperationalError
from django.db.models import Count

from archive.importing.authority import fingerprint
from archive.importing.files import Unreadable, parse_file
from archive.importing.grouping import group_printings
from archive.importing.knowing import known_authority
from archive.importing.reading import printable
from archive.importing.records import DocumentRecord
from archive.importing.refusals import RefusedError, gettext_noop
from archive.importing.storing import Outcome, Status, Witness, same_content, store
from archive.models import Document
from archive.searching import index

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: an outcome, or a refusal.

    `path` is as it can be printed; `seconds` are of this machine.
    """

    path: str
    outcome: Outcome | None
    refusal: RefusedError | None = None
    seconds: float = 0.0

    @property
    def status(self) -> Status:
        return self.outcome.status if self.outcome else Status.FAILED

    @property
    def error(self) -> str:
        """What is wrong, in one sentence that names the file."""
        return str(self.refusal) if self.refusal else ""


def import_files(
    files: Iterable[Path | Unreadable],
    executor: Executor,
    *,
    limit: int,
    ahead: int = 2,
    force: bool = False,
    dry_run: bool = False,
    by: str = "",
    witness: Witness | None = None,
) -> Iterator[Result]:
    """Import `files`, in the name of the user `by`, and yield a result for each, in their order.

    Parsing goes through `executor`, at most `ahead` files before the one that is being stored; storing is done here.
    A file is not parsed again whose bytes and importer are those it was imported with, unless `force`. A file that
    fails leaves no trace and does not stop the others; only a lost connection to the database does. At the end articles
    that print one text are grouped, those of an earlier run that was killed before it among them. `witness` is called
    as `store` says.
    """
    run = _Run(executor, limit, force, dry_run, by, witness)
    waiting: deque[tuple[Path, float, _Work]] = deque()
    for file in files:
        waiting.append((file.path, time.monotonic(), file.refusal) if isinstance(file, Unreadable) else run.start(file))
        if len(waiting) > ahead:
            yield run.finish(*waiting.popleft())
    while waiting:
        yield run.finish(*waiting.popleft())
    if not dry_run:
        group_printings(by)
        index.keep_up()


_Work = Future[DocumentRecord] | Outcome | RefusedError
"""A file being parsed; or, where that is not needed, its outcome; or what is wrong with it."""


class _Run:
    def __init__(
        self, executor: Executor, limit: int, force: bool, dry_run: bool, by: str, witness: Witness | None
    ) -> None:
        self.executor, self.limit, self.dry_run, self.by, self.witness = executor, limit, dry_run, by, witness
        self.authority = known_authority()
        self.importer = fingerprint(self.authority)
        self.current = {} if force else _current(self.importer)
        self.names: dict[str, Path] = {}  # of this run's files, with their paths
        self.contents: dict[str, str] = {}  # sha256 of what a dry run has seen, with the file's name

    def start(self, path: Path) -> tuple[Path, float, _Work]:
        return path, time.monotonic(), self._begin(path)

    def _begin(self, path: Path) -> _Work:
        if (namesake := self.names.setdefault(path.name, path)) != path:
            return same_name(printable(path), printable(namesake))
        name = PurePath(printable(path)).name
        if self.current and (outcome := self.current.get((name, _sha256(path, self.limit)))):
            return outcome
        try:
            return self.executor.submit(parse_file, path, self.limit, self.authority)
        except RuntimeError as error:  # the executor is broken or shut down
            return RefusedError(printable(path), gettext_noop("was not imported: {reason}"), {"reason": str(error)})

    def finish(self, path: Path, started: float, work: _Work) -> Result:
        outcome, refusal, name = None, None, printable(path)
        try:
            if isinstance(work, Future):
                outcome = self._store(work.result())
            elif isinstance(work, Outcome):
                outcome = work
            else:
                refusal = work
        except RefusedError as failure:
            refusal = failure
        except BrokenExecutor:
            problem = "was not imported: the process that parsed it has died; with --jobs 1 there is only one"
            refusal = RefusedError(name, problem)
        except (OperationalError, InterfaceError):
            raise
        except Exception as failure:
            logger.exception("Importing %s failed", name)
            problem = gettext_noop("was not imported, by a fault of the importer ({reason}): please report it")
            reason = f"{type(failure).__name__}: {failure}".partition("\n")[0]
            refusal = RefusedError(name, problem, {"reason": reason})
        return Result(name, outcome, refusal, time.monotonic() - started)

    def _store(self, record: DocumentRecord) -> Outcome:
        if self.dry_run:  # what a real run would have stored by now is not there to be found
            twin = self.contents.setdefault(record.raw.sha256, record.raw.name)
            if twin != record.raw.name:
                raise same_content(record.raw.name, twin)
        return store(record, self.importer, dry_run=self.dry_run, by=self.by, witness=self.witness)


def same_name(name: str, other: str) -> RefusedError:
    """The refusal of a file that is called as another one of its run."""
    problem = gettext_noop("has the same name as {other}, and documents are told apart by that: rename one of them")
    return RefusedError(name, problem, {"other": other})


def _current(importer: str) -> dict[tuple[str, str], Outcome]:
    """By file name and sha256, the documents that this very importer has made."""
    rows = Document.objects.filter(importer=importer).annotate(article_count=Count("articles"))
    return {
        (name, sha256): Outcome(Status.UNCHANGED, slug, articles)
        for name, sha256, slug, articles in rows.values_list("file_name", "sha256", "slug", "article_count")
    }


def _sha256(path: Path, limit: int) -> str:
    """The digest of a file's bytes; empty where reading it will fail anyway."""
    try:
        if not path.is_file() or path.stat().st_size > limit:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
