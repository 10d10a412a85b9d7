#!/usr/bin/env python3
"""Django's command line for the archive."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, connection

    from archive.data_folder import LocalStateError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, LocalStateError) as error:
        sys.exit(f"manage.py: {error}")
    except OperationalError as error:
        if connection.connection is not None:
            raise
        sys.exit(f"manage.py: The database that DATABASE_URL names cannot be reached: {error}")


if __name__ == "__main__":
    main()
