"""Which files an import takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.importing.authority import Authority
from archive.importing.files import Unreadable, files_in, parse_file
from archive.importing.reading import ReadingError


def put(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("渠水到了田里。\n", "utf-8")


def found(*paths: Path) -> list[Path | str]:
    return [file.error if isinstance(file, Unreadable) else file for file in files_in(paths)]


def test_a_folder_gives_its_texts_in_order(tmp_path: Path) -> None:
    put(
        tmp_path, "b.txt", "a.TXT", "2031/c.txt", "README.txt", "readme-zh.txt", "notes.md", ".hidden.txt", ".git/d.txt"
    )
    assert found(tmp_path) == [tmp_path / "2031/c.txt", tmp_path / "a.TXT", tmp_path / "b.txt"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path, "README.txt", "notes.md")
    paths = [tmp_path / "README.txt", tmp_path / "notes.md", tmp_path / "missing.txt"]
    assert found(*paths) == paths


def test_nothing_comes_twice(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    assert found(tmp_path / "b.txt", tmp_path, tmp_path / "." / "a.txt") == [tmp_path / "b.txt", tmp_path / "a.txt"]


def test_a_folder_without_texts_is_told(tmp_path: Path) -> None:
    put(tmp_path, "empty/notes.md")
    (error,) = found(tmp_path)
    assert error == f"{tmp_path} is a folder without a text file (*.txt): put one there, or name the files"


def test_links_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    put(tmp_path, "corpus/2031/a.txt", "elsewhere/b.txt")
    (tmp_path / "corpus/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "corpus/2031/up").symlink_to(tmp_path / "corpus")
    corpus = tmp_path / "corpus"
    assert found(corpus) == [
        corpus / "2031/a.txt",
        f"{corpus}/2031/up is a link that leads back to a folder above it: delete it or mend it",
        corpus / "linked/b.txt",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert found(tmp_path) == [
            tmp_path / "a.txt",
            f"{tmp_path}/closed is a folder that cannot be read (Permission denied): change its permissions",
        ]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_the_work_on_a_file_is_reading_and_parsing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert parse_file(tmp_path / "a.txt", 1000, Authority()).raw.text == "渠水到了田里。\n"
    with pytest.raises(ReadingError, match="over the limit of 3"):
        parse_file(tmp_path / "a.txt", 3, Authority())
