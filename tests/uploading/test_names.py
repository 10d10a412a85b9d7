"""File names are never trusted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.reading import printable
from archive.uploading.names import clean, is_too_long


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("讲话.txt", "讲话.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\讲话.txt", "讲话.txt"),
        ("/", ""),
        ("..", ""),
        (".讲话", "讲话"),
        ("讲\x00话\x1b[31m.txt", "讲话[31m.txt"),
        ("讲\u202e话.txt", "讲话.txt"),
        ("a\nb\u2028 c.txt", "a b c.txt"),
        ("é.txt", "é.txt"),
    ],
)
def test_the_last_part_is_kept_without_what_cannot_be_seen(sent: str, kept: str) -> None:
    assert clean(sent) == kept


@given(st.text())
def test_whatever_is_sent_is_a_name_in_the_folder_and_the_archive_knows_it_by_that(sent: str) -> None:
    name = clean(sent)
    assert clean(name) == name
    if name and not is_too_long(name):
        path = Path("/uploads") / name
        assert path.parent == Path("/uploads")
        assert path.resolve().parent == Path("/uploads")
        assert printable(path) == str(path)
