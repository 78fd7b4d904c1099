"""What others build on: the exports of one programme, to the letter."""

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

import benelux_programme as bp
from examples import PROGRAMME
from support import compare_golden

EXPORTS: dict[str, Callable[[], str]] = {
    "export.csv": lambda: bp.export.csv(PROGRAMME),
    "export.fr.csv": lambda: bp.export.csv(PROGRAMME, "fr", spreadsheet_safe=True),
    "export.md": lambda: bp.export.markdown(PROGRAMME, "nl"),
    "export.json": lambda: bp.export.json(PROGRAMME),
    "export.stratml": lambda: bp.export.stratml(PROGRAMME, "fr"),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_texts_are_as_they_were(name: str, request: pytest.FixtureRequest) -> None:
    compare_golden(name, EXPORTS[name](), request)


def test_a_data_package_is_as_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = bp.export.datapackage(PROGRAMME, tmp_path / "package").parent
    for file in sorted(folder.iterdir()):
        compare_golden(f"package/{file.name}", file.read_text(encoding="utf-8"), request)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("format", ["turtle", "json-ld"])
def test_a_graph_says_what_it_said(format: str, request: pytest.FixtureRequest) -> None:
    drawn = bp.export.skos(PROGRAMME, format=format)  # type: ignore[arg-type]  # one of both
    graph = rdflib.Graph().parse(data=drawn, format=format)
    triples = sorted(" ".join(node.n3() for node in triple) for triple in graph)
    compare_golden("export.nt", "".join(f"{one} .\n" for one in triples), request)
