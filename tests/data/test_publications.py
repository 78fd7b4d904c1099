"""The data agree with the publications, and do not copy them."""

import re
from collections.abc import Iterator
from pathlib import Path

import benelux_programme as bp
from benelux_programme._model.text import fold_to_letters_and_digits
from support import Paragraphs, get_titled_nodes

RUN = 12


def split_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def read_word_runs(text: str) -> Iterator[tuple[str, ...]]:
    found = split_words(text)
    return (tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


def test_the_paragraphs_are_those_of_the_publication(
    programme: bp.Programme, printed: Paragraphs
) -> None:
    assert [one.address for one in programme.paragraphs] == list(printed[programme.id])


def test_titles_are_in_the_publication(programme: bp.Programme, sources: Path) -> None:
    publication = next(sources.glob(f"{programme.id}.fr.*")).read_text(encoding="utf-8")
    for node in get_titled_nodes(programme):
        assert node.title.fr is not None
        in_capitals = node.title.fr.upper()
        assert node.title.fr in publication or in_capitals in publication
        assert fold_to_letters_and_digits(node.title.fr) in fold_to_letters_and_digits(publication)


NAMED_OTHERWISE = {
    ("2025-2028", "netherlands"): {"0/6"},  # an adjective that lost its hyphen
    ("2025-2028", "flanders"): {"0/6", "3.1/3"},  # as the Netherlands, and in the feminine
    ("2025-2028", "benelux-countries"): {"0/5", "1.3/3", "2.3/1"},  # "les pays", "des trois pays"
    ("2025-2028", "european-union"): {"1.2/2", "1.4/1", "2.2/1"},  # "UE"
    ("2025-2028", "nrw-declaration-2008"): {"4/1"},  # both declarations in one phrase
    ("2025-2028", "nrw-declaration-2019"): {"4/1"},
    ("2025-2028", "hauts-de-france-action-plan-2025"): {"4/2"},  # a longer wording
    ("2025-2028", "letta-report"): {"2.1/1"},  # "rapports Letta et Draghi"
    ("2025-2028", "draghi-report"): {"2.1/1"},
}
"""Paragraphs that name a partner or a reference, but by none of its names in French."""

NAMED_WITHIN = {
    # "Benelux" in the name of a service, a treaty and a network, or in "les pays du Benelux"
    ("2021-2024", "benelux-union"): {"1/3", "3/1", "4/2"},
    ("2025-2028", "benelux-union"): {
        *("1.2/1", "1.2/2", "1.3/1", "1.4/1", "2.5/2", "2.5/3", "2.7/1", "3.5/1"),
    },
}
"""Paragraphs that print the name only as a part of another."""


def test_partners_and_references_list_the_paragraphs_that_name_them(
    programme: bp.Programme, printed: Paragraphs
) -> None:
    paragraphs = {
        address: " ".join(map(fold_to_letters_and_digits, split_words(text)))
        for address, text in printed[programme.id].items()
    }
    records: list[bp.Partner | bp.Reference] = [*programme.partners, *programme.references]
    for record in records:
        name = record.name if isinstance(record, bp.Partner) else record.title
        short = None if isinstance(record, bp.Partner) else record.short_title
        names = [name.fr, short and short.fr, *record.aliases.fr]
        names += [one for one in record.abbreviations if len(one) > 2]
        forms = [
            " ".join(map(fold_to_letters_and_digits, split_words(one))) for one in names if one
        ]
        found = {
            address
            for address, text in paragraphs.items()
            if any(f" {form} " in f" {text} " for form in forms)
        }
        key = (programme.id, record.id)
        expected = (found | NAMED_OTHERWISE.get(key, set())) - NAMED_WITHIN.get(key, set())
        assert {one.address for one in record.citations} == expected


def test_no_file_copies_a_sentence_of_the_booklet(root: Path, printed: Paragraphs) -> None:
    copied = {run for text in printed["2025-2028"].values() for run in read_word_runs(text)}
    checked = 0
    for file in root.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
        if not hidden and file.suffix in {".py", ".yaml", ".json", ".md", ".toml"}:
            checked += 1
            assert not copied & set(read_word_runs(file.read_text(encoding="utf-8"))), file
    assert checked > 30
