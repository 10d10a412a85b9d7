"""The Chinese catalogue: complete, and compiled from its source."""

from __future__ import annotations

import ast
import gettext
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from pytest_django import Settings

PLACE = Path("zh_Hans", "LC_MESSAGES")
LOCALE = settings.BASE_DIR / "archive" / "locale"
#: What is the same in both languages.
SAME = {"SHA-256", "ID", ""}


def model_words() -> Iterator[tuple[str, str]]:
    """All that the models say, with where they say it."""
    for model in apps.get_app_config("archive").get_models():
        name = model._meta.label
        yield f"{name} verbose_name", str(model._meta.verbose_name)
        yield f"{name} verbose_name_plural", str(model._meta.verbose_name_plural)
        for field in model._meta.concrete_fields:
            yield f"{name}.{field.name} verbose_name", str(field.verbose_name)
            yield f"{name}.{field.name} help_text", str(field.help_text)
            for value, label in field.flatchoices:
                yield f"{name}.{field.name} choice {value}", str(label)
        for constraint in model._meta.constraints:
            if "%(name)s" not in str(constraint.violation_error_message):
                yield f"{name} {constraint.name}", str(constraint.violation_error_message)


def test_the_models_speak_chinese() -> None:
    with translation.override("zh-hans"):
        english = [
            (place, text)
            for place, text in model_words()
            if text not in SAME and not re.search("[\u4e00-\u9fff]", text)
        ]
    assert english == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="the tools of GNU gettext are not installed")
def test_the_catalogue_has_every_text_and_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(settings.BASE_DIR / "archive", archive, ignore=shutil.ignore_patterns("__pycache__"))
    settings.LOCALE_PATHS = [archive / "locale"]
    monkeypatch.chdir(archive)
    call_command("makemessages", locale=["zh_Hans"], no_location=True, no_obsolete=True, verbosity=0)
    fresh = archive / "locale" / PLACE
    told = subprocess.run(
        ["msgfmt", "--statistics", "--check-format", "-o", str(fresh / "django.mo"), str(fresh / "django.po")],
        capture_output=True,
        text=True,
        env=os.environ | {"LC_ALL": "C"},
        check=True,
    )
    assert re.fullmatch(r"\d+ translated messages\.", told.stderr.strip()), told.stderr
    assert catalogue(LOCALE / PLACE / "django.mo") == catalogue(fresh / "django.mo")


def calls_while_loading(node: ast.AST) -> Iterator[ast.Call]:
    """The calls in a module that are made when it is loaded: those outside of its functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            if isinstance(child, ast.Call):
                yield child
            yield from calls_while_loading(child)


def test_no_text_is_translated_while_its_module_is_loaded() -> None:
    """It would stay in the language of whoever asked first: such texts are lazy, or marked by gettext_noop."""
    found = []
    for file in (settings.BASE_DIR / "archive").rglob("*.py"):
        module = ast.parse(file.read_text("utf-8"))
        names = {
            alias.asname or alias.name
            for imported in module.body
            if isinstance(imported, ast.ImportFrom) and imported.module == "django.utils.translation"
            for alias in imported.names
            if alias.name in ("gettext", "ngettext", "pgettext", "npgettext")
        }
        calls = (call for call in calls_while_loading(module) if isinstance(call.func, ast.Name))
        found += [f"{file}:{call.lineno}" for call in calls if call.func.id in names]  # type: ignore[attr-defined]
    assert found == []


def catalogue(file: Path) -> dict[object, str]:
    with file.open("rb") as stream:
        found = dict(vars(gettext.GNUTranslations(stream))["_catalog"])
    del found[""]  # the header, which has dates
    return found
