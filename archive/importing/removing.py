"""Takes documents out of the archive, and out of what it knows by them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from archive.importing.grouping import group_printings
from archive.importing.meeting_days import no_longer_dated, settle_days
from archive.importing.settling import Before, settle
from archive.models import Article, Document, Meeting, Redirect, Sketch, Suggestion
from archive.models.curation import RecordType
from archive.turns import Turn, take_turn


def remove_documents(documents: Iterable[Document]) -> None:
    """Delete documents, in one transaction: afterwards the archive is as if they had never been imported.

    Records that they alone spoke of go with them, others have what the remaining articles tell, and printings are
    grouped without them. What people have set or decided of records stays.
    """
    with transaction.atomic():
        take_turn(Turn.WRITING)
        gone = list(documents)
        before = Before.of(gone)
        keys = dict(Article.objects.filter(document__in=gone).values_list("pk", "key"))
        Sketch.objects.forget_printed_alike(keys)
        Suggestion.objects.about(RecordType.ARTICLE, keys.values()).delete()
        Redirect.objects.filter(record_type=RecordType.ARTICLE, new_key__in=keys.values()).delete()
        Suggestion.objects.about(RecordType.DOCUMENT, [document.slug for document in gone]).delete()
        Document.objects.filter(pk__in=[document.pk for document in gone]).delete()
        moved = settle_days(no_longer_dated(before.spoken.of(Meeting)))
        settle(before, [], {}, moved)
        group_printings()
