"""Takes operations back: each statement's rows are put back as they were, the last statement first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.curating.consequences import texts_changed
from archive.curating.errors import CurationError
from archive.curating.hanging import is_kept
from archive.curating.models import Change, Operation
from archive.curating.recording import operation
from archive.curating.rehearsing import rehearsal
from archive.curating.roles import ROLES
from archive.models import Article, Paragraph

_ASKED = {kind for kinds in ROLES.values() for kind in kinds}
_MOST_NAMED = 3
_MOST_TRIED = 1000


class UndoError(CurationError):
    """An operation that cannot be taken back as the archive is now. Nothing was written."""


def undo(done: Operation, *, user: AbstractBaseUser) -> Operation:
    """Take the operation `done` back, and return the operation that did it; undoing that does the first again.

    Who may do such an operation may undo their own; what others did takes the permission `undo`. Raises UndoError when
    a row was changed since, naming the operations that did, or when something it needs is gone.
    """
    with operation(Operation.Kind.UNDO, user, done.summary, permission=permission(done, user)) as undoing:
        done = Operation.objects.select_for_update(of=["self"]).get(pk=done.pk)
        _check(done)
        with putting_back(done):
            _put_back(done)
        done.undone_by = undoing
        done.save(update_fields=["undone_by"])
        Operation.objects.filter(undone_by=done).update(undone_by=None)
        if touched := _articles(done):
            texts_changed(touched, suggests=False)  # suggestions have been put back as they were
    return undoing


@contextmanager
def putting_back(done: Operation, changes: Collection[Change] = ()) -> Iterator[None]:
    """Raises as `changed_since` for what the tables refuse of what is done inside, and then nothing of it is done."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise changed_since(done, changes) from error


def permission(done: Operation, user: AbstractBaseUser) -> str:
    """The kind of operation that `user` must be permitted to do so as to take `done` back."""
    first = done
    while first.kind == Operation.Kind.UNDO and (undone := Operation.objects.filter(undone_by=first).first()):
        first = undone
    is_own = {done.by, first.by} == {user.get_username()}
    return first.kind if is_own and first.kind in _ASKED else Operation.Kind.UNDO


def refusal(done: Operation, *, user: AbstractBaseUser) -> str:
    """Why `done` cannot be taken back as the archive is now; blank where it can.

    It is tried out, unless it is an operation of more than `_MOST_TRIED` changes.
    """
    try:
        _check(done)
        if done.changes.all()[_MOST_TRIED : _MOST_TRIED + 1].exists():
            return ""
        with rehearsal():
            undo(done, user=user)
    except CurationError as error:
        return str(error)
    return ""


def _check(done: Operation) -> None:
    if done.undone_by_id:
        raise UndoError(_("This has been undone already."))
    if not done.is_whole:
        raise UndoError(
            _("%(operation)s brought rows that are not kept one by one: delete the document to take it back.")
            % {"operation": done}
        )


def _put_back(done: Operation) -> None:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    statements = (
        done.changes.order_by("-statement")
        .values_list("statement", "table")
        .annotate(
            number=models.Count("pk"),
            new=models.Count("pk", filter=models.Q(before__isnull=True)),
            gone=models.Count("pk", filter=models.Q(after__isnull=True)),
        )
    )
    with connection.cursor() as cursor:
        for statement, table, number, new, gone in statements:
            model = tables[table]
            columns = [connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields]
            names, values = ", ".join(columns), ", ".join(f"r.{column}" for column in columns)
            if gone:
                sql = f"""INSERT INTO {table} ({names})
                    SELECT {values} FROM curating_change c, jsonb_populate_record(NULL::{table}, c.before) r
                    WHERE c.operation_id = %s AND c.statement = %s"""
            elif new:
                _forget_derived(model, done, statement)
                sql = f"""DELETE FROM {table} t USING curating_change c
                    WHERE c.operation_id = %s AND c.statement = %s AND c.row = t.id
                    AND jsonb_populate_record(t, c.after) IS NOT DISTINCT FROM t"""
            else:
                sql = f"""UPDATE {table} t
                    SET ({names}) = (SELECT {values} FROM jsonb_populate_record(t, c.before) r)
                    FROM curating_change c WHERE c.operation_id = %s AND c.statement = %s AND c.row = t.id
                    AND jsonb_populate_record(t, c.after) IS NOT DISTINCT FROM t"""
            cursor.execute(sql, [done.pk, statement])
            if cursor.rowcount != number:
                raise changed_since(done)


def _forget_derived(model: type[models.Model], done: Operation, statement: int) -> None:
    """Delete what is drawn from new rows, which the history does not keep and which holds on to them."""
    new = done.changes.filter(statement=statement).values("row")
    for relation in model._meta.related_objects:
        if not is_kept(relation.related_model):
            relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": new}).delete()


def changed_since(done: Operation, changes: Collection[Change] = ()) -> UndoError:
    """The error that names the last operations that changed the rows of `done` since, or those of some `changes`."""
    own = done.changes.filter(pk__in=[change.pk for change in changes]) if changes else done.changes.all()
    same = own.filter(table=models.OuterRef("table"), row=models.OuterRef("row"))
    later = Change.objects.filter(models.Exists(same), operation__gt=done.pk).values("operation")
    found = Operation.objects.filter(pk__in=later).recent()
    named = [_told(operation) for operation in (found.standing() or found)[:_MOST_NAMED]]
    if not named:
        return UndoError(
            _("This cannot be undone: rows that it needs are gone or there again. Undo first what was done since.")
        )
    return UndoError(
        _("This cannot be undone, because the same rows were changed since. Undo this first: %(operations)s")
        % {"operations": "; ".join(named)}
    )


def _told(done: Operation) -> str:
    when = date_format(timezone.localtime(done.at), "SHORT_DATETIME_FORMAT")
    return f"{done} ({', '.join(filter(None, [done.by, when]))})"


def _articles(done: Operation) -> set[int]:
    """Articles, by primary key, whose row or whose text the operation touched and that are there."""
    rows = done.changes.filter(table=Article._meta.db_table).values_list("row", flat=True)
    texts = done.changes.filter(table=Paragraph._meta.db_table)
    of_texts = {
        values["article_id"]
        for pair in texts.values_list("before", "after")
        for values in pair
        if values and "article_id" in values
    }
    of_texts |= set(Paragraph.objects.filter(pk__in=texts.values("row")).values_list("article", flat=True))
    return set(Article.objects.filter(pk__in={*rows, *of_texts}).values_list("pk", flat=True))
