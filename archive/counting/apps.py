from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CountingConfig(AppConfig):
    name = "archive.counting"
    label = "counting"
    verbose_name = _("Numbers of the lists")
