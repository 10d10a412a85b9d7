"""Any sequence of operations leaves the archive sound, and undoing them one after the other restores every row.

ARCHIVE_SEQUENCES is the number of sequences, 500 for a full run and few by default.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from archive.curating.undoing import undo
from tests.batches import batches
from tests.curating.machine import Curation
from tests.curating.people import changed_since
from tests.curating.world import fill_more


class Sequences(Curation):
    def teardown(self) -> None:
        try:
            while self.done:
                self.take_back_last()
        finally:
            super().teardown()

    def take_back_last(self) -> None:
        operations, before = self.done.pop()
        for operation in operations:
            undo(operation, user=self.user)
        assert (found := changed_since(before)) == {}, found

    @precondition(lambda self: self.done)
    @rule()
    def undo_last(self) -> None:
        self.take_back_last()


@batches("ARCHIVE_SEQUENCES", 15, most=20)
@pytest.mark.django_db
def test_sequences_leave_the_archive_sound_and_can_be_undone(first: int, examples: int) -> None:
    fill_more()
    Sequences.user = User.objects.create_superuser("root")
    run_state_machine_as_test(
        seed(first)(Sequences),
        settings=settings(
            max_examples=examples, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
