"""Names of meetings in running text."""

from __future__ import annotations

import pytest

from archive.importing.recognising.meetings import names as meeting_names
from archive.importing.recognising.meetings.folding import folder
from tests.importing.recognising.reports import AUTHORITY

FOLDER = folder(AUTHORITY)


def _names(text: str) -> list[str]:
    return [named.name for named in meeting_names.find(text, FOLDER)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在全省修渠工作会议暨春灌动员部署会上强调", ["全省修渠工作会议暨春灌动员部署会"]),
        ("全省站长研讨班开班式4日举行", ["全省站长研讨班开班式"]),
        ("出席世界水渠大会云津峰会", ["世界水渠大会云津峰会"]),
        ("省安委会全体成员（扩大）会议召开", ["省安委会全体成员（扩大）会议"]),
        ("落实三十届中央纪委三次全会和省纪委五次全会精神", ["三十届中央纪委三次全会", "省纪委五次全会"]),
        ("学习十八届三中、四中全会精神", ["十八届三中全会", "十八届四中全会"]),
        ("召开了中央第七次经济工作会议", ["中央第七次经济工作会议"]),
        ("在2031年全国“两会”期间", ["全国“两会”"]),
        ("举行主题教育读书班辅导报告会", ["主题教育读书班辅导报告会"]),
        ("成功承办两届国际水渠部长级会议", ["国际水渠部长级会议"]),
        ("举办2031全球水渠大会", ["全球水渠大会"]),
        ("向云津建渠60周年招待会发表视频致辞", ["云津建渠60周年招待会"]),
        ("向2031年水渠保护大会致贺信", ["水渠保护大会"]),
        ("传达省委召开的推动修渠总结会议要求", ["推动修渠总结会议"]),
        ("第二届国家向北开放经贸洽谈会开幕", ["第二届国家向北开放经贸洽谈会"]),
        ("中央政治局会议", ["中央政治局会议"]),
        ("修渠。召开省委十五届四次全会，落实市委九届二次全会精神", ["省委十五届四次全会", "市委九届二次全会"]),
        ("中央政治局5日下午就春灌进行第九次集体学习", ["中央政治局第九次集体学习"]),
        ("3月5日，厅党组就春灌举行第二次集体学习", ["厅党组第二次集体学习"]),
        ("在省委理论学习中心组第三次集体学习时强调", ["省委理论学习中心组第三次集体学习"]),
        ("某社云津5日电（记者 谷小满）中央军委授旗仪式5日在云津举行", ["中央军委授旗仪式"]),
        ("落实亚洲水渠论坛第四届部长级会议成果", ["亚洲水渠论坛第四届部长级会议"]),
        ("孟立秋今天致信全国修渠工作会议", ["全国修渠工作会议"]),
        ("学习共青团十八届五中全会、工商联十三大精神", ["共青团十八届五中全会", "工商联十三大"]),
        ("团省委九届二次全会和省委九届三次全会召开", ["团省委九届二次全会", "省委九届三次全会"]),
        ("出席工商联十二届五次执委会议", ["工商联十二届五次执委会议"]),
        ("省青年联谊会在云津举行。", ["省青年联谊会"]),
        ("民盟中央3月2日召开十二届三中全会", ["民盟十二届三中全会"]),
        ("根据民进十三大部署，十五届五次中常会审议通过方案", ["民进十三大", "十五届五次中常会"]),
        ("办好‘溪山水渠论坛’", ["‘溪山水渠论坛’"]),
        ("溪山厂党委扩大会今天在云津举行", ["溪山厂党委扩大会"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "这次会议很重要",
        "全省上下要抓好会议落实",
        "召开座谈会",
        "“四大”目标",
        "第二十大项目",
        "人民大会堂",
        "进行第二次集体学习",
        "省知识界联谊会会长",
        "省知识界联谊会召开座谈会",
        "他是中国人民政治协商会议委员",
        "称它为“圆桌会议”",
        "溪山省省长孟立秋分别会晤。",
        "某国部长会议副主席孟立秋来访",
        "某国国会议长、国会议员到达",
        "受市人大常委会主任会议委托",
    ],
)
def test_no_names(text: str) -> None:
    assert _names(text) == []


def test_where_a_name_stands() -> None:
    text = "张禾在全省春灌例会上讲话"
    (named,) = meeting_names.find(text, FOLDER)
    assert (text[named.start : named.end], named.held, named.rule) == ("全省春灌例会", True, "at")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("上午，市委常委会会议召开。", ["市委常委会会议"]),
        ("溪山省政协十届十六次常委会议召开。", ["溪山省政协十届十六次常委会议"]),
        ("在溪山水利座谈会等重要会议上，", ["溪山水利座谈会"]),
    ],
)
def test_meetings_of_standing_committees_are_told_from_lists_of_meetings(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_names_that_share_a_head_stand_as_far_as_each_is_printed() -> None:
    text = "按照省委十五届三次、四次全会要求"
    assert [text[named.start : named.end] for named in meeting_names.find(text, FOLDER)] == [
        "省委十五届三次", "省委十五届三次、四次全会",
    ]  # fmt: skip
