"""What readers come for, from the first page on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("addresses")]

PHONE = {"width": 390, "height": 844}


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("search").get_by_label("检索全文").fill(words)
    page.get_by_role("search").get_by_role("button", name="检索").click()


def test_a_search_leads_to_the_paragraph_where_the_phrase_is_marked(page: Page) -> None:
    search(page, "渠道清淤 OR 老渠修到")
    page.locator("main ol").get_by_role("link", name="老渠修到").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("把水送到最后一亩田")
    paragraph = page.locator(f"#{page.url.partition('#')[2]}")
    expect(paragraph).to_be_in_viewport()
    expect(paragraph.locator("mark")).to_have_text("老渠修到")


def test_a_list_is_narrowed_down_by_a_facet_and_by_a_field_and_each_can_be_taken_away(page: Page) -> None:
    page.goto("/articles/")
    page.get_by_role("navigation", name="类别").or_(page.locator(".facet")).get_by_role(
        "link", name="特写"
    ).first.click()
    assert "kind=feature" in page.url
    expect(page.locator("#results")).to_contain_text("1 篇文章")
    page.get_by_label("起", exact=True).fill("2031-03")
    page.get_by_role("button", name="筛选").click()
    assert "since=2031-03" in page.url
    assert "kind=feature" in page.url
    expect(page.locator(".active li")).to_have_count(3)  # the kind, the day, and all of them
    page.locator(".active").get_by_role("link", name="类别").click()
    assert "kind=" not in page.url
    assert "since=2031-03" in page.url


def test_printings_are_compared_from_the_article(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["work"])
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("region", name="此文的其他刊本").get_by_role("link", name="对校").click()
    expect(page.locator("del")).to_have_count(1)
    turned = page.locator("del").inner_text()
    left, right = page.get_by_label("左：第 1 种刊本"), page.get_by_label("右：第 1 种刊本")
    (right if left.is_checked() else left).check()
    (page.get_by_label("左：第 2 种刊本") if right.is_checked() else page.get_by_label("右：第 2 种刊本")).check()
    page.get_by_label("只看异文").check()
    page.get_by_role("button", name="对校").click()
    assert "only=differences" in page.url
    expect(page.locator("ins")).to_have_text(turned)


def test_the_language_is_switched_on_the_page_and_kept(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["person"])
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Offices")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("许桂兰")
    page.get_by_role("link", name="Meetings", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meetings")


def test_a_result_and_the_data_of_a_picture_are_downloaded(
    page: Page, addresses: dict[str, str], tmp_path: Path
) -> None:
    page.goto("/people/?name=xgl")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "people.csv")
    text = (tmp_path / "people.csv").read_text("utf-8-sig")
    assert "许桂兰" in text
    assert "吴明远" not in text
    page.goto(addresses["initiative"])
    with page.expect_download() as download:
        page.get_by_role("link", name="下载全部数据（CSV）").click()
    download.value.save_as(tmp_path / "use.csv")
    assert "2031-03" in (tmp_path / "use.csv").read_text("utf-8-sig")


@pytest.mark.window(viewport=PHONE, has_touch=True)
def test_on_a_phone_one_gets_from_the_search_to_the_raw_lines(page: Page) -> None:
    search(page, "渠尾三十年")
    page.locator("main").get_by_role("link", name="把水送到最后一亩田").tap()
    page.get_by_role("link", name="对照原始文本").tap()
    text, raw = page.locator("#p10"), page.locator(".raw li[value='14']")
    expect(text).to_be_visible()
    expect(raw).to_be_visible()
    above, below = text.bounding_box(), raw.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]  # one below the other, in full width


def test_the_keyboard_is_enough(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_id("main")
    page.keyboard.press("Tab")
    page.keyboard.type("渠道归全体")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    link = page.locator("main").get_by_role("link", name="把水送到最后一亩田").first
    for _ in range(150):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("把水送到最后一亩田")


def test_what_is_meant_is_suggested_while_typing_and_reached_by_the_arrow_keys(page: Page) -> None:
    page.goto("/")
    page.get_by_label("检索全文").press_sequentially("xgl")
    expect(page.locator(".suggestions").get_by_role("link", name="许桂兰")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("许桂兰")


@pytest.mark.window(java_script_enabled=False)
def test_without_scripts_a_reader_gets_as_far(page: Page) -> None:
    search(page, "老渠修到")
    page.locator("main").get_by_role("link", name="把水送到最后一亩田").click()
    page.get_by_role("link", name="对照原始文本").click()
    expect(page.locator(".raw li").first).to_be_visible()
