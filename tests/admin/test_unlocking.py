"""Fields that a person has set are unlocked from the form, by those who may correct, and locked again by undoing."""

from __future__ import annotations

import pytest

from archive.curating import correcting
from archive.curating.models import Operation
from archive.models import Article
from tests.admin.curators import logged_in
from tests.admin.review.samples import ROLES, address
from tests.curating.people import fill, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    fill()
    Article.objects.update(locks={})
    correcting.correct(news(), {"source": "柳镇邮讯"}, user=user("curator", "meng"))


def news() -> Article:
    return Article.objects.get(key="qing-he-tong-xun-l2")


def test_the_form_tells_who_has_set_a_field_and_unlocks_it_after_a_question() -> None:
    client, form = logged_in("curator"), address("archive_article_change", news().pk)
    unlock = address("unlock", "article", news().pk, "source")
    html = client.get(form).content.decode()
    assert "meng" in html
    assert unlock in html
    question = client.get(unlock).content.decode()
    assert "was set by meng" in question
    assert news().locks
    response = client.post(unlock, follow=True)
    assert news().locks == {}
    assert news().source == "柳镇邮讯"
    html = response.content.decode()
    assert unlock not in html
    done = Operation.objects.recent()[0]
    assert address("undo", done.pk) in html  # the message offers to undo it
    client.post(address("undo", done.pk))
    assert news().locks["source"]["by"] == "meng"


def test_a_field_that_is_not_locked_any_more_is_told() -> None:
    client = logged_in("curator")
    response = client.post(address("unlock", "article", news().pk, "title"), follow=True)
    assert "not locked any more" in response.content.decode()
    assert list(news().locks) == ["source"]


@pytest.mark.parametrize("role", ROLES)
def test_unlocking_is_for_those_who_may_correct(role: str) -> None:
    may = role in ("curator", "editor", "administrator")
    client, unlock = logged_in(role), address("unlock", "article", news().pk, "source")
    assert client.get(unlock).status_code == (200 if may else 403)
    assert client.post(unlock).status_code == (302 if may else 403)
    assert (news().locks == {}) == may


@pytest.mark.parametrize(("model", "pk"), [("article", 10**9), ("nothing", 1), ("user", 1), ("personmention", 1)])
def test_what_has_no_locks_is_not_found(model: str, pk: int) -> None:
    assert logged_in("administrator").get(address("unlock", model, pk, "source")).status_code == 404
