from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from archive.uploading import jobs, receiving


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where uploads lie. No process is started: tests call `work` themselves, or start one."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    for module in (jobs, receiving):
        monkeypatch.setattr(module, "start", lambda: None)
    return tmp_path / "uploads"
