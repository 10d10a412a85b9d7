"""What hypothesis makes texts of: prose as it is printed, and files with everything in them that a file can hold."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from tests.importing import prints

_CHARACTERS = (
    "水库大坝渔民码头茶农山路校舍药店粮仓桥梁渠道果园电站林场桑蚕磨坊集市灯塔堤防苗圃牧场河湾村口"
    "修好清理查看登记种下翻新收割运走晾晒拆除加固安排走访说明"
)


def prose(generator: random.Random, paragraphs: int) -> list[str]:
    """Paragraphs of two to six sentences, as even as plain prose is."""

    def sentence() -> str:
        clauses = ("".join(generator.choices(_CHARACTERS, k=generator.randint(4, 13))) for _ in range(5))
        return "，".join(list(clauses)[: generator.randint(1, 5)]) + generator.choice("。。。。。。。。；！？")

    whole = ("".join(sentence() for _ in range(generator.randint(2, 6))) for _ in range(paragraphs))
    return [text[:-1] + "。" for text in whole]


#: Six to fourteen paragraphs of prose.
proses = st.builds(lambda seed, count: prose(random.Random(seed), count), st.integers(0, 1 << 32), st.integers(6, 14))

clauses = st.text(st.sampled_from(_CHARACTERS), min_size=3, max_size=14)
sentences = st.builds(
    lambda parts, end: "，".join(parts) + end,
    st.lists(clauses, min_size=1, max_size=5),
    st.sampled_from("。。。。；！？"),
)
paragraphs = st.builds("".join, st.lists(sentences, min_size=1, max_size=6)).map(lambda text: text[:-1] + "。")
headlines = st.one_of(
    clauses,
    st.builds(
        str.__add__,
        clauses,
        st.sampled_from(["工作会议召开", "时强调", "座谈会举行", "管理条例", "的通知", " 再开新局"]),
    ),
)
_bylines = st.sampled_from(
    ["■许 禾", "本报记者 方小满", "（记者 许禾）", "本报评论员", "县长 许 禾", "许禾 方小满", "□ 文/许禾"]
)
_furniture = st.sampled_from(
    [
        *(
            "12",
            "- 3 -",
            "第 5 页",
            "目 录",
            "26 禾川县：清淤记/许禾",
            "公示",
            "本期关注",
            "经济",
            "第03版 要闻",
            "资料图片",
        ),
        *(
            "首页 > 新闻 > 正文",
            "责任编辑：许禾",
            "上一篇：没有了",
            "相关阅读",
            "扫一扫",
            "版权所有 溪山网",
            "未经授权不得转载",
        ),
        *("[bookmark: 清淤记]", "[bookmark: _b4]", "第一章 总则", "第一条 渠道", "一、渠道", "（一）渠道。", "● 渠道"),
        *(
            "附件",
            "附件1",
            "来源：溪山日报",
            "溪山日报禾川3月4日电 渠修好了。",
            "各位代表：",
            "同志们：",
            "2031年3月4日",
        ),
        *(
            "（2031年3月4日在全县干部会议上的讲话）",
            "· 清淤是今年第一件事情",
            "——在渠首工地上",
            "（摘自《禾川文史》）",
            "许禾 摄",
        ),
        *(
            "禾政发〔2031〕3号",
            "《条例》全文如下。",
            "这是许禾同志2031年在全县干部会议上讲话的一部分",
            "核心提示：清淤",
        ),
        *("溪山日报 2031年3月4日 星期二", "出席：许禾"),
    ]
)
_controls = st.sampled_from(
    ["\f", "\v", "\u2028", "\x85", "\x1c", "\ufeff", "\r", "\t", "\u3000", "\u200b", "\a", "[bookmark:", "]", "\ue000"]
)
#: Any characters that a decoded file can hold: no NUL, no halves of surrogate pairs.
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_pieces = st.one_of(
    sentences, paragraphs, headlines, _bylines, _furniture, _controls, headlines.map(lambda text: text * 2), anything
)
_lines = st.builds(
    lambda blanks, pieces: blanks + "".join(pieces),
    st.sampled_from(["", "", "", " ", "    ", "　　", "\f", " " * 12]),
    st.lists(_pieces, min_size=1, max_size=3),
)


@st.composite
def files(draw: st.DrawFn) -> list[str]:
    """The raw lines of a file: columns of text with anything between them."""
    width = draw(st.integers(10, 40))
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 20))):
        if draw(st.booleans()):
            lines += prints.column([draw(paragraphs)], width, draw(st.sampled_from(["", "", "　　"])))
        else:
            lines.append(draw(_lines))
        lines += [""] * draw(st.sampled_from([0, 0, 0, 0, 1, 4]))
    return prints.spaced(lines) if draw(st.booleans()) else lines
