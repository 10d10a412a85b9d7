"""Numbers of things in words, as template filters: a list tells some on every row, where a translated block is slow."""

from __future__ import annotations

from django.utils.translation import ngettext


def thousands(number: int) -> str:
    """A whole number with commas between its thousands."""
    return f"{number:,}"


def documents(number: int) -> str:
    return ngettext("%(number)s document", "%(number)s documents", number) % {"number": thousands(number)}


def articles(number: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", number) % {"number": thousands(number)}


def people(number: int) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": thousands(number)}


def meetings(number: int) -> str:
    return ngettext("%(number)s meeting", "%(number)s meetings", number) % {"number": thousands(number)}


def initiatives(number: int) -> str:
    return ngettext("%(number)s initiative", "%(number)s initiatives", number) % {"number": thousands(number)}


def instruments(number: int) -> str:
    return ngettext("%(number)s instrument", "%(number)s instruments", number) % {"number": thousands(number)}


def organizations(number: int) -> str:
    return ngettext("%(number)s organization", "%(number)s organizations", number) % {"number": thousands(number)}


def participants(number: int) -> str:
    return ngettext("%(number)s participant", "%(number)s participants", number) % {"number": thousands(number)}


def places(number: int) -> str:
    """Places in texts."""
    return ngettext("%(number)s place", "%(number)s places", number) % {"number": thousands(number)}
