"""The manifest of an export: which files belong to it, what is in each, and the digests that prove it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.db.migrations.loader import MigrationLoader

from archive.exporting.contents import EXPORTED, fields, related
from archive.exporting.records import Format
from archive.models.natural import lookups

#: Beside the records and not among them: so `loaddata FOLDER/*.json` gets nothing but records.
PLACE = "about/manifest.json"
DICTIONARY = "about/dictionary.md"
_FORMAT = "archive fixtures 1"


class ManifestError(ValueError):
    """An export that is not whole or not for this archive; as a string, one sentence that names it and the remedy."""


@dataclass(frozen=True)
class Entry:
    """A file of records of one model. Where there are none there is no file, as `loaddata` warns of an empty one."""

    name: str
    model: str
    records: int
    sha256: str
    fields: list[str]


@dataclass(frozen=True)
class Manifest:
    """`selection` is by model what was asked for, where that was not the whole archive."""

    schema: str
    migration: str
    selection: dict[str, list[str]]
    dictionary: str
    files: list[Entry]

    def text(self) -> str:
        """The file's whole text. It ends with a digest of itself, so that no change of it goes unseen."""
        said: dict[str, Any] = {"format": _FORMAT, **asdict(self)}
        said["digest"] = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def file_name(number: int, label: str, form: Format) -> str:
    """The name of the file of a model, whose place in the order of loading is `number`, from 1."""
    return f"{number:02}_{label.partition('.')[2]}.{form}"


def schema() -> str:
    """Digest of all that a record can hold: models, their order, natural keys, fields and types."""
    said = [
        [
            model._meta.label_lower,
            lookups(model),
            [[field.name, field.get_internal_type(), field.null, _label(field)] for field in fields(model)],
        ]
        for model in EXPORTED
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def migration() -> str:
    """Name of the last migration of the archive's tables that the code has."""
    leaves = MigrationLoader(None).graph.leaf_nodes("archive")
    return ", ".join(sorted(name for _, name in leaves))


def read(folder: Path) -> Manifest:
    """The manifest of the export in `folder`, which is for this archive. Raises ManifestError."""
    path = folder / PLACE
    try:
        text = path.read_bytes().decode()
        said = json.loads(text)
    except FileNotFoundError:
        raise ManifestError(f"{folder} is no export of an archive: there is no {PLACE} in it.") from None
    except (OSError, ValueError) as error:
        raise ManifestError(f"{path} cannot be read: {error}.") from error
    if not isinstance(said, dict) or said.get("format") != _FORMAT:
        raise ManifestError(f"{path} is not a manifest of {_FORMAT}, the format that this archive reads.")
    try:
        entries = [Entry(**entry) for entry in said["files"]]
        manifest = Manifest(said["schema"], said["migration"], said["selection"], said["dictionary"], entries)
        whole = manifest.text() == text
    except (KeyError, TypeError):
        whole = False
    if not whole:
        raise ManifestError(f"{path} was changed after it was written: take the export as it was made.")
    _fit(folder, manifest)
    return manifest


def _fit(folder: Path, manifest: Manifest) -> None:
    """Whether the export is one of tables as they are here, in the order in which they are loaded."""
    here = {model._meta.label_lower: [field.name for field in fields(model)] for model in EXPORTED}
    there = {entry.model: entry.fields for entry in manifest.files}
    differing = sorted(
        f"{label}.{name}"
        for label in here.keys() | there.keys()
        for name in set(here.get(label, [])) ^ set(there.get(label, []))
    )
    if differing or manifest.schema != schema():
        what = f" ({', '.join(differing[:5])})" if differing else ""
        raise ManifestError(
            f"{folder} was exported by an archive whose tables differ from these{what}: it is at migration "
            f"{manifest.migration}, this one at {migration()}. Load it with the archive's code of that time; where "
            f"only fields have been added since, `manage.py loaddata` fills them with their defaults."
        )
    form = Format.JSONL if manifest.files[0].name.endswith(".jsonl") else Format.JSON
    expected = [(file_name(n, model._meta.label_lower, form), model._meta.label_lower) for n, model in _numbered()]
    if [(entry.name, entry.model) for entry in manifest.files] != expected:
        raise ManifestError(f"The manifest of {folder} names its files in another order than they are loaded in.")
    named = {entry.name for entry in manifest.files if entry.records}
    found = {path.name for path in folder.iterdir() if path.suffix in (".json", ".jsonl")}
    strangers = sorted(found - named)
    if strangers:
        raise ManifestError(f"{folder} holds files that its manifest does not name: {', '.join(strangers)}.")


def _numbered() -> Sequence[tuple[int, Any]]:
    return list(enumerate(EXPORTED, 1))


def _label(field: models.Field[Any, Any]) -> str:
    target = related(field)
    return target._meta.label_lower if target else ""
