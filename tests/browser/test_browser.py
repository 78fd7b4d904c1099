"""The site as readers see it: in a browser, from the keyboard, on a phone, in the dark."""

import csv
import importlib.util
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from reader import Reader, find_browser, serve, start_browser

import benelux_programme as bp
from benelux_programme._model.words import translate
from benelux_programme.render._phrases import Phrasebook

pytest.importorskip("sphinx", reason="the documentation is built only where Sphinx is")

from datasets.words import find_keys

PROGRAMMES = [bp.load(period) for period in bp.periods()]
BOTH = PROGRAMMES[0].actions + PROGRAMMES[1].actions
ACTIONS = {str(action): action for one in PROGRAMMES for action in one.actions}
OLD, NEW = (one.id for one in PROGRAMMES)
LINKS = {
    (f"{link.programme}/{link.action}", id, link.relation.capitalize())
    for id, action in ACTIONS.items()
    for link in action.predecessors
}

QUERIES: dict[bp.Language, tuple[str, ...]] = {
    "fr": (
        "frontaliers",  # other forms of the word
        "sante transfrontaliere",  # no accents
        "PMEs",  # an abbreviation in the plural
        "citoyen·ne·s",  # a mark of gender
        "polise transfrontalière",  # a typing error
        "hydrog*",
        "« traité de police »",
        "qui protège les câbles de la mer du Nord ?",
        "l'eau",
        "opéra de quat'sous",  # nothing
    ),
    "nl": (
        "grensarbeiders",
        "aardwarmte",  # a compound that drops a letter
        "waterstofvrachtwagens",  # a compound that is in no text
        "KMO's",
        "uitwiseling",
        "waterst*",
        '"vitale infrastructuur"',
        "wat doet de Benelux tegen mensenhandel?",
        "zee haven",  # one word in the texts
        "huizen energie besparen",
        "tulpenbollen",
    ),
    "de": (
        "Grenzgaenger",
        "Polizeivertrag",
        "Bürger*innen",
        "Wasserstofflastwagen",
        "Energei",
        "Wasserstofflastwaggen",  # a typing error in a part of a compound
        "Grenzübergang",  # a compound that drops a letter
        "Grenzübrgang",  # with a typing error
        "wasserst*",
        "„erneuerbare Energien“",
        "Wie schützen wir uns vor Hochwasser?",
        "N.R.W.",
        "Lederhosen",
    ),
    "en": (
        "policing",
        "SMEs",
        "militry mobility",
        "night train",  # taken for fight
        "electrc vehicles",
        "hydrog*",
        '"police treaty"',
        "who guards the sea cables?",
        "lowcarbon trucks",
        "recognition of diplomas in higher education",
        "driving licence",
    ),
}
"""For each language: forms, abbreviations, compounds, errors, phrases, questions, and nothing."""

EXPLORER = "explorer.html"
RELATED = "#explorer-related"
SHOWN = "#explorer-results .explorer-line > .explorer-id"
SUMMARIES = "#explorer-results .explorer-summary"

TUTORIAL = "tutorials/first-ten-minutes.html"
TRY = "try.html"
MISTAKES = """\
id: annual-plan
period: 2026
title: {en: Annual plan 2026}
actions: 3
"""
EXAMPLES = (
    "[...document.querySelectorAll('.run-cell')].map((cell) => "
    "cell.previousElementSibling.querySelector('pre').textContent)"
)
SHADOW = "document.querySelector('.run-view').shadowRoot"
VIEWS = (
    "[...document.querySelectorAll('.run-view')].map((view) => view.shadowRoot.textContent).join()"
)


@pytest.fixture(scope="module")
def site() -> Path:
    folder = os.environ.get("BENELUX_PROGRAMME_SITE")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_SITE does not name the folder of a built site")
    return Path(folder)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    found = find_browser()
    if found is None or importlib.util.find_spec("selenium") is None:
        pytest.skip("there is no Chromium, no chromedriver or no selenium")
    with start_browser(*found) as driver:
        yield driver


@pytest.fixture
def reader(address: str, driver: Any) -> Iterator[Reader]:
    """Somebody whose browser must not complain, nor ask anybody else."""
    reader = Reader(driver, address)
    yield reader
    assert reader.read_messages() == []
    assert reader.requested_hosts() <= {urlsplit(address).netloc}


def explore(reader: Reader, query: str = "language=en") -> None:
    reader.open(f"{EXPLORER}?{query}")
    reader.find("#explorer")


def save(reader: Reader, file: Path, cls: type) -> list[dict[str, str]]:
    """Save what is shown as CSV; return the rows by the names of the columns in the library."""
    behaviour = {"behavior": "allow", "downloadPath": str(file.parent)}
    reader.driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    reader.click("#explorer-csv")
    reader.wait_until(file.exists)
    language: Any = file.suffixes[0].removeprefix(".")
    names = {label: name for name, label in bp.export.labels(cls, language).items()}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="," if language == "en" else ";")
        return [{names[label]: cell for label, cell in row.items()} for row in rows]


def shown(reader: Reader) -> list[str]:
    return reader.texts(SHOWN)


def search(reader: Reader, words: str) -> None:
    """Type words, and wait until they are searched."""
    box = reader.find("#explorer-words")
    box.clear()
    box.send_keys(words)
    reader.wait_until(lambda: f"words={words.split(maxsplit=1)[0]}" in reader.url)


def find(words: str, language: bp.Language) -> tuple[bp.Hit, ...]:
    """Search all actions with the library."""
    return BOTH.search(words, language=language, limit=None)


def unfold(reader: Reader, facet: str) -> None:
    if not reader.run(f"document.querySelector('[data-facet={facet}]').open"):
        reader.click(f"[data-facet={facet}] summary")


def box(facet: str, value: str) -> str:
    return f"input[name='{facet}'][value='{value}']"


def number(reader: Reader, facet: str, value: str) -> int:
    """How many actions the explorer says that there are with a value."""
    return int(reader.text(f"label:has({box(facet, value)}) .explorer-number"))


