"""Numbers of things in words, as template filters: a list tells some on every row, where a translated block is slow."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _


def _remembered(words: Callable[[int], str]) -> Callable[[int], str]:
    """`words`, which are looked up once in each language for a number that lists tell again and again."""

    @lru_cache(maxsize=1000)
    def in_language(number: int, _language: str) -> str:
        return words(number)

    @wraps(words)
    def remembered(number: int) -> str:
        return in_language(number, get_language())

    return remembered


def thousands(number: int) -> str:
    """A whole number with commas between its thousands."""
    return f"{number:,}"


@_remembered
def documents(number: int) -> str:
    return ngettext("%(number)s document", "%(number)s documents", number) % {"number": thousands(number)}


@_remembered
def articles(number: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", number) % {"number": thousands(number)}


@_remembered
def people(number: int) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": thousands(number)}


@_remembered
def meetings(number: int) -> str:
    return ngettext("%(number)s meeting", "%(number)s meetings", number) % {"number": thousands(number)}


@_remembered
def initiatives(number: int) -> str:
    return ngettext("%(number)s initiative", "%(number)s initiatives", number) % {"number": thousands(number)}


@_remembered
def instruments(number: int) -> str:
    return ngettext("%(number)s instrument", "%(number)s instruments", number) % {"number": thousands(number)}


@_remembered
def organizations(number: int) -> str:
    return ngettext("%(number)s organization", "%(number)s organizations", number) % {"number": thousands(number)}


@_remembered
def participants(number: int) -> str:
    return ngettext("%(number)s participant", "%(number)s participants", number) % {"number": thousands(number)}


@_remembered
def places(number: int) -> str:
    """Places in texts."""
    return ngettext("%(number)s place", "%(number)s places", number) % {"number": thousands(number)}


@_remembered
def characters(number: int) -> str:
    return _("%(number)s characters") % {"number": thousands(number)}
