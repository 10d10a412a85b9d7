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


class _Input:
    """Standard input that holds these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


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


@pytest.mark.parametrize("data", [b"", b" \n", "青禾县\0水利局".encode()])
def test_standard_input_is_refused_as_a_file_is(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        recognised(file)
    monkeypatch.setattr("sys.stdin", _Input(data))
    with pytest.raises(CommandError) as refused_too:
        recognised(Path("-"))
    assert str(refused_too.value) == str(refused.value).replace(str(file), "Standard input")


def test_standard_input_is_read_in_the_encodings_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Input(LINES.encode("gb18030")))
    assert "《青禾县渠道管理办法》" in recognised(Path("-"))


def test_a_page_break_is_no_part_of_an_office(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("青禾县水利局\f局长许桂兰主持，县委书记、\f县长吴明远出席。\n", "utf-8")
    (row,) = map(json.loads, recognised(file, "--format", "jsonl").splitlines())
    offices = [(found["start"], found["end"], found["name"]) for found in row["mentions"] if found["kind"] == "office"]
    assert offices == [(0, 9, "青禾县水利局局长"), (15, 19, "县委书记"), (21, 23, "县长")]


def test_a_nul_in_one_line_refuses_none_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = LINES.replace("已修订", "已\0修订").encode()
    file = tmp_path / "text.txt"
    file.write_bytes(data)
    rows = [json.loads(line) for line in recognised(file, "--lines").splitlines()]
    assert [len(row["mentions"]) for row in rows] == [1, 0, 1]
    monkeypatch.setattr("sys.stdin", _Input(data))
    assert [json.loads(line) for line in recognised(Path("-"), "--lines").splitlines()] == rows
    with pytest.raises(CommandError, match="NUL"):
        recognised(file)
    file.write_bytes(b"\0\xff\0\xff" * 9)
    with pytest.raises(CommandError, match="is not text"):
        recognised(file, "--lines")
