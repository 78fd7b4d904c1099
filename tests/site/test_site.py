"""The built documentation is complete, and loads nothing from elsewhere."""

import hashlib
import itertools
import json
import os
import re
import zlib
from collections import Counter
from enum import Enum
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

import benelux_programme as bp
from benelux_programme import _cli as cli
from benelux_programme import testing
from benelux_programme._model.words import load_catalogue, translate
from benelux_programme._search import tokenizer
from html_pages import Page

Pages = dict[str, Page]

PROGRAMME_PAGES = [
    (period, language, f"datasets/{period}.{language}.html")
    for period in bp.periods()
    for language in bp.LANGUAGES
]
OUTCOME_PAGES = [
    (period, language, f"datasets/{period}-outcomes.{language}.html")
    for period in bp.periods()
    for language in bp.LANGUAGES
]
TRANSLATED_PAGES = [
    (language, name)
    for language in bp.LANGUAGES
    if language != "en"
    for name in (
        f"{language}.html",
        *(name for _, one, name in PROGRAMME_PAGES + OUTCOME_PAGES if one == language),
    )
]
"""The pages in another language than the site."""
NAMES = {"Furo", "benelux-programme"}
"""How texts of the frame begin that are in no language."""

ENUMERATIONS = [
    cls
    for cls in [getattr(bp, name) for name in bp.__all__]
    if isinstance(cls, type) and issubclass(cls, Enum)
]
PARTS = {"attribute", "method", "property"}
"""The kinds of what belongs to a class."""

LOADED = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect"}
"""The values of `rel` for which a browser requests a link at once."""


@pytest.fixture(scope="session")
def site() -> Path:
    folder = os.environ.get("BENELUX_PROGRAMME_SITE")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_SITE does not name the folder of a built site")
    return Path(folder)


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    """Return the pages by their path from the root of the site."""
    files = [file for file in site.rglob("*.html") if "_static" not in file.parts]
    return {
        file.relative_to(site).as_posix(): Page(file.read_text(encoding="utf-8")) for file in files
    }


def find_public_names() -> set[str]:
    """Return the full names of all public objects."""
    modules = {"benelux_programme": bp, "benelux_programme.testing": testing}
    for name in bp.__all__:
        if isinstance(getattr(bp, name), ModuleType):
            modules[f"benelux_programme.{name}"] = getattr(bp, name)
    names = {f"{path}.{name}" for path, module in modules.items() for name in module.__all__}
    return names | set(modules) - {"benelux_programme"}


def find_public_members() -> set[str]:
    """Return the full names of what public classes have of this library, also by inheritance."""
    return {
        f"{cls.__module__}.{cls.__name__}.{name}"
        for module in (bp, bp.errors)
        for cls in [getattr(module, name) for name in module.__all__]
        for base in getattr(cls, "__mro__", ())
        if base.__module__.startswith("benelux_programme")
        for name in vars(base)
        if not name.startswith("_")
    }


def read_inventory(site: Path) -> list[tuple[str, str]]:
    """Return the kind and the full name of every entry of the reference, without aliases."""
    content = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    lines = zlib.decompress(content).decode().splitlines()
    found = [re.fullmatch(r"(\S+) py:(\w+) (\S+) .*", line) for line in lines]
    aliases = "-1"  # where a name is defined, which is not where it is to be imported from
    return [(one[2], one[1]) for one in found if one and one[3] != aliases]


