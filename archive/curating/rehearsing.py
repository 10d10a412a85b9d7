"""Operations tried out: done and taken back at once, so that what they would do can be shown as it would be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rehearsal() -> Iterator[None]:
    """Whatever is written inside is gone at its end. An operation in it waits for its turn, and refuses, as always."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
