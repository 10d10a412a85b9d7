"""The addresses of records' pages."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(name: str, *keys: str) -> str:
    """The address `name` (archive/urls.py) with `keys`: remembered, as lists make the same ones again and again."""
    return _address(name, keys, get_script_prefix())


@lru_cache(maxsize=10_000)
def _address(name: str, keys: tuple[str, ...], _site: str) -> str:
    return reverse(name, args=keys)