def numbers(reader: Reader, facet: str) -> dict[str, int]:
    """How many actions the explorer says that there are with each value, if any."""
    rows = reader.run(
        f"[...document.querySelectorAll('label:has([name={facet}])')].map((row) => "
        "[row.firstChild.value, Number(row.lastChild.textContent)])"
    )
    return {value: count for value, count in rows if count}


class TestPages:
    def test_start(self, reader: Reader) -> None:
        reader.open("index.html")
        assert reader.text("h1")
        assert any(one.is_displayed() for one in reader.find_all(f"a[href$='{EXPLORER}']"))

    @pytest.mark.parametrize("language", bp.LANGUAGES)
    def test_dataset(self, reader: Reader, language: bp.Language) -> None:
        for programme in PROGRAMMES:
            action = programme.actions[-1]
            reader.open(f"datasets/{programme.id}.{language}.html#{action.id}")
            assert f"{action.summary:{language}}" in reader.text("article")
            top = "document.querySelector(':target').getBoundingClientRect().top"
            reader.wait_until(lambda top=top: 0 <= reader.run(top) <= 900)

    def test_search(self, reader: Reader) -> None:
        reader.open("search.html?q=hydrogen")
        link = reader.find("#search-results li a[href*='datasets/2025-2028.en']")
        link.click()
        reader.wait_until(lambda: "datasets/2025-2028.en" in reader.url)
        assert "hydrogen" in reader.text("article").lower()

    def test_every_link_of_the_explorer_has_its_anchor(self, reader: Reader, site: Path) -> None:
        for language in bp.LANGUAGES:
            explore(reader, f"language={language}")
            links = reader.run(
                f"[...document.querySelectorAll('{SHOWN}')].map((one) => one.getAttribute('href'))"
            )
            assert len(links) == len(ACTIONS)
            pages = {link.split("#")[0] for link in links}
            texts = {page: (site / page).read_text(encoding="utf-8") for page in pages}
            missing = [
                link
                for page, id in (one.split("#") for one in links)
                if f'id="{id}"' not in texts[page]
                for link in [f"{page}#{id}"]
            ]
            assert missing == []


class TestFilters:
    def test_all_actions_as_printed(self, reader: Reader) -> None:
        explore(reader)
        assert shown(reader) == list(ACTIONS)
        assert reader.texts(SUMMARIES) == [action.summary.en for action in ACTIONS.values()]

    def test_a_card_says_everything(self, reader: Reader) -> None:
        explore(reader, "language=de&words=polizeivertrag&programme=2025-2028")
        card = reader.text("#explorer-results li:has(a[href$='#police-treaty-operational'])")
        action = ACTIONS["2025-2028/police-treaty-operational"]
        earlier = ACTIONS["2021-2024/benelux-police-treaty"]
        programme = PROGRAMMES[1]
        said = [
            str(action.summary.de),
            str(action),
            *(f"{programme.partner(id).name:de}" for id in action.actors),
            *(f"{programme.field(id).label:de}" for id in action.fields),
            "Abschnitt 1.1, Absatz 1",
            "Seite 6",
            Phrasebook("de").translate_capitalized("Relation.completes"),
            str(earlier.summary.de),
            str(earlier),
            str(action.predecessors[0].reason.in_("de", "en")),
        ]
        assert [one for one in said if one not in card] == []

    def test_filters_narrow_and_values_of_one_widen(self, reader: Reader) -> None:
        explore(reader)
        unfold(reader, "field")
        reader.click(box("field", "energy"))
        reader.click(box("field", "water"))
        reader.click(box("programme", NEW))
        expected = [
            id
            for id, action in ACTIONS.items()
            if action.programme == NEW and {"energy", "water"} & {*action.fields}
        ]
        assert shown(reader) == expected
        assert reader.text("[role=status]") == f"{len(expected)} of {len(ACTIONS)} actions"

    def test_partner_acts_or_is_named(self, reader: Reader) -> None:
        explore(reader, "language=en&partner=north-rhine-westphalia")
        assert shown(reader) == [
            id
            for id, action in ACTIONS.items()
            if "north-rhine-westphalia" in {*action.actors, *action.partners}
        ]

    @pytest.mark.parametrize("partner", ["france", "hauts-de-france", "germany", "belgium"])
    def test_partner_with_its_groups_and_parts(self, reader: Reader, partner: str) -> None:
        explore(reader, f"language=en&partner={partner}")
        for related in (False, True, False):
            assert reader.find(RELATED).is_selected() == related
            actions = BOTH.where(involves=partner, related=related)
            assert shown(reader) == [str(action) for action in actions]
            assert number(reader, "partner", partner) == len(actions)
            reader.click(RELATED)

    def test_numbers_of_partners_with_their_groups_and_parts(self, reader: Reader) -> None:
        explore(reader, "language=en&firmness=firm")
        unfold(reader, "partner")
        for related in (False, True):
            counts = BOTH.where(commitment="firm").count_by("involves", related=related)
            counts.pop("", None)
            assert numbers(reader, "partner") == counts
            reader.click(RELATED)

    def test_pillar_and_what_stands_outside_any(self, reader: Reader) -> None:
        explore(reader, f"language=en&pillar={NEW}/security&pillar={NEW}/")
        programme = PROGRAMMES[1]
        some = [*programme.own_actions, *programme.pillar("security").actions]
        assert shown(reader) == [str(action) for action in some]
        assert reader.text("#explorer-results h3") == f"{NEW} Outside any pillar"

    def test_number_of_each_value_is_what_it_shows(self, reader: Reader) -> None:
        explore(reader, f"language=en&programme={NEW}&field=energy")
        for commitment in bp.Commitment:
            expected = number(reader, "firmness", commitment)
            reader.click(box("firmness", commitment))
            assert len(shown(reader)) == expected
            reader.click(box("firmness", commitment))
        assert number(reader, "programme", OLD) == len(PROGRAMMES[0].actions.where(field="energy"))

    def test_chips_take_filters_away(self, reader: Reader) -> None:
        explore(reader, f"language=en&programme={OLD}&firmness=firm&words=police")
        reader.find("button[aria-label='Remove the filter: Firm']").click()
        assert "firmness" not in reader.url
        reader.find_all("#explorer-chosen button")[-1].click()
        assert shown(reader) == list(ACTIONS)
        assert reader.run("document.activeElement.id") == "explorer-heading"

    def test_groups_and_parts_are_a_chip_of_a_partner(self, reader: Reader) -> None:
        explore(reader, "language=en&related=true")
        assert reader.find(RELATED).is_selected()
        assert reader.find_all("#explorer-chosen button") == []
        reader.click(box("partner", "france"))
        with_related = shown(reader)
        reader.find_all("#explorer-chosen button")[1].click()
        assert "related" not in reader.url
        assert set(shown(reader)) < set(with_related)
        reader.click(RELATED)
        reader.find_all("#explorer-chosen button")[-1].click()
        assert urlsplit(reader.url).query == "language=en"
        assert not reader.find(RELATED).is_selected()

    def test_outcomes_filter_and_stand_in_the_card(self, reader: Reader) -> None:
        explore(reader, "language=en&outcome=delivers")
        delivered = [one for each in PROGRAMMES for one in each.actions.where(outcome="delivers")]
        assert shown(reader) == [str(action) for action in delivered]
        assert number(reader, "outcome", "delivers") == len(delivered)
        without = [one for each in PROGRAMMES for one in each.actions if not each.outcomes_of(one)]
        assert number(reader, "outcome", "no_outcome") == len(without)
        links = reader.run(
            "[...document.querySelectorAll('#explorer-results dd li a')].map((link) => link.href)"
        )
        for action in delivered:
            for outcome in bp.load(action.programme).outcomes_of(action):
                assert {source.url for source in outcome.sources} <= set(links)

    def test_partner_of_a_card_is_a_filter(self, reader: Reader) -> None:
        explore(reader)
        reader.click("#explorer-results dd a")
        assert "partner=benelux-union" in reader.url
        assert 0 < len(shown(reader)) < len(ACTIONS)

    @pytest.mark.parametrize("language", bp.LANGUAGES)
    def test_csv_is_what_is_shown_in_the_words_of_the_library(
        self, reader: Reader, tmp_path: Path, language: bp.Language
    ) -> None:
        explore(reader, f"language={language}&field=health")
        rows = save(reader, tmp_path / f"benelux-actions.{language}.csv", bp.Action)
        expected = {
            f"{row['programme']}/{row['id']}": row for row in bp.export.records(BOTH, language)
        }
        assert [row["id"] for row in rows] == shown(reader)
        for row in rows:
            record = expected[row["id"]]
            for name in ("programme", "pillar_title", "theme_title", "summary", "actor_names"):
                assert row[name] == (record[name] or "")
            for name in ("commitment_label", "partner_names", "field_labels", "predecessors"):
                assert row[name] == (record[name] or "")
            # No section looks like a day.
            assert row["citations"].startswith("'") == (";" not in row["citations"])
            assert row["citations"].removeprefix("'") == record["citations"]
            outcomes = ACTIONS[row["id"]]
            programme = PROGRAMMES[row["programme"] == NEW]
            for outcome in programme.outcomes_of(outcomes):
                bearing = outcome.bearing_on(outcomes.id)
                assert bearing is not None
                words = f"{outcome.date}, {bearing.label:{language}} – {outcome.summary:{language}}"
                assert words in row["outcome_summaries"]

    @pytest.mark.parametrize("language", bp.LANGUAGES)
    def test_csv_of_a_comparison_has_the_words_of_the_library(
        self, reader: Reader, tmp_path: Path, language: bp.Language
    ) -> None:
        explore(reader, f"language={language}&view=comparison")
        file = tmp_path / f"benelux-comparison.{language}.csv"
        rows = save(reader, file, bp.Comparison)
        records = bp.export.records(bp.compare(*PROGRAMMES), language)
        names = list(rows[0])
        expected = [tuple(record[name] or "" for name in names) for record in records]
        assert sorted(tuple(row[name] for name in names) for row in rows) == sorted(expected)


