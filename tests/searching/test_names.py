"""Records are found by name, alias and pinyin, and suggested while typing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from archive.counting.models import PlaceCount
from archive.models import Initiative, Instrument, Meeting, Organization, Person, PersonName
from archive.searching import index, keys
from archive.searching.hits import spelling
from archive.searching.suggesting import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def records() -> None:
    xu = Person.objects.create(key="xu", name="许桂兰")
    Person.objects.create(key="zeng", name="曾明远")
    PersonName.objects.create(person=xu, name="老許", kind="short", script="hant")
    body = Organization.objects.create(name="青禾县水利局", aliases=["县水利局"])
    Meeting.objects.create(key="m", name="青禾县春灌工作会议", aliases=["春灌会"], convener=body)
    Initiative.objects.create(key="i", name="清渠行动", kind="programme", aliases=["“清渠＋”"])
    Instrument.objects.create(key="t", title="春灌管理办法", aliases=["春灌办法"])


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        (Person, "许桂兰"),
        (Person, "許桂"),
        (Person, "老许"),
        (Person, "xuguilan"),
        (Person, "Xu Guilan"),
        (Person, "xgl"),
        (Person, "xugl"),
        (Person, "xuguil"),
        (Person, "guilan"),
        (Person, "laoxu"),
        (Organization, "水利局"),
        (Organization, "qhxslj"),
        (Meeting, "春灌会"),
        (Meeting, "chunguan"),
        (Initiative, "清渠+"),
        (Initiative, "qqxd"),
        (Instrument, "春灌办法"),
        (Instrument, "cggl"),
    ],
)
def test_named(model: Any, typed: str) -> None:
    assert [str(record) for record in model.objects.named(typed)] == [str(model.objects.order_by("pk")[0])]


@pytest.mark.parametrize("typed", ["uguilan", "xgx", "许明远", "😀", "%", "_", "xu.*x", "\\", "(", "\ud800"])
def test_nobody_is_named(typed: str) -> None:
    assert not Person.objects.named(typed).exists()


def test_names_that_sound_alike_are_found_each() -> None:
    Meeting.objects.update(aliases=["春灌会", "春冠会"])
    assert Meeting.objects.named("春灌会").exists()
    assert Meeting.objects.named("春冠会").exists()


@given(
    st.lists(st.text("abg", min_size=1, max_size=4), max_size=5),
    st.text("春灌a", max_size=4),
    st.text("abg", min_size=1, max_size=7),
    st.text("春灌a", min_size=1, max_size=3),
)
def test_keys_leave_out_no_name_that_fits(syllables: list[str], name: str, letters: str, part: str) -> None:
    read = "".join(f" {syllable}" for syllable in syllables)
    made = keys.of_name(name, read)
    fits = re.search(spelling(letters), read) is not None
    has_keys = set(keys.of_spelling(letters)) <= set(made)
    assert has_keys >= fits
    if len(letters) <= keys.LETTERS and not name:
        assert has_keys == fits
    if part in name:
        assert set(keys.of_part(part)) <= set(made)


def test_a_surname_is_read_as_a_surname_and_blank_names_everybody() -> None:
    assert [person.key for person in Person.objects.named("zengmy")] == ["zeng"]
    assert Person.objects.named(" ").count() == 2


def test_whoever_changes_a_name_it_is_found_at_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_person SET name = '吴明远' WHERE key = 'zeng'")
    assert [person.key for person in Person.objects.named("wumy")] == ["zeng"]
    Meeting.objects.update(aliases=["秋收会"])
    assert Meeting.objects.named("秋收会").exists()
    assert not Meeting.objects.named("春灌会").exists()
    PersonName.objects.all().delete()
    assert not Person.objects.named("老许").exists()
    Person.objects.filter(key="xu").delete()
    assert not Person.objects.named("xgl").exists()
    assert index.refresh() == 0


def test_suggestions_are_of_each_kind_and_the_nearest_first() -> None:
    Meeting.objects.create(key="n", name="全县春灌工作座谈会")
    assert [(s.kind, s.name) for s in suggest("春灌")] == [
        ("meeting", "青禾县春灌工作会议"), ("meeting", "全县春灌工作座谈会"), ("instrument", "春灌管理办法"),
    ]  # fmt: skip
    assert len(suggest("春灌", limit=1)) == 2
    assert suggest(" ，") == []


def test_whole_syllables_come_before_broken_ones_and_whom_texts_name_before_others() -> None:
    rows = {name: Person.objects.create(key=name, name=name) for name in ("许风", "许雨田", "薛云", "柳许")}
    assert [s.name for s in suggest("xu")] == ["许风", "许桂兰", "许雨田", "薛云", "柳许"]
    for name, places in (("许雨田", 3), ("薛云", 9), ("柳许", 20)):
        PlaceCount.objects.create(record_type="person", record_id=rows[name].pk, number=places)
    assert [s.name for s in suggest("xu")] == ["许雨田", "许风", "许桂兰", "薛云", "柳许"]
    assert [s.name for s in suggest("许")] == ["许雨田", "许风", "许桂兰", "柳许"]


def test_suggestions_are_json_in_the_readers_language(client: Client) -> None:
    answer = client.get(reverse("suggestions"), {"q": "xgl"}, headers={"accept-language": "en"})
    assert answer.json() == {
        "suggestions": [{"kind": "person", "name": "许桂兰", "address": reverse("person", args=["xu"])}]
    }


@pytest.mark.parametrize("typed", ["", "\x00", "'\"(", "春" * 5000, "🙂", "x" * 300, "%\\"])
def test_suggestions_answer_whatever_is_typed(client: Client, typed: str) -> None:
    assert client.get(reverse("suggestions"), {"q": typed}).status_code == 200


def test_suggestions_take_as_many_queries_however_many_records(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Person.objects.bulk_create(Person(key=f"p{n}", name=f"许桂{n}") for n in range(30))
    index.refresh()
    # Of each of the four kinds: what is stale, the names, and the records where there are any.
    with django_assert_num_queries(4 * 2 + 1):
        client.get(reverse("suggestions"), {"q": "许桂"})
