"""Fits the weights by which initiatives are recognised, and prints how good they are on files they were not fitted on.

usage: python -m tests.benchmarks.initiative_weights [FOLDER ...] [--corpus FOLDER] [--write]

Each FOLDER has annotation files (default ../shared/gold); `--corpus` has the texts they are of (default
../shared/corpus). Each file of the corpus is left out in turn: the weights fitted on the others recognise it. Of an
article counts each name once. `--write` fits on all and writes `initiative_weights.txt`.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from archive.importing import reading
from archive.importing.authority import Authority, Body, Slogan
from archive.importing.pipeline import parse
from archive.importing.recognising import initiatives, tables
from archive.importing.recognising.initiatives import weights
from archive.importing.recognising.initiatives.folding import folded
from archive.importing.recognising.initiatives.recogniser import read
from archive.importing.recognising.initiatives.slogans import lexicon
from archive.importing.recognising.quoted import unmarked
from archive.importing.records import ArticleRecord
from archive.importing.vocabulary import FOLDER

SOURCE = "Fitted by tests/benchmarks/initiative_weights.py on annotated compilations."
#: A trait counts when it was seen so often, and is kept when it weighs so much.
SEEN, LEAST = 3, 0.05
PASSES, RATE, DECAY = 24, 0.3, 0.03
#: Characters on either side by which a sentence that is printed again is known.
AROUND = 8


class Example(NamedTuple):
    """A candidate with its `traits`, `printed` with the words around it: the same sentence teaches once."""

    printed: str
    traits: frozenset[str]
    right: bool


class Annotated(NamedTuple):
    """An article with the names that its annotation has."""

    article: ArticleRecord
    names: frozenset[str]


def known() -> Authority:
    """The authority's initiatives and provinces, as they stand in the repository."""
    slogans = [Slogan(r["name"], r["kind"], tuple(r["aliases"]), r["level"], r["key"]) for r in _rows("06_initiatives")]
    places = [Body(r["name"], r["kind"], r["level"], tuple(r["aliases"])) for r in _rows("01_provinces")]
    return Authority(bodies=tuple(places), slogans=tuple(sorted(slogans, key=lambda slogan: slogan.name)))


def _rows(file: str) -> list[dict[str, Any]]:
    return [row["fields"] for row in json.loads((FOLDER.parent / f"{file}.json").read_text("utf-8"))]


def plain(name: str) -> str:
    return "".join(unmarked(name).split())


def annotated(folders: Iterable[Path], corpus: Path, authority: Authority) -> dict[str, list[Annotated]]:
    """By file of the corpus, its annotated articles; an annotation is of the article that shares most lines with it."""
    found: dict[str, list[Annotated]] = defaultdict(list)
    parsed: dict[str, Sequence[ArticleRecord]] = {}
    for gold in (json.loads(path.read_text("utf-8")) for folder in folders for path in sorted(folder.glob("*.json"))):
        name = gold["file"]
        if name not in parsed:
            parsed[name] = parse(reading.read(corpus / name, 1 << 30), authority).articles
        for one in gold["articles"]:
            article = max(parsed[name], key=lambda a: min(a.end_line, one["end"]) - max(a.start_line, one["start"]))
            found[name].append(Annotated(article, frozenset(plain(i["name"]) for i in one["initiatives"])))
    return found


def examples(data: Iterable[Annotated], authority: Authority) -> list[Example]:
    """The candidates of which the authority does not tell what they are, and whether they are annotated."""
    names = lexicon(authority)
    found = []
    for article, wanted in data:
        folds = {folded(name) for name in wanted}
        for text, _, items in read(paragraph.text for paragraph in article.paragraphs):
            taken = {place for name in names.find(text) for place in range(name.start, name.end)}
            for item in items:
                name = text[item.start : item.end]
                if taken.isdisjoint(range(item.start, item.end)):
                    printed = text[max(0, item.start - AROUND) : item.end + AROUND]
                    found.append(Example(printed, item.traits, plain(name) in wanted or folded(name) in folds))
    return found


def fitted(data: Sequence[Example]) -> dict[str, float]:
    """Logistic regression by AdaGrad; the mean of the later passes, which no order of the examples moves."""
    once = {(example.printed, example.traits): example for example in data}.values()
    seen = Counter(trait for example in once for trait in example.traits)
    coded = [(sorted(t for t in traits if seen[t] >= SEEN), right) for _, traits, right in once]
    weight: dict[str, float] = dict.fromkeys(sorted(seen), 0.0)
    squares = dict.fromkeys(weight, 1e-8)
    means = dict.fromkeys(weight, 0.0)
    shuffle = random.Random(1)
    for number in range(PASSES):
        shuffle.shuffle(coded)
        for traits, right in coded:
            odds = sum(weight[trait] for trait in traits)
            error = 1 / (1 + math.exp(-max(odds, -30.0))) - right
            for trait in traits:
                step = error + DECAY * weight[trait]
                squares[trait] += step * step
                weight[trait] -= RATE * step / math.sqrt(squares[trait])
        if number >= PASSES // 2:
            means = {trait: mean + 2 * weight[trait] / PASSES for trait, mean in means.items()}
    return {trait: value for trait, value in means.items() if abs(value) >= LEAST}


def compared(data: Iterable[Annotated], authority: Authority, weight: Mapping[str, float]) -> Counter[str]:
    """How many names are asked, given and right with these weights."""
    counts: Counter[str] = Counter()
    with patch.dict(weights.weights(), weight, clear=True):
        for article, wanted in data:
            given = {plain(found.name) for found in initiatives.find(article, authority)}
            counts.update(asked=len(wanted), given=len(given), right=len(given & wanted))
    return counts


def report(label: str, counts: Counter[str]) -> str:
    right, given, asked = counts["right"], max(counts["given"], 1), max(counts["asked"], 1)
    return f"{label:28} P {right / given:.3f}  R {right / asked:.3f}  F1 {2 * right / (given + asked):.3f}"


def as_tables(weight: Mapping[str, float]) -> dict[str, tables.Table]:
    found: dict[str, tables.Table] = defaultdict(dict)
    for trait, value in weight.items():
        table, _, key = trait.partition(" ")
        found[table][key] = value
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("../shared/gold")])
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--write", action="store_true")
    given: Any = parser.parse_args()
    authority = known()
    data = annotated(given.folders, given.corpus, authority)
    by_file = {name: examples(articles, authority) for name, articles in data.items()}
    total: Counter[str] = Counter()
    for name, articles in data.items():
        weight = fitted([example for other, found in by_file.items() if other != name for example in found])
        counts = compared(articles, authority, weight)
        total += counts
        print(report(name[:24] + ", left out", counts))
    print(report("all, each left out", total))
    every = [article for articles in data.values() for article in articles]
    print(report("as they are now", compared(every, authority, dict(weights.weights()))))
    weight = fitted([example for found in by_file.values() for example in found])
    print(report("fitted on all", compared(every, authority, weight)))
    if given.write:
        tables.write("initiative_weights", SOURCE, as_tables(weight))


if __name__ == "__main__":
    main()
