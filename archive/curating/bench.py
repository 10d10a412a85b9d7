"""An article being cut: its document's lines, its paragraphs and its mentions go together, whatever is done to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.consequences import settled, texts_changed
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.print_places import Places, Spans, pieces, text_of
from archive.curating.recording import operation
from archive.importing.copying import BATCH
from archive.importing.records import Role
from archive.importing.storing_articles import opening_words, page_of
from archive.models import Article, Document, Leftover, Paragraph, Printing, Suggestion
from archive.models.curation import RecordType
from archive.models.evidence import MENTIONS, Mention


@contextmanager
def cutting(article: Article, user: AbstractBaseUser, seen: int | None, more: str = "") -> Iterator[Bench]:
    """An operation on an article, with what follows from it; `more` is what the history says beside its title."""
    with operation(Operation.Kind.CUT, user, ": ".join(filter(None, [str(article), more]))) as done:
        bench = Bench(article, user, seen, done)
        with settled(bench.document):
            yield bench
        texts_changed({changed.pk for changed in bench.changed} | bench.printed_alike)


class Bench:
    """An article being cut: its document's lines and its paragraphs, locked; `changed` are the articles it leaves."""

    def __init__(self, article: Article, user: AbstractBaseUser, seen: int | None, operation: Operation) -> None:
        self.operation = operation
        self.by, self.at = user.get_username(), timezone.now()
        self.document = versions.locked(Document, article.document_id)
        self.article = versions.locked(Article, article.pk)
        self.paragraphs = list(self.article.paragraphs.order_by("number"))
        versions.check(seen, self.article, *self.paragraphs)
        self.lines = self.document.text.split("\n")
        self.pages = list(self.document.pages.order_by("number"))
        self.changed: list[Article] = []
        self.printed_alike: set[int] = set()  # with what was removed

    def rewrite(self, row: Paragraph, spans: Spans, role: str) -> None:
        """Give a paragraph other spans or another role; mentions keep their words, and go where those are gone."""
        text = text_of(self.lines, spans, role)
        before = Places(self.lines, row.spans, row.text)
        after = Places(self.lines, spans, text)
        for model in MENTIONS:
            moving: list[tuple[int, Mention, tuple[int, int]]] = []
            for mention in model._default_manager.filter(paragraph=row):
                found = after.find(before.of(mention.start, mention.end))
                if found is None:
                    mention.delete()
                elif found != (mention.start, mention.end):
                    order = mention.start if found[0] < mention.start else -mention.start
                    moving.append((order, mention, found))
            # In an order in which none comes to stand where another one still is.
            for _order, mention, found in sorted(moving, key=lambda move: move[0]):
                mention.start, mention.end = found
                mention.printed = text[slice(*found)]
                mention.save()
        row.role, row.text, row.spans = role, text, [list(span) for span in spans]
        row.first_line, row.last_line = spans[0][0], spans[-1][0]
        row.save()

    def paragraph(self, spans: Spans) -> Paragraph:
        """A new paragraph of text, not saved."""
        return Paragraph(
            role=Role.TEXT.value,
            text=text_of(self.lines, spans, Role.TEXT.value),
            spans=[list(span) for span in spans],
            first_line=spans[0][0],
            last_line=spans[-1][0],
        )

    def add_leftover(self, spans: Spans, reason: str, locks: dict[str, object] | None = None) -> None:
        leftover = Leftover(
            document=self.document,
            reason=reason,
            text="\n".join(pieces(self.lines, spans)),
            first_line=spans[0][0],
            start=spans[0][1],
            last_line=spans[-1][0],
            spans=[list(span) for span in spans],
            locks=locks or {},
        )
        leftover.lock(["lines"], self.by, self.at)
        leftover.save()

    def remove(self, article: Article) -> None:
        """Delete an article whose text is elsewhere, and close the gap it leaves."""
        Suggestion.objects.about(RecordType.ARTICLE, [article.key]).delete()
        self.printed_alike.update(Printing.objects.beside(article).values_list("article", flat=True))
        document, ordinal = article.document_id, article.ordinal
        article.delete()
        Article.objects.filter(document=document, ordinal__gt=ordinal).update(ordinal=F("ordinal") - 1)

    def refuse_others(self, spans: Spans) -> None:
        """Raise CurationError where another article stands between the article and `spans`."""
        start, end = start_of(self.paragraphs), end_of(self.paragraphs)
        start, end = min(start, (spans[0][0], spans[0][1])), max(end, (spans[-1][0], spans[-1][2]))
        for other in (*Article.objects.before(self.article)[:1], *Article.objects.after(self.article)[:1]):
            theirs = list(other.paragraphs.all())
            if start_of(theirs) < end and start < end_of(theirs):
                raise CurationError(_("“%(article)s” stands between these lines and the article.") % {"article": other})

    def write(self, article: Article, paragraphs: Sequence[Paragraph]) -> None:
        """Give an article its paragraphs, in their order, and what follows from them; lock its cut."""
        article.first_line = min(row.first_line for row in paragraphs)
        article.last_line = max(row.last_line for row in paragraphs)
        article.opening = opening_words(paragraphs)
        article.first_page = page_of(article.first_line, self.pages)
        article.last_page = page_of(article.last_line, self.pages)
        article.lock(["paragraphs"], self.by, self.at)
        article.save()
        moved: list[Paragraph] = []
        for number, row in enumerate(paragraphs, 1):
            if (row.article_id, row.number) != (article.pk, number):
                row.article, row.number = article, number
                moved.append(row)
        Paragraph.objects.bulk_update((row for row in moved if row.pk), ["article", "number"], batch_size=BATCH)
        Paragraph.objects.bulk_create((row for row in moved if not row.pk), batch_size=BATCH)


def start_of(paragraphs: Iterable[Paragraph]) -> tuple[int, int]:
    return min((line, start) for row in paragraphs for line, start, _end in row.spans)


def end_of(paragraphs: Iterable[Paragraph]) -> tuple[int, int]:
    return max((line, end) for row in paragraphs for line, _start, end in row.spans)
