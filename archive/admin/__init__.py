"""The admin: where people correct what the import made of the print."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin import (  # noqa: F401 - each registers its models
    articles,
    curation,
    documents,
    evidence,
    initiatives,
    instruments,
    meetings,
    people,
    works,
)

admin.site.site_header = admin.site.site_title = _("Archive of Official Compilations")
admin.site.index_title = _("Administration")
