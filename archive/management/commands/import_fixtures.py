"""Load an export of an archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.exporting.loading import LoadingError, load_fixtures, size
from archive.exporting.manifest import ManifestError
from archive.progress import bar


class Command(BaseCommand):
    help = (
        "Load what export_fixtures has written, verified first and in one transaction: all of it or nothing. The "
        "archive has to be empty, but for authority data that nobody has touched."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = settings.BASE_DIR / "fixtures" / "export"
        parser.add_argument(
            "folder", nargs="?", type=Path, default=default, metavar="FOLDER", help="default: %(default)s"
        )
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--replace", action="store_true", help="in place of all that the archive holds")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(self, *, folder: Path, replace: bool, no_progress: bool, **options: Any) -> None:
        try:
            with bar("bytes", hidden=no_progress, total=lambda: size(folder)) as advance:
                records = load_fixtures(folder, replace=replace, advance=advance)
        except (ManifestError, LoadingError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"records loaded: {records}")
