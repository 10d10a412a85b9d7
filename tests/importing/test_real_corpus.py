"""The same figures on the real files, and nothing of them lost, where they are at hand.

They are no part of the project: they are looked for in the folder ARCHIVE_SHARED, by default `../shared`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.importing.authority import Authority
from archive.importing.pipeline import parse
from archive.importing.reading import read
from tests.importing.accounting import assert_nothing_lost
from tests.importing.measuring import FLOORS, FOREIGN, MOST_FOREIGN, Figures, measure

SHARED = Path(os.environ.get("ARCHIVE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FILES = sorted((SHARED / "corpus").glob("*.txt"))
pytestmark = pytest.mark.skipif(not FILES, reason=f"the real corpus is not in {SHARED}")


@pytest.fixture(scope="module")
def figures() -> Figures:
    if not list((SHARED / "gold").glob("*.json")):
        pytest.skip(f"there are no annotations in {SHARED}")
    return measure((SHARED / "gold", SHARED / "corpus"))


@pytest.mark.parametrize("figure", FLOORS)
def test_the_figures_of_real_print_reach_their_floors(figures: Figures, figure: str) -> None:
    share = figures.share(figure)
    assert share >= FLOORS[figure], figures.missed(figure)


def test_next_to_nothing_is_held_that_is_not_of_the_article(figures: Figures) -> None:
    share = figures.share(FOREIGN)
    assert share < MOST_FOREIGN, figures.missed(FOREIGN)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_of_a_real_file_is_lost(path: Path) -> None:
    document = parse(read(path, 1 << 26), Authority())
    assert document.articles
    assert_nothing_lost(document)
