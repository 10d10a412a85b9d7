"""Last step of an import: articles that print one text become printings of one work.

What is to be done is told by the sketches: an article without one is new or has changed since it was last grouped. So a
run that was killed before this step is made good by the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection
from django.db.models import Q, QuerySet

from archive.curating.models import Operation
from archive.curating.recording import recording
from archive.importing import likeness
from archive.importing.copying import insert, insert_with_keys, update
from archive.importing.disagreeing import Disagreements
from archive.importing.grouping_works import Group, Pairs, Settled, Text, alike, compare_all, groups, pairs
from archive.importing.keys import first_free
from archive.importing.likeness import Likeness
from archive.importing.records import Role
from archive.importing.syncing import sync
from archive.models import Article, Paragraph, Printing, Redirect, Sketch, Suggestion, Work
from archive.models.curation import RecordType

#: The rule that printings are found by.
RULE = "shingles"
#: A hash of more articles is one of a set phrase, and tells of no printing.
_SET_PHRASE = 128
_FEW = 5_000  # hashes, those of some 50 articles


@dataclass(frozen=True, slots=True)
class Grouped:
    """What grouping did: articles that were looked at, works and printings that were written or removed."""

    articles: int = 0
    works: int = 0
    printings: int = 0


def group_printings(by: str = "") -> Grouped:
    """Group the articles that are new or changed with those that print the same, in one transaction of `by`."""
    with recording(Operation.Kind.IMPORT, by, "printings"):
        return group(set(Article.objects.exclude(sketch__version=likeness.VERSION).values_list("pk", flat=True)))


def group(fresh: set[int], *, suggests: bool = True) -> Grouped:
    """Group these articles, by primary key, as part of a running operation.

    Without `suggests` no suggestion is filed or withdrawn where the title of a work was set by a person.
    """
    _remove(Work.objects.filter(printings=None))
    in_works = Printing.objects.filter(Q(work__in=Work.objects.undone().values("pk")) | Q(article__in=fresh))
    affected = set(in_works.values_list("article", flat=True))
    if not fresh and not affected:
        return Grouped()
    number = len(fresh)
    affected = _closed(affected | fresh)
    judged: set[int] = set()
    compared: dict[tuple[int, int], Likeness] = {}
    while fresh := fresh | _without_sketch(affected):
        _write_sketches(fresh)
        affected = _closed(affected | _related(fresh, compared))
        judged |= fresh
        fresh = set()
    texts = list(_texts(affected))
    return _write(texts, pairs(texts, judged, compared), number, suggests=suggests)


def _without_sketch(articles: Collection[int]) -> set[int]:
    rows = Article.objects.filter(pk__in=articles).exclude(sketch__version=likeness.VERSION)
    return set(rows.values_list("pk", flat=True))


def _write_sketches(articles: Collection[int]) -> None:
    Sketch.objects.forget(articles)
    insert(
        Sketch,
        (
            Sketch(article_id=article, version=likeness.VERSION, hashes=likeness.sketch(folded))
            for article, folded in _folded(articles).items()
        ),
    )


def _folded(articles: Collection[int]) -> dict[int, str]:
    """The texts of articles, headings included, without headline, digest, source and author."""
    rows = Paragraph.objects.filter(article__in=articles, role__in=[Role.TEXT.value, Role.HEADING.value])
    texts: dict[int, list[str]] = {article: [] for article in articles}
    for article, text in rows.order_by("article", "number").values_list("article", "text").iterator():
        texts[article].append(text)
    return {article: likeness.fold(paragraphs) for article, paragraphs in texts.items()}


def _related(articles: set[int], compared: dict[tuple[int, int], Likeness]) -> set[int]:
    """Articles that print the same as one of `articles`, or a part of it, or that it is a part of."""
    candidates = _candidates(articles)
    texts = {text.article: text for text in _texts({article for pair in candidates for article in pair})}
    compare_all(candidates, texts, compared)
    return {article for pair in alike(compared) for article in pair}


def _candidates(articles: set[int]) -> set[tuple[int, int]]:
    """Pairs of one of `articles` and another article, whose sketches share enough for the texts to be compared."""
    holders_of = _holders(articles)
    set_phrases = {number for number, holders in holders_of.items() if holders is None}
    related = set(chain.from_iterable(filter(None, holders_of.values())))
    size: dict[int, int] = {}
    phrases: dict[int, int] = {}
    shared: dict[int, Counter[int]] = {}  # of one of `articles` with others
    for article, hashes in Sketch.objects.filter(article__in=related).values_list("article", "hashes").iterator():
        size[article] = len(hashes)
        phrases[article] = len(set_phrases.intersection(hashes))
        if article in articles:
            shared[article] = Counter(chain.from_iterable(holders_of.get(number) or () for number in hashes))
    return {
        (min(one, other), max(one, other))
        for one, counts in shared.items()
        for other, count in counts.items()
        if (one < other or other not in articles)
        and likeness.worth_comparing(min(size[one], size[other]), count + min(phrases[one], phrases[other]))
    }


def _holders(articles: Collection[int]) -> dict[int, list[int] | None]:
    """Of each hash of `articles` all the articles that have it, if there are several; None of a set phrase."""
    rows = Sketch.objects.filter(article__in=articles).values_list("hashes", flat=True)
    hashes = sorted({number for numbers in rows.iterator() for number in numbers})
    table = Sketch._meta.db_table
    # For few hashes the index finds the rows: its operator compares array with array and is slow without it. For many
    # it is as quick to read all sketches.
    narrowed = len(hashes) <= _FEW
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = {'off' if narrowed else 'on'}")
        cursor.execute(
            f"""
            SELECT hash, CASE WHEN count(*) <= %(most)s THEN array_agg(article_id) END
            FROM {table}, unnest(hashes) AS hash
            WHERE hash = ANY(%(asked)s) {"AND hashes && %(asked)s" if narrowed else ""}
            GROUP BY hash HAVING count(*) > 1
            """,
            {"asked": hashes, "most": _SET_PHRASE},
        )
        found = dict(cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
    return found


def _closed(articles: set[int]) -> set[int]:
    """`articles` and all that are in a work with one of them."""
    while True:
        works = Printing.objects.filter(article__in=articles).values("work")
        found = articles | set(Printing.objects.filter(work__in=works).values_list("article", flat=True))
        if found == articles:
            return articles
        articles = found


def _texts(articles: Collection[int]) -> Iterator[Text]:
    folded = _folded(articles)
    rows = Article.objects.filter(pk__in=articles).select_related("document", "sketch").defer("document__text")
    for row in rows:
        yield Text(
            article=row.pk,
            key=row.key,
            place=(row.document.file_name, row.ordinal),
            folded=folded[row.pk],
            sketch=tuple(row.sketch.hashes),
            title=row.title or row.supplied_title or "",
            opening=row.opening,
            has_dateline=row.dateline_agency is not None,
        )


def _write(texts: Sequence[Text], found: Pairs, looked_at: int, *, suggests: bool) -> Grouped:
    """Bring works and printings of `texts`, which are all there are of each work, to the wanted state."""
    old = list(Printing.objects.filter(article__in=[text.article for text in texts]).select_related("work"))
    kept = [row for row in old if row.status != Printing.Status.SUGGESTED or row.rule != RULE]
    loose = [row for row in old if row.status == Printing.Status.SUGGESTED and row.rule == RULE]
    works = {row.work_id: row.work for row in old}
    old_of, kept_of = _by_work(old), _by_work(kept)
    settled = _settled(texts, works.values(), old_of, kept_of)
    made = groups(texts, found, settled)
    opinions = Disagreements()
    taken, written = _write_works(made, works, {decision.work for decision in settled}, opinions)
    if suggests:
        opinions.save()
    wanted = [row for group, work in zip(made, taken, strict=True) for row in _printings(group, work, kept_of[work.pk])]
    best = {row.work_id: row.article_id for row in wanted if row.is_best}
    losing = [row.pk for row in loose if row.is_best and best.get(row.work_id) != row.article_id]
    losing += [row.pk for row in kept if row.is_best and row.status == Printing.Status.REJECTED]
    Printing.objects.filter(pk__in=losing).update(is_best=False)  # before another becomes it
    identity = ("work_id", "article_id", "is_excerpt")
    changed = sync(Printing, loose, wanted, [identity], ["is_best", "confidence"])
    kept_works = {work.pk for work in taken} | {decision.work for decision in settled}
    gone = works.keys() - kept_works
    _remove(Work.objects.filter(pk__in=gone))
    _choose_best(kept_works & {row.work_id for row in kept}, texts)
    return Grouped(looked_at, written + len(gone), len(changed))


def _choose_best(works: Collection[int], texts: Iterable[Text]) -> None:
    """Have a printing to read where people have decided on all printings of a work, and on none as the best."""
    worth = {text.article: text.worth for text in texts}
    for work in Work.objects.filter(pk__in=works).without_best():
        best = min(work.printings.standing(), key=lambda row: (row.is_excerpt, worth[row.article_id]))
        Printing.objects.filter(pk=best.pk).update(is_best=True)


def _by_work(printings: Iterable[Printing]) -> defaultdict[int, list[Printing]]:
    rows: defaultdict[int, list[Printing]] = defaultdict(list)
    for row in printings:
        rows[row.work_id].append(row)
    return rows


def _settled(
    texts: Sequence[Text],
    works: Iterable[Work],
    old: Mapping[int, Sequence[Printing]],
    kept: Mapping[int, Sequence[Printing]],
) -> list[Settled]:
    """The works that people have touched. One of which they confirmed no whole printing stays with its first."""
    places = {text.article: text.place for text in texts}
    found: list[Settled] = []
    for work in sorted(works, key=lambda work: work.key):
        decided = kept.get(work.pk, [])
        if not decided and not work.locks:
            continue
        refused = {row.article_id for row in decided if row.status == Printing.Status.REJECTED}
        whole = {row.article_id for row in decided if not row.is_excerpt} - refused
        others = {row.article_id for row in old.get(work.pk, []) if not row.is_excerpt} - refused
        if not whole and others:
            whole = {min(others, key=places.__getitem__)}
        found.append(Settled(work.pk, frozenset(whole), frozenset(refused)))
    return found


def _write_works(
    made: Sequence[Group], works: Mapping[int, Work], settled: Collection[int], opinions: Disagreements
) -> tuple[list[Work], int]:
    """The work of each group, and how many were written. A settled work keeps its key, another has its first text's."""
    free = {work.key: work for pk, work in works.items() if pk not in settled}
    candidates = {text.key for group in made for text in group.texts}
    taken_keys = set(Work.objects.filter(key__in=candidates - free.keys()).values_list("key", flat=True))
    merged = Redirect.objects.filter(record_type=RecordType.WORK, old_key__in=candidates)
    taken_keys.update(merged.values_list("old_key", flat=True))
    taken: list[Work] = []
    new: list[Work] = []
    renamed: list[Work] = []
    for group in made:
        if group.work is not None:
            work = works[group.work]
        else:
            keys = [text.key for text in group.texts]
            key = next((key for key in keys if key not in taken_keys), None) or first_free(keys[0], taken_keys)
            taken_keys.add(key)
            work = free.get(key) or Work(key=key)
        title = _title(group)
        if work.pk is None:
            work.title = title
            new.append(work)
        elif work.is_locked("title"):
            opinions.compare(work, "title", work.title, title)
        elif work.title != title:
            work.title = title
            renamed.append(work)
        taken.append(work)
    insert_with_keys(Work, new)
    update(Work, renamed, ["title"])
    return taken, len(new) + len(renamed)


