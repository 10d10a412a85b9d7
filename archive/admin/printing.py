"""The screen on which an article is put into a work and taken out of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.admin.screens import numbers, screen, told, typed, version_seen
from archive.curating import works
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require
from archive.models import Article, Work
from archive.searching.query import parse

#: Articles that are offered, and characters of what is typed to find them.
_OFFERED, _TYPED = 20, 100


def work_printings(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what prints a work, and articles that the address names to be put into it; a POST does it."""
    require(request.user, Operation.Kind.DECIDE)
    work = get_object_or_404(Work, pk=pk)
    here = reverse("admin:work_printings", args=[pk])
    if request.method == "POST":
        _do(request, work, here)
        return HttpResponseRedirect(here)
    find = typed(request.GET, "find")[:_TYPED]
    printings = work.printings.standing().select_related("article__document").defer("article__document__text")
    found: Any = Article.objects.filter(key=find)
    if find and not found.exists():
        found = Article.objects.matching(parse(find))
    offered = found.exclude(pk__in=printings.values("article")).with_document()[:_OFFERED] if find else []
    return screen(
        request,
        "work_printings",
        _("Printings of a work"),
        opts=Work._meta,
        work=work,
        printings=printings.best_first(),
        find=find,
        offered=offered,
        seen=works.version(work),
    )


def _do(request: HttpRequest, work: Work, here: str) -> None:
    """Put in or take out what the form names; told either way."""
    act = next((name for name in ("out", "whole", "excerpt") if name in request.POST), "")
    article = Article.objects.filter(pk__in=numbers([request.POST.get(act, "")])).first()
    if article is None:
        messages.error(request, _("Choose an article: this one is not there any more."))
        return
    seen = version_seen(request)
    names = {"article": article, "work": work}
    user: Any = request.user
    try:
        if act == "out":
            done = works.take_out(work, article, user=user, seen=seen)
            sentence = _("“%(article)s” does not print “%(work)s”: imports keep to that.") % names
        else:
            done = works.put_into(work, article, user=user, is_excerpt=act == "excerpt", seen=seen)
            sentence = _("“%(article)s” prints “%(work)s”.") % names
    except CurationError as error:
        messages.error(request, str(error))
        return
    told(request, done, sentence, here)
