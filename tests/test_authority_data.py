"""The authority data that the project brings: whole, without contradiction, loaded once."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from archive.models import OfficeHeld, Organization, Person
from archive.seeding import seed

FILES = sorted((Path(settings.BASE_DIR) / "fixtures" / "authority").glob("*.json"))

#: Names that are meant to stand for two bodies.
AMBIGUOUS: frozenset[str] = frozenset()


@cache
def records(model: str) -> list[dict[str, Any]]:
    rows = [row for file in FILES for row in json.loads(file.read_text("utf-8"))]
    return [row["fields"] for row in rows if row["model"] == f"archive.{model}"]


@pytest.mark.django_db
def test_it_is_loaded_once() -> None:
    first, again = seed(FILES), seed(FILES)
    assert first["created"] > 4000
    assert first["updated"] == first["unchanged"] == 0
    assert again == {"created": 0, "updated": 0, "unchanged": first["created"]}

    assert Organization.objects.filter(level="prefecture", kind="place").count() == 333
    assert Organization.objects.get(name="浙江省人民政府").aliases == ["浙江省政府"]
    assert Person.objects.get(key="孔子").names.filter(name="孔夫子").exists()
    assert OfficeHeld.objects.filter(person__key="周恩来", office__label="中华人民共和国国务院总理").exists()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_there_is_one_record_a_line(file: Path) -> None:
    first, *lines, last = file.read_text("utf-8").splitlines()
    assert (first, last) == ("[", "]")
    assert all(json.loads(line.removesuffix(","))["model"].startswith("archive.") for line in lines)


@pytest.mark.parametrize("model", ["organization", "person", "office"])
def test_each_record_tells_where_it_comes_from(model: str) -> None:
    assert records(model)
    assert [row for row in records(model) if row["origin"] != "authority" or not row["note"].strip()] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_notes_are_in_the_language_of_the_archive(file: Path) -> None:
    notes = {row["fields"].get("note", "") for row in json.loads(file.read_text("utf-8"))}
    assert [note for note in notes if note.isascii() and note] == []


@pytest.mark.parametrize("model", ["organization", "person"])
def test_pinyin_has_a_syllable_for_each_character(model: str) -> None:
    odd = [
        (row["name"], row["pinyin"])
        for row in records(model)
        if not re.fullmatch(r"[a-z]+(?: [a-z]+)*", row["pinyin"])
        or len(row["pinyin"].split()) != len(re.findall(r"[\u3400-\u9fff]", row["name"]))
    ]
    assert odd == []


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("重庆市", "chong qing shi"),
        ("长沙市", "chang sha shi"),
        ("厦门市", "xia men shi"),
        ("六安市", "lu an shi"),
        ("亳州市", "bo zhou shi"),
        ("儋州市", "dan zhou shi"),
        ("乐山市", "le shan shi"),
        ("中国人民银行", "zhong guo ren min yin hang"),
        ("单霁翔", "shan ji xiang"),
        ("尉健行", "wei jian xing"),
        ("曾培炎", "zeng pei yan"),
        ("韩长赋", "han chang fu"),
        ("朴槿惠", "piao jin hui"),
    ],
)
def test_characters_of_several_readings_are_read_right(name: str, pinyin: str) -> None:
    assert [row["pinyin"] for row in records("organization") + records("person") if row["name"] == name] == [pinyin]


def test_a_name_stands_for_one_body() -> None:
    bodies: dict[str, list[str]] = defaultdict(list)
    for row in records("organization"):
        for name in [row["name"], *row.get("aliases", [])]:
            bodies[name].append(row["name"])
    assert {name: found for name, found in bodies.items() if len(found) > 1 and name not in AMBIGUOUS} == {}


def test_a_name_stands_for_one_person_and_no_body() -> None:
    people = [row["name"] for row in records("person")] + [row["name"] for row in records("personname")]
    assert sorted({name for name in people if people.count(name) > 1}) == []
    bodies = {name for row in records("organization") for name in [row["name"], *row.get("aliases", [])]}
    assert sorted(bodies.intersection(people)) == []


def test_parents_come_first() -> None:
    seen: set[str] = set()
    for row in records("organization"):
        assert row.get("parent") is None or row["parent"][0] in seen, row["name"]
        seen.add(row["name"])


def test_an_office_is_labelled_by_its_body_and_title() -> None:
    assert [row["label"] for row in records("office") if row["label"] != row["organization"][0] + row["title"]] == []


def test_offices_are_held_by_rule() -> None:
    assert records("officeheld")
    assert {(row["rule"], row["confidence"], row["status"]) for row in records("officeheld")} == {
        ("authority", 1, "confirmed")
    }