class TestSearch:
    @pytest.mark.parametrize("language", bp.LANGUAGES)
    def test_finds_and_marks_what_the_library_does(
        self, reader: Reader, language: bp.Language
    ) -> None:
        for query in QUERIES[language]:
            hits = find(query, language)
            explore(reader, urlencode({"language": language, "words": query}))
            assert shown(reader) == [str(hit.action) for hit in hits], query
            corrections = [" → ".join(pair) for hit in hits[:1] for pair in hit.corrections]
            status = reader.text("[role=status]")
            assert status.count("→") == len(corrections), query
            assert [one for one in corrections if one not in status] == []
            marks = reader.run(
                "[...document.querySelectorAll('#explorer-results > ul > li')].map((card) => "
                "['.explorer-summary mark', 'mark'].map((selector) => "
                "[...card.querySelectorAll(selector)].map((mark) => mark.textContent)))"
            )
            for hit, (in_summary, anywhere) in zip(hits, marks, strict=True):
                text = hit.excerpt.text
                if text == hit.action.summary.in_(language):
                    assert in_summary == [text[start:end] for start, end in hit.excerpt.matches]
                assert anywhere, hit

    def test_typed(self, reader: Reader) -> None:
        explore(reader, "language=fr")
        search(reader, "traite police")
        hits = find("traite police", "fr")
        reader.wait_until(lambda: shown(reader) == [str(hit.action) for hit in hits])
        assert reader.text("#explorer-results li > p").startswith(f"{hits[0].action.programme} · ")

    def test_punctuation_alone_is_no_query(self, reader: Reader) -> None:
        explore(reader, "language=en&words=%3F%21")
        assert shown(reader) == list(ACTIONS)

    def test_a_filter_chosen_in_the_midst_of_typing_leaves_the_words(self, reader: Reader) -> None:
        explore(reader)
        reader.run(
            "((words) => { words.value = 'police'; words.dispatchEvent(new Event('input')); "
            f'document.querySelector("{box("programme", OLD)}").click() }})'
            "(document.getElementById('explorer-words'))"
        )
        reader.wait_until(lambda: reader.url.endswith(f"words=police&programme={OLD}"))
        hits = find("police", "en")
        assert shown(reader) == [str(hit.action) for hit in hits if hit.action.programme == OLD]

    def test_filters_keep_the_order(self, reader: Reader) -> None:
        explore(reader, f"language=en&words=energy&programme={NEW}&firmness=firm")
        assert shown(reader) == [
            str(hit.action)
            for hit in find("energy", "en")
            if hit.action.programme == NEW and hit.action.commitment == "firm"
        ]

    def test_comparison_begins_with_the_best(self, reader: Reader) -> None:
        explore(reader, "language=en&view=comparison&words=police+treaty")
        found = [str(hit.action) for hit in find("police treaty", "en")]
        pair = reader.find_all(".explorer-pair")[0]
        assert found[0] in pair.text
        linked = {id for old, new, _ in LINKS if {old, new} & {*found} for id in (old, new)}
        assert set(shown(reader)) == linked | {*found}

    def test_language_is_the_one_chosen(self, reader: Reader) -> None:
        explore(reader, "language=en&words=mensensmokkel")
        assert shown(reader) == []
        assert reader.text("[role=status]") == f"0 of {len(ACTIONS)} actions"
        reader.click("#explorer-results a[lang=nl]")
        assert shown(reader)
        assert "language=nl" in reader.url

    def test_a_corrected_word_may_be_one_of_another_language(self, reader: Reader) -> None:
        explore(reader, "language=en&words=politie")
        assert "Spelling corrected: politie → policy" in reader.text("[role=status]")
        reader.click("#explorer-results a[lang=nl]")
        assert shown(reader) == [str(hit.action) for hit in find("politie", "nl")]
        assert "→" not in reader.text("[role=status]")

    def test_a_word_that_is_not_shown_is_told(self, reader: Reader) -> None:
        explore(reader, "language=en&words=smugglers")
        assert shown(reader)
        assert all("smugglers" in card for card in reader.texts("#explorer-results li:has(dl)"))

    def test_markup_is_text(self, reader: Reader) -> None:
        explore(reader, "language=en&words=%3Cimg+src%3Dx%3E&programme=%3Cimg%3E")
        assert reader.find("#explorer-words").get_attribute("value") == "<img src=x>"
        assert reader.find_all("#explorer img") == []


