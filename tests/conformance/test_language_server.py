"""The JSON Schema in the YAML language server, by which editors check files."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

import benelux_programme as bp
from benelux_programme._cli import main
from benelux_programme.errors import InvalidDataError

pytest.importorskip(
    "check_jsonschema", reason="the other tools are not installed; tox -e conformance does it"
)

SETTINGS = {"yaml": {"schemaStore": {"enable": False}}}
"""The settings under which the server fetches no schemas of others."""

SECONDS = 240
PLAN = """\
id: annual-plan
period: 2026
title: {en: Annual plan}
partners:
  - {id: secretariat, kind: institution, name: {en: Secretariat}}
pillars:
  - id: water
    number: 1
    title: {en: Water}
    own_actions:
      - id: water-map
        summary: {en: Draw a map.}
        commitment: firm
        actors: [secretariat]
        citations: ["1/2"]
        predecessors:
          - programme: earlier-plan
            action: water-agenda-preparation
            relation: continues
            reason: {en: The map is a part of the agenda.}
"""


class LanguageServer:
    """A language server that a command starts; it is stopped after some minutes at the latest."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._timer = Timer(SECONDS, self._process.kill)
        self._timer.start()
        capabilities = {"workspace": {"configuration": True}}
        self._send(id=0, method="initialize", params={"capabilities": capabilities})
        self._wait_for(lambda message: message.get("id") == 0)
        self._send(method="initialized", params={})

    def find_problems(self, uri: str, text: str) -> dict[int, str]:
        """Return the messages about a text, by the line from 1 to which they point."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        answer = self._wait_for(lambda message: message.get("params", {}).get("uri") == uri)
        found: dict[int, str] = {}
        for each in answer["params"]["diagnostics"]:
            found.setdefault(each["range"]["start"]["line"] + 1, each["message"])
        return found

    def stop(self) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.communicate()

    def _send(self, **message: Any) -> None:
        assert self._process.stdin
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._process.stdin.flush()

    def _wait_for(self, is_wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first message that is wanted, and answer what the server asks before it."""
        while True:
            message = self._receive()
            if "id" in message and "method" in message:
                items = message["params"].get("items", ())
                settings = [SETTINGS.get(each["section"]) for each in items]
                self._send(id=message["id"], result=settings)
            elif is_wanted(message):
                return message

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while header := self._process.stdout.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schema under the name by which the first line of a file refers to it."""
    folder = tmp_path_factory.mktemp("editor")
    schema = json.dumps(bp.json_schema())
    (folder / "programme.schema.json").write_text(schema, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageServer]:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("Node or npm is not installed")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path(__file__).with_name(name), folder / name)
    install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(install, cwd=folder, check=False).returncode:
        pytest.skip("npm cannot install the YAML language server")
    program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    server = LanguageServer([node, str(program), "--stdio"])
    yield server
    server.stop()


def find_problems(
    server: LanguageServer, folder: Path, text: str
) -> tuple[dict[int, str], set[int]]:
    """Return what the server says about a text by lines, and the lines of the problems of `read`.

    The server gets the text below the line with which the documentation names the schema.
    """
    name = f"{abs(hash(text))}.yaml"
    first_line = "# yaml-language-server: $schema=programme.schema.json\n"
    found = server.find_problems((folder / name).as_uri(), first_line + text)
    lines: set[int] = set()
    try:
        bp.read(text.encode())
    except InvalidDataError as error:
        lines = {problem.line for problem in error.problems if problem.line}
    return {line - 1: message for line, message in found.items()}, lines


def list_documents(root: Path) -> list[str]:
    """Return the programmes in YAML that the documentation shows, alone or in Python."""
    documents: list[str] = []
    for page in sorted((root / "docs").rglob("*.md")):
        text = re.sub(r"^\.\.\. ", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        documents += re.findall('^id: .+?(?=^```|^""")', text, re.MULTILINE | re.DOTALL)
    return documents


def test_it_has_no_complaint_about_valid_documents(
    server: LanguageServer, folder: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "annual-plan", "--out", "-"]) == 0
    bundled = [bp.to_yaml(bp.load(period)) for period in bp.periods()]
    documents = [PLAN, capsys.readouterr().out, *bundled, *list_documents(root)]
    found = [find_problems(server, folder, each) for each in documents]
    (mistaken,) = (messages.keys() for messages, _ in found if messages)
    assert mistaken == {1, 3, 7, 8}  # of the page on mistakes; reading knows the partners too
    invalid = [lines for messages, lines in found if lines and not messages]
    assert invalid == [{4}]  # of the plan that extends another one of one's own


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("firm", "frim", 'Valid values: "firm", "conditional", "exploratory"'),
        ("institution", "instituton", 'Valid values: "country", '),
        ("continues", "continuous", 'Valid values: "continues", '),
        ("commitment: firm", "timing: 2026-13", 'Missing property "commitment"'),
        ("        actors:", "        acters:", "Property acters is not allowed"),
        ("[secretariat]", "secretariat", "Expected one of array"),
        ("[secretariat]", "[secretariat, secretariat]", "duplicate"),
        ("number: 1", "number: one", "does not match the pattern"),
        ('"1/2"', '"1/x"', "does not match the pattern"),
        ("{en: Draw a map.}", "Draw a map.", "Expected one of object"),
        ("{en: Draw a map.}", "{it: Acqua.}", "Property it is not allowed"),
        ("{en: Draw a map.}", "{en: }", "a schema that is not allowed"),
        ("{en: The map is a part of the agenda.}", "[a]", "Expected one of object"),
    ],
)
def test_it_points_to_a_deep_mistake(
    old: str, new: str, message: str, server: LanguageServer, folder: Path
) -> None:
    assert old in PLAN
    messages, lines = find_problems(server, folder, PLAN.replace(old, new))
    assert messages.keys() == lines
    assert message in str(messages)
