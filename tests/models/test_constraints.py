"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, ProtectedError

from archive.models import (
    Article,
    Byline,
    Document,
    Initiative,
    Leftover,
    Meeting,
    Office,
    OfficeHeld,
    Organization,
    Page,
    Paragraph,
    Participation,
    Person,
    PersonMention,
    Printing,
    Redirect,
    Suggestion,
)
from tests.models.examples import fill

pytestmark = pytest.mark.django_db

REFUSED: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
    "document_kind_known": (Document, {"kind": "poster"}),
    "document_sha256_is_hex": (Document, {"sha256": "G" * 64}),
    "document_title_not_blank": (Document, {"title": ""}),
    "document_text_not_blank": (Document, {"text": ""}),
    "document_locks_is_object": (Document, {"locks": ["title"]}),
    "page_lines_in_order": (Page, {"first_line": 9}),
    "page_number_from_1": (Page, {"number": 0}),
    "article_kind_known": (Article, {"kind": "poem"}),
    "article_review_known": (Article, {"review": "perhaps"}),
    "article_title_not_blank": (Article, {"title": ""}),
    "article_source_not_blank": (Article, {"source": ""}),
    "article_lines_in_order": (Article, {"last_line": 1, "first_line": 2}),
    "article_ordinal_from_1": (Article, {"ordinal": F("ordinal") - 1}),
    "article_supplied_title_without_title": (Article, {"supplied_title": "春灌"}),
    "paragraph_role_known": (Paragraph, {"role": "footnote"}),
    "paragraph_level_of_heading": (Paragraph, {"role": "title", "level": 1}),
    "paragraph_text_not_blank": (Paragraph, {"text": ""}),
    "paragraph_spans_is_array": (Paragraph, {"spans": {}}),
    "paragraph_number_from_1": (Paragraph, {"number": F("number") - 1}),
    "paragraph_lines_in_order": (Paragraph, {"first_line": 0}),
    "leftover_reason_known": (Leftover, {"reason": "ugly"}),
    "leftover_lines_in_order": (Leftover, {"last_line": 0}),
    "byline_name_not_blank": (Byline, {"name": ""}),
    "organization_level_known": (Organization, {"level": "galaxy"}),
    "organization_aliases_is_array": (Organization, {"aliases": "青禾"}),
    "organization_not_its_own_parent": (Organization, {"parent": F("id")}),
    "organization_origin_known": (Organization, {"origin": "hearsay"}),
    "organization_curator_named": (Organization, {"origin": "curator", "curator": ""}),
    "officeheld_confidence_from_0_to_1": (OfficeHeld, {"confidence": 1.5}),
    "officeheld_rule_or_person": (OfficeHeld, {"rule": ""}),
    "meeting_ends_after_it_starts": (
        Meeting, {"end_earliest": "2031-03-02", "end_latest": "2031-03-02", "end_precision": "day"},
    ),
    "participation_role_known": (Participation, {"role": "cook"}),
    "initiative_kind_known": (Initiative, {"kind": "dream"}),
    "personmention_status_known": (PersonMention, {"status": "maybe"}),
    "personmention_printed_not_blank": (PersonMention, {"end": F("start"), "printed": ""}),
    "personmention_words_fill_range": (PersonMention, {"printed": "青禾县社"}),
    "suggestion_status_known": (Suggestion, {"status": "lost"}),
    "suggestion_record_type_known": (Suggestion, {"record_type": "planet"}),
    "redirect_leads_elsewhere": (Redirect, {"new_key": F("old_key")}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_value_is_refused(name: str) -> None:
    fill()
    model, values = REFUSED[name]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.update(**values)


def test_words_are_counted_in_characters_and_not_in_bytes_or_halves() -> None:
    fill()
    mention = PersonMention.objects.get()
    mention.printed, mention.start, mention.end = "𠮷a社", 0, 3
    mention.save()
    assert PersonMention.objects.get().printed == "𠮷a社"


def test_a_work_has_one_best_printing_and_an_article_is_one_whole_work() -> None:
    fill()
    with pytest.raises(IntegrityError, match="printing_one_best"), transaction.atomic():
        Printing.objects.update(is_best=True)
    first = Printing.objects.get(is_best=True)
    other = Printing(work=first.work, article=first.article, rule="example")
    other.work = type(first.work).objects.create(key="other", title="另一篇")
    with pytest.raises(IntegrityError, match="printing_of_one_whole_work"), transaction.atomic():
        other.save()
    other.is_excerpt = True
    other.save()


def test_places_may_be_exchanged_within_a_transaction() -> None:
    fill()
    one, two = Article.objects.filter(document__slug="qing-he-tong-xun").order_by("ordinal")
    for article, ordinal in ((one, 2), (two, 1)):
        article.ordinal = ordinal
        article.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    two.ordinal = 2
    with pytest.raises(IntegrityError, match="article_place"), transaction.atomic():
        two.save()


def test_what_is_named_is_not_deleted_and_what_is_part_goes_along() -> None:
    fill()
    for row in (Person.objects.get(), Office.objects.get(), Organization.objects.get(name="青禾县")):
        with pytest.raises(ProtectedError):
            row.delete()
    Document.objects.all().delete()
    assert not any(model.objects.exists() for model in (Page, Article, Paragraph, Leftover, Byline, PersonMention))
    assert Person.objects.exists()
