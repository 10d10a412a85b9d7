"""The screen on which records are merged, and the list of those that may be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.screens import back, change_address, counted, next_address, numbers, screen, told, version_seen
from archive.admin.values import fields, listed, value
from archive.curating import merging, repointing, versions
from archive.curating.errors import CurationError
from archive.curating.merging import Mergeable, Preview
from archive.curating.models import Operation
from archive.curating.roles import require
from archive.models import Office, Person, Redirect, Work
from archive.models.curation import Origin, Record
from archive.models.evidence import EVIDENCE
from archive.pages.records.base import Quotation, quoted

MODELS: dict[str, type[Mergeable]] = {str(model._meta.model_name): model for model in merging.NAMES}
#: Records that one page sets side by side.
MOST = 6
#: Places that are shown of each record.
_SAMPLES = 3
_ON_A_PAGE = 20  # names
_LOOKED_AT = 30  # places of which one an article is taken


class Value(NamedTuple):
    """A field of a record in words, and who has set it; blank where nobody has."""

    text: str
    by: str = ""


class Line(NamedTuple):
    """A field of the records, and what the kept one has afterwards; `lost` are the values that it does not take."""

    label: str
    values: list[Value]
    after: str
    is_changed: bool
    lost: list[str]


class Side(NamedTuple):
    """One of the records, what points to it, and some of the places that name it."""

    record: Mergeable
    name: str
    is_kept: bool
    keep_address: str
    leave_address: str  # blank where only two are left
    change_address: str
    counts: list[tuple[str, int]]
    places: list[Quotation]
    rows: list[str]


@admin.action(description=gettext_lazy("Merge selected records"), permissions=["merge"])
def merge_selected(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Leads to the page that shows the selected records side by side."""
    pks = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if len(pks) < 2:
        modeladmin.message_user(request, _choose(), messages.ERROR)
        return None
    return HttpResponseRedirect(address(modeladmin.model, pks, next=request.get_full_path()))


class MergingAdmin(admin.ModelAdmin):
    """Records that those who may merge can merge from their list."""

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(f"curating.{Operation.Kind.MERGE}"))


def address(model: type[Model], pks: Sequence[int], **more: Any) -> str:
    """Where records are shown side by side to be merged; `keep` names the one that is kept, `next` where to return."""
    query = urlencode({"model": model._meta.model_name, "pk": pks, **more}, doseq=True)
    return f"{reverse('admin:merge')}?{query}"


def merge(request: HttpRequest) -> HttpResponse:
    """Shows records side by side, and what merging them would do; a POST merges them."""
    require(request.user, Operation.Kind.MERGE)
    data = request.POST if request.method == "POST" else request.GET
    model = MODELS.get(data.get("model", ""))
    if model is None:
        raise Http404
    chosen = numbers(data.getlist("pk"))
    wanted = chosen[:MOST]
    records, refusal = _present(model, wanted)
    if len(chosen) > MOST:
        messages.warning(request, _("Only %(most)d records are set side by side at once.") % {"most": MOST})
    if len(records) < 2:
        messages.error(request, refusal or _choose())
        return back(request, reverse(f"admin:archive_{model._meta.model_name}_changelist"))
    kept = _kept(records, numbers([data.get("keep", "")]))
    others = [record for record in records if record != kept]
    if request.method == "POST" and not refusal:
        try:
            done = merging.merge(kept, *others, user=request.user, seen=version_seen(request))  # type: ignore[arg-type]
        except CurationError as error:
            records, _gone = _present(model, wanted)
            refusal = str(error)
            if not {kept, *others} <= set(records):
                messages.error(request, refusal)
                return back(request, reverse(f"admin:archive_{model._meta.model_name}_changelist"))
            kept, *others = (next(now for now in records if now == row) for row in (kept, *others))
        else:
            sentence = _("%(gone)s: merged into %(kept)s.") % {"gone": _named(others), "kept": kept}
            told(request, done, sentence, undone=address(model, wanted))
            return back(request, change_address(kept))
    return screen(request, "merge", _("Merge"), **_context(request, records, kept, others), refusal=refusal)


def _context(
    request: HttpRequest, records: list[Mergeable], kept: Mergeable, others: list[Mergeable]
) -> dict[str, Any]:
    shown = merging.preview(kept, *others)
    following = {"next": come_from} if (come_from := next_address(request)) else {}
    model = type(kept)
    pks = [record.pk for record in records]
    return {
        "opts": model._meta,
        "sides": [_side(record, kept, pks, following) for record in records],
        "lines": _lines(records, kept, shown),
        "together": _together(records),
        "kept": kept,
        "moves": counted(shown.moves),
        "redirects": _redirects(others),
        "new_key": merging.key(kept),
        "seen": shown.seen,
        "next": following.get("next", ""),
    }


def _present(model: type[Mergeable], pks: Sequence[int]) -> tuple[list[Mergeable], str]:
    """The records of these keys that are there, and who has removed the first that is not."""
    try:
        return versions.present(model, pks), ""
    except CurationError as error:
        found = model._default_manager.in_bulk(pks)
        return [found[pk] for pk in pks if pk in found], str(error)


