"""What all tests share."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import settings
from pytest_django import DjangoDbBlocker

# A machine that is busy makes an example slow, not wrong; and what fails here has to fail everywhere.
settings.register_profile("archive", deadline=None, derandomize=True)
settings.load_profile("archive")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tests' database, of which the server leaves the statistics alone.

    It would note between tests, when all is rolled back, that the tables are empty, and plan for one row from then on.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %I SET (autovacuum_enabled = off)', tablename) FROM pg_tables "
            "WHERE schemaname = current_schema()"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
