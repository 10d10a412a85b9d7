"""An archive with a row in every table."""

from __future__ import annotations

import datetime
from typing import Any

from archive.dates import PartialDate
from archive.importing.storing import store
from archive.models import (
    Article,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeHeld,
    OfficeMention,
    Organization,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
    PersonName,
    Printing,
    Redirect,
    Sketch,
    Suggestion,
    Work,
)
from archive.models.dates import columns_of
from archive.models.evidence import Mention
from tests.builders import TEXT, document

NOON = datetime.datetime(2031, 3, 5, 12, tzinfo=datetime.UTC)


def mention(model: type[Mention], paragraph: Paragraph, words: str, **target: Any) -> None:
    start = paragraph.text.index(words)
    model.objects.create(
        paragraph=paragraph,
        start=start,
        end=start + len(words),
        printed=words,
        rule="example",
        confidence=0.5,
        **target,
    )


def fill() -> None:
    """Rows in every table, with links in all directions, a lock, a merge and a suggestion."""
    store(document(), "one")
    store(document(TEXT.replace("第三期", "第四期"), name="青禾通讯4.txt"), "one")
    news = Article.objects.get(key="qing-he-tong-xun-l2")
    news.lock(["title"], by="meng", at=NOON)
    news.date = PartialDate.of(2031, 3, 4)
    news.save()
    feature = Article.objects.get(key="qing-he-tong-xun-l6")
    text = news.paragraphs.get(number=2)
    call = news.paragraphs.get(number=3)

    county = Organization.objects.create(
        name="青禾县", kind="place", level="county", aliases=["青禾"], origin="authority"
    )
    bureau = Organization.objects.create(
        name="青禾县水利局", kind="state", parent=county, origin="curator", curator="meng"
    )
    person = Person.objects.create(key="xu-gui-lan", name="许桂兰", pinyin="xu gui lan")
    PersonName.objects.create(person=person, name="老许", kind="short")
    feature.bylines.filter(name="许桂兰").update(person=person)
    feature.lock(["bylines"], by="meng", at=NOON)
    feature.save()
    office = Office.objects.create(label="青禾县水利局局长", title="局长", organization=bureau)
    day = PartialDate.of(2031, 3, 4)
    cited = columns_of("first_cited", day) | columns_of("last_cited", day)
    OfficeHeld.objects.create(person=person, office=office, rule="example", **cited)
    series = MeetingSeries.objects.create(name="青禾县春灌工作会议", aliases=["春灌会"], convener=county)
    meeting = Meeting.objects.create(
        key="青禾县春灌工作会议-2031-03-03", name="青禾县春灌工作会议", series=series, number=3, place="柳镇",
        convener=county, **columns_of("start", PartialDate.of(2031, 3, 3, printed="昨日", inferred=True)),
    )  # fmt: skip
    part = Participation.objects.create(meeting=meeting, person=person, name="许桂兰", role="speaker", rule="example")
    Participation.objects.create(meeting=meeting, name="吴明远", role="chair", decided_by="meng", status="confirmed")
    initiative = Initiative.objects.create(
        key="qing-yu", name="清渠行动", kind="programme", level="county", launched_by_organization=county
    )
    instrument = Instrument.objects.create(
        key="春灌管理办法-2030", title="春灌管理办法", kind="regulation", issuer=bureau, article=feature,
        **columns_of("date", PartialDate.of(2030)),
    )  # fmt: skip

    mention(PersonMention, text, "青禾社", person=person)
    mention(OfficeMention, text, "青禾社", office=office, person=person, title="青禾社社长")
    mention(OfficeMention, text, "柳镇", title="柳镇镇长")
    mention(MeetingMention, text, "全县春灌工作会议", meeting=meeting, is_main=True, name=meeting.name)
    mention(ParticipationMention, call, "会议要求", participation=part)
    mention(InitiativeMention, call, "渠道清淤", initiative=initiative)
    mention(InstrumentMention, call, "清淤", instrument=instrument)

    work = Work.objects.create(key=news.key, title="全县春灌工作会议召开")
    Printing.objects.create(work=work, article=news, is_best=True, rule="example")
    twin = Article.objects.get(key="qing-he-tong-xun-4-l2")
    Printing.objects.create(work=work, article=twin, rule="example", confidence=0.75)
    Sketch.objects.create(article=news, version=1, hashes=[-2, 5])
    Redirect.objects.create(record_type="person", old_key="lao-xu", new_key=person.key)
    Suggestion.objects.create(
        record_type="article", record_key=news.key, field="title", current="甲", proposed="乙", reason="import"
    )
