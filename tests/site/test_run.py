"""Which examples the pages can run, and how they run."""

import asyncio
import importlib
import io
import json
import subprocess
import sys
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("sphinx")

import run
from run.imports import ArchiveFinder
from run.packages import (
    DEPENDENCIES,
    EXTRAS,
    Files,
    find_extras,
    find_packed_distributions,
    find_pinned_distributions,
    format_index,
    read_distributions,
    read_library,
    read_wheel,
    write_archive,
)
from run.portal import run_sync, start_blocking_portal
from run.session import LIMIT, LINES, Output, Session

Shown = list[tuple[str, str]]
PACKED = {*DEPENDENCIES, *EXTRAS["markdown"], *EXTRAS["rdflib"]}


VIEWED = "class A:\n  def _repr_html_(self):\n"
"""The beginning of a class whose values have views."""


def show(*sources: str, session: Session | None = None, name: str = "<example 7>") -> Shown:
    """Run the sources of an example, and return what they show: runs of text as one."""
    shown: Shown = []

    def add(kind: str, content: str) -> None:
        if shown and shown[-1][0] == kind == "text":
            content = shown.pop()[1] + content
        shown.append((kind, content))

    (session or Session()).run(name, sources, add)
    return shown


def find_needed(*texts: str) -> list[set[str]]:
    """Return what each of the examples of one page needs and the archives lack."""
    known: dict[str, set[str]] = {"print": set()}
    return [run.find_needed(text, known, PACKED) for text in texts]


