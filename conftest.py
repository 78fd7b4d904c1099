"""How the tests run, what they find where, and the examples that are tests too."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from sybil import Example, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser

import benelux_programme as bp

settings.register_profile(
    "tests",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(  # for tests that run again and again, and only pass or fail
    "mutation",
    settings.get_profile("tests"),
    derandomize=True,
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))


class ConsoleParser(CodeBlockParser):
    """Runs the commands of ours that are shown with what they print, and read no file."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """What is wrong, if something is."""
        for command, shown in re.findall(
            r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", example.parsed, re.MULTILINE
        ):
            words = shlex.split(command)
            if words[0] == "benelux-programme" and shown and not re.search(r"\.\w+$", command):
                printed = subprocess.run(  # noqa: S603  # the command is ours
                    [sys.executable, "-m", "benelux_programme", *words[1:]],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    check=False,
                    encoding="utf-8",
                ).stdout
                if printed.strip() != shown.strip():
                    return f"{command} prints\n{printed}"
        return None


ENGINES = {"duckdb": "duckdb", "pandas": "pandas", "polars": "polars", "spark": "pyspark"}
"""The pages on tools that most tests do without, and the modules of these."""

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser(), ConsoleParser()],
    pattern="*.md",
    excludes=[
        "docs/datasets/*",  # written by the build
        "docs/datasets/*/*",
        *(
            f"docs/how-to/export/{page}.md"
            for page, module in ENGINES.items()
            if find_spec(module) is None
        ),
    ],
).pytest()


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).parent


@pytest.fixture(params=bp.periods(), scope="session")
def programme(request: pytest.FixtureRequest) -> bp.Programme:
    """Each of the bundled programmes."""
    period: str = request.param
    return bp.load(period)


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the publications, which are protected by copyright."""
    folder = os.environ.get("BENELUX_PROGRAMME_SOURCES")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_SOURCES does not name the folder of the publications")
    return Path(folder)


@pytest.fixture(scope="session")
def printed(sources: Path) -> dict[str, dict[str, str]]:
    """The text of every paragraph, by programme and address."""
    records = json.loads((sources / "paragraphs.json").read_text(encoding="utf-8"))
    return {
        period: {f"{one['section']}/{one['paragraph']}": one["text"] for one in paragraphs}
        for period, paragraphs in records.items()
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")
