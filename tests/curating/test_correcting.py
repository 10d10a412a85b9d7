"""Correcting: fields are locked with who and when, imports keep them, and unlocking gives them back."""

from __future__ import annotations

from typing import Any

import pytest

from archive.checking import findings
from archive.curating import versions
from archive.curating.correcting import correct, correct_bylines, supply_title, unlock
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.models import Operation
from archive.curating.undoing import undo
from archive.dates import PartialDate
from archive.models import Article, Document, Meeting, Office, OfficeHeld, Organization, Person, Redirect, Suggestion
from tests.builders import document
from tests.curating.people import changed_since, fill, put, rows, user
from tests.importing.naming import named

pytestmark = pytest.mark.django_db


def news() -> Article:
    return Article.objects.get(key="qing-he-tong-xun-l2")


def test_a_corrected_field_is_locked_and_imports_keep_it() -> None:
    put(document(), "one")
    before = rows()
    done = correct(news(), {"source": "柳镇邮讯", "date": PartialDate.of(2031, 3, 3)}, user=user("curator"))

    article = news()
    assert (article.source, article.date) == ("柳镇邮讯", PartialDate.of(2031, 3, 3))
    assert {field: lock["by"] for field, lock in article.locks.items()} == {"source": "curator", "date": "curator"}
    assert put(document(), "two").suggestions == 2
    assert news().source == "柳镇邮讯"
    Suggestion.objects.all().delete()
    put(document(), "one")
    undo(done, user=user("curator"))
    assert {**rows(), "archive.Suggestion": []} == {**before, "archive.Suggestion": []}


def test_an_unlocked_field_is_the_imports_again() -> None:
    put(document(), "one")
    correct(news(), {"source": "柳镇邮讯"}, user=user("curator"))
    unlock(news(), ["source"], user=user("curator"))
    assert (news().source, news().locks) == ("柳镇邮讯", {})
    put(document(), "two")
    assert news().source is None


def test_what_an_import_says_of_an_unlocked_field_is_no_suggestion_any_more() -> None:
    put(document(), "one")
    correct(news(), {"source": "柳镇邮讯", "title": "春灌"}, user=user("curator"))
    put(document(), "two")
    before = rows()
    done = unlock(news(), ["source"], user=user("curator"))
    assert list(Suggestion.objects.open().values_list("field", flat=True)) == ["title"]
    undo(done, user=user("curator"))
    assert rows() == before


def test_a_title_is_supplied_only_where_none_is_printed() -> None:
    fill()
    with pytest.raises(CurationError, match="only where the print has none"):
        supply_title(news(), "春灌", user=user("curator"))
    Article.objects.update(title=None)
    supply_title(news(), " 春灌 ", user=user("curator"))
    assert (news().supplied_title, news().display_title) == ("春灌", "春灌")
    assert news().is_locked("title")
    supply_title(news(), "", user=user("curator"))
    assert (news().supplied_title, news().is_locked("supplied_title")) == (None, False)


def test_authors_keep_who_is_known() -> None:
    fill()
    feature = Article.objects.get(key="qing-he-tong-xun-l6")
    correct_bylines(feature, ["老贺", "许桂兰", " "], user=user("curator"))
    assert list(feature.bylines.order_by("number").values_list("name", "person__key")) == [
        ("老贺", None), ("许桂兰", "xu-gui-lan"),
    ]  # fmt: skip
    assert put(document(), "two").suggestions >= 1
    assert feature.bylines.count() == 2


def test_days_of_offices_follow_the_articles_day() -> None:
    put(named(), "one")
    done = correct(Article.objects.get(), {"date": PartialDate.of(2031, 3, 9)}, user=user("curator"))
    assert OfficeHeld.objects.get().last_cited == PartialDate.of(2031, 3, 9)
    undo(done, user=user("curator"))
    assert OfficeHeld.objects.get().last_cited == PartialDate.of(2031, 3, 4)
    assert list(findings(Document.objects.all())) == []


