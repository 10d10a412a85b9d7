from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CuratingConfig(AppConfig):
    name = "archive.curating"
    verbose_name = _("Curation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from archive.curating.roles import make_roles

        post_migrate.connect(make_roles, sender=self)
