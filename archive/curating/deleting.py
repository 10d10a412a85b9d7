"""Documents are deleted with all that only they told of; undoing brings it back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.importing.removing import remove_documents


def delete_documents(documents: QuerySet[Any], *, user: AbstractBaseUser) -> Operation:
    """Delete documents, their articles, and the records of which nothing else speaks."""
    with operation(Operation.Kind.DELETE, user) as done:
        deleted = list(documents.defer("text").order_by("pk").select_for_update(of=["self"]))
        done.sum_up(", ".join(document.file_name for document in deleted))
        remove_documents(deleted)
    return done
