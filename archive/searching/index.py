"""Keeps the derived tables what the texts and names of the archive make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Value

from archive.importing import pinyin
from archive.importing.copying import insert
from archive.importing.records import Role
from archive.searching import common, keys
from archive.searching.folding import fold, fold_all
from archive.searching.models import CommonPhrase, SearchCommon, SearchLead, SearchName, SearchText, Stale
from archive.turns import Turn, take_turn

BATCH = 500  # articles or records that are held in memory
LEAD = 100  # characters

HEADLINE_ROLES = (Role.KICKER.value, Role.TITLE.value, Role.SUBTITLE.value)
#: Records of which names are kept.
RECORD_TYPES = ("person", "organization", "meeting", "initiative", "instrument")


def refresh(most: int | None = None) -> int:
    """Make anew the folds of what has changed since the last time; how many articles and records that was.

    Whoever writes texts or names calls it in the same transaction, so that readers never see it. What is written
    otherwise, as by `loaddata`, is found stale by the next search, which calls it too. Where more than `most` are
    stale nothing is done: that search does it, and whoever writes does not wait for work that is not theirs.
    """
    stale_rows = Stale.objects.all()[: None if most is None else most + 1].count()
    if not stale_rows or (most is not None and stale_rows > most):
        return 0
    with transaction.atomic():
        take_turn(Turn.FOLDING)
        with connection.cursor() as cursor:
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


def keep_up() -> int:
    """After much has been written: `refresh`, learn which phrases are common where that is due, and tidy up.

    How many articles and records were stale.
    """
    count = refresh()
    if common.is_due():
        with transaction.atomic():
            take_turn(Turn.FOLDING)
            common.learn()
    with connection.cursor() as cursor:
        # What was written waits in a list beside the index, and every search would read all of it.
        for name in ("searchtext_grams", "searchcommon_phrases", "searchname_keys"):
            cursor.execute("SELECT gin_clean_pending_list(%s)", [name])
    return count


def _batches(keys: Sequence[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch


def texts_of(articles: Sequence[int]) -> Iterator[tuple[SearchLead, SearchText]]:
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
        body = fold_all(texts[key])
        lines = "\n".join(dict.fromkeys(filter(None, map(fold, headline))))
        yield (
            SearchLead(article_id=key, headline=lines, lead=body[:LEAD]),
            SearchText(article_id=key, text=f"{lines}\n{body}"),
        )


def _fold_articles(articles: Sequence[int]) -> None:
    for derived in (SearchLead, SearchText):
        derived._default_manager.filter(article__in=articles).delete()
    folds = list(texts_of(articles))
    insert(SearchLead, (lead for lead, _text in folds))
    insert(SearchText, (text for _lead, text in folds))
    common.note(text for _lead, text in folds)


def names_of(record_type: str, records: Sequence[int]) -> Iterator[SearchName]:
    """The rows, unsaved, that the records of one type with these primary keys should have."""
    for key, names, given in _names(record_type, records):
        read = [(fold(name), _spelled(pinyin.of_record(record_type, name))) for name in names]
        if given:
            read.append((fold(names[0]), _spelled(given)))
        for name, syllables in dict.fromkeys(read):
            yield SearchName(
                record_type=record_type,
                record_id=key,
                name=name,
                syllables=syllables,
                keys=keys.of_name(name, syllables),
            )


def _names(record_type: str, records: Sequence[int]) -> Iterator[tuple[int, list[str], str]]:
    """Of each of these records the primary key, its name and aliases, and its pinyin where a field gives it."""
    model: Any = apps.get_model("archive", record_type)
    rows = model.objects.filter(pk__in=records).order_by("pk")
    if record_type == "person":
        aliases: dict[int, list[str]] = defaultdict(list)
        others = apps.get_model("archive", "PersonName").objects.filter(person__in=records).order_by("pk")
        for key, name in others.values_list("person_id", "name"):
            aliases[key].append(name)
        for key, name, given in rows.values_list("pk", "name", "pinyin"):
            yield key, [name, *aliases[key]], given
        return
    given_by = "pinyin" if record_type == "organization" else Value("")
    named_by = "title" if record_type == "instrument" else "name"
    for key, name, known_as, given in rows.values_list("pk", named_by, "aliases", given_by):
        yield key, [name, *known_as], given


def _spelled(reading: str) -> str:
    return "".join(f" {syllable}" for syllable in map(fold, reading.split()) if syllable)


def _fold_names(record_type: str, records: Sequence[int]) -> None:
    SearchName.objects.filter(record_type=record_type, record_id__in=records).delete()
    insert(SearchName, names_of(record_type, records))


def batches(record_type: str) -> Iterator[list[int]]:
    """The primary keys of all articles, or of all records of one type, in batches."""
    model: Any = apps.get_model("archive", record_type)
    return _batches(list(model.objects.order_by("pk").values_list("pk", flat=True)))


def rebuild() -> int:
    """Make all folds anew, whatever they were; how many articles and records there are."""
    with transaction.atomic():
        take_turn(Turn.FOLDING)
        for derived in (SearchText, SearchLead, SearchName, SearchCommon, CommonPhrase, Stale):
            derived._default_manager.all().delete()
        with connection.cursor() as cursor:
            for record_type in ("article", *RECORD_TYPES):
                table = apps.get_model("archive", record_type)._meta.db_table
                cursor.execute(
                    f"INSERT INTO searching_stale (record_type, record_id) SELECT %s, id FROM {table}", [record_type]
                )
        return keep_up()
