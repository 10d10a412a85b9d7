"""Word lists, their pairs, and patterns made of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.importing import vocabulary


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fruit.txt").write_text("# Fruit.\n梨 梨树 (苹果\n桃 # not 李\n", "utf-8")
    (tmp_path / "short.txt").write_text("农科院=农业科学院 作协=作家协会\n", "utf-8")
    monkeypatch.setattr(vocabulary, "FOLDER", tmp_path)
    for cached in (vocabulary.words, vocabulary.pairs):
        monkeypatch.setattr(vocabulary, cached.__name__, cached.__wrapped__)


def test_remarks_are_no_words() -> None:
    assert vocabulary.words("fruit") == {"梨", "梨树", "(苹果", "桃"}


def test_pairs_tell_the_long_form() -> None:
    assert vocabulary.pairs("short") == {"农科院": "农业科学院", "作协": "作家协会"}


def test_a_pattern_prefers_the_longest_word_and_takes_signs_as_they_are() -> None:
    found = re.findall(vocabulary.either("fruit", "short"), "梨树下的梨和(苹果，作协=作家协会")
    assert found == ["梨树", "梨", "(苹果", "作协=作家协会"]
