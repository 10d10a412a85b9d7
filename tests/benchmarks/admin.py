"""How long the admin's lists, searches, filters and forms take with 50,000 articles, beside an almost empty archive.

usage: python -m tests.benchmarks.admin [ARTICLES]

Fills a scratch database (see `many`; here also pages, leftovers, authors, printings, names and suggestions) and one
with a hundredth of the rows, and gets each page from both in turn, in one process and without the server in front;
prints both medians and their ratio. The forms are those of the records of which most is told.
"""

from __future__ import annotations

import sys
from typing import Any

from tests.benchmarks.pages import medians_of
from tests.score import scratch_database

ROUNDS = 5
EMPTY, FULL = "archive_admin_empty", "archive_admin_full"
#: What curators ask of lists, by the table.
ASKED = {
    "article": ["q=农机", "q=全县", "kind__exact=news", "review__exact=doubtful", "document=he-ji-1", "o=-3",
                "date_earliest__year=2010", "title__isempty=1", "locked=yes"],
    "person": ["q=宁禾", "q=a", "is_named__exact=1", "origin__exact=curator", "locked=yes"],
    "meeting": ["q=qxqxgz", "q=春灌", "start_precision__exact=day", "place__isempty=1", "start_earliest__year=2010"],
    "initiative": ["q=xingdong", "kind__exact=programme"],
    "instrument": ["q=glbf", "article__isempty=1"],
    "organization": ["q=ju", "kind__exact=party"],
    "office": ["q=局长", "organization=第1"],
    "officeheld": ["q=宁", "sure=doubtful"],
    "participation": ["q=宁", "role__exact=chair", "person__isempty=0"],
    "paragraph": ["q=农机", "role__exact=text"],
    "leftover": ["q=柳镇", "reason__exact=caption", "document=he-ji-1"],
    "byline": ["q=许", "person__isempty=1"],
    "printing": ["q=农机", "is_best__exact=1"],
    **{
        f"{name}mention": ["q=宁禾", "status__exact=suggested", "status__exact=rejected", "sure=guess", "sure=doubtful",
                           "sure=certain", "document=he-ji-1", "document=青禾", "p=2"]
        for name in ("person", "meeting", "initiative", "instrument")
    },
}  # fmt: skip
#: Fields of forms with what is typed into them.
TYPED = {("participation", "person"): "宁", ("participation", "meeting"): "全县", ("instrument", "article"): "春灌"}


def main(articles: int) -> None:
    with scratch_database(EMPTY), scratch_database(FULL):
        from django.conf import settings
        from django.contrib.auth.models import User
        from django.db import connection
        from django.test import Client

        settings.DEBUG = False  # which would keep the text of each query
        settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # one for both databases
        for database, number in ((EMPTY, max(articles // 100, 100)), (FULL, articles)):
            connection.close()
            connection.settings_dict["NAME"] = database
            fill(number)
            user = User(pk=1, username="xu", password="!", is_staff=True, is_superuser=True)
            user.save(force_insert=True)
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        medians = medians_of(addresses(), (EMPTY, FULL), ROUNDS, client)
        for address in addresses():
            empty, full = medians[address, EMPTY], medians[address, FULL]
            print(f"{address:<90} empty {empty:6.1f} ms, full {full:6.1f} ms: {full / empty:5.2f}")


def addresses() -> list[str]:
    """The list and the form of the first row of each table, and what is asked of the lists."""
    from django.apps import apps
    from django.urls import reverse

    found = []
    for model in apps.get_app_config("archive").get_models():
        name = model._meta.model_name
        base = reverse(f"admin:archive_{name}_changelist")
        found += [base, *(f"{base}?{asked}" for asked in ASKED.get(str(name), []))]
        if model._default_manager.filter(pk=1).exists():
            found.append(reverse(f"admin:archive_{name}_change", args=[1]))
    for (name, field), text in TYPED.items():
        query = {"app_label": "archive", "model_name": name, "field_name": field, "term": text}
        found.append(reverse("admin:autocomplete", query=query))
    return found


def fill(articles: int) -> None:
    """The archive of `many`, and what the admin shows beside it: for each article a page, a leftover and an author."""
    from django.db import connection

    from archive.models import Byline, Leftover, Page, PersonName, Printing, Suggestion, Work
    from archive.searching.index import keep_up
    from tests.benchmarks import many

    sizes = many.fill(articles, articles * 10)
    series = f"generate_series(1, {articles}) AS i"
    place = {"document": f"1 + (i - 1) * {sizes.documents} / {articles}", "first_line": "i", "last_line": "i"}
    many.insert(Page, series, id="i", number="i", label="'— ' || i || ' —'", **place)
    many.insert(
        Leftover, series, id="i", reason="'caption'", text="'图：柳镇春灌' || i", start="0", spans="'[]'", **place
    )
    person: dict[str, Any] = {"person": f"CASE WHEN i % 3 > 0 THEN 1 + i % {sizes.people} END"}
    many.insert(Byline, series, id="i", article="i", number="1", name="'许桂兰'", **person)
    works = max(articles // 10, 1)
    many.insert(
        Work, f"generate_series(1, {works}) AS i", id="i", key="'he-ji-w' || i", title="'农机工作第' || i || '号'"
    )
    for half in (0, 1):
        many.insert(
            Printing,
            f"generate_series(1, {works}) AS i",
            id=f"i + {half * works}",
            work="i",
            article=f"i + {half * works}",
            is_best=str(not half).lower(),
            rule="'benchmark'",
        )
    many.insert(PersonName, f"generate_series(1, {sizes.people}) AS i", id="i", person="i", name="'别名' || i")
    many.insert(Suggestion, series, id="i", record_type="'article'", record_key="'he-ji-l' || i", field="'title'")
    keep_up()
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
