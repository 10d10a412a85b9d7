"""Names of persons as bylines print them."""

from __future__ import annotations

import re

#: Some 400 Chinese surnames, most of them the commonest of the censuses of 2010 and 2020, and the double ones in use.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石习"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧"
    "耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦"
    "褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原"
    "栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿"
    "乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由占今贯钭郏苍双莘逄税荀项慎"
) | frozenset(
    [
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "司徒",
        "慕容",
        "夏侯",
        "端木",
        "南宫",
        "轩辕",
        "长孙",
        "宇文",
        "钟离",
        "独孤",
        "公冶",
        "淳于",
        "澹台",
        "呼延",
        "拓跋",
    ]
)

#: Ends of lines that look like a surname and a given name in wrapped headlines: 时强调, 会召开.
_NO_GIVEN_NAMES = re.compile(
    r".(?:强调|指出|要求|召开|举行|讲话|主持|出席|会议|工作|建设|发展|报告|通知|意见|条例|办法|规定|大会|座谈|调研|闭幕|开幕)$"
)

_CJK = "[\u4e00-\u9fff]"
_NAME = re.compile(rf"{_CJK}{{2,3}}|{_CJK}{{1,8}}(?:·{_CJK}{{1,8}})+")


def is_name(word: str) -> bool:
    """Whether a word of two to four characters can be a person's name: surname first, or parts joined by a dot."""
    if word[:2] in SURNAMES and len(word) in (3, 4):
        return True
    return (
        bool(_NAME.fullmatch(word))
        and not _NO_GIVEN_NAMES.match(word)
        and word[-1] not in "市县省区镇"
        and ("·" in word or word[0] in SURNAMES)
    )


def is_run_of_names(text: str) -> bool:
    """Whether a text is nothing but names set solid, as decks print them: 「张三李四光王五」, with or without 等."""
    reached = [True] + [False] * len(text)
    for i in range(len(text)):
        if reached[i]:
            for end in range(i + 2, min(i + 4, len(text)) + 1):
                reached[end] |= is_name(text[i:end])
    return reached[-1] or (text.endswith("等") and is_run_of_names(text[:-1]))


def is_chinese(name: str) -> bool:
    """Whether every character of a name is a Chinese one, as none is where a glyph was damaged."""
    return all("\u4e00" <= char <= "\u9fff" or char in "· " for char in name)


def restored(name: str, text: str) -> str | None:
    """The name that a damaged one must be: the only one in a text that differs in the broken characters alone."""
    pattern = "".join(char if "\u4e00" <= char <= "\u9fff" else _CJK for char in name)
    found = {match for match in re.findall(pattern, text) if is_name(match)}
    return found.pop() if len(found) == 1 else None


def split_names(text: str) -> list[str] | None:
    """The names in a run like 「裘 真 占家进」 or 「王敏、李小龙」, None when some part of it is no name.

    A name of two characters is often set with a space inside, to be as wide as one of three.
    """
    words = [word for word in re.split(r"[\s、，,]+", text) if word]
    names: list[str] = []
    i = 0
    while i < len(words):
        word = words[i]
        if len(word) == 1 and i + 1 < len(words) and len(words[i + 1]) == 1:
            word += words[i + 1]
            i += 1
        if not is_name(word):
            return None
        names.append(word)
        i += 1
    return names or None
