"""One sitting of an editor, from the files of the sample corpus to what can be published: what was decided stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, expect

from archive.models import Article, Person, PersonMention, Suggestion
from tests.browser.test_reviewing import press, words
from tests.curating.people import sound, user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uploads")]

FILES = sorted((settings.BASE_DIR / "corpus").glob("sample-*.txt"))
PRINTED, CORRECTED, REPRINTED = "把图书馆背上山", "把图书馆背上高山", "把书馆背上了山"
#: What was said of the third is rejected with its correction, which is a claim of its own.
DECIDED = ["confirmed", "rejected", "rejected", "suggested"]


def test_an_editor_takes_the_corpus_from_upload_to_publishable(page: Page, tmp_path: Path) -> None:
    log_in(page)
    imported(page, FILES)
    assert Article.objects.count() > len(FILES)

    claims = reviewed_by_keys(page)
    merged(page)
    split(page)
    taken_back(page)
    correct_the_headline(page)

    imported(page, [reprint(tmp_path)])
    assert statuses(claims) == DECIDED
    assert PersonMention.objects.get(person__name="老陆").status == "confirmed"
    assert Person.objects.filter(name="陆承岳").count() == 1
    kept(page)
    call_command("import_corpus", *map(str, FILES[1:2]), force=True, no_progress=True)
    assert statuses(claims) == DECIDED
    assert Article.objects.filter(supplied_title="船公的手").count() == 1
    call_command("check_archive")
    assert sound()


def log_in(page: Page) -> None:
    editor = user("editor", "meng")
    editor.is_staff = True
    editor.set_password("right and long")
    editor.save()
    page.goto("/admin/")
    page.get_by_label("用户名").fill("meng")
    page.get_by_label("密码").fill("right and long")
    page.get_by_role("button", name="登录").click()


def imported(page: Page, files: list[Path]) -> None:
    """Send the files, look at what they would change, confirm, wait, and read the report."""
    before = Article.objects.count()
    page.goto("/admin/")
    page.locator("#content").get_by_role("link", name="导入", exact=True).click()
    page.get_by_label("文本文件").set_input_files(files)
    page.get_by_role("button", name="上传并查看会有哪些改动").click()
    expect(page.get_by_text("目前尚未保存任何内容")).to_be_visible(timeout=180_000)
    assert Article.objects.count() == before
    page.get_by_role("button", name=f"导入 {len(files)} 个文件").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("这些文件已导入，结果如下。")).to_be_visible(timeout=180_000)
    expect(page.locator(".uploaded > li")).to_have_count(len(files))
    expect(page.locator(".uploaded .reason")).to_have_count(0)


def at(page: Page) -> int:
    """The claim that the page shows."""
    return int(page.locator("form[action*='/claims/personmention/']").first.get_attribute("action").split("/")[-3])  # type: ignore[union-attr]


def reviewed_by_keys(page: Page) -> list[int]:
    """Four claims: one confirmed, one rejected, one corrected, one rejected and taken back."""
    page.goto("/admin/review/")
    page.get_by_role("link", name="人物提及").click()
    seen = []
    for key in "yn":
        seen.append(at(page))
        press(page, key)
    seen.append(at(page))
    page.keyboard.press("c")
    page.keyboard.type("老陆")
    page.get_by_role("button", name="新建并订正").focus()
    press(page, "Enter")
    seen.append(at(page))
    shown = words(page)
    press(page, "n")
    press(page, "u")
    assert (at(page), words(page)) == (seen[-1], shown)
    assert statuses(seen) == DECIDED
    return seen


def statuses(claims: list[int]) -> list[str]:
    return [PersonMention.objects.get(pk=claim).status for claim in claims]


def merged(page: Page) -> None:
    """老陆 becomes 陆承岳."""
    page.goto("/admin/archive/person/")
    for name in ("老陆", "陆承岳"):
        page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True)).get_by_role(
            "checkbox"
        ).check()
    page.locator("select[name=action]").select_option("merge_selected")
    page.locator("button[name=index]").first.click()
    keep = page.get_by_role("columnheader").filter(has_text="陆承岳").get_by_role("link", name="改为保留这一条")
    if keep.count():
        keep.click()
    page.get_by_role("button", name="并入“陆承岳”").click()
    expect(page.locator(".messagelist .success")).to_contain_text("已并入陆承岳")
    assert not Person.objects.filter(name="老陆").exists()


def split(page: Page) -> None:
    """A paragraph with all after it becomes an article of its own, in a document other than that which comes again."""
    before = Article.objects.count()
    page.goto(Article.objects.get(title="渡口的耐心").get_absolute_url())
    page.get_by_role("link", name="重新切分").click()
    page.get_by_role("row").filter(has_text="耐心也不是等靠").get_by_role("link", name="在此切分").click()
    page.get_by_label("拟定标题").fill("船公的手")
    page.get_by_role("button", name="从这里拆成两篇").click()
    page.get_by_role("button", name="执行").click()
    expect(page.locator(".messagelist .success")).to_contain_text("自成一篇")
    assert Article.objects.count() == before + 1


def taken_back(page: Page) -> None:
    """The merge, from the history."""
    page.goto("/admin/")
    page.get_by_role("link", name="最近的变更").first.click()
    page.get_by_role("row").filter(has=page.get_by_role("cell", name="合并", exact=True)).get_by_role(
        "link", name="撤销"
    ).click()
    page.get_by_role("button", name="是，撤销").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Person.objects.filter(name="老陆").exists()


def correct_the_headline(page: Page) -> None:
    page.goto(f"/admin/archive/article/{Article.objects.get(title=PRINTED).pk}/change/")
    page.locator("#id_title").fill(CORRECTED)
    page.locator("input[name=_continue]").click()
    expect(page.locator(".locks")).to_contain_text("meng")


def reprint(folder: Path) -> Path:
    """The bulletin with another headline, as somebody who holds the print might send it again."""
    name = "sample-6-bulletin.txt"
    text = (settings.BASE_DIR / "corpus" / name).read_bytes().decode("gb18030")
    assert PRINTED in text
    changed = folder / name
    changed.write_bytes(text.replace(PRINTED, REPRINTED).encode("gb18030"))
    return changed


def kept(page: Page) -> None:
    """The corrected headline stands; what the file says is a suggestion, which the editor turns down."""
    article = Article.objects.get(title=CORRECTED)
    filed = Suggestion.objects.get(field="title", proposed=REPRINTED)
    page.goto(f"/admin/review/suggestions/{filed.pk}/")
    expect(page.locator("#content")).to_contain_text(CORRECTED)
    expect(page.locator("#content")).to_contain_text(REPRINTED)
    press(page, "n")
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text(CORRECTED)
    assert not Suggestion.objects.open().filter(pk=filed.pk).exists()