class TestLanguages:
    @pytest.mark.parametrize("language", bp.LANGUAGES)
    def test_words_and_data(self, reader: Reader, language: bp.Language) -> None:
        explore(reader, "language=en" if language != "en" else "language=fr")
        before = reader.texts("#explorer legend, #explorer label, #explorer summary")
        reader.click(f"input[value={language}]")
        assert reader.texts(SUMMARIES) == [
            action.summary.in_(language) for action in ACTIONS.values()
        ]
        assert reader.run("document.getElementById('explorer').lang") == language
        after = reader.texts("#explorer legend, #explorer label, #explorer summary")
        assert len(after) == len(before)
        assert after != before
        assert reader.run("document.title").startswith(
            reader.run("document.querySelector('h1').firstChild.nodeValue")
        )

    def test_french_has_its_punctuation_and_dates(self, reader: Reader) -> None:
        explore(reader, "language=fr&outcome=delivers")
        shown = reader.run(
            "[...document.querySelectorAll('#explorer-results dd')].map((one) => one.textContent)"
        )
        outcome = PROGRAMMES[0].outcomes_of(PROGRAMMES[0].actions.where(outcome="delivers")[0])[0]
        date = Phrasebook("fr").format_date(outcome.date)
        assert any(f"{date} – {outcome.summary:fr}" in one for one in shown)
        assert any("\u00a0; " in one for one in shown)
        assert not any(re.search("[^\u00a0][:;] ", one) for one in shown)

    def test_the_guide_is_announced_in_the_language(self, reader: Reader) -> None:
        explore(reader, "language=fr")
        assert reader.text("#explorer-guide") == translate("explorer.guide", "fr")
        reader.click("#explorer-guide")
        reader.wait_until(lambda: "how-to/search" in reader.url)
        assert reader.text("h1")

    @pytest.mark.parametrize("language", bp.LANGUAGES)
    def test_the_frame_is_in_the_language(self, reader: Reader, language: bp.Language) -> None:
        explore(reader, "language=nl" if language != "nl" else "language=fr")
        reader.click(f"input[value={language}]")
        assert reader.run("document.documentElement.lang") == language
        frame = reader.run(
            "[...document.querySelectorAll('body :not(article *)')].flatMap((one) => "
            "[...one.attributes, ...one.childNodes].map((node) => node.nodeValue?.trim()))"
        )
        elsewhere = {f"theme.{name}" for name in ("contents", "heading", "hide_matches", "home")}
        for key in find_keys("theme").values():
            if key not in elsewhere:
                assert translate(key, language) in frame
                assert translate(key, language) == translate(key, "en") or (
                    translate(key, "en") not in frame
                )

    def test_every_word_is_in_every_language(self, reader: Reader) -> None:
        explore(reader)
        words = reader.run("explorerData.words")
        assert {key: sorted(texts) for key, texts in words.items()} == dict.fromkeys(
            words, sorted(bp.LANGUAGES)
        )
        holes = "(text) => (text.match(/\\{\\w+\\}/g) ?? []).sort().join()"
        differing = reader.run(
            "Object.entries(explorerData.words).filter(([, texts]) => "
            f"new Set(Object.values(texts).map({holes})).size > 1)"
        )
        assert differing == []


