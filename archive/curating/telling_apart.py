"""Records of one name that are not one: a person says so, and vouches for each."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.recording import operation
from archive.models.curation import Origin, Record


def tell_apart(
    model: type[Record], records: Sequence[int], *, user: AbstractBaseUser, seen: int | None = None
) -> Operation:
    """Say that `records`, by primary key, are each another; the user vouches for those that were found in print only.

    Raises CurationError where there are not two, and StaleRecordError when one has changed since the version `seen`.
    """
    with operation(Operation.Kind.DECIDE, user) as done:
        rows = versions.locked_all(model, sorted(set(records)))
        versions.check(seen, *rows)
        if len(rows) < 2:
            raise CurationError(_("Records are told apart from each other: it takes two."))
        for row in rows:
            if row.origin == Origin.IMPORT:
                row.origin, row.curator = Origin.CURATOR, user.get_username()
                row.save(update_fields=["origin", "curator"])
        done.sum_up(" ≠ ".join(map(str, rows)))
    return done
