"""Verbs that tell someone's part."""

from __future__ import annotations

import pytest

from archive.importing.recognising.findings import Part
from archive.importing.recognising.participants import words as part_words


def _parts(text: str) -> list[tuple[str, tuple[Part, ...]]]:
    return [(text[w.start : w.end], w.parts) for w in part_words.find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("主持会议并讲话", [("主持", (Part.CHAIR,)), ("讲话", (Part.SPEAKER,))]),
        ("发表视频致辞", [("发表视频致辞", (Part.SPEAKER,))]),
        ("作题为《水，命脉》的工作报告", [("作题为《水，命脉》的工作报告", (Part.SPEAKER,))]),
        ("提交了书面发言", [("提交了书面发言", (Part.WRITTEN,))]),
        ("应邀出席", [("应邀出席", (Part.ATTENDEE, Part.PRESENTED_TO))]),
        ("列席，传达，宣读", [("列席", (Part.NONVOTING,)), ("传达", (Part.CONVEYOR,)), ("宣读", (Part.CONVEYOR,))]),
        ("主持人、主持制定、重要讲话精神、传达学习、合作报告", []),
    ],
)
def test_verbs_and_parts(text: str, words: list[tuple[str, tuple[Part, ...]]]) -> None:
    assert _parts(text) == words


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("出席会议", True),
        ("出席", True),
        ("主持上午和下午的会议", True),
        ("参加调研", True),
        ("参加革命", False),
        ("主持中央政治局会议", False),
        ("参加工作", False),
    ],
)
def test_verbs_without_an_object_of_their_own_are_told_of_the_meeting_reported(text: str, bare: bool) -> None:
    (word,) = part_words.find(text, 0, len(text))
    assert word.bare is bare


def test_people_behind_the_verb() -> None:
    text = "出席会议的领导还有张禾"
    (word,) = part_words.find(text, 0, len(text))
    assert word.inverted