def is_external(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def test_exactly_the_public_names_are_documented(site: Path) -> None:
    inventory = read_inventory(site)
    objects = [name for kind, name in inventory if kind not in PARTS]
    assert sorted(objects) == sorted(find_public_names())
    parts = {name for kind, name in inventory if kind in PARTS and ".__" not in name}
    members = find_public_members()
    assert members <= parts
    of_instances = {name for name in parts if name.startswith("benelux_programme.errors.")}
    assert parts - members <= of_instances


def test_no_page_shows_the_missing_default_of_attrs(site: Path, pages: Pages) -> None:
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


@pytest.mark.parametrize(("period", "language", "name"), OUTCOME_PAGES)
def test_the_page_of_outcomes_has_them_over_time(
    period: str, language: bp.Language, name: str, site: Path
) -> None:
    page = (site / name).read_text(encoding="utf-8")
    start = page.index("<figure")
    figure = page[start : page.index("</figure>", start)]
    shown = Page(figure)
    assert "img" in shown.values("role", "svg")
    (title,) = shown.values("aria-labelledby", "svg")
    words = translate("picture.outcomes", language, programme=period)
    assert re.findall(f'<title [^>]*id="{title}">(.*?)</title>', figure) == [words]
    outcomes = bp.load(period).outcomes
    dates = re.findall(r"<tr[^>]*><td><p>(.*?)</p>", figure)
    assert dates == [bp.render.date(one.date, language) for one in outcomes]
    assert list(shown.values("href", "a")) == [f"#{one.id}" for one in outcomes]


def cut_sections(page: str) -> dict[str, str]:
    """Return the parts of a page from each heading to the next, by id."""
    parts = re.split(r'<section [^>]*?id="([^"]*)"', page.partition("</article>")[0])
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("period", "language", "name"), OUTCOME_PAGES)
def test_every_outcome_has_its_facts(
    period: str, language: bp.Language, name: str, site: Path
) -> None:
    sections = cut_sections((site / name).read_text(encoding="utf-8"))
    for outcome in bp.load(period).outcomes:
        shown = Page(sections[outcome.id])
        kind = f"{outcome.kind.label:{language}}"
        assert f">{bp.render.date(outcome.date, language)}, {kind}<" in sections[outcome.id]
        texts = filter(None, (outcome.summary, outcome.note))
        assert all(f"{text:{language}}" in shown.text for text in texts)
        links = list(shown.values("href", "a"))
        assert {source.url for source in outcome.sources} <= set(links)
        actions = [link.partition(f"{period}.{language}.html#")[2] for link in links]
        assert list(filter(None, actions)) == [one.action for one in outcome.bearings]
        for one in outcome.bearings:
            assert f"{one.bearing.label:{language}}" in shown.text


@pytest.mark.parametrize(("period", "language", "name"), OUTCOME_PAGES)
def test_outcomes_and_actions_are_counted_as_the_library_does(
    period: str, language: bp.Language, name: str, site: Path
) -> None:
    programme = bp.load(period)
    sections = cut_sections((site / name).read_text(encoding="utf-8"))
    counts = programme.actions.count_by("outcome")
    found = re.findall(r'outcome=(\w+)">(\d+)<', sections["page-bearings"])
    expected = {str(one): counts.get(one, 0) for one in bp.Bearing} | {"no_outcome": counts[""]}
    assert {outcome: int(count) for outcome, count in found} == expected
    table = sections["page-kinds"].partition("<figure")[0]
    rows = re.findall(r"<tr[^>]*>(<td>.*?)</tr>", table, re.DOTALL)
    *kinds, total = (re.findall(r"<p>(.*?)</p>", row) for row in rows)
    assert {label.lower(): int(count) for label, *_, count in kinds} == {
        f"{kind.label:{language}}".lower(): count
        for kind, count in Counter(one.kind for one in programme.outcomes).items()
    }
    for column in range(1, len(total)):
        assert sum(int(row[column]) for row in kinds) == int(total[column])
    assert int(total[-1]) == len(programme.outcomes)
    without = Page(sections["page-without"]).values("href", "a")
    actions = [link.partition(f"{period}.{language}.html#")[2] for link in without]
    assert list(filter(None, actions)) == [
        one.id for one in programme.actions if not programme.outcomes_of(one)
    ]


@pytest.mark.parametrize(("period", "language", "name"), PROGRAMME_PAGES)
def test_the_page_of_a_programme_leads_to_its_outcomes(
    period: str, language: bp.Language, name: str, pages: Pages
) -> None:
    links = list(pages[name].values("href", "a"))
    assert links.count(f"{period}-outcomes.{language}.html") >= 3  # also in the frame


