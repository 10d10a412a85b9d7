"""What is found: exactly the articles in whose headline or text the phrases stand, by a plain scan."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from archive.importing.records import Role
from archive.importing.storing import store
from archive.models import Article, Document, Paragraph
from archive.models.articles import ArticleQuerySet
from archive.searching import common, index
from archive.searching.folding import fold
from archive.searching.grams import grams
from archive.searching.hits import matching
from archive.searching.models import CommonPhrase
from archive.searching.query import Query, QueryError, parse
from tests.builders import document
from tests.score import SHARED

pytestmark = pytest.mark.django_db

HEADLINE = (Role.TITLE, Role.KICKER, Role.SUBTITLE)
PHRASES = 600


class Folded(NamedTuple):
    """An article as the scan sees it."""

    key: int
    headlines: list[str]
    text: str

    def contains(self, phrase: str) -> bool:
        return phrase in self.text or any(phrase in headline for headline in self.headlines)

    def fits(self, query: Query) -> bool:
        return all(any(map(self.contains, group)) for group in query.groups) and not any(
            map(self.contains, query.excluded)
        )


def scanned() -> list[Folded]:
    """The archive read from its articles and paragraphs alone."""
    found = []
    for article in Article.objects.all():
        paragraphs = list(article.paragraphs.order_by("number"))
        headlines = [article.title, article.kicker, article.subtitle, article.supplied_title]
        headlines += [p.text for p in paragraphs if p.role in HEADLINE]
        text = "".join(p.text for p in paragraphs if p.role not in HEADLINE)
        found.append(Folded(article.pk, [fold(headline) for headline in headlines if headline], fold(text)))
    return found


def hits(query: Query) -> set[int]:
    return set(Article.objects.matching(query).values_list("pk", flat=True))


def phrases(archive: Iterable[Folded], number: int) -> list[str]:
    """Phrases of 1 to 12 characters: parts of texts and headlines, such with a character changed, and made-up ones."""
    draw = random.Random(number)
    sources = [text for folded in archive for text in [folded.text, *folded.headlines] if len(text) > 12]
    alphabet = "".join(sources)
    drawn = []
    for n in range(number):
        length = 1 + n % 12
        source = draw.choice(sources)
        start = draw.randrange(len(source) - length + 1)
        phrase = source[start : start + length]
        if n % 5 == 3:
            at = draw.randrange(length)
            phrase = phrase[:at] + draw.choice(alphabet) + phrase[at + 1 :]
        elif n % 5 == 4 and n % 10 == 4:
            phrase = "".join(draw.choice(alphabet) for _ in range(length))
        drawn.append(phrase)
    return drawn


@pytest.fixture
def few_are_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has a small archive learn common phrases, as a large one does."""
    monkeypatch.setattr(common, "FEWEST", 1)


@pytest.mark.parametrize(
    "corpus",
    [
        settings.BASE_DIR / "corpus",
        pytest.param(
            SHARED / "corpus",
            marks=pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="there is no annotated corpus here"),
        ),
    ],
    ids=["sample", "shared"],
)
def test_the_hits_are_those_of_a_plain_scan(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("import_corpus", corpus, jobs=1, no_progress=True, verbosity=0)
    archive = scanned()
    draw = random.Random(1)
    drawn = phrases(archive, PHRASES)
    queries = [Query(phrase, ((phrase,),)) for phrase in drawn]
    for _ in range(100):
        words = draw.sample(drawn, 4)
        queries.append(parse(f"{words[0]} OR {words[1]} {words[2][:2]} -{words[3][:3]}"))
    expected = {query: {folded.key for folded in archive if folded.fits(query)} for query in queries}

    assert not CommonPhrase.objects.exists()
    assert [query for query in queries if hits(query) != expected[query]] == []

    monkeypatch.setattr(common, "FEWEST", 1)
    index.keep_up()
    assert CommonPhrase.objects.exists()
    assert [query for query in queries if hits(query) != expected[query]] == []

    monkeypatch.setattr("archive.searching.hits.MOST_KEYS", 0)
    assert [query for query in queries if hits(query) != expected[query]] == []


def test_the_hits_of_many_are_counted_at_once_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store(document(), "one")
    query = parse("渠 OR 清淤 -水闸")
    few = matching(query)
    monkeypatch.setattr("archive.searching.hits.MOST_KEYS", 1)
    many = matching(query)
    assert few.count == many.count == 2
    assert isinstance(few.keys, str)
    assert not isinstance(many.keys, str)
    for verb in (ArticleQuerySet.newest_first, lambda rows: rows.by_relevance(query, many)):
        assert [*verb(Article.objects.among(many))] == [*verb(Article.objects.among(few))]
    assert Article.objects.among(many).count_by_kind() == Article.objects.among(few).count_by_kind()


#: Characters that fold in every way there is, few enough to meet again.
LETTERS = st.text(st.sampled_from("春灌会會议　 ，“”-Aａ㎡1１①%\n🙂𠮷"), max_size=12)
TYPED = st.text(st.sampled_from('春灌会會议 　，“”"-Aａ㎡1１%\n🙂𠮷\x00\ud800') | st.characters(), max_size=8)


def write(document: Document, number: int, title: str, texts: list[str]) -> None:
    article = Article.objects.create(
        document=document, key=f"k{number}", ordinal=number, title=title or None, kind="news", first_line=1, last_line=1
    )
    Paragraph.objects.bulk_create(
        Paragraph(article=article, number=n, role="text", text=text, first_line=1, last_line=1, spans=[])
        for n, text in enumerate(filter(None, texts), 1)
    )


@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(LETTERS, st.lists(LETTERS, max_size=3)), min_size=1, max_size=4), TYPED, st.booleans())
@example([("春\n灌", ["会", "议"])], "“会议” -“春灌会”", True)
@example([("", ["𠮷春"])], "𠮷", False)
def test_any_text_is_found_by_any_query_as_the_scan_does(
    few_are_common: None, articles: list[tuple[str, list[str]]], typed: str, learn: bool
) -> None:
    try:
        query = parse(typed)
    except QueryError:
        return
    with transaction.atomic():
        document = Document.objects.create(
            slug="d", file_name="d.txt", kind="other", sha256="0" * 64, encoding="utf-8", text="…", line_count=1,
            character_count=1,
        )  # fmt: skip
        for number, (title, texts) in enumerate(articles, 1):
            write(document, number, title, texts)
        if learn:
            index.keep_up()
        assert hits(query) == {folded.key for folded in scanned() if folded.fits(query)}
        transaction.set_rollback(True)


