"""Load an export of an archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.exporting.loading import LoadingError, load_fixtures, size
from archive.exporting.manifest import ManifestError
from archive.exporting.merging import merge_fixtures
from archive.progress import bar

SHOWN = 20  # conflicts


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
        way.add_argument("--merge", action="store_true", help="into what is there, leaving what people have set")
        way.add_argument("--replace", action="store_true", help="in place of all that the archive holds")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(
        self,
        *,
        folder: Path,
        merge: bool,
        replace: bool,
        dry_run: bool,
        no_progress: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        before = "Dry run: " if dry_run else ""
        try:
            with bar("bytes", hidden=no_progress, total=lambda: size(folder)) as advance:
                if merge:
                    merged = merge_fixtures(folder, dry_run=dry_run, advance=advance)
                else:
                    records = load_fixtures(folder, replace=replace, dry_run=dry_run, advance=advance)
        except (ManifestError, LoadingError) as error:
            raise CommandError(str(error)) from error
        if not merge:
            self.stdout.write(f"{before}records loaded: {records}")
            return
        shown = merged.conflicts if verbosity > 1 else merged.conflicts[:SHOWN]
        for conflict in shown:
            self.stdout.write(str(conflict))
        if len(shown) < len(merged.conflicts):
            self.stdout.write(f"… and {len(merged.conflicts) - SHOWN} conflicts more: --verbosity 2 shows all")
        self.stdout.write(
            f"{before}records created: {merged.created}, updated: {merged.updated}, unchanged: {merged.unchanged}, "
            f"conflicts: {len(merged.conflicts)}"
        )
