"""The screen on which a person or a meeting that is really two is split, by choosing mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.screens import change_address, number, numbers, screen, told, typed
from archive.curating import parting, versions
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.rehearsing import rehearsal
from archive.curating.roles import require
from archive.models import Byline, Document, Meeting, OfficeHeld, OfficeMention, Participation, Person
from archive.models.evidence import EVIDENCE, Mention, MentionQuerySet
from archive.pages.records.base import Quotation, quoted

MODELS: dict[str, type[Person | Meeting]] = {"person": Person, "meeting": Meeting}
_ON_A_PAGE = 50
#: Rows of each sort that are named of what goes and what stays.
_NAMED = 12


@dataclass
class Form:
    """What a curator has chosen and typed so far: it travels from page to page with the form."""

    chosen: set[int]
    document: int | None
    office: int | None
    page: str
    name: str
    key: str
    seen: int | None

    @classmethod
    def of(cls, data: QueryDict) -> Form:
        chosen = set(numbers(data.get("chosen", "").split(",")))
        chosen -= set(numbers(data.get("shown", "").split(",")))  # of these the boxes tell
        todo = data.get("do", "")
        anew = todo == "show"
        # What it is narrowed down to stays until somebody asks for something else to be shown.
        after = "_shown" if todo and not anew else ""
        return cls(
            chosen=chosen | set(numbers(data.getlist("mention"))),
            document=number(data.get(f"document{after}", "")),
            office=number(data.get(f"office{after}", "")),
            page=todo.removeprefix("page ") if todo.startswith("page ") else "1" if anew else data.get("page", "1"),
            name=typed(data, "name"),
            key=typed(data, "key"),
            seen=number(data.get("seen", "")),
        )


class Place(NamedTuple):
    """A mention to choose, with the offices printed beside the name."""

    pk: int
    quotation: Quotation
    offices: list[str]
    is_chosen: bool


class Choice(NamedTuple):
    """A document or an office by which mentions are narrowed down."""

    pk: int
    name: str
    number: int


class Holding(NamedTuple):
    """What one of two records has: how many rows of a sort, and some of them."""

    name: str
    number: int
    some: list[str]


def split(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Lists the mentions of a record to choose from; a POST goes on choosing, shows what would move, or splits."""
    require(request.user, Operation.Kind.SPLIT)
    if model not in MODELS:
        raise Http404
    try:
        record = versions.present(MODELS[model], [pk])[0]
    except CurationError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse(f"admin:archive_{model}_changelist"))
    form = Form.of(request.POST if request.method == "POST" else request.GET)
    if form.seen is None:
        form.seen = versions.version(record)
    todo = request.POST.get("do", "")
    mentions = _standing(record)
    if todo == "all":
        form.chosen |= set(_narrowed(mentions, record, form).values_list("pk", flat=True))
    elif todo == "none":
        form.chosen -= set(_narrowed(mentions, record, form).values_list("pk", flat=True))
    refusal = ""
    if todo in ("show what moves", "split"):
        try:
            if todo == "split":
                return _done(request, record, form)
            return _rehearsed(request, record, form)
        except CurationError as error:
            refusal = str(error)
            record.refresh_from_db()
            form.seen = versions.version(record)
    form.chosen &= set(mentions.filter(pk__in=form.chosen).values_list("pk", flat=True))
    return screen(request, "split", _("Split"), **_listing(record, mentions, form), refusal=refusal)


def _act(request: HttpRequest, record: Person | Meeting, form: Form) -> tuple[Operation, Person | Meeting]:
    """Do it; the new record as well."""
    done = parting.split(
        record,
        _standing(record).filter(pk__in=form.chosen),
        user=request.user,  # type: ignore[arg-type]
        name=form.name,
        key=form.key,
        seen=form.seen,
        expected=len(form.chosen),
    )
    new = done.changes.get(table=record._meta.db_table, before__isnull=True).row
    return done, type(record)._default_manager.get(pk=new)


def _done(request: HttpRequest, record: Person | Meeting, form: Form) -> HttpResponse:
    done, new = _act(request, record, form)
    number = len(form.chosen)
    sentence = ngettext(
        "%(number)d mention of %(old)s is now of %(new)s.", "%(number)d mentions of %(old)s are now of %(new)s.", number
    )
    told(request, done, sentence % {"number": number, "old": record.key, "new": new.key}, undone=change_address(record))
    return HttpResponseRedirect(change_address(new))


