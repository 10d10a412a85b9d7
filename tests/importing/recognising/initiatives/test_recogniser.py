"""Programmes and formulations found in an article."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest

from archive.importing.authority import Authority, Body, Slogan
from archive.importing.recognising import initiatives
from archive.importing.recognising.findings import InitiativeFound, InitiativeKind
from archive.importing.recognising.initiatives.folding import folded
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role
from archive.importing.vocabulary import FOLDER

KNOWN = Authority(
    slogans=(
        Slogan("主题教育", "programme"),
        Slogan("两个清渠", "formulation"),
        Slogan("千渠工程", "programme", aliases=("百村清渠、千村护堤",), level="province"),
        Slogan("渠清", "programme"),
    )
)


def _article(*texts: str) -> ArticleRecord:
    paragraphs = tuple(ParagraphRecord(Role.TEXT, text, ()) for text in texts)
    return ArticleRecord(1, 1, None, None, None, None, Kind.NEWS, None, None, (), None, paragraphs)


def _found(*texts: str, authority: Authority = KNOWN) -> list[InitiativeFound]:
    return initiatives.find(_article(*texts), authority)


def _names(found: Iterable[InitiativeFound]) -> list[str]:
    return list(dict.fromkeys(one.name for one in found))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("深入实施“清渠护堤”行动，成效明显。", ["“清渠护堤”行动"]),
        ("统筹推进三个“一号渠工程”。", ["三个“一号渠工程”"]),
        ("全面加强“三支渠队”建设，", ["“三支渠队”建设"]),
        ("落实“8+4”灌溉政策体系，", ["“8+4”灌溉政策体系"]),
        ("深入实施渠系更新行动、泵站提升行动，", ["渠系更新行动", "泵站提升行动"]),
        ("实施现代“新渠人”培育行动，", ["现代“新渠人”培育行动"]),
        ("深刻领悟“六个不断流”的意义，", ["“六个不断流”"]),
        ("深入开展“晨访渠长、夜话灌区”，", ["“晨访渠长、夜话灌区”"]),
        ("开展“渠水到田”全域大招商，", ["“渠水到田”全域大招商"]),
        ("开展“爱渠如家、实干争先”6+1行动，", ["“爱渠如家、实干争先”6+1行动"]),
        ("深入开展灌区周边“清源利剑”专项行动，", ["灌区周边“清源利剑”专项行动"]),
        ("深化“六个一”护渠行动，", ["“六个一”护渠行动"]),
        ("发扬“挑水夫”精神，", ["“挑水夫”精神"]),
        ("深入实施新时代灌区文化“五大工程”，", ["新时代灌区文化“五大工程”"]),
        ("全面落实“39条举措”，", ["“39条举措”"]),
        ("出台“护渠26条”，", ["“护渠26条”"]),
        ("持续推动15条硬措施落地。", ["15条硬措施"]),
        ("办好30件民生实事，", ["30件民生实事"]),
        ("启动“润渠”“暖渠”“亮渠”行动，", ["“润渠”", "“暖渠”", "“亮渠”行动"]),
        (
            "实施“千渠工程”扩面增量、灌区用水提质增效等行动，",
            ["“千渠工程”扩面增量", "灌区用水提质增效"],
        ),
        ("实施退役渠长“归雁计划”，", ["“归雁计划”"]),
    ],
)
def test_names_are_told_by_marks_head_words_and_verbs(text: str, names: list[str]) -> None:
    assert _names(_found(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "老人说“渠里有水，心里不慌。”大家点头。",
        "打造“清渠”品牌，",
        "积极参加各类活动。",
        "重大工程开工。",
        "荣获“护渠先锋”称号。",
        "印发《关于实施清渠护堤行动的意见》。",
        "把渠边人称作“一把手”。",
        "打赢新时代的“柳河战役”，",
        "欢度“八一”，开展清渠。",
        "全力推进“三项”。",
        "参加总队某工程建设。实施总队某工程，",
        "坚决反对只表态不行动。",
        "落实水渠论坛后续行动。",
        "去年全省查处工程。每一个工程都要清。",
        "实施“护渠工程师奖”评选，",
        "获评“清渠护堤工程”奖。",
        "举办“清渠论坛”。",
        "深入实施“三个目标”，",
        "全面落实“39项任务”，",
        "深化“六个一”，",
        "推进“3个70%”，",
        "加快实施联网工程。",
        "深入实施柳河干流防洪提升工程，",
        "扎实推进战略任务和重点工程。",
        "推动我省50条具体举措落地，",
        "启动“半拉子”工程盘活，",
        "解决“停车难、停车贵”，",
        "加强对重大工程的监督。",
        "推进“渠有活水”，改善水质。",
        "实施在建工程排查。",
        "她获评“护渠红旗手”。",
        "修订后的目录总共329条，",
        "推进柳河引水三期工程。",
        "深入实施青石水利工程、引江济柳工程。",
    ],
)
def test_speech_brands_titles_and_general_words_are_no_initiatives(text: str) -> None:
    assert _found(text) == []


def test_each_place_has_the_name_printed_first_and_one_key() -> None:
    found = _found("实施“清渠护堤”行动，", "“清渠护堤”专项行动开展以来，", "再说“清渠护堤”。")
    assert [one.paragraph for one in found] == [0, 1, 2]
    assert {(one.name, one.key) for one in found} == {("“清渠护堤”行动", "清渠护堤")}


def test_the_words_found_are_the_words_printed() -> None:
    text = "深入实施“清渠 护堤”行动，"
    (found,) = _found(text)
    assert text[found.start : found.end] == "“清渠 护堤”行动"
    assert found.name == "“清渠护堤”行动"


def test_aliases_have_the_key_of_their_initiative() -> None:
    found = _found("学习“百村清渠、千村护堤”，推广“千渠工程”经验。")
    assert _names(found) == ["“百村清渠、千村护堤”"]
    assert {(one.key, one.level, one.kind) for one in found} == {("千渠", "province", InitiativeKind.PROGRAMME)}


def test_a_known_name_in_longer_marks_is_a_part_of_them() -> None:
    assert _names(_found("实施“渠清水秀工程”，")) == ["“渠清水秀工程”"]


def test_a_head_word_alone_stands_for_the_name_that_ends_with_it() -> None:
    found = _found("主题教育开展以来，", "扎实开展“护渠为民”主题教育，")
    assert _names(found) == ["“护渠为民”主题教育"]
    assert len(found) == 2


def test_what_is_held_to_is_a_formulation_and_what_is_launched_a_programme() -> None:
    held, launched = _found("坚持“两个清渠”，开展“清渠入户”活动。")
    assert (held.kind, launched.kind) == (InitiativeKind.FORMULATION, InitiativeKind.PROGRAMME)
    assert held.rule == "known"
    assert held.confidence > launched.confidence


def test_common_words_count_only_beside_the_formula_in_marks() -> None:
    assert _found("修好两个清渠。") == []
    assert len(_found("牢记“两个清渠”，", "两个清渠记心上。")) == 2


def test_a_place_before_a_known_name_is_no_part_of_it() -> None:
    authority = Authority(bodies=(Body("溪山省", "place", "province", ("溪山",)),), slogans=KNOWN.slogans)
    assert _names(_found("深入实施溪山千渠工程，", authority=authority)) == ["千渠工程"]


def test_clauses_that_run_on_in_a_sentence_count_only_beside_the_formula_in_marks() -> None:
    assert _found("这里百村清渠、千村护堤，人人出力。") == []


def test_a_known_name_in_a_title_counts_only_beside_another_place() -> None:
    assert _found("见《渠清三年》。") == []
    assert len(_found("见《渠清三年》。", "推进渠清，")) == 2


def test_refused_names_are_never_found() -> None:
    text = "实施“清渠护堤”行动，推进“千渠工程”，"
    refusing = Authority(slogans=KNOWN.slogans, rejected=(("initiative", "清渠护堤"), ("initiative", "千渠工程")))
    assert len(_found(text)) == 2
    assert _found(text, authority=refusing) == []


def test_the_level_is_that_of_the_words_before() -> None:
    (found,) = _found("全市实施“清渠护堤”行动，")
    assert found.level == "prefecture"


def test_findings_do_not_overlap() -> None:
    text = "实施现代“新渠人”培育行动、“千渠工程”行动计划和“8+4”灌溉政策体系建设工程，"
    found = _found(text)
    assert len(found) > 1
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_authority_data_has_one_key_for_each_initiative() -> None:
    rows = json.loads((FOLDER.parent / "06_initiatives.json").read_text("utf-8"))
    fields = [row["fields"] for row in rows]
    assert [one["key"] for one in fields] == [folded(one["name"]) for one in fields]
    keys = Counter(key for one in fields for key in {folded(name) for name in (one["name"], *one["aliases"])})
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(one["note"] and one["origin"] == "authority" for one in fields)


@pytest.mark.parametrize(
    "text",
    ["各村要快速行动，抢修渠道。", "开展“面对面”活动，听取意见。", "坚决制止“形象工程”、“面子工程”。"],
)
def test_clauses_and_figures_of_speech_are_no_names(text: str) -> None:
    assert _names(_found(text)) == []


def test_an_initiative_goes_by_the_place_that_has_its_name_in_full() -> None:
    found = _found("建立“渠边夜话”“一渠一册”等机制。", "牵头开展“渠边夜话”活动，听取民声。")
    assert "“渠边夜话”活动" in _names(found)
    assert "“渠边夜话”" not in _names(found)


def test_a_known_name_within_a_longer_quotation_or_enumeration_is_not_named_by_itself() -> None:
    assert _names(_found("实施“千渠工程”扩面增量、灌区用水提质增效等行动，")) == [
        "“千渠工程”扩面增量",
        "灌区用水提质增效",
    ]
    assert _names(_found("启动护堤领域“千渠工程”，")) == ["“千渠工程”"]


def test_a_name_may_end_in_promotion() -> None:
    assert _names(_found("深入实施农民增收促进行动，成效明显。")) == ["农民增收促进行动"]
    assert _names(_found("现场进行动员，大家干劲十足。")) == []


def test_a_known_name_is_surest_where_it_stands_by_itself_in_marks() -> None:
    by_itself, attribute = _found("做到“两个清渠”。")[0], _found("“两个清渠”率达到九成。")[0]
    assert by_itself.confidence > 0.9 >= attribute.confidence