def test_every_partner_and_policy_field_has_a_page(pages: Pages) -> None:
    for period in bp.periods():
        programme = bp.load(period)
        assert {f"datasets/partners/{one.id}.html" for one in programme.partners} <= set(pages)
        assert {f"datasets/fields/{one.id}.html" for one in programme.fields} <= set(pages)


@pytest.mark.parametrize("period", bp.periods())
def test_the_pages_of_partners_and_fields_link_to_their_actions(period: str, pages: Pages) -> None:
    for action in bp.load(period).actions:
        names = [f"partners/{one}" for one in (*action.actors, *action.partners)]
        names += [f"fields/{one}" for one in action.fields]
        for name in names:
            links = set(pages[f"datasets/{name}.html"].values("href", "a"))
            assert f"../{period}.en.html#{action.id}" in links


def test_there_is_a_page_for_missing_pages(pages: Pages) -> None:
    assert "404.html" in pages


def test_the_sitemap_has_every_page(site: Path, pages: Pages) -> None:
    tree = ET.parse(site / "sitemap.xml")  # noqa: S314  # our own file
    addresses = [one.text or "" for one in tree.iter() if one.tag.endswith("loc")]
    home = min((one for one in addresses if one.endswith("/index.html")), key=len)
    made_by_sphinx = {"404.html", "genindex.html", "py-modindex.html", "search.html"}
    listed = {one.removeprefix(home.removesuffix("index.html")) for one in addresses}
    assert listed == set(pages) - made_by_sphinx


def test_every_page_of_a_programme_is_available_as_markdown(site: Path) -> None:
    index = (site / "llms.txt").read_text(encoding="utf-8")
    nested = [file.read_text(encoding="utf-8") for file in site.glob("datasets/**/llms.txt")]
    assert index.startswith("# benelux-programme\n")
    assert "&#" not in index
    summaries = re.findall(r"^- \[.*?\]\(.*?\): (.*)", index, re.MULTILINE)
    assert [summary for summary in summaries if not summary.endswith((".", "...", "?"))] == []
    for period, language, name in PROGRAMME_PAGES:
        copy = (site / f"{name}.md").read_text(encoding="utf-8")
        title = f"{bp.load(period).title:{language}}"
        assert copy.startswith(f"# {title}\n")
        assert any(Path(name).name in one for one in (index, *nested))


def test_the_copies_as_markdown_are_whole(site: Path) -> None:
    names = ("index", "reference/loading", "reference/file-format", "how-to/web-service")
    copies = {name: (site / f"{name}.html.md").read_text(encoding="utf-8") for name in names}
    assert not [name for name, text in copies.items() if "]()" in text or "invisible-code" in text]
    assert "I want to read" in copies["index"]
    assert "load(period, \\*, revision=None)" in copies["reference/loading"]


def find_english(page: Page, language: bp.Language, english: Page) -> set[str]:
    """Return what a page shows or reads out in English, as if it were in its language.

    Around the article, that is what stands around that of a page in English. In the article, it is
    what is a text of the catalogue, or has more of the commonest words of English than of the
    language, and is no name.
    """
    frame = {text for tongue, inside, text in english.words if not inside and tongue == "en"}
    catalogue = [one for one in load_catalogue().values() if isinstance(one["en"], str)]
    entries = {str(one["en"]).casefold() for one in catalogue if len(one["en"]) > 1}
    translated = {str(one[language]).casefold() for one in catalogue}
    names = {
        f"{name:{language}}"
        for programme in map(bp.load, bp.periods())
        for name in (
            *(source.label for one in programme.outcomes for source in one.sources),
            *(one.name for one in programme.partners),
        )
    }
    own = names | {text for _, inside, text in page.words if inside}

    def is_english(text: str, *, inside: bool) -> bool:
        if not inside:
            return text in frame - own and not (
                text.casefold() in translated or text.startswith((*NAMES, "Copyright"))
            )
        return text not in names and (
            text.casefold() in entries - translated or has_english_words(text, language)
        )

    return {
        text
        for tongue, inside, text in page.words
        if tongue == language and is_english(text, inside=inside)
    }


