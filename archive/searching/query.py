"""What a reader types, as phrases: words that all have to be there, “phrases”, -exclusions, OR."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.searching.folding import fold

#: The longest query, in characters, and the most phrases in it.
LONGEST = 200
MOST = 20

_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "”", "＂": "＂", "「": "」", "『": "』", "｢": "｣", "〝": "〞"}
_CLOSING = "|".join(re.escape(open_) + "([^" + re.escape(close) + "]*)(?:" + re.escape(close) + "|$)"
                    for open_, close in _QUOTES.items())  # fmt: skip
_TOKEN = re.compile(rf"(?P<minus>[-－−]?)(?:(?P<quoted>{_CLOSING})|(?P<word>[^\s{re.escape(''.join(_QUOTES))}]+))")

#: Marks and blanks at which words are parted, but not those within 50.5 or COVID-19.
_PARTING = re.compile(r"(?<![!-~])[^\w%‰]+|[^\w%‰]+(?![!-~])")


class QueryError(ValueError):
    """A query that cannot be answered; as a string, a sentence for the reader: what is wrong and the remedy."""


@dataclass(frozen=True, slots=True)
class Query:
    """Folded phrases: it means articles that contain one phrase of each of `groups` and none of `excluded`."""

    text: str
    groups: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases to be marked, each once, in the order of the query."""
        return tuple(dict.fromkeys(phrase for group in self.groups for phrase in group))

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Query:
    """The query that a reader has typed. Raises QueryError.

    A word is excluded by a hyphen right before it or by NOT; OR stands between two words or phrases of which either
    will do, and AND says nothing that is not so without it: they are in capitals, of either width. A quotation that is
    not closed goes on to the end. Words that fold to nothing are passed over.
    """
    if len(text) > LONGEST:
        raise QueryError(_("The search is longer than %(most)d characters: shorten it.") % {"most": LONGEST})
    groups: list[tuple[str, ...]] = []
    excluded: list[str] = []
    either = unwanted = False
    for token in _TOKEN.finditer(text):
        word = token["word"]
        match unicodedata.normalize("NFKC", "" if word is None or token["minus"] else word):
            case "OR":
                either = bool(groups)
                continue
            case "AND":
                continue
            case "NOT":
                unwanted = True
                continue
        phrase = fold(token["quoted"] if word is None else word)
        if not phrase:
            continue
        if token["minus"] or unwanted:
            excluded.append(phrase)
        elif either:
            groups[-1] = (*groups[-1], phrase)
        else:
            groups.append((phrase,))
        either = unwanted = False
    if sum(map(len, groups)) + len(excluded) > MOST:
        raise QueryError(_("The search has more than %(most)d words: leave some out.") % {"most": MOST})
    if not groups:
        raise QueryError(
            _("The search only says what is not wanted: add a word that is to be found.")
            if excluded
            else _("The search has no letter and no numeral in it: type a word that is to be found.")
        )
    return Query(text.strip(), tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(excluded)))


def apart(query: Query) -> Query | None:
    """The words of a query each for itself, where a mark had held some together: 甲、乙 is a phrase, 甲 乙 is two.

    None where that is the same, or the query has more to it than words and phrases.
    """
    if query.excluded or any(len(group) > 1 for group in query.groups):
        return None
    try:
        parted = parse(" ".join(_PARTING.sub(" ", query.text).split()))
    except QueryError:
        return None
    return parted if parted.groups != query.groups else None
