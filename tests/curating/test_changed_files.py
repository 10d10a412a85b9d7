"""A file that changed, of a document that people have cut: all of it is taken in but for what touches their cuts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.curating import correcting, cutting, deciding
from archive.curating.models import Operation
from archive.curating.undoing import undo
from archive.importing.records import DocumentRecord, Reason
from archive.importing.storing import Status, StoringError
from archive.models import Article, Leftover, Paragraph, PersonMention, Suggestion
from archive.models.claims import Claim
from tests.builders import Cut, document
from tests.curating.people import put, rows, sound, user
from tests.importing.naming import TEXT as NAMED
from tests.importing.naming import named

pytestmark = pytest.mark.django_db

ARTICLES, LENGTH = 4, 7
#: Each article has a headline and six lines; a page number follows it.
SHEET = [
    line
    for number in range(1, ARTICLES + 1)
    for line in [
        f"渠水日记之{number}",
        *(f"第{number}天第{row}段，渠水长了{row}寸，麦苗高了。" for row in range(1, LENGTH)),
        f"— {number} —",
    ]
]
Owners = dict[str, str]


def parsed(lines: list[str]) -> DocumentRecord:
    """What the importer reads: an article from each headline to the page number."""
    starts = [i for i, line in enumerate(lines, 1) if line.startswith("渠水日记")]
    ends = [next(i for i in range(start, len(lines) + 1) if lines[i - 1].startswith("—")) for start in starts]
    cuts = [Cut(start, end - 1) for start, end in zip(starts, ends, strict=True)]
    return document("".join(f"{line}\n" for line in lines), cuts, pages=())


def number_of(line: str) -> int:
    return SHEET.index(line) + 1


def owners() -> Owners:
    """Each line of the sheet, with the article or the leftover that it is in, and who has settled that."""
    texts = {p.text: f"{p.article.key} {p.article.locks}" for p in Paragraph.objects.select_related("article")}
    aside = {
        line: f"{leftover.reason} {leftover.locks}"
        for leftover in Leftover.objects.all()
        for line in leftover.text.split("\n")
    }
    return texts | aside


def article(number: int) -> Article:
    return Article.objects.get(title=f"渠水日记之{number}")


def split(by: User) -> None:
    second = article(2)
    cutting.split(second, second.paragraphs.get(number=4), user=by)


def join(by: User) -> None:
    cutting.join(article(2), user=by)


def set_aside(by: User) -> None:
    line = number_of("第2天第3段，渠水长了3寸，麦苗高了。")
    cutting.set_aside(article(2), line, line + 1, Reason.NOTICE, user=by)


def take_back(by: User) -> None:
    cutting.take_back(Leftover.objects.get(text="— 2 —"), article(2), user=by)


#: What a person does to the second article, and the lines of print that the cut is of.
CUTS: dict[Callable[[User], None], range] = {
    split: range(9, 16),
    join: range(9, 24),
    set_aside: range(9, 16),
    take_back: range(9, 17),
}


@st.composite
def changes(draw: st.DrawFn) -> dict[int, list[str]]:
    """Lines of the sheet, from 1, with what comes in their place."""
    places = draw(st.lists(st.integers(1, len(SHEET)), min_size=1, max_size=5, unique=True))
    text = [i for i in places if i % (LENGTH + 1) > 1]  # no headline and no page number
    return {
        i: draw(
            st.sampled_from(
                [[], [f"改了第{i}行。"], [f"新的第{i}行。", SHEET[i - 1]], [SHEET[i - 1], f"加的第{i}行。"]]
            )
        )
        for i in text
    }


@pytest.mark.parametrize("cut", CUTS)
def test_every_line_that_stands_stays_where_a_person_has_put_it(cut: Callable[[User], None]) -> None:
    curator = user("editor")
    put(parsed(SHEET), "one")
    cut(curator)
    before = owners()

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(changed=changes())
    def edited(changed: dict[int, list[str]]) -> None:
        lines = [line for i, old in enumerate(SHEET, 1) for line in changed.get(i, [old])]
        with transaction.atomic():
            was = rows()
            try:
                put(parsed(lines), "one")
            except StoringError:
                assert any(i in CUTS[cut] for i in changed)
                assert rows() == was
            else:
                after = owners()
                assert {line: after[line] for line in lines if line in before} == {
                    line: owner for line, owner in before.items() if line in lines
                }
                assert sound()
                assert put(parsed(lines), "two").status is Status.UNCHANGED
                undo(Operation.objects.filter(kind=Operation.Kind.IMPORT).latest("pk"), user=curator)
            transaction.set_rollback(True)

    edited()


def test_a_change_inside_a_cut_article_is_taken_in_between_paragraphs_that_stand() -> None:
    put(parsed(SHEET), "one")
    split(user("editor"))
    kept, new = Article.objects.order_by("ordinal")[1:3]
    lines = ["新的一行。", *SHEET]
    lines[lines.index("第2天第5段，渠水长了5寸，麦苗高了。")] = "第二天第五段，渠水长了五寸，麦苗更高了。"
    assert put(parsed(lines), "one").status is Status.UPDATED
    assert sound()
    assert [p.text for p in new.paragraphs.order_by("number")] == [
        "第2天第3段，渠水长了3寸，麦苗高了。",
        "第2天第4段，渠水长了4寸，麦苗高了。",
        "第二天第五段，渠水长了五寸，麦苗更高了。",
        "第2天第6段，渠水长了6寸，麦苗高了。",
    ]
    kept.refresh_from_db()
    new.refresh_from_db()
    assert (kept.first_line, kept.last_line, new.first_line, new.last_line) == (10, 12, 13, 16)


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("第2天第2段，渠水长了2寸，麦苗高了。", ["第二天第二段。"]),  # the last of the one half
        ("第2天第3段，渠水长了3寸，麦苗高了。", ["第二天第三段。"]),  # the first of the other
        ("第2天第3段，渠水长了3寸，麦苗高了。", ["加的一行。", "第2天第3段，渠水长了3寸，麦苗高了。"]),
        ("第2天第2段，渠水长了2寸，麦苗高了。", []),
        ("渠水日记之2", ["渠水日记之二"]),
    ],
)
def test_a_change_where_the_cut_is_refuses_the_file_and_names_the_articles(line: str, instead: list[str]) -> None:
    put(parsed(SHEET), "one")
    split(user("editor"))
    before = rows()
    place = SHEET.index(line)
    with pytest.raises(StoringError, match="articles qing-he-tong-xun-l9, qing-he-tong-xun-l12: give"):
        put(parsed([*SHEET[:place], *instead, *SHEET[place + 1 :]]), "one")
    assert rows() == before


def test_a_reviewed_article_is_not_changed_and_moves_with_its_lines() -> None:
    put(parsed(SHEET), "one")
    split(user("editor"))
    half = Article.objects.get(key="qing-he-tong-xun-l12")
    correcting.correct(half, {"review": Article.Review.REVIEWED}, user=user("editor"))
    lines = [*SHEET[:4], *SHEET[5:]]
    assert put(parsed(lines), "one").status is Status.UPDATED
    half.refresh_from_db()
    assert (half.first_line, half.last_line, half.review) == (11, 14, Article.Review.REVIEWED)
    with pytest.raises(StoringError):
        put(parsed([line.replace("第2天第4段", "第二天第四段") for line in lines]), "one")


def test_what_a_person_has_rejected_stays_rejected_on_other_lines() -> None:
    """Suggestions against a cut and against the reason of a leftover tell lines; those have become others."""
    editor = user("editor")
    put(parsed(SHEET), "one")
    split(editor)
    correcting.correct(Leftover.objects.get(text="— 4 —"), {"reason": Reason.NOTICE.value}, user=editor)
    put(parsed(SHEET), "two")
    filed = Suggestion.objects.order_by("record_type", "field")
    assert [(s.field, s.proposed) for s in filed] == [
        ("paragraphs", [[9, 15]]), ("paragraphs", [[9, 15]]), ("leftover 32:0 reason", "other"),
    ]  # fmt: skip
    for suggestion in filed:
        deciding.settle_suggestion(suggestion, accept=False, user=editor)
    put(parsed(["新的一行。", *SHEET]), "three")
    assert [(s.field, s.proposed, s.status) for s in filed.all()] == [
        ("paragraphs", [[10, 16]], "rejected"), ("paragraphs", [[10, 16]], "rejected"),
        ("leftover 33:0 reason", "other", "rejected"),
    ]  # fmt: skip
    assert Leftover.objects.get(first_line=33).reason == Reason.NOTICE


def test_fields_headlines_and_decisions_stay_in_what_was_cut() -> None:
    editor = user("editor")
    put(named(), "one")
    whole = Article.objects.get()
    cutting.split(whole, whole.paragraphs.get(number=3), user=editor, supplied="清渠")
    correcting.correct(Article.objects.get(ordinal=1), {"source": "县志"}, user=editor)
    mention = PersonMention.objects.get(person__name="吴明远")
    deciding.decide(mention, Claim.Status.REJECTED, user=editor)
    put(named("青禾通讯\n" + NAMED, lines=(2, 4)), "two")
    assert list(Article.objects.order_by("ordinal").values_list("first_line", "source", "supplied_title")) == [
        (2, "县志", None), (4, None, "清渠"),
    ]  # fmt: skip
    mention.refresh_from_db()
    assert (mention.status, mention.paragraph.first_line) == ("rejected", 3)
    assert sound()


def test_mentions_go_with_their_words_where_a_line_of_a_cut_article_changed() -> None:
    editor = user("editor")
    text = NAMED + "渠水来了。\n水到了渠尾。\n"
    put(named(text, lines=(1, 5)), "one")
    whole = Article.objects.get()
    cutting.split(whole, whole.paragraphs.get(number=4), user=editor)
    kinds = {"许桂兰": "confirmed", "吴明远": "suggested"}
    deciding.decide(PersonMention.objects.get(person__name="许桂兰"), Claim.Status.CONFIRMED, user=editor)
    put(named(text.replace("吴明远讲话。", "吴明远讲了话。"), lines=(1, 5)), "one")
    assert {m.person.name: m.status for m in PersonMention.objects.all()} == kinds
    assert sound()