class TestComparison:
    def test_what_goes_on_what_does_not_and_what_is_new(self, reader: Reader) -> None:
        explore(reader, "language=en&view=comparison")
        drawn = reader.run(
            "[...document.querySelectorAll('.explorer-pair')].flatMap((pair) => "
            "[...pair.querySelectorAll(':scope > ul > li')].map((one) => ["
            "pair.querySelector(':scope > div .explorer-id').textContent, "
            "one.querySelector('.explorer-id').textContent, "
            "one.querySelector('.explorer-badge').textContent]))"
        )
        assert {tuple(one) for one in drawn} == LINKS
        assert len(drawn) == len(LINKS)
        rest = set(shown(reader)) - {id for old, new, _ in LINKS for id in (old, new)}
        continued = {old for old, _, _ in LINKS}
        grown = {new for _, new, _ in LINKS}
        assert rest == set(ACTIONS) - continued - grown
        comparison = bp.compare(*PROGRAMMES)
        assert reader.text("[role=status]") == (
            f"Continued: {len(continued)} (links: {len(comparison.continued)}) "
            f"· Not continued: {len(comparison.dropped)} · New: {len(comparison.introduced)}"
        )
        assert numbers(reader, "continuity") == {
            "continued": len(continued),
            "dropped": len(comparison.dropped),
            "new": len(comparison.introduced),
        }

    def test_numbers_are_those_of_actions_and_of_links(self, reader: Reader) -> None:
        explore(reader, "language=en&view=comparison")
        for facet in ("firmness", "field", "partner"):
            unfold(reader, facet)
        assert numbers(reader, "firmness") == BOTH.count_by("commitment")
        assert numbers(reader, "field") == BOTH.count_by("field")
        relations = Counter(relation.lower() for *_, relation in LINKS)
        assert numbers(reader, "relation") == relations
        partners = Counter(id for action in BOTH for id in {*action.actors, *action.partners})
        assert numbers(reader, "partner") == partners

    def test_by_relation(self, reader: Reader) -> None:
        explore(reader, "language=fr&view=comparison&relation=completes")
        expected = [(old, new) for old, new, relation in LINKS if relation == "Completes"]
        assert shown(reader) == [id for link in expected for id in link]
        assert "Mène à bien" in reader.text(".explorer-pair")

    def test_by_pillar_of_either(self, reader: Reader) -> None:
        explore(reader, f"language=en&view=comparison&continuity=continued&pillar={OLD}/security")
        expected = {new for old, new, _ in LINKS if ACTIONS[old].pillar == "security"}
        assert {id for id in shown(reader) if id.startswith(NEW)} == expected

    def test_by_partner_of_either_with_its_groups_and_parts(self, reader: Reader) -> None:
        partner = "benelux-energy-expertise-network"
        explore(reader, f"language=en&view=comparison&partner={partner}&related=true")
        found = {str(action) for action in BOTH.where(involves=partner, related=True)}
        linked = {id for old, new, _ in LINKS if {old, new} & found for id in (old, new)}
        assert set(shown(reader)) == linked | found

    def test_details(self, reader: Reader) -> None:
        explore(reader, "language=nl&view=comparison&relation=completes")
        assert "alinea" not in reader.text(".explorer-pair")
        reader.click(".explorer-pair summary")
        assert "alinea" in reader.text(".explorer-pair")


class TestAddress:
    def test_a_view_can_be_sent(self, reader: Reader) -> None:
        explore(reader, "language=nl")
        reader.click("input[value=comparison]")
        unfold(reader, "partner")
        reader.click(box("partner", "benelux-union"))
        reader.click(RELATED)
        search(reader, "energie")
        before, url = shown(reader), reader.url
        assert before
        reader.reset()
        reader.open(url)
        assert shown(reader) == before
        assert reader.find("#explorer-words").get_attribute("value") == "energie"
        assert reader.find(box("partner", "benelux-union")).is_selected()
        assert reader.find(RELATED).is_selected()

    def test_back_and_forward(self, reader: Reader) -> None:
        explore(reader)
        reader.click(box("programme", OLD))
        search(reader, "police")
        search(reader, "policing")
        reader.click("input[value=fr]")
        urls = [reader.url]
        for _ in range(3):
            reader.driver.back()
            urls.append(reader.url)
        assert [urlsplit(url).query for url in urls] == [
            f"language=fr&words=policing&programme={OLD}",
            f"language=en&words=policing&programme={OLD}",
            f"language=en&programme={OLD}",
            "language=en",
        ]
        assert shown(reader) == list(ACTIONS)
        assert not reader.find(box("programme", OLD)).is_selected()
        reader.driver.forward()
        assert shown(reader) == [str(action) for action in PROGRAMMES[0].actions]

    def test_what_a_view_does_not_know_is_left_out(self, reader: Reader) -> None:
        explore(reader, f"language=en&programme={OLD}&field=energy")
        reader.click("input[value=comparison]")
        assert urlsplit(reader.url).query == "language=en&view=comparison&field=energy"

    def test_nonsense_is_left_out(self, reader: Reader) -> None:
        explore(
            reader, "language=xx&view=nothing&programme=1815&field=energy&field=alchemy&related=no"
        )
        assert not reader.find_all(RELATED)[0].is_selected()
        assert reader.run("document.getElementById('explorer').lang") == "en"
        assert shown(reader) == [id for id, one in ACTIONS.items() if "energy" in one.fields]

    def test_skip_link_keeps_the_view(self, reader: Reader) -> None:
        explore(reader, f"language=en&programme={OLD}")
        reader.run("location.assign('#furo-main-content')")
        assert shown(reader) == [str(action) for action in PROGRAMMES[0].actions]
        assert f"programme={OLD}" in reader.url


