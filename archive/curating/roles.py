"""Roles: groups of permissions, made with the tables, and the one question whether somebody may do something."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from archive.curating.models import Operation

#: Roles with the kinds of operations each may do beside those of the role before it.
ROLES: dict[str, tuple[str, ...]] = {
    "reader": (),
    "curator": ("correct", "decide"),
    "editor": ("merge", "split", "cut", "import", "undo"),
    "administrator": ("delete",),
}
#: Tables that people add rows to and change in the admin, from curators on.
_RECORDS = (
    "person", "personname", "organization", "office", "officeheld", "meetingseries", "meeting", "participation",
    "initiative", "instrument", "work", "printing", "byline", "article", "document",
)  # fmt: skip
#: Tables that they decide on row by row, but add nothing to.
_MENTIONS = (
    "personmention", "officemention", "meetingmention", "participationmention", "initiativemention",
    "instrumentmention",
)  # fmt: skip


def allowed(role: str) -> set[str]:
    """The kinds of operations that a role may do."""
    names = list(ROLES)
    return {kind for name in names[: names.index(role) + 1] for kind in ROLES[name]}


def require(user: Any, kind: str) -> None:
    """Raise PermissionDenied unless `user` may do operations of this kind."""
    if not user.has_perm(f"curating.{kind}"):
        name = Operation.Kind(kind).label
        raise PermissionDenied(_("%(user)s may not do this: %(kind)s.") % {"user": _name(user), "kind": name})


def _name(user: AbstractBaseUser) -> str:
    return user.get_username() or _("Somebody who is not logged in")


def make_roles(**_signal: Any) -> None:
    """Make the groups that are missing, with their permissions; what an administrator made of a group stays."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)  # which Django would make only after this
    for role in ROLES:
        group, made = Group.objects.get_or_create(name=role)
        if made:
            group.permissions.set(_permissions(role))


def _permissions(role: str) -> Any:
    wanted = Q(content_type__app_label__in=["archive", "curating"], codename__startswith="view_")
    wanted |= Q(content_type__app_label="curating", codename__in=allowed(role))
    if role != "reader":
        changing = [f"{verb}_{model}" for verb in ("add", "change") for model in _RECORDS]
        changing += [f"change_{model}" for model in _MENTIONS]
        wanted |= Q(content_type__app_label="archive", codename__in=changing)
    if role == "administrator":
        wanted |= Q(content_type__app_label__in=["archive", "auth"])
    return Permission.objects.filter(wanted)