def _remove(works: QuerySet[Work]) -> None:
    """Delete works, with the keys that lead to them and what is suggested about them."""
    keys = list(works.values_list("key", flat=True))
    if keys:
        Redirect.objects.filter(record_type=RecordType.WORK, new_key__in=keys).delete()
        Suggestion.objects.about(RecordType.WORK, keys).delete()
        works.delete()


def _title(group: Group) -> str:
    by_worth = sorted(group.texts, key=lambda text: text.worth)
    return next((text.title for text in by_worth if text.title), "") or by_worth[0].opening or by_worth[0].key


def _printings(group: Group, work: Work, kept: Sequence[Printing]) -> Iterator[Printing]:
    """The rows of a work besides those that are `kept`."""
    settled = {row.article_id for row in kept}
    open_texts = [text for text in sorted(group.texts, key=lambda text: text.worth) if text.article not in settled]
    has_best = any(row.is_best and row.status != Printing.Status.REJECTED for row in kept)
    best = None if has_best or not open_texts else open_texts[0].article
    for is_excerpt, part in ((False, group.whole), (True, group.excerpts)):
        for article, confidence in part.items():
            if article not in settled:
                yield Printing(
                    work=work,
                    article_id=article,
                    is_excerpt=is_excerpt,
                    is_best=article == best and not is_excerpt,
                    confidence=confidence,
                    rule=RULE,
                )
