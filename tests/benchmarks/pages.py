"""How long the first page of each list takes with 50,000 articles, beside the page of the same list without any row.

usage: python -m tests.benchmarks.pages [ARTICLES]

Fills a scratch database (see `many`) and gets each list from it and from an empty one in turn, in one process and
without the server in front; prints both medians and their ratio (at most 3), then the time of pages that work harder.
Last it takes the articles away as files and prints how much memory that took.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time

from tests.score import scratch_database

ROUNDS = 31
HARDER = (
    "/articles/?page=500",
    "/articles/?kind=news&kind=speech&review=reviewed",
    "/articles/?year=2010",
    "/articles/?since=2010&until=2012-06",
    "/articles/?sort=oldest",
    "/articles/?document=he-ji-7",
    "/people/?sort=places",
    "/people/?since=2010-01&until=2010-02",
    "/initiatives/?since=2000-01",
    "/initiatives/?sort=places",
    "/meetings/?sort=places",
    "/api/articles/?size=100",
)
EMPTY, FULL = "archive_pages_empty", "archive_pages_full"


def main(articles: int) -> None:
    with scratch_database(EMPTY), scratch_database(FULL):
        from django.test.utils import setup_test_environment

        from archive.models import Person
        from archive.pages.lists.nouns import LISTS
        from tests.benchmarks.many import fill

        setup_test_environment(debug=False)
        print(fill(articles, articles * 10))
        person = Person.objects.get(pk=1).key
        addresses = [f"/{listing.name}/" for listing in LISTS]
        medians = _medians(addresses, (EMPTY, FULL))
        for address in addresses:
            empty, full = medians[address, EMPTY], medians[address, FULL]
            print(f"{address:<18} empty {empty:6.1f} ms, full {full:6.1f} ms: {full / empty:4.2f} (at most 3)")
        harder = (*HARDER, f"/articles/?person={person}", f"/articles/?person={person}&role=chair")
        medians = _medians(harder, (FULL,), rounds=5)
        for address in harder:
            print(f"{address:<50} {medians[address, FULL]:6.1f} ms")
        for suffix in ("csv", "jsonl", "bib", "ris"):
            _take_away(f"/articles.{suffix}")


def _medians(
    addresses: tuple[str, ...] | list[str], databases: tuple[str, ...], rounds: int = ROUNDS
) -> dict[tuple[str, str], float]:
    """The median time of each address with each database, in milliseconds; they take turns."""
    from django.db import connection
    from django.test import Client

    client = Client()
    times: dict[tuple[str, str], list[float]] = {(a, d): [] for a in addresses for d in databases}
    for _ in range(rounds):
        for database in databases:
            connection.close()
            connection.settings_dict["NAME"] = database
            connection.ensure_connection()
            for address in addresses:
                started = time.perf_counter()
                response = client.get(address)
                times[address, database].append(1000 * (time.perf_counter() - started))
                assert response.status_code == 200, (address, response.status_code)
    return {key: statistics.median(found) for key, found in times.items()}


def _take_away(address: str) -> None:
    from django.test import Client

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    response = Client().get(address)
    size = sum(len(part) for part in response.streaming_content)  # type: ignore[misc, arg-type]
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{address:<18} {size / 1e6:6.1f} MB in {time.perf_counter() - started:5.1f} s, {more:.0f} MB more memory")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
