"""What follows when the mentions of documents have changed or are gone, for the records that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from archive.importing.authors import link_authors
from archive.importing.full_texts import link_full_texts, printed_in_full
from archive.importing.offices_held import Pair, write_offices_held
from archive.importing.spoken import Spoken, offices_in
from archive.importing.sweeping import remove_orphans
from archive.importing.tellings import TOLD, Touched, settle_values
from archive.models import Byline, Document, Meeting, OfficeMention, Participation, Person
from archive.models.curation import Curated
from archive.models.evidence import Mention


@dataclass(frozen=True, slots=True)
class Before:
    """What documents spoke of before they changed; nothing, where they are new."""

    spoken: Spoken
    offices: set[Pair]
    printed_in_full: set[int]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Before:
        return cls(Spoken(documents), offices_in(documents), printed_in_full(documents))


def settle(
    before: Before,
    documents: Sequence[Document],
    doubtful: Touched,
    moved: Iterable[int],
    brought: Mapping[type[Curated], Collection[int]] = MappingProxyType({}),
) -> None:
    """Bring records to what is told of them now, and remove those of which nothing speaks any more.

    `documents` are those that changed, none where they were removed. The rest is given by primary key: `doubtful` are
    records besides of which something else may be told now, `moved` meetings that mentions were taken from or given to,
    `brought` bodies and series that were told and may be linked nowhere.
    """
    touched: dict[type[Curated], set[int]] = defaultdict(set)
    parts = Participation.objects.filter(meeting__in=set(moved)).values_list("pk", flat=True)
    changes: list[Touched] = [doubtful, {Meeting: set(moved), Participation: set(parts)}]
    if before.spoken:
        changes.append(before.spoken.retold_in(Spoken(documents)))
    for change in changes:
        for model, keys in change.items():
            touched[model].update(keys)
    is_new = not before.spoken and len(documents) == 1
    write_offices_held(before.offices | offices_in(documents), documents[0] if is_new else None)
    let_go = settle_values(touched)
    link_authors(Byline.objects.filter(article__document__in=documents))
    link_full_texts(documents, before.printed_in_full)
    remove_orphans([before.spoken.keys(), {Meeting: set(moved)}, let_go, brought])


def settle_decided(mentions: Collection[Mention]) -> None:
    """Bring the records of `mentions` to what is told of them, after people have decided on those."""
    touched: dict[type[Curated], set[int]] = defaultdict(set)
    pairs: set[Pair] = set()
    for mention in mentions:
        for model, (telling, target, _) in TOLD.items():
            if isinstance(mention, telling):
                touched[model].add(getattr(mention, f"{target}_id"))
        if isinstance(mention, OfficeMention) and mention.person_id and mention.office_id:
            pairs.add((mention.person_id, mention.office_id))
    link_authors(Byline.objects.filter(article__paragraphs__in={mention.paragraph_id for mention in mentions}))
    write_offices_held(pairs)
    let_go = settle_values(touched)
    remove_orphans([{Person: {person for person, _ in pairs}}, let_go])