class TestAccess:
    def test_keyboard_alone(self, reader: Reader) -> None:
        explore(reader)
        reader.run("document.getElementById('explorer-words').focus()")
        reader.press(*"police")
        reader.wait_until(lambda: "words=police" in reader.url)
        found = len(shown(reader))
        reader.press("TAB", "TAB", "SPACE")
        active = "document.activeElement"
        assert reader.run(f"[{active}.name, {active}.value, {active}.checked]") == [
            "programme",
            OLD,
            True,
        ]
        assert 0 < len(shown(reader)) < found
        assert reader.run(f"getComputedStyle({active}).outline").endswith("solid 2px")
        reader.run("document.querySelector('input[value=en]').focus()")
        reader.press("ARROW_LEFT")
        assert reader.run("document.getElementById('explorer').lang") == "de"
        assert reader.run(f"{active}.value") == "de"
        reader.run("document.querySelector('[data-facet=partner] summary').focus()")
        reader.press("ENTER", "TAB", "SPACE")
        assert reader.url.endswith("&related=true")
        assert reader.run(f"getComputedStyle({active}).outline").endswith("solid 2px")
        reader.press("TAB", "SPACE")
        assert "partner=" in reader.url

    def test_names_and_landmarks(self, reader: Reader) -> None:
        explore(reader, f"language=en&programme={OLD}")
        controls = reader.find_all("#explorer :is(input, button, summary, form, section)")
        nameless = [
            one.get_attribute("outerHTML")
            for one in controls
            if one.is_displayed() and not one.accessible_name
        ]
        assert nameless == []
        assert reader.find("form[role=search]").aria_role == "search"
        assert reader.find("section[aria-labelledby]").aria_role == "region"
        levels = reader.run(
            "[...document.querySelectorAll('article :is(h1, h2, h3, h4, h5)')]"
            ".map((one) => Number(one.tagName[1]))"
        )
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    @pytest.mark.parametrize("view", ["actions", "comparison"])
    @pytest.mark.parametrize("language", bp.LANGUAGES)
    def test_phone(self, reader: Reader, view: str, language: str) -> None:
        reader.set_screen(390, 844)
        explore(reader, f"language={language}&view={view}")
        reader.click("#explorer-toggle")
        for facet in ("pillar", "field", "partner"):
            unfold(reader, facet)
        wide = (
            "[...document.querySelectorAll('#explorer *')].filter((one) => "
            "one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML)"
        )
        assert reader.run(wide) == []
        assert reader.run("document.documentElement.scrollWidth") <= 390
        assert reader.run("document.querySelector('.content').scrollWidth") <= 390

    def test_filters_of_a_phone_fold(self, reader: Reader) -> None:
        reader.set_screen(390, 844)
        explore(reader)
        first = box("programme", OLD)
        assert not any(one.is_displayed() for one in reader.find_all(first))
        reader.click("#explorer-toggle")
        reader.click(first)
        assert reader.text("#explorer-toggle") == "Filters (1)"
        reader.click("#explorer-filters button[type=submit]")
        assert not any(one.is_displayed() for one in reader.find_all(first))
        assert reader.run("document.activeElement.id") == "explorer-heading"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_contrast(self, reader: Reader, scheme: str) -> None:
        reader.set_screen(scheme=scheme)
        explore(reader, "language=en&words=police&firmness=firm")
        background = _rgb(reader.run("getComputedStyle(document.body).backgroundColor"))
        assert (_luminance(background) < 0.5) == (scheme == "dark")
        for selector in (".explorer-summary", "dt", ".explorer-none", ".explorer-badge", "dd a"):
            element = f"document.querySelector('#explorer {selector}')"
            colour = _rgb(reader.run(f"getComputedStyle({element}).color"))
            assert _contrast(colour, background) >= 4.5, selector

    def test_without_scripts(self, reader: Reader) -> None:
        disable = "Emulation.setScriptExecutionDisabled"
        reader.driver.execute_cdp_cmd(disable, {"value": True})
        try:
            reader.open(EXPLORER)
            assert "JavaScript" in reader.text(".explorer-fallback")
            assert len(reader.find_all(".explorer-fallback a")) == len(bp.LANGUAGES) * len(
                PROGRAMMES
            )
            assert not reader.find_all("#explorer")[0].is_displayed()
        finally:
            reader.driver.execute_cdp_cmd(disable, {"value": False})

    def test_from_a_disk(self, reader: Reader, site: Path) -> None:
        reader.open(f"{(site / EXPLORER).resolve().as_uri()}?language=fr")
        reader.click(box("programme", OLD))
        assert shown(reader) == [str(action) for action in PROGRAMMES[0].actions]
        assert reader.find_all(".explorer-fallback") == []


def _rgb(colour: str) -> list[float]:
    return [float(one) / 255 for one in colour.removeprefix("rgb(").rstrip(")").split(",")]


def _luminance(colour: list[float]) -> float:
    """The relative luminance, as WCAG 2 has it."""
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: list[float], other: list[float]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def runner(reader: Reader, site: Path) -> Reader:
    if not (site / "_static" / "run").exists():
        pytest.skip("the site was built without npm, so its examples have no buttons")
    return reader


def button(name: str) -> str:
    return f"button[aria-label='{name}']"


def output(number: int) -> str:
    return f"[aria-label='Output: example {number}']"


def finish(reader: Reader) -> None:
    """Wait until no example is running or waiting."""
    reader.wait_until(lambda: not reader.find_all("[aria-busy=true]"), "the end of the examples")


def run_example(reader: Reader, number: int) -> str:
    """Run an example, and return its text."""
    reader.click(button(f"Run: example {number}"))
    finish(reader)
    shown = reader.find_all(output(number))
    return str(shown[0].get_attribute("innerText")) if shown else ""


def type_code(reader: Reader, number: int, code: str) -> None:
    editor = reader.find(f"[aria-label='Code: example {number}']")
    editor.clear()
    editor.send_keys(code)


def show_html(reader: Reader, html: str) -> None:
    """Run an example whose value has a view."""
    type_code(reader, 1, f"type('View', (), {{'_repr_html_': lambda self: {html!r}}})()")
    run_example(reader, 1)


