"""The partners, references and policy fields of the bundled programmes, from the data alone."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import attrs
import py3langid
import pycountry
import pytest

import benelux_programme as bp

PROGRAMMES = [bp.load(period) for period in bp.periods()]

QUOTING = {"eu-strategic-agenda-2024-2029"}
"""Records whose note quotes another language."""


def strip_accents(text: str) -> str:
    """Return the text without accents, hyphens and apostrophes."""
    letters = unicodedata.normalize("NFD", text.replace("-", " ").replace("’", " "))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def find_texts(value: Any, path: str = "") -> Iterator[tuple[str, bp.Text]]:
    """Yield every text in a value with its path, except alternative titles."""
    if isinstance(value, bp.Text):
        yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from find_texts(item, f"{path}[{getattr(item, 'id', i)}]")
    elif attrs.has(type(value)) and not isinstance(value, bp.AlternativeTitle):
        for field in attrs.fields(type(value)):
            yield from find_texts(getattr(value, field.name), f"{path}.{field.name}")


def test_every_text_is_in_four_languages(programme: bp.Programme) -> None:
    found = list(find_texts(programme, programme.id))
    assert len(found) > 100
    for path, text in found:
        assert text.languages == bp.LANGUAGES, path


def test_every_text_is_in_the_language_it_claims(programme: bp.Programme) -> None:
    py3langid.set_languages(list(bp.LANGUAGES))
    checked = 0
    for path, text in find_texts(programme, programme.id):
        for language in text.languages:
            wording = text.in_(language)
            assert wording is not None
            long = len(wording) > 50  # the detector is not sure of less
            if long and path.endswith(("summary", "note", "reason", "mission", "vision")):
                checked += 1
                detected = py3langid.classify(wording)[0]
                assert detected == language or any(f"[{id}]" in path for id in QUOTING), path
    assert checked > 100


def test_a_partner_is_found_by_its_id_codes_and_names(programme: bp.Programme) -> None:
    for partner in programme.partners:
        names = [partner.name.in_(language) for language in bp.LANGUAGES]
        keys = [partner.id, *partner.codes, *partner.abbreviations, *partner.aliases.all]
        for key in [*keys, *filter(None, names)]:
            assert programme.partner(key) is partner
            assert programme.partner(key.upper()) is partner
            assert programme.partner(strip_accents(key)) is partner


@pytest.mark.parametrize("period", bp.periods())
def test_every_partner_and_reference_is_used(period: str) -> None:
    programme = bp.load(period)
    named = {id for action in programme.actions for id in (*action.actors, *action.partners)}
    parents = {id for partner in programme.partners for id in partner.parents}
    assert programme.publication is not None
    for partner in programme.partners:
        used = {*named, *parents, programme.publication.publisher}
        assert partner.citations or partner.id in used
    cited = {id for action in programme.actions for id in action.references}
    assert all(one.citations or one.id in cited for one in programme.references)


def test_what_an_action_names_its_paragraph_prints(programme: bp.Programme) -> None:
    partners = {partner.id: partner for partner in programme.partners}
    references = {reference.id: reference for reference in programme.references}
    for action in programme.actions:
        for partner in action.partners:
            assert set(action.citations) & set(partners[partner].citations), (action, partner)
        for id in action.references:
            assert set(action.citations) & set(references[id].citations), (action, id)


def test_records_are_the_same_in_all_programmes() -> None:
    partners: dict[str, bp.Partner] = {}
    references: dict[str, bp.Reference] = {}
    fields: dict[str, bp.PolicyField] = {}
    for programme in PROGRAMMES:
        for partner in programme.partners:
            bare_partner = attrs.evolve(partner, citations=())
            assert partners.setdefault(partner.id, bare_partner) == bare_partner
        for reference in programme.references:
            bare_reference = attrs.evolve(reference, citations=())
            assert references.setdefault(reference.id, bare_reference) == bare_reference
        for field in programme.fields:
            assert fields.setdefault(field.id, field) == field


def test_codes_are_those_of_iso_3166(programme: bp.Programme) -> None:
    for partner in programme.partners:
        if partner.iso_3166_1 is not None:
            country = pycountry.countries.get(alpha_2=partner.iso_3166_1)
            assert country is not None
            assert country.alpha_3 in partner.abbreviations
            assert partner.name.en in {country.name, getattr(country, "common_name", None)} or (
                country.name.startswith(str(partner.name.en))
            )
        if partner.iso_3166_2 is not None:
            division = pycountry.subdivisions.get(code=partner.iso_3166_2)
            assert division is not None
            (parent,) = partner.parents
            assert programme.partner(parent).iso_3166_1 == division.country_code


def test_every_country_has_its_code(programme: bp.Programme) -> None:
    for partner in programme.partners:
        assert (partner.iso_3166_1 is not None) == (partner.kind == bp.PartnerKind.COUNTRY)


def test_there_are_25_policy_fields() -> None:
    fields = {field.id for programme in PROGRAMMES for field in programme.fields}
    assert len(fields) == 25
    for programme in PROGRAMMES:
        assert all(field.eurovoc for field in programme.fields)


def test_predecessors_are_actions_of_the_earlier_programme() -> None:
    earlier, later = PROGRAMMES
    assert not [action for action in earlier.actions if action.predecessors]
    for action in later.actions:
        links = [(one.programme, one.action) for one in action.predecessors]
        assert len(set(links)) == len(links)
        for one in action.predecessors:
            assert one.programme == earlier.id
            assert one.action in {action.id for action in earlier.actions}
            for language in one.reason.languages:
                assert f"{one.reason:{language}}".endswith(".")


def test_dates_of_references_are_in_order(programme: bp.Programme) -> None:
    for one in programme.references:
        dates = [date for date in (one.signed or one.adopted, one.in_force) if date]
        assert dates == sorted(dates)
