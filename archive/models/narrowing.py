"""What lists of records are narrowed down and sorted by: the verbs of their querysets that reach into other tables.

Rejected claims count for nothing. Conditions are subqueries, never joins: a row comes once, and only the rows of a
page are read.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from functools import cache
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, Concat

from archive.counting.models import DayCount, PlaceCount
from archive.models.named import NamedQuerySet


def standing(model: str) -> QuerySet[Any]:
    """The claims of a model, by its name, that nobody has rejected."""
    claims: Any = apps.get_model("archive", model)._default_manager
    rows: QuerySet[Any] = claims.standing()
    return rows.order_by()


def _all(model: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("archive", model)._default_manager.all()
    return rows


def number_of(rows: QuerySet[Any], field: str, outer: str = "pk") -> Coalesce:
    """How many of `rows` have in `field` the row that is asked about."""
    counted = (
        rows.order_by().filter(**{field: OuterRef(outer)}).values(field).annotate(number=Count("*")).values("number")
    )
    return Coalesce(Subquery(counted), 0)


class ArticleNarrowing(models.QuerySet[Any]):
    """Articles by what they name and where their text comes from; records are given by primary keys."""

    def in_documents(self, pks: Collection[int]) -> Self:
        return self.filter(document__in=pks)

    def naming_people(self, pks: Collection[int]) -> Self:
        return self._naming("person", pks)

    def naming_meetings(self, pks: Collection[int]) -> Self:
        return self._naming("meeting", pks)

    def naming_initiatives(self, pks: Collection[int]) -> Self:
        return self._naming("initiative", pks)

    def citing_instruments(self, pks: Collection[int]) -> Self:
        return self._naming("instrument", pks)

    def naming_offices_of(self, pks: Collection[int]) -> Self:
        """Articles that print an office of one of these bodies."""
        mentions = standing("officemention").filter(office__organization__in=pks)
        return self.filter(pk__in=mentions.values("paragraph__article"))

    def telling_of_part(self, role: str, people: Collection[int] | None = None) -> Self:
        """Articles that tell who took this part in a meeting; one of `people` where they are given."""
        proofs = standing("participationmention").filter(participation__role=role)
        proofs = proofs.exclude(participation__status="rejected")
        if people is not None:
            proofs = proofs.filter(participation__person__in=people)
        return self.filter(pk__in=proofs.values("paragraph__article"))

    def taken_from(self, text: str) -> Self:
        """Articles with `text` in the agency of their dateline or in their source."""
        return self.filter(Q(dateline_agency__icontains=text) | Q(source__icontains=text))

    def printed_several_times(self) -> Self:
        """Articles whose text has another printing, whole or in part."""
        return self.filter(pk__in=standing("printing").values("article"))

    def printed_once(self) -> Self:
        return self.exclude(pk__in=standing("printing").values("article"))

    def each_text_once(self) -> Self:
        """Of each text its best printing."""
        others = standing("printing").filter(is_best=False, is_excerpt=False)
        return self.exclude(pk__in=others.values("article"))

    def oldest_first(self) -> Self:
        """Articles by date, the undated last, those of one day as the documents print them."""
        return self.order_by(F("date_earliest").asc(nulls_last=True), "document_id", "ordinal")

    def _naming(self, record: str, pks: Collection[int]) -> Self:
        mentions = standing(f"{record}mention").filter(**{f"{record}__in": pks})
        return self.filter(pk__in=mentions.values("paragraph__article"))


class MentionedQuerySet(NamedQuerySet[Any]):
    """Records that texts name."""

    def with_places(self) -> Self:
        """Each record with the number of places that name it as `places`."""
        return self.annotate(places=self._places())

    def most_named(self) -> Self:
        return self.order_by(self._places().desc(), "key")

    def called(self, text: str) -> Self:
        """The record with the key `text`, else all whose name it is."""
        return self.filter(key=text) if self.filter(key=text).exists() else self.filter(self._name(text))

    def _name(self, text: str) -> Q:
        return Q(name=text) | Q(aliases__contains=[text])

    def _places(self) -> Coalesce:
        counted = PlaceCount.objects.of(self.model).filter(record_id=OuterRef("pk"))
        return Coalesce(Subquery(counted.values("places")), 0)


class MentionedRecordQuerySet(MentionedQuerySet):
    """Records of which the database keeps whether a text names them."""

    def in_texts(self) -> Self:
        return self.filter(is_named=True)

    def in_no_text(self) -> Self:
        return self.filter(is_named=False)


class PersonQuerySet(MentionedRecordQuerySet):
    def in_office(self, text: str) -> Self:
        """People seen in an office with `text` in its name."""
        held = standing("officeheld").filter(Q(office__label__icontains=text) | Q(office__title__icontains=text))
        return self.filter(pk__in=held.values("person"))

    def serving(self, pks: Collection[int]) -> Self:
        """People seen in an office of one of these bodies."""
        return self.filter(pk__in=standing("officeheld").filter(office__organization__in=pks).values("person"))

    def seen_between(self, since: datetime.date | None, until: datetime.date | None) -> Self:
        """People named in an article whose date can lie between two days."""
        articles: Any = apps.get_model("archive", "Article")._default_manager.all()
        articles = articles.dated_since(since) if since else articles
        articles = articles.dated_until(until) if until else articles
        mentions = standing("personmention").filter(paragraph__article__in=articles)
        return self.filter(pk__in=mentions.values("person"))

    def named_beside(self, mention: Any) -> Self:
        """People named in the paragraph of a mention of an office, but for the one who has the office there."""
        named = standing("personmention").filter(paragraph=mention.paragraph_id)
        return self.filter(pk__in=named.values("person")).exclude(pk=mention.person_id).order_by("pinyin", "key")

    def by_pinyin(self) -> Self:
        """By pinyin; people whom only the authority data know come last."""
        return self.order_by(F("is_named").desc(), "pinyin", "key")

    def with_offices(self) -> Self:
        """Each person with the labels of the offices they were seen in as `offices_seen`, the last one first."""
        held = standing("officeheld").filter(person=OuterRef("pk"))
        held = held.order_by(F("last_cited_latest").desc(nulls_last=True), "office__label")
        return self.annotate(offices_seen=ArraySubquery(held.values("office__label")))

    def _name(self, text: str) -> Q:
        names = apps.get_model("archive", "PersonName")._default_manager.filter(name=text)
        return Q(name=text) | Q(pk__in=names.values("person"))


class MeetingQuerySet(MentionedQuerySet):
    def of_series(self, pks: Collection[int]) -> Self:
        return self.filter(series__in=pks)

    def convened_by(self, pks: Collection[int]) -> Self:
        return self.filter(convener__in=pks)

    def at_place(self, text: str) -> Self:
        return self.filter(place__icontains=text)

    def held_since(self, day: datetime.date) -> Self:
        """Meetings that can have lasted until `day` or begun later."""
        return self.filter(Q(end_latest__gte=day) | Q(start_latest__gte=day))

    def held_until(self, day: datetime.date) -> Self:
        """Meetings that can have begun on `day` or earlier."""
        return self.filter(start_earliest__lte=day)

    def chaired_by(self, pks: Collection[int]) -> Self:
        return self._with(standing("participation").filter(role="chair", person__in=pks))

    def with_participant(self, pks: Collection[int]) -> Self:
        """Meetings that one of these people took part in, in whatever role."""
        return self._with(standing("participation").filter(person__in=pks))

    def newest_first(self) -> Self:
        return self.order_by(F("start_earliest").desc(nulls_last=True), "key")

    def oldest_first(self) -> Self:
        return self.order_by(F("start_earliest").asc(nulls_last=True), "key")

    def by_name(self) -> Self:
        return self.order_by("name", "key")

    def with_participant_count(self) -> Self:
        """Each meeting with how many parts in it are known as `participants`."""
        return self.annotate(participants=number_of(standing("participation"), "meeting"))

    def _with(self, parts: QuerySet[Any]) -> Self:
        return self.filter(pk__in=parts.values("meeting"))


class InitiativeQuerySet(MentionedRecordQuerySet):
    def with_first_seen(self) -> Self:
        """Each initiative with the date of the first dated article that names it, for its `first_seen`."""
        days: Any = DayCount.objects.filter(initiative_id=OuterRef("pk"))
        days = days.values("earliest", "latest", "precision").annotate(places=Sum("number")).filter(places__gt=0)
        date = Concat(Cast("earliest", models.CharField()), "precision")
        return self.annotate(first_seen_as=Subquery(days.order_by("earliest", "latest").values(as_text=date)[:1]))

    def first_seen_between(self, since: datetime.date | None, until: datetime.date | None) -> Self:
        """Initiatives that can have been first seen between two days, an article's month or year being any day of it.

        That is: the date of an article that names it can be `until` or earlier, and none is surely before `since`. A
        look at each initiative ends at the first such article, where its first date would need all of them.
        """
        mentions = standing("initiativemention").filter(initiative=OuterRef("pk"))
        rows = self
        if since:
            rows = rows.filter(~Exists(mentions.filter(paragraph__article__date_latest__lt=since)))
            rows = rows.filter(Exists(mentions.filter(paragraph__article__date_latest__gte=since)))
        if until:
            rows = rows.filter(Exists(mentions.filter(paragraph__article__date_earliest__lte=until)))
        return rows

    def by_name(self) -> Self:
        return self.order_by(F("is_named").desc(), "name", "key")

    def earliest_first(self) -> Self:
        return self.with_first_seen().order_by(F("first_seen_as").asc(nulls_last=True), "key")


class InstrumentQuerySet(MentionedRecordQuerySet):
    def issued_by(self, pks: Collection[int]) -> Self:
        return self.filter(issuer__in=pks)

    def dated_since(self, day: datetime.date) -> Self:
        """Instruments whose date can be `day` or later."""
        return self.filter(date_latest__gte=day)

    def dated_until(self, day: datetime.date) -> Self:
        """Instruments whose date can be `day` or earlier."""
        return self.filter(date_earliest__lte=day)

    def held_in_full(self) -> Self:
        """Instruments of which an article of the archive prints the text."""
        return self.filter(article__isnull=False)

    def only_cited(self) -> Self:
        return self.filter(article__isnull=True)

    def by_title(self) -> Self:
        return self.order_by(F("is_named").desc(), "title", "key")

    def newest_first(self) -> Self:
        return self.order_by(F("date_earliest").desc(nulls_last=True), "key")

    def _name(self, text: str) -> Q:
        return Q(title=text) | Q(aliases__contains=[text])


class SeriesQuerySet(models.QuerySet[Any]):
    """Series of meetings, which are known by their names."""

    def called(self, text: str) -> Self:
        """The record of this name, else those with it as an alias."""
        return self.filter(name=text) if self.filter(name=text).exists() else self.filter(aliases__contains=[text])

    def named(self, text: str) -> Self:
        """Series with `text` in their name."""
        return self.filter(name__icontains=text)


class OrganizationQuerySet(NamedQuerySet[Any]):
    def in_texts(self) -> Self:
        return self.filter(is_named=True)

    def in_no_text(self) -> Self:
        return self.filter(is_named=False)

    def called(self, text: str) -> Self:
        """The body of this name, else those with it as an alias."""
        return self.filter(name=text) if self.filter(name=text).exists() else self.filter(aliases__contains=[text])

    def part_of(self, pks: Collection[int]) -> Self:
        return self.filter(parent__in=pks)

    def by_pinyin(self) -> Self:
        """By pinyin; bodies whom only the authority data know come last."""
        return self.order_by(F("is_named").desc(), "pinyin", "name")

    def busiest_first(self) -> Self:
        """Bodies by the number of meetings they called."""
        return self.order_by(number_of(_all("meeting"), "convener").desc(), "name")

    def with_numbers(self) -> Self:
        """Each body with its people (`people`), meetings (`meetings_called`) and instruments (`instruments_issued`)."""
        return self.annotate(**_numbers_of_bodies())


@cache  # what a page of the list takes longest to put together
def _numbers_of_bodies() -> dict[str, Coalesce]:
    held = standing("officeheld").filter(office__organization=OuterRef("pk")).values("office__organization")
    return {
        "people": Coalesce(Subquery(held.annotate(n=Count("person", distinct=True)).values("n")), 0),
        "meetings_called": number_of(_all("meeting"), "convener"),
        "instruments_issued": number_of(_all("instrument"), "issuer"),
    }
