"""Prove that the archive is sound."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.checking import findings
from archive.models import Document
from archive.snapshot import snapshot


class Command(BaseCommand):
    help = (
        "Prove from the stored rows that each printed character of each raw file is in one text or one leftover, that "
        "texts are what the raw text gives, and that order and keys are right. The exit status is 1 if it is not so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--document", nargs="+", default=[], metavar="SLUG", help="check only these documents")

    def handle(self, *, document: list[str], **options: Any) -> None:
        documents = Document.objects.order_by("file_name")
        if document:
            documents = documents.filter(slug__in=document)
            if missing := set(document) - set(documents.values_list("slug", flat=True)):
                raise CommandError(f"There is no document with the slug {', '.join(sorted(missing))}.")
        count = 0
        with snapshot():
            for finding in findings(documents):
                self.stdout.write(str(finding))
                count += 1
            self.stdout.write(f"documents checked: {documents.count()}; findings: {count}")
        if count:
            sys.exit(1)