def _kept(records: Sequence[Mergeable], asked: Sequence[int]) -> Mergeable:
    """The record that is kept: the one asked for, else one that somebody vouches for, else the one most named."""
    for record in records:
        if record.pk in asked:
            return record
    return max(
        records,
        key=lambda record: (
            isinstance(record, Record) and record.origin != Origin.IMPORT,
            _mentions(record),
            -record.pk,
        ),
    )


def _mentions(record: Mergeable) -> int:
    if not isinstance(record, Record) or type(record) not in EVIDENCE:
        return sum(repointing.counts(type(record), record.pk).values())
    mentions, target = EVIDENCE[type(record)]
    return mentions.objects.standing().filter(**{target: record}).count()


def _side(record: Mergeable, kept: Mergeable, pks: list[int], following: dict[str, str]) -> Side:
    without = [pk for pk in pks if pk != record.pk]
    left = {} if record == kept else {"keep": kept.pk}
    return Side(
        record=record,
        name=str(record),
        is_kept=record == kept,
        keep_address=address(type(kept), pks, keep=record.pk, **following),
        leave_address=address(type(kept), without, **left, **following) if len(without) > 1 else "",
        change_address=change_address(record),
        counts=counted(repointing.counts(type(record), record.pk)),
        places=_places(record),
        rows=_rows(record),
    )


def _places(record: Mergeable) -> list[Quotation]:
    """Some of the places that name a record, the newest first."""
    if not isinstance(record, Record) or type(record) not in EVIDENCE:
        return []
    mentions, target = EVIDENCE[type(record)]
    rows = mentions.objects.standing().filter(**{target: record}).with_place().newest_first()
    by_article = {mention.paragraph.article_id: mention for mention in reversed(rows[:_LOOKED_AT])}
    return [quoted(mention) for mention in list(by_article.values())[::-1][:_SAMPLES]]


def _together(records: Sequence[Mergeable]) -> list[Quotation]:
    """Some of the places where one of the records is named beside another: they are hardly the same there."""
    kept = records[0]
    if not isinstance(kept, Record) or type(kept) not in EVIDENCE:
        return []
    mentions, target = EVIDENCE[type(kept)]
    rows = mentions.objects.standing().filter(**{f"{target}__in": records})
    beside = rows.order_by().values("paragraph").annotate(number=Count(target, distinct=True)).filter(number__gt=1)
    shared = rows.filter(paragraph__in=beside.values("paragraph")).with_place().newest_first()
    by_paragraph = {mention.paragraph_id: mention for mention in reversed(shared[:_LOOKED_AT])}
    return [quoted(mention) for mention in list(by_paragraph.values())[::-1][:_SAMPLES]]


def _rows(record: Mergeable) -> list[str]:
    """Some of what points to a record that no mention names: bodies, meetings of a series, printings."""
    if type(record) in EVIDENCE:
        return []
    if isinstance(record, Work):
        printings = record.printings.select_related("article__document").defer("article__document__text")
        return [f"{printing.article} ({printing.article.document})" for printing in printings[:_SAMPLES]]
    rows = (link.model._default_manager.filter(**{link.column: record.pk}) for link in repointing.links(type(record)))
    return [str(row) for some in rows for row in some[:_SAMPLES]]


def _lines(records: Sequence[Mergeable], kept: Mergeable, shown: Preview) -> list[Line]:
    lines = []
    aside = {"key", "aliases", "note", "origin"}  # which lead on, or are brought together
    if not isinstance(kept, Office):  # the other names of which are not kept
        aside.add(merging.NAMES[type(kept)])
    for name, label in fields(type(kept)).items():
        values = [Value(value(record, name), record.locks.get(name, {}).get("by", "")) for record in records]
        after = value(shown.after, name)
        others = [] if name in aside else dict.fromkeys(each.text for each in values)
        lost = [text for text in others if text not in ("", after)]
        lines.append(Line(label, values, after, after != value(kept, name), lost))
    if isinstance(kept, Person):
        names = [listed(merging.further_names(record)) for record in records]
        before, after = names[records.index(kept)], listed(shown.names)
        lines.insert(2, Line(_("further names"), [Value(each) for each in names], after, after != before, []))
    return [line for line in lines if any(each.text or each.by for each in line.values) or line.after]


def _redirects(others: Sequence[Mergeable]) -> list[str]:
    """The keys that will lead to the kept record: those of the others, and those that lead there already."""
    keys = [merging.key(record) for record in others]
    earlier = Redirect.objects.filter(record_type=others[0]._meta.model_name, new_key__in=keys)
    return [*keys, *earlier.order_by("old_key").values_list("old_key", flat=True)]


def _named(records: Sequence[Mergeable]) -> str:
    return listed(str(record) for record in records)


def _choose() -> str:
    return _("Choose at least two records to merge.")
