"""Rows in bulk are stored as they are, whatever characters they hold."""

from __future__ import annotations

import pytest
from django.db import DataError, IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.dates import PartialDate
from archive.importing.copying import insert, insert_with_keys, update
from archive.models import Meeting, Organization, Suggestion

pytestmark = pytest.mark.django_db

#: PostgreSQL stores neither a null character nor half of a surrogate pair.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


def suggestion(key: str, value: object) -> Suggestion:
    return Suggestion(record_type="article", record_key=key, field="title", proposed=value)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(texts, texts | st.none() | st.lists(st.integers() | texts), max_size=5))
def test_what_goes_in_comes_out(values: dict[str, object]) -> None:
    Suggestion.objects.all().delete()
    insert(Suggestion, [suggestion(key, value) for key, value in values.items()])
    assert dict(Suggestion.objects.values_list("record_key", "proposed")) == values


@pytest.mark.parametrize("text", ["\\", "\\N", "\\.", "a\tb", "a\nb", "a\r\nb", "“千村”", '{"a": 1}', ""])
def test_what_the_format_has_signs_for_is_stored_as_it_is(text: str) -> None:
    insert(Suggestion, [suggestion(text, {text: [text, None]})])
    row = Suggestion.objects.get()
    assert (row.record_key, row.proposed, row.decided_at) == (text, {text: [text, None]}, None)


def test_what_the_table_refuses_is_an_error_of_the_framework() -> None:
    with pytest.raises(IntegrityError, match="suggestion_key"):
        insert(Suggestion, [suggestion("one", 1), suggestion("one", 2)])


def test_rows_get_the_keys_that_the_table_gives_them_in_their_order() -> None:
    rows = [Organization(name=name) for name in ("乙局", "甲局")]
    insert_with_keys(Organization, rows)
    assert rows[0].pk < rows[1].pk
    assert dict(Organization.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "name")) == {
        rows[0].pk: "乙局",
        rows[1].pk: "甲局",
    }
    rows[0].note = "saved as a row that is there"
    rows[0].save()
    assert Organization.objects.get(name="乙局").note == rows[0].note


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, max_size=5))
def test_lists_of_texts_come_out_as_they_went_in(aliases: list[str]) -> None:
    Organization.objects.filter(name="甲局").delete()
    insert_with_keys(Organization, [Organization(name="甲局", aliases=aliases)])
    assert Organization.objects.get(name="甲局").aliases == aliases


def test_an_update_writes_the_columns_it_is_given_and_no_other() -> None:
    rows = [Meeting(key=key, name="柳镇植树座谈会", place="柳镇", note="old") for key in ("一", "二")]
    insert_with_keys(Meeting, rows)
    rows[0].start, rows[0].place, rows[0].locks, rows[0].note = PartialDate.of(2031, 3), None, {"place": {}}, "new"
    update(Meeting, rows, ["start_earliest", "start_latest", "start_precision", "start_printed", "place", "locks"])
    first, second = Meeting.objects.order_by("pk")
    assert (first.start, first.place, first.locks, first.note) == (rows[0].start, None, {"place": {}}, "old")
    assert (second.start, second.place, second.locks, second.note) == (None, "柳镇", {}, "old")


def test_an_update_refuses_what_is_too_long_instead_of_cutting_it() -> None:
    insert(Suggestion, [suggestion("one", 1)])
    row = Suggestion.objects.get()
    row.field = "x" * 61
    with pytest.raises(DataError, match="too long"):
        update(Suggestion, [row], ["field"])
