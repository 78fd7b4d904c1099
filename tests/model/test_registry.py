from typing import Any

import attrs
import pytest

from benelux_programme import Terms, Text
from benelux_programme.errors import InvalidValueError
from examples import FIELD, PARTNER, REFERENCE


@pytest.mark.parametrize(
    ("attribute", "right", "wrong"),
    [
        ("iso_3166_1", "BE", "BEL"),
        ("iso_3166_2", "BE-WAL", "BE"),
        ("nuts", "DEA", "dea"),
        ("un_locode", "NLRTM", "NL RTM"),
        ("wikidata", "Q31", "31"),
        ("eu_authority", "http://publications.europa.eu/resource/authority/country/BEL", "BEL"),
        ("eurovoc", "c_86d7db98", "http://eurovoc.europa.eu/3711"),
        ("homepage", "https://www.land.nrw/", "javascript:alert(1)"),
    ],
)
def test_codes_must_have_the_form_of_their_scheme(attribute: str, right: str, wrong: str) -> None:
    good: dict[str, Any] = {attribute: right}
    bad: dict[str, Any] = {attribute: wrong}
    partner = attrs.evolve(PARTNER, **good)
    assert right in (*partner.codes, partner.homepage)
    with pytest.raises(InvalidValueError, match=attribute):
        attrs.evolve(PARTNER, **bad)


@pytest.mark.parametrize("date", ["2018", "2018-07", "2018-07-23", "0001-01-01"])
def test_a_date_may_be_a_year_a_month_or_a_day(date: str) -> None:
    assert attrs.evolve(REFERENCE, signed=date).signed == date


@pytest.mark.parametrize(
    "date", ["18", "2018-7", "2018-13", "2018-02-30", "20180723", "２０１８", "0000", ""]
)
def test_an_invalid_date_is_refused(date: str) -> None:
    with pytest.raises(InvalidValueError, match="ISO 8601"):
        attrs.evolve(REFERENCE, signed=date)


def test_lookup_keys_of_a_partner_are_names_codes_and_aliases() -> None:
    assert PARTNER.lookup_keys == (
        "north-rhine-westphalia",
        "Rhénanie-du-Nord-Westphalie",
        "Nordrhein-Westfalen",
        "NRW",
        "DE-NW",
        "Q1198",
        "Rhénanie du Nord Westfalie",
    )
    belgium = attrs.evolve(
        PARTNER,
        iso_3166_1="BE",
        iso_3166_2=None,
        nuts="BE1",
        un_locode="BEANR",
        wikidata="Q31",
        eu_authority="http://publications.europa.eu/resource/authority/country/BEL",
        eurovoc="3711",
    )
    assert belgium.codes == (
        "BE",
        "BE1",
        "BEANR",
        "Q31",
        "http://publications.europa.eu/resource/authority/country/BEL",
        "3711",
    )


def test_lookup_keys_of_a_reference_are_titles_numbers_and_aliases() -> None:
    assert REFERENCE.lookup_keys == ("police-treaty", "Police treaty")
    law = attrs.evolve(
        REFERENCE,
        short_title=Text(fr="La loi", en="The law"),
        abbreviations=("TL", "Police treaty"),
        celex="32018L0001",
        eli="http://data.europa.eu/eli/dir/2018/1",
        treaty_series="Trb. 2018, 160",
        document="COM(2018) 1",
        aliases=Terms(nl=("De wet",)),
    )
    assert law.lookup_keys == (
        "police-treaty",
        "Police treaty",
        "La loi",
        "The law",
        "TL",
        "32018L0001",
        "http://data.europa.eu/eli/dir/2018/1",
        "Trb. 2018, 160",
        "COM(2018) 1",
        "De wet",
    )


def test_lookup_keys_of_a_field_are_labels_and_concepts() -> None:
    assert FIELD.lookup_keys == ("energy", "Energy", "2498", "c_86d7db98")


def test_str_and_repr_of_records() -> None:
    named = "named in 1 paragraph"
    assert str(PARTNER) == PARTNER.id
    assert repr(PARTNER) == f"<Partner north-rhine-westphalia: region, {named}>"
    assert str(REFERENCE) == "police-treaty"
    assert repr(REFERENCE) == f"<Reference police-treaty: treaty, {named}>"
    assert str(FIELD) == "energy"
    assert repr(FIELD) == "<PolicyField energy: 2 EuroVoc concepts>"
