"""An export into an archive that has contents: by natural keys, and what people have set here stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, models

from archive.exporting import cuts
from archive.exporting.contents import EXPORTED, fields, related
from archive.exporting.holding import disputable, held, note_settled, settled_article, wholly_held
from archive.exporting.loading import finish, loading, naming, require_targets, stage_entry, verified
from archive.exporting.merging_printings import found_again, make_room
from archive.exporting.staging import columns, new_key, point_within, quoted, resolved, table
from archive.importing.grouping import group_printings
from archive.importing.sweeping import remove_orphans
from archive.models import Instrument, Printing, Redirect, Suggestion
from archive.models.curation import RecordType
from archive.models.natural import NaturalKeyModel

_GIVEN = "given_rows"
_FATE = "fate_of_rows"
_RECORDS = [model for model in EXPORTED if model._meta.model_name in RecordType.values]


@dataclass(frozen=True)
class Conflict:
    """A row of the export of which something was not taken, as it was settled otherwise here. The key is JSON."""

    model: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.model} {self.key}: {self.reason}"


@dataclass
class Merged:
    """What a merge did, in rows. An updated row may have conflicts in other fields."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


def merge_fixtures(
    folder: Path, *, dry_run: bool = False, advance: Callable[[int], object] = lambda size: None
) -> Merged:
    """Bring the export in `folder` into the archive, in one transaction; with `dry_run` only say what would be done.

    Rows are the same that have the same natural key. Nothing is removed; what a person has set or decided here stays,
    and is a conflict where the export has something else. A document that is cut into articles otherwise stays as it
    is, with all that the export says of its text. Which articles print one text is found anew, but for what people
    have decided. Raises ManifestError and LoadingError, and then nothing has changed.
    """
    manifest = verified(folder, advance)
    merged = Merged()
    with loading(folder.name, dry_run=dry_run):
        note_settled()
        for model, entry in zip(EXPORTED, manifest.files, strict=True):
            if model in cuts.TOLD_BY:
                with naming(entry):
                    stage_entry(entry, folder)
                    cuts.note(model)
        merged.conflicts += [Conflict("archive.document", slug, reason) for slug, reason in cuts.differing()]
        for model, entry in zip(EXPORTED, manifest.files, strict=True):
            with naming(entry):
                stage_entry(entry, folder, advance)
                _Merge(model, merged).run()
                require_targets(entry, model)
                finish(model)
        if any(conflict.model == "archive.document" for conflict in merged.conflicts):
            remove_orphans()  # what only those documents speak of
        group_printings()
        created, unchanged = found_again()
        merged.created += created
        merged.unchanged += unchanged
    return merged