def _rehearsed(request: HttpRequest, record: Person | Meeting, form: Form) -> HttpResponse:
    """What both records would have, as splitting them brings it about."""
    with rehearsal():
        _operation, new = _act(request, record, form)
        old = type(record)._default_manager.get(pk=record.pk)
        page = screen(
            request,
            "split_preview",
            _("Split"),
            record=record,
            opts=record._meta,
            form=form,
            elsewhere=_listed(form.chosen),
            sides=[old, new],
            rows=list(zip(_holdings(old), _holdings(new), strict=True)),
        )
        return page.render()  # while the new one is there


def _holdings(record: Person | Meeting) -> list[Holding]:
    rows: list[tuple[Any, QuerySet[Any]]] = [(_mention_model(record), _standing(record))]
    if isinstance(record, Person):
        rows += [
            (OfficeHeld, OfficeHeld.objects.standing().filter(person=record).select_related("office")),
            (Participation, Participation.objects.standing().filter(person=record).select_related("meeting")),
            (Byline, Byline.objects.filter(person=record).select_related("article")),
        ]
    else:
        rows.append((Participation, record.participations.standing().order_by("role", "name")))
    return [
        Holding(str(model._meta.verbose_name_plural), found.count(), _some(record, model, found))
        for model, found in rows
    ]


def _some(record: Person | Meeting, model: type[Model], rows: QuerySet[Any]) -> list[str]:
    if model is OfficeHeld:
        return [str(held.office) for held in rows[:_NAMED]]
    if model is Byline:
        return [str(byline.article) for byline in rows[:_NAMED]]
    if model is Participation:
        named = isinstance(record, Meeting)
        return [part.name if named else str(part.meeting) for part in rows[:_NAMED]]
    documents = Document.objects.filter(articles__paragraphs__in=rows.values("paragraph")).distinct()
    return [str(document) for document in documents.defer("text")[:_NAMED]]


def _mention_model(record: Person | Meeting) -> type[Mention]:
    return EVIDENCE[type(record)][0]


def _standing(record: Person | Meeting) -> MentionQuerySet[Any]:
    model, target = EVIDENCE[type(record)]
    return model.objects.standing().filter(**{target: record})


def _narrowed(mentions: MentionQuerySet[Any], record: Person | Meeting, form: Form) -> MentionQuerySet[Any]:
    """The mentions of the document, and of paragraphs with the office, that the form is narrowed down to."""
    if form.document:
        mentions = mentions.filter(paragraph__article__document=form.document)
    if form.office:
        beside = OfficeMention.objects.standing().filter(person=record.pk, office=form.office)
        mentions = mentions.filter(paragraph__in=beside.values("paragraph"))
    return mentions


def _listing(record: Person | Meeting, mentions: MentionQuerySet[Any], form: Form) -> dict[str, Any]:
    narrowed = _narrowed(mentions, record, form)
    page = Paginator(narrowed.with_place().newest_first(), _ON_A_PAGE).get_page(form.page)
    return {
        "record": record,
        "opts": record._meta,
        "form": form,
        "page": page,
        "pages": list(page.paginator.get_elided_page_range(page.number)),
        "places": _places(record, page, form),
        "shown": _listed(mention.pk for mention in page),
        "elsewhere": _listed(form.chosen),
        "documents": _documents(mentions),
        "offices": _offices(record) if isinstance(record, Person) else [],
    }


def _listed(pks: Iterable[int]) -> str:
    return ",".join(map(str, sorted(pks)))


def _places(record: Person | Meeting, page: Page, form: Form) -> list[Place]:
    offices: dict[int, list[str]] = defaultdict(list)
    if isinstance(record, Person):
        beside = OfficeMention.objects.standing().filter(
            person=record, paragraph__in=[row.paragraph_id for row in page]
        )
        for office in beside.order_by("start"):
            if office.title not in offices[office.paragraph_id]:
                offices[office.paragraph_id].append(office.title)
    return [
        Place(mention.pk, quoted(mention), offices[mention.paragraph_id], mention.pk in form.chosen) for mention in page
    ]


def _documents(mentions: MentionQuerySet[Any]) -> list[Choice]:
    counts = mentions.order_by().values_list("paragraph__article__document").annotate(number=Count("pk"))
    numbers_of = dict(counts)
    documents = Document.objects.filter(pk__in=numbers_of).only("title", "file_name").order_by("file_name")
    return [Choice(document.pk, str(document), numbers_of[document.pk]) for document in documents]


def _offices(person: Person) -> list[Choice]:
    rows = OfficeMention.objects.standing().filter(person=person).exclude(office=None).order_by()
    counts = rows.values_list("office", "office__label").annotate(number=Count("paragraph", distinct=True))
    return [Choice(*row) for row in counts.order_by("-number", "office__label")]