def has_english_words(text: str, language: bp.Language) -> bool:
    common = tokenizer.load_stopwords()
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.sub(r"https?://\S+", "", text).casefold())
    english = [one for one in words if one in common["en"] - common[language]]
    own = [one for one in words if one in common[language] - common["en"]]
    return len(english) > max(1, len(own))


@pytest.mark.parametrize("language", [one for one in bp.LANGUAGES if one != "en"])
def test_sentences_are_known_to_be_english(language: bp.Language) -> None:
    for programme in map(bp.load, bp.periods()):
        texts = [one.summary for one in (*programme.actions, *programme.outcomes)]
        found = [has_english_words(f"{text:en}", language) for text in texts]
        assert sum(found) > 0.9 * len(texts)
        assert not any(has_english_words(f"{text:{language}}", language) for text in texts)


@pytest.mark.parametrize(("language", "name"), TRANSLATED_PAGES)
def test_a_page_shows_and_reads_out_its_language_alone(
    language: bp.Language, name: str, site: Path, pages: Pages
) -> None:
    page = (site / name).read_text(encoding="utf-8")
    english = pages["index.html"]
    assert f'<html class="no-js" lang="{language}"' in page
    assert find_english(pages[name], language, english) == set()
    assert len([one for one in pages[name].words if one[0] == language]) > 50
    for key in ("colours", "navigation", "skip", "top", "menu_icon", "light"):
        ours, theirs = translate(f"theme.{key}", language), translate(f"theme.{key}", "en")
        assert f'"{ours}"' in page or f">{ours}<" in page
        if ours != theirs:
            doctored = page.replace(ours, theirs, 1)
            assert find_english(Page(doctored), language, english) == {theirs}
    for attribute in ("alt", "title", "aria-label", "placeholder"):
        doctored = page.replace("<article ", f'<article {attribute}="The picture of it" ', 1)
        found = find_english(Page(doctored), language, english)
        assert found == {"The picture of it"}


@pytest.mark.parametrize(("language", "name"), TRANSLATED_PAGES)
def test_links_around_a_page_have_their_language(
    language: bp.Language, name: str, site: Path
) -> None:
    page = (site / name).read_text(encoding="utf-8")
    up = "../" * name.count("/")
    tree = page.partition("sidebar-tree")[2].partition("</aside>")[0]
    for link in re.findall("<a [^>]*>", tree):
        assert re.search(r' lang="(fr|nl|de|en)"', link)
    assert f'lang="en" class="reference internal" href="{up}try.html"' in tree
    other = "fr" if language != "fr" else "nl"
    assert f'lang="{other}" class="reference internal" href="{up}{other}.html"' in tree
    assert 'aria-label="Datasets"' in tree
    titles = re.findall(
        r'"(?:next|prev)-page" href="([^"]*)".*?class="title">(.*?)</div>', page, re.DOTALL
    )
    assert titles
    for address, title in titles:
        found = re.search(r"\b(fr|nl|de)\.html$", address)
        assert title.startswith(f'<span lang="{found[1] if found else "en"}">')


@pytest.mark.parametrize(("language", "name"), TRANSLATED_PAGES)
def test_links_to_pages_in_english_say_so(language: bp.Language, name: str, site: Path) -> None:
    page = (site / name).read_text(encoding="utf-8")
    article = page.partition("<article ")[2].partition("</article>")[0]
    assert f'title="{translate("theme.heading", language)}"' in article
    for link in re.findall(r'<a class="reference internal"[^>]*>', article):
        address = re.search(r'href="([^"#]*)', link)
        assert address is not None
        if address[1].endswith(".html") and not re.search(r"\b(fr|nl|de)\.html$", address[1]):
            assert 'hreflang="en"' in link


