"""Partial dates in the database: what goes in comes out, and nothing else gets in."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import PartialDate, Precision
from archive.importing.storing import store
from archive.models import Article
from archive.models.dates import COLUMNS, PartialDateField, columns_of
from tests.builders import document
from tests.models.examples import fill

pytestmark = pytest.mark.django_db

PRINTED = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31)))
    parts = (day.year, day.month, day.day)[: draw(st.integers(1, 3))]
    return PartialDate.of(*parts, printed=draw(PRINTED), inferred=draw(st.booleans()))


@pytest.fixture
def article() -> Article:
    store(document(), "one")
    return Article.objects.get(ordinal=1)


@given(date=st.none() | partial_dates())
def test_what_is_stored_comes_back(date: PartialDate | None) -> None:
    with transaction.atomic():
        store(document(), "one")
        article = Article.objects.get(ordinal=1)
        article.date = date
        article.full_clean()
        article.save()
        assert Article.objects.get(pk=article.pk).date == date
        transaction.set_rollback(True)


def test_it_is_given_and_taken_as_one_attribute() -> None:
    given: dict[str, Any] = {"date": PartialDate.of(2031, 2, printed="二月")}
    article = Article(**given)
    columns = list(columns_of("date", None))
    assert [getattr(article, column) for column in columns] == [
        datetime.date(2031, 2, 1), datetime.date(2031, 2, 28), "month", "二月", False,
    ]  # fmt: skip
    article.date = None
    assert [getattr(article, column) for column in columns] == [None, None, "", "", False]


FIRST, LAST = datetime.date(2031, 2, 1), datetime.date(2031, 2, 28)
BAD: dict[str, dict[str, object]] = {
    "a precision alone": {"date_precision": "day"},
    "words alone": {"date_printed": "昨日"},
    "inferred from nothing": {"date_inferred": True},
    "days without a precision": {"date_earliest": FIRST, "date_latest": LAST},
    "half a date": {"date_earliest": FIRST, "date_precision": "month"},
    "the other half": {"date_latest": LAST, "date_precision": "month"},
    "two days as one": {"date_earliest": FIRST, "date_latest": LAST, "date_precision": "day"},
    "half a month": {
        "date_earliest": FIRST, "date_latest": datetime.date(2031, 2, 14), "date_precision": "month",
    },
    "a month that starts late": {
        "date_earliest": datetime.date(2031, 2, 2), "date_latest": LAST, "date_precision": "month",
    },
    "two months": {"date_earliest": FIRST, "date_latest": datetime.date(2031, 3, 31), "date_precision": "month"},
    "a month as a year": {"date_earliest": FIRST, "date_latest": LAST, "date_precision": "year"},
    "backwards": {"date_earliest": LAST, "date_latest": FIRST, "date_precision": "month"},
    "an unknown precision": {"date_earliest": FIRST, "date_latest": LAST, "date_precision": "week"},
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_the_database_refuses_what_is_no_partial_date(case: str, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(**columns_of("date", None))
    with pytest.raises(DatabaseError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**BAD[case])


def test_a_form_is_told_in_words(article: Article) -> None:
    setattr(article, "date_earliest", FIRST)  # noqa: B010 - the type checker does not know the columns
    with translation.override("en"), pytest.raises(ValidationError, match="A partial date is one day"):
        article.validate_constraints()


@pytest.mark.parametrize("model", list(apps.get_app_config("archive").get_models()), ids=lambda model: model.__name__)
def test_each_partial_date_of_each_table_has_its_constraint(model: type[models.Model]) -> None:
    names = [field.name.removesuffix("_earliest") for field in model._meta.concrete_fields if "_earliest" in field.name]
    fill()
    rows: Any = model._default_manager.all()
    for name in names:
        assert {f"{name}_{column}" for column in COLUMNS} <= {field.name for field in model._meta.concrete_fields}
        bad = columns_of(name, PartialDate(FIRST, LAST, Precision.DAY))
        with pytest.raises(IntegrityError, match=f"{model._meta.model_name}_{name}_whole"), transaction.atomic():
            rows.update(**bad)


def test_dates_sort_and_filter_by_the_days_they_can_mean() -> None:
    store(document(), "one")
    news, feature = Article.objects.order_by("ordinal")
    for article, date in ((news, PartialDate.of(2031, 3)), (feature, PartialDate.of(2031, 2, 9))):
        article.date = date
        article.save()
    assert list(Article.objects.order_by("date_earliest")) == [feature, news]
    assert list(Article.objects.filter(date_earliest__lte="2031-03-20", date_latest__gte="2031-03-20")) == [news]


def test_the_field_belongs_to_the_class() -> None:
    assert isinstance(vars(Article)["date"], property)
    assert PartialDateField("", "").columns.keys() == set(COLUMNS)
