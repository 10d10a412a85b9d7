"""Write the archive as fixtures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from archive.exporting.closure import closure
from archive.exporting.contents import all_rows, count
from archive.exporting.fixtures import write_fixtures
from archive.exporting.folders import FolderError
from archive.exporting.records import Format
from archive.models import Document, Person
from archive.models.natural import NaturalKeyModel
from archive.progress import bar
from archive.snapshot import snapshot


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
            "--document", nargs="+", default=[], metavar="SLUG", help="only these, and what they refer to"
        )
        parser.add_argument(
            "--people", nargs="+", default=[], metavar="KEY", help="only these, and the documents that speak of them"
        )
        parser.add_argument(
            "--format", dest="form", choices=list(Format), default=Format.JSON, help="default: %(default)s"
        )
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(
        self, *, output: Path, document: list[str], people: list[str], form: str, no_progress: bool, **options: Any
    ) -> None:
        asked: list[tuple[type[NaturalKeyModel], list[str]]] = [(Document, document), (Person, people)]
        selection = {model._meta.label_lower: keys for model, keys in asked if keys}
        try:
            with snapshot():
                rows = closure(selected(model, keys) for model, keys in asked) if selection else all_rows()
                with bar("records", hidden=no_progress, total=lambda: count(rows)) as advance:
                    manifest = write_fixtures(output, rows, form=Format(form), selection=selection, advance=advance)
        except FolderError as error:
            raise CommandError(str(error)) from error
        records = sum(entry.records for entry in manifest.files)
        files = sum(1 for entry in manifest.files if entry.records)
        self.stdout.write(f"records exported: {records}, files: {files}, folder: {output}")


def selected(model: type[NaturalKeyModel], keys: list[str]) -> QuerySet[Any]:
    """The rows of `model` with these keys. Raises CommandError for a key that no row has."""
    name = model.natural_key_fields[0]
    rows = model._default_manager.filter(**{f"{name}__in": keys})
    if missing := set(keys) - set(rows.values_list(name, flat=True)):
        raise CommandError(f"There is no {model._meta.model_name} with the {name} {', '.join(sorted(missing))}.")
    return rows
