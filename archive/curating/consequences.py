"""What has to follow when articles have other texts, headlines, days or places: part of the operation that did it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.apps import apps
from django.db.models import Exists, OuterRef

from archive.importing.full_texts import link_full_texts
from archive.importing.grouping import group
from archive.importing.offices_held import write_offices_held
from archive.importing.sweeping import Spoken, remove_orphans
from archive.models import Document, OfficeHeld, OfficeMention, Sketch, Suggestion
from archive.models.claims import Claim
from archive.models.curation import RecordType
from archive.models.natural import NaturalKeyModel


def texts_changed(articles: Collection[int]) -> None:
    """Bring what is drawn from texts and headlines to what those of `articles`, by primary key, are now."""
    Sketch.objects.forget(articles)
    group(set(articles))
    for document in Document.objects.filter(articles__in=articles).distinct():
        link_full_texts(document)


def days_changed(articles: Collection[int], offices: Iterable[OfficeMention] = ()) -> None:
    """Bring the days on which print cites offices to the days that these articles, by primary key, are of now.

    `offices` are mentions that stood in them before.
    """
    now = list(OfficeMention.objects.filter(paragraph__article__in=articles))
    seen = {(mention.person_id, mention.office_id) for mention in now}
    seen |= {(mention.person_id, mention.office_id) for mention in offices}
    people, of_offices = {person for person, _ in seen}, {office for _, office in seen}
    elsewhere = OfficeMention.objects.filter(person__in=people, office__in=of_offices)
    document = Document.objects.filter(articles__in=articles).first()
    if document:
        write_offices_held([m for m in elsewhere if (m.person_id, m.office_id) in seen], document, is_new=False)


def offices_changed(people: Collection[int]) -> None:
    """Bring the offices that these people, by primary key, were seen in to what the mentions say now."""
    standing = OfficeMention.objects.standing()
    seen = standing.filter(person=OuterRef("person"), office=OuterRef("office"))
    lost = OfficeHeld.objects.filter(~Exists(seen), person__in=people, status=Claim.Status.SUGGESTED, locks={})
    lost.exclude(rule="").delete()
    mentions = list(standing.filter(person__in=people))
    document = Document.objects.filter(articles__paragraphs__in=[m.paragraph_id for m in mentions[:1]]).first()
    if document:
        write_offices_held(mentions, document, is_new=False)


def cut_changed(articles: Collection[int], spoken: Spoken, offices: Iterable[OfficeMention]) -> None:
    """Bring everything to a new cut of `articles`, by primary key.

    `spoken` is what their document spoke of before, `offices` are the mentions of offices that stood there.
    """
    mentions_changed(spoken)
    texts_changed(articles)
    days_changed(articles, offices)


def mentions_changed(spoken: Spoken) -> None:
    """Remove those of the records `spoken` of before that nothing speaks of any more, and suggestions on them."""
    if not remove_orphans(spoken):
        return
    for record_type in RecordType.values:
        model = apps.get_model("archive", record_type)
        assert issubclass(model, NaturalKeyModel)
        said = Suggestion.objects.filter(record_type=record_type)
        keys = set(said.values_list("record_key", flat=True))
        field = model.natural_key_fields[0]
        keys -= set(model.objects.filter(**{f"{field}__in": keys}).values_list(field, flat=True))
        said.filter(record_key__in=keys).delete()
