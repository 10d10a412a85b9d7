"""Cutting: whatever is split, joined, set aside and taken back, the archive stays sound, and imports keep the cut."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.curating import correcting, cutting
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.undoing import undo
from archive.importing.records import Reason
from archive.importing.storing import Status, StoringError
from archive.importing.sweeping import remove_orphans
from archive.models import (
    Article,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Leftover,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    Redirect,
    Sketch,
    Suggestion,
)
from tests.builders import TEXT, Cut, document
from tests.curating.people import fill, put, rows, sound, user
from tests.models.examples import mention

pytestmark = pytest.mark.django_db

NEWS, FEATURE = "qing-he-tong-xun-l2", "qing-he-tong-xun-l6"


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()


def news() -> Article:
    return Article.objects.get(key=NEWS)


def texts(article: Article) -> list[tuple[str, str]]:
    return list(article.paragraphs.order_by("number").values_list("role", "text"))


def test_an_article_is_split_at_a_paragraph() -> None:
    before = rows()
    article = news()
    second = article.paragraphs.get(number=3)

    done = cutting.split(article, second, user=user("editor"))

    assert sound()
    old, new, after = Article.objects.filter(document=article.document).order_by("ordinal")
    assert (old.key, new.key, after.key) == (NEWS, "qing-he-tong-xun-l4", FEATURE)
    assert texts(new) == [("text", "会议要求，渠道清淤要在清明之前完成。")]
    assert (old.first_line, old.last_line, new.first_line, new.last_line) == (2, 3, 4, 4)
    assert (new.title, new.kind, new.opening) == (None, "news", "会议要求，渠道清淤要在清明之前完成。")
    assert new.first_page is not None
    assert (new.first_page.label, new.ordinal, after.ordinal) == ("1", 2, 3)
    assert new.locks["paragraphs"]["by"] == old.locks["paragraphs"]["by"] == "editor"
    assert Initiative.objects.get().mentions.get().paragraph.article == new
    assert Sketch.objects.filter(article__in=[old, new]).count() == 2

    undo(done, user=user("editor"))
    assert rows() == before
    assert sound()


def test_a_headline_printed_behind_the_cut_goes_to_the_new_article() -> None:
    """As where it stands at the foot of the page, and the import has lifted it."""
    article = news()
    Paragraph.objects.filter(article=article).update(role="text")
    Paragraph.objects.filter(article=article, number=3).update(role="title")
    Article.objects.filter(pk=article.pk).update(title=article.paragraphs.get(number=3).text, locks={})
    before = rows()

    done = cutting.split(article, article.paragraphs.get(number=3), user=user("editor"))

    assert news().title is None
    assert Article.objects.get(key="qing-he-tong-xun-l4").title == "会议要求，渠道清淤要在清明之前完成。"
    undo(done, user=user("editor"))
    assert rows() == before


def test_a_headline_that_a_person_has_set_stays_with_the_article() -> None:
    correcting.correct(news(), {"title": "春灌会议"}, user=user("curator"))
    cutting.set_aside(news(), 2, 2, Reason.OTHER, user=user("editor"))
    assert news().title == "春灌会议"


def test_the_paragraph_may_be_the_headline() -> None:
    done = cutting.split(news(), news().paragraphs.get(number=2), user=user("editor"), headline=True)
    new = Article.objects.get(key="qing-he-tong-xun-l3")
    assert new.title == "青禾社柳镇3月4日电 全县春灌工作会议昨日召开。"
    assert [role for role, _ in texts(new)] == ["title", "text"]
    assert sound()
    undo(done, user=user("editor"))


def test_an_article_takes_in_the_next_one() -> None:
    before = rows()
    done = cutting.join(news(), user=user("editor"))

    assert sound()
    article = news()
    assert not Article.objects.filter(key=FEATURE).exists()
    assert Redirect.objects.new_key("article", FEATURE) == NEWS
    assert [(role, text[:6]) for role, text in texts(article)] == [
        ("title", "全县春灌工作"), ("text", "青禾社柳镇3"), ("text", "会议要求，渠"),
        ("heading", "一渠清水进村"), ("text", "柳镇的老渠修"), ("text", "老支书把手伸"),
    ]  # fmt: skip
    assert list(article.bylines.order_by("number").values_list("name", flat=True)) == ["许桂兰", "吴明远"]
    assert Instrument.objects.get(key="春灌管理办法-2030").article == article
    assert article.last_line == 8

    undo(done, user=user("editor"))
    assert rows() == before


def test_what_was_joined_can_be_split_again() -> None:
    before = [texts(article) for article in Article.objects.order_by("document", "ordinal")]
    cutting.join(news(), user=user("editor"))
    cutting.split(news(), news().paragraphs.get(number=4), user=user("editor"), headline=True)
    assert [texts(article) for article in Article.objects.order_by("document", "ordinal")] == before
    assert list(news().bylines.all()) != []
    assert sound()


def test_lines_are_set_aside_and_what_is_named_only_there_is_gone() -> None:
    before = rows()
    done = cutting.set_aside(news(), 3, 4, Reason.CAPTION, user=user("editor"))

    assert sound()
    leftover = Leftover.objects.get(document=news().document, first_line=3)
    assert (leftover.last_line, leftover.reason, leftover.text.count("\n")) == (4, "caption", 1)
    assert texts(news()) == [("title", "全县春灌工作会议召开")]
    assert not PersonMention.objects.exists()
    assert not Initiative.objects.exists()
    assert Instrument.objects.exists() is False

    undo(done, user=user("editor"))
    assert rows() == before


def test_lines_come_back_as_they_went() -> None:
    cutting.set_aside(news(), 3, 4, Reason.OTHER, user=user("editor"))
    leftover = Leftover.objects.get(document=news().document, first_line=3)
    cutting.take_back(leftover, news(), user=user("editor"), first=4, last=4)
    assert sound()
    leftover = Leftover.objects.get(document=news().document, first_line=3)
    assert leftover.last_line == 3
    cutting.take_back(leftover, news(), user=user("editor"))
    assert [text[:3] for _, text in texts(news())] == ["全县春", "青禾社", "会议要"]
    assert sound()


def test_a_line_within_a_paragraph_goes_back_into_it() -> None:
    headline, text, call = news().paragraphs.order_by("number")
    words = headline.text + text.text + call.text
    spans = [*headline.spans, *text.spans, *call.spans]
    Paragraph.objects.filter(pk__in=[headline.pk, text.pk]).delete()
    person = Person.objects.create(key="吴明远", name="吴明远", origin="authority")
    for model in (InitiativeMention, InstrumentMention, ParticipationMention):
        model.objects.all().delete()
    Paragraph.objects.filter(pk=call.pk).update(number=1, role="text", text=words, first_line=2, spans=spans)
    call.refresh_from_db()
    for word in ("会议召开", "昨日", "清明"):
        mention(PersonMention, call, word, person=person)
    Participation.objects.filter(decided_by="").delete()
    Initiative.objects.all().delete()
    remove_orphans()
    assert sound()

    cutting.set_aside(news(), 3, 3, Reason.OTHER, user=user("editor"))
    assert texts(news()) == [("text", words.replace(text.text, ""))]
    assert list(person.mentions.order_by("start").values_list("printed", flat=True)) == ["会议召开", "清明"]
    assert sound()

    cutting.take_back(Leftover.objects.get(text=text.text), news(), user=user("editor"))
    assert texts(news()) == [("text", words)]
    assert list(person.mentions.order_by("start").values_list("printed", flat=True)) == ["会议召开", "清明"]
    assert sound()


def test_an_article_without_lines_is_gone_and_stays_gone() -> None:
    before = rows()
    done = cutting.set_aside(news(), 2, 4, Reason.NOTICE, user=user("editor"))
    assert sound()
    assert list(Article.objects.filter(document__slug="qing-he-tong-xun").values_list("key", "ordinal")) == [
        (FEATURE, 1)
    ]
    assert put(document(), "two").status is Status.UNCHANGED
    assert put(document(TEXT), "three").articles == 1
    assert sound()
    undo(done, user=user("editor"))
    assert {**rows(), "archive.Document": []} == {**before, "archive.Document": []}


def test_imports_keep_the_cut_and_say_where_they_see_another() -> None:
    cutting.split(news(), news().paragraphs.get(number=3), user=user("editor"))
    cutting.set_aside(Article.objects.get(key=FEATURE), 8, 8, Reason.OTHER, user=user("editor"))
    cut = rows()["archive.Paragraph"]

    assert put(document(), "two").suggestions == 3

    assert rows()["archive.Paragraph"] == cut
    said = Suggestion.objects.filter(field="paragraphs").values_list("record_key", "current", "proposed")
    assert list(said.order_by("record_key")) == [
        (NEWS, [[2, 3]], [[2, 4]]),
        ("qing-he-tong-xun-l4", [[4, 4]], [[2, 4]]),
        (FEATURE, [[6, 7]], [[6, 8]]),
    ]
    assert sound()


def test_another_text_is_refused_where_lines_were_set_aside() -> None:
    cutting.set_aside(news(), 2, 4, Reason.NOTICE, user=user("editor"))
    with pytest.raises(StoringError, match="has changed where people have settled"):
        put(document(TEXT.replace("清明", "谷雨")), "two")


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (lambda u: cutting.split(news(), news().paragraphs.get(number=1), user=u), "not before the first"),
        (lambda u: cutting.join(Article.objects.get(key=FEATURE), user=u), "last article"),
        (lambda u: cutting.set_aside(news(), 6, 8, Reason.OTHER, user=u), "no text on these lines"),
        (lambda u: cutting.take_back(Leftover.objects.filter(first_line=1)[0], news(), user=u, last=0), "nothing"),
        (
            lambda u: cutting.take_back(
                Leftover.objects.filter(first_line=1)[0], Article.objects.get(key=FEATURE), user=u
            ),
            "stands between",
        ),
    ],
)
def test_what_cannot_be_cut_is_told_and_leaves_no_trace(attempt, sentence: str) -> None:  # type: ignore[no-untyped-def]
    before = rows()
    with pytest.raises(CurationError, match=sentence):
        attempt(user("editor"))
    assert rows() == before


def test_a_cut_of_what_has_changed_is_refused() -> None:
    seen = cutting.version(news())
    cutting.set_aside(news(), 4, 4, Reason.OTHER, user=user("editor", "meng"))
    with pytest.raises(StaleRecordError, match="meng"):
        cutting.split(news(), news().paragraphs.get(number=2), user=user("editor"), seen=seen)


def test_statements_do_not_grow_with_paragraphs() -> None:
    def statements(number: int) -> int:
        lines = [f"第{i}段，渠水又长了一寸。" for i in range(number)]
        text = "\n".join(["渠水日记", *lines]) + "\n"
        put(document(text, [Cut(1, number + 1)], name=f"日记{number}.txt", pages=()), "one")
        article, editor = Article.objects.get(document__file_name=f"日记{number}.txt"), user("editor")
        assert editor.has_perm("curating.cut")  # asks for all permissions, once
        seen, middle = cutting.version(article), article.paragraphs.get(number=number // 2)
        with CaptureQueriesContext(connection) as captured:
            cutting.split(article, middle, user=editor, seen=seen)
            cutting.join(article, user=editor)
            cutting.set_aside(article, 3, number, Reason.OTHER, user=editor)
            cutting.take_back(Leftover.objects.get(document=article.document), article, user=editor, each_line=True)
        return len(captured)

    few, many = statements(8), statements(40)
    assert many - few < 16, "some for the likeness of the two documents, and none for each paragraph"
