"""Words of a web page around its text: navigation, share buttons, related links, imprint."""

from __future__ import annotations

import re
from collections import Counter

from archive.importing.lines import Sheet, Style
from archive.importing.records import Reason
from archive.importing.typography import has_sentence, squeeze

_WORDS = frozenset(
    [
        "首页",
        "主页",
        "网站首页",
        "新闻",
        "要闻",
        "头条",
        "政务",
        "政务公开",
        "政务服务",
        "信息公开",
        "公示公告",
        "通知公告",
        "理论",
        "评论",
        "时评",
        "专题",
        "图片",
        "视频",
        "音频",
        "直播",
        "互动",
        "论坛",
        "社会",
        "财经",
        "经济",
        "体育",
        "娱乐",
        "文化",
        "教育",
        "科技",
        "健康",
        "旅游",
        "国际",
        "国内",
        "地方",
        "正文",
        "全文",
        "登录",
        "注册",
        "退出",
        "搜索",
        "检索",
        "收藏",
        "加入收藏",
        "设为首页",
        "手机版",
        "电脑版",
        "客户端",
        "无障碍",
        "无障碍浏览",
        "长者模式",
        "繁体",
        "简体",
        "打印",
        "打印本页",
        "打印此页",
        "关闭",
        "关闭窗口",
        "关闭本页",
        "返回",
        "返回首页",
        "返回顶部",
        "回到顶部",
        "分享",
        "分享到",
        "转发",
        "复制链接",
        "微信",
        "微博",
        "朋友圈",
        "QQ",
        "QQ空间",
        "大",
        "中",
        "小",
        "字号",
        "字体",
        "放大",
        "缩小",
        "纠错",
        "我要纠错",
        "点赞",
        "网站地图",
        "联系我们",
        "关于我们",
        "法律声明",
        "隐私保护",
        "更多",
        "上一页",
        "下一页",
        "上一篇",
        "下一篇",
        "尾页",
        "末页",
        "RSS",
        "语音播报",
        "朗读",
        "A-",
        "A+",
        "A",
        "广告服务",
        "投稿邮箱",
        "网站声明",
        "关于本站",
        "举报",
        "正文",
    ]
)
_SPLIT = re.compile(r"[\s|｜>＞»/／\-－—·•【】\[\]()（）：:,，]+")
_LINE = re.compile(
    r"""
    (?:当前|您(?:现在|当前)?(?:所在)?的?|所在的?)位置 | [上下]一[篇条] | 版权所有 | © | Copyright
    | .{0,30}(?:ICP备|公网安备|备案号)
    | .{2,12}\s*[—\-|]+\s*.{2,16}(?:网站|门户|官网)$
    | 网站标识码 | 扫一扫 | 扫码 | (?:微信)?扫描 | 分享[到至] | 打开微信 | 点击查看 | 查看更多
    | 您?是第.{1,12}位(?:访客|访问者)
    | [【\[（(]?\s* (?:责任编辑|责编|编\s*辑|审\s*核|校\s*对|编审|[初一二三终]审|值班编委|监制) \s*[：:]
    | 相关(?:解读|文件|政策|链接|附件)[：:]
    | [【\[]?(?:字号|字体)[：:](?!.*来源) | (?:浏览|阅读|点击|访问)[次数量]{1,2}[：:]
    | (?:主办|承办|协办)(?:单位)?[：:] | 技术支持[：:] | 举报电话 | 免责声明 | 未经.{0,8}授权 | [【\[]?打印
    """,
    re.VERBOSE,
)
#: 「首页 > 新闻 > 要闻」, 「>> 政策文件」, and a page's title as browsers show it, 「标题_要闻_某网」.
_CRUMBS = re.compile(r"\S{1,8}(?:\s*[>＞»]+\s*\S{1,8}){1,6}\s*[>＞»]*|[>＞»]+\s*\S{2,8}|\S.{4,60}(?:[_|]\S{2,10}){2,4}")
_PATH = re.compile(r"(?:当前|您(?:现在|当前)?(?:所在)?的?|所在的?)位置")
_NEIGHBOUR = re.compile(r"[上下]一[篇条]\s*[：:]\s*(?P<title>\S.{3,})")
#: Headings of lists of links and comments.
_LINKS = re.compile(
    r"""
    [【\[]? (?:相关|推荐|延伸|热门|更多|精彩|常用|友情)
        (?:阅读|链接|新闻|稿件|文章|推荐|报道|专题|图片|内容|排行) [】\]]?[：:]?
    | 您?可能(?:还会|也)感兴趣.{0,6} | 您可能.{0,10} | 猜你喜欢 | (?:热点|点击|热门)排行榜? | 排行榜
    | (?:网友|最新|全部)?评论(?:[（(]\d*[）)])?
    """,
    re.VERBOSE,
)
#: 「首页 | 新闻 | 政务」.
_BAR = re.compile(r"\S{1,8}(?:\s*[|｜]\s*\S{1,8}){2,20}|(?:网站)?首页(?:(?:\s+|\s*[-—/·]\s*)[^\s。]{1,8}){2,20}")
#: The table above an official paper on a web page: 「索引号：……」, 「成文日期：……」.
_TABLE = re.compile(
    r"(?:索\s*引\s*号|发文(?:机关|机构|单位|日期|字号)|标\s*题|名\s*称|(?:主题|信息)?分类|主题词|成文日期|生成日期|发布(?:日期|机构)|有效性|文\s*号)"
    r"\s*[：:]"
)
#: Print that a web page sets on each page of a dump.
_OFTEN = 3
_LONGEST_WORD = 4
#: Lines that only menus have, without which a text is no web page.
_FEWEST = 3


