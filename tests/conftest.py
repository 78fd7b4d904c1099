"""Where the tests find what is not in this repository."""

import json
import os
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, settings

import benelux_programme as bp

settings.register_profile(
    "tests",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tests")

Paragraphs: TypeAlias = dict[str, dict[str, str]]


def titled(programme: bp.Programme) -> list[bp.Pillar | bp.Theme]:
    """The pillars and themes, which have printed titles."""
    return [*programme.pillars, *programme.themes]


def compare_golden(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare with a golden file, or write it if pytest runs with --golden."""
    file = Path(__file__).parent / "golden" / name
    if request.config.getoption("--golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parent.parent


@pytest.fixture(params=bp.periods(), scope="session")
def programme(request: pytest.FixtureRequest) -> bp.Programme:
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
def printed(sources: Path) -> Paragraphs:
    """The text of every paragraph, by programme and address."""
    records = json.loads((sources / "paragraphs.json").read_text(encoding="utf-8"))
    return {
        period: {f"{one['section']}/{one['paragraph']}": one["text"] for one in paragraphs}
        for period, paragraphs in records.items()
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew")
