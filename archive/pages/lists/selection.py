"""What an address selects of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlencode

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import F, QuerySet
from django.forms import BoundField, ChoiceField, MultipleChoiceField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_filters.constants import EMPTY_VALUES

from archive.models.lookups import AnyOf
from archive.pages.lists.facets import COUNTED, SAMPLE, SHOWN, ChoiceFacet, cells_of, facet_counts, record_counts
from archive.pages.lists.fields import UNKNOWN, Chosen, PartialDateField
from archive.pages.lists.filtering import ARRANGING, PAGE, SIZES, Text, keys_of, takes_several
from archive.pages.lists.listing import Listing

#: Values in an address: each link of a page repeats them, and no form sends as many.
MOST = 100


class Active(NamedTuple):
    """A filter that is set: what it is called, the value in words, and the address without it."""

    label: str
    value: str
    without: str


class Value(NamedTuple):
    """A value of a facet: its words, its number of rows, whether it is chosen, the address that chooses or drops it."""

    value: str
    label: str
    number: int
    chosen: bool
    address: str


class ShownFacet(NamedTuple):
    name: str
    label: Text
    values: list[Value]
    is_printed: bool
    """Whether the words of the values are print, not the interface's."""

    @property
    def first(self) -> list[Value]:
        """The values that are seen at once."""
        return self.values[:SHOWN] if len(self.values) > SHOWN + 2 else self.values

    @property
    def more(self) -> list[Value]:
        """The values that are folded away, where there are many."""
        return self.values[len(self.first) :]

    @property
    def is_more_chosen(self) -> bool:
        return any(value.chosen for value in self.more)


class PanelField(NamedTuple):
    """A field of the filter panel, and the values that are suggested for it."""

    bound: BoundField
    is_choice: bool
    suggested: list[str]
    errors: list[str]
    proposed: list[tuple[str, str]]
    """For a name that is not known names like it: the words, and the address with that name instead."""

    @property
    def value(self) -> Any:
        """What stands in the field: of several values the last one."""
        value = self.bound.value()
        return (value or [""])[-1] if isinstance(value, list) else value

    @property
    def is_date(self) -> bool:
        return isinstance(self.bound.field, PartialDateField)


