"""Load authority data: the names that the archive knows beforehand."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.seeding import SeedingError, seed


class Command(BaseCommand):
    help = "Load authority data from fixtures. What people have set stays, so it may be run again at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE", help="JSON fixtures; default: all of fixtures/authority"
        )

    def handle(self, *, files: list[Path], verbosity: int, **options: Any) -> None:
        try:
            counts = seed(files or sorted((settings.BASE_DIR / "fixtures" / "authority").glob("*.json")))
        except SeedingError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write("authority records " + ", ".join(f"{what}: {n}" for what, n in counts.items()))
