from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("Archive")
    default = True


class ArchiveAdminConfig(admin.AdminConfig):
    """Django's admin with the archive's own screens beside those of the tables."""

    default_site = "archive.admin_site.ArchiveAdminSite"
    default = False
