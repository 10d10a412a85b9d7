"""The screen on which the articles of a document are cut otherwise, with the print beside them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.admin.cut_forms import FORMS, AsideForm, BackForm, CutForm, HeadlineForm, JoinForm, SplitForm
from archive.admin.screens import screen, told
from archive.curating import cutting, versions
from archive.curating.errors import CurationError
from archive.curating.models import Change, Operation
from archive.curating.rehearsing import rehearsal
from archive.curating.roles import require
from archive.models import Article, Leftover, Office, Paragraph
from archive.models.evidence import EVIDENCE
from archive.pages import raw

#: Raw lines before and after an article that are shown with it, where they belong to no other article.
_AROUND = 60
_TEXTS = 30  # changed paragraphs that are shown


class Text(NamedTuple):
    """The words of a paragraph before and after, None where there was or is none."""

    before: str | None
    after: str | None


class Card(NamedTuple):
    """An article as it is before or after: what stands in it, and who and what is named there."""

    article: Article
    paragraphs: int
    first_words: str
    last_words: str
    named: list[tuple[str, list[str]]]


def cut(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows an article with its print; what is asked for is shown first, and a POST does it."""
    require(request.user, Operation.Kind.CUT)
    try:
        article = versions.present(Article, [pk])[0]
    except CurationError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:archive_article_changelist"))
    data = (request.POST if request.method == "POST" else request.GET).copy()
    seen = cutting.version(article)
    data.setdefault("seen", str(seen))
    kind = FORMS.get(data.get("do", ""))
    refusal = ""
    form = kind(data.dict()) if kind else None
    if form is not None and form.is_valid():
        try:
            return _done(request, article, form) if request.method == "POST" else _rehearsed(request, article, form)
        except CurationError as error:
            refusal = str(error)
            article.refresh_from_db()
    return screen(
        request, "cut", _("Cut articles"), **_context(article, seen, data.get("at", ""), form), refusal=refusal
    )


class Row(NamedTuple):
    """A paragraph, a leftover or lines of another article, with its print; `forms` where it is the one to be cut at."""

    row: raw.Row
    at: str
    forms: list[CutForm]


def _done(request: HttpRequest, article: Article, form: CutForm) -> HttpResponse:
    document = article.document_id
    done = form.act(article, request.user)  # type: ignore[arg-type]
    here = reverse("admin:cut", args=[article.pk])
    told(request, done, _said(article, form, done), undone=here)
    if not Article.objects.filter(pk=article.pk).exists():
        return HttpResponseRedirect(reverse("admin:archive_document_change", args=[document]))
    return HttpResponseRedirect(here)


def _said(article: Article, form: CutForm, done: Operation) -> str:
    names = {"article": article, "new": "".join(f"“{new}”" for new in _new(done))}
    values = names | {name: form.cleaned_data.get(name) for name in ("first", "last")}
    sentences = {
        "split": _("“%(article)s” was split; %(new)s is an article of its own."),
        "join": _("“%(article)s” goes on in what was the next article."),
        "aside": _("Lines %(first)s to %(last)s are leftovers now."),
        "back": _("Lines %(first)s to %(last)s are text of “%(article)s” now."),
        "headline": _("The headline of “%(article)s” was changed."),
    }
    return sentences[form.todo] % values


def _new(done: Operation) -> list[Article]:
    """The articles that an operation has made."""
    return list(Article.objects.filter(pk__in=_made(done, Article)).with_document())


def _made(done: Operation, model: type[Model]) -> list[int]:
    """The rows of a model, by primary key, that an operation has made."""
    changes = Change.objects.filter(operation=done.pk, table=model._meta.db_table, before__isnull=True)
    return list(changes.values_list("row", flat=True))


