"""Tables for analysis: what is in them, and that they are what their description says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from frictionless import validate
from pyarrow import parquet

from archive.exporting.contents import EXPORTED
from archive.models import Article, Organization, Participation, Person
from tests.exporting.archives import contents
from tests.models.examples import NOON, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    fill()
    Participation.objects.filter(name="吴明远").update(decided_at=NOON)
    Article.objects.filter(ordinal=1).update(source="“引号”, 逗号\n换行")
    write(tmp_path / "tables")
    return tmp_path / "tables"


def write(folder: Path) -> str:
    out = io.StringIO()
    call_command("export_tables", output=folder, no_progress=True, stdout=out)
    return out.getvalue()


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_finds_the_package_valid(tables: Path) -> None:
    report = validate(str(tables / "datapackage.json"))
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == len(EXPORTED)


def test_frictionless_would_find_a_reference_that_leads_nowhere(tables: Path) -> None:
    mentions = tables / "personmention.csv"
    mentions.write_text(mentions.read_text("utf-8").replace("xu-gui-lan", "lao-xu"), "utf-8")
    assert not validate(str(tables / "datapackage.json")).valid


def test_a_reference_is_told_by_the_key_of_its_row(tables: Path) -> None:
    (mention,) = rows(tables, "personmention")
    assert (mention["paragraph_article_key"], mention["paragraph_number"]) == ("qing-he-tong-xun-l2", "2")
    assert (mention["person"], mention["printed"]) == ("xu-gui-lan", "青禾社")
    chair = next(row for row in rows(tables, "participation") if row["role"] == "chair")
    assert (chair["person"], chair["decided_at"], chair["status"]) == ("", "2031-03-05T12:00:00Z", "confirmed")
    article = rows(tables, "article")[0]
    assert (article["source"], article["dateline_date_inferred"]) == ("“引号”, 逗号\n换行", "true")


def test_each_field_is_described(tables: Path) -> None:
    package = json.loads((tables / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_parquet_holds_the_rows_of_the_csv(tables: Path) -> None:
    for model in EXPORTED:
        name = str(model._meta.model_name)
        table = parquet.read_table(tables / f"{name}.parquet")
        assert table.num_rows == len(rows(tables, name)) == model._default_manager.count()
        assert table.column_names == list(rows(tables, name)[0])


def test_people_are_popolo(tables: Path) -> None:
    people = json.loads((tables / "people.json").read_text("utf-8"))
    assert people["persons"] == [
        {"id": "xu-gui-lan", "name": "许桂兰", "sort_name": "xu gui lan",
         "other_names": [{"name": "老许", "note": "short"}]}
    ]  # fmt: skip
    assert people["organizations"][1] == {
        "id": "青禾县水利局", "name": "青禾县水利局", "classification": "state", "parent_id": "青禾县"
    }  # fmt: skip
    assert people["posts"] == [
        {"id": "青禾县水利局局长", "label": "青禾县水利局局长", "role": "局长", "organization_id": "青禾县水利局"}
    ]
    (membership,) = people["memberships"]
    assert membership["first_cited"] == "2031-03-04"
    assert "start_date" not in membership


def test_meetings_are_events_of_open_civic_data(tables: Path) -> None:
    (event,) = json.loads((tables / "meetings.json").read_text("utf-8"))["events"]
    assert event == {
        "id": "青禾县春灌工作会议-2031-03-03",
        "name": "青禾县春灌工作会议",
        "classification": "青禾县春灌工作会议",
        "start_date": "2031-03-03",
        "all_day": True,
        "location": {"name": "柳镇"},
        "participants": [
            {"name": "青禾县", "entity_type": "organization", "entity_id": "青禾县", "note": "convener"},
            {"name": "吴明远", "entity_type": "person", "entity_id": None, "note": "chair"},
            {"name": "许桂兰", "entity_type": "person", "entity_id": "xu-gui-lan", "note": "speaker"},
        ],
    }


def test_what_was_rejected_is_no_fact(tmp_path: Path) -> None:
    fill()
    Participation.objects.update(status="rejected", decided_by="meng")
    write(tmp_path / "tables")
    (event,) = json.loads((tmp_path / "tables" / "meetings.json").read_text("utf-8"))["events"]
    assert [part["note"] for part in event["participants"]] == ["convener"]


def test_an_empty_archive_has_tables_without_rows(tmp_path: Path) -> None:
    assert "tables exported: 26" in write(tmp_path / "tables")
    assert validate(str(tmp_path / "tables" / "datapackage.json")).valid
    assert json.loads((tmp_path / "tables" / "people.json").read_text("utf-8"))["persons"] == []


def test_a_second_export_is_the_same_and_takes_the_place_of_the_first(tables: Path) -> None:
    first = contents(tables)
    write(tables)
    assert contents(tables) == first
    Person.objects.filter(key="xu-gui-lan").update(name="许桂")
    Organization.objects.create(name="柳镇")
    write(tables)
    assert {name for name, content in contents(tables).items() if first[name] != content} == {
        "organization.csv", "organization.parquet", "person.csv", "person.parquet", "people.json",
    }  # fmt: skip


def test_a_folder_with_other_things_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("甲", "utf-8")
    with pytest.raises(CommandError, match="holds something else than an export and is not replaced"):
        write(tmp_path)
