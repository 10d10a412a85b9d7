"""An instrument: its full text where the archive prints it, and every place that cites it."""

from __future__ import annotations

from typing import Any

from archive.models import Instrument
from archive.models.curation import RecordType
from archive.pages.records.base import RecordDetail, quoted


class InstrumentDetail(RecordDetail):
    record_type = RecordType.INSTRUMENT
    record_model = Instrument
    related = ("issuer", "article__document", "article__first_page", "article__last_page")
    template_name = "archive/instrument_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = self.mentions.with_place().first_of_each("instrument").first()
        return super().get_context_data(first=quoted(first) if first else None, **kwargs)
