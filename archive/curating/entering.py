"""New records that the archive lacks, for which a person vouches."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from archive.curating import parting
from archive.curating.errors import CurationError
from archive.importing import keys, pinyin
from archive.models import Initiative, Instrument, Meeting, Office, Person
from archive.models.curation import Curated, Origin, Record


def enter(model: type[Record], name: str, *, by: str, kind: str = "") -> Any:
    """A new record called `name`, as part of a running operation; of an office the one that has this name already.

    `kind` is that of an initiative or an instrument, by default the widest. Raises CurationError without a name, and
    where there is no such kind.
    """
    name = name.strip()
    if not name:
        raise CurationError(_("A new record needs a name: type it, or choose one of the records."))
    kinds: Any = getattr(model, "Kind", None)
    if kind and kinds and kind not in kinds.values:
        raise CurationError(_("There is no kind “%(kind)s”: choose one of the list.") % {"kind": kind})
    vouched = {"origin": Origin.CURATOR, "curator": by}
    if model is Office:
        found = Office.objects.filter(label=name).first()
        return found or Office.objects.create(label=name, title=name, **vouched)
    given: dict[type[Record], dict[str, Any]] = {
        Person: {"name": name, "pinyin": pinyin.of_person(name)},
        Meeting: {"name": name},
        Initiative: {"name": name, "kind": kind or Initiative.Kind.FORMULATION},
        Instrument: {"title": name, "kind": kind or Instrument.Kind.OTHER},
    }
    record: Any = model(**given[model], **vouched)
    record.key = free_key(model, name)
    record.save()
    return record


def free_key(model: type[Curated], name: str) -> str:
    """The name as a key, with a number where a record has it or had it."""
    return keys.first_free(name, parting.taken_keys(model, name))
