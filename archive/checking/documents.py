"""What is wrong with one document: its file, its order, its texts, and the words of its mentions."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from archive.checking.finding import Code, Finding
from archive.importing.records import Role
from archive.importing.reflow import joined
from archive.models import Article, Document, Leftover, Paragraph
from archive.models.evidence import MENTIONS

#: Encodings from which each text goes back to the bytes it came from.
_EXACT = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def findings_in(document: Document) -> Iterator[Finding]:
    yield from _Check(document).findings()


class _Check:
    """The check of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines = self.text.split("\n")
        self.line_count = len(self.lines) - self.text.endswith("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]  # offset of each line in the text
        self.covered = bytearray(len(self.text))  # 1 where a span has been
        self.articles = list(document.articles.defer("locks").order_by("ordinal"))
        self.paragraphs: dict[int, list[Paragraph]] = {article.pk: [] for article in self.articles}
        for paragraph in Paragraph.objects.filter(article__document=document).order_by("article", "number"):
            self.paragraphs[paragraph.article_id].append(paragraph)
        self.pages = list(document.pages.order_by("number"))

    def found(self, code: Code, line: int | None, sentence: str) -> Finding:
        return Finding(code, self.document.slug, line, sentence)

    def findings(self) -> Iterator[Finding]:
        yield from self.file()
        yield from self.page_order()
        for article in self.articles:
            yield from self.article(article)
        yield from self.article_order()
        for leftover in self.document.leftovers.order_by("first_line", "start"):
            yield from self.leftover(leftover)
        yield from self.lost()
        yield from self.mentions()

    def file(self) -> Iterator[Finding]:
        document = self.document
        if document.encoding in _EXACT:
            written = (mark + self.text for mark in ("", "\ufeff"))
            if document.sha256 not in (
                hashlib.sha256(text.encode(document.encoding, "replace")).hexdigest() for text in written
            ):
                yield self.found(
                    Code.FILE, None, f"the raw text in {document.encoding} has another SHA-256 than the file had"
                )
        if document.line_count != self.line_count:
            yield self.found(Code.FILE, None, f"it is said to have {document.line_count} lines and has another number")
        if document.character_count != len("".join(self.text.split())):
            yield self.found(Code.FILE, None, f"it is said to have {document.character_count} characters and has not")

    def page_order(self) -> Iterator[Finding]:
        for number, page in enumerate(self.pages, 1):
            if page.number != number:
                yield self.found(Code.ORDER, page.first_line, f"page {page.number} is in the place of page {number}")
            if page.last_line > self.line_count:
                yield self.found(Code.ORDER, page.last_line, f"page {page.number} ends after the last line")
        for page, after in pairwise(self.pages):
            if after.first_line <= page.last_line:
                yield self.found(Code.ORDER, after.first_line, f"page {after.number} starts before the last one ends")

    def article(self, article: Article) -> Iterator[Finding]:
        paragraphs = self.paragraphs[article.pk]
        name = f"article {article.key}"
        if not paragraphs:
            yield self.found(Code.ORDER, article.first_line, f"{name} has no paragraph")
        before = (0, 0)
        for number, paragraph in enumerate(paragraphs, 1):
            named = f"paragraph {paragraph.number} of {name}"
            if paragraph.number != number:
                yield self.found(Code.ORDER, paragraph.first_line, f"{named} is in the place of paragraph {number}")
            pieces, wrong = self.pieces(named, paragraph)
            yield from wrong
            if not wrong and paragraph.text != joined(pieces, Role(paragraph.role)):
                yield self.found(Code.TEXT, paragraph.first_line, f"the text of {named} is not what its spans give")
            if not article.first_line <= paragraph.first_line <= paragraph.last_line <= article.last_line:
                yield self.found(Code.ORDER, paragraph.first_line, f"{named} leaves the lines of its article")
            if paragraph.spans and (start := tuple(paragraph.spans[0][:2])) < before:
                yield self.found(Code.ORDER, paragraph.first_line, f"{named} stands before the one it follows")
            elif paragraph.spans:
                before = start
        for line, page_id in ((article.first_line, article.first_page_id), (article.last_line, article.last_page_id)):
            page = next((page for page in self.pages if page.pk == page_id), None)
            if page_id and not (page and page.first_line <= line <= page.last_line):
                yield self.found(Code.ORDER, line, f"{name} names a page that this line is not on")

    def article_order(self) -> Iterator[Finding]:
        for ordinal, article in enumerate(self.articles, 1):
            if article.ordinal != ordinal:
                yield self.found(
                    Code.ORDER, article.first_line, f"article {article.key} is number {article.ordinal}, not {ordinal}"
                )
        for article, after in pairwise(self.articles):
            if self.end(article) > self.start(after) or article.last_line > after.first_line:
                yield self.found(
                    Code.ORDER, after.first_line, f"article {after.key} starts before article {article.key} ends"
                )

    def start(self, article: Article) -> tuple[int, int]:
        return min(((line, start) for p in self.paragraphs[article.pk] for line, start, _ in p.spans), default=(0, 0))

    def end(self, article: Article) -> tuple[int, int]:
        return max(((line, end) for p in self.paragraphs[article.pk] for line, _, end in p.spans), default=(0, 0))

    def leftover(self, leftover: Leftover) -> Iterator[Finding]:
        named = f"the leftover at column {leftover.start}"
        pieces, wrong = self.pieces(named, leftover)
        yield from wrong
        if wrong:
            return
        if leftover.text != "\n".join(pieces):
            yield self.found(Code.TEXT, leftover.first_line, f"the text of {named} is not what its spans give")
        if leftover.spans[0][:2] != [leftover.first_line, leftover.start]:
            yield self.found(Code.SPAN, leftover.first_line, f"{named} starts elsewhere than its first span")

    def pieces(self, named: str, owner: Paragraph | Leftover) -> tuple[list[str], list[Finding]]:
        """The raw text of the owner's spans, which are marked as covered, and what is wrong with the spans."""
        pieces: list[str] = []
        wrong: list[Finding] = []
        before = (0, 0)
        for line, start, end in owner.spans:
            if not (1 <= line <= len(self.lines) and 0 <= start < end <= len(self.lines[line - 1])):
                wrong.append(self.found(Code.SPAN, line, f"{named} has a span that is no place of the raw text"))
                continue
            if (line, start) < before:
                wrong.append(self.found(Code.SPAN, line, f"{named} has spans out of order"))
            before = (line, end)
            offset = self.starts[line - 1]
            pieces.append(self.text[offset + start : offset + end])
            if any(self.covered[i] and not self.text[i].isspace() for i in range(offset + start, offset + end)):
                wrong.append(self.found(Code.TWICE, line, f"{named} has print that is elsewhere too"))
            self.covered[offset + start : offset + end] = b"\1" * (end - start)
        if not owner.spans:
            wrong.append(self.found(Code.SPAN, owner.first_line, f"{named} has no spans"))
        elif (owner.spans[0][0], owner.spans[-1][0]) != (owner.first_line, owner.last_line):
            wrong.append(self.found(Code.SPAN, owner.first_line, f"{named} has other lines than its spans"))
        return pieces, wrong

    def lost(self) -> Iterator[Finding]:
        """One finding a line, with the first words that are missing."""
        last = 0
        for word in re.finditer(r"\S+", self.text):
            i = self.covered.find(0, *word.span())
            if i >= 0 and (line := bisect_right(self.starts, i)) > last:
                last = line
                yield self.found(Code.LOST, line, f"{self.text[i : word.end()][:20]} is in no text and no leftover")

    def mentions(self) -> Iterator[Finding]:
        """Mentions whose words do not stand at their place."""
        texts = {p.pk: p for paragraphs in self.paragraphs.values() for p in paragraphs}
        for model in MENTIONS:
            rows = model._default_manager.filter(paragraph__article__document=self.document)
            for mention in rows.order_by("paragraph", "start"):
                paragraph = texts[mention.paragraph_id]
                if paragraph.text[mention.start : mention.end] != mention.printed:
                    named = f"the {model._meta.verbose_name} “{mention.printed}” at character {mention.start}"
                    yield self.found(Code.EVIDENCE, paragraph.first_line, f"{named} does not stand there")