def _texts(done: Operation) -> list[Text]:
    """The paragraphs of which an operation has changed the words, as they were and as they are."""
    changes = Change.objects.filter(operation=done.pk, table=Paragraph._meta.db_table).order_by("pk")
    texts: dict[int, Text] = {}
    for row, before, after in changes.values_list("row", "before__text", "after__text"):
        if before is not None or after is not None:
            texts[row] = Text(texts[row].before if row in texts else before, after)
    return list(texts.values())


def _rehearsed(request: HttpRequest, article: Article, form: CutForm) -> HttpResponse:
    """The articles before and after, as doing it brings them about."""
    touched = [article, *(Article.objects.after(article)[:1] if form.todo == "join" else [])]
    before = [_card(each) for each in touched]
    with rehearsal():
        done = form.act(article, request.user)  # type: ignore[arg-type]
        after = [_card(each) for each in [*Article.objects.filter(pk=article.pk), *_new(done)]]
        page = screen(
            request,
            "cut_preview",
            _("Cut articles"),
            opts=article._meta,
            article=article,
            form=form,
            before=before,
            after=after,
            lost=sorted(_names(before) - _names(after)),
            texts=_texts(done)[:_TEXTS],
            leftovers=list(Leftover.objects.filter(pk__in=_made(done, Leftover)).in_print_order()),
        )
        return page.render()  # while the articles are there


def _card(article: Article) -> Card:
    paragraphs = list(article.paragraphs.order_by("number"))
    named: list[tuple[str, list[str]]] = []
    for model, (mentions, target) in EVIDENCE.items():
        if model is not Office:
            rows = mentions.objects.standing().filter(paragraph__article=article).select_related(target)
            names = dict.fromkeys(str(getattr(row, target)) for row in rows.order_by("paragraph__number", "start"))
            named.append((str(model._meta.verbose_name_plural), list(names)))
    return Card(article, len(paragraphs), paragraphs[0].text, paragraphs[-1].text, named)


def _names(cards: list[Card]) -> set[str]:
    return {name for card in cards for _sort, names in card.named for name in names}


def _context(article: Article, seen: int, at: str, form: CutForm | None) -> dict[str, Any]:
    if form is not None:
        form.data = {**form.data, "seen": str(seen)}
    before = Article.objects.before(article).first()
    after = Article.objects.after(article).first()
    headline = [] if article.title else [HeadlineForm(initial={"seen": seen, "title": article.supplied_title})]
    rows = _rows(article, before, after)
    above = [*([JoinForm(initial={"seen": seen})] if after else []), *headline]
    return {
        "opts": article._meta,
        "article": article,
        "before": before,
        "after": after,
        "above": [form if form and form.todo == each.todo else each for each in above],
        "rows": [_row(row, at, seen, form) for row in rows],
    }


def _rows(article: Article, before: Article | None, after: Article | None) -> list[raw.Row]:
    """The article's print, and what stands around it and is no other article's."""
    first = max(before.last_line + 1 if before else 1, article.first_line - _AROUND)
    last = min(after.first_line - 1 if after else article.last_line + _AROUND, article.last_line + _AROUND)
    first, last = min(first, article.first_line), max(last, article.last_line)
    return raw.printed(article, first, last)


def _row(row: raw.Row, at: str, seen: int, form: CutForm | None) -> Row:
    lines = {"first": row.lines[0].number, "last": row.lines[-1].number}
    offered: list[CutForm] = []
    here = ""
    if row.paragraph:
        here = f"p{row.paragraph.pk}"
        initial = {"seen": seen, "at": here, "paragraph": row.paragraph.pk, **lines}
        offered = [AsideForm(initial=initial)]
        if row.paragraph.number > 1:
            offered.insert(0, SplitForm(initial=initial))
    elif row.leftover:
        here = f"l{row.leftover.pk}"
        offered = [BackForm(initial={"seen": seen, "at": here, "leftover": row.leftover.pk, **lines})]
    shown = [form if form and form.todo == each.todo else each for each in offered] if here and here == at else []
    return Row(row, here, shown)