def test_nothing_is_loaded_from_another_host(site: Path, pages: Pages) -> None:
    for name, page in pages.items():
        loaded = [*page.values("src"), *page.values("srcset"), *page.values("data", "object")]
        loaded += [*page.values("href", "use", "image"), *page.values("action", "form")]
        for tag, attributes in page.elements:
            if tag == "link" and LOADED & set(attributes.get("rel", "").split()):
                loaded.append(attributes["href"])
        assert not [one for one in loaded if is_external(one)], name
        styles = [*page.styles, *page.values("style")]
        assert not [one for one in styles if re.search(r"url\(['\"]?(https?:)?//|@import", one)]
    for file in site.rglob("*.css"):
        addresses = re.findall(
            r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)", file.read_text(encoding="utf-8")
        )
        assert not [one for one in addresses if is_external(one)], file


def test_all_examples_run_in_the_page_but_those_of_four_libraries(site: Path, pages: Pages) -> None:
    if not (site / "_static/run/pydantic.tar.xz").exists():
        pytest.skip("the site was built without the packages for Pyodide")
    missing = {
        Path(name).stem: {*itertools.chain(*json.loads(value))}
        for name, page in pages.items()
        for value in page.values("data-missing", "script")
        if any(json.loads(value))
    }
    assert missing == {
        "duckdb": {"duckdb", "polars"},
        "pandas": {"pandas"},
        "polars": {"polars"},
        "spark": {"pyspark"},
    }


def test_every_internal_link_has_a_target(site: Path, pages: Pages) -> None:
    ids = {name: {*page.values("id"), *page.values("name", "a")} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for address in {*page.values("href", "a"), *page.values("xlink:href", "a")}:
            target = urlsplit(urljoin(f"/{name}", address))
            if urlsplit(address).scheme or target.netloc:
                continue
            path = unquote(target.path).removeprefix("/") or "index.html"
            anchor = unquote(target.fragment)
            exists = path in ids if path.endswith(".html") else (site / path).is_file()
            if not exists or (anchor and anchor not in ids[path]):
                broken.append((name, address))
    assert not broken


@pytest.mark.parametrize(("period", "language", "name"), PROGRAMME_PAGES)
def test_a_page_describes_its_data_in_schema_org(
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


def test_the_latest_file_contains_the_loaded_programme(site: Path) -> None:
    for period in bp.periods():
        programme = bp.load(period)
        file = site / "data" / period / f"{programme.revision}.json"
        assert bp.read(file) == programme


def test_the_catalogue_lists_every_programme(site: Path) -> None:
    catalogue = json.loads((site / "catalogue.jsonld").read_text(encoding="utf-8"))
    known = {one["@id"]: one for one in catalogue["@graph"]}
    datasets = [one for one in known.values() if one["@type"] == "dcat:Dataset"]
    assert [one["dct:identifier"] for one in datasets] == list(bp.periods())
    for dataset in datasets:
        for distribution in dataset["dcat:distribution"]:
            assert known[distribution["@id"]]["dcat:accessURL"] == distribution


def test_the_schema_is_that_of_the_library(site: Path) -> None:
    assert json.loads((site / "schema.json").read_text(encoding="utf-8")) == bp.json_schema()


def test_every_problem_code_is_documented(pages: Pages) -> None:
    anchors = set(pages["reference/error-codes.html"].values("id"))
    assert {f"problem-{one.code}" for one in bp.PROBLEM_CODES} <= anchors


def test_every_command_is_documented(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    commands = set(re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))
    assert commands <= set(pages["reference/commands.html"].values("id", "section"))


@pytest.mark.parametrize("cls", ENUMERATIONS, ids=lambda cls: cls.__name__)
def test_every_member_of_an_enumeration_has_its_docstring(cls: type[Enum], site: Path) -> None:
    entry = rf'id="benelux_programme\.{cls.__name__}\.([A-Z_0-9]+)">.*?</dt>\s*<dd><p>(.*?)</p>'
    pages = [page.read_text(encoding="utf-8") for page in site.glob("reference/*.html")]
    (found,) = filter(None, (re.findall(entry, page, re.DOTALL) for page in pages))
    assert [name for name, _ in found] == list(cls.__members__)
    assert len({docstring for _, docstring in found}) == len(cls)
