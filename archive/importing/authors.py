"""Which person an author is: the one whom the headline of the article, its byline included, names so.

A name in the text is no proof: a reporter may be called as the minister is who is reported on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import QuerySet

from archive.importing.copying import update
from archive.importing.records import Role
from archive.models import Byline, PersonMention

_HEADLINE = [role.value for role in (Role.BYLINE, Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.SOURCE)]


def link_authors(bylines: QuerySet[Byline]) -> None:
    """Link authors with the persons they are, where that is told; links that people have settled stay."""
    changed = []
    for byline, person in _told(bylines):
        if byline.person_id != person:
            byline.person_id = person
            changed.append(byline)
    update(Byline, changed, ["person"])


def unproven_authors() -> Iterator[Byline]:
    """Authors that are linked with a person of whom the headline tells nothing."""
    for byline, person in _told(Byline.objects.filter(person__isnull=False)):
        if byline.person_id != person:
            yield byline


def _told(bylines: QuerySet[Byline]) -> Iterator[tuple[Byline, int | None]]:
    """Each author whom no person has settled, with the primary key of the one person that is named so."""
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    mentions = PersonMention.objects.standing().filter(
        paragraph__article__in=bylines.values("article"), paragraph__role__in=_HEADLINE
    )
    for article, person, printed in mentions.order_by().values_list("paragraph__article", "person", "printed"):
        people[article, "".join(printed.split())].add(person)
    for byline in bylines.select_related("article").order_by("pk"):
        if not byline.article.is_locked("bylines"):
            named = people[byline.article_id, byline.name]
            yield byline, next(iter(named)) if len(named) == 1 else None
