"""How long search takes on many articles, beside a plain scan and a trigram index over the same texts in the same run.

usage: python -m tests.benchmarks.search [ARTICLES]

Fills a scratch database with ARTICLES (50,000) articles of 1,550 characters on the average, made of the paragraphs of
`../shared/corpus` (else `corpus`) in an order drawn from a fixed seed. For phrases of 1, 2, 3, 4 and 8 characters, rare
ones and the most frequent, it prints the median and 95th percentile of milliseconds: for all hits and their number
(`hits`), for that with the first page, newest first and by relevance, and for the first page with the counts of kinds,
documents and years (`facets`); then for the number alone by `LIKE` and by a pg_trgm index on the folded text. Absolute
times mean little; the ratios of medians do, and they are held against what search promises.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.score import SHARED, scratch_database

if TYPE_CHECKING:
    from archive.models import Article

ARTICLES = 50_000
CHARACTERS = 1550  # of an article, on the average
LAST = 120  # by which the last paragraph goes over
BATCH = 1000
DOCUMENTS = 500
LENGTHS = (1, 2, 3, 4, 8)
ROUNDS = 7
PAGE = 50
#: The most that hits with their count may take, as a share of the LIKE scan; and with facets.
MOST_SHORT, MOST_LONG, MOST_FACETS = 1 / 50, 1 / 8, 1 / 3


def main(articles: int) -> None:
    corpus = SHARED / "corpus" if (SHARED / "corpus").is_dir() else Path("corpus")
    with scratch_database("archive_search"):
        from archive.searching.folding import fold

        print(f"{articles:,} articles of the paragraphs of {corpus}", flush=True)
        paragraphs = read(corpus)
        started = time.perf_counter()
        fill(articles, paragraphs)
        print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
        print(sizes(), flush=True)
        table(choose([fold(paragraph) for paragraph in paragraphs]))


def read(corpus: Path) -> list[str]:
    """The paragraphs of a corpus."""
    from archive.importing.authority import Authority
    from archive.importing.pipeline import parse
    from archive.importing.reading import read as read_file

    files = sorted(corpus.glob("*.txt"))
    documents = (parse(read_file(file, limit=1 << 30), Authority()) for file in files)
    return [p.text for document in documents for article in document.articles for p in article.paragraphs]


# --- the archive ------------------------------------------------------------------------------------------------------


def fill(articles: int, paragraphs: list[str]) -> None:
    """Writes the archive, brings the index up to date, and sets the texts beside it as its peers would have them."""
    from archive.models import Article, Document, Paragraph
    from archive.searching import index

    draw = random.Random(articles)
    Document.objects.bulk_create(
        Document(slug=f"d{n}", file_name=f"{n}.txt", kind="other", sha256=f"{n:064}", encoding="utf-8", text="…",
                 line_count=1, character_count=1)
        for n in range(DOCUMENTS)
    )  # fmt: skip
    keys = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    for batch in range(0, articles, BATCH):
        rows = [
            article(draw, n, keys[n % len(keys)], paragraphs)
            for n in range(batch + 1, min(batch + BATCH, articles) + 1)
        ]
        Article.objects.bulk_create(rows)
        Paragraph.objects.bulk_create(
            Paragraph(article=row, number=1, role="text", text=recombined(draw, paragraphs), first_line=1, last_line=1,
                      spans=[])
            for row in rows
        )  # fmt: skip
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("DROP INDEX searchtext_grams")  # made at once it is made sooner
    index.refresh()
    execute("CREATE INDEX searchtext_grams ON searching_searchtext USING gin (searching_grams(text))")
    execute("ALTER INDEX searchtext_grams ALTER COLUMN 1 SET STATISTICS 0")
    index.keep_up()
    execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for peer in ("plain", "trigrams"):
        execute(f"CREATE TABLE {peer} (article_id bigint PRIMARY KEY, text text)")
        execute(f"INSERT INTO {peer} SELECT article_id, text || '' FROM searching_searchtext")
    execute("CREATE INDEX trigrams_text ON trigrams USING gin (text gin_trgm_ops)")
    execute("VACUUM ANALYZE")


def article(draw: random.Random, number: int, document: int, paragraphs: list[str]) -> Article:
    from archive.dates import PartialDate
    from archive.models import Article
    from archive.models.articles import KINDS
    from archive.models.dates import columns_of

    day = PartialDate.of(draw.randint(2010, 2024), draw.randint(1, 12), draw.randint(1, 28))
    return Article(
        document_id=document,
        key=f"a{number}",
        ordinal=number,
        title=draw.choice(paragraphs)[:20],
        kind=draw.choice(list(KINDS)),
        first_line=1,
        last_line=1,
        **columns_of("date", day),
    )


def recombined(draw: random.Random, paragraphs: list[str]) -> str:
    """Paragraphs in any order, CHARACTERS long on the average."""
    length = draw.expovariate(1 / (CHARACTERS - LAST))
    text: list[str] = []
    while not text or sum(map(len, text)) < length:
        text.append(draw.choice(paragraphs))
    return "\n".join(text)


def execute(sql: str, values: list[Any] | None = None) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def sizes() -> str:
    relations = ["searching_searchtext", "searchtext_grams", "searching_searchcommon", "plain", "trigrams_text"]
    sizes = [execute("SELECT pg_total_relation_size(%s::regclass)", [name])[0][0] for name in relations]
    found = ", ".join(f"{name} {size / 1e6:.0f} MB" for name, size in zip(relations, sizes, strict=True))
    common = execute("SELECT count(*) FROM searching_commonphrase")[0][0]
    mean = execute("SELECT avg(length(text)) FROM plain")[0][0]
    return f"{found}; {common} common phrases; {mean:.0f} folded characters an article"


# --- what is measured -------------------------------------------------------------------------------------------------


def choose(paragraphs: list[str]) -> list[tuple[str, bool]]:
    """Phrases of each length, the most frequent and rare ones, each with whether it is frequent."""
    chosen: list[tuple[str, bool]] = []
    for length in LENGTHS:
        counts: Counter[str] = Counter()
        for paragraph in paragraphs:
            counts.update({paragraph[i : i + length] for i in range(len(paragraph) - length + 1)})
        ordered = sorted(counts, key=lambda phrase: (-counts[phrase], phrase))
        frequent = ordered[:1] + ordered[len(ordered) // 500 : len(ordered) // 500 + 1]
        rare = [phrase for phrase in ordered if counts[phrase] == 1][:: max(1, len(ordered) // 7)][:2]
        chosen += [(phrase, True) for phrase in frequent] + [(phrase, False) for phrase in rare]
    return chosen


def hits(phrase: str) -> int:
    """The keys of all hits, and their number."""
    from archive.searching.hits import matching
    from archive.searching.query import Query

    return matching(Query(phrase, ((phrase,),))).count


def newest(phrase: str) -> int:
    """The first page, newest first, and the number of hits."""
    from archive.models import Article
    from archive.searching.query import Query

    found = Article.objects.matching(Query(phrase, ((phrase,),)))
    list(found.newest_first().values_list("pk", flat=True)[:PAGE])
    return found.count()


def by_relevance(phrase: str) -> int:
    from archive.models import Article
    from archive.searching.hits import matching
    from archive.searching.query import Query

    query = Query(phrase, ((phrase,),))
    hits = matching(query)
    list(Article.objects.among(hits).by_relevance(query, hits).values_list("pk", flat=True)[:PAGE])
    return hits.count


def with_facets(phrase: str) -> int:
    from django.db.models import Count
    from django.db.models.functions import ExtractYear

    from archive.models import Article
    from archive.searching.query import Query

    found = Article.objects.matching(Query(phrase, ((phrase,),)))
    list(found.newest_first().values_list("pk", flat=True)[:PAGE])
    cells = found.order_by().values_list("kind", ExtractYear("date_earliest")).annotate(number=Count("*"))
    list(found.order_by().values_list("document").annotate(number=Count("*")))
    return sum(number for _kind, _year, number in cells)


def like(peer: str) -> Callable[[str], int]:
    """The number of hits alone, by a plain scan or by the trigram index."""

    def scan(phrase: str) -> int:
        count: int = execute(
            f"SELECT count(*) FROM {peer} WHERE text LIKE %s", [f"%{phrase.replace('%', chr(92) + '%')}%"]
        )[0][0]
        return count

    return scan


WAYS: dict[str, Callable[[str], int]] = {
    "hits": hits,
    "newest": newest,
    "relevance": by_relevance,
    "facets": with_facets,
    "LIKE": like("plain"),
    "pg_trgm": like("trigrams"),
}


def table(phrases: Iterable[tuple[str, bool]]) -> None:
    """Prints a line for each phrase, and what is over its limit."""
    print(f"{'phrase':<12}{'hits':>7}" + "".join(f"{way:>16}" for way in WAYS) + "  hits/LIKE facets/LIKE hits/pg_trgm")
    failed = []
    for phrase, frequent in phrases:
        counts, times = measure(phrase)
        assert len(set(counts.values())) == 1, (phrase, counts)
        medians = {way: statistics.median(times[way]) for way in WAYS}
        line = f"{phrase.ljust(12 - len(phrase))}{counts['LIKE']:>7}"
        line += "".join(f"{medians[way]:>8.1f}{percentile(times[way]):>8.1f}" for way in WAYS)
        most = MOST_LONG if frequent and len(phrase) > 2 else MOST_SHORT
        checks = [
            (medians["hits"] / medians["LIKE"], most),
            (medians["facets"] / medians["LIKE"], MOST_FACETS),
            (medians["hits"] / medians["pg_trgm"], 1),
        ]
        line += "".join(f"  {ratio:.3f} {'pass' if ratio <= limit else 'FAIL'}" for ratio, limit in checks)
        print(line, flush=True)
        failed += [phrase for ratio, limit in checks if ratio > limit]
    print(f"over a limit: {', '.join(dict.fromkeys(failed)) or 'none'}")


def percentile(times: list[float]) -> float:
    """The 95th."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def measure(phrase: str) -> tuple[dict[str, int], dict[str, list[float]]]:
    """The hits and the milliseconds of each way, the ways taking turns."""
    counts: dict[str, int] = {}
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way, search in WAYS.items():
            started = time.perf_counter()
            counts[way] = search(phrase)
            times[way].append(1000 * (time.perf_counter() - started))
    return counts, times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
