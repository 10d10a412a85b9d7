"""A real Chromium on the site, served by the tests' own server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.pages.samples import furnished

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("no Chromium is installed, so nothing is tried in a browser (Debian: apt install chromium)")
    # Playwright keeps an event loop in this thread, in which Django would refuse to talk to the database. Nothing of
    # the tests runs in that loop.
    kept = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
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