class _Merge:
    """The staged records of one model on their way into its table."""

    def __init__(self, model: type[NaturalKeyModel], merged: Merged) -> None:
        self.model, self.merged = model, merged
        self.table = table(model)
        self.fields = fields(model)
        self.within = [field for field in self.fields if related(field) is model]

    def run(self) -> None:
        self._give()
        self._leave_out()
        self._match()
        self._refuse()
        if self.model is Printing:
            self._conflicts(make_room(_GIVEN))
        self._create()
        self._update()

    def _give(self) -> None:
        """The records as rows with their references resolved; `here` is the row of the archive, if there is one."""
        key = ", ".join(f"given.{quoted(name)}" for name in self.model.natural_key_fields)
        also = f"NULL::bigint AS here, false AS is_new, json_build_array({key})::text AS natural_key"
        rows = resolved(self.model, redirecting=True, also=also)
        self._execute(f"DROP TABLE IF EXISTS {_GIVEN}")
        self._execute(
            f"CREATE TEMPORARY TABLE {_GIVEN} ON COMMIT DROP AS {rows} WHERE {cuts.in_merged_documents(self.model)}"
        )
        self._execute(f"ANALYZE {_GIVEN}")

    def _leave_out(self) -> None:
        """Records that were merged into others here, and what is said of those."""
        if not Redirect.objects.exists():
            return
        if self.model in _RECORDS:
            name = quoted(self.model.natural_key_fields[0])
            into = new_key(self.model, f"given.{name}")
            gone = self._execute(
                f"DELETE FROM {_GIVEN} AS given WHERE {into} IS NOT NULL "
                f"RETURNING natural_key, 'it was merged here into ' || {into}"
            )
            self._conflicts(gone)
        if self.model is Suggestion:
            self._execute(
                f"DELETE FROM {_GIVEN} AS given USING {table(Redirect)} AS merged "
                f"WHERE merged.record_type = given.record_type AND merged.old_key = given.record_key"
            )
        # Two records may have become one, and what is said of both is then the same.
        names = ", ".join(self._key_columns())
        self._execute(
            f"DELETE FROM {_GIVEN} AS given USING (SELECT ctid AS place, row_number() OVER (PARTITION BY {names}) AS n "
            f"FROM {_GIVEN}) AS other WHERE given.ctid = other.place AND other.n > 1"
        )

    def _match(self) -> None:
        same = " AND ".join(
            f"here.{column} IS NOT DISTINCT FROM given.{column}" if nullable else f"here.{column} = given.{column}"
            for column, nullable in self._key_columns().items()
        )
        self._execute(f"UPDATE {_GIVEN} AS given SET here = here.id FROM {self.table} AS here WHERE {same}")
        if self.model is Instrument:  # its article may be one of a document that is not merged
            self._execute(
                f"UPDATE {_GIVEN} AS given SET article_id = (SELECT article_id FROM {self.table} AS here "
                f"WHERE here.id = given.here) WHERE article_id = 0"
            )

    def _refuse(self) -> None:
        """New rows that what people have settled here does not allow."""
        if articles := settled_article(self.model):
            self._conflicts(
                self._execute(
                    f"DELETE FROM {_GIVEN} WHERE here IS NULL AND article_id IN ({articles}) "
                    "RETURNING natural_key, 'the article is settled here without it'"
                )
            )
        if self.model is Redirect:
            living = " OR ".join(
                f"record_type = '{model._meta.model_name}' AND EXISTS (SELECT FROM {table(model)} AS record "
                f"WHERE record.{quoted(model.natural_key_fields[0])} = old_key)"
                for model in _RECORDS
            )
            self._conflicts(
                self._execute(
                    f"DELETE FROM {_GIVEN} WHERE here IS NULL AND ({living}) "
                    "RETURNING natural_key, 'it was merged there into ' || new_key || ', and stands by itself here'"
                )
            )
            self._execute(
                f"UPDATE {_GIVEN} AS given SET new_key = merged.new_key FROM {self.table} AS merged "
                "WHERE merged.record_type = given.record_type AND merged.old_key = given.new_key"
            )

    def _create(self) -> None:
        self._execute(f"UPDATE {_GIVEN} SET is_new = true WHERE here IS NULL")
        within = {column.column for column in self.within}
        values = ["NULL" if name.strip('"') in within else name for name in columns(self.model)]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.table} ({', '.join(columns(self.model))}) "
                f"SELECT {', '.join(values)} FROM {_GIVEN} WHERE is_new"
            )
            self.merged.created += cursor.rowcount
        for column in self.within:  # now that there are the rows that they refer to
            point_within(self.model, column, _GIVEN, redirecting=True)
        if self.within:
            self._match()

    def _update(self) -> None:
        """Take over what differs and is held by nobody here."""
        self._execute(f"DROP TABLE IF EXISTS {_FATE}")
        changed, disputed, values = zip(*map(self._fate, self.fields), strict=True)
        self._execute(
            f"""
            CREATE TEMPORARY TABLE {_FATE} ON COMMIT DROP AS
            SELECT given.here AS id, is_new, natural_key,
                array_remove(ARRAY[{", ".join(changed)}]::text[], NULL) AS changed,
                array_remove(ARRAY[{", ".join(filter(None, disputed))}]::text[], NULL) AS disputed
            FROM {_GIVEN} AS given JOIN {self.table} AS here ON here.id = given.here
            """
        )
        self._execute(f"ANALYZE {_FATE}")
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FILTER (WHERE changed <> '{{}}'), count(*) FILTER (WHERE changed = '{{}}') "
                f"FROM {_FATE} WHERE NOT is_new"
            )
            updated, unchanged = cursor.fetchone()
            self.merged.updated += updated
            self.merged.unchanged += unchanged
            cursor.execute(
                f"UPDATE {self.table} AS here SET {', '.join(values)} FROM {_FATE} AS fate "
                f"JOIN {_GIVEN} AS given ON given.here = fate.id WHERE here.id = fate.id AND changed <> '{{}}'"
            )
        self._conflicts(
            self._execute(
                f"SELECT natural_key, array_to_string(disputed, '; ') FROM {_FATE} WHERE disputed <> '{{}}' "
                "ORDER BY natural_key"
            )
        )

    def _fate(self, field_: models.Field) -> tuple[str, str, str]:
        """SQL for the name of a field that changes, for what is told of a conflict, and for the field's assignment.

        The second is blank for a field of which no other value is a conflict.
        """
        column = quoted(field_.column)
        value, is_held = f"given.{column}", held(self.model, field_)
        if field_.name == "locks":
            value = f"CASE WHEN {wholly_held(self.model)} THEN here.locks ELSE given.locks || here.locks END"
            is_held = "false"
        differs = f"({value}) IS DISTINCT FROM here.{column}"
        disputed = ""
        if is_held != "false" and disputable(field_):
            told = f"'{field_.name} is another one here'"
            if not related(field_):
                here, there = (f"coalesce(to_json({row}.{column})::text, 'null')" for row in ("here", "given"))
                told = f"concat('{field_.name} is ', {here}, ' here and ', {there}, ' there')"
            disputed = f"CASE WHEN NOT is_new AND {is_held} AND {differs} THEN {told} END"
        return (
            f"CASE WHEN (is_new OR NOT {is_held}) AND {differs} THEN '{field_.name}' END",
            disputed,
            f"{column} = CASE WHEN '{field_.name}' = ANY(changed) THEN {value} ELSE here.{column} END",
        )

    def _key_columns(self) -> dict[str, bool]:
        """The quoted columns of the natural key, and whether each may be null."""
        parts = {field.name: field for field in self.fields}
        return {quoted(parts[name].column): parts[name].null for name in self.model.natural_key_fields}

    def _conflicts(self, found: list[tuple[str, str]]) -> None:
        label = self.model._meta.label_lower
        self.merged.conflicts += [Conflict(label, key, reason) for key, reason in found]

    def _execute(self, statement: str) -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
