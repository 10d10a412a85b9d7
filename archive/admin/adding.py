"""The screen on which a name that the import has missed is found in an article, and its record chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.review.evidence import told_apart
from archive.admin.screens import number, numbers, screen, told, typed, version_seen
from archive.curating import versions
from archive.curating.adding import add_mention, add_mention_of_new
from archive.curating.assigning import records_called
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require
from archive.models import Article, Office, Paragraph, Person
from archive.models.evidence import EVIDENCE

#: Characters on either side of the words, and places of an article that are shown at once.
_CONTEXT, _PLACES = 30, 40


class WordsForm(forms.Form):
    """Words of an article, and what sort of record they name."""

    words = forms.CharField(max_length=200, label=gettext_lazy("Words in the text"))
    paragraph = forms.IntegerField(
        required=False, min_value=1, max_value=10**6, label=gettext_lazy("only in paragraph number")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("They name"),
        choices=lambda: [(model._meta.model_name, model._meta.verbose_name) for model in EVIDENCE],
    )
    #: Which of several such places in the paragraph was selected; the script knows.
    start = forms.IntegerField(required=False, min_value=0, max_value=10**7, widget=forms.HiddenInput)
    find = forms.CharField(required=False, max_length=100, label=gettext_lazy("Name, part of it, or pinyin"))


@dataclass(frozen=True)
class Place:
    """Where words stand: a paragraph, the first character, and what is around them."""

    paragraph: Paragraph
    start: int
    before: str
    after: str

    @property
    def value(self) -> str:
        return f"{self.paragraph.pk}-{self.start}"


def mention(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows where the words of the address stand and the records they may name; a POST has one name the other."""
    require(request.user, Operation.Kind.DECIDE)
    article = get_object_or_404(Article.objects.with_document().with_text(), pk=pk)
    form = WordsForm(request.GET.dict() if request.GET else None)
    context: dict[str, Any] = {"opts": Article._meta, "article": article, "form": form}
    if form.is_valid():
        given = form.cleaned_data
        model: Any = next(each for each in EVIDENCE if each._meta.model_name == given["kind"])
        places = list(_places(article, given["words"], given["paragraph"]))
        if request.method == "POST" and _added(request, article, model, given["words"]):
            return HttpResponseRedirect(reverse("admin:mention", args=[pk]))
        name = given["find"] or given["words"]
        kinds: Any = getattr(model, "Kind", None)
        context |= {
            "places": places[:_PLACES],
            "checked": _checked(places[:_PLACES], request.POST.get("place", ""), given["start"]),
            "more": len(places) > _PLACES,
            "seen": versions.version(*(place.paragraph for place in places[:_PLACES])),
            "records": [(record, told_apart(record)) for record in records_called(model, name)],
            "name": name,
            "new_name": request.POST.get("name", "") or given["words"],
            "kinds": kinds.choices if kinds else [],
            "new_kind": request.POST.get("new_kind", "") or (kinds.values[-1] if kinds else ""),
            "kind": capfirst(str(model._meta.verbose_name)),
            "people": Person.objects.filter(mentions__paragraph__article=article).distinct()
            if model is Office
            else None,
        }
    return screen(request, "mention", _("Add a mention"), **context)


def _places(article: Article, words: str, number: int | None) -> Iterator[Place]:
    paragraphs = article.paragraphs.filter(text__contains=words).order_by("number")
    for paragraph in paragraphs.filter(number=number) if number else paragraphs:
        text, start = paragraph.text, paragraph.text.find(words)
        while start >= 0:
            end = start + len(words)
            yield Place(paragraph, start, text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT])
            start = text.find(words, end)


def _checked(places: Sequence[Place], sent: str, start: int | None) -> str:
    """The place that was chosen before, else the one that was selected, else the first."""
    values = [place.value for place in places]
    selected = [place.value for place in places if place.start == start]
    return next(iter([*filter(values.__contains__, [sent]), *selected, *values]), "")


def _added(request: HttpRequest, article: Article, model: Any, words: str) -> bool:
    """Whether the words at the place that was chosen name a record now, a new one or one chosen; told either way."""
    paragraph, _dash, first = request.POST.get("place", "").partition("-")
    chosen = article.paragraphs.filter(pk__in=numbers([paragraph])).first()
    start = number(first)
    record = model.objects.filter(pk__in=numbers([request.POST.get("record", "")])).first()
    is_new = "new" in request.POST
    if chosen is None or start is None or not chosen.text.startswith(words, start) or (record is None and not is_new):
        messages.error(request, _("Choose a place and a record: the words, or the record, are not there any more."))
        return False
    name = typed(request.POST, "name")
    person = Person.objects.filter(pk__in=numbers([request.POST.get("person", "")])).first()
    more: dict[str, Any] = {"user": request.user, "person": person, "seen": version_seen(request)}
    try:
        if is_new:
            kind = typed(request.POST, "new_kind")
            done = add_mention_of_new(chosen, start, start + len(words), model, name, kind=kind, **more)
        else:
            done = add_mention(chosen, start, start + len(words), record, **more)
    except CurationError as error:
        messages.error(request, str(error))
        return False
    here = reverse("admin:mention", args=[article.pk])
    told(
        request,
        done,
        _("“%(words)s” names %(record)s now.") % {"words": words, "record": name if is_new else record},
        here,
    )
    return True
