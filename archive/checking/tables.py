"""What is wrong between tables: keys, claims without words, works, and what is drawn from texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef

from archive.checking.finding import Code, Finding
from archive.counting import numbers
from archive.importing import likeness
from archive.importing.authors import unproven_authors
from archive.importing.offices_held import with_cited_days
from archive.importing.sweeping import HELD_BY, orphans, unproven_offices
from archive.models import Article, Participation, Redirect, Suggestion, Work
from archive.models.curation import RecordType
from archive.models.natural import NaturalKeyModel
from archive.searching import proving


def findings() -> Iterator[Finding]:
    yield from _shared_keys()
    yield from _dangling_rows()
    yield from _dangling_keys()
    yield from _unproven()
    yield from _ill_cited()
    yield from _works()
    yield from _misleading()
    yield from _miscounted()


def _natural_models() -> list[type[NaturalKeyModel]]:
    return [model for model in apps.get_app_config("archive").get_models() if issubclass(model, NaturalKeyModel)]


def _shared_keys() -> Iterator[Finding]:
    for model in _natural_models():
        shared = model.objects.order_by().values(*model.natural_key_fields).annotate(n=Count("pk")).filter(n__gt=1)
        for row in shared.iterator():
            key = ", ".join(str(row[name]) for name in model.natural_key_fields)
            yield Finding(Code.KEY, "", None, f"{row['n']} rows of {model.__name__} have the key {key}")


def _dangling_rows() -> Iterator[Finding]:
    for model in _natural_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            target = field.related_model._default_manager.filter(pk=OuterRef(field.attname))
            lost = model.objects.filter(**{f"{field.name}__isnull": False}).exclude(Exists(target)).count()
            if lost:
                rows = f"{lost} rows of {model.__name__}"
                yield Finding(Code.KEY, "", None, f"{rows} name no existing {field.name}")


def _dangling_keys() -> Iterator[Finding]:
    """Suggestions and redirects speak of records by type and key."""
    for record_type in RecordType.values:
        model: Any = apps.get_model("archive", record_type)
        key = model.natural_key_fields[0]
        led_to = model.objects.filter(**{key: OuterRef("new_key")})
        for redirect in Redirect.objects.filter(record_type=record_type).exclude(Exists(led_to)):
            yield Finding(Code.KEY, "", None, f"the redirect {redirect} leads to no {record_type}")
        spoken_of = model.objects.filter(**{key: OuterRef("record_key")})
        for suggestion in Suggestion.objects.filter(record_type=record_type).exclude(Exists(spoken_of)):
            about = f"{record_type} {suggestion.record_key}"
            yield Finding(Code.KEY, "", None, f"a suggestion is about the {about}, which is gone")


def _unproven() -> Iterator[Finding]:
    """Records and claims found by imports that no print speaks of; deleting them in the admin is the remedy."""
    for model in HELD_BY:
        key = model.natural_key_fields[0]
        for name in orphans(model).order_by(key).values_list(key, flat=True):
            yield Finding(Code.EVIDENCE, "", None, f"the {model._meta.verbose_name} {name} is named nowhere")
    parts = Participation.objects.filter(mentions=None, decided_by="", locks={}).select_related("meeting")
    for part in parts.order_by("pk"):
        yield Finding(Code.EVIDENCE, "", None, f"the participation {part} has no words that prove it")
    for held in unproven_offices().select_related("person", "office").order_by("pk"):
        yield Finding(Code.EVIDENCE, "", None, f"the office held {held} has no words that prove it")
    for byline in unproven_authors():
        sentence = f"no headline says that the author {byline} of article {byline.article.key} is that person"
        yield Finding(Code.EVIDENCE, "", byline.article.first_line, sentence)


def _ill_cited() -> Iterator[Finding]:
    """Offices held whose first and last days are not those of the articles that name them."""
    for held in with_cited_days().select_related("person", "office").order_by("pk").iterator():
        for which, day, told in (
            ("first", held.first_cited_earliest, held.told_first),
            ("last", held.last_cited_latest, held.told_last),
        ):
            if day != told and not held.is_locked(f"{which}_cited"):
                sentence = f"the office held {held} is {which} cited on {told or 'no day'}, not on {day or 'none'}"
                yield Finding(Code.EVIDENCE, "", None, sentence)


def _works() -> Iterator[Finding]:
    """Works that lack a printing or a best one, or whose key is no printing's.

    Those of which an article has yet to be compared with others, as after a load, are put right by the next import.
    """
    works = Work.objects.order_by("key")
    for work in works.filter(printings=None):
        yield Finding(Code.WORK, "", None, f"the work {work.key} has no printing")
    for work in works.compared(likeness.VERSION).without_best():
        yield Finding(Code.WORK, "", None, f"the work {work.key} has no best printing")
    for work in works.compared(likeness.VERSION).without_key_of_printing():
        yield Finding(Code.WORK, "", None, f"the work {work.key} has the key of none of its printings")


def _misleading() -> Iterator[Finding]:
    """Articles and records that search would not find by what they say; `rebuild_search --anew` is the remedy."""
    for pk in proving.wrong_articles():
        article = Article.objects.select_related("document").defer("document__text").get(pk=pk)
        sentence = f"search has another text than article {article.key}"
        yield Finding(Code.SEARCH, article.document.slug, article.first_line, sentence)
    for record_type, pk in proving.wrong_records():
        record = apps.get_model("archive", record_type)._default_manager.get(pk=pk)
        yield Finding(Code.SEARCH, "", None, f"search has other names than the {record_type} {record}")


def _miscounted() -> Iterator[Finding]:
    """Numbers that triggers should have kept, and did not; `rebuild_search --anew` is the remedy."""
    for number in numbers.wrong():
        sentence = f"lists count {number.kept} {number.key}, and there are {number.counted}"
        yield Finding(Code.NUMBER, "", None, sentence)
