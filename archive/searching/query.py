"""What a reader types, as phrases: words that all have to be there, “phrases”, -exclusions, OR."""

from __future__ import annotations

import re
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

    A word is excluded by a hyphen right before it; OR, in capitals, stands between two words or phrases of which either
    will do. A quotation that is not closed goes on to the end. Words that fold to nothing are passed over.
    """
    if len(text) > LONGEST:
        raise QueryError(_("The search is longer than %(most)d characters: shorten it.") % {"most": LONGEST})
    groups: list[tuple[str, ...]] = []
    excluded: list[str] = []
    either = False
    for match in _TOKEN.finditer(text):
        word = match["word"]
        if word == "OR" and not match["minus"]:
            either = bool(groups)
            continue
        phrase = fold(match["quoted"] if word is None else word)
        if not phrase:
            continue
        if match["minus"]:
            excluded.append(phrase)
        elif either:
            groups[-1] = (*groups[-1], phrase)
        else:
            groups.append((phrase,))
        either = False
    if sum(map(len, groups)) + len(excluded) > MOST:
        raise QueryError(_("The search has more than %(most)d words: leave some out.") % {"most": MOST})
    if not groups:
        raise QueryError(
            _("The search only says what is not wanted: add a word that is to be found.")
            if excluded
            else _("The search has no letter and no numeral in it: type a word that is to be found.")
        )
    return Query(text.strip(), tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(excluded)))
