"""First step of the import: a file's bytes become text, or one sentence that says why they cannot.

UTF-8 and byte-order marks prove themselves. GB18030, Big5 and UTF-16 without a mark do not (nearly all bytes of one are
valid in the others), so each reading is weighed by how ordinary its characters are in Chinese print.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, Literal

from archive.importing.records import RawText
from archive.importing.refusals import RefusedError, gettext_noop

Code = Literal["missing", "unreadable", "link_loop", "not_a_file", "too_large", "empty", "not_text", "undecodable"]


class ReadingError(RefusedError):
    """A file that cannot be read as text; as a string, one sentence that names the file and the remedy."""

    def __init__(self, code: Code, name: str, problem: str, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(name, problem, values)
        self.args = code, name, problem, values  # what a copy in another process is made of
        self.code = code


def read(path: Path, limit: int) -> RawText:
    """The text of the file at `path`, which may be `limit` bytes long; `name` in the result is its last part.

    Raises ReadingError as `decode` does, and with the codes missing, unreadable, link_loop, not_a_file and too_large.
    """
    name = printable(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadingError("not_a_file", name, gettext_noop("is a folder: name the files in it"))
        if not stat.S_ISREG(mode):  # opening a pipe would wait for somebody to write
            problem = gettext_noop("is a pipe, a socket or a device: copy its text into a file")
            raise ReadingError("not_a_file", name, problem)
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > limit else file.read(limit + 1)
    except OSError as error:
        raise _unreadable(name, error) from error
    if (size := max(size, len(data))) > limit:
        raise too_large(name, size, limit)
    return decode(data, name)


def too_large(name: str, size: int, limit: int) -> ReadingError:
    """The error of a file of so many bytes where `limit` are allowed."""
    problem = gettext_noop(
        "is {size:,} bytes long, over the limit of {limit:,}: split it, or raise the setting ARCHIVE_MAX_FILE_SIZE"
    )
    return ReadingError("too_large", name, problem, {"size": size, "limit": limit})


def decode(data: bytes, name: str) -> RawText:
    """The text that `data` holds, without its byte-order mark and with its line ends as they are.

    `name` is a file name or a path, of which the last part is kept. In the result `encoding` is the name of a Python
    codec and `sha256` that of `data`, in hexadecimal. Raises ReadingError with the codes empty, not_text and
    undecodable; it counts offsets in bytes from 0, lines and characters from 1.
    """
    if kind := _known_kind(data):
        problem = gettext_noop("is {kind}, not text: {remedy}")
        raise ReadingError("not_text", name, problem, kind)
    encoding = _encoding(data)
    if encoding is None:
        if 0 in data:
            problem = gettext_noop(
                "is not text, there is a NUL byte at offset {offset}: leave it out, or save it as UTF-8 text"
            )
            raise ReadingError("not_text", name, problem, {"offset": data.index(0)})
        problem = gettext_noop(
            "is not text in UTF-8 (byte offset {offset} breaks it), UTF-16, GB18030 or Big5: leave it out, or save it "
            "as UTF-8 text"
        )
        raise ReadingError("not_text", name, problem, {"offset": _utf8_failure(data)})
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding).count("\n") + 1
        problem = gettext_noop(
            "reads as {encoding} up to byte offset {offset} (line {line}), where 0x{byte:02X} cannot be decoded: mend "
            "that place, or save the file again as UTF-8"
        )
        values = {"encoding": encoding, "offset": error.start, "line": line, "byte": data[error.start]}
        raise ReadingError("undecodable", name, problem, values) from error
    if encoding == "big5hkscs":
        for ours, usual in _BIG5_MARKS:  # several times as fast as str.translate
            text = text.replace(ours, usual)
    if "\0" in text:  # PostgreSQL cannot hold it
        problem = gettext_noop("is not text, its character {place} is a NUL: save it as UTF-8 text")
        raise ReadingError("not_text", name, problem, {"place": text.index("\0") + 1})
    if not text.strip():
        problem = gettext_noop("is empty or blank: leave it out, or put its text into it")
        raise ReadingError("empty", name, problem)
    return RawText(PurePath(name).name, hashlib.sha256(data).hexdigest(), encoding, text)


#: Categories of characters that control the terminal or break the line.
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def printable(path: PurePath) -> str:
    """The path as text that can be printed on one line and stored: old archives unpack to file names in GB18030."""
    raw = os.fsencode(path)
    text = raw.decode("utf-8" if _utf8_failure(raw) is None else "gb18030", "backslashreplace")
    return "".join(char if unicodedata.category(char) not in _UNPRINTABLE else ascii(char)[1:-1] for char in text)


def _unreadable(name: str, error: OSError) -> ReadingError:
    if error.errno == errno.ELOOP:
        problem = gettext_noop("is a link that leads back to itself: delete it or mend it")
        return ReadingError("link_loop", name, problem)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        problem = gettext_noop("does not exist: check the spelling, or where the link leads")
        return ReadingError("missing", name, problem)
    if isinstance(error, PermissionError):
        problem = gettext_noop("may not be read by this user: change its permissions or its folder's")
        return ReadingError("unreadable", name, problem)
    problem = gettext_noop("cannot be read ({reason}): copy it to another place")
    return ReadingError("unreadable", name, problem, {"reason": error.strerror})


# --- what is not text -------------------------------------------------------------------------------------------------

_KINDS = {  # remedy → kind → how its files begin; a document inside a zip is looked for before the plain zip
    gettext_noop("save it as text first"): {
        gettext_noop("a PDF"): rb"\s*%PDF-",
        gettext_noop("an RTF document"): rb"\{\\rtf",
        gettext_noop("a Word or WPS document"): rb"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        gettext_noop("a CAJ document"): rb"CAJ\0",
        gettext_noop("a DjVu document"): rb"AT&TFORM",
        gettext_noop("a Word document"): rb"PK\x03\x04.*?word/document\.xml",
        gettext_noop("an Excel workbook"): rb"PK\x03\x04.*?xl/workbook\.xml",
        gettext_noop("a PowerPoint presentation"): rb"PK\x03\x04.*?ppt/presentation\.xml",
        gettext_noop("an OpenDocument file"): rb"PK\x03\x04.*?application/vnd\.oasis\.opendocument",
        gettext_noop("an EPUB book"): rb"PK\x03\x04.*?application/epub\+zip",
        gettext_noop("an OFD document"): rb"PK\x03\x04.*?OFD\.xml",
    },
    gettext_noop("have its text recognised (OCR) first"): {
        gettext_noop("a PNG image"): rb"\x89PNG\r\n\x1A\n",
        gettext_noop("a JPEG image"): rb"\xFF\xD8\xFF",
        gettext_noop("a GIF image"): rb"GIF8[79]a",
        gettext_noop("a TIFF image"): rb"II\*\0|MM\0\*",
        gettext_noop("a BMP image"): rb"BM.{4}\0{4}",
        gettext_noop("a WebP image"): rb"RIFF.{4}WEBP",
    },
    gettext_noop("unpack it first"): {
        gettext_noop("a zip archive"): rb"PK(\x03\x04|\x05\x06)",
        gettext_noop("a gzip archive"): rb"\x1F\x8B\x08",
        gettext_noop("a bzip2 archive"): rb"BZh\d1AY&SY",
        gettext_noop("an xz archive"): rb"\xFD7zXZ\0",
        gettext_noop("a 7z archive"): rb"7z\xBC\xAF\x27\x1C",
        gettext_noop("a RAR archive"): rb"Rar!\x1A\x07",
        gettext_noop("a tar archive"): rb".{257}ustar",
    },
    gettext_noop("leave it out"): {
        gettext_noop("a program"): rb"\x7FELF|MZ\x90\0",
        gettext_noop("an SQLite database"): rb"SQLite format 3\0",
    },
}


def _known_kind(data: bytes) -> dict[str, str] | None:
    for remedy, kinds in _KINDS.items():
        for kind, start in kinds.items():
            if re.match(start, data, re.DOTALL):
                return {"kind": kind, "remedy": remedy}
    return None


# --- which encoding ---------------------------------------------------------------------------------------------------

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SAMPLE = 1 << 17  # bytes that are weighed
_BIG5_MARKS = (("•", "‧"), ("､", "﹑"), ("∼", "～"))  # A145, A14E, A1E3: Python's codec, and Windows and browsers
_PUNCTUATION = frozenset("，。、；：？！“”‘’「」『』《》（）—…·")


def _double_bytes(codec: str, leads: Iterable[int], trails: Sequence[int]) -> str:
    return bytes(byte for lead in leads for trail in trails for byte in (lead, trail)).decode(codec, "ignore")


# The characters of daily use as two standards chose them: level 1 of GB 2312 and of Big5 (but for its last row, where
# vendors added other things).
_DAILY = frozenset(
    _double_bytes("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    + _double_bytes("big5", range(0xA4, 0xC6), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
)


def _encoding(data: bytes) -> str | None:
    """The codec that explains `data` best, though it may fail at a broken byte; None where none gives Chinese text."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    if 0 in data:
        start, candidates = 0, ["utf-16-le", "utf-16-be"]
    elif _utf8_failure(data) is None:
        return "utf-8"
    else:
        # The first byte that is not ASCII opens a character in each encoding; UTF-16 wants an even offset.
        first = re.search(rb"[\x80-\xFF]", data)
        start = first.start() & ~1 if first and len(data) > _SAMPLE else 0
        candidates = ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    sample = data[start : start + _SAMPLE]
    weighed = [(*_plausibility(sample.decode(candidate, "replace")), candidate) for candidate in candidates]
    _, sound, best = max(weighed, key=lambda found: found[0])
    return best if sound >= 0 else None


def _utf8_failure(data: bytes) -> int | None:
    """The offset of the first byte that is no UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return None


def _plausibility(text: str) -> tuple[int, int]:
    """How much `text` looks like Chinese print, with and without what could not be decoded; positive if it does."""
    counts = Counter(text)
    broken = counts.pop("\N{REPLACEMENT CHARACTER}", 0)
    sound = sum(count * _weight(character) for character, count in counts.items())
    return sound - 5 * broken, sound


def _weight(character: str) -> int:
    if character in _PUNCTUATION:
        return 3
    if character in _DAILY:
        return 1
    if character.isspace() or (character.isascii() and character.isprintable()):
        return 0
    return -4 if unicodedata.category(character) in ("Cc", "Co", "Cn") else -2
