"""Why a file is not imported, as a sentence that can be told in other languages than the command line's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def gettext_noop(text: str) -> str:
    """Marks words for the catalogue of translations; the parser itself knows nothing of languages."""
    return text


class RefusedError(ValueError):
    """A file that is not imported; as a string, one sentence that names the file and the remedy.

    The sentence is the `name` of the file and behind it the `problem`, in which the `values` stand by name.
    """

    #: Values that are words of the catalogue themselves.
    _WORDS = ("kind", "remedy")

    def __init__(self, name: str, problem: str, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(name, problem, values)  # all of them, so that a worker process can hand it on
        self.name, self.problem, self.values = name, problem, dict(values or {})

    def __str__(self) -> str:
        return self.told(lambda words: words)

    def told(self, translate: Callable[[str], str], name: str | None = None) -> str:
        """The sentence in another language, and under another `name` of the file where one is given."""
        values = {key: translate(value) if key in self._WORDS else value for key, value in self.values.items()}
        return f"{self.name if name is None else name} {translate(self.problem).format(**values)}"
