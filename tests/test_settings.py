"""Settings: bad values are refused in a sentence, production is safe by default."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive.settings import BASE_DIR, database, development_key, envbool, envint, envlist, envpath, envstr

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "a key of sixty-six characters, no two of which are next to each other",
    "ALLOWED_HOSTS": "archive.example",
    "DATABASE_URL": "postgresql://archive:secret@localhost/archive",
}


def manage(*arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run manage.py with no other settings than these in its environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], **env},
        capture_output=True,
        text=True,
        check=False,
    )


class TestEnvironment:
    @pytest.mark.parametrize(
        ("text", "value"),
        [("1", True), ("true", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("no", False)],
    )
    def test_bool(self, monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
        monkeypatch.setenv("NAME", text)
        assert envbool("NAME", not value) is value

    @pytest.mark.parametrize("text", ["", "  "])
    def test_empty_is_as_not_set(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setenv("NAME", text)
        assert envbool("NAME", True) is True
        assert envint("NAME", 7) == 7
        assert envstr("NAME", "x") == "x"
        assert envlist("NAME", ["x"]) == ["x"]
        assert envpath("NAME", Path("/x")) == Path("/x")

    @pytest.mark.parametrize("text", ["2", "ja", "-1"])
    def test_no_bool(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setenv("NAME", text)
        with pytest.raises(ImproperlyConfigured, match=f"NAME is '{text}'"):
            envbool("NAME", True)

    @pytest.mark.parametrize("text", ["64MB", "-1", "1.5", "６４", "²"])
    def test_no_int(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setenv("NAME", text)
        with pytest.raises(ImproperlyConfigured, match=f"NAME is '{text}'"):
            envint("NAME", 0)

    def test_list(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NAME", "a.org, b.org,")
        assert envlist("NAME", []) == ["a.org", "b.org"]

    def test_path(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("NAME", "~/数据")
        assert envpath("NAME", Path("/")) == tmp_path / "数据"

    def test_no_path(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NAME", "~nobody-of-this-name/data")
        with pytest.raises(ImproperlyConfigured, match="NAME is '~nobody-of-this-name/data'"):
            envpath("NAME", Path("/"))


class TestDatabaseUrl:
    def test_without_one_the_embedded_server(self) -> None:
        assert database("")["ENGINE"] == "archive.database"

    def test_parts(self) -> None:
        settings = database("postgresql://an%40archivist:p%2Fw@db.example:5433/archive?sslmode=require")
        assert settings["ENGINE"] == "django.db.backends.postgresql"
        assert settings["USER"] == "an@archivist"
        assert settings["PASSWORD"] == "p/w"
        assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", 5433, "archive")
        assert settings["OPTIONS"] == {"sslmode": "require"}

    @pytest.mark.parametrize(
        "url",
        [
            "sqlite:///archive.db",
            "mysql://root:secret@localhost/archive",
            "archive",
            "gopher://secret@localhost/archive",
            "postgresql://archive:secret@localhost",
            "postgresql://archive:secret@localhost:port/archive",
        ],
    )
    def test_another_database_is_refused_without_a_word_of_the_password(self, url: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refused:
            database(url)
        assert "secret" not in str(refused.value)


class TestSecretKey:
    def test_stays_the_same_and_is_for_its_owner_only(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        key = development_key(data)
        assert len(key) >= 50
        assert development_key(data) == key
        assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600
        assert [file.name for file in data.iterdir()] == ["secret_key"]

    def test_made_at_the_same_time_it_is_one(self, tmp_path: Path) -> None:
        show = "import sys; from archive.settings import SECRET_KEY; sys.stdout.write(SECRET_KEY)"
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", show],
                cwd=BASE_DIR,
                env={**os.environ, "ARCHIVE_DATA": str(tmp_path / "data")},
                stdout=subprocess.PIPE,
            )
            for _ in range(4)
        ]
        assert len({process.communicate()[0] for process in processes}) == 1


class TestProduction:
    def test_check_finds_nothing_to_say(self, tmp_path: Path) -> None:
        done = manage("check", "--deploy", "--fail-level", "WARNING", ARCHIVE_DATA=str(tmp_path), **PRODUCTION)
        assert done.returncode == 0, done.stderr
        assert "no issues" in done.stdout

    @pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
    def test_what_has_to_be_set(self, tmp_path: Path, missing: str) -> None:
        done = manage("check", ARCHIVE_DATA=str(tmp_path / "data"), **{**PRODUCTION, missing: ""})
        assert done.returncode == 1
        assert done.stderr.startswith(f"manage.py: {missing} has to ")
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "data").exists(), "no key is made up"

    def test_a_bad_value_is_one_sentence(self, tmp_path: Path) -> None:
        done = manage("check", DEBUG="maybe", ARCHIVE_DATA=str(tmp_path))
        assert (done.returncode, done.stderr) == (1, "manage.py: DEBUG is 'maybe'; it has to be 1 or 0.\n")


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    done = manage("migrate", DATABASE_URL="postgresql://archive@127.0.0.1:1/archive", ARCHIVE_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("manage.py: The database that DATABASE_URL names cannot be reached: ")
    assert "Traceback" not in done.stderr
