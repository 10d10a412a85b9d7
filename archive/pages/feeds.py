"""The Atom feed of documents that came into the archive."""

from __future__ import annotations

import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Document

_NEWEST = 30


class NewDocuments(Feed):
    """The newest documents, the last one first, with what each holds."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Archive of Official Compilations: new documents")

    def link(self) -> str:
        return reverse("home")

    def author_name(self) -> str:
        """Who publishes the feed: Atom asks for it."""
        return _("Archive of Official Compilations")

    def subtitle(self) -> str:
        return _("Documents in the order in which they came into the archive.")

    def items(self) -> list[Document]:
        return list(Document.objects.newest_first().without_text().with_counts()[:_NEWEST])

    def item_title(self, item: Document) -> str:
        return str(item)

    def item_description(self, item: Document) -> str:
        articles: int = item.article_count  # type: ignore[attr-defined]
        return ngettext("%(number)s article", "%(number)s articles", articles) % {"number": articles}

    def item_pubdate(self, item: Document) -> datetime.datetime:
        return item.added_at

    def item_updateddate(self, item: Document) -> datetime.datetime:
        return item.added_at
