"""The examples of long proofs, in batches: tests of their own, so that workers share them and no transaction gets long.

ARCHIVE_SEED chooses other examples.
"""

from __future__ import annotations

import os

import pytest

SEED = int(os.environ.get("ARCHIVE_SEED", "0"))


def batches(variable: str, default: int, *, most: int) -> pytest.MarkDecorator:
    """Parametrizes a test by `first`, a seed, and `examples`, up to `most`; `variable` says how many in all."""
    number = int(os.environ.get(variable, default))
    sizes = [min(most, number - start) for start in range(0, number, most)]
    return pytest.mark.parametrize(("first", "examples"), [(1000 * SEED + i, size) for i, size in enumerate(sizes)])
