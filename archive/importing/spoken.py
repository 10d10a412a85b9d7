"""What documents speak of: the records, and all that their mentions tell of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from archive.importing.offices_held import Pair
from archive.importing.tellings import TOLD
from archive.models import Document, OfficeMention, Person, PersonMention
from archive.models.curation import Curated


class Spoken:
    """What documents speak of at the time this is made."""

    def __init__(self, documents: Iterable[Document]) -> None:
        of_documents = {"paragraph__article__document__in": list(documents)}
        people = PersonMention.objects.filter(**of_documents).values_list("person", flat=True)
        self._tellings: dict[type[Curated], dict[int, list[Any]]] = {
            Person: {person: [] for person in people.distinct()}
        }
        for model, (mention, target, _) in TOLD.items():
            tellings = self._tellings[model] = defaultdict(list)
            rows = mention._default_manager.filter(**of_documents, **{f"{target}__isnull": False})
            for pk, *telling in rows.order_by().values_list(
                f"{target}_id", Cast("told", TextField()), "paragraph__article", "status", "rule", "confidence"
            ):
                tellings[pk].append(telling)
            for of_one in tellings.values():
                of_one.sort()

    def __bool__(self) -> bool:
        return any(self._tellings.values())

    def of(self, model: type[Curated]) -> set[int]:
        """Primary keys of the records of one model."""
        return set(self._tellings.get(model, ()))

    def keys(self) -> dict[type[Curated], set[int]]:
        """Primary keys of the records, by model."""
        return {model: set(tellings) for model, tellings in self._tellings.items()}

    def retold_in(self, after: Spoken) -> dict[type[Curated], set[int]]:
        """By model, primary keys of the records of which something else is told `after`."""
        return {
            model: {pk for pk in before.keys() | after.of(model) if before.get(pk) != after._tellings[model].get(pk)}
            for model, before in self._tellings.items()
        }


def offices_in(documents: Iterable[Document]) -> set[Pair]:
    """Whom the documents name with which office."""
    mentions = OfficeMention.objects.filter(paragraph__article__document__in=list(documents))
    return set(
        mentions.filter(person__isnull=False, office__isnull=False)
        .order_by()
        .values_list("person", "office")
        .distinct()
    )
