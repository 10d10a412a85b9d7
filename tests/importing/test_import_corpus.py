"""The command import_corpus, and the import of many files behind it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.checking import findings
from archive.importing.executors import InProcess
from archive.importing.running import import_files
from archive.importing.storing import Status
from archive.models import Article, Document, Organization
from tests.builders import TEXT

pytestmark = pytest.mark.django_db

OTHER = """柳镇邮讯

桃花开了
柳镇社4月2日电 镇东的桃花昨日全开，邮差老贺送信时多绕了一里路。
"""


def run(*args: object, status: int = 0, **options: Any) -> tuple[str, str]:
    """Run the command in one process; what it wrote to stdout and to stderr."""
    out, err = io.StringIO(), io.StringIO()
    if status:
        with pytest.raises(SystemExit) as end:
            call_command("import_corpus", *args, stdout=out, stderr=err, **{"jobs": 1, **options})
        assert end.value.code == status
    else:
        call_command("import_corpus", *args, stdout=out, stderr=err, **{"jobs": 1, **options})
    return out.getvalue(), err.getvalue()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "青禾通讯.txt").write_text(TEXT, "utf-8")
    (folder / "柳镇邮讯.txt").write_text(OTHER, "gb18030")
    return folder


def counts(line: str) -> dict[str, float]:
    """The numbers of the last line by what they count."""
    return {name: float(n) for name, n in (part.split(": ") for part in line.replace(";", ",").split(", "))}


def test_a_folder_is_imported_and_the_last_line_counts(corpus: Path) -> None:
    out, err = run(corpus)

    numbers = counts(out.splitlines()[-1])
    assert numbers.pop("seconds") >= 0
    assert numbers == {
        "documents created": 2, "updated": 0, "unchanged": 0, "failed": 0, "articles": Article.objects.count(),
    }  # fmt: skip
    assert err == ""
    assert dict(Document.objects.values_list("file_name", "encoding")) == {
        "青禾通讯.txt": "utf-8",
        "柳镇邮讯.txt": "gb18030",
    }


def test_without_paths_the_folder_of_the_settings_is_imported(corpus: Path, settings: LazySettings) -> None:
    settings.ARCHIVE_CORPUS = corpus
    run()
    assert Document.objects.count() == 2


def test_what_has_not_changed_is_not_parsed_again(corpus: Path) -> None:
    run(corpus)
    results = list(import_files(sorted(corpus.iterdir()), Unwilling(), limit=1000))
    assert [result.status for result in results] == [Status.UNCHANGED, Status.UNCHANGED]

    results = list(import_files(sorted(corpus.iterdir()), Unwilling(), limit=1000, force=True))
    assert [result.status for result in results] == [Status.FAILED, Status.FAILED]


def test_what_the_archive_learns_makes_it_parse_again(corpus: Path) -> None:
    run(corpus)
    Organization.objects.create(name="青禾县", kind="place", origin="authority")

    (result, _) = import_files(sorted(corpus.iterdir()), Unwilling(), limit=1000)
    assert result.status is Status.FAILED  # it was to be parsed, and the executor would not


def test_force_parses_again_and_finds_the_same(corpus: Path) -> None:
    run(corpus)
    out, _ = run(corpus, force=True)
    assert counts(out.splitlines()[-1])["unchanged"] == 2


def test_a_dry_run_says_what_would_be_done(corpus: Path) -> None:
    run(corpus / "柳镇邮讯.txt")
    (corpus / "柳镇邮讯.txt").write_text(OTHER.replace("一里", "两里"), "utf-8")
    (corpus / "旧讯.txt").write_text("旧讯\n\n" + OTHER.replace("一里", "三里"), "utf-8")
    run(corpus / "旧讯.txt")

    out, _ = run(corpus, dry_run=True)
    assert [line.partition(" from")[0] for line in out.splitlines()[:-1]] == [
        "would leave jiu-xun",
        "would update liu-zhen-you-xun",
        "would create qing-he-tong-xun",
    ]
    assert out.splitlines()[-1].startswith("Dry run: documents created: 1, updated: 1, unchanged: 1, failed: 0;")
    assert Document.objects.count() == 2


def test_the_report_tells_of_each_file(corpus: Path, tmp_path: Path) -> None:
    (corpus / "空白.txt").write_text("\n \n")
    report = tmp_path / "report.json"
    run(corpus, report=report, status=1)

    told = json.loads(report.read_text("utf-8"))
    assert [(Path(file["path"]).name, file["status"]) for file in told["files"]] == [
        ("柳镇邮讯.txt", "created"), ("空白.txt", "failed"), ("青禾通讯.txt", "created"),
    ]  # fmt: skip
    assert told["files"][1]["error"].startswith(f"{corpus}/空白.txt is empty or blank")
    assert told["files"][2]["document"]["slug"] == "qing-he-tong-xun"
    assert {name: told["summary"][name] for name in ("created", "updated", "unchanged", "failed")} == {
        "created": 2, "updated": 0, "unchanged": 0, "failed": 1,
    }  # fmt: skip
    assert {path.name for path in tmp_path.iterdir()} == {"corpus", "report.json"}


def test_a_report_that_cannot_be_written_is_told_before_anything_is_done(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no folder"):
        run(corpus, report=tmp_path / "nowhere" / "report.json")
    with pytest.raises(CommandError, match="it is a folder"):
        run(corpus, report=tmp_path)
    assert not Document.objects.exists()


@pytest.mark.parametrize("jobs", [0, -1])
def test_there_is_at_least_one_process(corpus: Path, jobs: int) -> None:
    with pytest.raises(CommandError, match="--jobs has to be 1 or more"):
        run(corpus, jobs=jobs)


# --- files that fail --------------------------------------------------------------------------------------------------


def _link_loop(path: Path) -> None:
    path.symlink_to(path)


def _no_permission(path: Path) -> None:
    path.write_text(OTHER, "utf-8")
    path.chmod(0)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(range(256))), "is a PDF, not text"),
    "png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)), "is a PNG image, not text"),
    "zip": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(64)), "is a zip archive, not text"),
    "undecodable": (
        lambda path: path.write_bytes((OTHER * 30).encode()[:90] + b"\xff" + (OTHER * 30).encode()[90:]),
        "byte offset 90",
    ),
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "too large": (lambda path: path.write_bytes(b"a" * 5000), "over the limit of 4,000"),
    "link loop": (_link_loop, "is a link that leads back to itself"),
    "missing": (lambda path: path.symlink_to("nothing"), "does not exist"),
    "unreadable": (_no_permission, "may not be read by this user"),
    "same content": (lambda path: path.write_bytes(OTHER.encode("gb18030")), "has the same content as 柳镇邮讯.txt"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_has_one_line_and_the_others_go_on(case: str, corpus: Path, settings: LazySettings) -> None:
    if case == "unreadable" and os.geteuid() == 0:
        pytest.skip("root may read every file")
    settings.ARCHIVE_MAX_FILE_SIZE = 4000
    make, sentence = BAD[case]
    make(corpus / "正文.txt")

    out, err = run(corpus, status=1)
    (line,) = err.splitlines()
    assert "正文.txt" in line
    assert sentence in line
    numbers = counts(out.splitlines()[-1])
    assert (numbers["documents created"], numbers["failed"]) == (2, 1)
    assert sorted(Document.objects.values_list("file_name", flat=True)) == ["柳镇邮讯.txt", "青禾通讯.txt"]


def test_of_two_files_with_one_name_the_second_fails(corpus: Path) -> None:
    (corpus / "抄").mkdir()
    (corpus / "抄" / "青禾通讯.txt").write_text(TEXT.replace("清明", "谷雨"), "utf-8")
    _, err = run(corpus, status=1)
    assert err.startswith(f"{corpus}/青禾通讯.txt has the same name as {corpus}/抄/青禾通讯.txt, and documents")
    assert "谷雨" in Document.objects.get(file_name="青禾通讯.txt").text


def test_names_in_another_encoding_and_of_two_lines_are_told_on_one(corpus: Path, tmp_path: Path) -> None:
    old = os.fsdecode(bytes(corpus) + b"/" + "旧邮讯.txt".encode("gb18030"))
    Path(old).write_text(OTHER.replace("一里", "三里"), "utf-8")
    (corpus / "两\n行.txt").write_text("\n")
    report = tmp_path / "report.json"
    _, err = run(corpus, report=report, status=1)
    assert err == f"{corpus}/两\\n行.txt is empty or blank: leave it out, or put its text into it\n"
    assert f"{corpus}/旧邮讯.txt" in [file["path"] for file in json.loads(report.read_text("utf-8"))["files"]]

    out, _ = run(old, dry_run=True)
    assert out.startswith(f"would leave jiu-you-xun from {corpus}/旧邮讯.txt:")


def test_a_dry_run_fails_where_the_import_would_for_two_files_with_one_content(tmp_path: Path) -> None:
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    _, dry = run(tmp_path, dry_run=True, status=1)
    _, real = run(tmp_path, status=1)
    assert dry.startswith("甲.txt has the same content as 乙.txt")
    assert real.startswith("甲.txt has the same content as 乙.txt")


def test_a_folder_that_does_not_exist_fails(tmp_path: Path) -> None:
    _, err = run(tmp_path / "nowhere", status=1)
    assert err == f"{tmp_path}/nowhere does not exist: check the spelling, or where the link leads\n"


# --- executors --------------------------------------------------------------------------------------------------------


class Unwilling(Executor):
    """Gives back failed work, as when the parser has a fault."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(ZeroDivisionError("division by zero\nin a rule"))
        return future