class TestRun:
    def test_nothing_is_loaded_before_it_is_asked_for(self, runner: Reader) -> None:
        runner.open(TUTORIAL)
        assert runner.find(button("Run: example 1"))
        names = "performance.getEntriesByType('resource').map((one) => one.name)"
        assert [name for name in runner.run(names) if "pyodide" in name or ".tar" in name] == []

    @pytest.mark.parametrize(
        ("page", "wheel"),
        [
            (TUTORIAL, None),
            ("how-to/tools.html", "pydantic"),
            ("how-to/export/json.html", "jsonschema"),
        ],
    )
    def test_a_page_from_top_to_bottom(
        self, runner: Reader, site: Path, page: str, wheel: str | None
    ) -> None:
        if wheel and not (site / f"_static/run/{wheel}.tar.xz").exists():
            pytest.skip(f"the site was built without {wheel}")
        runner.open(page)
        examples = runner.run(EXAMPLES)
        assert len(examples) >= 3
        for number, example in enumerate(examples, 1):
            lines = example.splitlines()
            expected = [line for line in lines if not line.startswith((">>>", "..."))]
            text = run_example(runner, number)
            if "Traceback" in example:
                assert expected[-1] in text
            elif runner.find_all(f"{output(number)} .run-view"):
                assert text
            else:
                assert [line.strip() for line in text.splitlines() if line] == [
                    line.strip() for line in expected if line.strip()
                ]
        if page == TUTORIAL:
            assert "Selection of 2 actions of 2025-2028" in runner.run(VIEWS)

    def test_an_example_runs_those_above_it(self, runner: Reader) -> None:
        runner.open(TUTORIAL)
        assert "official" not in run_example(runner, 5)
        assert all(one.text == "Done" for one in runner.find_all(".run-status")[:5])
        assert runner.find_all(".run-status")[5].text == ""

    def test_an_edited_query(self, runner: Reader) -> None:
        runner.open(TUTORIAL)
        examples = runner.run(EXAMPLES)
        number = next(at for at, text in enumerate(examples, 1) if "cybersécurité" in text)
        runner.click(button(f"Edit: example {number}"))
        editor = runner.find(f"[aria-label='Code: example {number}']")
        code = editor.get_attribute("value")
        assert ">>>" not in code
        type_code(runner, number, code.replace("cybersécurité", "hydrogène"))
        found = run_example(runner, number)
        hits = PROGRAMMES[1].search("hydrogène", limit=3)
        assert [hit.action.id for hit in hits if hit.action.id not in found] == []
        runner.click(button(f"Reset: example {number}"))
        assert "cybersécurité" in runner.run(EXAMPLES)[number - 1]
        assert not editor.is_displayed()

    def test_a_file_with_mistakes(self, runner: Reader, tmp_path: Path) -> None:
        file = tmp_path / "it's mine.yaml"
        file.write_text(MISTAKES, encoding="utf-8")
        with pytest.raises(bp.errors.InvalidDataError) as caught:
            bp.read(file)
        runner.open(TRY)
        runner.find("input[type=file]").send_keys(str(file))
        runner.wait_until(lambda: runner.find_all(f"{output(5)} pre"), "the problems")
        finish(runner)
        lines = [str(one).removeprefix(f"{tmp_path}/") for one in caught.value.problems]
        assert runner.text(output(5)).splitlines() == lines
        assert not runner.find_all(output(4))[0].is_displayed()

        file.write_text(bp.to_yaml(PROGRAMMES[1]), encoding="utf-8")
        runner.click(button("Run: example 5"))
        runner.wait_until(lambda: "choose it again" in runner.texts(".run-status")[4])
        assert not runner.find_all(output(5))[0].is_displayed()
        runner.run("document.querySelector('input[type=file]').onclick()")  # which opens no window
        runner.find("input[type=file]").send_keys(str(file))
        runner.wait_until(lambda: runner.texts(".run-status")[4] == "Done")
        assert "has no problems" in runner.text(output(5))

    def test_a_file_dropped_anywhere_is_read(self, runner: Reader) -> None:
        runner.open(TRY)
        runner.run(
            "((text) => { const dataTransfer = new DataTransfer();"
            "dataTransfer.items.add(new File([text], 'dropped.yaml'));"
            "const options = { bubbles: true, cancelable: true, dataTransfer };"
            "document.querySelector('h1').dispatchEvent(new DragEvent('drop', options));"
            "})(arguments[0])",
            MISTAKES,
        )
        runner.wait_until(lambda: runner.find_all(f"{output(5)} pre"), "the problems")
        assert "dropped.yaml" in runner.text(output(5))
        finish(runner)

    def test_an_endless_example_can_be_stopped(self, runner: Reader) -> None:
        runner.open(TRY)
        assert run_example(runner, 2)
        type_code(runner, 1, "print(1)\nprint(len(programme.actions))\nwhile True: pass\n")
        runner.click(button("Run: example 1"))
        expected = f"1\n{len(PROGRAMMES[1].actions)}"
        runner.wait_until(lambda: runner.texts(output(1)) == [expected], "the output so far")
        runner.click(button("Stop: example 1"))
        assert runner.texts(".run-status")[0].startswith("Stopped")
        assert runner.text(output(1)) == expected
        type_code(runner, 1, "programme")
        assert "NameError" in run_example(runner, 1)

    def test_code_reaches_no_other_host(self, runner: Reader, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
        runner.open(TRY)
        with serve(tmp_path) as other:
            code = "from pyodide.http import open_url\nprint(open_url('{}').read())\n"
            type_code(runner, 1, code.format(f"{other}/secret.txt"))
            text = run_example(runner, 1)
        assert "secret\n" not in text
        assert "Traceback" in text
        assert all("Content Security Policy" in one for one in runner.read_messages())

    def test_forms_reach_no_other_host(self, runner: Reader, tmp_path: Path) -> None:
        runner.open(TRY)
        with serve(tmp_path) as other:
            show_html(runner, f"<form action='{other}/'><button id='send'>Send</button></form>")
            runner.run(f"{SHADOW}.getElementById('send').click()")
            runner.wait_until(lambda: "form-action" in "".join(runner.read_messages()))
        assert TRY in runner.url

    def test_views_stay_in_their_box(self, runner: Reader) -> None:
        runner.open(TRY)
        style = "contain: none; position: fixed; inset: 0; z-index: 9".replace(";", " !important;")
        show_html(runner, f"<style>:host, p {{ {style} }}</style><p>Over all</p>")
        free = runner.run(
            "[...document.querySelectorAll('h1, h2, .run-bar')].map((one) => {"
            "const { left, top, width } = one.getBoundingClientRect();"
            "return !width || one.contains(document.elementFromPoint(left + 5, top + 5)) })"
        )
        assert free
        assert all(free[:3])

    @pytest.mark.parametrize(
        "view",
        [
            "<button popovertarget=a>Open</button><p><b id=a popover>Over all</b></p>",
            "<button commandfor=a command=show-modal>Open</button><dialog id=a>Over all</dialog>",
        ],
    )
    def test_views_open_nothing_over_the_page(self, runner: Reader, view: str) -> None:
        runner.open(TRY)
        show_html(runner, view)
        runner.run(f"{SHADOW}.querySelector('button').click()")
        assert "Over all" not in runner.run(f"{SHADOW}.textContent")

    @pytest.mark.parametrize(
        ("archive", "code", "module"),
        [
            ("python", "import sqlite3", "sqlite3"),
            ("python", "text = b'a'.decode('cp1252')", "encodings/cp1252.py"),
            ("hypothesis", "from benelux_programme import testing", "hypothesis"),
            ("rdflib", "text = bp.export.skos(programme)", "rdflib"),
        ],
    )
    def test_modules_are_loaded_when_they_are_imported(
        self, runner: Reader, site: Path, archive: str, code: str, module: str
    ) -> None:
        if not (site / f"_static/run/{archive}.tar.xz").exists():
            pytest.skip(f"the site was built without {archive}")
        runner.open(TRY)
        run_example(runner, 2)
        path = f"Path(bp.__file__).parents[1] / '{module}'"
        show = f"from pathlib import Path\nprint(({path}).exists())\n"
        type_code(runner, 1, show + code)
        assert run_example(runner, 1).strip() == "False"
        type_code(runner, 1, show)
        assert run_example(runner, 1).strip() == "True"

    def test_errors_have_the_name_of_the_example(self, runner: Reader) -> None:
        runner.open(TRY)
        run_example(runner, 4)
        type_code(runner, 1, "input('Name: ')")
        text = run_example(runner, 1)
        assert 'File "<example 1>", line 1' in text
        assert text.splitlines()[-1].startswith("input() cannot ask")

    @pytest.mark.parametrize(
        ("missing", "expected"),
        [
            ("pyodide/pyodide.asm.wasm.zlib", "404"),
            ("pyodide/python_stdlib.zip.zlib", "404"),
            ("packages.tar.xz", "404"),
            ("pyodide/pyodide.asm.mjs", "pyodide.asm.mjs"),
            ("worker.js", "its files could not be loaded"),
        ],
    )
    def test_a_start_that_fails_says_why(
        self, runner: Reader, site: Path, tmp_path: Path, missing: str, expected: str
    ) -> None:
        shutil.copytree(site / "_static", tmp_path / "_static")
        shutil.copy(site / TRY, tmp_path)
        (tmp_path / "_static" / "run" / missing).unlink()
        with serve(tmp_path) as address:
            other = Reader(runner.driver, address)
            other.open(TRY)
            other.click(button("Run: example 1"))
            other.wait_until(lambda: "could not" in other.texts(".run-status")[0], "a message")
            assert expected in other.texts(".run-status")[0]
            assert "[object" not in other.texts(".run-status")[0]
            other.reset()

    def test_an_example_that_a_page_cannot_run_says_what_it_needs(self, runner: Reader) -> None:
        runner.open("how-to/export/duckdb.html")
        assert [text.rpartition("needs ")[2] for text in runner.texts(".run-status")] == [
            "duckdb.",
            "duckdb, polars.",
        ]
        runner.run("document.querySelector('.run-button[aria-disabled=true]').focus()")
        runner.press("ENTER")
        assert runner.text(f"{output(1)} pre") == "pip install benelux-programme duckdb"
        assert runner.texts(output(2)) == [""]
        assert not runner.run(
            "performance.getEntriesByType('resource').some(({ name }) => name.includes('pyodide'))"
        )

    @pytest.mark.parametrize("page", ["how-to/tools.html", "how-to/export/pandas.html"])
    def test_every_example_has_a_button(self, runner: Reader, page: str) -> None:
        runner.open(page)
        texts = runner.run(
            "[...document.querySelectorAll('.highlight pre')].map((one) => one.textContent)"
        )
        count = len([text for text in texts if re.search("^>>>", text, re.MULTILINE)])
        labels = [str(one.get_attribute("aria-label")) for one in runner.find_all(".run-button")]
        runs = [label for label in labels if label.startswith("Run")]
        assert runs == [f"Run: example {number}" for number in range(1, count + 1)]

    def test_from_a_disk(self, runner: Reader, site: Path) -> None:
        runner.open((site / TRY).resolve().as_uri())
        assert len([one for one in runner.find_all(".run-fallback") if one.is_displayed()]) == 2
        assert not runner.find_all(".run-button")
        runner.open(TRY)
        assert not runner.find_all(".run-fallback")

    def test_keyboard_alone(self, runner: Reader) -> None:
        runner.open(TRY)
        runner.run("document.querySelector('.run-editor').focus()")
        runner.press(*"1 + 1")
        runner.press("TAB", "ENTER")
        runner.wait_until(lambda: runner.texts(".run-status")[0] == "Done")
        assert runner.text(output(1)) == "2"
        active = "document.activeElement"
        assert runner.run(f"{active}.getAttribute('aria-label')") == "Run: example 1"
        assert runner.run(f"getComputedStyle({active}).outline").endswith("solid 2px")

    def test_names_and_live_regions(self, runner: Reader) -> None:
        runner.open(TRY)
        run_example(runner, 4)
        names = "[...document.querySelectorAll('{}')].map((one) => one.ariaLabel)"
        for selector in (".run-button", ".run-editor", ".run-output", ".run-progress"):
            labels = runner.run(names.format(selector))
            assert labels
            assert all(labels)
        assert len(set(runner.run(names.format(".run-button")))) == len(
            runner.find_all(".run-button")
        )
        live = runner.find_all(".run-output[aria-live=polite][aria-busy=false]")
        assert len(live) == len(runner.find_all("[role=status].run-status"))

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_phone(self, runner: Reader, scheme: str) -> None:
        runner.set_screen(360, 740, scheme)
        runner.open(TRY)
        run_example(runner, 4)
        assert runner.run("document.documentElement.scrollWidth") <= 360

    def test_words_are_in_the_language_of_the_page(self, runner: Reader) -> None:
        runner.open("fr.html")
        hint = runner.find(button("Exécuter\u00a0: exemple 1")).get_attribute("title")
        assert "\u00a0Mo)" in str(hint)
        runner.open("nl.html")
        runner.click(button("Uitvoeren: voorbeeld 2"))
        finish(runner)
        assert runner.texts(".run-status")[:2] == ["Klaar", "Klaar"]
