"""Operations: one transaction each, in its turn, with its changes kept in the history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from archive.curating.errors import BusyError
from archive.curating.models import Operation, shortened
from archive.curating.roles import require
from archive.searching import index
from archive.turns import Turn, take_turn

#: Seconds that a person waits for the turn or for a row.
PATIENCE = 10.0
#: SQLSTATE of a lock that was not given in time, and of a deadlock that the server ended.
_WAITED_IN_VAIN = ("55P03", "40P01")
#: Articles and records that an operation makes findable itself; after more, as of an archive that was just loaded, the
#: next search or import does that.
_FOLDED = 2000
_RUNNING: ContextVar[Operation | None] = ContextVar("running operation", default=None)


@contextmanager
def recording(kind: Operation.Kind, by: str, summary: str = "") -> Iterator[Operation]:
    """Do what is inside in one transaction and in its turn, as one operation of the user or command `by`.

    One that is begun in another is part of that. One that changes nothing is not kept, and has no primary key
    afterwards. Who uses this directly has asked for permission, or is a command.
    """
    if running := _RUNNING.get():
        yield running
        return
    with transaction.atomic():
        take_turn(Turn.WRITING)
        operation = Operation.objects.create(kind=kind, by=by, summary=shortened(summary))
        _set("operation", str(operation.pk))
        token = _RUNNING.set(operation)
        try:
            yield operation
        finally:
            _RUNNING.reset(token)
        index.refresh(most=_FOLDED)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM curating_change WHERE operation_id = %s), "
                "set_config('archive.operation', '', true), set_config('archive.inserts', '', true)",
                [operation.pk],
            )
            has_changes = cursor.fetchone()[0]
        if operation.is_whole and not has_changes:
            operation.delete()


@contextmanager
def operation(
    kind: Operation.Kind, user: AbstractBaseUser, summary: str = "", *, permission: str = ""
) -> Iterator[Operation]:
    """As `recording`, for a person, who is first asked for the `permission`, by default that of the kind.

    Raises PermissionDenied, and BusyError when the turn or a row was not to be had within `PATIENCE` seconds.
    """
    require(user, permission or kind)
    try:
        with transaction.atomic():
            _patient(f"{round(PATIENCE * 1000)}ms")
            with recording(kind, user.get_username(), summary) as begun:
                yield begun
            _patient("0")
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) not in _WAITED_IN_VAIN:
            raise
        raise BusyError(
            _("An import or somebody else is writing to the archive. Nothing was changed: try again in a moment.")
        ) from error


def leave_out_inserts(operation: Operation) -> None:
    """Keep no new rows of the running `operation`: they are those of a document that is taken back as a whole."""
    operation.is_whole = False
    operation.save(update_fields=["is_whole"])
    _set("inserts", "off")


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"archive.{name}", value])


def _patient(time: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [time])
