"""Users of each role."""

from __future__ import annotations

from django.contrib.auth.models import Group, User

from archive.curating.roles import make_roles


def user(role: str, name: str = "") -> User:
    """The user `name` (by default named like the role) with a role, made where missing; the role "" may do nothing."""
    made, _ = User.objects.get_or_create(username=name or role or "nobody")
    if role:
        make_roles()  # tests that empty the tables take the groups with them
        made.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=made.pk)
