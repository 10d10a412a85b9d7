"""Documents are deleted with all that only they told of; undoing brings it back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from archive.curating.consequences import mentions_changed
from archive.curating.models import Operation
from archive.curating.recording import operation, shortened
from archive.importing.grouping import group
from archive.importing.sweeping import spoken_of
from archive.models import Redirect, Suggestion
from archive.models.curation import RecordType


def delete_documents(documents: QuerySet[Any], *, user: AbstractBaseUser) -> Operation:
    """Delete documents, their articles, and the records of which nothing else speaks."""
    with operation(Operation.Kind.DELETE, user) as done:
        deleted = list(documents.defer("text").order_by("pk").select_for_update(of=["self"]))
        done.summary = shortened(", ".join(document.file_name for document in deleted))
        done.save(update_fields=["summary"])
        for document in deleted:
            spoken = spoken_of(document)
            articles = list(document.articles.values_list("key", flat=True))
            Suggestion.objects.about(RecordType.ARTICLE, articles).delete()
            Suggestion.objects.about(RecordType.DOCUMENT, [document.slug]).delete()
            Redirect.objects.filter(record_type=RecordType.ARTICLE, new_key__in=articles).delete()
            document.delete()
            mentions_changed(spoken)
        group(set())
    return done
