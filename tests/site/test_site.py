"""The documentation, as it was built, holds what it promises and needs nobody else."""

import hashlib
import json
import os
import re
import zlib
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

import benelux_programme as bp
from benelux_programme import testing
from benelux_programme._cli import main as cli
from html_pages import Page

Pages = dict[str, Page]

PROGRAMME_PAGES = [
    (period, language, f"datasets/{period}.{language}.html")
    for period in bp.periods()
    for language in bp.LANGUAGES
]
LOADED = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect"}
"""What a `link` must say for a browser to ask for it before anybody follows it."""


@pytest.fixture(scope="session")
def site() -> Path:
    folder = os.environ.get("BENELUX_PROGRAMME_SITE")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_SITE does not name the folder of a built site")
    return Path(folder)


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    """The pages by their address from the root of the site."""
    files = [file for file in site.rglob("*.html") if "_static" not in file.parts]
    return {
        file.relative_to(site).as_posix(): Page(file.read_text(encoding="utf-8")) for file in files
    }


def public() -> set[str]:
    """The full names of all that is public."""
    rooms = {"benelux_programme": bp, "benelux_programme.testing": testing}
    for name in bp.__all__:
        if isinstance(getattr(bp, name), ModuleType):
            rooms[f"benelux_programme.{name}"] = getattr(bp, name)
    names = {f"{room}.{name}" for room, module in rooms.items() for name in module.__all__}
    return names | set(rooms) - {"benelux_programme"}


def elsewhere(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def test_every_public_name_is_documented_and_nothing_else(site: Path) -> None:
    content = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    lines = zlib.decompress(content).decode().splitlines()
    found = [re.fullmatch(r"(\S+) py:(\w+) (\S+) .*", line) for line in lines]
    parts = {"attribute", "method", "property"}
    aliases = "-1"  # where a name is defined, which is not where it is to be imported from
    objects = [one[1] for one in found if one and one[2] not in parts and one[3] != aliases]
    assert sorted(objects) == sorted(public())


def test_no_page_shows_how_attrs_marks_a_missing_default(site: Path, pages: Pages) -> None:
    assert not [name for name in pages if "NOTHING" in (site / name).read_text(encoding="utf-8")]


@pytest.mark.parametrize(("period", "language", "name"), PROGRAMME_PAGES)
def test_every_part_of_a_programme_has_an_anchor_in_every_language(
    period: str, language: str, name: str, pages: Pages
) -> None:
    programme = bp.load(period)
    sections = set(pages[name].values("id", "section"))
    assert set(programme) <= sections
    assert {f"reference-{one.id}" for one in programme.references} <= sections
    assert list(pages[name].values("lang", "section")) == [language]


def test_every_partner_and_policy_field_has_a_page(pages: Pages) -> None:
    for period in bp.periods():
        programme = bp.load(period)
        assert {f"datasets/partners/{one.id}.html" for one in programme.partners} <= set(pages)
        assert {f"datasets/fields/{one.id}.html" for one in programme.fields} <= set(pages)


@pytest.mark.parametrize("period", bp.periods())
def test_the_pages_of_what_an_action_names_lead_to_it(period: str, pages: Pages) -> None:
    for action in bp.load(period).actions:
        names = [f"partners/{one}" for one in (*action.actors, *action.partners)]
        names += [f"fields/{one}" for one in action.fields]
        for name in names:
            links = set(pages[f"datasets/{name}.html"].values("href", "a"))
            assert f"../{period}.en.html#{action.id}" in links


def test_there_is_a_page_for_what_is_not_there(pages: Pages) -> None:
    assert "404.html" in pages


def test_the_map_of_the_site_has_every_page(site: Path, pages: Pages) -> None:
    tree = ET.parse(site / "sitemap.xml")  # noqa: S314  # we have just written it
    addresses = [one.text or "" for one in tree.iter() if one.tag.endswith("loc")]
    home = min((one for one in addresses if one.endswith("/index.html")), key=len)
    made_by_sphinx = {"404.html", "genindex.html", "py-modindex.html", "search.html"}
    listed = {one.removeprefix(home.removesuffix("index.html")) for one in addresses}
    assert listed == set(pages) - made_by_sphinx


def test_language_models_find_every_page_as_markdown(site: Path) -> None:
    index = (site / "llms.txt").read_text(encoding="utf-8")
    nested = [file.read_text(encoding="utf-8") for file in site.glob("datasets/**/llms.txt")]
    assert index.startswith("# benelux-programme\n")
    for period, language, name in PROGRAMME_PAGES:
        copy = (site / f"{name}.md").read_text(encoding="utf-8")
        title = f"{bp.load(period).title:{language}}"
        assert copy.startswith(f"# {title}\n")
        assert any(Path(name).name in one for one in (index, *nested))


def test_nothing_is_loaded_from_another_host(site: Path, pages: Pages) -> None:
    for name, page in pages.items():
        loaded = [*page.values("src"), *page.values("srcset"), *page.values("data", "object")]
        loaded += [*page.values("href", "use", "image"), *page.values("action", "form")]
        for tag, attributes in page.elements:
            if tag == "link" and LOADED & set(attributes.get("rel", "").split()):
                loaded.append(attributes["href"])
        assert not [one for one in loaded if elsewhere(one)], name
        styles = [*page.styles, *page.values("style")]
        assert not [one for one in styles if re.search(r"url\(['\"]?(https?:)?//|@import", one)]
    for file in site.rglob("*.css"):
        addresses = re.findall(
            r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)", file.read_text(encoding="utf-8")
        )
        assert not [one for one in addresses if elsewhere(one)], file


