"""Who looks at the queue, and a queue to look at."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Article, Person, PersonMention
from tests.curating.people import fill
from tests.models.examples import mention

ROLES = ("", "reader", "curator", "editor", "administrator")


def queue() -> list[PersonMention]:
    """Four doubtful mentions of 许桂兰 in the order of doubt: 会 议 要 求."""
    fill()
    PersonMention.objects.all().delete()
    text = Article.objects.order_by("pk")[0].paragraphs.get(number=3)
    for number, word in enumerate("会议要求"):
        mention(PersonMention, text, word, person=Person.objects.get())
        PersonMention.objects.filter(printed=word).update(confidence=0.3 + number / 10)
    return list(PersonMention.objects.order_by("confidence"))


def address(name: str, /, *args: Any, **query: Any) -> str:
    return reverse(f"admin:{name}", args=args, query=query)


def queries(client: Client, url: str) -> list[str]:
    """The queries that a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return [query["sql"] for query in captured]
