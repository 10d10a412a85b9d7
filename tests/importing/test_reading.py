"""Reading: bytes become text in the right encoding, or one sentence that says why not."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
import pickle
import re
import sqlite3
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.importing.reading import ReadingError, decode, read
from archive.importing.records import RawText

LIMIT = 1 << 20
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

SIMPLIFIED = (
    "全省春耕现场会在青禾市召开，省委副书记吴明远出席并讲话。",
    "会议强调，要把粮食安全放在首位，让种粮的人有账算、有奔头。",
    "“路修到家门口，橘子不愁卖了。”村民许桂兰一边装筐一边笑着说。",
    "第一条　为了规范档案的收集、整理和利用，制定本办法。",
    "一、总体要求；二、主要目标；三、重点任务：（一）补齐短板；（二）严格考核。",
    "去年完成投资3200亿元，比上年增长6.1%，新增就业9万人。",
)
TRADITIONAL = (
    "全縣教育工作會議昨日在鎮公所禮堂舉行，縣長林國棟主持並致詞。",
    "「這條路通了以後，茶葉當天就能送到港口。」農會總幹事陳玉蓮說。",
    "第一條　為健全檔案管理，促進檔案開放與運用，特制定本辦法。",
    "委員會決議：一、請各單位於月底前提出改善計畫；二、成果列入年終考核。",
    "他指出，經濟發展與環境保護並不衝突，關鍵在於事前規劃、事後檢討。",
    "去年度歲入決算320億元，較前一年增加4.5%。",
)
SIMPLIFIED_ENCODINGS = {  # how a text is written → what is recognised
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
TRADITIONAL_ENCODINGS = {
    "utf-8": "utf-8",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "gbk": "gb18030",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}


def chinese(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Texts of 40 characters and more: sentences, runs of their characters in any order, line ends, ASCII."""
    characters = st.text(st.sampled_from(sorted(set("".join(sentences)))), max_size=30)
    between = st.sampled_from(["", "\n", "\r\n", "\f", "　　", " 12 ", "\n 3 \n", " GDP "])
    piece = st.tuples(characters, st.sampled_from(sentences), between).map("".join)
    return st.lists(piece, min_size=2, max_size=20).map("".join).filter(lambda text: len(text) >= 40)


