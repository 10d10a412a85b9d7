"""The embedded PostgreSQL: start, stop, status, url."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.data_folder import claim
from archive.database.account import owner
from archive.database.cluster import DATABASE, USER
from archive.database.embedded import embedded_server


class Command(BaseCommand):
    help = "The embedded PostgreSQL. `manage.py dbshell` opens a shell on it."
    requires_system_checks: list[str] = []

    ACTIONS = {
        "start": "start it, and let it run until `stop`, with or without users",
        "stop": "stop it, whoever uses it; who needs it afterwards starts it again",
        "status": "say whether it runs, where its files are, and who owns them; exit status 3 if it does not run",
        "url": "print the DATABASE_URL under which another program finds it while it runs",
    }

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for action, explanation in self.ACTIONS.items():
            actions.add_parser(action, help=explanation)

    def handle(self, *, action: str, **options: Any) -> None:
        if settings.DATABASES["default"]["ENGINE"] != "archive.database":
            raise CommandError("DATABASE_URL names a server, so the embedded one is not used.")
        server = embedded_server(claim(settings.ARCHIVE_DATA))
        cluster = server.cluster
        match action:
            case "start":
                server.use()
                cluster.kept.touch()
                self.stdout.write(f"PostgreSQL runs in {cluster.home.resolve()} until `manage.py database stop`.")
            case "stop":
                if not cluster.home.exists():
                    stopped = False
                else:
                    with cluster.locks.held("start"):
                        stopped = cluster.stop()
                self.stdout.write("PostgreSQL is stopped." if stopped else "PostgreSQL was not running.")
            case "status":
                if not cluster.home.exists():
                    raise CommandError(f"There is no database yet in {cluster.home}.", returncode=3)
                where = f"files in {cluster.home.resolve()}, account {owner(cluster.home)}, log {cluster.log}"
                if not cluster.answers():
                    raise CommandError(f"PostgreSQL does not run; {where}.", returncode=3)
                kept = "until `database stop`" if cluster.kept.exists() else "until its last user ends"
                self.stdout.write(f"PostgreSQL runs {kept}; {where}.")
            case "url":
                self.stdout.write(f"postgresql://{USER}@/{DATABASE}?host={cluster.socket_folder}")
