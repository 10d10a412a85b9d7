"""The data behind a picture as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from archive.exporting.formats import FORMATS
from archive.models import Meeting


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Rows as a CSV file to be saved. Names of columns stay as they are, whatever the language of the page."""
    csv = FORMATS["csv"]
    records = (dict(zip(columns, row, strict=True)) for row in rows)
    response = StreamingHttpResponse(csv.write(records, columns), content_type=csv.content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return response


def meetings_response(name: str, meetings: Iterable[Meeting]) -> StreamingHttpResponse:
    """Meetings as such a file."""
    rows = ([row.start, row.name, row.place, row.key] for row in meetings)
    return csv_response(name, ["date", "meeting", "place", "key"], rows)
