"""Persons found in tagged news, beside jieba's tagger over the same text in the same run.

usage: python -m tests.benchmarks.people 199801.txt [--misses N]

The file is the tagged People's Daily of January 1998 (see `tagged_news`). Its first 2,000 paragraphs are measured, each
a text of its own and without any names known beforehand; a person counts when the place is exactly right.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba
import jieba.posseg

from archive.importing.authority import Authority
from archive.importing.recognising import people
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role
from tests.benchmarks.tagged_news import MEASURED, Tagged, read

Places = frozenset[tuple[int, int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print N places missed and N too many")
    given = parser.parse_args()
    news = read(given.file)[:MEASURED]
    jieba.setLogLevel(60)
    for name, find in (("jieba", by_tagger), ("archive", recognised)):
        find("今天，张三说。")  # so that loading is not measured
        started = time.perf_counter()
        found = [find(paragraph.text) for paragraph in news]
        seconds = time.perf_counter() - started
        print(f"{name:8} {report(news, found)}  {seconds:.2f} s")
        if given.misses and find is recognised:
            print_misses(news, found, given.misses)


def recognised(text: str) -> Places:
    article = ArticleRecord(
        start_line=1, end_line=1, kicker=None, title=None, subtitle=None, column=None, kind=Kind.OTHER, dateline=None,
        source=None, bylines=(), date=None, paragraphs=(ParagraphRecord(Role.TEXT, text, ()),),
    )  # fmt: skip
    authority = Authority()
    return frozenset((p.start, p.end) for p in people.find(article, authority, people.certain(article, authority)))


def by_tagger(text: str) -> Places:
    places, at = set(), 0
    for word, tag in jieba.posseg.cut(text):
        if tag.startswith("nr"):
            places.add((at, at + len(word)))
        at += len(word)
    return frozenset(places)


def report(news: Sequence[Tagged], found: Sequence[Places]) -> str:
    right = sum(len(paragraph.people & places) for paragraph, places in zip(news, found, strict=True))
    given, asked = sum(map(len, found)), sum(len(paragraph.people) for paragraph in news)
    precision, recall = right / given, right / asked
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * right / (given + asked):.3f}"


def print_misses(news: Sequence[Tagged], found: Sequence[Places], most: int) -> None:
    kinds: tuple[tuple[str, Callable[[Places, Places], Places]], ...] = (
        ("missed", lambda asked, given: asked - given),
        ("too many", lambda asked, given: given - asked),
    )
    for heading, differ in kinds:
        count = Counter(
            f"{text[max(start - 4, 0) : start]}[{text[start:end]}]{text[end : end + 4]}"
            for (text, asked), given in zip(news, found, strict=True)
            for start, end in sorted(differ(asked, given))
        )
        print(f"{heading}:", "  ".join(place for place, _ in count.most_common(most)))


if __name__ == "__main__":
    main()
