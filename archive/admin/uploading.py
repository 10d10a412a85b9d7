"""Import from the admin: files are sent, looked through, confirmed, imported; its pages show how far they have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db.models import Field
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.roles import require
from archive.models import Article, Document
from archive.models.curation import RecordType
from archive.uploading.jobs import cancel, confirm, settle
from archive.uploading.models import State, Upload, UploadedFile
from archive.uploading.receiving import LimitedUploadHandler, receive

View = Callable[..., HttpResponse]

_ON_A_PAGE = 25
#: What becomes of a file, before and after it is imported, in the order of a summary.
PLANS = {
    "created": _("new document"),
    "updated": pgettext_lazy("import", "changes"),
    "unchanged": _("no change"),
    "refused": pgettext_lazy("import", "refused"),
}
RESULTS = {
    "created": _("imported"),
    "updated": _("changed"),
    "unchanged": _("no change"),
    "refused": pgettext_lazy("import", "refused"),
}


def for_importers(view: View) -> View:
    """The view for those who may import; others get 403 before anything they send is read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user, Operation.Kind.IMPORT)
        return view(request, *args, **kwargs)

    return guarded


@csrf_exempt  # the token is asked for by `_overview`, when it is settled how the files behind it are read
@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def overview(request: HttpRequest) -> HttpResponse:
    """Where files are sent, and what became of those that were."""
    handler = LimitedUploadHandler(request)
    request.upload_handlers = [handler]
    return _overview(request, handler)


@csrf_protect
def _overview(request: HttpRequest, handler: LimitedUploadHandler) -> HttpResponse:
    if request.method == "POST":
        try:
            upload = receive(request.FILES.getlist("files"), handler, user=request.user)  # type: ignore[arg-type]
        except CurationError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:import"))
        return HttpResponseRedirect(upload.get_absolute_url())
    settle()
    context = {
        "title": _("Import files"),
        "uploads": Paginator(Upload.objects.recent(), _ON_A_PAGE).get_page(request.GET.get("p")),
        "most": settings.ARCHIVE_MAX_UPLOAD_FILES,
        "largest": settings.ARCHIVE_MAX_FILE_SIZE,
        "together": settings.ARCHIVE_MAX_UPLOAD_SIZE,
    }
    return _page(request, "import", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def import_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """An upload as far as it has come: progress, what would change with the decision, or the report."""
    upload = get_object_or_404(Upload, pk=pk)
    if request.method == "POST":
        try:
            if "confirm" in request.POST:
                confirm(upload, user=request.user)  # type: ignore[arg-type]
            elif "cancel" in request.POST:
                cancel(upload, user=request.user)  # type: ignore[arg-type]
        except CurationError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(upload.get_absolute_url())
    settle()
    upload.refresh_from_db()
    files = list(upload.files.all())
    is_plan = upload.state in (State.CHECKING, State.CHECKED)
    words = PLANS if is_plan or not any(file.report for file in files) else RESULTS
    counts = Counter(file.status for file in files)
    context = {
        "title": _("Import files"),
        "upload": upload,
        "State": State,
        "files": [_shown(file, words) for file in files],
        "counts": [(status, counts[status], name) for status, name in words.items() if counts[status]],
        "worthwhile": counts["created"] + counts["updated"],
        "is_mine": upload.by == request.user.get_username(),
        **_progress(upload, len(files)),
    }
    return _page(request, "import_upload", context)


@require_GET
@for_importers
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an upload has come, for the script that shows it."""
    settle()
    upload = get_object_or_404(Upload, pk=pk)
    return JsonResponse({"state": upload.state, **_progress(upload, upload.files.count())})


def _progress(upload: Upload, total: int) -> dict[str, int]:
    before = Upload.objects.waiting().filter(since__lt=upload.since).count() if upload.is_waiting else 0
    running = Upload.objects.running().count() if upload.is_waiting else 0
    return {"done": upload.done, "total": total, "before": before + running}


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    request.current_app = admin.site.name
    return TemplateResponse(request, f"admin/archive/{name}.html", admin.site.each_context(request) | context)


def _shown(file: UploadedFile, words: dict[str, Any]) -> dict[str, Any]:
    """A file with what its import does, in the words of the reader's language."""
    account = file.account
    return {
        "file": file,
        "status": file.status,
        "word": words.get(file.status, ""),
        "account": account,
        "document": account.get("slug") if file.report or file.status in ("updated", "unchanged") else None,
        "changes": [_change(change) for change in account.get("changes", ())],
        "filed": [_filed(filed) for filed in account.get("filed", ())],
    }


def _change(change: dict[str, Any]) -> dict[str, Any]:
    if not change["field"]:
        word = _("new article") if change["after"] is not None else _("article that goes")
        return {"article": change["article"], "word": word}
    field = _field(Article if change["article"] else Document, change["field"])
    return {
        "article": change["article"],
        "field": _name(field, change["field"]),
        "before": _value(field, change["before"]),
        "after": _value(field, change["after"]),
    }


def _filed(filed: dict[str, Any]) -> dict[str, Any]:
    field = _field(Document if filed["record_type"] == RecordType.DOCUMENT else Article, filed["field"])
    return filed | {
        "type": RecordType(filed["record_type"]).label,
        "field": _name(field, filed["field"]),
        "current": _value(field, filed["current"]),
        "proposed": _value(field, filed["proposed"]),
    }


def _field(model: type[Article] | type[Document], name: str) -> Field[Any, Any] | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:  # bylines and the like, which suggestions call fields too
        return None
    return field if isinstance(field, Field) else None


def _name(field: Field[Any, Any] | None, name: str) -> Any:
    return field.verbose_name if field else name


def _value(field: Field[Any, Any] | None, value: Any) -> Any:
    named = dict(field.flatchoices).get(value, value) if field and isinstance(value, str) else value
    if isinstance(named, dict):
        return named.get("printed") or named.get("earliest")
    if isinstance(named, list):
        return ", ".join(map(str, named))
    return "–" if named in (None, "") else named
