"""What `make run` serves."""

from __future__ import annotations

import signal

import pytest
from django.conf import settings as served
from pytest_django import Settings

from archive.management.commands import run_site


@pytest.mark.parametrize(("asked", "shown"), [(None, False), ("1", True), ("0", False)])
def test_tracebacks_are_for_who_asks_for_them(
    asked: str | None, shown: bool, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    monkeypatch.delenv("DEBUG", raising=False)
    if asked is not None:
        monkeypatch.setenv("DEBUG", asked)
    seen = {}
    monkeypatch.setattr(run_site, "call_command", lambda name, *_, **__: seen.update({name: served.DEBUG}))
    monkeypatch.setattr(run_site, "require_free", lambda port: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    run_site.Command().handle(corpus=[], port=8000, stop_with_parent=False)
    assert seen["runserver"] is shown
