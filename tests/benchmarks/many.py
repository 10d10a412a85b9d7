"""A large archive of invented texts for benchmarks, made by the database: the same rows each time.

`fill(articles=50_000, mentions=500_000)` fills an empty migrated database in well under a minute. Records are named
as unevenly as in print: a few by thousands of places, most by a handful. Each paragraph opens with the name that its
one mention stands for, so that every claim can be held against its text.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from archive.models import (
    Article,
    Document,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    MeetingSeries,
    Office,
    OfficeHeld,
    Organization,
    Paragraph,
    Participation,
    Person,
    PersonMention,
)


def _pairs(characters: str) -> list[str]:
    return [characters[n : n + 2] for n in range(0, len(characters), 2)]


SURNAMES = "安柏常邓范高韩贾康黎孟宁潘秦任沈陶魏夏严"
GIVEN = "青禾云渡清渠春耕松岩远山明川秋实文博嘉言立新若水"
WORDS = _pairs(
    "春灌渠道清淤柳镇水利种子仓储村道学校集市财务公开规划山林河长培训食堂农机晒场果园茶山养老互助邮路电站泵房堤坝苗圃"
    "育秧排涝抗旱宣讲走访台账验收"
)
VERBS = _pairs("检查部署推进讨论总结安排落实了解完善督促")


@dataclass(frozen=True)
class Sizes:
    """How many rows of each sort go with a number of articles."""

    articles: int
    mentions: int
    documents: int
    people: int
    meetings: int
    initiatives: int
    instruments: int
    organizations: int

    @classmethod
    def of(cls, articles: int, mentions: int) -> Sizes:
        def share(divisor: int) -> int:
            return max(articles // divisor, 1)

        return cls(articles, mentions, share(100), share(5), share(10), share(25), share(10), share(25))


def fill(articles: int = 50_000, mentions: int = 500_000) -> Sizes:
    """Fills the empty database; as many paragraphs as `mentions`, at least one an article."""
    sizes = Sizes.of(articles, mentions)
    _records(sizes)
    _texts(sizes)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), list(apps.get_app_config("archive").get_models())
        ):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    return sizes


def insert(model: type[models.Model], source: str, **values: str) -> None:
    """One row of `model` for each row of `source`, SQL that follows FROM; `values` are SQL expressions by field.

    Fields that are not given get their default.
    """
    columns: dict[str, str] = {}
    defaults: list[Any] = []
    for field in model._meta.concrete_fields:
        if field.name in values:
            columns[field.column] = values[field.name]
        elif not (field.null or field.generated or field.primary_key):
            columns[field.column] = "%s"
            defaults.append(field.get_db_prep_save(field.get_default(), connection))
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        expressions = ", ".join(sql if sql == "%s" else sql.replace("%", "%%") for sql in columns.values())
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {expressions} FROM {source.replace('%', '%%')}",
            defaults,
        )


def _series(number: int) -> str:
    return f"generate_series(1, {number}) AS i"


def _one_of(words: str | list[str], turn: str) -> str:
    """SQL for one of the characters or words; `turn` is an SQL expression of a whole number."""
    if isinstance(words, str):
        return f"substr('{words}', 1 + ({turn}) % {len(words)}, 1)"
    return f"(ARRAY[{', '.join(repr(word) for word in words)}])[1 + ({turn}) % {len(words)}]"


def _chance(i: str, salt: int) -> str:
    """SQL for a number from 0 to below 1, the same for the same `i` and `salt`."""
    return f"((hashint4(({i})::int + {salt}) & 1048575) / 1048576.0)"


def _uneven(number: int, i: str, salt: int) -> str:
    """SQL for a key from 1 to `number`, low ones far more often than high ones."""
    return f"1 + floor({number} * power({_chance(i, salt)}, 3))::int"


def _records(sizes: Sizes) -> None:
    place = _one_of(WORDS, "i / 36")
    insert(
        Organization,
        _series(sizes.organizations),
        id="i",
        name=f"'第' || i || {place} || '局'",
        pinyin="'di ' || i",
        kind=_one_of(["party", "state", "congress", "school", "company"], "i"),
        level=_one_of(["national", "province", "county", ""], "i"),
    )
    insert(
        Person,
        _series(sizes.people),
        id="i",
        key=f"{_one_of(SURNAMES, 'i')} || {_one_of(GIVEN, 'i / 20')} || {_one_of(GIVEN, 'i / 440')} || i",
        name=f"{_one_of(SURNAMES, 'i')} || {_one_of(GIVEN, 'i / 20')} || {_one_of(GIVEN, 'i / 440')}",
        pinyin="chr(97 + i % 26) || ' ' || chr(97 + i / 26 % 26) || ' ' || i",
    )
    insert(
        Office,
        _series(sizes.organizations),
        id="i",
        label=f"'第' || i || {place} || '局局长'",
        title="'局长'",
        organization="i",
    )
    insert(
        OfficeHeld,
        f"{_series(sizes.people)} WHERE i % 2 = 0",
        person="i",
        office=_uneven(sizes.organizations, "i", 1),
        rule="'benchmark'",
        **_day("first_cited", "i"),
        **_day("last_cited", "i + 300"),
    )
    series = max(sizes.meetings // 50, 1)
    insert(MeetingSeries, _series(series), id="i", name="'第' || i || '类工作会议'", convener=str(1))
    insert(
        Meeting,
        _series(sizes.meetings),
        id="i",
        key=f"'全县' || {_one_of(WORDS, 'i')} || '工作会议-' || i",
        name=f"'全县' || {_one_of(WORDS, 'i')} || '工作会议'",
        series=f"CASE WHEN i % 3 = 0 THEN 1 + i % {series} END",
        place=f"CASE WHEN i % 4 > 0 THEN {_one_of(['柳镇', '青禾县', '云渡市', '清渠乡', '石桥村'], 'i')} END",
        convener=f"CASE WHEN i % 5 = 0 THEN {_uneven(sizes.organizations, 'i', 2)} END",
        **_day("start", "i"),
    )
    insert(
        Participation,
        f"(SELECT DISTINCT ON (meeting, person) * FROM (SELECT {_uneven(sizes.meetings, 'i', 3)} AS meeting, "
        f"{_uneven(sizes.people, 'i', 4)} AS person, i FROM {_series(sizes.meetings * 4)}) AS t "
        "ORDER BY meeting, person, i) AS t JOIN archive_person ON archive_person.id = t.person",
        meeting="t.meeting",
        person="t.person",
        name="archive_person.key",
        role=_one_of(["attendee", "speaker", "chair", "attendee"], "i"),
        rule="'benchmark'",
    )
    insert(
        Initiative,
        _series(sizes.initiatives),
        id="i",
        key=f"{_one_of(WORDS, 'i')} || {_one_of(WORDS, 'i / 36')} || i",
        name=f"{_one_of(WORDS, 'i')} || {_one_of(WORDS, 'i / 36')} || '行动' || i",
        kind=_one_of(["programme", "formulation"], "i"),
        level=_one_of(["national", "county", ""], "i"),
    )
    insert(
        Instrument,
        _series(sizes.instruments),
        id="i",
        key=f"{_one_of(WORDS, 'i')} || '管理办法' || i",
        title=f"{_one_of(WORDS, 'i')} || '管理办法' || i",
        kind=_one_of(["regulation", "law", "notice", "plan"], "i"),
        issuer=f"CASE WHEN i % 3 = 0 THEN {_uneven(sizes.organizations, 'i', 5)} END",
        **_day("date", "i"),
    )


def _texts(sizes: Sizes) -> None:
    insert(
        Document,
        _series(sizes.documents),
        id="i",
        slug="'he-ji-' || i",
        title="'青禾文献汇编第' || i || '辑'",
        kind=_one_of(["compilation", "magazine", "report", "newspaper"], "i"),
        file_name="'合辑' || lpad(i::text, 6, '0') || '.txt'",
        sha256="encode(sha256(i::text::bytea), 'hex')",
        encoding="'utf-8'",
        text="'青禾文献汇编'",
        line_count="1000",
        character_count="160000",
        importer="'benchmark'",
        **_day("period_start", "i * 18"),
    )
    of_article = max(sizes.mentions // sizes.articles, 1)
    insert(
        Article,
        _series(sizes.articles),
        id="i",
        document=f"1 + (i - 1) * {sizes.documents} / {sizes.articles}",
        key="'he-ji-l' || i",
        ordinal="i",
        title=f"'全县' || {_one_of(VERBS, 'i')} || {_one_of(WORDS, 'i / 7')} || '工作第' || i || '号'",
        kind=_one_of(["news", "news", "news", "speech", "regulation", "feature", "commentary"], "i"),
        dateline_agency=f"CASE WHEN i % 2 = 0 THEN {_one_of(['青禾社', '柳镇日报', '云渡通讯'], 'i / 2')} END",
        first_line="i",
        last_line="i",
        review=_one_of(["unreviewed", "unreviewed", "unreviewed", "reviewed", "doubtful"], "i"),
        **_day("date", "i", undated="i % 10 = 0"),
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE filler (n int PRIMARY KEY, text text NOT NULL)")
        pool = _paragraphs(2000)
        cursor.execute("INSERT INTO filler SELECT n - 1, text FROM unnest(%s) WITH ORDINALITY AS t(text, n)", [pool])
        cursor.execute(
            f"""
            CREATE TEMPORARY TABLE named AS
            SELECT i, r.kind, record, coalesce(p.name, m.name, v.name, '《' || s.title || '》') AS name
            FROM (
                SELECT i, kind, CASE kind
                    WHEN 'person' THEN {_uneven(sizes.people, "i", 6)}
                    WHEN 'meeting' THEN {_uneven(sizes.meetings, "i", 7)}
                    WHEN 'initiative' THEN {_uneven(sizes.initiatives, "i", 8)}
                    ELSE {_uneven(sizes.instruments, "i", 9)} END AS record
                FROM (SELECT i, (ARRAY['person', 'person', 'person', 'person', 'person', 'person',
                    'meeting', 'meeting', 'initiative', 'instrument'])[1 + (hashint4(i) & 1023) %% 10] AS kind
                    FROM generate_series(1, %s) AS i) AS k
            ) AS r
            LEFT JOIN archive_person p ON r.kind = 'person' AND p.id = record
            LEFT JOIN archive_meeting m ON r.kind = 'meeting' AND m.id = record
            LEFT JOIN archive_initiative v ON r.kind = 'initiative' AND v.id = record
            LEFT JOIN archive_instrument s ON r.kind = 'instrument' AND s.id = record
            """,
            [sizes.articles * of_article],
        )
    insert(
        Paragraph,
        f"named JOIN filler ON n = (hashint4(i) & 1023) + i % {len(pool) - 1024}",
        id="i",
        article=f"(i - 1) / {of_article} + 1",
        number=f"(i - 1) % {of_article} + 1",
        role="'text'",
        text="name || text",
        first_line="1",
        last_line="1",
        spans="'[]'",
    )
    for kind, model in (
        ("person", PersonMention),
        ("meeting", MeetingMention),
        ("initiative", InitiativeMention),
        ("instrument", InstrumentMention),
    ):
        insert(
            model,
            f"named WHERE kind = '{kind}'",
            paragraph="i",
            start="0",
            end="length(name)",
            printed="name",
            rule="'benchmark'",
            confidence="0.8 + 0.2 * (i % 100) / 100",
            **{kind: "record"},
            **({"name": "name"} if kind == "meeting" else {}),
        )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE filler, named")


def _paragraphs(number: int) -> list[str]:
    """Invented paragraphs of some 150 characters."""
    draw = random.Random(4)

    def clause() -> str:
        return (
            f"{draw.choice(VERBS)}{draw.choice(WORDS)}{draw.choice(['工作', '情况', '安排'])}，{draw.choice(WORDS)}先行"
        )

    return ["。".join(clause() for _ in range(draw.randint(9, 16))) + "。" for _ in range(number)]


def _day(name: str, turn: str, *, undated: str = "false") -> dict[str, str]:
    """SQL for the columns of a partial date: a day between 2000 and 2024, or none where `undated` holds."""
    day = f"CASE WHEN NOT ({undated}) THEN DATE '2000-01-01' + ({turn}) * 37 % 9000 END"
    return {
        f"{name}_earliest": day,
        f"{name}_latest": day,
        f"{name}_precision": f"CASE WHEN {undated} THEN '' ELSE 'day' END",
    }
