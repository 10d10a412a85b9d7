"""How long fixtures take, and how much memory, beside Django's own dumpdata and loaddata in the same run.

usage: python -m tests.benchmarks.fixtures [--whole]

Fills scratch databases with 250 articles and 5,000 mentions, and with 50,000 and 1,000,000, and prints for each the
time and the most memory of a process that runs the command, its start among it. Django's commands would take hours for
the large archive; they run on the small one, and are compared by their records a second, unless `--whole` is given.
Absolute times mean little; the ratios do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.score import scratch_database

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = (250, 5_000), (50_000, 1_000_000)


@dataclass(frozen=True)
class Run:
    """What a command took: seconds, and megabytes at most."""

    seconds: float
    memory: float


def main(*, whole: bool) -> None:
    small = measured(*SMALL, with_django=True)
    large = measured(*LARGE, with_django=whole)
    other = large if whole else small
    for name, theirs, least in (("export", "dumpdata", 3), ("load", "loaddata", 10)):
        ratio = large[name][1] / other[theirs][1]
        print(f"{name}: {ratio:.1f} times as fast as {theirs} (at least {least})")
        growth = large[name][2] / small[name][2]
        print(f"{name}: at 200 times the archive {growth:.2f} times the memory")


def measured(articles: int, mentions: int, *, with_django: bool) -> dict[str, tuple[float, float, float]]:
    """By what was done: seconds, records a second, megabytes."""
    found: dict[str, tuple[float, float, float]] = {}
    with scratch_database("archive_fixtures"), tempfile.TemporaryDirectory() as scratch:
        from archive.exporting.contents import all_rows, count
        from tests.benchmarks.many import fill

        fill(articles, mentions)
        records = count(all_rows())
        print(f"{articles:,} articles, {mentions:,} mentions, {records:,} records")
        folder, dump = Path(scratch) / "export", Path(scratch) / "dump.json"

        def tell(name: str, run: Run) -> None:
            found[name] = (run.seconds, records / run.seconds, run.memory)
            print(f"  {name:<9}{run.seconds:>9.1f} s {records / run.seconds:>10,.0f} records/s {run.memory:>7,.0f} MB")

        tell("export", managed("export_fixtures", "--output", folder))
        if with_django:
            natural = ("--natural-foreign", "--natural-primary", "--exclude", "archive.sketch")
            tell("dumpdata", managed("dumpdata", *natural, "--output", dump, "archive"))
        tell("load", managed("import_fixtures", folder, "--replace"))
        if with_django:
            clear()
            tell("loaddata", managed("loaddata", dump))
    return found


def managed(*arguments: object) -> Run:
    """Run one of manage.py's commands on the scratch database, in a process of its own."""
    from django.db import connection

    address = connection.get_connection_params() | connection.connection.info.dsn_parameters
    host = quote(address["host"], safe="")
    url = f"postgresql://{address['user']}@/{address['dbname']}?host={host}&port={address['port']}"
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{arguments[0]} failed")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def clear() -> None:
    from django.db import connection

    from archive.exporting.contents import EXPORTED, derived

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in (*EXPORTED, *derived()))}")


if __name__ == "__main__":
    main(whole="--whole" in sys.argv[1:])
