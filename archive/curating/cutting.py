"""How a document is cut into articles: split, join, lines given to the leftovers and taken back.

What a person has cut is locked, as the field `paragraphs` of an article or `lines` of a leftover, and the next import
keeps that stretch of print as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils.translation import gettext as _

from archive.curating import versions
from archive.curating.bench import Bench, cutting, end_of, start_of
from archive.curating.errors import CurationError
from archive.curating.models import Operation
from archive.curating.print_places import parted
from archive.importing import keys
from archive.importing.records import Reason, Role
from archive.importing.storing_articles import taken_keys
from archive.models import Article, Byline, Leftover, Paragraph, Redirect
from archive.models.curation import RecordType

#: Fields of an article that paragraphs of a role print.
_PRINTED = {
    Role.KICKER.value: "kicker",
    Role.TITLE.value: "title",
    Role.SUBTITLE.value: "subtitle",
    Role.COLUMN.value: "column",
}
#: What becomes of the parts of a headline in the middle of a text.
_INSIDE = dict.fromkeys(_PRINTED, Role.HEADING.value) | {
    role.value: Role.TEXT.value for role in (Role.BYLINE, Role.SOURCE, Role.DIGEST)
}


def version(article: Article) -> int:
    """The version of an article's cut, and of the next one's, which the functions here ask for as `seen`."""
    after = Article.objects.after(article)[:1]
    return versions.version(article, *after, *Paragraph.objects.filter(article__in=[article, *after]))


def split(
    article: Article,
    paragraph: Paragraph,
    *,
    user: AbstractBaseUser,
    headline: bool = False,
    supplied: str = "",
    seen: int | None = None,
) -> Operation:
    """Let a new article begin with `paragraph`, with `headline` as its title; the article keeps what stands before.

    The new article has the kind and the column of the old one, and the headline that its own paragraphs print, which
    the old one then has no more; where they print none, it may be given the title `supplied`.
    """
    with cutting(article, user, seen) as bench:
        article, paragraphs = bench.article, bench.paragraphs
        place = next((i for i, row in enumerate(paragraphs) if row.pk == paragraph.pk), 0)
        if not place:
            raise CurationError(_("An article is split before one of its paragraphs, but not before the first."))
        staying, going = paragraphs[:place], paragraphs[place:]
        if end_of(staying) > start_of(going):
            raise CurationError(_("The text before this paragraph runs on behind it: it cannot be split here."))
        Article.objects.filter(document=article.document_id, ordinal__gt=article.ordinal).update(
            ordinal=F("ordinal") + 1
        )
        if headline:
            going[0].level = None
            bench.rewrite(going[0], going[0].spans, Role.TITLE.value)
        new = _begun(bench, going)
        if supplied.strip():
            if new.title:
                raise CurationError(_("The new article prints a headline: one is supplied only where there is none."))
            new.supplied_title = supplied.strip()
            new.lock(["supplied_title"], bench.by, bench.at)
        bench.write(new, going)
        bench.write(article, staying)
        _forget_headline(article, going, staying)
        signed = " ".join(row.text for row in going if row.role == Role.BYLINE)
        _sign(new, [byline for byline in article.bylines.order_by("number") if byline.name in signed])
        _number(article)
        bench.changed = [article, new]
    return bench.operation


def _begun(bench: Bench, paragraphs: Sequence[Paragraph]) -> Article:
    """The article after the one on the bench, not saved, with the headline that its `paragraphs` print."""
    key = keys.article_key(bench.document.slug, paragraphs[0].first_line)
    new = Article(
        document=bench.document,
        key=keys.first_free(key, taken_keys(bench.document.slug)),
        ordinal=bench.article.ordinal + 1,
        kind=bench.article.kind,
        column=bench.article.column,
    )
    for role, field in _PRINTED.items():
        if printed := [row.text for row in paragraphs if row.role == role]:
            setattr(new, field, " ".join(printed))
    return new


def join(article: Article, *, user: AbstractBaseUser, seen: int | None = None) -> Operation:
    """Let an article go on in the next one, whose headline becomes headings of the text; its key leads on."""
    with cutting(article, user, seen) as bench:
        article = bench.article
        after = Article.objects.after(article).select_for_update(of=["self"]).first()
        if after is None:
            raise CurationError(_("This is the last article of its document: there is none to join it with."))
        coming = list(after.paragraphs.order_by("number"))
        versions.check(seen, after, *coming)
        for row in coming:
            if row.role in _INSIDE:
                row.level = 1 if _INSIDE[row.role] == Role.HEADING else None
                bench.rewrite(row, row.spans, _INSIDE[row.role])
        after.instruments.update(article=article)
        signed = set(article.bylines.values_list("name", flat=True))
        _sign(article, [byline for byline in after.bylines.order_by("number") if byline.name not in signed])
        bench.write(article, [*bench.paragraphs, *coming])
        Redirect.objects.filter(record_type=RecordType.ARTICLE, new_key=after.key).update(new_key=article.key)
        Redirect.objects.create(record_type=RecordType.ARTICLE, old_key=after.key, new_key=article.key)
        bench.remove(after)
        bench.changed = [article]
    return bench.operation


def set_aside(
    article: Article, first: int, last: int, reason: Reason, *, user: AbstractBaseUser, seen: int | None = None
) -> Operation:
    """Give the raw lines `first` to `last` (from 1, included) of an article to the leftovers.

    What is named only there is named no more. An article that has no other line is gone.
    """
    with cutting(article, user, seen, f"{first}–{last}") as bench:
        taken: list[list[int]] = []
        staying: list[Paragraph] = []
        for row in bench.paragraphs:
            inside, outside = parted(row.spans, first, last)
            taken += inside
            if outside:
                staying.append(row)
                if inside:
                    bench.rewrite(row, outside, row.role)
        Paragraph.objects.filter(pk__in={row.pk for row in bench.paragraphs} - {row.pk for row in staying}).delete()
        if not taken:
            raise CurationError(_("The article has no text on these lines."))
        bench.add_leftover(sorted(taken), reason.value)
        if staying:
            bench.write(bench.article, staying)
            _forget_headline(bench.article, bench.paragraphs, staying)
        else:
            Redirect.objects.filter(record_type=RecordType.ARTICLE, new_key=bench.article.key).delete()
            bench.remove(bench.article)
        bench.changed = [bench.article] if staying else []
    return bench.operation


def take_back(
    leftover: Leftover,
    article: Article,
    *,
    user: AbstractBaseUser,
    first: int = 1,
    last: int | None = None,
    each_line: bool = False,
    seen: int | None = None,
) -> Operation:
    """Give a leftover, or those of its raw lines that are from `first` to `last`, to an article as text.

    Lines from the middle of a paragraph go back into it; others become one paragraph, or with `each_line` one each.
    """
    with cutting(article, user, seen, str(leftover)) as bench:
        leftover = versions.locked(Leftover, leftover.pk)
        taken, rest = parted(leftover.spans, first, len(bench.lines) if last is None else last)
        if leftover.document_id != bench.document.pk or not taken:
            raise CurationError(_("The leftover has nothing on these lines that the article could take."))
        bench.refuse_others(taken)
        reason, locks = leftover.reason, leftover.locks
        leftover.delete()
        if rest:
            bench.add_leftover(rest, reason, locks)
        around = next((row for row in bench.paragraphs if row.spans[0] < taken[0] and taken[-1] < row.spans[-1]), None)
        if around:
            bench.rewrite(around, sorted([*around.spans, *taken]), around.role)
        else:
            runs = [list(run) for _line, run in groupby(taken, key=lambda span: span[0])] if each_line else [taken]
            bench.paragraphs += [bench.paragraph(spans) for spans in runs]
            bench.paragraphs.sort(key=lambda row: row.spans[0])
        bench.write(bench.article, bench.paragraphs)
        bench.changed = [bench.article]
    return bench.operation


def _sign(article: Article, bylines: Iterable[Byline]) -> None:
    """Give an article bylines of another one, behind its own."""
    number = article.bylines.count()
    for byline in bylines:
        number += 1
        byline.article, byline.number = article, number
        byline.save()


def _number(article: Article) -> None:
    for number, byline in enumerate(article.bylines.order_by("number"), 1):
        if byline.number != number:
            byline.number = number
            byline.save(update_fields=["number"])


def _forget_headline(article: Article, going: Iterable[Paragraph], staying: Iterable[Paragraph]) -> None:
    """Empty the fields whose print has gone with `going`; what a person has set stays."""
    gone = {row.role for row in going} - {row.role for row in staying}
    for role, field in _PRINTED.items():
        if role in gone and role != Role.COLUMN and not article.is_locked(field):
            setattr(article, field, None)
    article.save()
