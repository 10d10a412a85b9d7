"""How an article is cited: by what is printed and by its place in the raw file."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from archive.models import Article, Leftover, Page, Paragraph

_INNER_MARKS = str.maketrans("《》“”", "〈〉‘’")


def page_label(page: Page) -> str:
    """The number printed on a page or told by others; in square brackets its place in the document where none is."""
    return page.label or f"[{page.number}]"


def page_range(article: Article) -> str:
    """The page or pages of an article, empty where they are not known."""
    if not article.first_page or not article.last_page:
        return ""
    if article.first_page_id == article.last_page_id:
        return page_label(article.first_page)
    return f"{page_label(article.first_page)}–{page_label(article.last_page)}"


def pages(article: Article) -> str:
    """The page range in words of the active language, empty where it is not known."""
    count = 1 if article.first_page_id == article.last_page_id else 2
    numbers = page_range(article)
    return ngettext("p. %(pages)s", "pp. %(pages)s", count) % {"pages": numbers} if numbers else ""


def line_range(row: Article | Paragraph | Leftover | Page) -> str:
    """The raw lines that something stands on, from 1."""
    if row.first_line == row.last_line:
        return str(row.first_line)
    return f"{row.first_line}–{row.last_line}"


def citation(article: Article) -> str:
    """One sentence in the active language. The article comes with its document, pages and bylines."""
    parts = [part for part in (_title(article), _document(article), pages(article)) if part]
    lines = {"lines": line_range(article)}
    parts.append(ngettext("line %(lines)s", "lines %(lines)s", article.last_line - article.first_line + 1) % lines)
    cited = pgettext("between the parts of a citation", ", ").join(parts) + pgettext("at the end of a citation", ".")
    authors = pgettext("between authors", ", ").join(byline.name for byline in article.bylines.all())
    return _("%(authors)s: %(cited)s") % {"authors": authors, "cited": cited} if authors else cited


def _title(article: Article) -> str:
    title = article.display_title.translate(_INNER_MARKS)
    if article.title:
        return _("“%(title)s”") % {"title": title}
    if article.supplied_title:
        return _("[%(title)s]") % {"title": title}
    return _("[untitled] “%(opening)s”") % {"opening": title}


def _document(article: Article) -> str:
    document = article.document
    if not document.title:
        return _("in %(file)s") % {"file": document.file_name}
    title = document.title.translate(_INNER_MARKS)
    return _("in %(title)s (%(file)s)") % {"title": title, "file": document.file_name}
