"""Last step of the import, and the only one that writes: a parsed document becomes rows, in one transaction.

What is in the archive already is compared row by row, and only what differs is written. Articles keep their keys, and
what people have set stays: where the import disagrees it files a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from archive.curating.models import Operation
from archive.curating.recording import leave_out_inserts, recording
from archive.importing import keys
from archive.importing.carrying import carry, carry_suggestions, mentions_to_carry
from archive.importing.disagreeing import Disagreements
from archive.importing.keeping import Cut, UnsettledError, settle
from archive.importing.matching import is_revision, moved, plain_spans
from archive.importing.records import DocumentRecord
from archive.importing.refusals import RefusedError, gettext_noop
from archive.importing.settling import Before
from archive.importing.storing_articles import write_articles
from archive.importing.storing_findings import write_findings
from archive.importing.syncing import sync, take_over
from archive.models import Document, Leftover, Page, Paragraph, Sketch

_CURATED = ("title", "publisher", "kind", "period_start", "period_end")
_OF_FILE = ("sha256", "encoding", "text", "line_count", "character_count")


class Status(StrEnum):
    """What became of a file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class StoringError(RefusedError):
    """A document that the archive cannot take."""


def same_content(name: str, other: str) -> StoringError:
    """The error of a file that would be a document twice."""
    return StoringError(name, gettext_noop("has the same content as {other}: leave one of them out"), {"other": other})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What storing a document did. `articles` is what it has now, the other counts are what was done to them."""

    status: Status
    slug: str
    articles: int
    created: int = 0
    updated: int = 0
    removed: int = 0
    suggestions: int = 0


Witness = Callable[[Document, Outcome, Operation], None]
"""Looks at a document, at the outcome, and at the operation that stored it."""


def store(
    record: DocumentRecord, importer: str, *, dry_run: bool = False, by: str = "", witness: Witness | None = None
) -> Outcome:
    """Store a parsed document in one transaction; with `dry_run` it is rolled back and only the outcome told.

    `importer` is the fingerprint of what parsed it, `by` the user who imports. `witness` is called at the end of the
    transaction: it sees the rows as they are or would be, and what it writes comes and goes with them. Raises
    StoringError when the archive has the same content under another name or another text under the same name, or when
    the text changed where people have settled its cut.
    """
    with transaction.atomic():
        with recording(Operation.Kind.IMPORT, by, record.raw.name) as operation:
            document, outcome = _store(record, importer, operation)
            if witness:
                witness(document, outcome, operation)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _store(record: DocumentRecord, importer: str, operation: Operation) -> tuple[Document, Outcome]:
    document, old_text = _document(record)
    is_new = document.pk is None
    if is_new:
        leave_out_inserts(operation)
    old = [] if is_new else list(document.articles.order_by("ordinal"))
    opinions = Disagreements()
    changed = _write_document(document, record, importer, opinions)
    changed |= _write_pages(document, record, [] if is_new else document.pages.all())
    paragraphs: dict[int, list[Paragraph]] = {article.pk: [] for article in old}
    for paragraph in Paragraph.objects.filter(article__in=old).order_by("article", "number"):
        paragraphs[paragraph.article_id].append(paragraph)
    leftovers = [] if is_new else list(document.leftovers.all())
    try:
        cut = settle(record, old_text, old, paragraphs, leftovers)
    except UnsettledError as error:
        problem = gettext_noop(
            "has changed where people have settled its text, in the articles {places}: give the new file another name, "
            "or take the settlement back first"
        )
        raise StoringError(record.raw.name, problem, {"places": ", ".join(error.places)}) from error
    changed |= _write_leftovers(document, cut, leftovers, opinions)
    before = Before.of([] if is_new else [document])
    carried = [] if is_new else mentions_to_carry(document, cut.kept_articles)
    articles = write_articles(document, cut, old, paragraphs, opinions)
    carry(carried, document, cut.kept_articles)
    changed |= write_findings(document, articles.written, before, is_new=is_new)
    carry_suggestions(document, old, cut.lines)
    suggestions = opinions.save()
    Sketch.objects.forget(articles.changed)
    changed |= bool(articles.created or articles.updated or articles.removed or suggestions)
    status = Status.CREATED if is_new else Status.UPDATED if changed else Status.UNCHANGED
    return document, Outcome(
        status,
        document.slug,
        len(cut.pieces),
        articles.created,
        articles.updated,
        articles.removed,
        suggestions,
    )


def _document(record: DocumentRecord) -> tuple[Document, str]:
    """The document's row, locked, or an unsaved one; and the raw text that its articles were cut from."""
    name = record.raw.name
    document = Document.objects.select_for_update().filter(file_name=name).first()
    other = Document.objects.without_text().filter(sha256=record.raw.sha256).exclude(file_name=name).first()
    if other:
        problem = gettext_noop("has the same content as {other} (document {slug}): leave one of them out")
        raise StoringError(name, problem, {"other": other.file_name, "slug": other.slug})
    if document is None:
        slug = keys.document_slug(name)
        taken = set(Document.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        return Document(slug=keys.first_free(slug, taken), file_name=name), ""
    if document.sha256 != record.raw.sha256 and not is_revision(document.text, record.raw.text):
        problem = gettext_noop(
            "holds another text than the document {slug}, which was imported under this name: rename the file, or "
            "delete that document first"
        )
        raise StoringError(name, problem, {"slug": document.slug})
    return document, document.text


def _write_document(document: Document, record: DocumentRecord, importer: str, opinions: Disagreements) -> bool:
    """Whether anything but the importer's fingerprint differed."""
    text = record.raw.text
    proposed = Document(
        title=record.title,
        publisher=record.publisher,
        kind=record.kind.value,
        sha256=record.raw.sha256,
        encoding=record.raw.encoding,
        text=text,
        line_count=text.count("\n") + (not text.endswith("\n")),
        character_count=len("".join(text.split())),
        importer=importer,
    )
    proposed.period_start, proposed.period_end = record.period_start, record.period_end
    differs = opinions.take(document, proposed, _CURATED)
    differs |= take_over(document, proposed, _OF_FILE)
    if differs | take_over(document, proposed, ("importer",)):
        document.save()
    return differs


def _write_pages(document: Document, record: DocumentRecord, old: Iterable[Page]) -> bool:
    wanted = [
        Page(document=document, number=n, label=page.label, first_line=page.first_line, last_line=page.last_line)
        for n, page in enumerate(record.pages, 1)
    ]
    return bool(sync(Page, old, wanted, [("number",)], ["label", "first_line", "last_line"]))


def _write_leftovers(document: Document, cut: Cut, leftovers: Iterable[Leftover], opinions: Disagreements) -> bool:
    old = list(leftovers)
    settled = {tuple(moved(row.spans, cut.lines)[0][:2]): row for row in old if row.is_locked("lines")}
    wanted = []
    for made in cut.taken_leftovers:
        wanted.append(new := _leftover(document, made.reason.value, made.text, plain_spans(made.spans)))
        if row := settled.get((new.first_line, new.start)):
            new.locks = row.locks
            if row.is_locked("reason"):
                new.reason = row.reason
                opinions.compare(new, "reason", row.reason, made.reason.value)
    for row in cut.kept_leftovers:
        wanted.append(new := _leftover(document, row.reason, row.text, moved(row.spans, cut.lines)))
        new.locks = row.locks
    columns = ["reason", "text", "last_line", "spans", "locks"]
    return bool(sync(Leftover, old, wanted, [("first_line", "start")], columns))


def _leftover(document: Document, reason: str, text: str, spans: list[list[int]]) -> Leftover:
    return Leftover(
        document=document,
        reason=reason,
        text=text,
        first_line=spans[0][0],
        start=spans[0][1],
        last_line=spans[-1][0],
        spans=spans,
    )
