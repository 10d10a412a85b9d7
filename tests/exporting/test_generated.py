"""Any archive comes back byte for byte.

ARCHIVE_EXAMPLES says how many are tried, `make test-long` says a thousand.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from archive.exporting.loading import load_fixtures
from archive.exporting.merging import merge_fixtures
from tests.batches import batches
from tests.exporting.archives import empty, export
from tests.exporting.generated import Archive

pytestmark = pytest.mark.django_db


@batches("ARCHIVE_EXAMPLES", 12, most=50)
def test_any_archive_comes_back_byte_for_byte(first: int, examples: int) -> None:
    @seed(first)
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(data=st.data(), form=st.sampled_from(["json", "jsonl"]))
    def holds(data: st.DataObject, form: str) -> None:
        with tempfile.TemporaryDirectory() as scratch, transaction.atomic():
            Archive(data.draw)
            comes_back(Path(scratch), form)
            transaction.set_rollback(True)

    holds()


def comes_back(folder: Path, form: str) -> None:
    first = export(folder / "one", f"--format={form}")
    load_fixtures(folder / "one", replace=True)
    assert export(folder / "two", f"--format={form}") == first

    empty()
    if files := sorted(map(str, (folder / "one").glob(f"*.{form}"))):
        call_command("loaddata", *files, verbosity=0)
    assert export(folder / "three", f"--format={form}") == first

    merged = merge_fixtures(folder / "one", dry_run=True)
    assert (merged.created, merged.updated) == (0, 0)
