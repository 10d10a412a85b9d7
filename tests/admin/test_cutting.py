"""Articles are cut on a page that shows their print; each step is shown before it is done, and can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.curating import correcting, cutting
from archive.importing.records import Reason
from archive.models import Article, Leftover, Paragraph, Redirect
from tests.admin.curators import arrives, hidden, import_running, logged_in, statements, text, undo_address
from tests.admin.test_admin import url
from tests.curating.people import fill, rows, sound, user

pytestmark = pytest.mark.django_db

NEWS, FEATURE = "qing-he-tong-xun-l2", "qing-he-tong-xun-l6"


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def article(key: str = NEWS) -> Article:
    found: Article = Article.objects.get(key=key)
    return found


def screen(of: Article) -> str:
    return reverse("admin:cut", args=[of.pk])


def paragraph(number: int) -> Paragraph:
    return Paragraph.objects.get(article=article(), number=number)


def page_number() -> Leftover:
    return Leftover.objects.get(document=article().document, text="— 1 —")


def asked(client: Client, of: Article, **what: Any) -> Any:
    """The page that shows what it would do, asked for on the page of the article."""
    seen = client.get(screen(of)).context["rows"][0]
    assert seen.row.lines
    return client.get(screen(of), what)


def done(client: Client, of: Article, **what: Any) -> Any:
    """The page after it was asked for, shown and done."""
    before = rows()
    preview = asked(client, of, **what)
    assert "Nothing has been changed yet" in text(preview)
    assert rows() == before
    return client.post(screen(of), hidden(preview), follow=True)


def test_an_article_is_shown_with_its_print_and_what_stands_around_it() -> None:
    page = logged_in("editor").get(screen(article()))
    assert [(row.row.paragraph is None, row.row.lines[0].number) for row in page.context["rows"]] == [
        (True, 1), (False, 2), (False, 3), (False, 4), (True, 5),
    ]  # fmt: skip
    assert "Leftover: other" in text(page)
    assert "After it: 一渠清水进村来" in text(page)


def test_a_paragraph_offers_what_can_be_done_there() -> None:
    editor = logged_in("editor")
    assert "Split here" in text(editor.get(screen(article()), {"at": f"p{paragraph(3).pk}"}))
    first = text(editor.get(screen(article()), {"at": f"p{paragraph(1).pk}"}))
    assert "Split here" not in first
    assert "Set these lines aside" in first
    leftover = editor.get(screen(article()), {"at": f"l{page_number().pk}"})
    assert "Give these lines to the article" in text(leftover)
    assert 'value="5"' in leftover.content.decode()


def test_an_article_is_split_under_a_supplied_headline_and_that_can_be_undone() -> None:
    before, editor = rows(), logged_in("editor")
    preview = asked(editor, article(), do="split", paragraph=paragraph(3).pk, supplied="清淤要求")
    assert "〔清淤要求〕" in text(preview)
    page = done(editor, article(), do="split", paragraph=paragraph(3).pk, supplied="清淤要求")
    assert page.redirect_chain == [(screen(article()), 302)]
    assert "“清淤要求” is an article of its own" in text(page)
    new = article("qing-he-tong-xun-l4")
    assert (new.title, new.supplied_title, new.locks["supplied_title"]["by"]) == (None, "清淤要求", "editor")
    assert sound()
    shown = Client().get(new.get_absolute_url()).content.decode()
    assert '<span class="supplied">' in shown

    editor.post(undo_address(page), hidden(page, "undo"))
    assert rows() == before


def test_after_a_split_both_articles_name_who_stands_in_them() -> None:
    editor = logged_in("editor")
    old, new = (card.named for card in asked(editor, article(), do="split", paragraph=paragraph(3).pk).context["after"])
    done(editor, article(), do="split", paragraph=paragraph(3).pk)
    for key, named in ((NEWS, old), ("qing-he-tong-xun-l4", new)):
        page = Client().get(article(key).get_absolute_url()).content.decode()
        for _sort, names in named:
            assert all(name in page for name in names), (key, names)
    assert dict(old)["initiatives"] == []
    assert len(dict(new)["initiatives"]) == 1


def test_a_printed_headline_becomes_that_of_the_new_article() -> None:
    done(logged_in("editor"), article(), do="split", paragraph=paragraph(3).pk, headline="on")
    assert article("qing-he-tong-xun-l4").title == "会议要求，渠道清淤要在清明之前完成。"


def test_a_headline_is_not_supplied_where_one_is_printed() -> None:
    page = asked(logged_in("editor"), article(), do="split", paragraph=paragraph(3).pk, headline="on", supplied="清淤")
    assert "prints a headline" in text(page)


def test_an_article_is_joined_with_the_next() -> None:
    editor = logged_in("editor")
    preview = asked(editor, article(), do="join")
    assert [card.article.key for card in preview.context["before"]] == [NEWS, FEATURE]
    assert len(preview.context["after"]) == 1
    done(editor, article(), do="join")
    assert Redirect.objects.new_key("article", FEATURE) == NEWS
    answer = Client().get(reverse("article", args=[FEATURE]), follow=True)
    assert answer.redirect_chain == [(reverse("article", args=[NEWS]), 301)]
    assert sound()


def test_lines_are_set_aside_with_a_reason_and_given_back() -> None:
    editor = logged_in("editor")
    preview = asked(editor, article(), do="aside", first=4, last=4, reason="caption")
    assert "会议要求，渠道清淤要在清明之前完成。" in text(preview)
    assert "No longer named in these articles:" in text(preview)
    page = done(editor, article(), do="aside", first=4, last=4, reason="caption")
    assert "Lines 4 to 4 are leftovers now." in text(page)
    leftover = Leftover.objects.get(first_line=4, document=article().document)
    assert leftover.reason == "caption"
    back = done(editor, article(), do="back", leftover=leftover.pk, first=4, last=4)
    assert "are text of" in text(back)
    assert article().paragraphs.get(first_line=4).text == "会议要求，渠道清淤要在清明之前完成。"
    assert sound()


def test_an_article_without_lines_is_gone_and_comes_back() -> None:
    before, editor = rows(), logged_in("editor")
    document = article().document_id
    assert "The article is gone" in text(asked(editor, article(), do="aside", first=1, last=5, reason="notice"))
    page = done(editor, article(), do="aside", first=1, last=5, reason="notice")
    assert page.redirect_chain[0][0] == reverse("admin:archive_document_change", args=[document])
    editor.post(undo_address(page), hidden(page, "undo"))
    assert rows() == before


def test_a_headline_is_supplied_and_taken_back() -> None:
    editor = logged_in("editor")
    done(editor, article(), do="split", paragraph=paragraph(3).pk)
    new = article("qing-he-tong-xun-l4")
    assert "Headline that you supply" in text(editor.get(screen(new)))
    done(editor, new, do="headline", title="清淤要求")
    assert article(new.key).supplied_title == "清淤要求"
    done(editor, new, do="headline", title="")
    new = article(new.key)
    assert (new.supplied_title, "supplied_title" in new.locks) == (None, False)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"do": "aside", "first": "x", "last": "4", "reason": "caption"}, "Enter a whole number."),
        ({"do": "aside", "first": "4", "last": "3", "reason": "caption"}, "stands before the first"),
        ({"do": "aside", "first": "4", "last": "4", "reason": "boredom"}, "Select a valid choice"),
        ({"do": "aside", "first": "7", "last": "7", "reason": "caption"}, "has no text on these lines"),
        ({"do": "split", "paragraph": "987654"}, "not there any more"),
        ({"do": "back", "leftover": "987654", "first": "5", "last": "5"}, "not there any more"),
    ],
)
def test_what_cannot_be_done_is_told_and_what_was_typed_stays(what: dict[str, str], sentence: str) -> None:
    before, editor = rows(), logged_in("editor")
    at = f"l{page_number().pk}" if what["do"] == "back" else f"p{paragraph(3).pk}"
    for page in (editor.get(screen(article()), what | {"at": at}), editor.post(screen(article()), what | {"at": at})):
        assert page.status_code == 200
        assert sentence in text(page)
        if "first" in what:
            assert f'value="{what["first"]}"' in page.content.decode()
    assert rows() == before


ROLES = [("", 403), ("reader", 403), ("curator", 403), ("editor", 200), ("administrator", 200)]


@pytest.mark.parametrize(("role", "answer"), ROLES)
@pytest.mark.parametrize("what", [{"do": "join"}, {"do": "aside", "first": 4, "last": 4, "reason": "caption"}])
def test_cutting_is_for_editors_whatever_the_address(role: str, answer: int, what: dict[str, Any]) -> None:
    before, client = rows(), logged_in(role)
    assert client.get(screen(article())).status_code == answer
    assert client.get(screen(article()), what).status_code == answer
    assert client.post(screen(article()), what).status_code == (302 if answer == 200 else 403)
    assert (rows() == before) == (answer == 403)


@pytest.mark.parametrize(("role", "offered"), [("curator", False), ("editor", True)])
def test_the_form_and_the_page_of_an_article_lead_there_for_those_who_may(role: str, offered: bool) -> None:
    client = logged_in(role)
    assert (screen(article()) in client.get(url(Article, "change", article().pk)).content.decode()) == offered
    assert (screen(article()) in client.get(article().get_absolute_url()).content.decode()) == offered


def test_readers_who_are_not_logged_in_are_offered_nothing() -> None:
    assert "/admin/cut/" not in Client().get(article().get_absolute_url()).content.decode()


def test_an_article_that_is_gone_leads_back_to_the_list() -> None:
    answer = logged_in("editor").get(reverse("admin:cut", args=[987654]), follow=True)
    assert answer.redirect_chain == [(url(Article, "changelist"), 302)]


def test_who_comes_second_is_told_and_what_was_typed_stays() -> None:
    chen = logged_in("editor", "chen")
    preview = asked(chen, article(), do="aside", first=3, last=3, reason="caption", at=f"p{paragraph(2).pk}")
    cutting.set_aside(article(), 4, 4, Reason.NOTICE, user=user("editor", "meng"))
    told = chen.post(screen(article()), hidden(preview))
    assert "meng has changed" in text(told)
    assert '<option value="caption" selected>' in told.content.decode()
    typed: dict[str, str] = told.context["rows"][2].forms[-1].data
    again = chen.get(screen(article()), typed | {"do": "aside"})
    arrives(chen.post(screen(article()), hidden(again)))
    assert article().paragraphs.count() == 1


def test_an_article_is_not_joined_with_a_next_one_that_has_changed() -> None:
    chen = logged_in("editor", "chen")
    preview = asked(chen, article(), do="join")
    correcting.correct(article(FEATURE), {"title": "两渠清水"}, user=user("curator", "meng"))
    told = chen.post(screen(article()), hidden(preview))
    assert "meng has changed 两渠清水" in text(told)
    assert Article.objects.filter(key=FEATURE).exists()


def test_the_article_that_somebody_joined_away_meanwhile_is_not_cut() -> None:
    chen = logged_in("editor", "chen")
    feature = article(FEATURE)
    preview = asked(chen, feature, do="aside", first=8, last=8, reason="caption")
    cutting.join(article(), user=user("editor", "meng"))
    told = chen.post(screen(feature), hidden(preview), follow=True)
    assert "eng has removed 一渠清水进村来" in text(told)


@pytest.mark.django_db(transaction=True)
def test_while_an_import_writes_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = logged_in("editor")
    what: dict[str, Any] = {
        "do": "split",
        "paragraph": paragraph(3).pk,
        "supplied": "清淤要求",
        "at": f"p{paragraph(3).pk}",
    }
    preview = asked(editor, article(), **what)
    with import_running(monkeypatch):
        for told in (editor.get(screen(article()), what), editor.post(screen(article()), hidden(preview))):
            assert "An import or somebody else is writing to the archive." in text(told)
            assert 'value="清淤要求"' in told.content.decode()
    arrives(editor.post(screen(article()), hidden(preview)))


def test_the_page_takes_the_same_queries_whatever_the_length_of_the_article() -> None:
    editor = logged_in("editor")
    few = statements(editor, screen(article()))
    cutting.take_back(page_number(), article(), user=user("editor"))
    # The session, the user, their permissions twice; the article, the next one with the paragraphs of both and their
    # version; the neighbours, the lines, pages, paragraphs and leftovers.
    assert statements(editor, screen(article())) == few <= 14
