"""Natural keys: every row has one, and by them the archive leaves one database and comes into another."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection

from archive.checking import Code, findings
from archive.models import Article, Document, OfficeMention, Participation
from archive.models.natural import NaturalKeyModel, lookups
from tests.models.examples import fill

MODELS: list[Any] = list(apps.get_app_config("archive").get_models())

pytestmark = pytest.mark.django_db


def dumped() -> str:
    out = StringIO()
    call_command("dumpdata", "archive", natural_foreign=True, natural_primary=True, indent=1, stdout=out)
    return out.getvalue()


def test_fixtures_make_the_round_trip(tmp_path: Path) -> None:
    fill()
    first = dumped()
    assert '"pk"' not in first
    for model in MODELS:
        assert f'"model": "{model._meta.label_lower}"' in first
    fixture = tmp_path / "archive.json"
    fixture.write_text(first, "utf-8")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending where a table is emptied
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in MODELS)}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    call_command("loaddata", str(fixture), verbosity=0)
    assert dumped() == first
    # The rows are made by hand: nobody grouped the articles, and no headline names the author.
    told = {finding.code for finding in findings(Document.objects.all())}
    assert told <= {Code.WORK, Code.EVIDENCE}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_row_is_found_by_its_natural_key(model: type[NaturalKeyModel]) -> None:
    assert issubclass(model, NaturalKeyModel)
    fill()
    rows = list(model.objects.all())
    assert rows
    for row in rows:
        assert model.objects.get_by_natural_key(*row.natural_key()) == row


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_database_refuses_a_natural_key_twice(model: type[NaturalKeyModel]) -> None:
    fill()
    copy = model.objects.order_by("pk")[0]
    copy.pk = None
    for field in model._meta.concrete_fields:
        # What is unique besides the natural key is not what is tested here.
        if field.unique and field.name not in model.natural_key_fields and not field.primary_key:
            setattr(copy, field.attname, "f" * 64)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="unique constraint"):
        copy.save(force_insert=True)


def test_a_key_without_a_row_is_told() -> None:
    with pytest.raises(Article.DoesNotExist):
        Article.objects.get_by_natural_key("nowhere-l1")


def test_lookups_spell_out_the_keys_of_foreign_rows() -> None:
    assert lookups(Participation) == ["meeting__key", "name", "role"]
    assert lookups(OfficeMention) == [
        "paragraph__article__key", "paragraph__number", "start", "office__label", "person__key",
    ]  # fmt: skip
