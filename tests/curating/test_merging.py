"""Merging: everything moves, nothing is there twice, old keys lead on, and undo puts both back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.curating import correcting
from archive.curating.errors import CurationError, StaleRecordError
from archive.curating.merging import merge, preview
from archive.curating.undoing import undo
from archive.dates import PartialDate
from archive.models import (
    Article,
    Document,
    Initiative,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    Redirect,
    Suggestion,
)
from archive.models.dates import columns_of
from tests.curating.people import fill, put, rows, sound, user
from tests.importing.naming import TEXT, named
from tests.models.examples import mention

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive(request: pytest.FixtureRequest) -> None:
    if "imports" not in request.node.name:
        fill()


def old_xu() -> Person:
    """A second record of 许桂兰, with mentions, of which one stands where the first has one."""
    person = Person.objects.create(key="老许", name="老许", note="支书")
    text, call = Article.objects.get(key="qing-he-tong-xun-l2").paragraphs.filter(number__gte=2).order_by("number")
    mention(PersonMention, text, "青禾社", person=person)
    mention(PersonMention, call, "渠道", person=person)
    PersonMention.objects.filter(person=person, printed="青禾社").update(
        status="confirmed", decided_by="meng", confidence=0.25
    )
    office = Office.objects.get()
    mention(OfficeMention, text, "青禾社", person=person, office=office, title="社长")
    OfficeHeld.objects.create(
        person=person, office=office, rule="example", confidence=0.75,
        **columns_of("start", PartialDate.of(2029)), **columns_of("end", PartialDate.of(2030)),
    )  # fmt: skip
    Participation.objects.update(person=person)
    return person


def test_a_person_takes_over_all_that_the_other_has() -> None:
    kept, gone = Person.objects.get(), old_xu()
    before = rows()
    shown = preview(kept, gone)
    assert {model.__name__: number for model, number in shown.moves.items()} == {
        "PersonMention": 2, "OfficeMention": 1, "OfficeHeld": 1, "Participation": 2,
    }  # fmt: skip
    assert shown.stays[PersonMention] == 1

    done = merge(kept, gone, user=user("editor"), seen=shown.seen)

    assert sound()
    kept = Person.objects.get()
    assert sorted(kept.names.values_list("name", flat=True)) == ["老许"]
    assert (kept.name, kept.note) == ("许桂兰", "支书")
    assert kept.participations.count() == 2
    mentions = kept.mentions.order_by("paragraph__number").values_list("printed", "status", "confidence", "decided_by")
    assert list(mentions) == [("青禾社", "confirmed", 0.25, "meng"), ("渠道", "suggested", 0.5, "")]
    assert OfficeMention.objects.filter(person=kept).count() == 1
    held = OfficeHeld.objects.get()
    assert (held.start, held.end) == (PartialDate.of(2029), PartialDate.of(2030))
    assert Redirect.objects.new_key("person", "老许") == "xu-gui-lan"
    assert done.summary == "老许 → xu-gui-lan"

    undo(done, user=user("editor"))
    assert rows() == before


def test_old_keys_lead_on_after_a_second_merge() -> None:
    first, second, third = (Person.objects.create(key=key, name=key) for key in ("甲", "乙", "丙"))
    merge(second, first, user=user("editor"))
    merge(third, second, user=user("editor"))
    assert {old: Redirect.objects.new_key("person", old) for old in ("甲", "乙")} == {"甲": "丙", "乙": "丙"}
    assert sorted(third.names.values_list("name", flat=True)) == ["乙", "甲"]


def test_parts_in_a_meeting_are_combined_with_their_words() -> None:
    kept = Meeting.objects.get()
    gone = Meeting.objects.create(
        key="春灌会@2031-03-04", name="春灌会", aliases=["灌溉会"], place="渠尾",
        **columns_of("start", PartialDate.of(2031, 3, 4)), **columns_of("end", PartialDate.of(2031, 3, 5)),
    )  # fmt: skip
    call = Article.objects.get(key="qing-he-tong-xun-l2").paragraphs.get(number=3)
    part = Participation.objects.create(
        meeting=gone, name="许桂兰", role="speaker", office="局长", rule="example", confidence=0.5
    )
    other = Participation.objects.create(meeting=gone, name="许桂兰", role="chair", rule="example")
    mention(ParticipationMention, call, "会议要求", participation=part)
    mention(ParticipationMention, call, "清明", participation=part)
    mention(ParticipationMention, call, "清明", participation=other)
    mention(MeetingMention, call, "会议", meeting=gone, name="春灌会")
    Suggestion.objects.create(record_type="meeting", record_key=gone.key, field="start", current="a", proposed="b")
    before = rows()

    done = merge(kept, gone, user=user("editor"))

    assert sound()
    kept = Meeting.objects.get()
    assert (kept.aliases, kept.place, str(kept.end)) == (["春灌会", "灌溉会"], "柳镇", str(PartialDate.of(2031, 3, 5)))
    parts = kept.participations.order_by("name", "role")
    assert list(parts.values_list("name", "role", "office", "confidence")) == [
        ("吴明远", "chair", "", 1), ("许桂兰", "chair", "", 1), ("许桂兰", "speaker", "局长", 1),
    ]  # fmt: skip
    assert sorted(ParticipationMention.objects.values_list("participation__role", "printed")) == [
        ("chair", "清明"), ("speaker", "会议要求"), ("speaker", "清明"),
    ]  # fmt: skip
    assert Suggestion.objects.get(record_type="meeting").record_key == kept.key
    undo(done, user=user("editor"))
    assert rows() == before


def test_a_body_is_not_its_own_parent_afterwards() -> None:
    county, bureau = Organization.objects.get(name="青禾县"), Organization.objects.get(name="青禾县水利局")
    station = Organization.objects.create(name="水文站", parent=bureau)
    merge(station, county, user=user("editor"))
    station, bureau = Organization.objects.get(name="水文站"), Organization.objects.get(name="青禾县水利局")
    assert (station.parent, bureau.parent, station.aliases) == (None, station, ["青禾县", "青禾"])
    assert (station.origin, station.kind) == ("authority", "other")
    assert sound()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Instrument, {"key": "灌溉办法", "title": "灌溉办法"}),
        (Office, {"label": "水利局局长", "title": "局长"}),
    ],
)
def test_other_records_are_merged_as_well(model: Any, values: dict[str, str]) -> None:
    before = rows()
    gone, kept = model.objects.get(), model.objects.create(**values)
    done = merge(kept, gone, user=user("editor"))
    assert sound()
    kept = model.objects.get()
    if model is Instrument:
        assert (kept.aliases, kept.issuer.name, kept.date) == (["春灌管理办法"], "青禾县水利局", PartialDate.of(2030))
        assert InstrumentMention.objects.get().instrument == kept
    undo(done, user=user("editor"))
    kept.delete()
    assert rows() == before


def test_what_cannot_be_merged_is_told() -> None:
    person, meeting = Person.objects.get(), Meeting.objects.get()
    pairs: list[tuple[Any, Any]] = [(person, person), (person, meeting), (Document.objects.all()[0], person)]
    for one, other in pairs:
        with pytest.raises(CurationError):
            merge(one, other, user=user("editor"))


def test_who_comes_second_is_told_who_came_first() -> None:
    kept, gone = Person.objects.get(), old_xu()
    third = Person.objects.create(key="丙", name="丙")
    shown, other = preview(kept, gone), preview(third, gone)
    merge(kept, gone, user=user("editor", "meng"), seen=shown.seen)
    with pytest.raises(StaleRecordError, match=r"meng has merged .* into 许桂兰"):
        merge(third, gone, user=user("editor"), seen=other.seen)
    assert Redirect.objects.new_key("person", "老许") == "xu-gui-lan"


def test_statements_do_not_grow_with_mentions() -> None:
    def statements(number: int) -> int:
        gone = Person.objects.create(key=f"多{number}", name=f"多{number}")
        text = Article.objects.get(key="qing-he-tong-xun-l2").paragraphs.get(number=2)
        PersonMention.objects.bulk_create(
            PersonMention(paragraph=text, start=i, end=i + 1, printed=text.text[i], person=gone, rule="example")
            for i in range(number)
        )
        editor = user("editor")
        with CaptureQueriesContext(connection) as captured:
            merge(Person.objects.get(key="xu-gui-lan"), gone, user=editor)
        return len(captured)

    few, many = statements(2), statements(20)
    assert abs(many - few) < 9


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Person, {"key": "许甲", "name": "许甲"}),
        (Organization, {"name": "青禾县水务局"}),
        (Office, {"label": "青禾县水务局局长", "title": "局长"}),
        (
            Meeting,
            {"key": "春灌大会@2031-03-04", "name": "春灌大会", **columns_of("start", PartialDate.of(2031, 3, 4))},
        ),
        (Initiative, {"key": "清沟", "name": "清沟行动", "kind": "programme"}),
        (Instrument, {"key": "渠道办法", "title": "渠道办法"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_imports_find_the_merged_record_under_its_old_name(model: Any, values: dict[str, Any]) -> None:
    put(named(), "one")
    put(named(TEXT.replace("3月4日，", ""), "二.txt", day=None), "one")
    kept = model.objects.create(**values, origin="curator", curator="meng")
    old = {Person: {"key": "许桂兰"}, Organization: {"name": "青禾县水利局"}, Office: {"label": "青禾县水利局局长"},
           Meeting: {"key": "全县春灌工作会议@2031-03-04"}, Initiative: {"key": "清渠"},
           Instrument: {"key": "青禾县渠道管理办法"}}[model]  # fmt: skip
    merge(kept, model.objects.get(**old), user=user("editor"))
    tables = ("PersonMention", "OfficeMention", "MeetingMention", "InitiativeMention", "InstrumentMention")
    before = {table: rows()[f"archive.{table}"] for table in (*tables, "ParticipationMention", "Participation")}

    put(named(), "two")
    put(named(TEXT.replace("3月4日，", ""), "二.txt", day=None), "two")

    assert sound()
    assert not model.objects.filter(**old).exists()
    assert {table: rows()[f"archive.{table}"] for table in before} == before


def test_a_record_that_takes_over_mentions_is_named_in_texts() -> None:
    gone = old_xu()
    kept = Person.objects.create(key="许支书", name="许支书")
    done = merge(kept, gone, user=user("editor"))
    assert Person.objects.get(pk=kept.pk).is_named
    undo(done, user=user("editor"))
    assert set(Person.objects.in_no_text()) == {kept}


def test_what_a_person_has_set_goes_before_what_an_import_found() -> None:
    kept = Meeting.objects.create(key="甲", name="春灌会", place="柳镇", term=3, convener=None)
    gone = Meeting.objects.create(key="乙", name="春灌动员会", place="水利局", term=None)
    correcting.correct(gone, {"place": "大礼堂", "name": "春灌誓师会", "term": None}, user=user("curator", "meng"))
    gone.refresh_from_db()
    before = rows()
    shown = preview(kept, gone)
    done = merge(kept, gone, user=user("editor"))
    kept.refresh_from_db()
    assert (kept.key, kept.name, kept.place, kept.term) == ("甲", "春灌誓师会", "大礼堂", None)
    assert (shown.after.name, shown.after.place, shown.after.term) == ("春灌誓师会", "大礼堂", None)  # type: ignore[union-attr]
    assert kept.aliases == shown.names == ["春灌会"]
    assert {field: lock["by"] for field, lock in kept.locks.items()} == dict.fromkeys(("name", "place", "term"), "meng")
    undo(done, user=user("editor"))
    assert rows() == before


def test_where_people_have_set_both_the_kept_one_stays_and_so_does_what_was_set_blank() -> None:
    kept = Meeting.objects.create(key="甲", name="春灌会")
    gone = Meeting.objects.create(key="乙", name="春灌会", place="水利局", term=5)
    correcting.correct(kept, {"place": None, "term": 4}, user=user("curator", "xu"))
    correcting.correct(gone, {"term": 5}, user=user("curator", "meng"))
    merge(Meeting.objects.get(key="甲"), Meeting.objects.get(key="乙"), user=user("editor"))
    kept.refresh_from_db()
    assert (kept.place, kept.term, kept.locks["term"]["by"]) == (None, 4, "xu")


def test_a_lock_tells_who_has_set_the_value_that_is_there() -> None:
    """A name that is the key stays, days that do not fit together are not taken over: nobody has set what is there."""
    kept = Organization.objects.create(name="甲局")
    gone = Organization.objects.create(name="丙局")
    correcting.correct(gone, {"name": "乙局"}, user=user("curator"))
    merge(kept, Organization.objects.get(name="乙局"), user=user("editor"))
    kept.refresh_from_db()
    assert (kept.name, kept.locks) == ("甲局", {})
    assert "乙局" in kept.aliases

    early, late = PartialDate.of(2031, 3, 1), PartialDate.of(2031, 4, 1)
    one = Meeting.objects.create(key="甲", name="春灌会", **columns_of("start", early), **columns_of("end", early))
    two = Meeting.objects.create(key="乙", name="春灌会")
    correcting.correct(two, {"start": late}, user=user("curator"))
    merge(one, Meeting.objects.get(key="乙"), user=user("editor"))
    one.refresh_from_db()
    assert (one.start, one.locks) == (early, {})


def test_a_person_takes_the_name_that_a_person_has_set_and_keeps_the_other() -> None:
    kept = Person.objects.create(key="徐桂兰", name="徐桂兰", pinyin="xu gui lan")
    gone = Person.objects.create(key="老许", name="老许", pinyin="lao xu")
    correcting.correct(gone, {"name": "许桂英"}, user=user("curator"))
    gone.refresh_from_db()
    names = preview(kept, gone).names
    merge(kept, gone, user=user("editor"))
    kept.refresh_from_db()
    assert (kept.key, kept.name, kept.pinyin) == ("徐桂兰", "许桂英", gone.pinyin)
    assert list(kept.names.values_list("name", flat=True)) == names == ["徐桂兰"]


def test_a_body_does_not_become_part_of_one_of_its_own() -> None:
    kept = Organization.objects.create(name="甲局")
    part = Organization.objects.create(name="甲局某处", parent=kept)
    gone = Organization.objects.create(name="乙局")
    correcting.correct(gone, {"parent": part}, user=user("curator"))
    merge(kept, Organization.objects.get(name="乙局"), user=user("editor"))
    kept.refresh_from_db()
    assert kept.parent is None


def test_a_series_that_only_the_merged_meeting_had_goes_with_it_and_comes_back() -> None:
    kept, gone = (
        Meeting.objects.create(key="渠首会议", name="渠首会议"),
        Meeting.objects.create(key="渠尾会议", name="渠尾会议"),
    )
    for meeting, name in ((kept, "渠首会议系列"), (gone, "渠尾会议系列")):
        meeting.series = MeetingSeries.objects.create(name=name, origin="import")
        meeting.save()
    done = merge(kept, gone, user=user("editor"))
    assert not MeetingSeries.objects.filter(name="渠尾会议系列").exists()
    undo(done, user=user("editor"))
    assert Meeting.objects.get(key="渠尾会议").series == MeetingSeries.objects.get(name="渠尾会议系列")
