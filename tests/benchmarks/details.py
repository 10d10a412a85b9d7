"""How long pages of the records take of which 50,000 articles tell most, beside those of which they tell least.

usage: python -m tests.benchmarks.details [ARTICLES]

Fills a scratch database (see `many`) and gets the home page, the pictures, and of each kind of record the page of the
one with most and of the one with fewest mentions, in one process and without the server in front; prints medians.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

from tests.score import scratch_database

ROUNDS = 9
NAME = "archive_details"


def main(articles: int) -> None:
    with scratch_database(NAME):
        from django.conf import settings
        from django.db.models import Count, F

        from archive.models import Document, Initiative, Instrument, Meeting, MeetingSeries, Organization, Person
        from tests.benchmarks.many import fill

        settings.DEBUG = False  # which would keep the text of each query
        print(fill(articles, articles * 10))
        for address in ("/", "/timeline/", "/network/", "/feed.atom", "/sitemap.xml", "/sitemap-articles.xml?p=5"):
            print(f"{address:<40} {_median(address):7.1f} ms")
        for model, counted in (
            (Document, "articles"),
            (Person, "mentions"),
            (Meeting, "mentions"),
            (MeetingSeries, "meetings"),
            (Initiative, "mentions"),
            (Instrument, "mentions"),
            (Organization, "offices__holders"),
        ):
            rows: Any = model._default_manager.annotate(told=Count(counted)).order_by(F("told").desc(), "pk")
            for row in (rows[0], rows.reverse()[0]):
                address = row.get_absolute_url()
                label = f"{model.__name__} with {row.told} {counted}"
                print(f"{label:<40} {_median(address):7.1f} ms")


def _median(address: str) -> float:
    """Milliseconds of a page, the first time left out."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        response = client.get(address)
        times.append(time.perf_counter() - start)
        assert response.status_code == 200, (address, response.status_code)
    return statistics.median(times[1:]) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
