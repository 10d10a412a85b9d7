from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UploadingConfig(AppConfig):
    name = "archive.uploading"
    verbose_name = _("Import of files")
    default_auto_field = "django.db.models.BigAutoField"
