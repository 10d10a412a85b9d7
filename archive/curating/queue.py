"""The review queue: what waits for a person, in the order of doubt, and how much of it is done.

Claims order themselves (`by_doubt` of their QuerySets), and so do suggestions (`open`); here is what takes several
tables: articles, people who may be two, and records that may be one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.db.models.lookups import Exact, IsNull
from django.utils.translation import gettext_lazy as _

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
from archive.models.claims import Claim, ClaimQuerySet
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

#: Records of which several may have one name.
ALIKE: tuple[type[Record], ...] = (Person, Meeting, Initiative, Instrument)
#: Of these, those that return under the same name, with the day by which they are told apart.
_DAYS: dict[type[Record], str] = {Meeting: "start_earliest", Instrument: "date_earliest"}
#: Of an article in which people are named with less than this confidence it is told that names are guessed.
_GUESS = 0.5


class Doubt(TextChoices):
    """What is doubtful of an article."""

    DISPUTED = "disputed", _("an import disagrees with what a person has set")
    CALLED = "called", _("a person has called it doubtful")
    UNTITLED = "untitled", _("no headline is printed, and none is supplied")
    UNDATED = "undated", _("no day is known")
    INFERRED = "inferred", _("the day is taken from context")
    UNKNOWN = "unknown", _("an author is nobody the archive knows")
    GUESSED = "guessed", _("names in the text are guessed")


#: How much each doubt weighs in the order of articles.
WEIGHTS = {
    Doubt.DISPUTED: 8,
    Doubt.CALLED: 6,
    Doubt.UNTITLED: 4,
    Doubt.UNDATED: 3,
    Doubt.INFERRED: 1,
    Doubt.UNKNOWN: 1,
}


class Progress(NamedTuple):
    """How many of a queue a person has decided on, and how many still wait."""

    decided: int
    waiting: int


def claim_progress(claims: ClaimQuerySet[Any]) -> Progress:
    """Of claims of one model; of all of them two counts of indexes that hold nothing else."""
    decided = claims.decided()
    if claims.model is OfficeHeld:  # for the only claims that authority data confirm
        decided = decided.exclude(decided_by="")
    return Progress(decided.count(), claims.doubtful().count())


def article_progress() -> Progress:
    """Of the articles: reviewed, and not."""
    reviewed = Article.objects.filter(review=Article.Review.REVIEWED).count()
    return Progress(reviewed, Article.objects.count() - reviewed)


def suggestion_progress() -> Progress:
    """Of the suggestions of imports: settled, and open."""
    waiting = Suggestion.objects.open().count()
    return Progress(Suggestion.objects.count() - waiting, waiting)


def articles_by_doubt(doubt: str = "") -> QuerySet[Any]:
    """Articles that were not reviewed, each with its `doubt`, the most doubtful first; with one only those of it.

    Open suggestions weigh most, then what a person has called doubtful, then a headline or a day that is missing, then
    days taken from context and authors whom nobody knows.
    """
    reasons = _reasons()
    sum_: Any = Value(0)
    for each, condition in reasons.items():
        sum_ = sum_ + Case(When(condition, then=WEIGHTS[each]), default=0, output_field=IntegerField())
    articles: QuerySet[Any] = Article.objects.exclude(review=Article.Review.REVIEWED)
    if doubt in reasons:
        articles = articles.filter(reasons[Doubt(doubt)])
    ordered: QuerySet[Any] = articles.annotate(doubt=sum_).order_by("-doubt", "document_id", "ordinal")
    return ordered


def doubts(articles: Collection[int]) -> dict[int, list[Doubt]]:
    """What is doubtful of articles, by primary key: one query."""
    disputed = Suggestion.objects.open().filter(record_type=RecordType.ARTICLE, record_key=OuterRef("key"))
    unknown = Byline.objects.filter(article=OuterRef("pk"), person=None)
    guessed = PersonMention.objects.doubtful().filter(confidence__lt=_GUESS, paragraph__article=OuterRef("pk"))
    asked = _reasons() | {
        Doubt.DISPUTED: Exists(disputed),
        Doubt.UNKNOWN: Exists(unknown),
        Doubt.GUESSED: Exists(guessed),
    }
    is_so: dict[str, Any] = {
        f"is_{each}": Case(When(condition, then=True), default=False, output_field=BooleanField())
        for each, condition in asked.items()
    }
    rows = Article.objects.filter(pk__in=articles).order_by().annotate(**is_so).values_list("pk", *is_so)
    return {pk: [each for each, so in zip(asked, found, strict=True) if so] for pk, *found in rows}


def _reasons() -> dict[Doubt, Any]:
    """The doubts by which articles are ordered. What other tables tell is a set that is made once, not once an article.

    Guessed names are not among them: to know whose they are takes all doubtful mentions, and these have a queue.
    """
    disputed = Suggestion.objects.open().filter(record_type=RecordType.ARTICLE).order_by().values("record_key")
    unknown = Byline.objects.filter(person=None).order_by().values("article")
    return {
        Doubt.DISPUTED: Q(key__in=disputed),
        Doubt.CALLED: Q(review=Article.Review.DOUBTFUL),
        Doubt.UNTITLED: Q(title=None, supplied_title=None),
        Doubt.UNDATED: Q(date_precision=""),
        Doubt.INFERRED: Q(date_inferred=True),
        Doubt.UNKNOWN: Q(pk__in=unknown),
    }


def people_who_may_be_two() -> QuerySet[Any]:
    """People found in print who were seen in offices of several bodies, as `bodies`, those of most bodies first."""
    bodies = Count("offices_held__office__organization", distinct=True, filter=~Q(offices_held__status="rejected"))
    found = Person.objects.filter(origin=Origin.IMPORT, offices_held__status="suggested")
    people: QuerySet[Any] = found.annotate(bodies=bodies)
    return people.filter(bodies__gte=2).order_by("-bodies", "pinyin", "key")


def records_that_may_be_one(model: type[Record]) -> QuerySet[Any]:
    """People and the like with the same name, as `named`, and of one day or of none: to look at, and to merge.

    Two that are both vouched for have been told apart by a person.
    """
    name = F("title") if any(field.name == "title" for field in model._meta.fields) else F("name")
    rows: QuerySet[Any] = model._default_manager.annotate(named=name)
    same = rows.filter(named=OuterRef("named")).exclude(pk=OuterRef("pk"))
    same = same.filter(Q(origin=Origin.IMPORT) | Q(Exact(OuterRef("origin"), Origin.IMPORT.value)))
    if column := _DAYS.get(model):
        day = OuterRef(column)
        same = same.filter(Q(**{column: day}) | Q(**{column: None}) | Q(IsNull(day, True)))
    return rows.filter(Exists(same)).order_by("named", "pk")


def named_alike(model: type[Record], after: str, number: int) -> list[str]:
    """The first `number` names behind `after` that several records have."""
    names = records_that_may_be_one(model).filter(named__gt=after).order_by("named").values_list("named", flat=True)
    return list(names.distinct()[:number])