def find(sheet: Sheet) -> dict[int, Reason]:
    """Lines (0-based) of menus.

    A heading of related links or comments takes what stands below it, up to a blank line.
    """
    taken: dict[int, Reason] = {}
    if sheet.style is not Style.PLAIN or sum(bool(_LINE.match(line.text)) for line in sheet.lines) < _FEWEST:
        return taken
    often = Counter(line.text for line in sheet.lines if not line.closed)
    links = comments = False
    for i, line in enumerate(sheet.lines):
        words = [word for word in _SPLIT.split(line.text) if word and not word.isdigit()]
        known = sum(word in _WORDS for word in words)
        heads_links = bool(_LINKS.fullmatch(line.text))
        menu = (
            bool(_LINE.match(line.text) and not has_sentence(line.text[:-1]))
            or heads_links
            or bool(_CRUMBS.fullmatch(line.text) or _BAR.fullmatch(line.text))
            or often[line.text] >= _OFTEN
            or known * 3 >= max(len(words), 1) * 2
        )
        if heads_links:
            links, comments = True, "评论" in line.text
        elif menu or line.gap > sheet.usual_gap or (has_sentence(line.text) and not comments):
            links = False
        if links or menu or (i - 1 in taken and _TABLE.match(line.text) and "。" not in line.text):
            taken[i] = Reason.MENU
    # What stands above the path to the page, the name of the portal, is of its head.
    path = next((i for i, line in enumerate(sheet.lines) if _PATH.match(line.text) or _CRUMBS.fullmatch(line.text)), 0)
    if not any(has_sentence(line.text) for line in sheet.lines[:path]):
        taken |= dict.fromkeys(range(path), Reason.MENU)
    # A word alone is a menu among other menus, whatever it says, and none elsewhere: 社会 may head a section.
    for i, line in enumerate(sheet.lines):
        if len(line.text) <= _LONGEST_WORD:
            among = {i - 1, i + 1} & taken.keys()
            if not among:
                taken.pop(i, None)
            elif len(among) == 2:
                taken[i] = Reason.MENU
    return taken


def announced(texts: list[str]) -> set[str]:
    """Headlines of the pages before and after, as menus name them, without spaces."""
    return {squeeze(match["title"]) for text in texts if (match := _NEIGHBOUR.match(text))}
