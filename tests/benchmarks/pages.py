"""How long the first page of each list takes with 50,000 articles, beside the page of the same list without any row.

usage: python -m tests.benchmarks.pages [ARTICLES]

Fills a scratch database (see `many`) and gets each list from it and from an empty one in turn, in one process and
without the server in front; prints both medians and their ratio (at most 3), then the time of pages that work harder.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING

from tests.score import scratch_database

if TYPE_CHECKING:
    from django.test import Client

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
        from django.conf import settings

        from archive.models import Person
        from archive.pages.lists.nouns import LISTS
        from tests.benchmarks.many import fill

        settings.DEBUG = False  # which would keep the text of each query
        print(fill(articles, articles * 10))
        person = Person.objects.get(pk=1).key
        addresses = [f"/{listing.name}/" for listing in LISTS]
        medians = medians_of(addresses, (EMPTY, FULL))
        for address in addresses:
            empty, full = medians[address, EMPTY], medians[address, FULL]
            print(f"{address:<18} empty {empty:6.1f} ms, full {full:6.1f} ms: {full / empty:4.2f} (at most 3)")
        harder = (*HARDER, f"/articles/?person={person}", f"/articles/?person={person}&role=chair")
        medians = medians_of(harder, (FULL,), rounds=5)
        for address in harder:
            print(f"{address:<50} {medians[address, FULL]:6.1f} ms")


def medians_of(
    addresses: tuple[str, ...] | list[str],
    databases: tuple[str, ...],
    rounds: int = ROUNDS,
    client: Client | None = None,
) -> dict[tuple[str, str], float]:
    """The median time of each address with each database, in milliseconds; they take turns.

    The connections stay open, as a server's do: a new one has to learn the tables first.
    """
    from django.db import connection
    from django.test import Client

    client = client or Client(SERVER_NAME="localhost")
    opened = {}
    for database in databases:
        connection.close()
        connection.settings_dict["NAME"] = database
        connection.ensure_connection()
        opened[database], connection.connection = connection.connection, None
    times: dict[tuple[str, str], list[float]] = {(a, d): [] for a in addresses for d in databases}
    for _ in range(rounds):
        for database in databases:
            connection.connection = opened[database]
            for address in addresses:
                started = time.perf_counter()
                response = client.get(address)
                times[address, database].append(1000 * (time.perf_counter() - started))
                assert response.status_code == 200, (address, response.status_code)
    connection.connection = None
    for each in opened.values():
        each.close()
    return {key: statistics.median(found) for key, found in times.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
