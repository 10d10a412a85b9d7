"""Entries of bibliographies."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive.exporting.bibliography import bibtex, ris

RECORD: dict[str, Any] = {
    "key": "qing-he-l1", "title": "春灌", "supplied_title": None, "opening": "今年", "authors": [], "date": "2031",
    "document": "qing-he", "document_title": "青禾通讯", "first_page": "7", "last_page": "7", "first_line": 1,
    "last_line": 9, "url": "http://a.org/articles/qing-he-l1/",
}  # fmt: skip


def test_what_is_not_printed_as_a_title_stands_in_brackets() -> None:
    assert "title = {{[今年]}}" in bibtex(RECORD | {"title": None})
    assert "TI  - [春]\r\n" in ris(RECORD | {"title": None, "supplied_title": "春"})


def test_what_is_not_known_is_left_out() -> None:
    bare = RECORD | {"date": None, "first_page": None, "last_page": None}
    assert not re.search("date|year|pages|author", bibtex(bare).replace("langid", ""))
    assert not re.search("PY|DA|SP|EP|AU", ris(bare))


def test_one_page_is_told_once() -> None:
    assert "pages = {7}" in bibtex(RECORD)
    assert "pages = {7--8}" in bibtex(RECORD | {"last_page": "8"})


@given(st.text())
def test_no_title_breaks_an_entry(title: str) -> None:
    entry = bibtex(RECORD | {"title": title})
    assert entry.count("@incollection{") >= 1
    plain = re.sub(r"\\[{}]", "", entry)
    depth = 0
    for character in plain:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    lines = ris(RECORD | {"title": title}).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
