"""The pictures of the curator's guide, taken anew of the sample corpus in an archive of its own: docs/pictures/.

    python -m tests.browser.screenshots        # Chinese and English

Needs Chromium, and Pillow, which makes the pictures small.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
SENT, PRINTED, REPRINTED = "sample-6-bulletin.txt", "把图书馆背上山", "把书馆背上了山"
CORRECTED = "把图书馆背上高山"
EDITOR = "meng"
WIDTH, HEIGHT, COLOURS = 1280, 820, 48
LONG = 120_000  # milliseconds that an import may take


class Windows:
    """One window a language, all of the same editor; the first one works, and each shows the addresses it comes to."""

    def __init__(self, browser: Browser, address: str, password: str) -> None:
        self.pages = {}
        for language, locale in {"zh": "zh-CN", "en": "en-GB"}.items():
            context = browser.new_context(
                base_url=address,
                locale=locale,
                viewport={"width": WIDTH, "height": HEIGHT},
                timezone_id="Asia/Shanghai",
            )
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.goto("/admin/")
            page.fill("#id_username", EDITOR)
            page.fill("#id_password", password)
            page.click("input[type=submit]")
            self.pages[language] = page

    @property
    def editor(self) -> Page:
        return self.pages["zh"]

    def take(self, name: str, address: str = "") -> None:
        """A picture of the page at `address`, or where the editor is, in each language."""
        address = address or self.editor.url
        anchor = address.partition("#")[2]
        for language, page in self.pages.items():
            page.goto(address)
            if anchor:
                page.locator(f"#{anchor}").evaluate("row => row.scrollIntoView({block: 'center'})")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            # Without dithering, which would speckle the plain grounds and make files large.
            small = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            (PICTURES / language).mkdir(parents=True, exist_ok=True)
            small.save(PICTURES / language / f"{name}.png", optimize=True)


def main() -> None:
    program = chromium.program()
    if program is None:
        sys.exit("No Chromium is installed, so there is nothing to take pictures with (Debian: apt install chromium).")
    with (
        tempfile.TemporaryDirectory() as folder,
        archive(Path(folder)) as (address, password),
        chromium.started(program) as browser,
    ):
        take_all(Windows(browser, address, password), Path(folder))


def take_all(windows: Windows, folder: Path) -> None:
    """A sitting, with a picture of each screen."""
    page = windows.editor
    send(page, ROOT / "corpus" / SENT)
    windows.take("import")
    let_it_be_imported(page)

    windows.take("start", "/admin/")
    windows.take("claim", "/admin/review/claims/personmention/")
    windows.take("article", "/admin/review/articles/")

    page.goto("/admin/review/alike/meeting/")
    page.locator("#content a[href*='/merge/?']").first.click()
    windows.take("merge")

    page.goto("/admin/archive/person/?q=沈其澜")
    page.locator("#result_list th a").first.click()
    page.locator(".object-tools a[href*='/split/']").click()
    windows.take("split")

    page.goto(f"/admin/cut/{article(page, '听鱼的人')}/")
    row = page.get_by_role("row").filter(has_text="莫急，等浪歇一歇")
    row.locator("a.choose").click()
    windows.take("cut")

    page.goto(f"/admin/archive/article/{article(page, PRINTED)}/change/")
    page.fill("#id_title", CORRECTED)
    page.click("input[name=_continue]")
    windows.take("locked")

    changed = folder / SENT
    text = (ROOT / "corpus" / SENT).read_bytes().decode("gb18030")
    changed.write_bytes(text.replace(PRINTED, REPRINTED).encode("gb18030"))
    send(page, changed)
    let_it_be_imported(page)
    page.goto("/admin/review/suggestions/")
    while CORRECTED not in page.locator("#content").inner_text():
        page.locator("a[data-keys=s]").click()
    windows.take("suggestion")
    windows.take("history", "/admin/history/")


def send(page: Page, file: Path) -> None:
    page.goto("/admin/import/")
    page.set_input_files("#files", file)
    page.click("form.upload button")
    page.wait_for_selector("button[name=confirm]", timeout=LONG)


def let_it_be_imported(page: Page) -> None:
    page.click("button[name=confirm]")
    page.wait_for_selector(".progress", state="visible")
    page.wait_for_selector(".progress", state="detached", timeout=LONG)


def article(page: Page, title: str) -> str:
    """Its primary key."""
    page.goto(f"/admin/archive/article/?q={title}")
    link = page.locator("#result_list a[href*='/article/'][href*='/change/']").first.get_attribute("href") or ""
    return link.split("/change/")[0].rsplit("/", 1)[1]


@contextmanager
def archive(folder: Path) -> Iterator[tuple[str, str]]:
    """An archive of all samples but one, that is served: its address, and the password of its editor."""
    corpus = folder / "corpus"
    shutil.copytree(ROOT / "corpus", corpus, ignore=shutil.ignore_patterns(SENT))
    manage = [sys.executable, str(ROOT / "manage.py")]
    environment = os.environ | {"ARCHIVE_DATA": str(folder / "data")}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    site = subprocess.Popen(
        [*manage, "run_site", "--port", str(port), str(corpus)], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert site.stdout
        for line in site.stdout:
            if found := re.search(r"http://\S+", line):
                break
        else:
            sys.exit("The site has not started: see above.")
        told = subprocess.run(
            [*manage, "create_admin", EDITOR, "--role", "editor"],
            env=environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        yield found[0].rstrip("/"), told.split("password:")[1].split()[0]
    finally:
        site.terminate()
        site.wait()


if __name__ == "__main__":
    main()
