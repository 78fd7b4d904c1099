"""Settings, fixtures, and the examples of the documentation as tests."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from sybil import Example, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser

import benelux_programme as bp

os.environ["LC_ALL"] = "C.UTF-8"  # whose language the command does not speak

settings.register_profile(
    "tests",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(  # where tests run often, or only check compatibility
    "quick",
    settings.get_profile("tests"),
    derandomize=True,
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))


class ConsoleParser(CodeBlockParser):
    """Runs the shown commands that read no file, and compares their output."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """Return a message if the output of a command differs from the shown one."""
        for command, expected in re.findall(
            r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", example.parsed, re.MULTILINE
        ):
            words = shlex.split(command)
            if words[0] == "benelux-programme" and expected and not re.search(r"\.\w+$", command):
                with TemporaryDirectory() as folder:  # for what the command writes
                    output = subprocess.run(  # noqa: S603  # the command is ours
                        [sys.executable, "-m", "benelux_programme", *words[1:]],
                        stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT,
                        check=False,
                        cwd=folder,
                        encoding="utf-8",
                    ).stdout
                if output.strip() != expected.strip():
                    return f"{command} prints\n{output}"
        return None


ENGINES = {"duckdb": "duckdb", "pandas": "pandas", "polars": "polars", "spark": "pyspark"}
"""The pages about tools that only the conformance tests install, and their modules."""

TOOLS = ("django", "fastapi", "httpx", "jinja2", "msgspec", "pydantic")
"""The modules that the page about tools needs, of the dependency group of this name."""

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser(), ConsoleParser()],
    pattern="*.md",
    excludes=[
        "docs/datasets/*",  # written by the build
        "docs/datasets/*/*",
        *(
            f"docs/how-to/export/{page}.md"
            for page, module in ENGINES.items()
            if find_spec(module) is None or (page == "spark" and which("java") is None)
        ),
        *(["docs/how-to/tools.md"] if None in map(find_spec, TOOLS) else []),
    ],
).pytest()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).parent


@pytest.fixture(params=bp.periods(), scope="session")
def programme(request: pytest.FixtureRequest) -> bp.Programme:
    """Return each bundled programme."""
    period: str = request.param
    return bp.load(period)


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the folder of the publications, which are under copyright."""
    folder = os.environ.get("BENELUX_PROGRAMME_SOURCES")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_SOURCES does not name the folder of the publications")
    return Path(folder)


@pytest.fixture(scope="session")
def printed(sources: Path) -> dict[str, dict[str, str]]:
    """Return the text of every paragraph, by programme and address."""
    records = json.loads((sources / "paragraphs.json").read_text(encoding="utf-8"))
    return {
        period: {f"{one['section']}/{one['paragraph']}": one["text"] for one in paragraphs}
        for period, paragraphs in records.items()
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden files."""
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")
