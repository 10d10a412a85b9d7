"""Carries what people have decided on over to a new import: mentions to its paragraphs, suggestions to its lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Q

from archive.models import Article, Document, Paragraph, Suggestion
from archive.models.claims import Claim
from archive.models.curation import RecordType
from archive.models.evidence import MENTIONS, Mention

#: Characters on either side by which words are found again, tried in this order.
_CONTEXT = (12, 6, 3, 0)


def mentions_to_carry(document: Document, kept: Collection[Article]) -> list[Mention]:
    """The mentions in a document that people have confirmed or rejected, and all in those articles that are `kept`.

    Each has its paragraph.
    """
    return [
        mention
        for model in MENTIONS
        for mention in model._default_manager.filter(paragraph__article__document=document)
        .filter(~Q(status=Claim.Status.SUGGESTED) | Q(paragraph__article__in=kept))
        .select_related("paragraph__article")
        .order_by("pk")
    ]


def carry(mentions: Collection[Mention], document: Document, kept: Collection[Article]) -> None:
    """Put back those of the `mentions` whose paragraph is gone, where their words stand now.

    Those of articles that are `kept` stay in them. Where the words of one that people have decided on stand nowhere any
    more, a suggestion on the article (on the document, if that is gone too) says so.
    """
    if not mentions:
        return
    standing = set(Paragraph.objects.filter(article__document=document).values_list("pk", flat=True))
    lost = [mention for mention in mentions if mention.paragraph_id not in standing]
    if not lost:
        return
    paragraphs = list(Paragraph.objects.filter(article__document=document).order_by("article__ordinal", "number"))
    own = {article.pk: [p for p in paragraphs if p.article_id == article.pk] for article in kept}
    for mention in sorted(lost, key=lambda mention: mention.status == Claim.Status.SUGGESTED):
        old = mention.paragraph
        places = _places(mention, old, own.get(old.article_id, paragraphs))
        if not any(_put(mention, *place) for place in places) and mention.status != Claim.Status.SUGGESTED:
            there = old.article_id in {paragraph.article_id for paragraph in paragraphs}
            Suggestion.objects.update_or_create(
                record_type=RecordType.ARTICLE if there else RecordType.DOCUMENT,
                record_key=old.article.key if there else document.slug,
                field=f"{mention._meta.model_name} {mention.start} {mention.printed}"[:60],
                defaults={
                    "current": mention.printed,
                    "proposed": None,
                    "reason": "the words of a decided mention are gone",
                    "status": Suggestion.Status.OPEN,
                },
            )


def _put(mention: Mention, paragraph: Paragraph, start: int) -> bool:
    """Save a mention at another place, where no other one stands of the same: whether it is done."""
    values = {name: getattr(mention, name) for name in mention.natural_key_fields}
    if type(mention)._default_manager.filter(**values | {"paragraph": paragraph, "start": start}).exists():
        return False
    mention.pk, mention.paragraph, mention.start, mention.end = None, paragraph, start, start + len(mention.printed)
    mention.save()
    return True


def carry_suggestions(document: Document, articles: Collection[Article], lines: Mapping[int, int]) -> None:
    """Let suggestions that tell raw lines tell those that they have become, so that what was rejected stays rejected.

    Those on a leftover whose line is gone go with it.
    """
    if all(line == place for line, place in lines.items()):
        return
    cuts = Suggestion.objects.about(RecordType.ARTICLE, [article.key for article in articles])
    for suggestion in cuts.filter(field="paragraphs"):
        suggestion.current, suggestion.proposed = (
            [[lines.get(line, line) for line in stretch] for stretch in stretches]
            for stretches in (suggestion.current or [], suggestion.proposed or [])
        )
        suggestion.save()
    named = re.compile(r"leftover (\d+):")
    of_leftovers = Suggestion.objects.about(RecordType.DOCUMENT, [document.slug]).filter(field__startswith="leftover ")
    standing = [
        suggestion for suggestion in of_leftovers if (found := named.match(suggestion.field)) and int(found[1]) in lines
    ]
    of_leftovers.delete()
    for suggestion in standing:
        suggestion.field = named.sub(lambda found: f"leftover {lines[int(found[1])]}:", suggestion.field)
    Suggestion.objects.bulk_create(standing)


def _places(mention: Mention, old: Paragraph, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, int]]:
    """The paragraphs and offsets where the words stand: first with most of their context, in their article if they can.

    Without context they are only looked for in their article.
    """
    near = sorted(paragraphs, key=lambda paragraph: paragraph.article_id != old.article_id)
    for width in _CONTEXT:
        start = max(mention.start - width, 0)
        words = old.text[start : mention.end + width]
        for paragraph in near if width else [p for p in near if p.article_id == old.article_id]:
            at = paragraph.text.find(words)
            if at >= 0:
                yield paragraph, at + mention.start - start
