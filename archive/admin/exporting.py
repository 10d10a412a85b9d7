"""The action by which selected rows leave the archive as fixtures."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.exporting.closure import closure
from archive.exporting.fixtures import write_fixtures
from archive.exporting.records import in_order
from archive.models.natural import lookups
from archive.snapshot import snapshot


@admin.action(description=_("Export selected as fixture"), permissions=["view"])
def export_as_fixture(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Any]) -> FileResponse:
    """The selected rows with all that belongs to them, as a zip file of the folder that import_fixtures loads."""
    names = in_order(queryset).values_list(*lookups(queryset.model))
    keys = [", ".join(map(str, name)) for name in names]
    with tempfile.TemporaryDirectory() as scratch, snapshot():
        folder = Path(scratch) / "export"
        write_fixtures(folder, closure([queryset]), selection={queryset.model._meta.label_lower: keys})
        packed = shutil.make_archive(str(Path(scratch) / "packed"), "zip", scratch, folder.name)
        # Its file goes with the folder, but is read to the end.
        return FileResponse(open(packed, "rb"), as_attachment=True, filename="fixtures.zip")
