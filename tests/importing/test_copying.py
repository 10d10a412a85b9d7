"""Rows in bulk are stored as they are, whatever characters they hold."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.importing.copying import insert
from archive.models import Suggestion

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
