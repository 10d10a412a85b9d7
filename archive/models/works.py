"""Works: one text that is printed several times."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from archive.models.addresses import address
from archive.models.articles import Article
from archive.models.claims import Claim, ClaimManager, ClaimQuerySet
from archive.models.constraints import not_blank
from archive.models.curation import Curated
from archive.models.natural import NaturalKeyManager, NaturalKeyModel


class WorkQuerySet(models.QuerySet["Work"]):
    def undone(self) -> WorkQuerySet:
        """Works that deleted articles have left without a best printing or with nothing to group."""
        standing = Count("printings", filter=~Q(printings__status=Claim.Status.REJECTED))
        best = Count("printings", filter=Q(printings__is_best=True) & ~Q(printings__status=Claim.Status.REJECTED))
        return self.annotate(standing=standing, best=best).filter(Q(standing__lt=2) | Q(best=0))

    def compared(self, version: int) -> WorkQuerySet:
        """Works all articles of which have a sketch of this version: grouping has nothing left to do with them."""
        waiting = Printing.objects.filter(work=OuterRef("pk")).exclude(article__sketch__version=version)
        return self.exclude(Exists(waiting))

    def without_best(self) -> WorkQuerySet:
        """Works that have printings, none of which is the one to read."""
        printings = Printing.objects.standing().filter(work=OuterRef("pk"))
        return self.filter(Exists(printings)).exclude(Exists(printings.filter(is_best=True)))

    def without_key_of_printing(self) -> WorkQuerySet:
        """Works that no person has touched and that have the key of none of their printings, numbered or not."""
        printings = Printing.objects.filter(work=OuterRef("pk"))
        numbered = Q(work__key__startswith=Concat(F("article__key"), Value("-")))
        named = printings.filter(Q(work__key=F("article__key")) | numbered)
        decided = printings.exclude(status=Claim.Status.SUGGESTED)
        return self.filter(Exists(printings), locks={}).exclude(Exists(decided)).exclude(Exists(named))


class Work(Curated, NaturalKeyModel):
    """A text, whatever the number of its printings."""

    key = models.CharField(
        _("key"), unique=True, help_text=_("Key of its first printing; kept once a person has touched the work.")
    )
    title = models.CharField(_("title"), help_text=_("The title it is shown by."))

    natural_key_fields = ("key",)
    objects = NaturalKeyManager.from_queryset(WorkQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = ["key"]
        constraints = [*Curated.Meta.constraints, *not_blank("key", "title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("work", self.key)


class PrintingQuerySet(ClaimQuerySet["Printing"]):
    def best_first(self) -> PrintingQuerySet:
        """With their articles, documents and pages: the best, other whole printings, excerpts, each by date."""
        return (
            self.select_related("work", "article__document", "article__first_page", "article__last_page")
            .defer("article__document__text")
            .order_by("-is_best", "is_excerpt", F("article__date_earliest").asc(nulls_last=True), "article__key")
        )

    def beside(self, article: Article) -> PrintingQuerySet:
        """The other printings of the works that `article` prints, whole or in part."""
        works = self.filter(article=article).values("work")
        return self.filter(work__in=works).exclude(article=article).best_first()


class PrintingManager(ClaimManager["Printing"]):
    def get_queryset(self) -> PrintingQuerySet:
        return PrintingQuerySet(self.model, using=self._db)

    def standing(self) -> PrintingQuerySet:
        return self.get_queryset().standing()

    def beside(self, article: Article) -> PrintingQuerySet:
        return self.standing().beside(article)


class Printing(Claim):
    """An article as a printing of a work, or of an excerpt of it."""

    work = models.ForeignKey(
        Work, models.CASCADE, related_name="printings", verbose_name=_("work"), help_text=_("The text.")
    )
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="printings",
        verbose_name=_("article"),
        help_text=_("Where it is printed."),
    )
    is_excerpt = models.BooleanField(
        _("excerpt"), default=False, help_text=_("Whether the article prints only a part of the text.")
    )
    is_best = models.BooleanField(
        _("best printing"), default=False, help_text=_("Whether it is the printing to read and to cite.")
    )

    natural_key_fields = ("work", "article")
    objects = PrintingManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("printing")
        verbose_name_plural = _("printings")
        ordering = ["work", "article"]
        indexes = [*Claim.Meta.indexes]
        constraints = [
            *Claim.Meta.constraints,
            models.UniqueConstraint(fields=["work", "article"], name="printing_key"),
            models.UniqueConstraint(fields=["work"], condition=Q(is_best=True), name="printing_one_best"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(is_excerpt=False) & ~Q(status="rejected"),
                name="printing_of_one_whole_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work}, {self.article}"


class SketchQuerySet(models.QuerySet["Sketch"]):
    def forget(self, articles: Iterable[int]) -> None:
        """Have articles, by primary key, grouped again: their text or their headline has changed."""
        self.filter(article__in=list(articles)).delete()

    def forget_printed_alike(self, articles: Iterable[int]) -> None:
        """Have the articles grouped again that are in a work with `articles`, which are about to be deleted."""
        works = Printing.objects.filter(article__in=list(articles)).values("work")
        self.filter(article__printings__work__in=works).delete()


class Sketch(NaturalKeyModel):
    """Hashes of an article's text, by which printings of one text are found. An article without one is not grouped."""

    article = models.OneToOneField(
        Article, models.CASCADE, related_name="sketch", verbose_name=_("article"), help_text=_("Whose text it is.")
    )
    version = models.PositiveSmallIntegerField(
        _("version"), help_text=_("Version of the method that made it; an older one is made again.")
    )
    hashes = ArrayField(
        models.IntegerField(), verbose_name=_("hashes"), blank=True,
        help_text=_("Hashes of some of its runs of characters, ascending; none where it is too short to compare."),
    )  # fmt: skip

    natural_key_fields = ("article",)
    objects = NaturalKeyManager.from_queryset(SketchQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("sketch")
        verbose_name_plural = _("sketches")
        ordering = ["article"]
        indexes = [GinIndex(fields=["hashes"], name="sketch_hashes")]

    def __str__(self) -> str:
        return str(self.article)
