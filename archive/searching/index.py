"""Keeps the derived tables what the texts and names of the archive make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from archive.importing import pinyin
from archive.importing.records import Role
from archive.searching.folding import fold, fold_all
from archive.searching.models import SearchName, SearchText, Stale

BATCH = 500  # articles or records that are held in memory
LEAD = 200  # characters

HEADLINE_ROLES = (Role.KICKER.value, Role.TITLE.value, Role.SUBTITLE.value)
#: Number of the advisory lock by which one process refreshes at a time.
_TURN = 4_920_002


def refresh() -> int:
    """Make anew the folds of what has changed since the last time; how many articles and records that was.

    Whoever writes texts or names calls it in the same transaction, so that readers never see it. What is written
    otherwise, as by `loaddata`, is found stale by the next search, which calls it too.
    """
    if not Stale.objects.exists():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
            cursor.execute("DELETE FROM searching_stale RETURNING record_type, record_id")
            stale: dict[str, list[int]] = defaultdict(list)
            for record_type, record in cursor.fetchall():
                stale[record_type].append(record)
        for record_type, records in stale.items():
            for batch in _batches(sorted(records)):
                if record_type == "article":
                    _fold_articles(batch)
                else:
                    _fold_names(record_type, batch)
    return sum(map(len, stale.values()))


def _batches(keys: Sequence[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch


def texts_of(articles: Sequence[int]) -> Iterator[SearchText]:
    """The rows, unsaved, that the articles with these primary keys should have."""
    article_model, paragraph_model = apps.get_model("archive", "Article"), apps.get_model("archive", "Paragraph")
    headlines: dict[int, list[str]] = {}
    texts: dict[int, list[str]] = {}
    titles = article_model.objects.filter(pk__in=articles).order_by("pk")
    for key, *fields in titles.values_list("pk", "title", "kicker", "subtitle", "supplied_title"):
        headlines[key], texts[key] = [field for field in fields if field], []
    paragraphs = paragraph_model.objects.filter(article__in=articles).order_by("article", "number")
    for key, role, text in paragraphs.values_list("article_id", "role", "text"):
        (headlines if role in HEADLINE_ROLES else texts)[key].append(text)
    for key, headline in headlines.items():
        text = fold_all(texts[key])
        lines = dict.fromkeys(filter(None, map(fold, headline)))
        yield SearchText(article_id=key, headline="\n".join(lines), lead=text[:LEAD], text=text)


def _fold_articles(articles: Sequence[int]) -> None:
    SearchText.objects.bulk_create(
        texts_of(articles),
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["headline", "lead", "text"],
    )


def names_of(record_type: str, records: Sequence[int]) -> Iterator[SearchName]:
    """The rows, unsaved, that the records of one type with these primary keys should have."""
    model: Any = apps.get_model("archive", record_type)
    rows = model.objects.filter(pk__in=records).order_by("pk")
    if record_type == "person":
        rows = rows.prefetch_related("names")
    for row in rows:
        if record_type == "person":
            names = [row.name, *(name.name for name in row.names.all())]
        else:
            names = [row.title if record_type == "instrument" else row.name, *row.aliases]
        read = {_syllables(name, person=record_type == "person"): fold(name) for name in names}
        for syllables, name in dict.fromkeys(read.items()):
            yield SearchName(record_type=record_type, record_id=row.pk, name=name, syllables=syllables)
        if given := getattr(row, "pinyin", ""):
            syllables = _spelled(given)
            if syllables not in read:
                yield SearchName(record_type=record_type, record_id=row.pk, name=fold(names[0]), syllables=syllables)


def _syllables(name: str, *, person: bool) -> str:
    return _spelled((pinyin.of_person if person else pinyin.of_name)(name))


def _spelled(reading: str) -> str:
    return "".join(f" {syllable}" for syllable in map(fold, reading.split()) if syllable)


def _fold_names(record_type: str, records: Sequence[int]) -> None:
    SearchName.objects.filter(record_type=record_type, record_id__in=records).delete()
    SearchName.objects.bulk_create(names_of(record_type, records))


def rebuild() -> int:
    """Make all folds anew, whatever they were; how many articles and records there are."""
    with transaction.atomic():
        SearchText.objects.all().delete()
        SearchName.objects.all().delete()
        for record_type in ("article", "person", "organization", "meeting", "initiative", "instrument"):
            model: Any = apps.get_model("archive", record_type)
            Stale.objects.bulk_create(
                (Stale(record_type=record_type, record_id=key) for key in model.objects.values_list("pk", flat=True)),
                ignore_conflicts=True,
            )
        return refresh()


def check_names(rows: Iterable[SearchName]) -> set[tuple[str, int, str, str]]:
    return {(row.record_type, row.record_id, row.name, row.syllables) for row in rows}
