"""The admin site: Django's, with the screens that take more than one table.

Outside of `admin/`, whose modules register with it while they are imported.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _


class ArchiveAdminSite(admin.AdminSite):
    site_header = site_title = _("Archive of Official Compilations")
    index_title = _("Administration")
    index_template = "admin/archive/index.html"
    enable_nav_sidebar = False  # lists need the width

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Addresses of the screens, which come before those of the tables."""
        from archive.admin import (
            adding,
            cutting,
            history,
            merging,
            parting,
            printing,
            unlocking,
            uploading,
        )  # they register with this site
        from archive.admin import screens as common
        from archive.admin.review import addresses as review

        screens: list[URLResolver | URLPattern] = [
            *review.addresses(self.admin_view),
            path("history/", self.admin_view(history.recent), name="history"),
            path("history/<int:pk>/", self.admin_view(history.operation), name="operation"),
            path("history/change/<int:pk>/revert/", self.admin_view(history.revert_change), name="revert_change"),
            path("history/<int:pk>/revert/", self.admin_view(history.revert), name="revert"),
            path("unlock/<str:model>/<int:pk>/<str:field>/", self.admin_view(unlocking.unlocked), name="unlock"),
            path("merge/", self.admin_view(merging.merge), name="merge"),
            path("split/<str:model>/<int:pk>/", self.admin_view(parting.split), name="split"),
            path("mention/<int:pk>/", self.admin_view(adding.mention), name="mention"),
            path("printings/<int:pk>/", self.admin_view(printing.work_printings), name="work_printings"),
            path("cut/<int:pk>/", self.admin_view(cutting.cut), name="cut"),
            path("undo/<int:pk>/", self.admin_view(common.undo), name="undo"),
            path("import/", self.admin_view(uploading.overview), name="import"),
            path("import/<int:pk>/", self.admin_view(uploading.import_upload), name="import_upload"),
            path("import/<int:pk>/progress/", self.admin_view(uploading.import_progress), name="import_progress"),
        ]
        return screens + super().get_urls()

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The first page: what waits, what was done last, and the screens that the user may use."""
        from archive.admin import overview

        return super().index(request, overview.shown(request) | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        from archive.admin import overview

        apps = super().get_app_list(request, app_label)
        return [{**app, "models": overview.in_order(app["models"])} for app in apps]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """The records that are suggested while one is chosen in a form."""
        from archive.admin.choosing import ChoicesView

        return ChoicesView.as_view(admin_site=self)(request)
