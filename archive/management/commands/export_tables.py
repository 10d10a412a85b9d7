"""Write the archive as tables for analysis."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.exporting.contents import EXPORTED
from archive.exporting.folders import FolderError
from archive.exporting.tables import write_tables
from archive.progress import bar


class Command(BaseCommand):
    help = (
        "Write the archive as CSV files, one a model, with a Frictionless datapackage.json that describes them; as "
        "Parquet too where pyarrow is installed. people.json is Popolo, meetings.json Open Civic Data."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, required=True, metavar="FOLDER", help="a folder of its own")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(self, *, output: Path, no_progress: bool, **options: Any) -> None:
        try:
            with bar("tables", hidden=no_progress, total=lambda: len(EXPORTED)) as advance:
                files = write_tables(output, advance)
        except FolderError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"tables exported: {len(EXPORTED)}, files: {len(files)}, folder: {output}")
