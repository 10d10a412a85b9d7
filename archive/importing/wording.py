"""How headlines, signatures and the first words of a text read where an article starts."""

from __future__ import annotations

import re

from archive.importing.opening import DAY
from archive.importing.typography import any_of

#: How the text of a report opens: with its day.
LEAD = re.compile(
    rf"{DAY}|{any_of('近日 日前 昨日 昨天 今天 今日 昨晚 今晨')}|\d{{1,2}}\s*[日号](?:上午|下午|晚)?|记者从.{{2,}}获悉"
    r"|(?<![月十\d])[一二三四五六七八九十]{1,3}[日号](?!报)|本[报台](?:驻\S{2,6})?记者"
)
TITLE_WORDS = re.compile(
    any_of(
        "强调 指出 要求 召开 举行 开幕 闭幕 会议 大会 座谈会 讲话 致辞 贺信 报告 条例 办法 规定 规则 细则 决定 决议",
        "意见 通知 公告 通告 公报 方案 规划 纲要 倡议书 公开信 慰问信 综述 纪实 述评 侧记 （摘要） （节选） （全文）",
    )
    + "$"
)
#: Titles of what compilers write themselves.
COMPILERS = re.compile(r"编?后记|前\s*言|序言?|编者的话|编者按|出版说明|编辑说明|\S{0,16}大事记(?:[（(].{2,16}[）)])?")
#: 「短评：……」, 「本台评论：……」: a headline that says what kind of text it heads.
SORT = re.compile(r"(?:本[台报刊])?(?:短评|评论|社论|时评|述评|特写|通讯|来信|编后话?|新闻分析)[：:]\S")
KICKER = re.compile(r"(?:强调|指出|要求|提出|表示|讲话|批示|发布|印发)$")
DECK = re.compile(r"^——|(?:出席|主持|讲话|致辞|参加|列席)(?:并\S{2,6})?$")
#: 「（试行）」 in a line of its own below a title.
STATE = re.compile(r"[（(](?:试行|暂行|草案|摘要|节选|修订|修正|全文|征求意见稿|\d{4}年版?)[）)]")
ANNEX = re.compile(r"附\s*(?:件|录|表)?\s*[\d一二三四五]*\s*[：:]?(?P<title>.*)")
FULL_TEXT = re.compile(
    r"(?:全文|原文|内容|附件|附)(?:如下|)[。：:]?$|(?:现|予以)(?:全文)?(?:公布|刊登|发布|印发).{0,16}[。：:]$"
)
#: 「某某会代表　张某」.
NAME_BEHIND = re.compile(r"\S{2,20}\s+\S(?:\s?\S){1,2}")
SIGNER = re.compile(
    r"\S{2,24}(?:委员会|政府|办公厅|办公室|厅|局|部|会|院|处|组|社|省委|市委|县委|党委|公司|集团|大学|学院|学校|军区|大队|支队|总队|中心|银行|协会)"
)
