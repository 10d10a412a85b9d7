from __future__ import annotations

from pathlib import Path

import pytest

from archive.importing.recognising import tables as name_tables


def test_tables_are_read_as_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_tables, "FOLDER", tmp_path)
    content = {"left1": {str(i): i / 100 for i in range(30)}, "only": {"：": -1.25, ":": 2.0}}
    name_tables.write("invented", "Two lines\nof heading", content)
    assert name_tables.tables.__wrapped__("invented") == content
    assert (tmp_path / "invented.txt").read_text("utf-8").startswith("# Two lines\n# of heading\n")