def test_a_value_that_does_not_fit_is_refused_and_nothing_is_written() -> None:
    fill()
    before = rows()
    with pytest.raises(CurationError, match="cannot end before it starts"):
        correct(Meeting.objects.get(), {"end": PartialDate.of(2030)}, user=user("curator"))
    with pytest.raises(CurationError):
        correct(news(), {"kind": "poem"}, user=user("curator"))
    assert rows() == before


def test_the_second_on_a_field_is_told_and_the_second_on_another_is_not_hindered() -> None:
    fill()
    seen = versions.version(Person.objects.get())
    correct(Person.objects.get(), {"note": "一"}, user=user("curator", "meng"), seen=seen)
    with pytest.raises(StaleRecordError, match=r"meng has changed 许桂兰 at .*\(.+\)"):
        correct(Person.objects.get(), {"note": "二"}, user=user("curator", "xu"), seen=seen)
    correct(Person.objects.get(), {"pinyin": "xu"}, user=user("curator", "xu"), seen=seen)
    person = Person.objects.get()
    assert (person.note, person.pinyin) == ("一", "xu")
    assert {field: lock["by"] for field, lock in person.locks.items()} == {"note": "meng", "pinyin": "xu"}


def test_what_is_gone_is_told() -> None:
    person = Person.objects.create(key="甲", name="甲")
    Person.objects.all().delete()
    with pytest.raises(StaleRecordError, match="removed"):
        correct(person, {"note": "一"}, user=user("curator"))


def test_unlocked_bylines_are_linked_with_whom_the_headline_names() -> None:
    fill()
    feature = Article.objects.filter(bylines__person__isnull=False).first()
    assert feature
    unlock(feature, ["bylines"], user=user("curator"))
    assert not feature.bylines.filter(person__isnull=False).exists()
    assert list(findings(Document.objects.all())) == []


@pytest.mark.parametrize(("model", "old"), [(Organization, "青禾县水利局"), (Office, "青禾县水利局局长")])
def test_a_name_that_is_the_key_leads_on_to_the_new_one(model: Any, old: str) -> None:
    put(named(), "one")
    before = rows()
    row, field = model.objects.get(pk=model.objects.get_by_natural_key(old).pk), model.natural_key_fields[0]
    done = correct(row, {field: "青禾县河务局"}, user=user("curator"))
    assert Redirect.objects.new_key(model._meta.model_name, old) == "青禾县河务局"
    put(named(date=None), "two")
    assert not model.objects.filter(**{field: old}).exists()
    assert list(findings(Document.objects.all())) == []
    put(named(), "one")
    correct(model.objects.get(pk=row.pk), {field: old}, user=user("curator"))
    assert Redirect.objects.new_key(model._meta.model_name, old) is None
    undo(Operation.objects.filter(kind="correct").recent()[0], user=user("curator"))
    undo(done, user=user("curator"))
    assert changed_since(before) == {}


def test_the_pinyin_of_a_name_follows_it_unless_a_person_has_given_it() -> None:
    person = Person.objects.create(key="曾广田", name="曾广田", pinyin="ceng guang tian")
    correct(person, {"name": "曾广田一"}, user=user("curator"))
    body = Organization.objects.create(name="柳镇", pinyin="?")
    correct(body, {"name": "柳镇水利站"}, user=user("curator"))
    person.refresh_from_db()
    body.refresh_from_db()
    assert (person.pinyin, body.pinyin) == ("zeng guang tian yi", "liu zhen shui li zhan")

    correct(person, {"pinyin": "ceng guang tian"}, user=user("curator"))
    correct(person, {"name": "曾光田"}, user=user("curator"))
    person.refresh_from_db()
    assert person.pinyin == "ceng guang tian"


def test_keys_and_places_are_not_corrected() -> None:
    fill()
    before = rows()
    for row, field in (
        (news(), "key"),
        (news(), "ordinal"),
        (Person.objects.get(), "origin"),
        (Person.objects.get(), "locks"),
    ):
        with pytest.raises(CurationError, match=f"not corrected by hand: {field}"):
            correct(row, {field: 7}, user=user("curator"))
    assert changed_since(before) == {}
