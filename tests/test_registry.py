from typing import Any

import attrs
import pytest

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
def test_codes_have_the_form_of_their_scheme(attribute: str, right: str, wrong: str) -> None:
    good: dict[str, Any] = {attribute: right}
    bad: dict[str, Any] = {attribute: wrong}
    partner = attrs.evolve(PARTNER, **good)
    assert right in (*partner.codes, partner.homepage)
    with pytest.raises(InvalidValueError, match=attribute):
        attrs.evolve(PARTNER, **bad)


@pytest.mark.parametrize("date", ["2018", "2018-07", "2018-07-23", "0001-01-01"])
def test_a_date_is_as_exact_as_it_is_known(date: str) -> None:
    assert attrs.evolve(REFERENCE, signed=date).signed == date


@pytest.mark.parametrize("date", ["18", "2018-7", "2018-13", "2018-02-30", "20180723", "0000", ""])
def test_what_is_not_a_date(date: str) -> None:
    with pytest.raises(InvalidValueError, match="ISO 8601"):
        attrs.evolve(REFERENCE, signed=date)


def test_eurovoc_concepts_are_numbers_or_codes() -> None:
    with pytest.raises(InvalidValueError, match="EuroVoc"):
        attrs.evolve(FIELD, eurovoc=("energy policy",))
