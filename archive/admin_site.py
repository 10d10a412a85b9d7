"""The admin site: Django's, with the screens that take more than one table.

Outside of `admin/`, whose modules register with it while they are imported.
"""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _


class ArchiveAdminSite(admin.AdminSite):
    site_header = site_title = _("Archive of Official Compilations")
    index_title = _("Administration")

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Addresses of the screens, which come before those of the tables."""
        from archive.admin import uploading

        screens: list[URLResolver | URLPattern] = [
            path("import/", self.admin_view(uploading.overview), name="import"),
            path("import/<int:pk>/", self.admin_view(uploading.import_upload), name="import_upload"),
            path("import/<int:pk>/progress/", self.admin_view(uploading.import_progress), name="import_progress"),
        ]
        return screens + super().get_urls()
