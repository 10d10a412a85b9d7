"""The review queue: what waits for a person, in the order of doubt, and how much of it is done.

Claims order themselves (`by_doubt` of their QuerySets), and so do suggestions (`open`); here is what takes several
tables: articles, people who may be two, and records that may be one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from archive.models import (
    Article,
    Byline,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    OfficeHeld,
    OfficeMention,
    Participation,
    Person,
    PersonMention,
    Suggestion,
)
from archive.models.claims import Claim
from archive.models.curation import Origin, Record, RecordType

#: Claims that people look at one by one.
CLAIMS: tuple[type[Claim], ...] = (
    PersonMention,
    OfficeMention,
    MeetingMention,
    InitiativeMention,
    InstrumentMention,
    Participation,
    OfficeHeld,
)

#: People named with less than this confidence make their article doubtful; the rest waits in the queue of mentions.
_GUESS = 0.5


class Progress(NamedTuple):
    """How many of a queue a person has decided on, and how many still wait."""

    decided: int
    waiting: int


def progress(model: type[Claim]) -> Progress:
    """Of the claims of a model; two counts of indexes that hold nothing else."""
    claims: Any = model._default_manager
    return Progress(claims.decided().count(), claims.doubtful().count())


def article_progress() -> Progress:
    """Of the articles: reviewed, and not."""
    reviewed = Article.objects.filter(review=Article.Review.REVIEWED).count()
    return Progress(reviewed, Article.objects.count() - reviewed)


def articles_by_doubt() -> QuerySet[Any]:
    """Articles that were not reviewed, each with its `doubt`, the most doubtful first.

    Open suggestions weigh most, then what a person has called doubtful, then a headline or a day that is missing, then
    days taken from context, authors whom nobody knows and names that are guessed.
    """
    disputed = Suggestion.objects.open().filter(record_type=RecordType.ARTICLE, record_key=OuterRef("key"))
    unknown = Byline.objects.filter(article=OuterRef("pk"), person=None)
    unsure = PersonMention.objects.doubtful().filter(confidence__lt=_GUESS).values("paragraph__article")
    weights: list[tuple[Any, int]] = [
        (Exists(disputed), 8),
        (Q(review=Article.Review.DOUBTFUL), 6),
        (Q(title=None, supplied_title=None), 4),
        (Q(date_precision=""), 3),
        (Q(date_inferred=True), 1),
        (Exists(unknown), 1),
        (Q(pk__in=unsure), 1),
    ]
    doubt: Any = Value(0)
    for condition, weight in weights:
        doubt = doubt + Case(When(condition, then=weight), default=0, output_field=IntegerField())
    articles: QuerySet[Any] = Article.objects.exclude(review=Article.Review.REVIEWED).annotate(doubt=doubt)
    return articles.order_by("-doubt", "document_id", "ordinal")


def people_who_may_be_two() -> QuerySet[Any]:
    """People found in print who were seen in offices of several bodies, as `bodies`, those of most bodies first."""
    bodies = Count("offices_held__office__organization", distinct=True, filter=~Q(offices_held__status="rejected"))
    found = Person.objects.filter(origin=Origin.IMPORT, offices_held__status="suggested")
    people: QuerySet[Any] = found.annotate(bodies=bodies)
    return people.filter(bodies__gte=2).order_by("-bodies", "pinyin", "key")


#: Records whose name is not theirs alone, each with the column that tells those of one name apart.
_DAYS: dict[type[Record], str] = {
    Person: "", Meeting: "start_earliest", Initiative: "", Instrument: "date_earliest"
}  # fmt: skip
MAY_BE_ONE = tuple(_DAYS)


def records_that_may_be_one(model: type[Record]) -> QuerySet[Any]:
    """People and the like with the same name, as `named`, and of one day or of none: to look at, and to merge.

    Two that somebody vouches for have been told apart by a person.
    """
    name = F("title") if any(field.name == "title" for field in model._meta.fields) else F("name")
    rows: QuerySet[Any] = model._default_manager.annotate(named=name)
    same = (
        rows.filter(named=OuterRef("named"))
        .exclude(pk=OuterRef("pk"))
        .annotate(other=ExpressionWrapper(OuterRef("origin"), CharField()))
    )
    same = same.filter(Q(origin=Origin.IMPORT) | Q(other=Origin.IMPORT))
    if day := _DAYS.get(model):
        same = same.annotate(day=ExpressionWrapper(OuterRef(day), DateField())).filter(
            Q(**{day: F("day")}) | Q(**{day: None}) | Q(day=None)
        )
    return rows.filter(Exists(same)).order_by("named", "pk")
