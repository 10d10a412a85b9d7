"""What a merge leaves alone: values that people have set here, as SQL on the rows of the archive."""

from __future__ import annotations

from django.db import connection, models

from archive.models import Article, Byline, Meeting, OfficeHeld, Paragraph, Redirect, Suggestion
from archive.models.claims import Claim
from archive.models.curation import Curated, Origin, Record
from archive.models.dates import field_of
from archive.models.natural import NaturalKeyModel

#: Fields that are taken or left together, because the tables hold them against each other.
_TOGETHER: dict[type[models.Model], tuple[set[str], ...]] = {
    Article: ({"title", "supplied_title"},),
    Meeting: ({"start", "end"},),
}
#: Fields that tell of a decision and are none: two people may decide the same.
_CIRCUMSTANCES = {"decided_by", "decided_at", "confidence", "rule"}
#: Days between which print names a person in an office: two archives together know the longer time.
_CITED = ("first_cited_", "last_cited_")

_SETTLED = "settled_articles"


def held(model: type[NaturalKeyModel], field: models.Field) -> str:
    """SQL for whether `field` of the row called `here` stays: a person has set it or settled the row as a whole."""
    conditions = [*_whole(model)]
    if issubclass(model, Curated):
        names = {field_of(model, field.name)}
        for together in _TOGETHER.get(model, ()):
            names |= together if names & together else set()
        conditions.append(f"here.locks ?| ARRAY[{', '.join(repr(name) for name in sorted(names))}]")
    if model is OfficeHeld and field.name.startswith(_CITED):  # what is cited here is cited still
        conditions.append(
            "coalesce(here.first_cited_earliest <= given.first_cited_earliest, given.first_cited_earliest IS NULL)"
            if field.name.startswith("first")
            else "coalesce(here.last_cited_latest >= given.last_cited_latest, given.last_cited_latest IS NULL)"
        )
    if model is Article and field.name in ("title", "supplied_title"):
        conditions.append("here.supplied_title IS NOT NULL")
    return f"({' OR '.join(conditions)})" if conditions else "false"


def wholly_held(model: type[NaturalKeyModel]) -> str:
    """SQL for whether people have settled the row called `here` as a whole."""
    return f"({' OR '.join(_whole(model)) or 'false'})"


def disputable(field: models.Field) -> bool:
    """Whether another value of a held field is a conflict."""
    return field.name not in _CIRCUMSTANCES and not field.name.startswith(_CITED)


def note_settled() -> None:
    """Keep which articles people have settled here, as the merge itself may settle further ones."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_SETTLED}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {_SETTLED} ON COMMIT DROP AS "
            f"SELECT id, review = '{Article.Review.REVIEWED}' AS reviewed, locks FROM {Article._meta.db_table}"
        )


def settled_article(model: type[NaturalKeyModel]) -> str | None:
    """SQL for the articles, by primary key, that take no further rows of `model`; None where all do."""
    lock = {Byline: "bylines", Paragraph: "paragraphs"}.get(model)
    return f"SELECT id FROM {_SETTLED} WHERE reviewed OR locks ? '{lock}'" if lock else None


def _whole(model: type[NaturalKeyModel]) -> list[str]:
    conditions = []
    if issubclass(model, Record):
        conditions.append(f"here.origin = '{Origin.CURATOR}'")
    if issubclass(model, Claim):
        # What authority data say is confirmed too, but no person has said it here.
        conditions.append(
            f"here.decided_by <> '' OR here.status <> '{Claim.Status.SUGGESTED}' AND here.rule <> 'authority'"
        )
    if model is Article:
        conditions.append(f"here.review = '{Article.Review.REVIEWED}'")
    if model is Suggestion:
        conditions.append(f"here.status <> '{Suggestion.Status.OPEN}'")
    if model is Redirect:
        conditions.append("true")
    if articles := settled_article(model):
        conditions.append(f"here.article_id IN ({articles})")
    return conditions
