"""Bring what search and lists read up to date."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive.counting import numbers
from archive.searching import index


class Command(BaseCommand):
    help = (
        "Bring the search index up to date with texts and names that were written by something else than an import, "
        "as by loaddata. The first search would do it as well, but somebody would wait for it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anew",
            action="store_true",
            help="make all of it anew, not only what is stale, and the numbers of the lists: after triggers were off",
        )

    def handle(self, *, anew: bool, **options: Any) -> None:
        if anew:
            numbers.rebuild()
        count = index.rebuild() if anew else index.keep_up()
        self.stdout.write(f"articles and records whose texts and names were folded: {count}")
