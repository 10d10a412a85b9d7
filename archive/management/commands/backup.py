"""Write a backup of the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from archive.exporting.backups import BackupError, write_backup


class Command(BaseCommand):
    help = "Write the whole database, history and accounts included, to a file that `restore` takes (pg_dump's)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help="default: backups/archive-DATE-TIME.dump in the project"
        )

    def handle(self, *, file: Path | None, **options: Any) -> None:
        now = timezone.localtime().strftime("%Y-%m-%d-%H%M%S")
        file = file or settings.BASE_DIR / "backups" / f"archive-{now}.dump"
        try:
            write_backup(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The database is in {file} ({file.stat().st_size / 1e6:.1f} MB).")
