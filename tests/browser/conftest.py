"""A real Chromium on the site, served by the tests' own server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser import chromium
from tests.connections import url
from tests.pages.samples import furnished
from tests.uploading.sending import is_of_uploads


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.program()
    if found is None:
        pytest.skip("no Chromium is installed, so nothing is tried in a browser (Debian: apt install chromium)")
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database. Nothing of
    # the tests runs in that loop.
    kept = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with chromium.started(found) as browser:
        yield browser
    if kept is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = kept


@pytest.fixture
def addresses(live_server: LiveServer) -> dict[str, str]:
    """An archive to look at: the address of a page of every kind."""
    return furnished()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new window; the marker `window` sets what differs from a Chinese reader's at a desk."""
    marker = request.node.get_closest_marker("window")
    settings = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}} | (marker.kwargs if marker else {})
    context = browser.new_context(base_url=live_server.url, **settings)
    context.set_default_timeout(20_000)
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def uploads(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site starts its process, which finds the database of the tests; none is left behind."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    monkeypatch.setenv("ARCHIVE_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", url())
    yield
    started = [process for process in psutil.Process().children() if is_of_uploads(process)]
    for process in started:
        process.kill()
    psutil.wait_procs(started)
