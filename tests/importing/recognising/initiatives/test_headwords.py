"""Names that end in a head word, without marks."""

from __future__ import annotations

from time import perf_counter

import pytest

from archive.importing.recognising.initiatives.headwords import headed, listed
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
        ("实施泵站改造、灌区建设等项目，", []),
        ("依照第12条，", []),
        ("实施古渠申遗、渠史研究和柳河水文化工程。", ["柳河水文化工程"]),
        ("落实灌区定向补水计划。", ["灌区定向补水计划"]),
        ("深化乡以下渠长管护改革。", ["乡以下渠长管护改革"]),
        ("推进渠系要素确权改革。", ["渠系要素确权改革"]),
        ("出台守渠135条硬措施，", ["135条硬措施"]),
        ("深入推进15项重大工程，", ["15项重大工程"]),
        ("共收到修渠建议268条，", []),
        ("采取护渠行动。", []),
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


def _listed(text: str) -> list[str]:
    return [text[name.start : name.end] for name in listed(text, masked(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("实施旧渠改造提速、泵站节能增效等6个攻坚行动，", ["旧渠改造提速", "泵站节能增效"]),
        ("开展“千渠工程”扩面增量、灌区水价改良和“护渠人”等行动。", ["“千渠工程”扩面增量", "灌区水价改良"]),
        ("实施旧渠改造提速等行动。", []),
        ("渠长们走过旧渠改造现场、泵站节能现场等工程。", []),
        ("实施清渠、护堤等工程。", []),
    ],
)
def test_the_names_of_an_enumeration_share_the_head_word_behind_it(text: str, names: list[str]) -> None:
    assert _listed(text) == names


def test_long_enumerations_take_linear_time() -> None:
    text = "实施旧渠改造提速、" * 20_000 + "泵站节能增效等行动。"
    started = perf_counter()
    assert _listed(text)
    assert perf_counter() - started < 1
