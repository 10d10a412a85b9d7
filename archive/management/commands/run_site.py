"""Make the archive ready and serve it on this machine: what `make run` runs."""

import os
import signal
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from archive.settings import envbool

HOST = "127.0.0.1"
INTERRUPTED = 130  # exit status


class Command(BaseCommand):
    help = (
        "Bring the database up to date, import what is new in the corpus, and serve the archive on this machine. "
        "It is Django's own server, in one process: it serves the static files too, and ends with any signal. "
        "For a site on the network run gunicorn with archive.wsgi instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("corpus", nargs="*", help="files and folders to import; default: the folder of settings")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="end when the process ends that has started this one, or the terminal is closed",
        )

    def handle(self, *, corpus: list[str], port: int, stop_with_parent: bool, **options: Any) -> None:
        # An import that is interrupted by a signal ends its workers, as it does on Ctrl-C.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        if stop_with_parent:
            threading.Thread(target=stop_without, args=[os.getppid()], daemon=True).start()
        require_free(port)
        try:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_authority", verbosity=0)
            self.import_corpus(corpus)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        self.stdout.write(
            f"\nThe archive is at http://{HOST}:{port}/\n"
            f"To edit it at http://{HOST}:{port}{reverse('admin:index')} get a login: "
            "run `make admin` in another terminal.\n"
            "Ctrl-C stops it.\n\n",
            self.style.SUCCESS,
        )
        self.stdout.flush()  # a log file or a service manager wants the address now
        # Who reads gets the site's own error pages; tracebacks in the browser are for who asks for them with DEBUG=1.
        settings.DEBUG = envbool("DEBUG", False)
        # Its own words are for developers, and say the same.
        with open(os.devnull, "w") as silence:
            call_command("runserver", f"{HOST}:{port}", use_reloader=False, stdout=silence)

    def import_corpus(self, corpus: list[str]) -> None:
        """Import; files that fail have been named by then, and do not keep the others from being served."""
        try:
            call_command("import_corpus", *corpus)
        except (CommandError, SystemExit) as failure:
            if isinstance(failure, SystemExit) and failure.code == INTERRUPTED:
                raise
            reason = f": {failure}" if isinstance(failure, CommandError) else ", see above"
            self.stderr.write(f"Not everything could be imported{reason}. The archive is served with what it has.")


def require_free(port: int) -> None:
    """Find out before a long import, not after it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(f"Port {port} cannot be used ({error}). Take another: make run PORT=8001") from error


def stop_without(parent: int) -> None:
    """End this process when its parent has ended or its terminal is closed.

    make hands on neither: not when it is killed, and not when it is itself what the closed terminal ran.
    """
    terminal = sys.stderr.isatty()
    while os.getppid() == parent and (not terminal or sys.stderr.isatty()):
        time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGTERM)
