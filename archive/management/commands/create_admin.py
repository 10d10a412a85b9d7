"""A login for the admin pages, with a generated password."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Make a login that may do everything, with a generated password; one that exists gets a new password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="admin")

    def handle(self, *, name: str, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        user = User.objects.filter(username=name).first()
        if user is None:
            User.objects.create_superuser(name, password=password)
        elif user.is_superuser:
            user.set_password(password)
            user.save(update_fields=["password"])
        else:
            raise CommandError(f"{name} is the login of somebody who may not do everything. Choose another name.")
        self.stdout.write(f"login:    {name}\npassword: {password}\n")
        self.stdout.write("It is shown only once; run this again for a new one.")