def refused(data: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        decode(data, "scan.txt")
    return caught.value


@pytest.mark.parametrize(("written", "recognised"), SIMPLIFIED_ENCODINGS.items())
@given(text=chinese(SIMPLIFIED))
def test_simplified_text_comes_back_from_each_encoding(written: str, recognised: str, text: str) -> None:
    data = text.encode(written)
    assert decode(data, "甲.txt") == RawText("甲.txt", hashlib.sha256(data).hexdigest(), recognised, text)


@pytest.mark.parametrize(("written", "recognised"), TRADITIONAL_ENCODINGS.items())
@given(text=chinese(TRADITIONAL))
def test_traditional_text_comes_back_from_each_encoding(written: str, recognised: str, text: str) -> None:
    data = text.encode(written)
    assert decode(data, "乙.txt") == RawText("乙.txt", hashlib.sha256(data).hexdigest(), recognised, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
@given(text=chinese(SIMPLIFIED))
def test_byte_order_mark_is_dropped(encoding: str, text: str) -> None:
    data = ("\ufeff" + text).encode(encoding)
    raw = decode(data, "a.txt")
    assert (raw.encoding, raw.text) == (encoding, text)
    assert raw.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("text", "written", "recognised"),
    [
        ("吴明远、许桂兰、林国栋", "gb18030", "gb18030"),
        ("吴明远\n许桂兰\n", "gb18030", "gb18030"),
        ("青禾市委办公室", "gb18030", "gb18030"),
        ("吳明遠、許桂蘭、林國棟", "big5", "big5hkscs"),
        ("吳明遠\n許桂蘭\n", "big5", "big5hkscs"),
        ("縣政府秘書處", "big5", "big5hkscs"),
        ("吴明远\n许桂兰\n", "utf-16-le", "utf-16-le"),
        ("吴明远\n许桂兰\n", "utf-16-be", "utf-16-be"),
        ("Volume 3, p. 17: 许桂兰, see also p. 20\n", "gb18030", "gb18030"),
        ("Volume 3, p. 17: 許桂蘭, see also p. 20\n", "big5", "big5hkscs"),
        ("Plain words, no Chinese.\r\n", "ascii", "utf-8"),
        ("Plain words, no Chinese.\r\n", "utf-16-le", "utf-16-le"),
        ("Plain words, no Chinese.\r\n", "utf-16-be", "utf-16-be"),
        ("會議在啟德𨋢舉行，由陳玉蓮主持。", "big5hkscs", "big5hkscs"),  # 𨋢 is one of Hong Kong's own
        ("3～5月﹑約翰‧史密斯在縣政府報到。", "cp950", "big5hkscs"),  # as Windows writes these three marks
    ],
)
def test_short_text_is_recognised(text: str, written: str, recognised: str) -> None:
    raw = decode(text.encode(written), "a.txt")
    assert (raw.encoding, raw.text) == (recognised, text)


def test_encoding_is_found_where_chinese_begins_late() -> None:
    text = "a line of ASCII\n" * 20_000 + "x" + "".join(TRADITIONAL)
    assert decode(text.encode("big5"), "a.txt").text == text


def test_line_ends_form_feeds_and_other_controls_stay() -> None:
    text = "甲\r\n乙\n丙\r丁\f戊\v己\t庚\x01辛\x1f"
    assert decode(text.encode(), "a.txt").text == text


def outcome(data: bytes) -> RawText | ReadingError:
    try:
        return decode(data, "shelf/a.txt")
    except ReadingError as error:
        return error


def assert_sound(data: bytes) -> None:
    raw = outcome(data)
    if isinstance(raw, ReadingError):
        assert str(raw).startswith("shelf/a.txt ")
        assert "\n" not in str(raw)
        return
    assert raw.name == "a.txt"
    assert raw.sha256 == hashlib.sha256(data).hexdigest()
    assert raw.text.strip()
    assert "\0" not in raw.text
    assert len(raw.text) == len(data.decode(raw.encoding).removeprefix("\ufeff"))
    raw.text.encode()  # no lone surrogates


@given(data=st.binary(max_size=400))
@example(b"")
@example(b"\0")
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\xd8")
@example(b"\x80")
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    assert_sound(data)


@given(
    text=chinese(SIMPLIFIED),
    encoding=st.sampled_from(sorted(SIMPLIFIED_ENCODINGS)),
    noise=st.binary(max_size=6),
    data=st.data(),
)
def test_damaged_text_gives_text_or_a_clear_error(text: str, encoding: str, noise: bytes, data: st.DataObject) -> None:
    whole = text.encode(encoding)
    cut = data.draw(st.integers(0, len(whole)))
    lost = data.draw(st.integers(0, 5))
    assert_sound(whole[:cut] + noise + whole[cut + lost :])


@pytest.mark.parametrize(
    ("encoding", "sentences"), [("utf-8", SIMPLIFIED), ("gb18030", SIMPLIFIED), ("big5", TRADITIONAL)]
)
@given(data=st.data())
def test_one_broken_byte_is_named_by_its_offset(encoding: str, sentences: tuple[str, ...], data: st.DataObject) -> None:
    text = data.draw(chinese(sentences))
    before = data.draw(st.integers(0, len(text)))
    start = text[:before].encode(encoding)
    error = refused(start + b"\xff" + text[before:].encode(encoding))
    assert error.code == "undecodable"
    assert f"byte offset {len(start)} (line {text[:before].count(chr(10)) + 1}), where 0xFF" in str(error)


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", 3), ("gb18030", 2), ("utf-16-le", 2), ("utf-16", 2)])
def test_text_cut_within_a_character_is_undecodable_there(encoding: str, width: int) -> None:
    data = "".join(SIMPLIFIED).encode(encoding)
    error = refused(data[:-1])
    assert error.code == "undecodable"
    assert f"byte offset {len(data) - width}" in str(error)


def test_broken_text_with_a_mark_is_undecodable() -> None:
    error = refused(b"\xef\xbb\xbf" + "甲".encode() + b"\xff")
    assert error.code == "undecodable"
    assert "utf-8 up to byte offset 6" in str(error)


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "正文")
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("甲.txt"))
    return file.getvalue()


def database() -> bytes:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE shelf (label TEXT)")
        return connection.serialize()


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "a PDF", "save it as text"),
        (b"\n%PDF-1.4\n", "a PDF", "save it as text"),
        (rb"{\rtf1\ansi\deff0 {\fonttbl}}", "an RTF document", "save it as text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a Word or WPS document", "save it as text"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document", "save it as text"),
        (zipped("OFD.xml"), "an OFD document", "save it as text"),
        (zipped("甲.txt"), "a zip archive", "unpack it"),
        (zipped(), "a zip archive", "unpack it"),
        (gzip.compress("甲".encode(), mtime=0), "a gzip archive", "unpack it"),
        (bz2.compress("甲".encode()), "a bzip2 archive", "unpack it"),
        (lzma.compress("甲".encode()), "an xz archive", "unpack it"),
        (tarred(), "a tar archive", "unpack it"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image", "OCR"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a JPEG image", "OCR"),
        (b"GIF89a\x01\0\x01\0", "a GIF image", "OCR"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "a BMP image", "OCR"),
        (b"II*\0\x08\0\0\0", "a TIFF image", "OCR"),
        (b"\x7fELF\x02\x01\x01\0", "a program", "leave it out"),
        (database(), "an SQLite database", "leave it out"),
    ],
)
def test_other_kinds_of_file_are_named_with_their_remedy(data: bytes, kind: str, remedy: str) -> None:
    error = refused(data)
    assert error.code == "not_text"
    assert str(error).startswith(f"scan.txt is {kind}, not text: ")
    assert remedy in str(error)