def test_every_link_within_the_site_leads_somewhere(site: Path, pages: Pages) -> None:
    ids = {name: {*page.values("id"), *page.values("name", "a")} for name, page in pages.items()}
    lost = []
    for name, page in pages.items():
        for address in {*page.values("href", "a"), *page.values("xlink:href", "a")}:
            target = urlsplit(urljoin(f"/{name}", address))
            if urlsplit(address).scheme or target.netloc:
                continue
            path = unquote(target.path).removeprefix("/") or "index.html"
            anchor = unquote(target.fragment)
            there = path in ids if path.endswith(".html") else (site / path).is_file()
            if not there or (anchor and anchor not in ids[path]):
                lost.append((name, address))
    assert not lost


@pytest.mark.parametrize(("period", "language", "name"), PROGRAMME_PAGES)
def test_search_engines_can_read_what_the_data_are(
    period: str, language: bp.Language, name: str, site: Path, pages: Pages
) -> None:
    (dataset,) = [
        json.loads(text)
        for attributes, text in pages[name].scripts
        if attributes.get("type") == "application/ld+json"
    ]
    assert dataset["@type"] == "Dataset"
    assert dataset["name"] == bp.load(period).title.in_(language)
    assert 50 <= len(dataset["description"]) <= 5000
    assert len(dataset["distribution"]) == len(bp.revisions(period))
    base = dataset["url"].removesuffix(name)
    for one in dataset["distribution"]:
        content = (site / one["contentUrl"].removeprefix(base)).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]


def test_the_last_revision_that_can_be_fetched_is_the_one_that_is_loaded(site: Path) -> None:
    for period in bp.periods():
        programme = bp.load(period)
        file = site / "data" / period / f"{programme.revision}.json"
        assert bp.read(file) == programme


def test_data_portals_can_read_the_catalogue(site: Path) -> None:
    catalogue = json.loads((site / "catalogue.jsonld").read_text(encoding="utf-8"))
    known = {one["@id"]: one for one in catalogue["@graph"]}
    datasets = [one for one in known.values() if one["@type"] == "dcat:Dataset"]
    assert [one["dct:identifier"] for one in datasets] == list(bp.periods())
    for dataset in datasets:
        for distribution in dataset["dcat:distribution"]:
            assert known[distribution["@id"]]["dcat:accessURL"] == distribution


def test_the_schema_is_that_of_the_library(site: Path) -> None:
    assert json.loads((site / "schema.json").read_text(encoding="utf-8")) == bp.json_schema()


def test_every_kind_of_mistake_is_explained(pages: Pages) -> None:
    anchors = set(pages["reference/error-codes.html"].values("id"))
    assert {f"problem-{one.code}" for one in bp.PROBLEM_CODES} <= anchors


def test_every_command_is_explained(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    commands = set(re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))
    assert commands <= set(pages["reference/commands.html"].values("id", "section"))
