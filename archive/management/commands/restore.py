"""Restore a backup of the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from archive.exporting.backups import BackupError, restore_backup


class Command(BaseCommand):
    help = (
        "Put a backup in place of the database, all of it or nothing, and bring its tables up to date. What the "
        "database holds now is gone, so make a backup of it first."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `backup` has written")
        parser.add_argument("--no-input", action="store_false", dest="ask", help="do not ask")

    def handle(self, *, file: Path, ask: bool, **options: Any) -> None:
        if ask and not agreed(f"All that the database holds is replaced by {file}. Go on? [y/N] "):
            raise CommandError("Nothing was done.")
        try:
            restore_backup(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"The database is that of {file}.")


def agreed(question: str) -> bool:
    """Whether somebody says yes; raises CommandError where nobody is there to be asked."""
    try:
        return input(question).lower() in ("y", "yes")
    except EOFError as error:
        raise CommandError(
            "Nothing was done, as nobody can be asked here: --no-input restores without that."
        ) from error
