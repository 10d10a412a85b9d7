"""Slugs and keys: readable, ASCII, never given twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.keys import article_key, document_slug, first_free


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("青禾通讯 第3期.txt", "qing-he-tong-xun-di-3-qi"),
        ("Report_2031 (final).TXT", "report-2031-final"),
        ("Übersicht.txt", "ubersicht"),
        ("２０３１年.txt", "2031-nian"),
        ("？！.txt", "document"),
        ("长" * 200 + ".txt", "-".join(["chang"] * 10)),
    ],
)
def test_a_slug_reads_as_the_file_name(name: str, slug: str) -> None:
    assert document_slug(name) == slug


@given(st.text())
def test_any_name_has_a_slug_for_addresses(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", document_slug(name))


def test_the_key_of_an_article_names_its_document_and_line() -> None:
    assert article_key("qing-he", 120) == "qing-he-l120"


def test_what_is_taken_is_numbered() -> None:
    assert first_free("jia-yi", {"jia"}) == "jia-yi"
    assert first_free("jia-yi", {"jia-yi", "jia-yi-3"}) == "jia-yi-2"
    assert first_free("jia-yi", {"jia-yi", "jia-yi-2"}) == "jia-yi-3"
