"""The command `recognise`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Document

pytestmark = pytest.mark.django_db

LINES = "会议执行《青禾县渠道管理办法》。\n\n《青禾县渠道管理办法》已修订。\n"


def recognised(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("recognise", str(path), *options, stdout=out)
    return out.getvalue()


def test_each_line_is_one_object(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(LINES, "utf-8")
    rows = [json.loads(line) for line in recognised(file, "--lines").splitlines()]
    assert len(rows) == 3
    (mention,) = rows[0]["mentions"]
    assert LINES[mention["start"] : mention["end"]] == "《青禾县渠道管理办法》"
    assert (mention["kind"], mention["name"]) == ("instrument", "青禾县渠道管理办法")
    assert set(mention) == {"start", "end", "kind", "name", "rule", "confidence"}
    assert rows[1] == {"mentions": []}


def test_a_text_is_shown_by_line_and_place(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(LINES, "utf-8")
    assert "1:4\tinstrument\t《青禾县渠道管理办法》\t青禾县渠道管理办法\t" in recognised(file)
    assert not Document.objects.exists()


def test_what_is_no_text_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing"):
        recognised(tmp_path / "nothing.txt")
