"""Articles in review: what is doubtful in words, the text beside the raw lines, and marking them."""

from __future__ import annotations

import pytest

from archive.curating import correcting
from archive.curating.models import Operation
from archive.models import Article, Document, Paragraph, Suggestion
from tests.admin.curators import logged_in
from tests.admin.review.samples import address, queries
from tests.curating.people import fill, user
from tests.pages.samples import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()
    Suggestion.objects.all().delete()


def by_doubt() -> list[Article]:
    """The first has no headline, the second and the third no day, the last has a headline and a day from context."""
    rows = list(Article.objects.order_by("document", "ordinal"))
    Article.objects.filter(pk=rows[3].pk).update(title=None)
    return [rows[3], rows[2], rows[1], rows[0]]


def mark(page: str, review: str) -> None:
    client = logged_in("curator")
    context = client.get(page).context
    client.post(context["decide_address"], {"review": review, "seen": str(context["version"])})


def test_the_most_doubtful_article_comes_first_with_its_doubts_in_words() -> None:
    first, *_rest = by_doubt()
    response = logged_in("curator").get(address("review_articles"))
    assert response.context["article"] == first
    html = response.content.decode()
    assert "no headline is printed, and none is supplied" in html
    assert "an author is nobody the archive knows" in html
    assert '<li value="7">柳镇的老渠修了三年。' in html
    assert address("archive_article_change", first.pk) in html


def test_cutting_is_offered_to_those_who_may() -> None:
    first, *_rest = by_doubt()
    cut = address("cut", first.pk)
    assert cut not in logged_in("curator").get(address("review_articles")).content.decode()
    assert cut in logged_in("editor").get(address("review_articles")).content.decode()


@pytest.mark.parametrize("review", ["reviewed", "doubtful"])
def test_an_article_is_marked_and_the_next_one_comes(review: str) -> None:
    first, second, *_rest = by_doubt()
    client = logged_in("curator")
    page = client.get(address("review_articles"))
    form = {"review": review, "seen": str(page.context["version"])}
    response = client.post(page.context["decide_address"], form, follow=True)
    first.refresh_from_db()
    assert first.review == review
    told = {"reviewed": "Reviewed", "doubtful": "Called doubtful"}[review]
    assert [str(message) for message in response.context["messages"]] == [f"{told}: {first}"]
    assert response.context["article"] == second
    assert response.context["progress"] == ((1, 3) if review == "reviewed" else (0, 4))
    last = response.context["last"]
    response = client.post(address("review_undo", last.pk), follow=True)
    first.refresh_from_db()
    assert (first.review, response.context["article"]) == ("unreviewed", first)


def test_skipping_goes_through_all_and_ends() -> None:
    rows, client = by_doubt(), logged_in("curator")
    url, seen = address("review_articles"), []
    while (context := client.get(url).context)["article"]:
        seen.append(context["article"])
        url = context["skip_address"]
    assert seen == rows
    assert "What was skipped still waits" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("filters", "number"), [({"doubt": "untitled"}, 1), ({"kind": "news"}, 2), ({"doubt": "x"}, 4)]
)
def test_filters_narrow_the_queue_down(filters: dict[str, str], number: int) -> None:
    by_doubt()
    client = logged_in("curator")
    url, seen = address("review_articles", **filters), 0
    while (context := client.get(url).context)["article"]:
        seen += 1
        url = context["skip_address"]
    assert seen == number


def test_the_articles_of_a_document_alone() -> None:
    by_doubt()
    document = Document.objects.get(file_name="青禾通讯4.txt")
    context = logged_in("curator").get(address("review_articles", document=document.slug)).context
    assert context["article"].document == document
    assert context["filters"][0][1] == str(document)


def test_who_comes_second_is_told() -> None:
    first, *_rest = by_doubt()
    client = logged_in("curator", "xu")
    page = client.get(address("review_articles"))
    correcting.correct(first, {"review": "doubtful"}, user=user("curator", "meng"))
    form = {"review": "reviewed", "seen": str(page.context["version"])}
    response = client.post(page.context["decide_address"], form, follow=True)
    assert "meng has changed" in str(*response.context["messages"])
    assert response.context["article"] == first
    first.refresh_from_db()
    assert first.review == "doubtful"


def test_open_suggestions_lead_to_their_screen() -> None:
    first, *_rest = by_doubt()
    made = Suggestion.objects.create(record_type="article", record_key=first.key, field="source", proposed="甲")
    html = logged_in("curator").get(address("review_article", first.pk)).content.decode()
    assert address("review_suggestion", made.pk) in html


def test_of_a_long_article_the_begin_and_the_end_are_shown() -> None:
    article = Article.objects.order_by("document", "ordinal")[0]
    last = article.paragraphs.latest("number")
    Paragraph.objects.bulk_create(
        Paragraph(
            article=article, number=last.number + n, role="text", text=f"第{n}段", first_line=4, last_line=4,
            spans=[[4, 0, 2]],
        )
        for n in range(1, 101)
    )  # fmt: skip
    context = logged_in("curator").get(address("review_article", article.pk)).context
    assert (len(context["rows"]), len(context["last_rows"])) == (30, 10)
    assert context["left_out"] == 103 - 40


@pytest.mark.parametrize("after", ["x", "1-2", "1-2-x", "1-2-3-4", "9" * 40 + "-1-1"])
def test_a_place_that_is_none_is_the_begin(after: str) -> None:
    first, *_rest = by_doubt()
    assert logged_in("curator").get(address("review_articles", after=after)).context["article"] == first


def test_a_mark_that_is_none_changes_nothing() -> None:
    first, *_rest = by_doubt()
    assert logged_in("curator").post(address("review_mark", first.pk), {"review": "good"}).status_code == 404
    assert not Operation.objects.filter(by="curator").exists()


def test_the_page_takes_the_same_queries_whatever_waits() -> None:
    by_doubt()
    client = logged_in("curator")
    few = queries(client, address("review_articles"))
    shelf(3, 9)
    many = queries(client, address("review_articles"))
    # The session, the user, permissions of user and groups; the first article; reviewed and all; the last mark; the
    # article, its authors, its paragraphs; raw lines, leftovers, pages; its version, its doubts, its suggestions; the
    # people of its authors.
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 18
