"""rebuild_search brings up to date what is stale, and with --anew mends whatever is wrong."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from archive.checking import findings
from archive.importing.storing import store
from archive.models import Article, Document, Person
from archive.searching import common
from archive.searching.models import CommonPhrase, SearchCommon, SearchName, SearchText
from archive.searching.query import parse
from tests.builders import TEXT, document

pytestmark = pytest.mark.django_db


def rebuilt(**options: bool) -> str:
    out = StringIO()
    call_command("rebuild_search", stdout=out, **options)
    return out.getvalue().strip().rpartition(" ")[2]


def test_only_what_is_stale_is_made_again() -> None:
    store(document(), "one")
    assert rebuilt() == "0"
    Article.objects.filter(ordinal=1).update(title="水闸检修记")
    assert rebuilt() == "1"
    assert rebuilt() == "0"


def test_what_is_wrong_is_found_by_the_check_and_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "FEWEST", 1)
    store(document(), "one")
    store(document(TEXT.replace("第三期", "第四期"), name="青禾通讯4.txt"), "one")
    Person.objects.create(key="xu", name="许桂兰")
    assert rebuilt(anew=True) == "5"
    assert CommonPhrase.objects.exists()
    assert list(findings(Document.objects.all()))[1:] == []  # a person whom nothing names

    SearchText.objects.filter(text__contains="渠道清淤").update(text="水闸")
    SearchName.objects.all().delete()
    wrong = [finding.code.value for finding in findings(Document.objects.all())]
    assert wrong.count("search") == 3
    assert rebuilt(anew=True) == "5"
    SearchCommon.objects.filter(article__ordinal=1).update(phrases=[])
    assert "search" in [finding.code.value for finding in findings(Document.objects.all())]
    assert rebuilt(anew=True) == "5"
    assert "search" not in [finding.code.value for finding in findings(Document.objects.all())]
    assert Article.objects.matching(parse("渠道清淤")).count() == 2
