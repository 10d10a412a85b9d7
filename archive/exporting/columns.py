"""What is told of a record wherever it is taken away: in files and by the API, under names that stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from archive.dates import PartialDate


@dataclass(frozen=True)
class Column:
    """A field of a record: its name, its type in the terms of JSON, what it is, and how a row gives it."""

    name: str
    type: str
    """`string`, `integer`, `boolean`, or `array` for a list of strings."""
    value: Callable[[Any], Any]
    about: str
    """In English, for the API's description."""
    nullable: bool = False
    in_tables: bool = True
    """Whether it is a column of CSV files; long texts are not."""


def record(row: Any, columns: Iterable[Column]) -> dict[str, Any]:
    """The fields of `row`."""
    return {column.name: column.value(row) for column in columns}


def iso(date: PartialDate | None) -> str | None:
    """The date as far as it is known: `2031`, `2031-03`, `2031-03-05`."""
    return date.isoformat() if date else None


def _text(name: str, about: str, value: Callable[[Any], Any] | None = None, *, nullable: bool = False) -> Column:
    return Column(name, "string", value or attrgetter(name), about, nullable=nullable)


def _number(name: str, about: str, value: Callable[[Any], Any] | None = None, *, nullable: bool = False) -> Column:
    return Column(name, "integer", value or attrgetter(name), about, nullable=nullable)


def _list(name: str, about: str, value: Callable[[Any], Any] | None = None) -> Column:
    return Column(name, "array", value or attrgetter(name), about)


def _date(name: str, about: str, value: Callable[[Any], PartialDate | None] | None = None) -> Column:
    value = value or attrgetter(name)
    return Column(name, "string", lambda row: iso(value(row)), f"{about}: YYYY, YYYY-MM or YYYY-MM-DD", nullable=True)


def _name_of(field: str) -> Callable[[Any], Any]:
    """The name of the record that a row points to; None where it points to none."""
    return lambda row: str(getattr(row, field)) if getattr(row, field) else None


def _label(page: Any) -> str | None:
    return (page.label or f"[{page.number}]") if page else None


_KEY = _text("key", "The key, which stays as it is")
_PLACES = _number("places", "Number of places in the texts that name it")
_ORIGIN = _text("origin", "import, authority or curator: who vouches for the record")

ARTICLE = (
    _KEY,
    _text("title", "The title as printed", nullable=True),
    _text("supplied_title", "A title given by an editor where none is printed", nullable=True),
    _text("opening", "The first words of the text"),
    _text("kicker", "The line above the title", nullable=True),
    _text("subtitle", "The line below the title", nullable=True),
    _list("authors", "The authors as printed", lambda row: [byline.name for byline in row.bylines.all()]),
    _text("kind", "What sort of text it is"),
    _date("date", "Day of the event, of delivery or of issue"),
    Column("date_inferred", "boolean", attrgetter("date_inferred"), "Whether year or month is taken from context"),
    _text("agency", "Agency or paper in the dateline", attrgetter("dateline_agency"), nullable=True),
    _text("place", "Place in the dateline", attrgetter("dateline_place"), nullable=True),
    _text("source", "Where the text is taken from, as printed", nullable=True),
    _text("column", "The section it is printed in", nullable=True),
    _text("document", "Slug of the document it is printed in", attrgetter("document.slug")),
    _text("document_title", "Title of the document, else its file's name", lambda row: str(row.document)),
    _number("ordinal", "Place in the document, from 1"),
    _text(
        "first_page",
        "Page it starts on: the printed number; in brackets one that others tell, else the place",
        lambda row: _label(row.first_page),
        nullable=True,
    ),
    _text("last_page", "Page it ends on", lambda row: _label(row.last_page), nullable=True),
    _number("first_line", "First raw line, from 1"),
    _number("last_line", "Last raw line, included"),
    _text("review", "Whether a person has checked it against the print"),
    Column(
        "text",
        "string",
        lambda row: "\n".join(p.text for p in row.body),
        "The text, a paragraph a line",
        in_tables=False,
    ),
)
DOCUMENT = (
    Column("key", "string", attrgetter("slug"), "The slug, which stays as it is"),
    _text("title", "The title as printed", nullable=True),
    _text("publisher", "Who brought it out, as printed", nullable=True),
    _text("kind", "What sort of publication it is"),
    _date("period_start", "Start of the time that it covers"),
    _date("period_end", "End of the time that it covers"),
    _text("file_name", "Name of the raw file"),
    _text("sha256", "Digest of the file's bytes, in hexadecimal"),
    _number("articles", "Number of articles", attrgetter("article_count")),
    _number("lines", "Number of raw lines", attrgetter("line_count")),
    _number("characters", "Number of printed characters", attrgetter("character_count")),
)
PERSON = (
    _KEY,
    _text("name", "The name the person is shown by"),
    _text("pinyin", "The name in pinyin"),
    _list("other_names", "Further names", lambda row: sorted(name.name for name in row.names.all())),
    _list("offices", "Offices the person was seen in, the last one first", attrgetter("offices_seen")),
    _PLACES,
    _ORIGIN,
)
MEETING = (
    _KEY,
    _text("name", "The official name"),
    _list("other_names", "Short names", attrgetter("aliases")),
    _date("start", "First day"),
    Column(
        "start_inferred",
        "boolean",
        attrgetter("start_inferred"),
        "Whether year or month of the first day is taken from context",
    ),
    _date("end", "Last day"),
    _text("place", "Where it met, as printed", nullable=True),
    _text("series", "The series it belongs to", _name_of("series"), nullable=True),
    _number("term", "The term of the body that meets", nullable=True),
    _number("number", "Place in the series or in the term", nullable=True),
    _text("convener", "The body that called it", _name_of("convener"), nullable=True),
    _number("participants", "Number of parts in it that are known"),
    _PLACES,
    _ORIGIN,
)
INITIATIVE = (
    _KEY,
    _text("name", "The name it is shown by"),
    _list("other_names", "Other names and wordings", attrgetter("aliases")),
    _text("kind", "programme or formulation"),
    _text("level", "Level at which it was launched; empty where it is not known"),
    _date("first_seen", "First date of an article that names it"),
    _PLACES,
    _ORIGIN,
)
INSTRUMENT = (
    _KEY,
    _text("title", "The full title"),
    _list("other_titles", "Short titles", attrgetter("aliases")),
    _text("kind", "What sort of document it is"),
    _text("issuer", "The body that issued it", _name_of("issuer"), nullable=True),
    _date("date", "Date of issue"),
    _text(
        "article",
        "Key of the article that prints it in full",
        lambda row: row.article.key if row.article else None,
        nullable=True,
    ),
    _PLACES,
    _ORIGIN,
)
ORGANIZATION = (
    Column("key", "string", attrgetter("name"), "The full official name"),
    _text("name", "The full official name"),
    _list("other_names", "Short and former names", attrgetter("aliases")),
    _text("pinyin", "The name in pinyin"),
    _text("kind", "What sort of body it is"),
    _text("level", "Its level; empty where it has none or it is not known"),
    _text("parent", "The body it is part of or answers to", _name_of("parent"), nullable=True),
    _number("people", "Number of people seen in its offices"),
    _number("meetings", "Number of meetings it called", attrgetter("meetings_called")),
    _number("instruments", "Number of instruments it issued", attrgetter("instruments_issued")),
    _ORIGIN,
)
