"""Which articles print one text: articles are put into a work and taken out of it, by a person.

What a person has said of a printing the comparison of texts keeps to from then on.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.importing.grouping import group
from archive.models import Article, Printing, Work
from archive.models.claims import Claim, decision


def put_into(
    work: Work, article: Article, *, user: AbstractBaseUser, is_excerpt: bool = False, seen: int | None = None
) -> Operation:
    """Say that `article` prints the text `work`, whole or an excerpt of it.

    An article prints one text whole: that it prints another is rejected. Raises StaleRecordError when the work or its
    printings have changed since the version `seen`.
    """
    with operation(Operation.Kind.DECIDE, user, f"{article} → {work}") as done:
        work = _locked(work, seen)
        article = versions.locked(Article, article.pk)
        if not is_excerpt:
            decide_printings(article.printings.standing().filter(is_excerpt=False).exclude(work=work), "rejected", user)
        confirm_best(work, user)
        values = {"is_excerpt": is_excerpt, **decision(Claim.Status.CONFIRMED, user.get_username())}
        if is_excerpt:
            values["is_best"] = False
        Printing.objects.update_or_create(work=work, article=article, defaults=values)
        regroup([work.pk])
    return done


def take_out(work: Work, article: Article, *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Say that `article` does not print the text `work`. Raises CurationError where nothing says that it does."""
    with operation(Operation.Kind.DECIDE, user, f"{article} ≠ {work}") as done:
        work = _locked(work, seen)
        printings = work.printings.filter(article=article).exclude(status=Claim.Status.REJECTED)
        if not printings.exists():
            raise CurationError(_("The article is no printing of this work."))
        decide_printings(printings, Claim.Status.REJECTED, user)
    return done


def version(work: Work) -> int:
    """The version of what prints a work, which the functions here ask for as `seen`."""
    return versions.version(work, *work.printings.all())


def decide_printings(printings: QuerySet[Any], status: str, user: AbstractBaseUser) -> None:
    """Confirm, reject or leave open that articles print works, as part of a running operation.

    Raises CurationError where an article would print two texts whole.
    """
    works = set(printings.values_list("work", flat=True))
    pks = list(printings.values_list("pk", flat=True))
    rows = Printing.objects.filter(pk__in=pks)
    if status == Claim.Status.REJECTED:
        rows.update(is_best=False, **decision(status, user.get_username()))
    else:
        whole = Printing.objects.filter(is_excerpt=False, article__in=rows.filter(is_excerpt=False).values("article"))
        would_stand = whole.filter(~Q(status=Claim.Status.REJECTED) | Q(pk__in=pks))
        whole_twice = would_stand.order_by("article").values("article").annotate(number=Count("pk"))
        if two := whole_twice.filter(number__gt=1).first():
            raise CurationError(
                _("“%(article)s” prints another work whole: take it out of that first.")
                % {"article": Article.objects.get(pk=two["article"])}
            )
        rows.update(**decision(status, user.get_username()))
    regroup(works)


def confirm_best(work: Work, user: AbstractBaseUser) -> None:
    """Have a person's word that the work is printed somewhere, so that it stays one when texts are compared anew."""
    standing = work.printings.filter(is_excerpt=False).exclude(status=Claim.Status.REJECTED)
    if not standing.filter(status=Claim.Status.CONFIRMED).exists():
        best = list(standing.order_by("-is_best", "pk").values_list("pk", flat=True)[:1])
        Printing.objects.filter(pk__in=best).update(**decision(Claim.Status.CONFIRMED, user.get_username()))


def regroup(works: Collection[int]) -> None:
    """Compare the texts of what prints `works`, by primary key, anew."""
    group(set(Printing.objects.filter(work__in=works).values_list("article", flat=True)))


def _locked(work: Work, seen: int | None) -> Work:
    work = versions.locked(Work, work.pk)
    versions.check(seen, work, *versions.locked_all(Printing, work.printings.values_list("pk", flat=True)))
    return work
