"""The organisations and stakeholders of a StratML document, as partners."""

from collections.abc import Iterator
from typing import Any

from benelux_programme._model.registry import PartnerKind
from benelux_programme._model.text import Language, fold

from ._slugs import slug
from ._stratml_facts import wording_of
from ._xml_reading import XmlElement


class Stakeholders:
    """Everybody who has a name with letters or digits and is no person or generic group.

    Spellings that fold to the same are one partner.

    Attributes:
        records: The partners, by folded name, as `benelux_programme.read` takes them.
    """

    def __init__(self, core: XmlElement, language: Language) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        elements = list(_all(core))
        names = {fold(_name(element)) for element in elements}
        taken: set[str] = set()
        for element in elements:
            name = _name(element)
            key = fold(name)
            if key in self.records:
                continue
            id = _unlike(slug(name, "stakeholder"), (names - {key}) | taken)
            taken.add(fold(id))
            self.records[key] = {"id": id, "kind": _kind(element), "name": {language: name}}
            acronym = wording_of(element.first("Acronym"))
            if fold(acronym) not in names | taken | {""}:
                taken.add(fold(acronym))
                self.records[key]["abbreviations"] = [acronym]

    def ids(self, element: XmlElement) -> tuple[list[str], list[str]]:
        """The ids of the stakeholders of an element: those who perform it, and the others."""
        actors: list[str] = []
        others: list[str] = []
        for stakeholder in filter(_counts, element.all("Stakeholder")):
            roles = [role for one in stakeholder.all("Role") for role in one.all("RoleType")]
            performs = "Performer" in map(wording_of, roles)
            id = self.records[fold(_name(stakeholder))]["id"]
            (actors if performs else others).append(id)
        return list(dict.fromkeys(actors)), list(dict.fromkeys(others))

    def publisher(self, core: XmlElement) -> str | None:
        """The id of the first organisation of the plan."""
        for organisation in filter(_counts, core.all("Organization")):
            id: str = self.records[fold(_name(organisation))]["id"]
            return id
        return None


def _all(core: XmlElement) -> Iterator[XmlElement]:
    """The organisations, their stakeholders, and those of goals and objectives."""
    for organisation in core.all("Organization"):
        yield from filter(_counts, (organisation, *organisation.all("Stakeholder")))
    for goal in core.all("Goal"):
        for element in (goal, *goal.all("Objective")):
            yield from filter(_counts, element.all("Stakeholder"))


def _counts(element: XmlElement) -> bool:
    kind = element.attributes.get("StakeholderTypeType", "Organization")
    return kind == "Organization" and fold(_name(element)) != ""


def _name(element: XmlElement) -> str:
    return wording_of(element.first("Name"))


def _kind(element: XmlElement) -> str:
    """The kind that `stratml` gives as the description, or else that of any organisation."""
    said = wording_of(element.first("Description"))
    return said if said in list(PartnerKind) else str(PartnerKind.ORGANISATION)


def _unlike(id: str, others: set[str]) -> str:
    """The id, or the first of "id-2", "id-3" and so on that is spelled like none of the others."""
    number = 1
    tried = id
    while fold(tried) in others:
        number += 1
        tried = f"{id}-{number}"
    return tried
