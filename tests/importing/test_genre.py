"""The figures of the parser on print of other kinds, and on the sample corpus, all of the project's own words.

Annotations stand beside the files in `tests/genre/`, those of `corpus/` in `tests/gold/`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.measuring import FLOORS, FOREIGN, MOST_FOREIGN, Figures, measure

ROOT = Path(__file__).resolve().parents[2]

GENRE, SAMPLE_GOLD, SAMPLES = ROOT / "tests" / "genre", ROOT / "tests" / "gold", ROOT / "corpus"


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure((GENRE, GENRE), (SAMPLE_GOLD, SAMPLES))


@pytest.mark.parametrize("figure", FLOORS)
def test_the_figures_of_invented_print_reach_their_floors(figures: Figures, figure: str) -> None:
    assert figures.share(figure) >= FLOORS[figure], figures.missed(figure)


def test_next_to_nothing_is_held_that_is_not_of_the_article(figures: Figures) -> None:
    share = figures.share(FOREIGN)
    assert share < MOST_FOREIGN, figures.missed(FOREIGN)


def test_every_file_has_its_annotations() -> None:
    for files, gold in ((GENRE.glob("*.txt"), GENRE), (SAMPLES.glob("sample-*.txt"), SAMPLE_GOLD)):
        assert {path.stem for path in files} == {path.stem for path in gold.glob("*.json")}
