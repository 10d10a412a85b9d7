"""Files that changed, of documents in which people have settled the cut: what they settled stays, or all is refused."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.importing.matching import moved, standing_lines
from archive.importing.storing import Status, StoringError
from archive.models import Article, Leftover
from tests.builders import Cut, document
from tests.importing.test_storing import NOON, put, versions

LINES = 12
SHEET = [f"第{number}行，渠水到了第{number}块田。" if number % 4 else "（完）" for number in range(1, LINES + 1)]


def text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def test_lines_stand_where_they_are_in_the_same_order() -> None:
    old, new = "甲\n\n乙\n（完）\n丙\n（完）", "题\n甲\n乙改\n（完）\n\n丙  \n（完）\r\n"
    assert standing_lines(old, new) == {1: 2, 4: 4, 5: 6, 6: 7}
    assert moved([[1, 0, 1], [3, 0, 1], [5, 2, 4]], {1: 2, 5: 6}) == [[2, 0, 1], [6, 2, 4]]
    assert standing_lines(old, old) == {1: 1, 3: 3, 4: 4, 5: 5, 6: 6}


@st.composite
def cuts(draw: st.DrawFn, length: int = LINES) -> list[Cut]:
    bounds = sorted(draw(st.sets(st.integers(1, length + 1), min_size=2, max_size=8)))
    return [
        Cut(first, after - 1, titled=draw(st.booleans()))
        for first, after in pairwise(bounds)
        if draw(st.integers(0, 3))
    ]


@st.composite
def edited(draw: st.DrawFn) -> list[str]:
    """The sheet with a few lines inserted, deleted and changed."""
    lines = list(SHEET)
    for number, place in enumerate(draw(st.lists(st.integers(0, LINES - 4), max_size=4))):
        lines[place : place + draw(st.integers(0, 1))] = draw(st.sampled_from([[], [f"新{number}行。"], ["（完）"]]))
    return lines


def standing(article: Article) -> list[tuple[int, str]]:
    """The first and the last paragraph, which nothing but a person changes, and of a reviewed article all."""
    rows = list(article.paragraphs.order_by("number").values_list("pk", "text"))
    return rows if article.review == Article.Review.REVIEWED else [rows[0], rows[-1]]


def settled() -> list[Any]:
    """What people have settled, but for where it stands."""
    articles = Article.objects.exclude(locks={}).order_by("key")
    return [
        *((a.key, a.title, a.review, a.locks, standing(a)) for a in articles),
        *Leftover.objects.exclude(locks={}).order_by("first_line").values_list("text", "reason", "locks"),
    ]


@pytest.mark.django_db
@settings(max_examples=60)
@given(old=cuts(), articles=st.sets(st.integers(1, 7)), leftovers=st.sets(st.integers(0, 7)), data=st.data())
def test_whatever_changes_in_the_file_what_is_settled_stays_whole(
    old: list[Cut], articles: set[int], leftovers: set[int], data: st.DataObject
) -> None:
    with transaction.atomic():
        put(document(text(SHEET), old, pages=()))
        for article in Article.objects.filter(ordinal__in=articles):
            article.lock(["paragraphs"], by="meng", at=NOON)
            article.review = Article.Review.REVIEWED if article.ordinal % 3 == 0 else article.review
            article.save()
        for number, leftover in enumerate(Leftover.objects.in_print_order()):
            if number in leftovers:
                leftover.lock(["lines"], by="meng", at=NOON)
                leftover.save()
        before = settled()
        for importer in ("two", "three"):
            lines = data.draw(edited())
            record = document(text(lines), data.draw(cuts(len(lines))), pages=())
            was = versions()
            try:
                put(record, importer)
            except StoringError:
                assert versions() == was
            else:
                assert put(record, importer).status is Status.UNCHANGED
            assert settled() == before
        transaction.set_rollback(True)
