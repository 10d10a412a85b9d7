"""Records that readers look for by name."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from archive.searching import hits
from archive.searching.models import SearchName

Row = TypeVar("Row", bound=models.Model, covariant=True)


class NamedQuerySet(models.QuerySet[Row]):
    """Rows of a model of which `archive.searching` keeps the names."""

    def named(self, text: str) -> Self:
        """Rows that have `text` in a name or alias, or whose pinyin it spells.

        Letters may be whole syllables, first letters or both (`xijinping`, `xjp`, `xijp`), from any syllable on. All
        rows where `text` is blank; none where nothing is left of it after folding.
        """
        if not text.strip():
            return self.all()
        names = hits.named(SearchName.objects.filter(record_type=self.model._meta.model_name), text)
        return self.filter(pk__in=names.values("record_id"))