@pytest.mark.parametrize("text", ["BM是青禾市的代号。", "MZ小学", "PK赛在柳溪镇举行", "RIFF格式与WEBP格式的区别"])
def test_text_that_begins_like_another_kind_is_text(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "offset"), [("第一页\0第二页".encode(), 9), (b"plain\0words", 5), (bytes(64), 0), (b"\1\0\0\0\2\0\0\0", 1)]
)
def test_nul_bytes_are_not_text(data: bytes, offset: int) -> None:
    error = refused(data)
    assert error.code == "not_text"
    assert f"NUL byte at offset {offset}:" in str(error)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_nul_characters_behind_a_mark_are_not_text(encoding: str) -> None:
    error = refused("甲\0乙".encode(encoding))
    assert error.code == "not_text"
    assert "is a NUL" in str(error)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(1, 256)) * 8,
        hashlib.shake_256(b"noise").digest(4000).replace(b"\0", b""),
        "Le café est fermé à cause des fêtes de l'été.".encode("latin-1"),
        "Привет, это русский текст".encode("cp1251"),
    ],
)
def test_bytes_that_are_chinese_in_no_encoding_are_not_text(data: bytes) -> None:
    error = refused(data)
    assert error.code == "not_text"
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode()
    assert re.findall(r"byte offset (\d+)", str(error)) == [str(caught.value.start)]


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe\n\0", "\n　\n".encode(), b" \0\n\0"])
def test_nothing_but_blanks_is_empty(data: bytes) -> None:
    assert refused(data).code == "empty"


def test_error_passes_between_processes() -> None:
    error = refused(b"%PDF-1.7")
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, ReadingError)
    assert (copy.code, str(copy)) == (error.code, str(error))


# --- files ------------------------------------------------------------------------------------------------------------


def code_of(path: Path, limit: int = LIMIT) -> str:
    with pytest.raises(ReadingError) as caught:
        read(path, limit)
    assert str(caught.value).startswith(f"{path} ")
    return caught.value.code


def test_file_is_read(tmp_path: Path) -> None:
    data = "\r\n".join(SIMPLIFIED).encode("gb18030")
    (tmp_path / "甲.txt").write_bytes(data)
    expected = RawText("甲.txt", hashlib.sha256(data).hexdigest(), "gb18030", "\r\n".join(SIMPLIFIED))
    assert read(tmp_path / "甲.txt", LIMIT) == expected


def test_limit_is_the_last_length_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1500)
    assert len(read(path, 1500).text) == 1500
    with pytest.raises(ReadingError, match=r"1,500 bytes .* limit of 1,499: .* ARCHIVE_MAX_FILE_SIZE") as caught:
        read(path, 1499)
    assert caught.value.code == "too_large"


def test_missing_files_and_links_to_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert code_of(tmp_path / "b.txt") == "missing"
    assert code_of(tmp_path / "a.txt" / "b.txt") == "missing"
    assert code_of(tmp_path / "dangling") == "missing"


def test_link_is_followed_and_loop_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "link").symlink_to("a.txt")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert read(tmp_path / "link", LIMIT).text == "甲"
    assert code_of(tmp_path / "one") == "link_loop"


def test_folder_pipe_and_device_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    assert code_of(tmp_path) == "not_a_file"
    assert code_of(tmp_path / "pipe") == "not_a_file"
    assert code_of(tmp_path / "link") == "not_a_file"
    assert code_of(Path("/dev/zero")) == "not_a_file"


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Permissions do not bind root: what tests them runs as an unprivileged account."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_forbidden_file_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲", encoding="utf-8")
    path.chmod(0)
    with ordinary_user():
        assert code_of(path) == "unreadable"


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert code_of(tmp_path / "a.txt") == "empty"


def test_file_name_in_another_encoding_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode("理论学习.txt".encode("gb18030"))
    try:
        (tmp_path / name).write_text("甲", encoding="utf-8")
    except OSError:
        pytest.skip("this file system allows names in UTF-8 only")
    assert read(tmp_path / name, LIMIT).name == "理论学习.txt"


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the real files are not there: no folder shared/corpus beside the project"
)
def test_real_files_are_utf_8() -> None:
    paths = sorted(CORPUS.glob("*.txt"))
    assert paths
    for path in paths:
        raw = read(path, LIMIT)
        assert raw.encoding == "utf-8"
        assert raw.text.encode() == path.read_bytes()
