"""Import from the admin: files are sent, looked through, confirmed, imported; its pages show how far they have come."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from archive.admin.screens import for_those_who, screen
from archive.admin.wording import field_label, value_words
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.models import Article, Document
from archive.uploading.jobs import cancel, confirm, settle
from archive.uploading.models import State, Upload, UploadedFile
from archive.uploading.receiving import LimitedUploadHandler, receive

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


@csrf_exempt  # the token is asked for by `_overview`, when it is settled how the files behind it are read
@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(Operation.Kind.IMPORT)
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
        "uploads": Paginator(Upload.objects.recent(), _ON_A_PAGE).get_page(request.GET.get("p")),
        "most": settings.ARCHIVE_MAX_UPLOAD_FILES,
        "largest": settings.ARCHIVE_MAX_FILE_SIZE,
        "together": settings.ARCHIVE_MAX_UPLOAD_SIZE,
    }
    return screen(request, "import", str(_("Import files")), **context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(Operation.Kind.IMPORT)
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
        "upload": upload,
        "State": State,
        "files": [_shown(file, words) for file in files],
        "counts": [(status, counts[status], name) for status, name in words.items() if counts[status]],
        "worthwhile": counts["created"] + counts["updated"],
        "is_mine": upload.by == request.user.get_username(),
        **_progress(upload, len(files)),
    }
    return screen(request, "import_upload", str(_("Import files")), **context)


@require_GET
@for_those_who(Operation.Kind.IMPORT)
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an upload has come, for the script that shows it."""
    settle()
    upload = get_object_or_404(Upload, pk=pk)
    return JsonResponse({"state": upload.state, **_progress(upload, upload.files.count())})


def _progress(upload: Upload, total: int) -> dict[str, int]:
    before = Upload.objects.waiting().filter(since__lt=upload.since).count() if upload.is_waiting else 0
    running = Upload.objects.running().count() if upload.is_waiting else 0
    return {"done": upload.done, "total": total, "before": before + running}


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
    return change | _in_words(Article if change["article"] else Document, change, "before", "after")


def _filed(filed: dict[str, Any]) -> dict[str, Any]:
    model = apps.get_model("archive", filed["record_type"])
    return filed | {"type": model._meta.verbose_name} | _in_words(model, filed, "current", "proposed")


def _in_words(model: type[Model], told: dict[str, Any], *values: str) -> dict[str, str]:
    """The field of a change and its two values as people call them."""
    words = {name: value_words(model, told["field"], told[name]) or "–" for name in values}
    return {"field": field_label(model, told["field"])} | words