def test_a_phrase_is_found_across_paragraphs_and_not_across_headline_and_text() -> None:
    store(document(), "one")
    assert hits(parse("昨日召开会议要求"))
    assert not hits(parse("工作会议召开青禾社"))
    assert hits(parse("全县春灌工作会议召开"))


def changed_text() -> None:
    Paragraph.objects.filter(text__contains="渠道清淤").update(text="会议要求，水闸要在清明之前检修。")


def changed_in_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE archive_paragraph SET text = '水闸检修' WHERE text LIKE '%渠道清淤%'")


def retitled() -> None:
    Article.objects.filter(ordinal=1).update(title="水闸检修记")


def moved() -> None:
    news = Article.objects.get(ordinal=1)
    Paragraph.objects.create(
        article=news, number=9, role="text", text="水闸检修", first_line=4, last_line=4, spans=[[4, 0, 1]]
    )


@pytest.mark.parametrize("change", [changed_text, changed_in_sql, retitled, moved])
def test_whoever_changes_a_text_it_is_found_at_once(change: Callable[[], None]) -> None:
    store(document(), "one")
    assert not hits(parse("水闸"))
    change()
    assert hits(parse("水闸"))
    assert index.refresh() == 0


def test_what_is_taken_away_is_found_no_more() -> None:
    store(document(), "one")
    assert len(hits(parse("渠"))) == 2
    changed_in_sql()
    assert len(hits(parse("渠"))) == 1
    Document.objects.all().delete()
    assert hits(parse("渠")) == set()
    assert index.refresh() == 0


def test_headline_comes_before_lead_before_text_and_the_fuller_first() -> None:
    text = "。".join(["渠尾的收成"] * 40)
    texts = {
        "in text, once": ["柳镇", [text + "水闸"]],
        "in text, twice": ["柳镇", [text + "水闸，水闸"]],
        "in lead": ["柳镇", ["水闸" + text]],
        "in headline": ["水闸", [text]],
        "in none": ["柳镇", [text]],
    }
    document_ = Document.objects.create(
        slug="d", file_name="d.txt", kind="other", sha256="0" * 64, encoding="utf-8", text="…", line_count=1,
        character_count=1,
    )  # fmt: skip
    names = dict(enumerate(texts, 1))
    for number, name in names.items():
        title, paragraphs = texts[name]
        write(document_, number, str(title), list(paragraphs))
    query = parse("水闸")
    hits = matching(query)
    ranked = Article.objects.among(hits).by_relevance(query, hits)
    assert [names[article.ordinal] for article in ranked] == [
        "in headline", "in lead", "in text, twice", "in text, once",
    ]  # fmt: skip


def test_a_search_asks_once_what_is_stale_and_for_the_hits(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    store(document(), "one")
    with django_assert_num_queries(1):
        articles = Article.objects.matching(parse("渠"))
    with django_assert_num_queries(1):
        assert articles.count() == 2


def test_grams_are_the_same_in_python_and_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT searching_grams(%s)", ["春灌𠮷a1"])
        made = set(cursor.fetchone()[0])
    phrases = ["春", "灌", "𠮷", "a", "1", "春灌", "灌𠮷", "𠮷a", "a1", "灌𠮷a", "𠮷a1"]
    assert made - {None} == {gram for phrase in phrases for gram in grams(phrase)}
    assert set(grams("春灌𠮷a1")) < made


def test_who_writes_does_not_wait_for_the_folds_of_much_that_others_have_written() -> None:
    store(document(), "one")
    index.refresh()
    for article in Article.objects.all():
        article.paragraphs.filter(role="text").update(text="水闸检修")
    assert index.refresh(most=1) == 0
    assert len(hits(parse("水闸"))) == 2  # the search makes up for it
    Article.objects.filter(ordinal=1).update(title="泵站")
    assert index.refresh(most=1) == 1
