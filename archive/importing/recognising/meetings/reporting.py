"""Which of an article's meetings are those that it reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.importing.recognising.meetings import chronicles
from archive.importing.recognising.meetings.mentions import SPEECHES, TOLD, Mention, lead
from archive.importing.records import ArticleRecord, Kind, Role

#: 「聚焦省两会」 in a headline: the feature is about these meetings.
_ABOUT = re.compile(r"(?:聚焦|直击|走进|来自|关注)[^，。\s]{0,8}\Z")
_PROVENANCE = re.compile(r"[※（(]{0,2}(?:这是|摘自|本文)")
_TO_COME = re.compile(r"将[于在来赴出]|即将|下个?月|明年|定于")
_PAST = re.compile(r"日前|此前|前不久|去年|以来")


def mark(article: ArticleRecord, mentions: Sequence[Mention]) -> None:
    """Mark what tells of the meeting reported: headline and first sentences, or the occasion of a speech."""
    if article.kind in SPEECHES:
        _speech(article, mentions)
    elif article.kind is Kind.FEATURE:
        _feature(article, mentions)
    elif article.kind is Kind.NEWS and chronicles.years(article) is None:
        _news(article, mentions)


def _news(article: ArticleRecord, mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        mention.main = mention.headline and mention.told
    in_headline = [m for m in mentions if m.main]
    told = [m for m in mentions if not m.headline and m.told]
    if any(m.named.rule == "visit" for m in in_headline):
        return
    for mention in mentions:
        # the headline gives the end of the name: 「江苏代表团审议」
        names = [m.named.name for m in in_headline if m.named.name != mention.named.name]
        mention.main |= mention.paragraph == lead(article) and mention.named.name.endswith(tuple(names))
    opening = [i for i, p in enumerate(article.paragraphs) if p.role is Role.TEXT][:2]
    first = next((m for m in told if m.named.rule != "visit"), None)
    if in_headline and in_headline[0].named.rule == "gathering":
        opening = opening[:1]
    if first and first.paragraph in opening and not _is_of_another_time(article, first):
        first.main = True
    elif not in_headline:
        visit = next((m for m in told if m.named.rule == "visit" and m.paragraph == lead(article)), None)
        if visit and not visit.date:
            visit.main = True


def _is_of_another_time(article: ArticleRecord, mention: Mention) -> bool:
    """Whether the sentence tells of an earlier meeting or, behind the lead, of one to come."""
    text = article.paragraphs[mention.paragraph].text
    if mention.paragraph != lead(article) and _TO_COME.search(
        text, max(0, mention.named.start - 20), mention.named.start
    ):
        return True
    return _PAST.search(text, max(0, mention.named.start - 60), mention.named.start) is not None


def _feature(article: ArticleRecord, mentions: Sequence[Mention]) -> None:
    """A feature reports no meeting, unless its headline says that it is about one."""
    about = [
        m for m in mentions if m.headline and _ABOUT.search(article.paragraphs[m.paragraph].text, 0, m.named.start)
    ]
    first = next((m.paragraph for m in mentions if not m.headline and m.told), None)
    held = [m for m in mentions if m.paragraph == first and m.told]
    for mention in (held or about) if about else ():
        mention.main = True


def _speech(article: ArticleRecord, mentions: Sequence[Mention]) -> None:
    paragraphs = article.paragraphs
    last = len(paragraphs) - 1
    for mention in mentions:
        paragraph = paragraphs[mention.paragraph]
        occasion = (
            mention.headline
            or paragraph.role is Role.SOURCE
            or (mention.paragraph == last and _PROVENANCE.match(paragraph.text))
        )
        if occasion:
            mention.main = mention.told or TOLD.match(paragraph.text, mention.named.end) is not None
