"""Selections: they carry what belongs to them and what they refer to, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from archive.checking import findings
from archive.exporting.closure import closure
from archive.exporting.contents import EXPORTED, fields, related
from archive.importing.storing import store
from archive.models import (
    Article,
    Document,
    Instrument,
    InstrumentMention,
    Meeting,
    Office,
    OfficeHeld,
    Organization,
    Person,
    PersonMention,
    Redirect,
    Suggestion,
)
from tests.builders import TEXT, document
from tests.exporting.archives import empty, export, load
from tests.models.examples import fill, mention

pytestmark = pytest.mark.django_db

ONE, OTHER = "qing-he-tong-xun", "qing-he-tong-xun-4"


def exported_models(folder: Path) -> set[str]:
    manifest = json.loads((folder / "about" / "manifest.json").read_text("utf-8"))
    return {entry["model"].partition(".")[2] for entry in manifest["files"] if entry["records"]}


def keys(folder: Path, model: str) -> list[Any]:
    """The first part of the natural key of each record."""
    (file,) = folder.glob(f"??_{model}.json")
    return [next(iter(record["fields"].values())) for record in json.loads(file.read_text("utf-8"))]


def test_a_document_carries_what_it_refers_to_and_nothing_else(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "export", "--document", OTHER)
    assert exported_models(tmp_path / "export") == {
        "document", "page", "article", "paragraph", "leftover", "byline", "work", "printing",
    }  # fmt: skip
    assert keys(tmp_path / "export", "document") == [OTHER]
    assert keys(tmp_path / "export", "printing") == [["qing-he-tong-xun-l2"]]


def test_records_that_are_referred_to_come_with_all_that_they_refer_to(tmp_path: Path) -> None:
    fill()
    stranger = Person.objects.create(key="吴明远", name="吴明远")
    Redirect.objects.create(record_type="person", old_key="老吴", new_key=stranger.key)
    Suggestion.objects.create(record_type="person", record_key=stranger.key, field="name", reason="import")
    OfficeHeld.objects.create(person=stranger, office=Office.objects.get(), rule="example")
    Organization.objects.create(name="柳镇")
    export(tmp_path / "export", "--document", ONE)
    assert exported_models(tmp_path / "export") == {model._meta.model_name for model in EXPORTED}
    assert keys(tmp_path / "export", "document") == [ONE]
    assert keys(tmp_path / "export", "person") == ["xu-gui-lan"]
    assert keys(tmp_path / "export", "organization") == ["青禾县", "青禾县水利局"]  # the bureau's parent as well
    assert keys(tmp_path / "export", "officeheld") == [["xu-gui-lan"]]
    assert len(keys(tmp_path / "export", "redirect")) == len(keys(tmp_path / "export", "suggestion")) == 1


@pytest.mark.parametrize("loader", ["import_fixtures", "loaddata"])
@pytest.mark.parametrize("selection", [("--document", ONE), ("--document", OTHER), ("--people", "xu-gui-lan")])
def test_a_selection_loads_by_itself_and_is_sound(tmp_path: Path, selection: tuple[str, str], loader: str) -> None:
    fill()
    first = export(tmp_path / "one", *selection)
    empty()
    if loader == "loaddata":
        call_command("loaddata", *sorted(map(str, (tmp_path / "one").glob("*.json"))), verbosity=0)
    else:
        load(tmp_path / "one")
    second = export(tmp_path / "two")
    assert {name for name in first if first[name] != second[name]} == {"about/manifest.json"}  # it tells the selection
    assert list(findings(Document.objects.all())) == []


def test_a_person_comes_with_the_documents_that_speak_of_them(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "export", "--people", "xu-gui-lan")
    assert keys(tmp_path / "export", "document") == [ONE]
    participations = keys(tmp_path / "export", "participation")
    assert len(participations) == 1  # not the one that a curator entered for another person
    assert keys(tmp_path / "export", "personname") == [["xu-gui-lan"]]


def test_an_instrument_brings_the_document_that_prints_it(tmp_path: Path) -> None:
    fill()
    third = store(document(TEXT.replace("第三期", "第五期"), name="青禾通讯5.txt"), "one")
    instrument = Instrument.objects.create(
        key="规划", title="规划", kind="plan", article=Article.objects.get(key="qing-he-tong-xun-4-l6")
    )
    paragraph = Article.objects.get(document__slug=third.slug, ordinal=1).paragraphs.get(number=3)
    mention(InstrumentMention, paragraph, "清淤", instrument=instrument)
    export(tmp_path / "export", "--document", third.slug)
    assert keys(tmp_path / "export", "document") == [OTHER, third.slug]


def test_every_reference_within_a_closure_is_answered() -> None:
    fill()
    rows = closure([Meeting.objects.all()])
    assert set(rows) == set(EXPORTED)
    for model in EXPORTED:
        for field in fields(model):
            if target := related(field):
                named = rows[model].exclude(**{field.name: None}).order_by().values_list(field.attname, flat=True)
                assert set(named) <= set(rows[target].values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("option", "message"),
    [("--document", "There is no document with the slug nowhere."), ("--people", "There is no person with the key")],
)
def test_a_key_that_is_not_there_is_told(tmp_path: Path, option: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        export(tmp_path / "export", option, "nowhere")
    assert not list(tmp_path.iterdir())


def test_the_admin_gives_selected_rows_as_a_zip_file(tmp_path: Path) -> None:
    fill()
    client = Client()
    client.force_login(User.objects.create_superuser("meng"))
    chosen = {"action": "export_as_fixture", "_selected_action": [Person.objects.get().pk]}
    answer = client.post(reverse("admin:archive_person_changelist"), chosen)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fixtures.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as packed:
        packed.extractall(tmp_path)
    empty()
    load(tmp_path / "export")
    assert Person.objects.get().key == "xu-gui-lan"
    assert PersonMention.objects.count() == 1
