"""Which article of a new parse is which of the archive."""

from __future__ import annotations

from archive.importing.matching import Extent, extent, is_revision, match, moved_lines, regions


def lines(first: int, last: int, title: str | None = None) -> Extent:
    return Extent((first, 0), (last, 20), title)


def same(last: int) -> dict[int, int]:
    return {line: line for line in range(1, last + 1)}


def test_an_extent_reaches_from_the_first_to_the_last_span() -> None:
    assert extent([[4, 2, 9], [3, 5, 8], [4, 9, 12]]) == Extent((3, 5), (4, 12))


def test_articles_that_share_most_lines_are_the_same() -> None:
    old = [lines(1, 10), lines(11, 30)]
    new = [lines(1, 3), lines(4, 12), lines(13, 30)]
    assert match(old, new, same(30)) == {1: 0, 2: 1}


def test_the_title_decides_between_parts_of_an_article() -> None:
    old = [lines(1, 30, "春灌会议召开")]
    new = [lines(1, 4, "春灌会议召开"), lines(5, 30)]
    assert match(old, new, same(30)) == {0: 0}


def test_a_boundary_line_alone_makes_no_match() -> None:
    assert match([lines(1, 10)], [lines(10, 40)], same(40)) == {}


def test_articles_that_moved_together_are_found_by_their_title() -> None:
    assert match([lines(1, 10, "一渠清水")], [lines(50, 60, "一渠清水")], {}) == {0: 0}
    assert match([lines(1, 10)], [lines(50, 60)], {}) == {}


def test_of_two_with_the_same_title_each_is_matched_once() -> None:
    old = [lines(1, 10, "简讯"), lines(11, 20, "简讯")]
    new = [lines(1, 10, "简讯"), lines(11, 20, "简讯"), lines(21, 30, "简讯")]
    assert match(old, new, same(20)) == {0: 0, 1: 1}


def test_lines_are_followed_where_they_are_unique() -> None:
    assert moved_lines("甲\n（完）\n乙\n（完）", "题\n甲\n（完）\n乙改\n（完）") == {1: 2}
    assert moved_lines("甲\n甲", "甲\n甲") == {1: 1, 2: 2}


def test_a_text_is_a_revision_if_half_of_its_clauses_are_there() -> None:
    text = "渠修好了，水来了。田里绿了，人笑了。"
    assert is_revision(text, text.replace("，", "，\n"))
    assert is_revision(text, "渠修好了，水来了。")
    assert not is_revision(text, "渠修好了。桥还没有，路也没有。")


def test_overlapping_extents_are_one_region_and_neighbours_are_not() -> None:
    found = regions([lines(1, 4), Extent((4, 20), (5, 3)), lines(6, 9), lines(8, 12)])
    assert found == [((1, 0), (4, 20)), ((4, 20), (5, 3)), ((6, 0), (12, 20))]
