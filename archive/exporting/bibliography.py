"""Articles as entries of bibliographies, made of their records (`columns.ARTICLE`, with `url`)."""

from __future__ import annotations

import re
from typing import Any

#: Characters that LaTeX takes for commands, and what stands for them.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_SPACE = re.compile(r"\s+")


def bibtex(record: dict[str, Any]) -> str:
    """An entry for BibTeX and biblatex; each author is in braces, so that no name is cut at a space."""
    fields = {
        "title": f"{{{_latex(_title(record))}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in record["authors"]),
        "booktitle": _latex(record["document_title"]),
        "date": record["date"] or "",
        "year": (record["date"] or "")[:4],
        "pages": _latex(_pages(record, "--")),
        "note": _latex(_note(record)),
        "url": record["url"],
        "langid": "chinese",
    }
    lines = [f"@incollection{{{record['key']},", *(f"  {name} = {{{text}}}," for name, text in fields.items() if text)]
    return "\n".join([*lines, "}", "", ""])


def ris(record: dict[str, Any]) -> str:
    """An entry of RIS: a part of a book, lines ended by CR LF."""
    year, month, day = [*(record["date"] or "").split("-"), "", ""][:3]
    lines = [
        ("TY", "CHAP"),
        ("ID", record["key"]),
        ("TI", _title(record)),
        *(("AU", name) for name in record["authors"]),
        ("T2", record["document_title"]),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("SP", record["first_page"] or ""),
        ("EP", record["last_page"] or ""),
        ("N1", _note(record)),
        ("LA", "zh"),
        ("UR", record["url"]),
    ]
    return "".join(f"{tag}  - {_plain(text)}\r\n" for tag, text in lines if text) + "ER  - \r\n\r\n"


def _title(record: dict[str, Any]) -> str:
    """The title; in square brackets what the print does not have as one."""
    if record["title"]:
        return _plain(record["title"])
    return f"[{_plain(record['supplied_title'] or record['opening'] or record['key'])}]"


def _pages(record: dict[str, Any], dash: str) -> str:
    first, last = record["first_page"], record["last_page"]
    return dash.join(dict.fromkeys(filter(None, (first, last))))


def _note(record: dict[str, Any]) -> str:
    return f"{record['document']}, raw lines {record['first_line']}-{record['last_line']}"


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _latex(text: str) -> str:
    return _plain(text).translate(_LATEX)
