"""Fixtures: the archive leaves and comes back whole."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from archive.checking import findings
from archive.curating.models import Operation
from archive.exporting.contents import EXPORTED, PRIVATE_APPS, all_rows, derived, fields, related
from archive.exporting.fixtures import write_fixtures
from archive.models import Article, Document, Organization, Person
from tests.exporting.archives import contents, empty, export, load
from tests.models.examples import fill

pytestmark = pytest.mark.django_db


def test_every_model_travels_or_is_said_to_stay() -> None:
    ours = [config for config in apps.get_app_configs() if config.name.partition(".")[0] == "archive"]
    models = {model for config in ours if config.label not in PRIVATE_APPS for model in config.get_models()}
    assert {*EXPORTED, *derived()} == models


def test_references_lead_to_what_is_loaded_before() -> None:
    for place, model in enumerate(EXPORTED):
        for field in fields(model):
            if target := related(field):
                assert target is model or target in EXPORTED[:place]


def test_what_stays_behind_is_filled_by_the_database() -> None:
    for model in EXPORTED:
        own = [field for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]
        behind = [field.name for field in own if field not in fields(model) and not field.has_db_default()]
        assert behind == [], model


def test_the_database_tells_again_which_records_are_named(tmp_path: Path) -> None:
    fill()
    named = set(Person.objects.filter(is_named=True).values_list("key", flat=True))
    assert named
    export(tmp_path / "one")
    empty()
    load(tmp_path / "one")
    assert set(Person.objects.filter(is_named=True).values_list("key", flat=True)) == named


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_archive_comes_back_byte_for_byte(tmp_path: Path, form: str) -> None:
    fill()
    first = export(tmp_path / "one", f"--format={form}")
    empty()
    said = load(tmp_path / "one")
    assert said == f"records loaded: {sum(model.objects.count() for model in EXPORTED)}\n"
    assert export(tmp_path / "two", f"--format={form}") == first
    assert list(findings(Document.objects.all())) == []


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_djangos_own_command_loads_it_too(tmp_path: Path, form: str) -> None:
    fill()
    # The first body by name is part of the last: a reference to what comes later in the file.
    Organization.objects.create(name="一号闸", parent=Organization.objects.get(name="青禾县水利局"))
    first = export(tmp_path / "one", f"--format={form}")
    empty()
    call_command("loaddata", *sorted(map(str, (tmp_path / "one").glob(f"*.{form}"))), verbosity=0)
    assert export(tmp_path / "two", f"--format={form}") == first


def test_an_empty_archive_makes_the_round_trip(tmp_path: Path) -> None:
    first = export(tmp_path / "one")
    load(tmp_path / "one")
    assert export(tmp_path / "two") == first


def test_records_have_no_primary_keys_and_their_natural_key_first(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "export")
    for file in (tmp_path / "export").glob("*.json"):
        for record in json.loads(file.read_text("utf-8")):
            model = apps.get_model(record["model"])
            assert record.keys() == {"model", "fields"}
            assert "id" not in record["fields"]
            keys = list(record["fields"])[: len(model.natural_key_fields)]
            assert set(keys) == set(model.natural_key_fields)


def test_a_changed_word_changes_a_line_of_a_file(tmp_path: Path) -> None:
    fill()
    before = export(tmp_path / "export")
    Article.objects.filter(key="qing-he-tong-xun-l6").update(title="一渠清水到村里")
    after = export(tmp_path / "export")
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {"09_article.json", "about/manifest.json"}
    old, new = (text["09_article.json"].decode().splitlines() for text in (before, after))
    changed = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    assert changed == ['-  "title":"一渠清水进村来",', '+  "title":"一渠清水到村里",']


def test_authority_data_counts_as_nothing_and_is_replaced(tmp_path: Path) -> None:
    fill()
    first = export(tmp_path / "one")
    empty()
    call_command("load_authority", verbosity=0)
    load(tmp_path / "one")
    assert export(tmp_path / "two") == first


@pytest.mark.parametrize("touched", ["a lock", "a record"])
def test_an_archive_with_contents_is_refused_unless_it_is_to_be_replaced(tmp_path: Path, touched: str) -> None:
    fill()
    first = export(tmp_path / "one")
    empty()
    call_command("load_authority", verbosity=0)
    if touched == "a lock":
        Person.objects.filter(pk=Person.objects.earliest("pk").pk).update(locks={"name": {"by": "meng", "at": "2031"}})
    else:
        Person.objects.create(key="吴明远", name="吴明远")
    before = export(tmp_path / "two")
    with pytest.raises(CommandError, match=r"not empty: it holds 1 people. Load with --merge .* or with --replace"):
        load(tmp_path / "one")
    assert export(tmp_path / "two") == before
    load(tmp_path / "one", replace=True)
    assert export(tmp_path / "two") == first


def test_a_folder_with_other_things_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "notes.txt").write_text("甲", "utf-8")
    with pytest.raises(CommandError, match=r"notes holds something else than an export and is not replaced"):
        export(tmp_path / "notes")
    assert contents(tmp_path) == {"notes/notes.txt": "甲".encode()}


def test_an_export_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    fill()
    before = export(tmp_path / "export")
    Article.objects.all().update(title="别的题目", supplied_title=None)
    rows = dict(all_rows())
    del rows[EXPORTED[-1]]
    with pytest.raises(KeyError):
        write_fixtures(tmp_path / "export", rows)
    assert contents(tmp_path / "export") == before
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


def test_a_load_is_one_operation_whose_new_rows_are_not_kept(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "one")
    empty()
    last = Operation.objects.recent()[0].pk if Operation.objects.exists() else 0
    load(tmp_path / "one")
    [done] = Operation.objects.filter(pk__gt=last)
    assert (done.kind, done.by, done.summary, done.is_whole) == ("load", "", "one", False)
    assert not done.changes.filter(before=None).exists()


def test_a_trial_load_leaves_no_operation(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "one")
    empty()
    number = Operation.objects.count()
    load(tmp_path / "one", dry_run=True)
    assert Operation.objects.count() == number
