"""Names that end in a head word, without marks."""

from __future__ import annotations

import pytest

from archive.importing.recognising.initiatives.headwords import headed
from archive.importing.recognising.quoted import masked


def _names(text: str) -> list[str]:
    return [text[name.start : name.end] for name in headed(text, masked(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全县大力实施渠系更新行动，成效初显。", ["渠系更新行动"]),
        ("持续深化水权交易改革，", ["水权交易改革"]),
        ("启动了我省新渠引水工程。", ["新渠引水工程"]),
        ("开展古渠普查和守渠人培训计划。", ["古渠普查", "守渠人培训计划"]),
        ("实施净渠、护堤、植柳保卫战。", ["净渠、护堤、植柳保卫战"]),
        ("实施渠系更新和泵站改造工程。", ["渠系更新和泵站改造工程"]),
        ("出台灌区发展18条措施，", ["灌区发展18条措施"]),
        ("实施灌区提质，", ["灌区提质"]),
        ("推动灌区提质，", []),
        ("依照第12条，", []),
    ],
)
def test_a_name_begins_behind_its_verb_or_the_name_before_it(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize("text", ["渠道工程师来了。", "战略性产业兴旺。", "水渠改革开放史。", "对渠道进行动态监测。"])
def test_words_that_only_begin_like_a_head_word_end_no_name(text: str) -> None:
    assert _names(text) == []


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("实施清渠行动。", "launched"),
        ("聚焦清渠行动。", "verb"),
        ("清渠行动好。", "clause"),
        ("把清渠行动做实。", "means"),
        ("做实的清渠行动。", "part"),
    ],
)
def test_it_is_told_what_stands_before_a_name(text: str, context: str) -> None:
    (name,) = headed(text, text)
    assert name.context == context
