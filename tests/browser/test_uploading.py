"""Files go into the archive from the admin: sent, looked through, confirmed, followed, read about."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from archive.models import Document
from tests.browser.axe import violations
from tests.builders import TEXT
from tests.curating.people import user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uploads")]


@pytest.fixture
def editor(page: Page) -> User:
    """An editor who is logged in and has opened the screen."""
    person = user("editor", "meng")
    person.is_staff = True
    person.set_password("right and long")
    person.save()
    page.goto(reverse("admin:import"))
    page.get_by_label("用户名").fill("meng")
    page.get_by_label("密码").fill("right and long")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("导入文件")
    return person


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "青禾通讯.txt").write_text(TEXT, "utf-8")
    (folder / "讲话.txt").write_bytes(b"%PDF-1.7 x")
    return sorted(folder.iterdir())


def confirm_and_read_the_report(page: Page, *, has_scripts: bool = True) -> None:
    expect(page.get_by_text("目前尚未保存任何内容")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("讲话.txt 是 PDF 文档，不是文本：请先另存为文本")).to_be_visible()
    expect(page.get_by_text("全县春灌工作会议召开")).to_be_visible()
    assert not Document.objects.exists()
    found = violations(page) if has_scripts else []
    page.get_by_role("button", name="导入 1 个文件").click()
    expect(page.get_by_text("这些文件已导入，结果如下。")).to_be_visible(timeout=60_000)
    found += violations(page) if has_scripts else []
    assert found == [], "\n".join(found)
    page.get_by_role("link", name="青禾通讯.txt").click()
    expect(page.get_by_role("link", name="全县春灌工作会议召开").first).to_be_visible()


@pytest.mark.usefixtures("editor")
def test_chosen_files_are_looked_through_confirmed_imported_and_reported(page: Page, files: list[Path]) -> None:
    page.get_by_label("文本文件").set_input_files(files)
    expect(page.locator(".chosen li")).to_have_count(2)
    page.get_by_role("button", name="上传并查看会有哪些改动").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    confirm_and_read_the_report(page)


@pytest.mark.usefixtures("editor")
def test_files_are_dropped_on_the_page_and_added_to_those_chosen(page: Page, files: list[Path]) -> None:
    expect(page.locator(".scripted")).to_be_visible()
    page.get_by_label("文本文件").set_input_files(files[:1])
    dropped = page.evaluate_handle(
        """([name, text]) => {
            const files = new DataTransfer();
            files.items.add(new File([text], name, { type: "text/plain" }));
            return files;
        }""",
        [files[1].name, files[1].read_text("utf-8")],
    )
    for kind in ("dragenter", "dragover", "drop"):
        page.locator(".drop").dispatch_event(kind, {"dataTransfer": dropped})
    expect(page.locator(".chosen li")).to_have_count(2)
    page.get_by_role("button", name="上传并查看会有哪些改动").click()
    expect(page.locator(".uploaded li h2")).to_have_count(2)


@pytest.mark.usefixtures("editor")
def test_too_many_files_are_not_even_sent(page: Page, files: list[Path]) -> None:
    expect(page.locator(".scripted")).to_be_visible()
    page.evaluate("document.querySelector('form.upload').dataset.most = 1")
    page.get_by_label("文本文件").set_input_files(files)
    page.get_by_role("button", name="上传并查看会有哪些改动").click()
    assert page.url.endswith(reverse("admin:import"))


@pytest.mark.usefixtures("editor")
@pytest.mark.window(java_script_enabled=False)
def test_without_scripts_it_goes_as_far(page: Page, files: list[Path]) -> None:
    page.get_by_label("文本文件").set_input_files(files)
    page.get_by_role("button", name="上传并查看会有哪些改动").click()
    confirm_and_read_the_report(page, has_scripts=False)  # axe is a script
