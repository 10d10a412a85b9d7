#!/usr/bin/env python3
"""Django's command line for the archive."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError, connection

    from archive.data_folder import LocalStateError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, LocalStateError) as error:
        sys.exit(f"manage.py: {error}")
    except OperationalError as error:
        if connection.connection is not None:
            raise
        sys.exit(f"manage.py: The database that DATABASE_URL names cannot be reached: {error}")
    except ProgrammingError as error:
        if getattr(error.__cause__, "pgcode", None) not in ("42P01", "42703"):  # undefined table, undefined column
            raise
        sys.exit("manage.py: The database is not up to date: run `python manage.py migrate` first.")
    except BrokenPipeError:  # `| head` has seen enough; what Python would still flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
