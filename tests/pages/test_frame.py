"""What all pages have in common: the languages, the headers, the landmarks."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages.conftest import Words
from tests.pages.samples import NOUNS, furnished

pytestmark = pytest.mark.django_db


#: What the policy forbids, or what comes from elsewhere. Blocks of linked data are no scripts.
_FORBIDDEN = re.compile(
    r"""<style|\sstyle=|\son\w+=|<script(?! src=| type="application/ld\+json">)|(?:src|href)="(?:https?:)?//"""
)


class Unmarked(HTMLParser):
    """Collects the text of a page's body that is not marked as Chinese."""

    text = ""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "br"):
            lang = dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")
            self.open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, lang = self.open[-1] if self.open else ("", "")
        if lang.lower() != "zh-hans" and tag not in ("title", "option", "script"):
            self.text += data


@pytest.fixture
def addresses() -> list[str]:
    return list(furnished().values())


@pytest.fixture
def details() -> list[str]:
    return [address for kind, address in furnished().items() if kind not in NOUNS]


def test_the_interface_is_chinese_unless_asked_otherwise(words: Words) -> None:
    assert "文献汇编档案" in words("/")
    assert "文献汇编档案" in words("/", accept_language="fr")
    assert "Archive of Official Compilations" in words("/", accept_language="en-GB,en")


def test_the_switch_keeps_the_language_and_the_page(client: Client, words: Words) -> None:
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/articles/?kind=news"})
    assert response.status_code == 302
    assert response["Location"] == "/articles/?kind=news"
    assert "The archive is empty." in words("/articles/", accept_language="zh")


def test_no_english_is_left_on_a_chinese_page(addresses: list[str], words: Words) -> None:
    kept = re.compile(
        r"English|corpus|python manage\.py import_corpus|UTF-8|txt|script|alert|qing-he-tong-xun-l\d+"
        r"|CSV|JSON Lines|API|BibTeX|RIS|-word|OR|(?<=拼音 )[a-z ]+|wu ming yuan|xu gui lan"
    )
    for address in addresses:
        assert re.findall("[A-Za-z]{2,}", kept.sub("", words(address))) == [], address


def test_no_chinese_is_left_on_an_english_page_but_what_is_printed(addresses: list[str], client: Client) -> None:
    for address in addresses:
        html = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert '<html lang="en">' in html
        parser = Unmarked()
        parser.feed(html)
        text = re.sub(r"\w+\.txt|“今年开春”", "", parser.text)
        assert re.findall("[\u4e00-\u9fff]+", text) == [], address


def test_the_policy_allows_nothing_but_files_of_the_site(addresses: list[str], client: Client) -> None:
    for address in [*addresses, "/admin/login/", "/nix/"]:
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        html = response.content.decode()
        assert not _FORBIDDEN.search(html), address


def test_every_page_has_its_landmarks_a_title_of_its_own_and_one_heading(addresses: list[str], client: Client) -> None:
    titles = set()
    for address in addresses:
        html = client.get(address).content.decode()
        for part in ('<a class="skip" href="#main">', '<main id="main"', "<nav aria-label=", "<footer"):
            assert part in html, address
        assert len(re.findall(r"<h1[ >]", html)) == 1, address
        titles.update(re.findall("<title>(.*?)</title>", html)[:1])  # those of pictures come later
    assert len(titles) == len(addresses) - 1  # the raw lines are the same page


def test_every_field_of_a_form_has_a_label(addresses: list[str], client: Client) -> None:
    for address in addresses:
        html = client.get(address).content.decode()
        for field in re.findall(r'<(?:select|input)\b(?![^>]*type="hidden")[^>]*\bid="([^"]+)"', html):
            assert f'<label for="{field}"' in html, (address, field)


def test_what_is_not_there_says_so_in_the_frame_of_the_site(words: Words, client: Client) -> None:
    response = client.get("/nix/")
    assert response.status_code == 404
    assert "此网址下没有内容" in response.content.decode()


QUERY = st.dictionaries(
    st.sampled_from(["page", "line", "reason", "raw", "q", "base", "with", "only"]),
    st.text(max_size=40) | st.sampled_from(["1", "last", "-1", "9" * 400, "differences", "\0", "%", "'", "\ud800"]),
)


@given(query=QUERY)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_gets_an_answer(query: dict[str, str], details: list[str], client: Client) -> None:
    for address in details:
        query_string = urlencode(query, errors="surrogatepass")
        assert client.get(f"{address.partition('?')[0]}?{query_string}").status_code in (200, 404)
