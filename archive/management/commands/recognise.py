"""Show what is recognised in a text."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.importing.knowing import known_authority
from archive.importing.reading import ReadingError, decode, read
from archive.importing.recognising.findings import Findings
from archive.importing.recognising.recognise import recognise
from archive.importing.records import ArticleRecord, Kind, ParagraphRecord, Role, Span

Mention = dict[str, Any]


class Command(BaseCommand):
    help = (
        "Show the people, offices, organizations, meetings, initiatives and instruments recognised in a text. Nothing "
        "is written. The text is one article, a paragraph a line; a name found in one line is known in the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: - for standard input")
        parser.add_argument("--lines", action="store_true", help="take each line as a text of its own")
        parser.add_argument("--format", choices=["text", "jsonl"], help="default: text, with --lines jsonl")

    def handle(self, *, file: str, lines: bool, format: str | None, **options: Any) -> None:  # noqa: A002
        texts = _text(file, with_nul=lines).removesuffix("\n").split("\n")
        authority = known_authority()
        if lines:
            rows: Iterator[list[Mention]] = (
                _by_line(recognise([article_of([text])], authority)[0], 1)[0] for text in texts
            )
        else:
            rows = iter(_by_line(recognise([article_of(texts)], authority)[0], len(texts)))
        as_json = (format or ("jsonl" if lines else "text")) == "jsonl"
        for number, (text, mentions) in enumerate(zip(texts, rows, strict=True), 1):
            if as_json:
                self.stdout.write(json.dumps({"mentions": mentions}, ensure_ascii=False))
            else:
                for mention in mentions:
                    words = text[mention["start"] : mention["end"]]
                    self.stdout.write(
                        f"{number}:{mention['start']}\t{mention['kind']}\t{words}\t{mention['name']}\t"
                        f"{mention['rule']} {mention['confidence']:.2f}"
                    )


def _text(file: str, *, with_nul: bool) -> str:
    """The text to look at; `with_nul` keeps a NUL in one line from refusing the others, as nothing is stored here."""
    data = sys.stdin.buffer.read() if file == "-" else None
    try:
        if data is None:
            return read(Path(file), settings.ARCHIVE_MAX_FILE_SIZE).text
        return decode(data, "Standard input").text
    except ReadingError as error:
        if not with_nul or error.code != "not_text":
            raise CommandError(str(error)) from error
        refusal = error
    data = Path(file).read_bytes() if data is None else data
    try:
        without = decode(data.replace(b"\0", b"\1"), file)  # another control character, so that offsets stay
    except ReadingError:
        raise CommandError(str(refusal)) from refusal
    if without.encoding.startswith("utf-16"):  # of which NUL bytes are halves
        raise CommandError(str(refusal)) from refusal
    return without.text


def article_of(texts: list[str]) -> ArticleRecord:
    """An article of bare paragraphs, of which nothing else is known."""
    return ArticleRecord(
        start_line=1,
        end_line=len(texts),
        kicker=None,
        title=None,
        subtitle=None,
        column=None,
        kind=Kind.OTHER,
        dateline=None,
        source=None,
        bylines=(),
        date=None,
        paragraphs=tuple(
            ParagraphRecord(Role.TEXT, text, (Span(number, 0, len(text)),)) for number, text in enumerate(texts, 1)
        ),
    )


def _by_line(findings: Findings, count: int) -> list[list[Mention]]:
    rows: list[list[Mention]] = [[] for _ in range(count)]
    for paragraph, mention in _all(findings):
        rows[paragraph].append(mention)
    return [sorted(row, key=itemgetter("start", "end", "kind")) for row in rows]


def _all(findings: Findings) -> Iterator[tuple[int, Mention]]:
    for kind, found, name in (
        ("person", findings.people, "name"),
        ("office", findings.offices, "title"),
        ("organization", findings.bodies, "name"),
        ("meeting", findings.meetings, "name"),
        ("initiative", findings.initiatives, "name"),
        ("instrument", findings.instruments, "title"),
    ):
        seen = set()
        for one in found:  # an office that a list shares is found once a person
            place = (one.paragraph, one.start, one.end, getattr(one, name))
            if place not in seen:
                seen.add(place)
                yield (
                    one.paragraph,
                    {
                        "start": one.start,
                        "end": one.end,
                        "kind": kind,
                        "name": getattr(one, name),
                        "rule": one.rule,
                        "confidence": round(one.confidence, 3),
                    },
                )
