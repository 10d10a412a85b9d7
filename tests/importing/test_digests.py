"""Digests: where the last bullet ends and the text begins."""

from __future__ import annotations

import pytest

from archive.importing.digests import digest_length
from tests.importing import prints
from tests.importing.prints import PROSE, sheet

BULLETS = [
    "· 十二个乡镇分段包干，一万多名劳力上了渠，不到半个月就把积了三年的泥沙清出大半",
    "· 省下来的水往哪里去，群众最有发言权",
]


def _length(lines: list[str]) -> int:
    whole = sheet(lines)
    return digest_length(whole, 0, len(whole.lines))


def test_a_bullet_a_line_is_digest_up_to_the_first_line_without_one() -> None:
    assert _length([*BULLETS, *PROSE]) == 2


def test_a_text_that_opens_without_a_bullet_has_none() -> None:
    assert _length([*PROSE, *BULLETS]) == 0
    assert _length(["■许 禾", *PROSE]) == 0


def test_wrapped_bullets_end_with_what_the_text_repeats() -> None:
    bullets = prints.column(["■" + text[2:] for text in BULLETS], 16)
    assert len(bullets) > 2
    assert len(bullets[-1]) < 14
    assert _length([*bullets, *prints.column(PROSE, 16)]) == len(bullets)


@pytest.mark.xfail(reason="a last line that is full is taken to go on in the text below")
def test_a_wrapped_bullet_may_end_at_the_margin() -> None:
    bullets = prints.column(["■" + text[2:] for text in BULLETS], 18)
    assert len(bullets[-1]) == 18
    assert _length([*bullets, *prints.column(PROSE, 18)]) == len(bullets)


def test_a_bullet_that_broke_once_is_digest_with_its_second_line() -> None:
    first = BULLETS[0]
    body = [line for k, text in enumerate(PROSE) for line in (prints.broken([text]) if k % 2 else [text])]
    assert _length([first[:28], first[28:], BULLETS[1], *body]) == 3


def test_a_wrapped_bullet_ends_with_its_page() -> None:
    bullet = "■水到了地头，账也要算到地头，量水堰要一个一个装起来，谁用了多少水当场记下，到月底张榜"
    pages = [*prints.spaced(prints.wrapped(bullet, 23))[:-1], *prints.paged(prints.column(PROSE, 16), 20, blanks=1)]
    assert _length(pages) == 2
