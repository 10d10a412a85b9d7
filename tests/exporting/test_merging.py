"""An export merged into an archive with contents: what people have set there stays."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.checking import findings
from archive.dates import PartialDate
from archive.exporting.loading import verified
from archive.exporting.merging import Merged, merge_fixtures
from archive.importing.grouping import group_printings
from archive.importing.storing import store
from archive.models import (
    Article,
    Byline,
    Document,
    Initiative,
    Meeting,
    OfficeHeld,
    Organization,
    Participation,
    Person,
    PersonMention,
    PersonName,
    Printing,
    Redirect,
    Sketch,
    Work,
)
from tests.builders import TEXT, Cut, document
from tests.exporting.archives import empty, export, load
from tests.models.examples import NOON, fill

pytestmark = pytest.mark.django_db

NEWS = "qing-he-tong-xun-l2"
#: Files of what is found by comparing texts.
FOUND_AGAIN = {"13_work.json", "14_printing.json", "about/manifest.json"}


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    fill()
    export(tmp_path / "export")
    return tmp_path / "export"


def conflicts(merged: Merged) -> list[str]:
    return [str(conflict) for conflict in merged.conflicts]


def counts(merged: Merged) -> tuple[int, int, int]:
    return merged.created, merged.updated, len(merged.conflicts)


def test_an_export_says_nothing_new_to_the_archive_it_was_made_of(tmp_path: Path) -> None:
    fill()
    Work.objects.all().delete()
    Sketch.objects.all().delete()
    group_printings()
    before = export(tmp_path / "before")
    merged = merge_fixtures(tmp_path / "before")
    assert counts(merged) == (0, 0, 0)
    assert merged.unchanged == sum(entry.records for entry in verified(tmp_path / "before").files)
    assert export(tmp_path / "after") == before


def test_printings_that_are_found_again_are_counted(tmp_path: Path) -> None:
    fill()
    Work.objects.all().delete()
    Sketch.objects.all().delete()
    group_printings()
    export(tmp_path / "before")
    assert Printing.objects.filter(status="suggested").exists()
    records = sum(entry.records for entry in verified(tmp_path / "before").files)
    empty()
    assert merge_fixtures(tmp_path / "before").created == records


def test_into_an_empty_archive_all_is_created(exported: Path, tmp_path: Path) -> None:
    before = export(tmp_path / "before")
    empty()
    merged = merge_fixtures(exported)
    assert (merged.updated, merged.unchanged, merged.conflicts) == (0, 0, [])
    after = export(tmp_path / "after")
    assert {name for name in before if before[name] != after[name]} <= FOUND_AGAIN
    assert list(findings(Document.objects.all())) == []


def test_what_differs_is_taken_over_with_its_locks(exported: Path) -> None:
    Article.objects.filter(key=NEWS).update(title="旧题", kind="letter", locks={})
    Organization.objects.filter(name="青禾县").update(aliases=[])
    merged = merge_fixtures(exported)
    assert counts(merged) == (0, 2, 0)
    article = Article.objects.get(key=NEWS)
    assert (article.title, article.kind) == ("全县春灌工作会议召开", "news")
    assert article.locks == {"title": {"by": "meng", "at": NOON.isoformat()}}
    assert Organization.objects.get(name="青禾县").aliases == ["青禾"]


def test_what_a_person_has_set_here_stays_and_is_told(exported: Path) -> None:
    article = Article.objects.get(key=NEWS)
    article.title = "春灌开始"
    article.source = "青禾社"
    article.lock(["title"], by="lu", at=NOON)
    article.save()
    meeting = Meeting.objects.get()
    meeting.end = PartialDate.of(2031, 3, 4)
    meeting.lock(["end"], by="lu", at=NOON)
    meeting.save()
    bureau = Organization.objects.get(name="青禾县水利局")
    bureau.note = "改过"
    bureau.save()
    Participation.objects.filter(name="吴明远").update(office="县长", decided_by="lu")
    Byline.objects.filter(article__key="qing-he-tong-xun-l6", name="吴明远").delete()
    Article.objects.filter(key="qing-he-tong-xun-l6").update(review="reviewed")

    merged = merge_fixtures(exported)
    assert counts(merged)[:2] == (0, 1)
    end = "; ".join(
        f"end_{column} is {here} here and {there} there"
        for column, here, there in [
            ("earliest", '"2031-03-04"', "null"), ("latest", '"2031-03-04"', "null"), ("precision", '"day"', '""')
        ]
    )  # fmt: skip
    assert conflicts(merged) == [
        'archive.organization ["青禾县水利局"]: note is "改过" here and "" there',
        f'archive.article ["{NEWS}"]: title is "春灌开始" here and "全县春灌工作会议召开" there',
        'archive.article ["qing-he-tong-xun-l6"]: review is "reviewed" here and "unreviewed" there',
        'archive.byline [["qing-he-tong-xun-l6"], 2]: the article is settled here without it',
        f'archive.meeting ["{meeting.key}"]: {end}',
        f'archive.participation [["{meeting.key}"], "吴明远", "chair"]: office is "县长" here and "" there',
    ]
    article.refresh_from_db()
    assert article.title == "春灌开始"
    assert article.source is None
    assert article.locks["title"]["by"] == "lu"


def test_a_rejection_here_and_a_supplied_title_here_stay(exported: Path) -> None:
    PersonMention.objects.update(status="rejected", decided_by="lu", decided_at=NOON)
    Article.objects.filter(key=NEWS).update(title=None, supplied_title="春灌会", locks={})
    merged = merge_fixtures(exported)
    titles = 'title is null here and "全县春灌工作会议召开" there; supplied_title is "春灌会" here and null there'
    assert conflicts(merged) == [
        f'archive.article ["{NEWS}"]: {titles}',
        f'archive.personmention [["{NEWS}", 2], 0, ["xu-gui-lan"]]: status is "rejected" here and "suggested" there',
    ]
    assert PersonMention.objects.get().status == "rejected"


def test_a_decision_there_is_taken_over(exported: Path, tmp_path: Path) -> None:
    PersonMention.objects.update(status="rejected", decided_by="lu", decided_at=NOON)
    export(tmp_path / "decided")
    PersonMention.objects.update(status="suggested", decided_by="", decided_at=None)
    assert counts(merge_fixtures(tmp_path / "decided"))[1:] == (1, 0)
    mention = PersonMention.objects.get()
    assert (mention.status, mention.decided_by, mention.decided_at) == ("rejected", "lu", NOON)


def test_what_was_reviewed_there_comes_whole(exported: Path, tmp_path: Path) -> None:
    Article.objects.filter(key="qing-he-tong-xun-l6").update(review="reviewed")
    reviewed = export(tmp_path / "reviewed")
    empty()
    store(document(), "one")
    Byline.objects.filter(name="许桂兰").update(name="许桂")
    Byline.objects.filter(name="吴明远").delete()
    assert merge_fixtures(tmp_path / "reviewed").conflicts == []
    after = export(tmp_path / "after")
    assert {name for name in reviewed if reviewed[name] != after[name]} <= FOUND_AGAIN


def test_days_on_which_an_office_is_cited_only_grow_apart(exported: Path) -> None:
    held = OfficeHeld.objects.get()
    held.first_cited, held.last_cited = PartialDate.of(2030, 5), PartialDate.of(2032)
    held.save()
    assert counts(merge_fixtures(exported)) == (0, 0, 0)
    held.first_cited = PartialDate.of(2031, 4)
    held.save()
    assert counts(merge_fixtures(exported)) == (0, 1, 0)
    held.refresh_from_db()
    assert (held.first_cited, held.last_cited) == (PartialDate.of(2031, 3, 4), PartialDate.of(2032))


def test_a_record_that_was_merged_here_is_not_brought_back(exported: Path) -> None:
    other = Person.objects.create(key="许桂兰", name="许桂兰", origin="curator", curator="lu")
    person = Person.objects.get(key="xu-gui-lan")
    PersonName.objects.filter(person=person).delete()
    for related in ("mentions", "offices_held", "office_mentions", "participations", "bylines"):
        getattr(person, related).update(person=other)
    Redirect.objects.filter(new_key=person.key).update(new_key=other.key)
    Redirect.objects.create(record_type="person", old_key=person.key, new_key=other.key)
    person.delete()

    merged = merge_fixtures(exported)
    assert conflicts(merged) == [
        'archive.person ["xu-gui-lan"]: it was merged here into 许桂兰',
    ]
    assert not Person.objects.filter(key="xu-gui-lan").exists()
    assert [name.name for name in other.names.all()] == ["老许"]
    assert other.mentions.count() == 1
    assert list(findings(Document.objects.all())) == []


def test_a_record_that_was_merged_there_stays_here_until_a_person_merges_it(exported: Path) -> None:
    Redirect.objects.all().delete()
    Person.objects.create(key="lao-xu", name="老许", origin="curator", curator="lu")
    merged = merge_fixtures(exported)
    assert conflicts(merged) == [
        'archive.redirect ["person", "lao-xu"]: it was merged there into xu-gui-lan, and stands by itself here'
    ]
    assert not Redirect.objects.exists()


def test_a_document_that_is_cut_otherwise_stays_with_all_that_is_said_of_it(exported: Path) -> None:
    empty()
    store(document(TEXT, [Cut(2, 8)]), "one")
    merged = merge_fixtures(exported)
    assert conflicts(merged) == ["archive.document qing-he-tong-xun: it is cut into articles otherwise here"]
    assert [a.key for a in Article.objects.filter(document__slug="qing-he-tong-xun")] == [NEWS]
    assert Article.objects.filter(document__slug="qing-he-tong-xun-4").count() == 2
    assert not Initiative.objects.filter(key="qing-yu").exists()  # nothing here speaks of it
    assert list(findings(Document.objects.all())) == []


def test_another_document_of_the_same_slug_or_content_is_told(exported: Path) -> None:
    empty()
    store(document(TEXT.replace("第三期", "第九期")), "one")
    store(document(TEXT.replace("第三期", "第四期"), name="别名.txt"), "one")
    merged = merge_fixtures(exported)
    assert conflicts(merged) == [
        "archive.document qing-he-tong-xun: another text has this slug here",
        "archive.document qing-he-tong-xun-4: its content or its file name is that of the document bie-ming here",
    ]
    assert Document.objects.count() == 2


def test_decided_printings_travel_and_found_ones_are_found_again(exported: Path, tmp_path: Path) -> None:
    twin = Printing.objects.get(article__key="qing-he-tong-xun-4-l2")
    twin.status, twin.decided_by, twin.decided_at = "rejected", "lu", NOON
    twin.save()
    export(tmp_path / "decided")
    empty()
    store(document(), "one")
    store(document(TEXT.replace("第三期", "第四期"), name="青禾通讯4.txt"), "one")
    merge_fixtures(tmp_path / "decided")
    decided = Printing.objects.get(work__key=NEWS, status="rejected")
    assert (decided.article.key, decided.decided_by) == ("qing-he-tong-xun-4-l2", "lu")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(exported: Path, tmp_path: Path) -> None:
    empty()
    store(document(), "one")
    before = export(tmp_path / "before")
    said = load(exported, merge=True, dry_run=True)
    assert said.startswith("Dry run: records created: ")
    assert export(tmp_path / "after") == before


def test_the_command_tells_conflicts_and_counts(exported: Path) -> None:
    Article.objects.update(title="春灌", locks={"title": {"by": "lu", "at": "2031-03-05"}})
    out = io.StringIO()
    call_command("import_fixtures", exported, merge=True, no_progress=True, stdout=out)
    *told, summary = out.getvalue().splitlines()
    assert len(told) == 4
    assert summary.endswith("conflicts: 4")
