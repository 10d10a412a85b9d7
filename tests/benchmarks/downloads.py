"""Lists taken away as files of 1,000, 10,000 and 100,000 rows: how soon they begin, and what the server needs for them.

usage: python -m tests.benchmarks.downloads [ARTICLES]

Fills a scratch database (see `many`) and serves it by gunicorn with one worker. For each file prints rows, size, the
time to the first byte and to the last, and the most memory that the worker had at any moment: it may not depend on the
rows, but for what the first few thousand cost a fresh worker, whichever file they are of. Fails where the longest file
takes GROWTH MB more than one with a tenth of its rows, or a file begins later than FIRST_BYTE seconds.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.score import scratch_database

ROOT = Path(__file__).resolve().parents[2]
#: Addresses that select some 1,000 and 10,000 of 100,000 articles, of which `many` dates ten a day; and all.
SELECTIONS = ("?since=2000-01-01&until=2000-04-20", "?since=2000-01-01&until=2003-01-15", "")
#: What ends a row of each format.
FILES = {
    "articles.csv": b"\r\n",
    "articles.jsonl": b"\n",
    "articles.bib": b"\n}\n",
    "articles.ris": b"ER  - ",
}
GROWTH = 10
FIRST_BYTE = 2
MB = 1024 * 1024


class Taken(NamedTuple):
    rows: int
    size: int
    first_byte: float
    """Seconds, as the other one."""
    last_byte: float
    memory: float
    """The most that the worker had at any moment, in MB."""


def main(articles: int) -> int:
    failed = 0
    with scratch_database("archive_downloads"):
        from django.conf import settings
        from django.db import connection

        from tests.benchmarks.many import fill
        from tests.connections import url

        settings.DEBUG = False  # which would keep the text of each query
        print(fill(articles, articles))
        database = url()
        connection.close()
        with served(database) as (port, worker):
            take(port, worker, f"/articles.csv{SELECTIONS[0]}", b"\r\n")  # what any file costs the first time
            for file, end in FILES.items():
                taken = [take(port, worker, f"/{file}{selection}", end) for selection in SELECTIONS]
                for each in taken:
                    print(
                        f"{file:<15} {each.rows:7,} rows {each.size / 1e6:6.1f} MB, first byte {each.first_byte:5.2f}"
                        f" s, all {each.last_byte:6.1f} s; worker {each.memory:5.1f} MB"
                    )
                late = max(each.first_byte for each in taken) > FIRST_BYTE
                grown = taken[-1].memory - taken[-2].memory > GROWTH
                failed += late or grown
                print(
                    f"{file:<15} {'begins late ' * late}{'grows ' * grown}".rstrip()
                    if late or grown
                    else f"{file:<15} fine"
                )
    return 1 if failed else 0


@contextmanager
def served(database: str) -> Iterator[tuple[int, psutil.Process]]:
    """The port of the site, and the one process that answers there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": database,
        "DEBUG": "0",
        "SECRET_KEY": "only-for-this-measurement-" * 3,
        "ALLOWED_HOSTS": "localhost",
        "HTTPS": "0",
    }
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", f"127.0.0.1:{port}", "--timeout", "600"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                connection = http.client.HTTPConnection("localhost", port)
                connection.request("GET", "/robots.txt")
                connection.getresponse().read()
                break
            except ConnectionRefusedError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
                time.sleep(0.1)
        [worker] = psutil.Process(server.pid).children()
        yield port, worker
    finally:
        server.terminate()
        server.wait()


def take(port: int, worker: psutil.Process, address: str, end: bytes) -> Taken:
    """A file read to its end, a piece at a time; `end` ends each of its rows."""
    reset(worker.pid)
    started = time.perf_counter()
    connection = http.client.HTTPConnection("localhost", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    assert answer.status == 200, (address, answer.status)
    rest = answer.read(1)
    first_byte = time.perf_counter() - started
    size, rows = 1, 0
    while piece := answer.read1(MB):
        size += len(piece)
        rows += (rest[1 - len(end) :] + piece).count(end) if len(end) > 1 else piece.count(end)
        rest = piece
    last_byte = time.perf_counter() - started
    rows -= address.startswith("/articles.csv")  # the names of the columns
    return Taken(rows, size, first_byte, last_byte, most(worker.pid))


def reset(pid: int) -> None:
    """Forgets the most memory that a process has had."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def most(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
