from __future__ import annotations

import pytest

from archive.importing.recognising.offices.titles import is_title, post_of


@pytest.mark.parametrize(
    ("title", "post"),
    [("云渡市委副书记", "副书记"), ("云渡港总工程师", "总工程师"), ("云渡河", None), ("国务委员", "国务委员")],
)
def test_the_word_of_office_is_the_longest_at_the_end(title: str, post: str | None) -> None:
    assert post_of(title) == post


def test_a_title_ends_with_a_word_of_office_and_is_no_address() -> None:
    assert is_title("云渡市市长")
    assert not is_title("云渡市市长会议")
    assert not is_title("陈建国同志")