class TestSession:
    def test_values_are_shown_as_at_a_prompt(self) -> None:
        assert show("x = 'a'\nx\nNone\nx * 2", "_") == [("text", "'a'\n'aa'\n'aa'\n")]

    def test_output_and_errors_keep_their_order(self) -> None:
        shown = show("import sys\nprint('a')\nprint('b', file=sys.stderr)\n1 / 0", "print('c')")
        assert [kind for kind, _ in shown] == ["text", "error", "text"]
        assert (shown[0][1], shown[2][1]) == ("a\nb\n", "c\n")

    def test_errors_are_those_of_python(self) -> None:
        ((kind, text),) = show("def f():\n    return 1 / 0\nf()\nprint('not reached')")
        assert kind == "error"
        lines = text.splitlines()
        assert lines[0] == "Traceback (most recent call last):"
        assert lines[1] == '  File "<example 7>", line 3, in <module>'
        assert lines[-1] == "ZeroDivisionError: division by zero"
        assert "session.py" not in text

    def test_errors_name_the_line_of_the_whole_example(self) -> None:
        session = Session()
        sources = "def f():\n    return 1 / 0", "1", "x = (1,"
        _, (_, text) = show(*sources, session=session)
        assert '"<example 7>", line 4\n    x = (1,\n' in text
        ((_, text),) = show("1 + f()", session=session, name="<example 8>")
        assert '"<example 8>", line 1, in <module>\n    1 + f()' in text
        assert '"<example 7>", line 2, in f\n    return 1 / 0' in text

    def test_a_question_has_no_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO())
        *_, (kind, text) = show("input('Name: ')")
        assert kind == "error"
        assert text.splitlines()[-1].startswith("input() cannot ask")

    def test_a_line_is_shown_when_it_ends(self) -> None:
        shown: Shown = []
        output = Output(lambda *one: shown.append(one))
        for text in ("a", "b", "\n", "c\nd", "e"):
            output.write(text)
        assert shown == [("text", "ab\n"), ("text", "c\nd")]

    def test_many_lines_are_shown_together(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now = 0.0
        monkeypatch.setattr("time.monotonic", lambda: now)
        shown: Shown = []
        output = Output(lambda *one: shown.append(one))
        for _ in range(10 * LINES):
            output.write("a\n")
        assert len(shown) == LINES
        now = 1.0
        output.write("b\n")
        assert shown[LINES:] == [("text", "a\n" * 9 * LINES + "b\n")]

    def test_syntax_errors_show_the_line(self) -> None:
        ((kind, text),) = show("x = (1,\n")
        assert kind == "error"
        assert text.startswith('  File "<example 7>", line 1\n    x = (1,\n')

    def test_an_exit_ends_the_example_only(self) -> None:
        shown = show("raise SystemExit(3)", "1")
        assert shown[0][1].endswith("SystemExit: 3\n")
        assert shown[1] == ("text", "1\n")

    def test_examples_share_names_with_later_ones(self) -> None:
        session = Session()
        assert show("def double(x):\n    return 2 * x", session=session) == []
        assert show("double(4)", session=session) == [("text", "8\n")]

    def test_views_are_html(self) -> None:
        assert show("print(1)", f"{VIEWED}    return '<b>seen</b>'\nA()") == [
            ("text", "1\n"),
            ("html", "<b>seen</b>"),
        ]

    def test_a_class_with_views_is_no_view(self) -> None:
        assert show(f"{VIEWED}    return ''\nA") == [("text", "<class '__main__.A'>\n")]

    def test_a_view_may_be_missing(self) -> None:
        ((kind, text),) = show(f"{VIEWED}    return None\nA()")
        assert kind == "text"
        assert text.startswith("<__main__.A object")

    def test_output_has_a_limit(self) -> None:
        shown = show(f"for _ in range({LIMIT}):\n    print('abcdefghi')\n'x'")
        text = "".join(content for _, content in shown)
        assert text.endswith("\n… (the rest is not shown)\n")
        assert LIMIT < len(text) < LIMIT + 100

    def test_a_view_beyond_the_limit_is_cut_as_text(self) -> None:
        shown = show(f"{VIEWED}    return 'x' * {LIMIT + 1}\nA()")
        assert {kind for kind, _ in shown} == {"text"}


class TestNeeded:
    def test_what_the_archives_have(self) -> None:
        assert find_needed(
            ">>> import benelux_programme as bp\n>>> from datetime import date\n>>> bp.load\n",
            ">>> bp.periods()\n()\n>>> def f(a):\n...     return lambda b: a + b\n",
            ">>> try:\n...     f(1)\n... except bp.errors.Error as error:\n...     print(error)\n",
        ) == [set(), set(), set()]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (">>> import no_such_package as other\n", {"no_such_package"}),
            (">>> import pandas as pd, no.such as other\n", {"pandas", "no"}),
            (">>> from pydantic import BaseModel\n>>> import json\n", {"pydantic"}),
            (">>> from markdown_it import MarkdownIt\n>>> import yaml, attr, rdflib.term\n", set()),
            (">>> from benelux_programme import export\n>>> export.skos\n", set()),
        ],
    )
    def test_what_they_do_not_have(self, text: str, expected: set[str]) -> None:
        assert find_needed(text) == [expected]

    def test_what_depends_on_an_example_that_is_not_run(self) -> None:
        assert find_needed(
            ">>> import pandas as pd\n>>> frame = pd.DataFrame()\n",
            ">>> print(frame)\n",
            ">>> frame = 1\n>>> print(frame)\n1\n",
            ">>> print(frame)\n1\n",
        ) == [{"pandas"}, {"pandas"}, set(), set()]

    def test_a_name_that_nothing_binds_is_reported(self, caplog: pytest.LogCaptureFixture) -> None:
        assert find_needed(">>> unknown\n") == [set()]
        assert "'unknown'" in caplog.text


