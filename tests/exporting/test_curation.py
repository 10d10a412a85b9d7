"""Curation travels: whatever people have done to an archive, its export comes back byte for byte; history stays.

ARCHIVE_TRAVELS is the number of sequences of operations, few by default.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from archive.curating import correcting, deciding, merging
from archive.curating.models import Change, Operation
from archive.dates import PartialDate
from archive.exporting.loading import load_fixtures
from archive.exporting.merging import merge_fixtures
from archive.models import Article, Person, PersonMention, PersonName, Redirect
from archive.models.claims import Claim
from tests.batches import batches
from tests.curating.machine import Curation
from tests.curating.people import fill, sound, user
from tests.curating.world import fill_more
from tests.exporting.archives import empty, export

pytestmark = pytest.mark.django_db

NEWS = "qing-he-tong-xun-l2"


class Travels(Curation):
    """After the operations the archive leaves and comes back."""

    def teardown(self) -> None:
        try:
            with tempfile.TemporaryDirectory() as scratch:
                first = export(Path(scratch) / "one")
                merged = merge_fixtures(Path(scratch) / "one", dry_run=True)
                assert (merged.created, merged.updated, merged.conflicts) == (0, 0, [])
                empty()
                load_fixtures(Path(scratch) / "one")
                second = export(Path(scratch) / "two")
                assert [name for name in first if first[name] != second.get(name)] == []
                assert len(first) == len(second)
                assert sound()
        finally:
            super().teardown()


@batches("ARCHIVE_TRAVELS", 4, most=10)
def test_whatever_people_did_comes_back_byte_for_byte(first: int, examples: int) -> None:
    fill_more()
    Travels.user = User.objects.create_superuser("root")
    run_state_machine_as_test(
        seed(first)(Travels),
        settings=settings(
            max_examples=examples, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def records(files: dict[str, bytes]) -> dict[str, list[Any]]:
    return {name: json.loads(data) for name, data in files.items() if name[:1].isdigit()}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, int]:
    """By file, how many records differ."""
    old, new = records(before), records(after)
    found = {name: sum(record not in old.get(name, []) for record in new[name]) for name in new}
    return {name: number for name, number in found.items() if number}


def test_a_corrected_word_changes_one_record_of_one_file(tmp_path: Path) -> None:
    fill()
    before = export(tmp_path / "one")
    article = Article.objects.get(key=NEWS)
    correcting.correct(article, {"source": "柳镇邮讯"}, user=user("curator"))
    after = export(tmp_path / "two")
    assert list(changed(before, after).values()) == [1]
    assert {name for name in after if before[name] != after[name]} == {
        next(iter(changed(before, after))), "about/manifest.json",
    }  # fmt: skip


def test_decisions_redirects_and_supplied_headlines_travel_and_history_does_not(tmp_path: Path) -> None:
    fill()
    Article.objects.filter(key=NEWS).update(title=None)
    curator, other = user("administrator", "meng"), Person.objects.create(key="老许", name="老许", origin="authority")
    correcting.supply_title(Article.objects.get(key=NEWS), "春灌", user=curator)
    correcting.correct(Article.objects.get(key=NEWS), {"date": PartialDate.of(2031, 3, 5)}, user=curator)
    merging.merge(Person.objects.get(key="xu-gui-lan"), other, user=curator)
    deciding.decide_all(PersonMention.objects.all(), Claim.Status.REJECTED, user=curator)
    export(tmp_path / "one")
    empty()
    Change.objects.all().delete()
    Operation.objects.all().delete()
    User.objects.all().delete()

    load_fixtures(tmp_path / "one")

    article = Article.objects.get(key=NEWS)
    assert (article.supplied_title, article.date) == ("春灌", PartialDate.of(2031, 3, 5))
    assert {field: lock["by"] for field, lock in article.locks.items()} == {
        "title": "meng", "supplied_title": "meng", "date": "meng",
    }  # fmt: skip
    assert Redirect.objects.new_key("person", "老许") == "xu-gui-lan"
    assert PersonName.objects.filter(person__key="xu-gui-lan", name="老许").exists()
    assert set(PersonMention.objects.values_list("status", "decided_by")) == {("rejected", "meng")}
    assert [(operation.kind, operation.by) for operation in Operation.objects.all()] == [("load", "")]
    assert not User.objects.exists()