class Selection:
    """What the parameters `data` of an address select of a list; nothing while one of them is wrong.

    Raises BadRequest where they are more than MOST.
    """

    def __init__(self, listing: type[Listing], data: QueryDict) -> None:
        if sum(len(values) for _name, values in data.lists()) > MOST:
            raise BadRequest(_("An address of a list has at most %(most)d parameters.") % {"most": MOST})
        self.listing = listing
        self.data = data
        self._stems: dict[str, str] = {}
        self.filters = listing.filters(data, queryset=listing.rows())

    @cached_property
    def unknown(self) -> list[str]:
        return self.filters.unknown()

    @cached_property
    def errors(self) -> dict[str, list[str]]:
        """By parameter, what is wrong with it."""
        unknown = {name: [_("This list has no such filter.")] for name in self.unknown}
        return {**{name: [str(e) for e in errors] for name, errors in self.filters.form.errors.items()}, **unknown}

    @cached_property
    def queryset(self) -> QuerySet[Any]:
        """The rows, in order."""
        return self.listing.rows().none() if self.errors else self.filters.narrowed()

    @property
    def size(self) -> int:
        """Rows a page."""
        size: int = SIZES[0] if self.errors else self.filters.form.cleaned_data["size"]
        return size

    @property
    def count(self) -> int:
        return self._counted[0]

    @cached_property
    def active(self) -> list[Active]:
        """The filters that are set, wrong ones too."""
        found = []
        for name, field in self.filters.form.fields.items():
            if name in ARRANGING:
                continue
            for value in dict.fromkeys(filter(None, self.data.getlist(name))):
                words = dict(getattr(field, "choices", ())).get(value)
                read = None if self.errors else self.filters.form.cleaned_data[name]
                read = read.get(value) if isinstance(read, dict) else read
                words = str(read if isinstance(read, Chosen) else words or value)
                found.append(Active(str(field.label), words, self.address(drop=(name, value))))
        found += [Active(f"“{name}”", str(self.data[name]), self.address(drop=(name, None))) for name in self.unknown]
        return found

    @cached_property
    def facets(self) -> list[ShownFacet]:
        """The facets with at least one value."""
        shown = [
            ShownFacet(facet.name, facet.label, list(self._values(facet, self._counted[1][facet.name])), False)
            for facet in self.listing.choices
        ]
        if self.is_sampled or 0 < self.count <= COUNTED:
            rows, keys = self.queryset, ""
            if self.is_sampled or any(record.link for record in self.listing.records):
                keys = f"{{{','.join(map(str, self._sample))}}}" if self.is_sampled else keys_of(self.queryset)
                rows = self.listing.rows().filter(AnyOf(F("pk"), keys))
            for record in self.listing.record_facets(self.filters.form.cleaned_data):
                counts = record_counts(record, rows, keys)
                values = [self._value(record.name, *count) for count in counts]
                shown.append(ShownFacet(record.name, record.label, values, True))
        return [facet for facet in shown if facet.values]

    @cached_property
    def search(self) -> PanelField:
        """The field that stands above the list."""
        return self._panel_fields[0]

    @property
    def panel(self) -> list[PanelField]:
        """The other fields that are typed or chosen; those with facets are chosen there."""
        return self._panel_fields[1:]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values that the panel's form hands on as they are."""
        kept = {name: self.data.getlist(name) for name in self.filters.filters}
        for field in self._panel_fields:  # which shows one value, the last of several
            kept[field.bound.name] = kept[field.bound.name][:-1] if takes_several(field.bound.field) else []
        return [(name, value) for name, values in kept.items() for value in values]

    @property
    def wrong(self) -> list[tuple[str, list[str]]]:
        """What is wrong with parameters that have no field in the panel, by label."""
        shown = {field.bound.name for field in self._panel_fields}
        labels = {name: str(field.label) for name, field in self.filters.form.fields.items()}
        return [(labels.get(name, f"“{name}”"), errors) for name, errors in self.errors.items() if name not in shown]

    @property
    def orders(self) -> list[Value]:
        return self._links("sort")

    @property
    def sizes(self) -> list[Value]:
        return self._links("size")

    @property
    def choice_facets(self) -> list[ShownFacet]:
        return [facet for facet in self.facets if not facet.is_printed]

    @property
    def record_facets(self) -> list[ShownFacet]:
        return [facet for facet in self.facets if facet.is_printed]

    @property
    def filter_query(self) -> str:
        """The query string of the selection in its order, whatever the page; empty for the whole list."""
        query = self.address(drop=("size", None))
        return "" if query == "?" else query

    @property
    def is_too_long_to_count(self) -> bool:
        """Whether facets of records are left out: the list is long, and nothing narrows it down."""
        return self.count > COUNTED and bool(self.listing.records) and not self.active

    @cached_property
    def is_sampled(self) -> bool:
        """Whether facets of records are counted in the first rows only, because the result is long."""
        return self.count > COUNTED and bool(self.listing.records) and bool(self.active)

    @property
    def sampled(self) -> int:
        """How many rows those are."""
        return SAMPLE

    def keys(self, first: int, last: int) -> list[int]:
        """The primary keys of the rows from `first` to before `last`, counted from 0, in order."""
        if self.is_sampled and last <= SAMPLE:
            return self._sample[first:last]
        return list(self.queryset.values_list("pk", flat=True)[first:last])

    @cached_property
    def _sample(self) -> list[int]:
        return list(self.queryset.values_list("pk", flat=True)[:SAMPLE])

    def address(
        self, put: Mapping[str, str | list[str]] | None = None, *, drop: tuple[str, str | None] | None = None
    ) -> str:
        """The query string of this selection's first page, with parameters set or a value (None: all) dropped."""
        data: dict[str, str | list[str]] = {**self._parameters, **(put or {})}
        if drop:
            name, value = drop
            data[name] = [other for other in self._parameters.get(name, ()) if value is not None and other != value]
        return f"?{urlencode(data, doseq=True)}"

    @cached_property
    def _parameters(self) -> dict[str, list[str]]:
        """The parameters of the address but for the page: a plain mapping, of which each link is made."""
        return {name: values for name, values in self.data.lists() if name != PAGE}

    @cached_property
    def _panel_fields(self) -> list[PanelField]:
        suggested = {facet.name: [value.value for value in facet.values] for facet in self.facets}
        form = self.filters.form
        return [
            PanelField(form[name], isinstance(field, ChoiceField), suggested.get(name, []), *self._wrong(name))
            for name, field in form.fields.items()
            if name not in ARRANGING and not isinstance(field, MultipleChoiceField)
        ]

    @cached_property
    def _errors_of_form(self) -> dict[str, list[ValidationError]]:
        found: dict[str, list[ValidationError]] = self.filters.form.errors.as_data()
        return found

    def _wrong(self, name: str) -> tuple[list[str], list[tuple[str, str]]]:
        """What is wrong with the value of a field, and names to put in its place."""
        errors: list[str] = []
        proposed: list[tuple[str, str]] = []
        for error in self._errors_of_form.get(name, ()):
            params = error.params or {}
            records = params.get("records", ())
            errors += [str(UNKNOWN) % params] if records else error.messages
            others = [value for value in self.data.getlist(name) if value.strip() != params.get("text")]
            for record in records:
                key = getattr(record, record.natural_key_fields[0])
                proposed.append((str(record), self.address({name: [*others, key]})))
        return errors, proposed

    def _links(self, name: str) -> list[Value]:
        """A link for each choice of a field that always has one."""
        field: Any = self.filters.form.fields[name]
        now = self.data.get(name) or self.filters.filters[name].default(self.data)
        return [
            Value(str(value), str(label), 0, str(value) == now, self.address({name: str(value)}))
            for value, label in field.choices
        ]

    @cached_property
    def _counted(self) -> tuple[int, dict[str, dict[str, int]]]:
        names = {facet.name for facet in self.listing.choices}
        if self.errors:
            return 0, {name: {} for name in names}
        read = self.filters.form.cleaned_data
        beside = names | set(ARRANGING)
        cells: Iterable[Sequence[Any]]
        if any(value not in EMPTY_VALUES for name, value in read.items() if name not in beside):
            cells = cells_of(self.filters.narrowed(without=beside), self.listing.choices)
        else:
            cells = self.listing.all_cells()
        return facet_counts(cells, self.listing.choices, {name: read[name] for name in names})

    def _values(self, facet: ChoiceFacet, counts: dict[str, int]) -> Iterator[Value]:
        if facet.labels is None:
            for value in sorted(counts, reverse=True):
                yield self._value(facet.name, value, value, counts[value])
        else:
            for value, label in facet.labels.items():
                if counts.get(value) or value in self.data.getlist(facet.name):
                    yield self._value(facet.name, value, capfirst(str(label)), counts.get(value, 0))

    def _value(self, name: str, value: str, label: str, number: int) -> Value:
        chosen = value in self.data.getlist(name)
        address = self.address(drop=(name, value)) if chosen else self._stem(name) + quote_plus(value)
        return Value(value, label, number, chosen, address)

    def _stem(self, name: str) -> str:
        """The address that chooses a value of a facet, beside others or in place of another one, up to the value."""
        if (stem := self._stems.get(name)) is None:
            several = takes_several(self.filters.form.fields[name])
            kept = {n: values for n, values in self._parameters.items() if n != name or several}
            stem = self._stems[name] = f"?{urlencode({**kept, '': ['']}, doseq=True)[:-1]}{name}="
        return stem
