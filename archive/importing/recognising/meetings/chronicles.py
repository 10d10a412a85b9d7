"""Chronicles (大事记): entries that begin with their day, and a year that is printed once for many of them."""

from __future__ import annotations

import re

from archive.importing.records import ArticleRecord, Role

_NUMBER = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})\s?年"
#: How an entry begins; a line that is a year alone, or a headline that ends with one.
_ENTRY = re.compile(rf"(?:{_YEAR})?(?:{_NUMBER}\s?月|[是同本][年月日])")
_YEAR_ALONE = re.compile(rf"{_YEAR}度?\s*\Z")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
#: So many entries, and at least one of so many paragraphs, make a chronicle.
_FEWEST, _OF = 3, 2


def years(article: ArticleRecord) -> list[int | None] | None:
    """The year of each paragraph of a chronicle, None where none is printed yet; None for any other article."""
    texts = [paragraph.text for paragraph in article.paragraphs if paragraph.role is Role.TEXT]
    entries = sum(1 for text in texts if _ENTRY.match(text))
    if entries < _FEWEST or entries * _OF < len(texts):
        return None
    found: list[int | None] = []
    year: int | None = None
    for paragraph in article.paragraphs:
        printed = _YEAR_ALONE.search(paragraph.text) or _ENTRY.match(paragraph.text)
        if printed and printed["year"]:
            year = int(printed["year"].translate(_DIGITS))
        found.append(year)
    return found if any(found) else None
