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
        ("讲了话，致闭幕词，交流了学习体会", [(w, (Part.SPEAKER,)) for w in ("讲了话", "致闭幕词", "交流")]),
        ("汇报修渠进展，作出郑重承诺", [("汇报", (Part.SPEAKER,)), ("作出郑重承诺", (Part.SPEAKER,))]),
        ("到会祝贺，在座", [("到会", (Part.ATTENDEE,)), ("在座", (Part.ATTENDEE,))]),
        ("颁发证书", [("颁发", (Part.PRESENTED_TO,))]),
        ("致贺信，致全省职工的信，关于修渠的汇报，汇报会", []),
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
