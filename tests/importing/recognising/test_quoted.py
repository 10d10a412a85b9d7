"""What stands in quotation marks."""

from __future__ import annotations

from archive.importing.recognising.quoted import masked, quotations, unmarked


def test_a_quotation_has_two_marks_and_is_short() -> None:
    text = "开展“清渠”活动，又说“渠成‘水到’”。“没有收尾，" + "长" * 60 + "”"
    assert [(text[span.start : span.end], span.inner) for span in quotations(text)] == [
        ("“清渠”", "清渠"),
        ("“渠成‘水到’”", "渠成‘水到’"),
    ]


def test_a_mask_is_as_long_as_its_text() -> None:
    text = "推进“清渠”活动，见《清渠“三字”办法》。"
    assert masked(text) == "推进□□□□活动，见▢▢▢▢▢▢▢▢▢▢。"


def test_names_lose_their_marks() -> None:
    assert unmarked("三个“清渠‘队’”") == "三个清渠队"
