"""Works: articles are put in and taken out, works become one, and comparing texts anew changes none of it."""

from __future__ import annotations

import pytest

from archive.curating import correcting, cutting, deciding, merging, works
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.undoing import undo
from archive.importing.grouping import group, group_printings
from archive.importing.records import Reason
from archive.importing.storing import store
from archive.models import Article, Printing, Redirect, Suggestion, Work
from archive.models.claims import Claim
from tests.builders import Cut, document
from tests.curating.people import changed_since, rows, sound, user

pytestmark = pytest.mark.django_db

LINES = [f"第{line}段，渠水又长了{line}寸，{word}苗也高了。" for word in "麦稻" for line in range(1, 9)]
NEWS, FEATURE = "yi-l2", "yi-l10"
TWIN, FEATURE_TWIN = "er-l2", "er-l10"


@pytest.fixture(autouse=True)
def archive() -> None:
    """Two files that print the same two articles."""
    for name in ("一", "二"):
        text = "\n".join([f"渠水日记{name}", *LINES]) + "\n"
        store(document(text, [Cut(2, 9, titled=False), Cut(10, 17, titled=False)], name=f"{name}.txt", pages=()), "one")
    group_printings()


def article(key: str) -> Article:
    return Article.objects.get(key=key)


def work(key: str) -> Work:
    return Work.objects.get(printings__article__key=key, printings__status__in=["suggested", "confirmed"])


def printed() -> dict[str, list[str]]:
    """By key of the work, the articles that print it."""
    found: dict[str, list[str]] = {}
    standing = Printing.objects.standing().order_by("article__key")
    for key, printing in standing.values_list("work__key", "article__key"):
        found.setdefault(key, []).append(printing)
    return found


def compared_anew() -> dict[str, list[str]]:
    group(set(Article.objects.values_list("pk", flat=True)))
    assert sound()
    return printed()


def test_texts_are_grouped_to_begin_with() -> None:
    assert {tuple(articles) for articles in printed().values()} == {(TWIN, NEWS), (FEATURE_TWIN, FEATURE)}


def test_an_article_is_put_into_a_work_that_it_is_not_like() -> None:
    before = rows()
    done = works.put_into(work(NEWS), article(FEATURE), user=user("curator"), seen=works.version(work(NEWS)))
    assert {FEATURE, NEWS, TWIN} == set(printed()[work(NEWS).key])
    rejected = Printing.objects.get(status="rejected")
    assert (rejected.article.key, rejected.decided_by) == (FEATURE, "curator")
    assert compared_anew() == printed()
    undo(done, user=user("curator"))
    assert {**changed_since(before), "archive.Work": []} == {"archive.Work": []}


def test_an_excerpt_leaves_the_whole_where_it_is() -> None:
    works.put_into(work(NEWS), article(FEATURE), is_excerpt=True, user=user("curator"))
    found = printed()
    assert FEATURE in found[work(NEWS).key]
    assert FEATURE in found[Printing.objects.get(article=article(FEATURE), is_excerpt=False).work.key]
    assert compared_anew() == found


def test_a_work_is_not_called_as_an_article_that_is_gone() -> None:
    curator = user("curator")
    correcting.correct(article(NEWS), {"title": "渠水日记"}, user=curator)
    works.put_into(work(FEATURE), article(NEWS), user=curator)
    assert work(FEATURE).title == "渠水日记"
    before = rows()
    done = cutting.set_aside(article(NEWS), 2, 9, Reason.OTHER, user=user("editor"))
    assert work(FEATURE).title == article(FEATURE).opening
    undo(done, user=user("editor"))
    assert changed_since(before) == {}


def test_an_article_is_taken_out_of_a_work_and_stays_out() -> None:
    before = rows()
    done = works.take_out(work(NEWS), article(NEWS), user=user("curator"))
    assert printed()[Printing.objects.get(article=article(TWIN)).work.key] == [TWIN]
    assert compared_anew() == printed()
    assert Printing.objects.get(article=article(TWIN)).is_best
    with pytest.raises(CurationError, match="no printing of this work"):
        works.take_out(Printing.objects.get(article=article(TWIN)).work, article(FEATURE), user=user("curator"))
    undo(done, user=user("curator"))
    assert changed_since(before) == {}


def test_works_become_one_and_stay_one() -> None:
    before = rows()
    kept, gone = work(NEWS), work(FEATURE)
    shown = merging.preview(kept, gone)
    assert shown.moves == {Printing: 2}
    done = merging.merge(kept, gone, user=user("editor"), seen=shown.seen)
    assert printed() == {kept.key: sorted([NEWS, TWIN, FEATURE, FEATURE_TWIN])}
    assert Redirect.objects.new_key("work", gone.key) == kept.key
    assert Printing.objects.filter(is_best=True).count() == 1
    assert compared_anew() == printed()
    undo(done, user=user("editor"))
    assert changed_since(before) == {}


def test_an_article_does_not_print_two_texts_whole() -> None:
    works.put_into(work(NEWS), article(FEATURE), user=user("curator"))
    before = rows()
    with pytest.raises(CurationError, match="prints another work whole"):
        deciding.decide_all(Printing.objects.all(), Claim.Status.CONFIRMED, user=user("curator"))
    assert changed_since(before) == {}


def test_a_work_that_has_changed_is_told() -> None:
    seen, shown = works.version(work(NEWS)), work(NEWS)
    works.take_out(shown, article(TWIN), user=user("curator", "meng"))
    with pytest.raises(StaleRecordError, match="meng has changed"):
        works.put_into(shown, article(FEATURE), user=user("curator"), seen=seen)


def test_a_key_that_led_to_a_work_goes_with_it() -> None:
    kept, gone = work(NEWS), work(FEATURE)
    merging.merge(kept, gone, user=user("editor"))
    deciding.decide_all(Printing.objects.all(), Claim.Status.SUGGESTED, user=user("editor"))
    assert sound()
    assert compared_anew() == printed()


def test_there_is_a_printing_to_read_when_all_were_decided() -> None:
    for key in (NEWS, TWIN):
        works.put_into(work(NEWS), article(key), user=user("curator"))
    best = Printing.objects.get(work=work(NEWS), is_best=True)
    works.take_out(best.work, best.article, user=user("curator"))
    assert Printing.objects.get(work=best.work, is_best=True).article != best.article
    works.put_into(best.work, Printing.objects.get(work=best.work, is_best=True).article, is_excerpt=True,
                   user=user("curator"))  # fmt: skip
    assert sound()


def test_undoing_a_cut_does_not_doubt_the_title_that_a_person_gave_the_work() -> None:
    curator = user("administrator")
    correcting.correct(work(NEWS), {"title": "渠水又长"}, user=curator)
    before = rows()
    done = cutting.split(article(NEWS), article(NEWS).paragraphs.get(number=8), user=curator)
    assert Suggestion.objects.exists()

    undo(done, user=curator)

    assert changed_since(before) == {}
