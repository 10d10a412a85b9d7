"""An editor merges two people and cuts an article, from the pages where one comes upon them, and takes both back."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Article, Person
from tests.curating.people import user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("addresses", "editor")]


@pytest.fixture
def editor(page: Page, live_server: LiveServer) -> None:
    """The window belongs to an editor who is logged in."""
    person = user("editor")
    person.is_staff = True
    person.save()
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def test_two_people_are_merged_from_the_list_and_that_is_taken_back(page: Page) -> None:
    page.goto("/admin/archive/person/")
    for name in ("许桂兰", "吴明远"):
        page.get_by_role("row").filter(has_text=name).get_by_role("checkbox").check()
    page.locator("select[name=action]").select_option("merge_selected")
    page.locator("button[name=index]").first.click()
    expect(page.get_by_role("heading", name="合并", exact=True)).to_be_visible()
    header = page.get_by_role("columnheader").filter(has_text="吴明远")
    if header.get_by_role("link", name="改为保留这一条").count():
        header.get_by_role("link", name="改为保留这一条").click()
    expect(page.get_by_role("row", name=re.compile("其他名称"))).to_contain_text("许桂兰")
    page.get_by_role("button", name="并入“吴明远”").click()
    expect(page.get_by_text("许桂兰：已并入吴明远。")).to_be_visible()
    assert not Person.objects.filter(name="许桂兰").exists()
    reader = page.context.new_page()
    reader.goto("/people/许桂兰/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("吴明远")
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("button", name=re.compile("并入"))).to_be_visible()  # side by side again
    reader.goto("/people/许桂兰/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("许桂兰")


def test_an_article_is_cut_from_its_page_and_that_is_taken_back(page: Page, addresses: dict[str, str]) -> None:
    before = Article.objects.count()
    page.goto(addresses["article"])
    page.get_by_role("link", name="重新切分").click()
    page.get_by_role("row").filter(has_text="渠道归全体村民所有").get_by_role("link", name="在此切分").click()
    page.get_by_label("拟定标题").fill("渠道规约")
    page.get_by_role("button", name="从这里拆成两篇").click()
    after = page.get_by_role("region", name="变更后")
    expect(after.get_by_role("heading", name="〔渠道规约〕")).to_be_visible()
    assert Article.objects.count() == before
    page.get_by_role("button", name="执行").click()
    expect(page.get_by_text("“渠道规约”自成一篇")).to_be_visible()
    assert Article.objects.count() == before + 1
    expect(page.get_by_role("link", name="〔渠道规约〕")).to_be_visible()  # the next article
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销")).to_be_visible()
    assert Article.objects.count() == before


@pytest.mark.window(java_script_enabled=False)
def test_lines_are_set_aside_without_scripts(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["article"])
    page.get_by_role("link", name="重新切分").click()
    page.get_by_role("row").filter(has_text="渠道归全体村民所有").get_by_role("link", name="在此切分").click()
    page.get_by_label("原因").select_option("notice")
    page.get_by_role("button", name="归入非正文").click()
    expect(page.locator("del")).to_have_text("第一条 渠道归全体村民所有。")
    page.get_by_role("button", name="执行").click()
    expect(page.get_by_text("第 14 至 14 行已归入非正文。")).to_be_visible()
