"""Damaged exports: each is refused with a sentence, and the database stays as it was."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError

from archive.exporting.loading import LoadingError, load_fixtures
from archive.exporting.manifest import ManifestError, read
from archive.exporting.merging import merge_fixtures
from archive.models import Person
from tests.exporting.archives import empty, export, load
from tests.models.examples import fill

pytestmark = pytest.mark.django_db

EXAMPLES = 300
Damage = Callable[[Path, random.Random], None]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def flip(folder: Path, draw: random.Random) -> None:
    """One bit of a byte, somewhere."""
    path = draw.choice(files(folder))
    content = bytearray(path.read_bytes())
    content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    path.write_bytes(content)


def cut(folder: Path, draw: random.Random) -> None:
    path = draw.choice(files(folder))
    os.truncate(path, draw.randrange(path.stat().st_size))


def remove(folder: Path, draw: random.Random) -> None:
    draw.choice(files(folder)).unlink()


def add(folder: Path, draw: random.Random) -> None:
    """A file of records that the manifest does not name."""
    path = draw.choice(sorted(folder.glob("*.json")))
    shutil.copy(path, folder / f"99_{path.name}")


def swap_files(folder: Path, draw: random.Random) -> None:
    one, other = draw.sample(files(folder), 2)
    one.rename(folder / "between")
    other.rename(one)
    (folder / "between").rename(other)


def swap_records(folder: Path, draw: random.Random) -> None:
    path = draw.choice([path for path in folder.glob("*.json") if len(json.loads(path.read_bytes())) > 1])
    records = path.read_bytes().removeprefix(b"[\n").removesuffix(b"\n]\n").split(b'},\n{"model"')
    one, other = draw.sample(range(1, len(records) + 1), 2)
    whole = [b"", *records]
    whole[one], whole[other] = whole[other], whole[one]
    path.write_bytes(b"[\n" + b'},\n{"model"'.join(whole[1:]) + b"\n]\n")


def rename_field(folder: Path, draw: random.Random) -> None:
    path = draw.choice(sorted(folder.glob("*.json")))
    names = sorted(set(re.findall(rb'\n[ {]"(\w+)":', path.read_bytes())))
    name = draw.choice(names)
    path.write_bytes(path.read_bytes().replace(b'"' + name + b'":', b'"' + name + b'_":'))


def repeat(folder: Path, draw: random.Random) -> None:
    path = draw.choice(files(folder))
    path.write_bytes(path.read_bytes() * 2)


DAMAGES: list[Damage] = [flip, flip, flip, cut, cut, remove, add, swap_files, swap_records, rename_field, repeat]


def test_every_damage_is_refused(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "whole")
    empty()
    before = export(tmp_path / "before")
    draw = random.Random(6)
    for number in range(EXAMPLES):
        folder = tmp_path / "damaged"
        shutil.copytree(tmp_path / "whole", folder)
        damage = DAMAGES[number % len(DAMAGES)]
        damage(folder, draw)
        take = load_fixtures if number % 2 else merge_fixtures
        with pytest.raises((ManifestError, LoadingError)) as refusal:
            take(folder)
        sentence = str(refusal.value)
        assert str(folder) in sentence, (damage, sentence)
        assert sentence.endswith("."), (damage, sentence)
        assert "\n" not in sentence
        shutil.rmtree(folder)
    assert export(tmp_path / "after") == before


def forged(folder: Path, name: str, change: Callable[[str], str], records: int = 0) -> None:
    """Change a file and the manifest with it, as nothing but malice or a wrong tool does."""
    manifest = read(folder)
    path = folder / name
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    entries = [
        replace(entry, sha256=digest, records=entry.records + records) if entry.name == name else entry
        for entry in manifest.files
    ]
    (folder / "about" / "manifest.json").write_text(replace(manifest, files=entries).text(), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("02_person.json", '"xu-gui-lan"', '"lao-xu"', r'a record\'s person is \["xu-gui-lan"\], and there is no such'),
        ("09_article.json", '"ordinal":2', '"ordinal":1', "duplicate key value violates unique constraint"),
        ("09_article.json", '"kind":"news"', '"kind":"song"', "violates check constraint"),
        ("09_article.json", '"ordinal":2', '"ordinal":"two"', "invalid input syntax for type integer"),
        ("09_article.json", '"ordinal":2', '"ordinal":2,,', "invalid input syntax for type json"),
        ("09_article.json", '{"model":', '{ "model":', "holds 0 records and not 4"),
        ("02_person.json", '"key":', '"kee":', "null value in column"),
    ],
)
@pytest.mark.parametrize("merge", [False, True])
def test_a_file_that_was_made_to_look_whole_is_refused_by_the_tables(
    tmp_path: Path, name: str, old: str, new: str, message: str, merge: bool
) -> None:
    fill()
    export(tmp_path / "export")
    empty()
    before = export(tmp_path / "before")
    forged(tmp_path / "export", name, lambda text: text.replace(old, new))
    with pytest.raises(CommandError, match=message) as refusal:
        load(tmp_path / "export", merge=merge)
    assert str(refusal.value).startswith(("02_", "03_", "09_"))
    assert export(tmp_path / "after") == before


def test_an_export_of_other_tables_is_refused_with_what_differs(tmp_path: Path) -> None:
    Person.objects.create(key="许桂兰", name="许桂兰")
    export(tmp_path / "export")
    manifest = read(tmp_path / "export")
    entries = [
        replace(entry, fields=[*entry.fields, "title"]) if "_person." in entry.name else entry
        for entry in manifest.files
    ]
    other = replace(manifest, schema="0", migration="0003_titles", files=entries)
    (tmp_path / "export" / "about" / "manifest.json").write_text(other.text(), "utf-8")
    with pytest.raises(
        CommandError, match=r"differ from these \(archive.person.title\): it is at migration 0003_titles"
    ):
        load(tmp_path / "export", replace=True)


def test_a_folder_that_is_no_export_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"is no export of an archive: there is no about/manifest.json in it"):
        load(tmp_path)
