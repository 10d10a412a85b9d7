"""Mentions go from one record to another, and what they prove follows them.

The link that was wrong stays, rejected, and the right one stands beside it, confirmed: so the next import neither makes
the first again nor removes the second.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from archive.importing.settling import settle_decided
from archive.models import (
    Byline,
    Meeting,
    OfficeMention,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
)
from archive.models.claims import Claim, decision
from archive.models.evidence import EVIDENCE, Mention
from archive.models.natural import NaturalKeyModel


def hand_over(chosen: Sequence[Mention], old: Any, new: Any, by: str) -> None:
    """Give the mentions `chosen`, which are of the record `old`, to `new`.

    Of a person follow the offices printed next to the names, and the bylines and parts in meetings of articles in which
    nothing else speaks of the old record; of a meeting the parts taken that such articles tell of.
    """
    model, target = EVIDENCE[type(old)]
    _copy(model, [mention.pk for mention in chosen], {f"{target}_id": new.pk}, by)
    standing = model._default_manager.filter(**{target: old}).exclude(status=Claim.Status.REJECTED)
    articles = _articles(mention.paragraph_id for mention in chosen)
    articles -= set(standing.filter(paragraph__article__in=articles).values_list("paragraph__article", flat=True))
    if isinstance(old, Person):
        _copy(OfficeMention, _offices_beside(old, [mention.pk for mention in chosen]), {"person_id": new.pk}, by)
        _hand_over_parts(old, new, articles, by)
        Byline.objects.filter(person=old, article__in=articles).update(person=new)
    elif isinstance(old, Meeting):
        _hand_over_participants(old, new, articles, by)
    paragraphs = {mention.paragraph_id for mention in chosen}
    touched: list[Mention] = list(model._default_manager.filter(paragraph__in=paragraphs))
    if isinstance(old, Person):
        touched += OfficeMention.objects.filter(paragraph__in=paragraphs)
    elif isinstance(old, Meeting):
        touched += ParticipationMention.objects.filter(participation__meeting__in=[old, new])
    settle_decided(touched)


def give_to(mention: OfficeMention, person: Person | None, by: str) -> None:
    """Let the office that `mention` names be that of `person` there, of nobody who is known where it is None."""
    _copy(OfficeMention, [mention.pk], {"person_id": person.pk if person else None}, by)
    same_words = OfficeMention.objects.get_queryset().filter(paragraph=mention.paragraph_id, start=mention.start)
    settle_decided(list(same_words))


def _articles(paragraphs: Any) -> set[int]:
    return set(Paragraph.objects.filter(pk__in=list(paragraphs)).values_list("article", flat=True))


def _copy(model: type[NaturalKeyModel], pks: Sequence[int], values: Mapping[str, int | None], by: str) -> None:
    """Copy claims with other `values`, by column, as confirmed; reject those that were copied."""
    confirmed = decision(Claim.Status.CONFIRMED, by)
    given: dict[str, Any] = {**values, **confirmed}
    fields = {field.name: str(field.column) for field in model._meta.concrete_fields if not field.primary_key}
    q = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {model._meta.db_table} ({", ".join(map(q, fields.values()))})
            SELECT {", ".join("%s" if column in given else q(column) for column in fields.values())}
            FROM {model._meta.db_table} WHERE id = ANY(%s::bigint[])
            ON CONFLICT ({", ".join(q(fields[name]) for name in model.natural_key_fields)})
            DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in confirmed)}
            """,
            [*(given[column] for column in fields.values() if column in given), list(pks)],
        )
    model._default_manager.filter(pk__in=pks).update(**decision(Claim.Status.REJECTED, by))


# --- of a person ------------------------------------------------------------------------------------------------------


def _offices_beside(old: Person, chosen: Sequence[int]) -> list[int]:
    """Mentions of offices of `old` to which one of the mentions `chosen` is the next of the name in its paragraph."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT o.id FROM archive_officemention o WHERE o.person_id = %s AND o.status <> 'rejected' AND (
                SELECT m.id FROM archive_personmention m
                WHERE m.paragraph_id = o.paragraph_id AND m.person_id = o.person_id
                ORDER BY abs(m.start - o.start), m.start LIMIT 1
            ) = ANY(%s::bigint[])
            """,
            [old.pk, list(chosen)],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _hand_over_parts(old: Person, new: Person, articles: Collection[int], by: str) -> None:
    elsewhere = ParticipationMention.objects.filter(participation=OuterRef("pk")).exclude(
        paragraph__article__in=articles
    )
    there = ParticipationMention.objects.filter(participation=OuterRef("pk"), paragraph__article__in=articles)
    parts = list(Participation.objects.filter(Exists(there), ~Exists(elsewhere), person=old))
    for part in parts:
        part.person = new
        part.lock(["person"], by, timezone.now())
    Participation.objects.bulk_update(parts, ["person", "locks"])


# --- of a meeting -----------------------------------------------------------------------------------------------------


def _hand_over_participants(old: Meeting, new: Meeting, articles: Collection[int], by: str) -> None:
    proofs = ParticipationMention.objects.filter(participation__meeting=old, paragraph__article__in=articles)
    proofs = proofs.exclude(status=Claim.Status.REJECTED)
    by_part: dict[int, list[int]] = {}
    for proof, of_part in proofs.values_list("pk", "participation"):
        by_part.setdefault(of_part, []).append(proof)
    parts = {part.pk: part for part in Participation.objects.filter(pk__in=by_part)}
    confirmed = decision(Claim.Status.CONFIRMED, by)
    for pk, part in sorted(parts.items()):
        values = {"person": part.person, "office": part.office, "rule": part.rule, "confidence": part.confidence}
        taken, _made = Participation.objects.update_or_create(
            meeting=new, name=part.name, role=part.role, defaults=confirmed, create_defaults=values | confirmed
        )
        _copy(ParticipationMention, by_part[pk], {"participation_id": taken.pk}, by)
    standing = ParticipationMention.objects.filter(participation=OuterRef("pk")).exclude(status=Claim.Status.REJECTED)
    empty = Participation.objects.filter(~Exists(standing), pk__in=by_part, status=Claim.Status.SUGGESTED)
    empty.update(**decision(Claim.Status.REJECTED, by))
