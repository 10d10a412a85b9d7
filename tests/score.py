"""`make score`: the import measured against hand-made annotations.

Imports the annotated raw files into a scratch database, exports the articles and has the scorer beside the annotations
compare them. Prints its table and fails when a figure is below its floor. The files are not part of the project: they
are looked for in the folder ARCHIVE_SHARED, by default `../shared`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.calibration import RIGHT, SURE, shares

SHARED = Path(os.environ.get("ARCHIVE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))

#: Name of the figure in the scorer's output, the key of it, the least it may be.
FLOORS = [
    ("article found (IoU>=0.9)", "accuracy", 0.99),
    ("article bounds exact", "accuracy", 0.96),
    ("title", "accuracy", 0.97),
    ("kicker", "accuracy", 0.95),
    ("subtitle", "accuracy", 0.92),
    ("dateline", "accuracy", 0.98),
    ("source", "accuracy", 0.98),
    ("byline", "f1", 0.97),
    ("date", "accuracy", 0.93),
    ("kind", "accuracy", 0.93),
    ("text kept", "accuracy", 0.9995),
    ("people", "f1", 0.98),
    ("offices", "f1", 0.93),
    ("main meetings", "f1", 0.96),
    ("main meeting date", "accuracy", 0.96),
    ("all meetings", "f1", 0.88),
    ("participants", "f1", 0.92),
    ("instruments", "f1", 0.97),
    ("initiatives", "f1", 0.85),
]
MOST_FOREIGN = 0.002


def main() -> int:
    """The exit status: 0 if every figure reaches its floor, or if there is nothing to measure with."""
    scorer, golds = SHARED / "score" / "score.py", sorted((SHARED / "gold").glob("*.json"))
    if not scorer.exists() or not golds:
        print(f"Nothing is measured: there are no annotations in {SHARED}.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "articles.jsonl"
        sure = _export(SHARED / "corpus", export, golds, scorer)
        print(_score(scorer, export, golds, "--misses", "3"))
        figures = json.loads(_score(scorer, export, golds, "--json"))
    low = [
        f"{name} is {figures[name][key]}, below {floor}" for name, key, floor in FLOORS if figures[name][key] < floor
    ]
    foreign = figures["text kept"]["foreign"]
    if foreign >= MOST_FOREIGN:
        low.append(f"text not of the article is {foreign}, not under {MOST_FOREIGN}")
    right, total = sum(r for r, _, _ in sure.values()), sum(n for _, n, _ in sure.values())
    for kind, (of_kind, number, wrong) in sorted(sure.items()):
        print(f"{kind} above {SURE}: {of_kind} of {number} right; wrong: {', '.join(wrong) or 'none'}")
    print(f"links above {SURE}: {right} of {total} right")
    if right < RIGHT * total:
        low.append(f"of the links above {SURE} only {right / total:.3f} are right, below {RIGHT}")
    print("\n".join(low) or "Every figure reaches its floor.")
    return 1 if low else 0


def _score(scorer: Path, export: Path, golds: list[Path], *options: str) -> str:
    command = [sys.executable, str(scorer), str(export), *map(str, golds), "--corpus", str(SHARED / "corpus"), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _export(corpus: Path, export: Path, golds: list[Path], scorer: Path) -> dict[str, tuple[int, int, list[str]]]:
    """Imports a folder into a database of its own, checks it, writes its articles, and tells how sure links fare."""
    with scratch_database("archive_score"):
        from django.core.management import call_command

        call_command("load_authority", verbosity=0)
        call_command("import_corpus", corpus, no_progress=True)
        call_command("check_archive")
        call_command("export_articles", output=export)
        return shares(golds, scorer)


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    """A migrated database of this name on the project's server, gone afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = name
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
