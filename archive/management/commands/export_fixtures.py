"""Write the archive as fixtures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.exporting.fixtures import all_rows, count, write_fixtures
from archive.exporting.folders import FolderError
from archive.exporting.manifest import Format
from archive.progress import bar


class Command(BaseCommand):
    help = (
        "Write the archive as fixtures: a file a model with natural keys, and beside them in about/ a manifest and a "
        "data dictionary. The folder is replaced when all is written, and stays as it was if anything fails."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = settings.BASE_DIR / "fixtures" / "export"
        parser.add_argument(
            "--output", type=Path, default=default, metavar="FOLDER", help="a folder of its own; default: %(default)s"
        )
        parser.add_argument(
            "--format", dest="form", choices=list(Format), default=Format.JSON, help="default: %(default)s"
        )
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(self, *, output: Path, form: str, no_progress: bool, **options: Any) -> None:
        rows = all_rows()
        try:
            with bar("records", hidden=no_progress, total=lambda: count(rows)) as advance:
                manifest = write_fixtures(output, rows, form=Format(form), advance=advance)
        except FolderError as error:
            raise CommandError(str(error)) from error
        records = sum(entry.records for entry in manifest.files)
        self.stdout.write(f"records exported: {records}, files: {len(manifest.files)}, folder: {output}")
