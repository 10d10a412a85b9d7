"""A login for the admin pages, with a generated password."""

import secrets
from argparse import ArgumentParser
from typing import Any

from axes.utils import reset
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from archive.curating.roles import ROLES


class Command(BaseCommand):
    help = (
        "Make a login for the admin pages with a generated password: of a role, or one that may do everything. One "
        "that exists gets a new password, and the role if one is named; locked for failed logins, it is so no more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="admin")
        parser.add_argument("--role", choices=ROLES, help="default: everything, accounts included")

    @transaction.atomic
    def handle(self, *, name: str, role: str | None, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        user = User.objects.filter(username=name).first()
        if user and user.is_superuser and role:
            raise CommandError(f"{name} is the login of somebody who may do everything. Choose another name.")
        if user and not user.is_superuser and not role:
            raise CommandError(
                f"{name} is the login of somebody who may not do everything. Choose another name, or name its --role."
            )
        user = user or User(username=name, is_superuser=not role)
        user.is_staff = user.is_active = True
        user.set_password(password)
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(f"{name!r} cannot be a login: {' '.join(error.messages)}") from error
        user.save()
        if role:
            user.groups.set([Group.objects.get(name=role)])
        reset(username=name)
        self.stdout.write(f"login:    {name}\npassword: {password}\n")
        self.stdout.write("It is shown only once; run this again for a new one.")
