"""Storing what was recognised: records, the words that prove them, and what people have decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from archive.checking import findings as wrong
from archive.dates import PartialDate
from archive.importing.authority import Authority
from archive.importing.grouping import group_printings
from archive.importing.knowing import known_authority
from archive.importing.linking import link
from archive.importing.records import DocumentRecord, Kind
from archive.importing.removing import remove_documents
from archive.importing.storing import Status, store
from archive.models import (
    Document,
    Initiative,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    Office,
    OfficeHeld,
    Organization,
    Participation,
    Person,
    PersonMention,
    PersonName,
    Redirect,
    Suggestion,
)
from archive.models.evidence import Mention
from tests.builders import Cut, document
from tests.importing.naming import DAY, TEXT, findings, named, told_otherwise
from tests.importing.test_storing import versions

pytestmark = pytest.mark.django_db


def sound() -> bool:
    group_printings()  # as the import does after its last document
    return list(wrong(Document.objects.all())) == []


def decide(mention: Mention, status: str) -> None:
    mention.status, mention.decided_by, mention.decided_at = status, "meng", timezone.now()
    mention.save()


def test_findings_become_records_with_the_words_that_prove_them() -> None:
    store(named(), "one")

    assert sound()
    chair, speaker = Participation.objects.order_by("role")
    assert (chair.name, chair.role, chair.person and chair.person.pinyin) == ("许桂兰", "chair", "xu gui lan")
    assert (speaker.name, speaker.role) == ("吴明远", "speaker")
    meeting = Meeting.objects.get()
    assert (meeting.key, meeting.start, meeting.place) == ("全县春灌工作会议@2031-03-04", DAY, "柳镇")
    held = OfficeHeld.objects.get()
    assert (str(held.office), held.office.title, str(held.office.organization)) == (
        "青禾县水利局局长", "局长", "青禾县水利局",
    )  # fmt: skip
    assert held.first_cited == PartialDate.of(2031, 3, 4)
    assert Initiative.objects.get().name == "清渠行动"
    mention = InstrumentMention.objects.get()
    assert mention.paragraph.text[mention.start : mention.end] == mention.printed == "《青禾县渠道管理办法》"


def test_who_launched_an_initiative_is_kept_as_long_as_print_tells_it() -> None:
    (article,) = named().articles
    (found,) = article.findings.initiatives
    told = replace(found, launched_by_person="许桂兰", launched_by_organization="青禾县水利局")
    store(named(initiatives=(told,), offices=()), "one")

    assert sound()
    initiative = Initiative.objects.get()
    assert (str(initiative.launched_by_person), str(initiative.launched_by_organization)) == ("许桂兰", "青禾县水利局")

    store(named(offices=()), "two")
    initiative.refresh_from_db()
    assert (initiative.launched_by_person, initiative.launched_by_organization) == (None, None)
    assert not Organization.objects.exists()


def test_storing_again_writes_nothing() -> None:
    store(named(), "one")
    before = versions()
    assert store(named(), "one").status is Status.UNCHANGED
    assert versions() == before


def test_what_is_no_longer_found_goes_with_the_records_that_only_it_proved() -> None:
    store(named(), "one")
    assert store(named(people=(), offices=(), participations=(), meetings=()), "two").status is Status.UPDATED
    assert not any(model.objects.exists() for model in (Person, Office, Organization))
    assert not any(model.objects.exists() for model in (Meeting, Participation, OfficeHeld))
    assert Initiative.objects.exists()
    assert sound()


def test_a_record_that_another_document_names_stays() -> None:
    store(named(), "one")
    store(named(TEXT.replace("吴明远", "吴明达"), "二.txt"), "one")
    store(named(people=(), offices=(), participations=()), "two")
    assert Meeting.objects.get().mentions.count() == 2
    assert sound()


def test_what_a_person_decided_stays() -> None:
    store(named(), "one")
    decide(PersonMention.objects.get(printed="许桂兰"), "rejected")
    decide(PersonMention.objects.get(printed="吴明远"), "confirmed")
    store(named(), "two")
    store(named(people=(), offices=(), participations=()), "three")
    assert {m.printed: m.status for m in PersonMention.objects.all()} == {"许桂兰": "rejected", "吴明远": "confirmed"}


@pytest.mark.parametrize("insertion", ["县委要求，", "全县春灌工作会议指出，许桂兰说，"])
def test_a_decided_mention_is_carried_into_the_changed_paragraph(insertion: str) -> None:
    store(named(), "one")
    decide(PersonMention.objects.get(printed="许桂兰"), "confirmed")
    changed = TEXT.replace("3月4日，", f"3月4日，{insertion}")
    store(named(changed), "two")
    mention = PersonMention.objects.get(status="confirmed")
    assert mention.paragraph.text[: mention.end].endswith("局长许桂兰")
    assert sound()


def test_a_decided_mention_whose_words_are_gone_is_told() -> None:
    store(named(), "one")
    decide(PersonMention.objects.get(printed="许桂兰"), "confirmed")
    store(named(TEXT.replace("县水利局局长许桂兰主持，", "")), "two")
    (suggestion,) = Suggestion.objects.all()
    assert (suggestion.record_type, suggestion.current, suggestion.proposed) == ("article", "许桂兰", None)


def test_a_decision_on_words_that_are_gone_is_not_put_on_others() -> None:
    """Another article prints the same, where nobody has decided; so does a line of the same article."""
    text = TEXT + "当晚许桂兰回县。\n" + TEXT
    own, other = (named(text, lines=lines) for lines in ((1, 4), (5, 7)))
    store(replace(own, articles=(*own.articles, *other.articles), leftovers=()), "one")
    decide(PersonMention.objects.filter(printed="许桂兰").earliest("pk"), "rejected")
    changed = text.replace("许桂兰主持", "许桂兰主办", 1)
    own, other = (named(changed, lines=lines) for lines in ((1, 4), (5, 7)))
    store(replace(own, articles=(*own.articles, *other.articles), leftovers=()), "one")
    mention = PersonMention.objects.get(status="rejected")
    assert (mention.paragraph.article.first_line, mention.paragraph.first_line) == (1, 2)
    assert PersonMention.objects.filter(printed="许桂兰", status="suggested").count() == 1
    assert sound()


def test_mentions_lead_to_the_record_that_theirs_was_merged_into() -> None:
    merged = Person.objects.create(key="许桂兰（水利）", name="许桂兰", origin="curator", curator="meng")
    Redirect.objects.create(record_type="person", old_key="许桂兰", new_key=merged.key)
    store(named(), "one")
    assert PersonMention.objects.get(printed="许桂兰").person == merged
    assert not Person.objects.filter(key="许桂兰").exists()


def test_a_locked_value_is_not_overwritten() -> None:
    store(named(), "one")
    meeting = Meeting.objects.get()
    meeting.place = "青禾县城"
    meeting.lock(["place"], "meng", timezone.now())
    meeting.save()
    store(named(), "two")
    assert Meeting.objects.get().place == "青禾县城"


def test_paragraphs_that_go_to_a_new_article_take_their_mentions_along() -> None:
    text = "青禾日记\n渠水又长了三寸。\n" + TEXT
    joined = named(text, lines=(1, 5))
    parted = document(text, [Cut(1, 2), Cut(3, 5, date=DAY)], name=joined.raw.name, pages=())
    diary, news = parted.articles
    parted = replace(
        parted, articles=tuple(link([diary, replace(news, findings=findings(news))], joined.raw.name, Authority()))
    )
    store(joined, "one")
    before = set(PersonMention.objects.values_list("pk", flat=True))
    store(parted, "two")
    assert {mention.paragraph.article.ordinal for mention in PersonMention.objects.all()} == {2}
    assert set(PersonMention.objects.values_list("pk", flat=True)) == before
    assert sound()


def test_an_undated_meeting_is_the_dated_one_of_its_name_whichever_is_imported_first() -> None:
    later = PartialDate.of(2031, 4, 2)
    undated = named(TEXT.replace("柳镇", "柳乡"), "二.txt", day=None, date=later)
    store(undated, "one")
    assert Meeting.objects.get().key == "全县春灌工作会议"
    store(named(), "one")
    assert Meeting.objects.get().key == "全县春灌工作会议@2031-03-04"
    assert {m.inferred_from for m in MeetingMention.objects.all()} == {"", "全县春灌工作会议"}
    assert Participation.objects.count() == 2
    before = versions()
    assert store(undated, "one").status is Status.UNCHANGED
    assert versions() == before
    assert sound()


def _with_ordinal(ordinal: str, name: str) -> DocumentRecord:
    record = named(TEXT.replace("柳镇", name.removesuffix(".txt")), name, day=None, participations=())
    (article,) = record.articles
    (meeting,) = article.findings.meetings
    term = {"首届": 1}.get(ordinal)
    found = replace(
        meeting, name=ordinal + meeting.name, key=ordinal + meeting.key, term=term, is_inferred=term is None
    )
    return replace(record, articles=(replace(article, findings=replace(article.findings, meetings=(found,))),))


@pytest.mark.parametrize("first", [0, 1])
def test_a_name_without_ordinal_is_the_only_numbered_one_whichever_is_imported_first(first: int) -> None:
    texts = [_with_ordinal("首届", "柳乡.txt"), _with_ordinal("", "柳村.txt")]
    store(texts[first], "one")
    store(texts[1 - first], "one")
    meeting = Meeting.objects.get()
    assert (meeting.key, meeting.mentions.count()) == ("首届全县春灌工作会议", 2)
    assert sound()

    store(_with_ordinal("第二届", "柳镇.txt"), "one")
    assert set(Meeting.objects.values_list("key", flat=True)) == {
        "首届全县春灌工作会议", "第二届全县春灌工作会议", "全县春灌工作会议",
    }  # fmt: skip
    assert sound()


def test_a_name_without_ordinal_is_let_go_with_the_print_of_the_ordinal() -> None:
    store(_with_ordinal("", "柳村.txt"), "one")
    store(_with_ordinal("首届", "柳乡.txt"), "one")
    remove_documents(Document.objects.filter(file_name="柳乡.txt"))
    meeting = Meeting.objects.get()
    assert (meeting.key, meeting.mentions.count()) == ("全县春灌工作会议", 1)


def test_an_undated_article_speaks_of_the_time_that_its_document_reports() -> None:
    store(named(), "one")
    undated = named(TEXT.replace("柳镇", "柳乡"), "二.txt", day=None, date=None)
    later = replace(undated, period_start=PartialDate.of(2040, 1, 1), period_end=PartialDate.of(2040, 1, 9))
    store(later, "one")
    assert Meeting.objects.count() == 2
    within = replace(undated, period_start=PartialDate.of(2031, 4, 1), period_end=PartialDate.of(2031, 4, 9))
    store(within, "two")
    assert Meeting.objects.get().mentions.count() == 2


def test_an_undated_meeting_that_may_be_either_of_two_is_neither() -> None:
    store(named(), "one")
    store(named(TEXT.replace("柳镇", "柳乡"), "二.txt", day=PartialDate.of(2031, 3, 1)), "one")
    store(named(TEXT.replace("柳镇", "柳村"), "三.txt", day=None, date=PartialDate.of(2031, 4, 2)), "one")
    assert set(Meeting.objects.values_list("key", flat=True)) == {
        "全县春灌工作会议@2031-03-04", "全县春灌工作会议@2031-03-01", "全县春灌工作会议",
    }  # fmt: skip


def test_days_that_differ_little_are_a_suggestion_and_not_merged() -> None:
    store(named(), "one")
    store(named(TEXT.replace("柳镇", "柳乡"), "二.txt", day=PartialDate.of(2031, 3, 1)), "one")
    (suggestion,) = Suggestion.objects.all()
    assert (suggestion.record_type, suggestion.record_key, suggestion.current, suggestion.proposed) == (
        "meeting", "全县春灌工作会议@2031-03-04", "2031-03-04", "2031-03-01",
    )  # fmt: skip
    assert sound()


def session(text: str, name: str, day: PartialDate, end: PartialDate | None = None) -> DocumentRecord:
    key = "青禾县第九届人民代表大会第二次会议"
    return told_otherwise(named(text, name, day=day), meetings={"key": key, "term": 9, "number": 2, "end_date": end})


def test_two_days_of_a_meeting_of_one_term_are_a_suggestion() -> None:
    store(session(TEXT, "甲.txt", DAY), "one")
    store(session(TEXT.replace("柳镇", "柳乡"), "乙.txt", PartialDate.of(2031, 3, 8)), "one")
    assert Meeting.objects.get().start == DAY
    (suggestion,) = Suggestion.objects.all()
    assert (suggestion.current, suggestion.proposed) == ("2031-03-04", "2031-03-08")
    store(session(TEXT.replace("柳镇", "柳村"), "丙.txt", PartialDate.of(2031, 3, 8)), "one")
    assert Meeting.objects.get().start == PartialDate.of(2031, 3, 8)
    (suggestion,) = Suggestion.objects.all()
    assert (suggestion.current, suggestion.proposed) == ("2031-03-08", "2031-03-04")


@pytest.mark.parametrize("first", [0, 1])
def test_a_day_of_a_session_is_no_other_day(first: int) -> None:
    opened, closed = PartialDate.of(2031, 3, 3), PartialDate.of(2031, 3, 6)
    records = [session(TEXT, "甲.txt", DAY), session(TEXT.replace("柳镇", "柳乡"), "乙.txt", opened, closed)]
    for record in (records[first], records[1 - first]):
        store(record, "one")
    (meeting,) = Meeting.objects.all()
    assert (meeting.start, meeting.end) == (opened, closed)
    assert not Suggestion.objects.exists()
    assert sound()

    remove_documents(Document.objects.filter(file_name="乙.txt"))
    meeting.refresh_from_db()
    assert (meeting.start, meeting.end) == (DAY, None)


def test_refusing_one_of_two_meetings_of_a_name_leaves_the_other() -> None:
    store(named(), "one")
    store(named(TEXT.replace("柳镇", "柳乡"), "二.txt", day=PartialDate.of(2030, 3, 1)), "one")
    decide(MeetingMention.objects.get(meeting__key__endswith="2030-03-01"), "rejected")
    assert known_authority().rejected == ()


def test_a_refused_name_makes_no_shorter_one() -> None:
    store(named(), "one")
    whole = PersonMention.objects.get(printed="许桂兰")
    decide(whole, "rejected")
    (article,) = named().articles
    found = article.findings.people
    shorter = replace(found[0], name="许桂", key="许桂", end=found[0].end - 1)
    store(named(people=(shorter, found[1]), offices=(), participations=()), "two")
    assert set(PersonMention.objects.values_list("printed", "status")) == {
        ("许桂兰", "rejected"),
        ("吴明远", "suggested"),
    }


def test_offices_are_cited_from_the_first_article_to_the_last() -> None:
    store(named(), "one")
    store(named(TEXT.replace("柳镇", "柳乡"), "二.txt", date=PartialDate.of(2032, 1, 9)), "one")
    held = OfficeHeld.objects.get()
    assert (held.first_cited, held.last_cited) == (PartialDate.of(2031, 3, 4), PartialDate.of(2032, 1, 9))


def test_the_next_import_knows_what_curators_confirmed_and_refused() -> None:
    store(named(), "one")
    assert known_authority().figures == ()
    decide(PersonMention.objects.get(printed="吴明远"), "confirmed")
    decide(PersonMention.objects.get(printed="许桂兰"), "rejected")
    PersonName.objects.create(person=Person.objects.get(name="吴明远"), name="老吴")
    authority = known_authority()
    assert [(figure.name, figure.aliases) for figure in authority.figures] == [("吴明远", ("老吴",))]
    assert authority.rejected == (("person", "许桂兰"),)


def test_an_instrument_leads_to_the_article_that_prints_it_in_full_whichever_is_imported_first() -> None:
    text = "青禾县渠道管理办法\n第一条 渠道归全县管。\n第二条 清淤每年一次。\n"
    full = document(text, [Cut(1, 3, kind=Kind.REGULATION)], name="办法.txt", pages=())
    for first, second in ((named(), full), (full, named())):
        Document.objects.all().delete()
        store(first, "one")
        store(second, "one")
        article = Instrument.objects.get().article
        assert article
        assert article.document.file_name == "办法.txt"
    assert sound()
