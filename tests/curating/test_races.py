"""Two curators and a running import on one document: no update is lost, and nobody waits for ever.

ARCHIVE_RACES is the number of races, 200 for a full run and few by default; ARCHIVE_SEED chooses others.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from archive.curating import correcting, cutting, deciding, merging, versions
from archive.curating.errors import BusyError, CurationError, StaleRecordError
from archive.curating.models import Operation
from archive.curating.recording import recording
from archive.curating.undoing import undo
from archive.importing.grouping import group_printings
from archive.importing.storing import store
from archive.models import Article, Person, PersonMention
from archive.models.claims import Claim
from tests.batches import SEED
from tests.curating.people import put, rows, sound, user
from tests.importing.naming import TEXT, named

RACES = int(os.environ.get("ARCHIVE_RACES", "12"))

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], object]


def race(*acts: Act) -> list[Any]:
    """Do all at once, each on a connection of its own; what each returned or raised."""
    start = Barrier(len(acts))
    ended: list[Any] = [None] * len(acts)

    def run(place: int, act: Act) -> None:
        with translation.override("en"):
            try:
                start.wait()
                ended[place] = act()
            except Exception as error:  # noqa: BLE001 - the test looks at it
                ended[place] = error
            finally:
                connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
        assert not thread.is_alive()
    return ended


def article() -> Article:
    return Article.objects.get(document__file_name="春灌.txt", ordinal=1)


def test_no_update_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.curating.recording.PATIENCE", 120)  # a slow machine is no deadlock
    store(named(), "one")
    put(named(TEXT.replace("柳镇", "杨镇", 1), "二.txt"), "one")
    meng, xu = user("editor", "meng"), user("editor", "xu")
    mention = PersonMention.objects.get(paragraph__article=article(), printed="许桂兰")
    wu, people = Person.objects.get(key="吴明远"), Person.objects.get(key="许桂兰")
    before = rows()
    for number in range(SEED * RACES, SEED * RACES + RACES):
        chance = random.Random(number)
        seen, cut = versions.version(article(), mention), cutting.version(article())
        last = Operation.objects.recent()[0].pk

        def correct(by: Any, title: str, seen: int = seen) -> Act:
            return lambda: correcting.correct(article(), {"source": title}, user=by, seen=seen)

        def decide(by: Any, seen: int = seen) -> Act:
            return lambda: deciding.decide(mention, Claim.Status.CONFIRMED, user=by, seen=seen)

        def split(by: Any, cut: int = cut) -> Act:
            first = article()
            return lambda: cutting.split(first, first.paragraphs.get(number=2), user=by, seen=cut)

        def merge(by: Any) -> Act:
            return lambda: merging.merge(wu, people, user=by)

        choices: list[Callable[[Any], Act]] = [decide, split, merge, lambda by: correct(by, f"of {by}")]
        same = chance.random() < 0.5
        first = chance.choice(choices)
        second = first if same else chance.choice(choices)
        acts: list[Act] = [first(meng), second(xu), partial(store, named(people=(), offices=()), f"{number}")]
        chance.shuffle(acts)

        ended = race(*acts)

        failed = [end for end in ended if isinstance(end, BaseException)]
        assert all(isinstance(end, CurationError) and not isinstance(end, BusyError) for end in failed), failed
        if same:
            assert len(failed) >= 1, "the second has to be told"
        for done in Operation.objects.filter(pk__gt=last, kind="correct"):
            assert article().source == f"of {done.by}"
        for done in Operation.objects.filter(pk__gt=last, kind="decide"):
            decided = PersonMention.objects.filter(paragraph__article__document=article().document, printed="许桂兰")
            assert decided.get(status="confirmed").decided_by == done.by
        group_printings()
        assert sound()
        for done in Operation.objects.filter(pk__gt=last).recent():
            undo(done, user=meng)
        assert rows() == before


def test_a_curator_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.curating.recording.PATIENCE", 0.05)
    store(named(), "one")
    curator, started, ended = user("curator"), Barrier(2), Barrier(2)

    def slow_import() -> None:
        with recording(Operation.Kind.IMPORT, ""):
            started.wait()
            ended.wait()

    def correct() -> None:
        started.wait()
        try:
            correcting.correct(article(), {"source": "甲"}, user=curator)
        finally:
            ended.wait()

    imported, corrected = race(slow_import, correct)
    assert imported is None
    assert isinstance(corrected, BusyError)
    assert article().source is None
    correcting.correct(article(), {"source": "甲"}, user=curator)
    assert article().source == "甲"


def test_who_merges_what_another_has_merged_is_told() -> None:
    store(named(), "one")
    one, other = Person.objects.order_by("key")
    meng, xu = user("editor", "meng"), user("editor", "xu")
    ended = race(
        lambda: merging.merge(one, other, user=meng, seen=0), lambda: merging.merge(other, one, user=xu, seen=0)
    )
    assert sorted(isinstance(end, StaleRecordError) for end in ended) == [False, True]
    assert Person.objects.count() == 1
