"""Authority data: loaded beside what people have set, all of it or none."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.curating.correcting import correct
from archive.dates import PartialDate
from archive.importing.authority import Authority, Body, fingerprint
from archive.importing.knowing import known_authority
from archive.models import OfficeHeld, Organization
from archive.seeding import SeedingError, seed
from tests.curating.people import user
from tests.models.examples import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def fixture(tmp_path: Path) -> Path:
    file = tmp_path / "01_places.json"
    write(file, {"name": "青禾县", "kind": "place", "level": "county", "origin": "authority", "aliases": ["青禾"]})
    return file


def write(file: Path, *records: dict[str, Any]) -> None:
    rows = [{"model": "archive.organization", "fields": fields} for fields in records]
    file.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def test_it_is_loaded_once(fixture: Path) -> None:
    assert seed([fixture]) == {"created": 1, "updated": 0, "unchanged": 0}
    assert seed([fixture]) == {"created": 0, "updated": 0, "unchanged": 1}
    assert Organization.objects.get().aliases == ["青禾"]


def test_a_new_edition_updates_what_nobody_has_set(fixture: Path) -> None:
    seed([fixture])
    county = Organization.objects.get()
    county.level, county.note = "prefecture", "2030年改市"
    county.lock(["level"], by="meng", at=NOON)
    county.save()

    write(fixture, {"name": "青禾县", "kind": "place", "level": "county", "aliases": ["青禾", "禾"]})
    assert seed([fixture])["updated"] == 1
    county.refresh_from_db()
    assert (county.level, county.aliases, county.note) == ("prefecture", ["青禾", "禾"], "2030年改市")


def test_what_a_curator_entered_is_left_alone(fixture: Path) -> None:
    Organization.objects.create(name="青禾县", kind="state", origin="curator", curator="meng")
    assert seed([fixture])["unchanged"] == 1
    assert Organization.objects.get().kind == "state"


def test_what_was_found_in_print_becomes_known(fixture: Path) -> None:
    Organization.objects.create(name="青禾县")
    assert known_authority() == Authority()
    seed([fixture])
    assert known_authority() == Authority(bodies=(Body("青禾县", "place", "county", ("青禾",)),))


def test_records_of_one_edition_build_on_each_other(tmp_path: Path) -> None:
    file = tmp_path / "01_county.json"
    write(
        file,
        {"name": "青禾县"},
        {"name": "青禾县农业局", "parent": ["青禾县"]},
        {"name": "青禾县", "level": "county"},
    )
    assert seed([file]) == {"created": 2, "updated": 1, "unchanged": 0}
    bureau = Organization.objects.get(name="青禾县农业局")
    assert bureau.parent is not None
    assert (bureau.parent.name, bureau.parent.level) == ("青禾县", "county")


def test_an_office_is_held_by_rule_until_people_decide(tmp_path: Path) -> None:
    file = tmp_path / "05_mayors.json"
    start = {"start_earliest": "2030-03-01", "start_latest": "2030-03-31", "start_precision": "month"}
    held = {"person": ["裘真"], "office": ["青禾县县长"], "rule": "authority", "status": "confirmed", **start}
    rows: list[tuple[str, dict[str, Any]]] = [
        ("person", {"key": "裘真", "name": "裘真"}),
        ("office", {"label": "青禾县县长", "title": "县长"}),
        ("officeheld", held),
    ]
    file.write_text(json.dumps([{"model": f"archive.{model}", "fields": fields} for model, fields in rows]), "utf-8")
    assert seed([file])["created"] == 3
    assert seed([file]) == {"created": 0, "updated": 0, "unchanged": 3}

    row = OfficeHeld.objects.get()
    assert (row.rule, row.status, row.start) == ("authority", "confirmed", PartialDate.of(2030, 3))
    correct(row, {"start": PartialDate.of(2030, 4, 1)}, user=user("curator"))
    assert seed([file])["unchanged"] == 3
    row.refresh_from_db()
    assert row.start == PartialDate.of(2030, 4, 1)

    row.status, row.decided_by = OfficeHeld.Status.REJECTED, "meng"
    row.save()
    assert seed([file])["unchanged"] == 3
    row.refresh_from_db()
    assert row.status == "rejected"


def test_thousands_of_records_take_few_queries(tmp_path: Path) -> None:
    file = tmp_path / "02_villages.json"
    write(file, *({"name": f"{number}号村", "kind": "place", "level": "village"} for number in range(1200)))
    with CaptureQueriesContext(connection) as first:
        assert seed([file])["created"] == 1200
    with CaptureQueriesContext(connection) as again:
        assert seed([file])["unchanged"] == 1200
    # around each: a savepoint and its release, the turn, and the operation begun (2) and ended; within: the table and
    # what was merged, and first the rows by 500, and then their names for the search (14). An operation that changed
    # nothing is deleted (3).
    assert (len(first), len(again)) == (25, 12)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[{", "cannot be read as JSON"),
        ('[{"model": "archive.planet", "fields": {}}]', "record 1 cannot be loaded"),
        ('[{"model": "archive.organization", "fields": {"colour": "red"}}]', "record 1 cannot be loaded"),
        ('[{"model": "archive.organization", "fields": {"name": "乙", "kind": "star"}}]', "record 1 cannot be loaded"),
        (
            '[{"model": "archive.organization", "fields": {"name": "乙", "parent": ["甲"]}}]',
            "record 1 cannot be loaded: there is no Organization",
        ),
        (
            '[{"model": "archive.office", "fields": {"label": "乙", "title": "乙"}}, {"model": "archive.office"}]',
            "record 2 cannot be loaded",
        ),
        ('[{"model": "archive.person", "fields": {"key": "丁", "names": ["戊"]}}]', "record 1 cannot be loaded"),
        ('[{"model": "archive.officeheld", "fields": {"start_earliest": "Easter"}}]', "record 1 cannot be loaded"),
        ('[{"model": "auth.group", "fields": {"name": "editors"}}]', "record 1 cannot be loaded: .*no natural key"),
        ("7", "is not a list of records"),
        ('["x"]', "record 1 cannot be loaded"),
    ],
)
def test_a_damaged_fixture_changes_nothing(content: str, message: str, fixture: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "02_damaged.json"
    damaged.write_text(content, "utf-8")
    with pytest.raises(SeedingError, match=rf"02_damaged\.json.*{message}"):
        seed([fixture, damaged])
    assert not Organization.objects.exists()


def test_the_command_loads_what_the_project_brings() -> None:
    out = StringIO()
    call_command("load_authority", stdout=out)
    assert out.getvalue().startswith("authority records created: ")
    assert Organization.objects.get(name="浙江省").aliases == ["浙江", "浙"]
    today, former = 34, 8
    assert Organization.objects.filter(kind="place", level="province").count() == today + former
    with pytest.raises(CommandError, match=r"nowhere\.json cannot be read"):
        call_command("load_authority", "nowhere.json")


def test_knowledge_is_part_of_the_fingerprint() -> None:
    known = Authority(bodies=(Body("青禾县", "place", "county"),))
    assert len(fingerprint(known)) == 16
    assert fingerprint(known) == fingerprint(Authority(bodies=(Body("青禾县", "place", "county"),)))
    assert fingerprint(known) != fingerprint(Authority())
