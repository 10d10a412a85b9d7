"""The list of articles, which is the search too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.exporting import columns
from archive.importing.records import Role
from archive.models import (
    Article,
    Document,
    Initiative,
    InitiativeMention,
    Instrument,
    InstrumentMention,
    Meeting,
    MeetingMention,
    OfficeMention,
    Organization,
    Paragraph,
    Participation,
    ParticipationMention,
    Person,
    PersonMention,
)
from archive.models.articles import BODY_ROLES, KINDS
from archive.models.dates import date_columns
from archive.pages.lists.facets import ChoiceFacet, RecordFacet
from archive.pages.lists.filtering import (
    ListFilter,
    ListForm,
    OneOfFilter,
    RecordFilter,
    RecordsFilter,
    SinceFilter,
    SizeFilter,
    SomeFilter,
    SortFilter,
    UntilFilter,
    VerbFilter,
    WhichFilter,
    YearsFilter,
)
from archive.pages.lists.listing import Listing
from archive.searching.highlight import marks, pieces, snippet
from archive.searching.hits import Hits, matching
from archive.searching.index import HEADLINE_ROLES
from archive.searching.query import Query, QueryError, apart, parse
from archive.searching.suggesting import suggest


class QueryField(forms.CharField):
    """What a reader searches for, as `archive.searching.query` reads it."""

    def clean(self, value: Any) -> Query | None:
        text: str = super().clean(value)
        try:
            return parse(text) if text else None
        except QueryError as error:
            raise ValidationError(str(error), code="query") from error


class QueryFilter(VerbFilter):
    """What is searched for: the index is asked once a page, for the rows, their order and the facets."""

    field_class = QueryField
    hits: Hits | None = None

    def filter(self, queryset: QuerySet[Any], value: Query | None) -> QuerySet[Any]:
        if not value:
            return queryset
        if self.hits is None:
            self.hits = matching(value)
        return super().filter(queryset, self.hits)


class RoleFilter(OneOfFilter):
    """The part that someone took; of each person that is chosen, where some are."""

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return queryset
        people = self.parent.form.cleaned_data["person"]
        for pks in [person.pks for person in people.values()] or [None]:
            queryset = getattr(queryset, self.verb)(value, pks)
        return queryset


class ArticleSortFilter(SortFilter):
    """By relevance where something is searched for, unless an order is chosen."""

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        query = self.parent.form.cleaned_data["q"]
        if query and value in ("", "relevance"):
            ordered: QuerySet[Any] = queryset.by_relevance(query, self.parent.filters["q"].hits)  # type: ignore[attr-defined]
            return ordered
        return super().filter(queryset, value)

    def default(self, data: QueryDict) -> str:
        return "relevance" if data.get("q") else super().default(data)


class ArticleForm(ListForm):
    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("sort") == "relevance" and not (self.cleaned_data.get("q") or "q" in self.errors):
            self.add_error("sort", ValidationError(_("Relevance is told by a search: type a word."), code="unsearched"))


class ArticleFilter(ListFilter):
    q = QueryFilter("among", max_length=None, label=_("words or phrase"))  # `parse` says how long it may be
    since = SinceFilter("dated_since", label=_("from"))
    until = UntilFilter("dated_until", label=_("to"))
    person = RecordsFilter("naming_people", Person, label=_("person"))
    role = RoleFilter("telling_of_part", dict(Participation.Role.choices), label=_("part in a meeting"))
    meeting = RecordsFilter("naming_meetings", Meeting, label=_("meeting"))
    initiative = RecordsFilter("naming_initiatives", Initiative, label=_("initiative"))
    instrument = RecordsFilter("citing_instruments", Instrument, label=_("instrument"))
    organization = RecordsFilter("naming_offices_of", Organization, label=_("body"))
    document = RecordFilter(
        "in_documents",
        Document,
        label=_("document"),
    )
    source = VerbFilter("taken_from", label=_("agency or source"))
    printed = WhichFilter(
        {
            "several": (_("several times"), "printed_several_times"),
            "once": (_("once"), "printed_once"),
            "best": (_("each text once, in its best printing"), "each_text_once"),
        },
        label=_("printed"),
    )
    kind = SomeFilter("kind", KINDS.items(), label=_("kind"))
    review = SomeFilter("review", Article.Review.choices, label=_("review"))
    year = YearsFilter("date", label=_("year"))
    sort = ArticleSortFilter(
        {
            "newest": (_("newest first"), "newest_first"),
            "oldest": (_("oldest first"), "oldest_first"),
            "print": (_("in the order of print"), "in_print_order"),
            "relevance": (_("by relevance"), "newest_first"),
        }
    )
    size = SizeFilter()

    class Meta:
        form = ArticleForm


def _named(name: str, label: Any, record: Any, mention: Any) -> RecordFacet:
    return RecordFacet(name, label, name, record, link=mention, row="paragraph__article")


class Articles(Listing):
    name = "articles"
    title = _("Articles")
    model = Article
    filters = ArticleFilter
    choices = (
        ChoiceFacet("kind", _("kind"), F("kind"), KINDS),
        ChoiceFacet("review", _("review"), F("review"), dict(Article.Review.choices)),
        ChoiceFacet("year", _("year"), ExtractYear("date_earliest")),
    )
    records = (
        RecordFacet("document", _("document"), "document", Document, "slug"),
        _named("person", _("person"), Person, PersonMention),
        _named("meeting", _("meeting"), Meeting, MeetingMention),
        _named("initiative", _("initiative"), Initiative, InitiativeMention),
        _named("instrument", _("instrument"), Instrument, InstrumentMention),
        RecordFacet(
            "organization", _("body"), "office__organization", Organization, "name",
            link=OfficeMention, row="paragraph__article",
        ),
    )  # fmt: skip
    columns = columns.ARTICLE
    fields = (
        "key", "kicker", "title", "supplied_title", "opening", "kind", *date_columns("date"),
        "document__title", "document__file_name",
        "first_page__number", "first_page__label", "last_page__number", "last_page__label",
    )  # fmt: skip

    @classmethod
    def record_facets(cls, read: dict[str, Any]) -> Sequence[RecordFacet]:
        """People are those who took the part that is asked for, where one is: so one of them narrows the list down."""
        if not read["role"]:
            return cls.records
        taken = Q(participation__role=read["role"]) & ~Q(participation__status=Participation.Status.REJECTED)
        return [
            replace(facet, target="participation__person", link=ParticipationMention, only=taken)
            if facet.name == "person"
            else facet
            for facet in cls.records
        ]

    @classmethod
    def shown(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.with_document().with_pages()  # type: ignore[attr-defined, no-any-return]

    @classmethod
    def told(cls, rows: QuerySet[Any], *, with_texts: bool) -> QuerySet[Any]:
        rows = cls.shown(rows).with_bylines()  # type: ignore[attr-defined]
        if with_texts:
            body = Paragraph.objects.filter(role__in=BODY_ROLES).order_by("number").only("article", "text")
            rows = rows.prefetch_related(Prefetch("paragraphs", body, to_attr="body"))
        return rows

    @classmethod
    def remedies(cls, read: dict[str, Any]) -> dict[str, Any]:
        """The words of the search each for itself, where that finds something; records of that name or spelling."""
        if not (query := read["q"]):
            return {}
        parted = apart(query)
        return {
            "apart": parted if parted and matching(parted).count else None,
            "records": suggest(query.text, limit=3),
        }

    @classmethod
    def present(cls, rows: list[Any], read: dict[str, Any]) -> None:
        """Where something is searched for: the headline and the words around it, in pieces of which some are marked."""
        query = read["q"]
        if not query:
            return
        paragraphs = defaultdict(list)
        subtitles = defaultdict(list)
        for paragraph in Paragraph.objects.filter(article__in=rows).order_by("article", "number").defer("spans"):
            if paragraph.role not in HEADLINE_ROLES:
                paragraphs[paragraph.article_id].append(paragraph)
            elif paragraph.role == Role.SUBTITLE:
                subtitles[paragraph.article_id].append(paragraph)
        for article in rows:
            article.kicker_pieces = pieces(article.kicker or "", marks(article.kicker or "", query))
            article.title_pieces = pieces(article.display_title, marks(article.display_title, query))
            lines = [[subtitle] for subtitle in subtitles[article.pk]]
            snippets = (snippet(printed, query) for printed in [paragraphs[article.pk], *lines])
            article.snippet = next(filter(None, snippets), None)