def test_a_fault_of_the_parser_is_one_failed_file(corpus: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, second = import_files(sorted(corpus.iterdir()), Unwilling(), limit=1000)
    assert first.error == (
        f"{corpus}/柳镇邮讯.txt was not imported, by a fault of the importer (ZeroDivisionError: division by zero): "
        "please report it"
    )
    assert second.status is Status.FAILED
    assert "Traceback" in caplog.text


def _die(*args: object) -> None:
    os._exit(1)


def test_processes_that_have_died_are_told_with_their_files(corpus: Path) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        executor.submit(_die).exception()
        results = list(import_files(sorted(corpus.iterdir()), executor, limit=1000))
    assert [result.status for result in results] == [Status.FAILED, Status.FAILED]
    assert all(result.error.startswith(f"{result.path} was not imported: ") for result in results)


def test_worker_processes_and_threads_find_the_same(corpus: Path) -> None:
    out, _ = run(corpus, jobs=2)
    assert counts(out.splitlines()[-1])["documents created"] == 2
    with ThreadPoolExecutor(3) as executor:
        results = list(import_files(sorted(corpus.iterdir()), executor, limit=1000, force=True))
    assert [result.status for result in results] == [Status.UNCHANGED, Status.UNCHANGED]


def test_results_come_in_the_order_of_files_and_never_more_than_asked_ahead(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"{OTHER}第{number}号", "utf-8")
    files = sorted(tmp_path.iterdir())
    submitted: list[Path] = []

    class Noting(ThreadPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            submitted.append(args[0])
            return super().submit(fn, *args, **kwargs)

    with Noting(2) as executor:
        done = []
        for result in import_files(files, executor, limit=1000, ahead=3):
            done.append(Path(result.path))
            assert len(submitted) - len(done) <= 3
    assert done == files == submitted


def test_the_queries_of_a_document_are_always_as_many(tmp_path: Path) -> None:
    def queries_for(name: str, text: str) -> int:
        (tmp_path / name).write_text(text, "utf-8")
        with CaptureQueriesContext(connection) as queries:
            run(tmp_path / name)
        return len(queries)

    small = queries_for("小.txt", OTHER)
    large = queries_for("大.txt", "".join(f"{OTHER.replace('老贺', f'老贺{n}')}\n\n\n\n" for n in range(60)))
    assert Article.objects.filter(document__file_name="大.txt").count() > 1
    assert large == small


#: What rules look for, and the white space that lays out print.
WORDS = ["春灌会议", "青禾社柳镇3月4日电", "一、", "第一条", "。", "，", "■", "— 3 —", "来源：", "《"]
SPACES = ["\n", "\r\n", " ", "\u3000"]
PRINT = st.lists(st.sampled_from(WORDS + SPACES) | st.text(max_size=8), max_size=60).map("".join)


@given(data=st.binary(max_size=300) | PRINT.map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=60)
def test_any_bytes_give_a_sound_document_or_a_clear_error(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("any") / "任意.txt"
    file.write_bytes(data)
    with transaction.atomic():
        (result,) = import_files([file], InProcess(), limit=1000)
        assert "fault of the importer" not in result.error
        assert Document.objects.count() == bool(result.outcome)
        assert list(findings(Document.objects.all())) == []
        transaction.set_rollback(True)