def write_files(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def run_alone(folder: Path, code: str) -> str:
    """Run code that can import Python's modules and those in a folder, and return its output."""
    code = f"import sys\nsys.path.insert(0, {str(folder)!r})\n{code}"
    command = [sys.executable, "-I", "-S", "-c", code]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


class TestArchives:
    def test_the_first_is_all_that_the_library_needs(self, tmp_path: Path) -> None:
        archive, folder = tmp_path / "packages.tar.xz", tmp_path / "all"
        write_archive(archive, read_library() | read_distributions(DEPENDENCIES))
        with tarfile.open(archive) as opened:
            assert not [name for name in opened.getnames() if name.endswith((".so", ".pyd"))]
            opened.extractall(folder, filter="data")
        text = run_alone(
            folder,
            """
from run.session import Session
sources = ["import benelux_programme as bp", "bp.read(bp.to_json(bp.load('2025-2028')))", "bp"]
Session().run("<example>", sources, lambda *shown: print(*shown, file=sys.__stdout__))
""",
        )
        assert text.startswith("html ")
        assert str(tmp_path) in text

    @pytest.mark.parametrize(
        ("extra", "code"),
        [
            ("jinja2", "import jinja2; found = jinja2.Template('{{ 1 }}').render()"),
            ("markdown", "import markdown_it; found = markdown_it.MarkdownIt().render('1')"),
            (
                "rdflib",
                "found = benelux_programme.export.skos(benelux_programme.load('2025-2028'))",
            ),
        ],
    )
    def test_an_extra_is_loaded_when_it_is_imported(
        self, tmp_path: Path, extra: str, code: str
    ) -> None:
        files = read_distributions(EXTRAS[extra])
        write_files(tmp_path / extra, files)
        index = {"run/index.json": format_index({extra: files})}
        write_files(tmp_path / "all", read_library() | read_distributions(DEPENDENCIES) | index)
        text = run_alone(
            tmp_path / "all",
            f"""
import shutil, sysconfig
from pathlib import Path
from run.imports import load_when_imported

def load(name):
    print(name)
    shutil.copytree(Path({str(tmp_path)!r}, name), sys.path[0], dirs_exist_ok=True)

sysconfig.get_path = lambda name: sys.path[0]
load_when_imported(load)
import benelux_programme
print("loaded")
{code}
print(bool(found))
""",
        )
        assert text.split() == ["loaded", extra, "True"]


class TestArchiveFinder:
    def test_a_module_of_a_package_that_is_elsewhere(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, later = tmp_path / "first", tmp_path / "later"
        for path in (first / "parted/__init__.py", first / "parted/one.py"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        loaded = []

        def load(archive: str) -> None:
            loaded.append(archive)
            (later / "parted").mkdir(parents=True)
            (later / "parted/two.py").write_text("value = 2\n", encoding="utf-8")

        names = ["parted/__init__.py", "parted/one.py", "parted/two.py", "parted/lost.py", "readme"]
        index = json.loads(format_index({"rest": names}))
        assert index == dict.fromkeys(["parted", "parted.one", "parted.two", "parted.lost"], "rest")
        monkeypatch.setattr(sys, "path", [*sys.path, str(first)])
        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, ArchiveFinder(index, load, later)])
        importlib.import_module("parted.one")
        assert loaded == []
        assert importlib.import_module("parted.two").value == 2
        for name in ("parted.lost", "parted.never"):
            with pytest.raises(ModuleNotFoundError):
                importlib.import_module(name)
        assert loaded == ["rest"]

    def test_an_archive_that_fails_is_asked_for_again(self, tmp_path: Path) -> None:
        asked = []

        def load(archive: str) -> None:
            asked.append(archive)
            raise OSError("404")

        finder = ArchiveFinder({"lost": "rest"}, load, tmp_path)
        for _ in range(2):
            with pytest.raises(OSError, match="404"):
                finder.find_spec("lost", None)
        assert asked == ["rest", "rest"]


class TestWheels:
    def test_extras_without_their_wheels_are_left_out(self, tmp_path: Path) -> None:
        pinned = find_pinned_distributions()
        assert find_extras(pinned) == EXTRAS
        assert find_extras(set()).keys() == {"django", "jinja2", "markdown", "rdflib"}
        left = find_extras(pinned - {"pydantic_core"}).keys()
        assert EXTRAS.keys() - left == {"pydantic"}
        assert "Django" not in find_packed_distributions(tmp_path)
        (tmp_path / "django.tar.xz").touch()
        assert find_packed_distributions(tmp_path) == {*DEPENDENCIES, *EXTRAS["django"]}

    def test_a_wheel_is_taken_whole_but_without_threads(self, tmp_path: Path) -> None:
        files = {
            "anyio/_core.cpython-314-wasm32-emscripten.so": b"compiled",
            "anyio/to_thread.py": b"start = 1",
            "anyio/data/draft": b"{}",
            "anyio-1.dist-info/METADATA": b"Name: anyio",
        }
        with zipfile.ZipFile(tmp_path / "anyio.whl", "w") as wheel:
            for name, content in files.items():
                wheel.writestr(name, content)
        found = read_wheel(tmp_path / "anyio.whl")
        assert found.pop("anyio/to_thread.py").splitlines() == [
            b"start = 1",
            b"from run.portal import run_sync",
        ]
        assert found == {name: files[name] for name in files if name != "anyio/to_thread.py"}

    @pytest.mark.parametrize("status", [0, 1])
    def test_they_are_for_the_version_of_pyodide(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        status: int,
    ) -> None:
        info = {"abi_version": "2031_4", "arch": "wasm64", "python": "3.19.2"}
        (tmp_path / "pyodide-lock.json").write_text(json.dumps({"info": info}), encoding="utf-8")
        folder = tmp_path / "wheels"

        def download(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            assert {"--require-hashes", "pyemscripten_2031_4_wasm64", "cp319"} <= {*command}
            folder.mkdir()
            (folder / "one_two-1.0-py3-none-any.whl").touch()
            return subprocess.CompletedProcess(command, status, stderr="no network")

        monkeypatch.setattr("subprocess.run", download)
        with caplog.at_level("INFO"):
            found = run.download_wheels(tmp_path, folder)
        assert found == ({} if status else {"one_two": folder / "one_two-1.0-py3-none-any.whl"})
        assert ("no network" in caplog.text) == bool(status)


class TestPortal:
    @pytest.fixture(autouse=True)
    def _without_threads(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def start(_: object) -> None:
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr("threading.Thread.start", start)

    def test_calls_and_tasks_take_turns(self) -> None:
        async def serve(queue: asyncio.Queue[int], doubled: list[int]) -> str:
            while number := await queue.get():
                await asyncio.sleep(0.01)
                doubled.append(await run_sync(lambda: 2 * number))
            return "served"

        async def run() -> None:  # in an event loop that runs already, as in Pyodide
            doubled: list[int] = []
            with start_blocking_portal() as portal:
                queue = portal.call(asyncio.Queue)
                future = portal.start_task_soon(serve, queue, doubled)
                for number in (1, 2, 0):
                    portal.call(queue.put, number)
                portal.call(asyncio.sleep, 0.1)
                assert (future.result(0), doubled) == ("served", [2, 4])
            asyncio.get_running_loop().call_soon(doubled.clear)
            await asyncio.sleep(0)
            assert doubled == []

        asyncio.run(run())

    def test_errors_are_those_of_the_function(self) -> None:
        async def fail() -> None:
            await asyncio.sleep(0)
            raise LookupError("lost")

        with start_blocking_portal() as portal:
            with pytest.raises(LookupError, match="lost"):
                portal.call(fail)
            future = portal.start_task_soon(fail)
            portal.call(asyncio.sleep, 0)
            assert isinstance(future.exception(0), LookupError)

    def test_a_wait_that_nothing_ends_is_an_error(self) -> None:
        with start_blocking_portal() as portal:
            event = portal.call(asyncio.Event)
            future = portal.start_task_soon(event.wait)
            with pytest.raises(RuntimeError, match="nothing ends this wait"):
                portal.call(event.wait)
        assert isinstance(future.exception(0), asyncio.CancelledError)

    def test_the_test_client_of_fastapi(self, monkeypatch: pytest.MonkeyPatch) -> None:
        fastapi = pytest.importorskip("fastapi")
        responses = pytest.importorskip("fastapi.responses")
        with warnings.catch_warnings(action="ignore"):
            client = pytest.importorskip("fastapi.testclient")
        monkeypatch.setattr("anyio.from_thread.start_blocking_portal", start_blocking_portal)
        monkeypatch.setattr("anyio.to_thread.run_sync", run_sync)

        def invert(number: int) -> float:
            return 1 / number

        async def wait() -> object:
            await asyncio.sleep(0.01)
            return responses.StreamingResponse(iter("abc"))

        app = fastapi.FastAPI()
        app.add_api_route("/inverse/{number}", invert)
        app.add_api_route("/slow", wait, response_model=None)
        tested = client.TestClient(app)
        assert tested.get("/inverse/2").json() == 0.5
        assert tested.get("/inverse/two").status_code == 422
        assert tested.get("/slow").text == "abc"
        with pytest.raises(ZeroDivisionError):
            tested.get("/inverse/0")


def test_without_npm_there_are_no_buttons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert run.install_pyodide(tmp_path) is None
    assert "npm is not installed" in caplog.text
