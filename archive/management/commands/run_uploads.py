"""Check and import what was uploaded in the admin."""

import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand

from archive.uploading.working import work


class Command(BaseCommand):
    help = (
        "Check and import the files that were uploaded in the admin and wait for it. The site starts this by itself; "
        "it ends when nothing waits, or at once if another process is at work."
    )

    def handle(self, **options: Any) -> None:
        # SIGINT may be ignored in what started this; an end by a signal rolls back the document that is being stored.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        try:
            work()
        except KeyboardInterrupt:
            sys.exit(130)
