"""Write the archive's articles as JSON Lines."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from archive.exporting.articles import article_rows
from archive.models import Document
from archive.snapshot import snapshot


class Command(BaseCommand):
    help = "Write the articles as JSON Lines, UTF-8, one article a line, in the order of documents and of lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, metavar="FILE", help="the file to write; default: standard output")
        parser.add_argument("--document", nargs="+", default=[], metavar="SLUG", help="only the articles of these")

    def handle(self, *, output: Path | None, document: list[str], **options: Any) -> None:
        documents = Document.objects.without_text().order_by("file_name")
        if document:
            documents = documents.filter(slug__in=document)
            if missing := set(document) - set(documents.values_list("slug", flat=True)):
                raise CommandError(f"There is no document with the slug {', '.join(sorted(missing))}.")
        count = 0
        with snapshot(), self.opened(output) as stream:
            for row in article_rows(documents.iterator()):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
        self.stderr.write(f"articles exported: {count}")

    @contextmanager
    def opened(self, output: Path | None) -> Iterator[TextIO | OutputWrapper]:
        """Standard output, or a draft beside `output` that takes its place when all is written."""
        if output is None:
            yield self.stdout
            return
        draft = output.with_name(output.name + ".new")
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
            draft.replace(output)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        finally:
            draft.unlink(missing_ok=True)
