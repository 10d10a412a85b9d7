"""Logins, cookies, tokens and addresses: what keeps strangers out of the admin."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.conf import settings as ours
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import Settings

from archive.curating.roles import make_roles
from archive.uploading.models import Upload
from tests.test_settings import PRODUCTION, manage

pytestmark = pytest.mark.django_db

LIMIT = ours.AXES_FAILURE_LIMIT


def log_in(name: str = "xu", password: str = "wrong", address: str = "192.0.2.1", **headers: str) -> int:
    """The answer to a login; 302 if it was right."""
    data = {"username": name, "password": password}
    response = Client().post(reverse("admin:login"), data, REMOTE_ADDR=address, headers=headers)
    return int(response.status_code)


@pytest.fixture
def xu() -> User:
    return User.objects.create_user("xu", password="right and long", is_staff=True)


@pytest.mark.usefixtures("xu")
class TestLogin:
    def test_after_some_failures_the_right_password_has_to_wait(self) -> None:
        assert [log_in() for _ in range(LIMIT - 1)] == [200] * (LIMIT - 1)
        assert log_in() == 429
        assert log_in(password="right and long") == 429

    def test_the_same_name_gets_in_from_elsewhere_and_others_from_there(self) -> None:
        User.objects.create_user("meng", password="right and long", is_staff=True)
        for _ in range(LIMIT + 3):
            log_in()
        assert log_in(password="right and long", address="192.0.2.2") == 302
        assert log_in("meng", "right and long") == 302

    def test_it_ends_by_itself_and_trying_on_does_not_prolong_it(self) -> None:
        for _ in range(LIMIT):
            log_in()
        AccessAttempt.objects.update(attempt_time=timezone.now() - ours.AXES_COOLOFF_TIME * 0.9)
        log_in()
        newest = AccessAttempt.objects.latest("attempt_time").attempt_time
        assert newest < timezone.now() - ours.AXES_COOLOFF_TIME * 0.8
        AccessAttempt.objects.update(attempt_time=timezone.now() - ours.AXES_COOLOFF_TIME * 1.1)
        assert log_in(password="right and long") == 302

    def test_a_new_password_lifts_it(self) -> None:
        User.objects.update(is_superuser=True)
        for _ in range(LIMIT):
            log_in()
        out = StringIO()
        call_command("create_admin", "xu", stdout=out)
        (password,) = re.findall(r"password: (\S+)", out.getvalue())
        assert log_in(password=password) == 302

    def test_the_page_says_what_to_do(self) -> None:
        data = {"username": "xu", "password": "wrong"}
        for language, words in (("en", "Try again in a quarter of an hour"), ("zh-hans", "一刻钟后再试")):
            for _ in range(LIMIT):
                response = Client().post(reverse("admin:login"), data, headers={"Accept-Language": language})
            assert response.status_code == 429
            assert words in response.content.decode()

    def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(self, settings: Settings) -> None:
        for address in ("198.51.100.1", "198.51.100.2"):  # without one nobody may choose an address
            for _ in range(LIMIT):
                last = log_in(**{"X-Forwarded-For": address})
            assert last == 429
        assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"192.0.2.1"}
        settings.BEHIND_PROXY = True
        assert log_in(password="right and long", **{"X-Forwarded-For": "192.0.2.1, 198.51.100.9"}) == 302
        log_in(**{"X-Forwarded-For": "made-up, 198.51.100.7"})
        assert AccessAttempt.objects.filter(ip_address="198.51.100.7").exists()

    def test_failures_are_logged_with_name_and_address_and_without_passwords(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO):
            log_in("xu\nforged line", "my secret")
            log_in("xu", "my secret")
        assert "'xu' from 192.0.2.1" in caplog.text
        assert "my secret" not in caplog.text
        assert "\nforged line" not in caplog.text
        kept = [value for row in AccessAttempt.objects.values() for value in row.values()]
        assert not [value for value in kept if "my secret" in str(value)]


def test_cookies_are_for_this_site_and_no_script(xu: User) -> None:
    client = Client()
    client.get(reverse("admin:login"))
    data = {"username": "xu", "password": "right and long"}
    assert client.post(reverse("admin:login"), data).status_code == 302
    client.post(reverse("set_language"), {"language": "en"})
    for name, same_site in (("sessionid", "Strict"), ("csrftoken", "Strict"), ("django_language", "Lax")):
        cookie = client.cookies[name]
        assert cookie["samesite"] == same_site, name
        assert cookie["httponly"] is True, name
    assert client.cookies["sessionid"]["max-age"] == 12 * 60 * 60


def test_in_production_cookies_go_over_https_only(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    show = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"
    done = manage("shell", "--no-imports", "-c", show, ARCHIVE_DATA=str(tmp_path), **PRODUCTION)
    assert done.stdout.strip() == "[True, True, True, True]", done.stderr


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """An address of every pattern of the site, with made-up values."""
    for entry in resolver.url_patterns:
        route = prefix + re.sub(r"<(?:int:)?pk>|<int:\w+>", "1", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            route = re.sub(r"<\w+:format>|<\w*:?suffix>", "csv", route)
            route = re.sub(r"<[^>]*>", "x", route.replace("(?P<app_label>", "(").replace("^", "").replace("$", ""))
            yield "/" + re.sub(r"\(([^|)]*)[^)]*\)", r"\1", route).replace(".*", "x")


def test_nothing_is_done_without_a_token(admin_user: User) -> None:
    Upload.objects.create(pk=1, by="admin")
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(admin_user)
    tried = sorted(set(addresses(get_resolver())))
    assert len(tried) > 100
    assert reverse("admin:import") in tried
    answers = {address: client.post(address, {"post": "yes"}).status_code for address in tried}
    api = reverse("api").removesuffix("openapi.json")  # which can only be read, and says so instead
    refusals = {address: 405 if address.startswith(api) else 403 for address in tried}
    assert answers == refusals


def test_who_has_no_token_or_may_not_is_told_in_both_languages(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    page = client.post(reverse("admin:logout")).content.decode()
    assert "请求未被接受" in page
    assert "could not be shown to come from a page of this site" in page
    client = Client()
    client.force_login(User.objects.create(username="clerk", is_staff=True))
    for language, words in (("zh-hans", "没有权限"), ("en", "Your login may not do this")):
        response = client.get(reverse("admin:import"), headers={"Accept-Language": language})
        assert response.status_code == 403
        assert words in response.content.decode()


class TestAddressOfTheAdmin:
    SHOW = (
        "from django.test import Client; from django.urls import reverse; c = Client(); "
        "print(reverse('admin:index'), c.get(reverse('admin:login')).status_code, c.get('/admin/').status_code, "
        "'Disallow: ' + reverse('admin:index') in c.get('/robots.txt').content.decode())"
    )

    @pytest.mark.parametrize("asked", ["office/desk-1", "/office/desk-1/"])
    def test_it_is_chosen_and_links_follow(self, asked: str, tmp_path: Path) -> None:
        show = self.SHOW.replace("c = Client()", "c = Client(headers={'Host': 'localhost'})")
        done = manage("shell", "--no-imports", "-c", show, ARCHIVE_DATA=str(tmp_path), ADMIN_URL=asked)
        assert done.stdout.strip() == "/office/desk-1/ 200 404 True", done.stderr

    @pytest.mark.parametrize("asked", ["a b", "../x", "管理", "a//b", "documents/", "api", "static/x", "^x$"])
    def test_one_that_cannot_be_is_refused_in_a_sentence(self, asked: str, tmp_path: Path) -> None:
        done = manage("check", ARCHIVE_DATA=str(tmp_path), ADMIN_URL=asked)
        assert done.returncode == 1
        assert done.stderr.startswith(f"manage.py: ADMIN_URL is '{asked.strip('/')}"), done.stderr
        assert "Traceback" not in done.stderr


class TestCreateAdmin:
    def test_a_login_of_a_role_gets_in_with_that_role(self) -> None:
        make_roles()
        out = StringIO()
        call_command("create_admin", "xu", role="curator", stdout=out)
        (password,) = re.findall(r"password: (\S+)", out.getvalue())
        assert len(password) >= 16
        assert log_in(password=password) == 302
        user = User.objects.get()
        assert [group.name for group in user.groups.all()] == ["curator"]
        assert not user.is_superuser
        call_command("create_admin", "xu", role="editor", stdout=StringIO())
        assert [group.name for group in User.objects.get().groups.all()] == ["editor"]
        assert log_in(password=password) == 200

    @pytest.mark.parametrize(("is_superuser", "role"), [(True, "curator"), (False, None)])
    def test_nobody_becomes_more_or_less_by_mistake(self, is_superuser: bool, role: str | None) -> None:
        User.objects.create(username="xu", is_superuser=is_superuser, password="x")
        with pytest.raises(CommandError, match="Choose another name"):
            call_command("create_admin", "xu", role=role)
        assert User.objects.get().password == "x"

    def test_a_name_that_is_none_is_refused(self) -> None:
        with pytest.raises(CommandError, match="cannot be a login"):
            call_command("create_admin", "a b")
        assert not User.objects.exists()
