"""How long the import takes, beside one pass of jieba's tagger over the same text in the same run.

usage: python -m tests.benchmarks.import_speed [FOLDER]

Imports FOLDER (default `../shared/corpus`, else `corpus`) into a scratch database with one process, and prints the
time of it and of the tagger; then the same at 1 (three times), 4 and 16 times the corpus, in copies whose texts are
shuffled by paragraph, each into a database of its own and beside the tagger before and after it, as a machine gets
slower under load; and the most memory it took. Absolute times mean little; the ratios do. At 16 times each text is
there as often, never twice the same, which is the most that grouping can be asked.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.score import SHARED, scratch_database

SIZES = (1, 1, 1, 4, 16)


def main(folder: Path) -> None:
    files = sorted(folder.glob("*.txt"))
    from archive.importing.reading import read

    texts = [read(file, limit=1 << 30).text for file in files]
    characters = sum(map(len, texts))
    print(f"{len(files)} files, {characters:,} characters of {folder}")

    import jieba.posseg

    next(iter(jieba.posseg.cut("预热")))

    def tag() -> float:
        return timed(lambda: sum(1 for text in texts for _ in jieba.posseg.cut(text)))

    tagger = tag()
    tagger_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as scratch:
        imported = _in_new_database(folder, Path(scratch) / "warm")
        print(f"tagger {tagger:.2f} s, import {imported:.2f} s: {imported / tagger:.2f} of the tagger (at most 1)")
        ratios: dict[int, list[float]] = {}
        for number, size in enumerate(SIZES):
            copies = Path(scratch) / str(number)
            copies.mkdir()
            count = write_copies(files, texts, copies, size, seed=100 * number)
            before = tag()
            seconds = _in_new_database(copies, Path(scratch) / f"warm{number}")
            after = tag()
            ratio = seconds / count / (statistics.mean((before, after)) / characters)
            ratios.setdefault(size, []).append(ratio)
            growth = ratio / statistics.median(ratios[1])
            speed = f"{count / seconds:>9,.0f} a second, the tagger {characters / after:,.0f}"
            print(f"{size:>3}x: {count:>10,} characters, {speed}: {ratio:.2f} of its time, {growth:.2f} of that at 1x")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory: {most:,.0f} MB, the tagger's {tagger_memory:,.0f} MB among them (at most 500)")


def _in_new_database(folder: Path, warm: Path) -> float:
    """The seconds that the import of `folder` takes, after that of one file in the folder `warm`."""
    with scratch_database("archive_speed"):
        from django.core.management import call_command

        call_command("load_authority", verbosity=0)
        import_folder(_warm_up(warm))
        return timed(lambda: import_folder(folder))


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def import_folder(folder: Path) -> None:
    from django.core.management import call_command

    call_command("import_corpus", folder, jobs=1, no_progress=True)


def write_copies(files: list[Path], texts: list[str], folder: Path, size: int, seed: int) -> int:
    """Writes `size` copies of each text, shuffled by the lines that a blank line parts; returns the characters.

    Copies of one seed are always the same.
    """
    count = 0
    for number in range(size):
        shuffle = random.Random(seed + number)
        for file, text in zip(files, texts, strict=True):
            paragraphs = text.split("\n\n")
            shuffle.shuffle(paragraphs)
            copy = "\n\n".join(paragraphs)
            (folder / f"{seed:03}-{number:02}-{file.name}").write_text(copy, "utf-8")
            count += len(copy)
    return count


def _warm_up(folder: Path) -> Path:
    """A folder with one small file, so that what is loaded once is not part of what is measured."""
    folder.mkdir()
    (folder / "warm.txt").write_text("云渡举行植树活动\n3月12日，云渡市举行植树活动，三百人种下了一千棵树。\n", "utf-8")
    return folder


if __name__ == "__main__":
    default = SHARED / "corpus" if (SHARED / "corpus").is_dir() else Path("corpus")
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
