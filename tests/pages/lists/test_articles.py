"""The list of articles: what it is narrowed down by, its orders, its facets, the search."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.dates import PartialDate
from archive.models import Article, Document, Meeting, Person, PersonMention, Printing, Work
from tests.pages.conftest import Words
from tests.pages.lists.samples import count, facet, titles, two_documents
from tests.pages.samples import full_article, shelf

pytestmark = pytest.mark.django_db


def dated(*dates: PartialDate | None) -> None:
    """Gives the articles of a shelf these dates and titles to tell them by."""
    document = shelf(1, len(dates))
    for article, date in zip(document.articles.order_by("ordinal"), dates, strict=True):
        article.date = date
        article.title = str(date or "undated")
        article.save()


def test_the_newest_articles_come_first_and_the_undated_last_unless_asked_otherwise(client: Client) -> None:
    dated(None, PartialDate.of(2030), PartialDate.of(2031, 5, 2), PartialDate.of(2031, 5, 1))
    assert titles(client, "/articles/") == ["2031-05-02", "2031-05-01", "2030", "undated"]
    assert titles(client, "/articles/?sort=oldest") == ["2030", "2031-05-01", "2031-05-02", "undated"]
    assert titles(client, "/articles/?sort=print") == ["undated", "2030", "2031-05-02", "2031-05-01"]


def test_the_list_tells_what_and_where(words: Words) -> None:
    full_article()
    text = words("/articles/")
    assert "2031年3月 （推定） 县委书记调研春灌时强调 把水送到最后一亩田 特写 青禾通讯 第 7–[2] 页" in text
    assert "无日期 没有标题的一段话，说的是收成。 文章 无标题 青禾通讯 第 [2] 页" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("since=2031-03-15", ["2031-05-02", "2031-03", "2031"]),
        ("since=2031-03", ["2031-05-02", "2031-03", "2031"]),
        ("until=2031-02-28", ["2031", "2030-12-31"]),
        ("until=2030", ["2030-12-31"]),
        ("since=2031年3月31日&until=2031年4月", ["2031-03", "2031"]),
        ("since=2040", []),
        ("year=2031", ["2031-05-02", "2031-03", "2031"]),
        ("year=2030&year=2031&until=2031-04", ["2031-03", "2031", "2030-12-31"]),
    ],
)
def test_days_narrow_down_to_articles_whose_date_can_lie_between_them(
    query: str, expected: list[str], client: Client
) -> None:
    dated(PartialDate.of(2031), PartialDate.of(2031, 3), PartialDate.of(2031, 5, 2), PartialDate.of(2030, 12, 31), None)
    assert titles(client, f"/articles/?{query}") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person=许桂兰", ["全县春灌工作会议召开"]),
        ("person=吴明远", ["全县春灌工作会议召开", "吴明远讲话"]),
        ("person=吴明远&role=chair", []),
        ("person=许桂兰&role=chair", ["全县春灌工作会议召开"]),
        ("role=chair", ["全县春灌工作会议召开"]),
        ("role=speaker", ["全县春灌工作会议召开", "吴明远讲话"]),
        ("initiative=清渠", ["全县春灌工作会议召开", "吴明远讲话"]),
        ("instrument=青禾县渠道管理办法", ["全县春灌工作会议召开", "吴明远讲话"]),
        ("organization=青禾县水利局", ["全县春灌工作会议召开"]),
        ("document=石桥.txt", ["吴明远讲话"]),
        ("source=青禾", ["吴明远讲话"]),
        ("kind=speech", ["吴明远讲话"]),
        ("kind=news&kind=speech", ["全县春灌工作会议召开", "吴明远讲话"]),
        ("review=reviewed", ["吴明远讲话"]),
        ("printed=once", ["全县春灌工作会议召开", "吴明远讲话"]),
        ("printed=several", []),
        ("q=石桥", ["吴明远讲话"]),
        ('q="春灌工作" -石桥', ["全县春灌工作会议召开"]),
    ],
)
def test_the_list_is_narrowed_down(query: str, expected: list[str], client: Client) -> None:
    two_documents()
    assert sorted(titles(client, f"/articles/?{query}")) == sorted(expected)
    assert count(client, f"/articles/?{query}") == len(expected)


def test_a_meeting_is_chosen_by_its_key(client: Client) -> None:
    two_documents()
    meeting = Meeting.objects.order_by("pk").first()
    assert meeting
    assert len(titles(client, f"/articles/?meeting={quote(meeting.key)}")) == Article.objects.filter(
        paragraphs__meetingmentions__meeting=meeting
    ).distinct().count()  # fmt: skip


def test_a_rejected_mention_counts_for_nothing(client: Client) -> None:
    two_documents()
    PersonMention.objects.filter(printed="许桂兰").update(status="rejected", decided_by="meng")
    assert titles(client, "/articles/?person=许桂兰") == []
    assert "许桂兰" not in facet(client, "/articles/", "person")


def test_of_namesakes_the_name_means_all_and_the_key_one(client: Client) -> None:
    two_documents()
    other = Person.objects.create(key="许桂兰（二）", name="许桂兰")
    mention = PersonMention.objects.filter(printed="吴明远", paragraph__article__title="吴明远讲话")
    mention.update(person=other)
    Person.objects.filter(key="许桂兰").update(key="许桂兰（一）")
    assert len(titles(client, "/articles/?person=许桂兰")) == 2
    assert titles(client, "/articles/?person=许桂兰（二）") == ["吴明远讲话"]


def test_printings_of_one_text_are_found_and_left_out(client: Client) -> None:
    two_documents()
    work = Work.objects.create(key="w", title="w")
    for article in Article.objects.all():
        is_best = article.title == "吴明远讲话"
        Printing.objects.create(work=work, article=article, is_best=is_best, rule="test")
    assert count(client, "/articles/?printed=several") == 2
    assert titles(client, "/articles/?printed=best") == ["吴明远讲话"]
    assert titles(client, "/articles/?printed=once") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("kind=nix", "nix 不在可用的选项中"),
        ("kind=news&kind=nix", "nix 不在可用的选项中"),
        ("year=nix", "nix 不在可用的选项中"),
        ("document=nix", "没有名为“nix”的条目"),
        ("person=许桂", "没有名为“许桂”的条目。 相近的名称： 许桂兰"),
        ("document=%00", "不允许是用空字符串"),
        ("since=gestern", "“gestern”不是日期"),
        ("until=2031-02-30", "“2031-02-30”不是日期"),
        ("since=2031-02&until=2031-01", "结束早于开始"),
        ("document=青禾通讯&document=石桥通讯", "只能填一个值"),
        ("person=许桂兰&person=许桂", "没有名为“许桂”的条目"),
        ("person=一&person=二&person=三&person=四&person=五&person=六", "最多填5个"),
        ("sort=nix", "nix 不在可用的选项中"),
        ("sort=relevance", "按相关度排序需要先输入检索词"),
        ("size=7", "7 不在可用的选项中"),
        ("wer=许桂兰", "此列表没有这个条件"),
        ("q=，。", "检索词"),
        (f"q={'长' * 201}", "检索词"),
    ],
)
def test_a_bad_value_gets_a_message_and_no_list(query: str, message: str, client: Client, words: Words) -> None:
    two_documents()
    assert message in words(f"/articles/?{query}")
    assert titles(client, f"/articles/?{query}") == []
    assert count(client, f"/articles/?{query}") == 0


def test_a_message_stands_beside_its_field(client: Client) -> None:
    html = client.get("/articles/?since=gestern").content.decode()
    field = html.partition('name="since"')[2]
    assert field.partition(">")[0].endswith('aria-invalid="true" aria-describedby="id_since_error"')
    assert '<p class="error" id="id_since_error">' in field.partition("</div>")[0]


def test_names_like_one_that_is_not_known_are_a_click_away(client: Client) -> None:
    two_documents()
    html = client.get("/articles/?person=吴明远&person=许桂&kind=news&page=3").content.decode()
    error = html.partition('id="id_person_error"')[2].partition("</p>")[0]
    address = f"?person={quote('吴明远')}&amp;person={quote('许桂兰')}&amp;kind=news"
    assert f'<a href="{address}" rel="nofollow" lang="zh-Hans">许桂兰</a>' in error
    assert titles(client, f"/articles/{address.replace('&amp;', '&')}") == ["全县春灌工作会议召开"]
    told = client.get("/api/articles/?person=许桂").json()["errors"]
    assert told == {"person": ["没有名为“许桂”的条目。相近的名称：许桂兰。"]}


def test_filters_that_are_set_are_shown_and_removed_one_by_one(client: Client) -> None:
    two_documents()
    html = client.get("/articles/?kind=news&kind=speech&person=许桂兰&page=1").content.decode()
    shown = html.partition('<ul class="active"')[2].partition("</ul>")[0]
    person, news = quote("许桂兰"), "kind=news"
    for address in (f"?kind=speech&amp;person={person}", f"?{news}&amp;person={person}", f"?{news}&amp;kind=speech"):
        assert f'href="{address}"' in shown
    assert 'href="/articles/"' in shown


def test_a_choice_is_counted_with_itself_lifted_and_under_all_others(client: Client) -> None:
    two_documents()
    assert facet(client, "/articles/", "kind") == {"新闻": 1, "讲话": 1}
    assert facet(client, "/articles/?kind=news", "kind") == {"新闻": 1, "讲话": 1}
    assert facet(client, "/articles/?kind=news", "review") == {"未审核": 1}
    assert facet(client, "/articles/?kind=news&review=reviewed", "kind") == {"新闻": 0, "讲话": 1}
    assert facet(client, "/articles/?person=许桂兰", "kind") == {"新闻": 1}


def test_records_are_counted_in_the_result(client: Client) -> None:
    two_documents()
    assert facet(client, "/articles/", "person") == {"吴明远": 2, "许桂兰": 1}
    assert facet(client, "/articles/?kind=speech", "person") == {"吴明远": 1}
    assert facet(client, "/articles/?kind=speech", "initiative") == {"清渠行动": 1}
    assert facet(client, "/articles/", "organization") == {"青禾县水利局": 1}
    assert facet(client, "/articles/", "document") == {"青禾通讯": 1, "石桥通讯": 1}


def test_several_people_are_all_named_and_numbers_beside_them_are_those_of_the_list_they_lead_to(
    client: Client,
) -> None:
    two_documents()
    assert titles(client, "/articles/?person=吴明远&person=许桂兰") == ["全县春灌工作会议召开"]
    for address, expected in (
        ("/articles/?person=吴明远", {"吴明远": 2, "许桂兰": 1}),
        ("/articles/?role=chair", {"许桂兰": 1}),
        ("/articles/?role=speaker&person=吴明远", {"吴明远": 2}),
        ("/meetings/?participant=吴明远", {"吴明远": 1, "许桂兰": 1}),
    ):
        name = "participant" if address.startswith("/meetings/") else "person"
        assert facet(client, address, name) == expected
        for key, number in expected.items():
            if f"{name}={key}" not in address:
                assert count(client, f"{address}&{name}={key}") == number, (address, key)
    chosen = client.get("/articles/?person=吴明远").content.decode().partition('class="facet person"')[2]
    assert f'href="?person={quote("吴明远")}&amp;person={quote("许桂兰")}"' in chosen


def test_the_field_shows_the_last_of_several_values_and_the_form_keeps_the_others(client: Client) -> None:
    two_documents()
    html = client.get("/articles/?person=吴明远&person=许桂兰").content.decode()
    assert 'id="id_person" value="许桂兰"' in html
    assert html.count('<input type="hidden" name="person"') == 1
    assert '<input type="hidden" name="person" value="吴明远">' in html
    shown = html.partition('<ul class="active"')[2].partition("</ul>")[0]
    assert f'href="?person={quote("吴明远")}"' in shown
    assert f'href="?person={quote("许桂兰")}"' in shown


def test_of_a_long_list_only_the_choices_are_counted_and_the_page_says_how_to_see_the_rest(
    client: Client, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_documents()
    monkeypatch.setattr("archive.pages.lists.selection.COUNTED", 1)
    assert facet(client, "/articles/", "kind") == {"新闻": 1, "讲话": 1}
    assert facet(client, "/articles/", "person") == {}
    assert "整个列表过长" in words("/articles/")
    assert facet(client, "/articles/?kind=speech", "person") == {"吴明远": 1}


def test_of_a_long_result_the_records_are_counted_in_its_first_rows_as_the_least_there_can_be(
    client: Client, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_documents()
    monkeypatch.setattr("archive.pages.lists.selection.COUNTED", 1)
    monkeypatch.setattr("archive.pages.lists.selection.SAMPLE", 1)
    chair, speech = "/articles/?kind=news&kind=speech&sort=print", "/articles/?kind=news&kind=speech&sort=newest"
    Article.objects.filter(kind="speech").update(date_earliest="2099-01-01", date_latest="2099-01-01")
    assert facet(client, chair, "person") == {"吴明远": 1, "许桂兰": 1}
    assert facet(client, speech, "person") == {"吴明远": 1}
    assert facet(client, speech, "document") == {"石桥通讯": 1}
    assert '<span class="number">1+</span>' in client.get(speech).content.decode()
    assert "只在排在最前的 1 条中统计" in words(speech)
    assert len(titles(client, speech)) == count(client, speech) == 2
    assert "+</span>" not in client.get("/articles/?kind=speech").content.decode()


def test_a_search_shows_the_words_marked_and_leads_to_the_paragraph(client: Client) -> None:
    two_documents()
    html = client.get("/articles/?q=清渠行动").content.decode()
    article = Article.objects.get(title="吴明远讲话")
    paragraph = article.paragraphs.get(text__contains="清渠行动")
    address = f"{article.get_absolute_url()}?q={quote('清渠行动')}#p{paragraph.number}"
    snippet = html.partition(f'href="{address}"')[2].partition("</a>")[0]
    assert "“<mark>清渠行动</mark>”" in snippet
    assert "<h3><a" in html
    assert "<mark>讲话</mark>" in client.get("/articles/?q=讲话").content.decode()


@pytest.mark.parametrize(
    ("phrase", "marked", "place"),
    [
        ("老渠", "<mark>老渠</mark>", r'<h2 id="p\d+">[^<]*<mark>老渠</mark></h2>'),
        ("第一条渠道", "<mark>第一条 渠道</mark>", r'<p id="p\d+"><b><mark>第一条</mark></b><mark> 渠道</mark>'),
        ("春灌时强调", "<mark>春灌时强调</mark>", r'<p class="kicker">[^<]*<mark>春灌时强调</mark></p>'),
        ("渠尾见闻", "<mark>渠尾见闻</mark>", r'<p class="subtitle">[^<]*<mark>渠尾见闻</mark></p>'),
        ("吴明远", "<mark>吴明远</mark>", r'<p class="byline">.*<span><mark>吴明远</mark></span></p>'),
        ("本期特稿", "<mark>本期特稿</mark>", r'<p class="column"><mark>本期特稿</mark></p>'),
    ],
)
def test_wherever_a_phrase_stands_it_is_marked_in_the_list_and_where_its_link_leads(
    phrase: str, marked: str, place: str, client: Client
) -> None:
    full_article()
    entry = client.get(f"/articles/?q={phrase}").content.decode().partition('class="entries')[2].partition("</li>")[0]
    assert marked in entry
    links = re.findall(r'href="(/articles/[^"]*)"', entry)
    page = client.get(links[-1]).content.decode()
    assert re.search(place, page)
    anchor = links[-1].partition("#")[2]
    assert not anchor or re.search(f'id="{anchor}">.*<mark>', page)


def test_a_search_that_finds_nothing_offers_its_words_apart_and_records_of_that_name(client: Client) -> None:
    two_documents()

    def empty(q: str) -> str:
        return client.get("/articles/", {"q": q}).content.decode().partition('class="empty"')[2].partition("</div>")[0]

    assert f'href="?q={quote("许桂兰 清渠行动")}"' in empty("许桂兰、清渠行动")
    assert "?q=" not in empty("许桂兰、没有这个词")
    assert f'href="{Person.objects.get(name="许桂兰").get_absolute_url()}"' in empty("xu guilan")
    assert "许桂兰" not in empty("没有这个词")


def test_a_search_is_in_order_of_relevance_unless_asked_otherwise(client: Client) -> None:
    dated(PartialDate.of(2030), PartialDate.of(2031))
    Article.objects.filter(date_earliest__year=2030).update(title="渠道")
    Article.objects.filter(date_earliest__year=2031).update(title="渠尾")
    for article in Article.objects.all():
        article.paragraphs.filter(role="text").update(text="渠道")
    assert titles(client, "/articles/?q=渠道") == ["渠道", "渠尾"]
    assert titles(client, "/articles/?q=渠道&sort=newest") == ["渠尾", "渠道"]


def test_every_page_of_the_list_keeps_the_filters_and_the_rows_are_each_on_one(client: Client) -> None:
    shelf(1, 45)
    html = client.get("/articles/?kind=news").content.decode()
    assert 'href="?kind=news&amp;page=2"' in html
    pages = [titles(client, f"/articles/?kind=news&page={page}") for page in (1, 2, 3)]
    assert list(map(len, pages)) == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    assert len(titles(client, "/articles/?size=50")) == 45
    assert 'href="?kind=news&amp;size=50"' in html


def test_late_pages_have_the_rows_that_come_next(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf(1, 45)
    near = titles(client, "/articles/?page=2")
    monkeypatch.setattr("archive.pages.lists.rows.FAR", 20)
    assert titles(client, "/articles/?page=2") == near


@pytest.mark.parametrize("page", ["0", "-1", "4", "x", "9" * 400, "9" * 5000, "1.5", "%00"])
def test_a_page_that_is_not_there_is_not_found(page: str, client: Client) -> None:
    shelf(1, 45)
    assert client.get(f"/articles/?page={page}").status_code == 404


def test_what_a_form_leaves_blank_leaves_the_address(client: Client) -> None:
    response = client.get("/articles/?q=&kind=news&since=%20&person=")
    assert response.status_code == 302
    assert response["Location"] == "/articles/?kind=news"
    assert client.get("/articles/?q=")["Location"] == "/articles/"


def test_an_empty_result_says_what_to_do_next(words: Words) -> None:
    two_documents()
    assert "没有同时符合这些条件的内容。 可在上方去掉其中一项，或 显示全部 。" in words("/articles/?kind=letter")


def test_markup_in_titles_shows_as_text(client: Client) -> None:
    two_documents()
    Article.objects.update(title="<script>alert(1)</script>")
    Document.objects.update(title="<b>")
    Person.objects.update(name='"><script>')
    for query in ("", "?q=script", "?q=%3Cscript%3E", "?person=%3Cscript%3E", "?%3Cscript%3E=1"):
        html = client.get(f"/articles/{query}").content.decode()
        assert "<script>" not in html
        assert "<b>汇" not in html


@pytest.mark.parametrize("size", [1, 30])
def test_queries(size: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    document = shelf(size, size)
    two_documents()
    # Articles by kind, review and year; the articles of the page; the keys of the result; twice for each facet of
    # records: the counts, and what was counted (documents, people, meetings, initiatives, instruments, bodies).
    with django_assert_num_queries(15) as listed:
        client.get("/articles/")
    # The same, and whether the document is known by its slug, the document, less the records that are not there.
    with django_assert_num_queries(12) as chosen:
        client.get(f"/articles/?document={document.slug}&kind=news&since=2030")
    queries = [*listed.captured_queries, *chosen.captured_queries]
    assert not any('"archive_document"."text"' in query["sql"] for query in queries)


def test_a_search_costs_as_many_queries_whatever_it_finds(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    two_documents()
    for more in (1, 12):
        shelf(more, 1)
        Article.objects.filter(document__file_name__startswith="册").update(title="春灌")
        client.get("/articles/?q=春灌")  # which folds what has changed
        # The keys of the hits and whether something is stale; then as without a search; the paragraphs of the page.
        with django_assert_num_queries(17):
            client.get("/articles/?q=春灌")
