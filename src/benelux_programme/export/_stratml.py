"""StratML (ISO 17469): a programme as a strategic plan in XML."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from benelux_programme._model.constraints import check_type
from benelux_programme._model.nodes import Action, Node, Pillar, Theme
from benelux_programme._model.registry import Partner
from benelux_programme._model.text import Language, Text, check_language
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError
from benelux_programme.render._outline import wording

NAMESPACES: Final = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
"""The namespace of each part of the standard."""

ROOTS: Final = {1: "StrategicPlan", 2: "PerformancePlanOrReport"}
"""The outermost element in each part."""


def stratml(programme: Programme, language: Language = "en", *, part: Literal[1, 2] = 1) -> str:
    """A programme as a StratML document, valid against the schema of Part 1 or Part 2.

    StratML has two levels, goals and objectives. Pillars are goals "1", themes are goals "1.1",
    and actions are objectives "1.1.1" of their theme, or "1.0.1" of their pillar; those that stand
    outside any pillar are objectives of a goal "0" that has the title of the programme. Partners
    are stakeholders (in Part 2, those who act are performers), and the identifiers are ids, such
    as `bnl.2025-2028.police-treaty`. StratML cannot tell languages apart, so a document is in one;
    where there is no text in it, another stands in with a mark such as "[fr]".

    It loses all other languages; which wordings are official; other titles; references, policy
    fields, keywords and predecessors; the codes of partners; the pages and fingerprints of
    paragraphs, and those that commit to nothing; retired ids; all that is known of the publication
    but its publisher, its day and its address. What an action has beside its summary and its
    partners stands in `OtherInformation`.

    Args:
        programme: The programme.
        language: The language of the texts.
        part: 1 for a strategic plan (ISO 17469-1), 2 for a performance plan or report (Part 2).

    Returns:
        The document, to be written in UTF-8.

    Raises:
        InvalidValueError: It is not a programme, or there is no such part.
        MissingLanguageError: It is not a language of the data.

    >>> import benelux_programme as bp
    >>> document = stratml(bp.load("2025-2028"), "nl")
    >>> document[document.index("<Mission>") :].split()[1:4]
    ['<Description>De', 'eengemaakte', 'markt']
    """
    check_language(language)
    if part not in list(NAMESPACES):  # which compares, where a dict would hash
        raise InvalidValueError("stratml", "part", part, "1 or 2")
    root = _Plan(check_type(Programme, programme, "stratml", "programme"), language, part).root()
    indent(root)
    return f'<?xml version="1.0"?>\n{tostring(root, encoding="unicode")}\n'


class _Plan:
    """A programme as elements, in the order that the schemas want."""

    def __init__(self, programme: Programme, language: Language, part: Literal[1, 2]) -> None:
        self._programme = programme
        self._language: Language = language
        self._part = part
        self._has_roles = part != 1
        self._partners: Mapping[str, Partner] = {one.id: one for one in programme.partners}
        self._numbers = _numbers(programme)

    def root(self) -> Element:
        programme = self._programme
        root = Element(ROOTS[self._part], {"xmlns": NAMESPACES[self._part]})
        if self._has_roles:
            root.set("Type", "Strategic_Plan")
        self._add(root, "Name", programme.title)
        self._add(root, "Description", programme.subtitle)
        _tell(root, {"programme": programme.id, "revision": str(programme.revision)})
        core = SubElement(root, "StrategicPlanCore")
        self._organisation(core)
        for element, text in (("Vision", programme.vision), ("Mission", programme.mission)):
            if text is not None:
                self._add(SubElement(core, element), "Description", text)
        for value in programme.values:
            self._add(SubElement(core, "Value"), "Name", value)
        if programme.own_actions or not programme.pillars:
            goal = self._goal(core, "0", programme, None)
            self._objectives(goal, "0", programme.own_actions)
        for pillar in programme.pillars:
            number = self._numbers[pillar.id]
            goal = self._goal(core, number, pillar, pillar.note)
            self._objectives(goal, f"{number}.0", pillar.own_actions)
            for theme in pillar.themes:
                number = self._numbers[theme.id]
                goal = self._goal(core, number, theme, theme.note)
                self._objectives(goal, number, theme.actions)
        self._administration(root)
        return root

    def _organisation(self, core: Element) -> None:
        publication = self._programme.publication
        publisher = publication and publication.publisher
        if publisher:
            organisation = SubElement(core, "Organization")
            partner = self._partners[publisher]
            self._add(organisation, "Name", partner.name)
            if partner.abbreviations:
                SubElement(organisation, "Acronym").text = partner.abbreviations[0]
            SubElement(organisation, "Identifier").text = f"org.{publisher}"
            SubElement(organisation, "Description").text = str(partner.kind)

    def _goal(
        self, core: Element, number: str, node: Programme | Pillar | Theme, note: Text | None
    ) -> Element:
        goal = SubElement(core, "Goal")
        self._add(goal, "Name", node.title)
        SubElement(goal, "Description").text = note and wording(note, self._language)
        self._identify(goal, node, number)
        if isinstance(node, (Pillar, Theme)):
            _tell(goal, {"citations": _addresses(node)})
        return goal

    def _identify(
        self, element: Element, node: Programme | Pillar | Theme | Action, number: str
    ) -> None:
        SubElement(element, "Identifier").text = "bnl." + str(node).replace("/", ".")
        SubElement(element, "SequenceIndicator").text = number

    def _objectives(self, goal: Element, number: str, actions: Iterable[Action]) -> None:
        for place, action in enumerate(actions, start=1):
            objective = SubElement(goal, "Objective")
            self._add(objective, "Description", action.summary)
            self._identify(objective, action, f"{number}.{place}")
            for id in dict.fromkeys((*action.actors, *action.partners)):
                self._stakeholder(objective, action, self._partners[id])
            said = {
                name: text and wording(text, self._language)
                for name, text in (("deliverable", action.deliverable), ("note", action.note))
            }
            _tell(
                objective,
                {
                    "commitment": str(action.commitment),
                    "citations": _addresses(action),
                    "timing": action.timing and str(action.timing),
                    **said,
                },
            )

    def _stakeholder(self, objective: Element, action: Action, partner: Partner) -> None:
        element = SubElement(objective, "Stakeholder", StakeholderTypeType="Organization")
        self._add(element, "Name", partner.name)
        SubElement(element, "Description").text = str(partner.kind)
        if self._has_roles and partner.id in action.actors:
            role = SubElement(element, "Role")
            SubElement(role, "Name").text = "actor"
            SubElement(role, "RoleType").text = "Performer"

    def _administration(self, root: Element) -> None:
        administration = SubElement(root, "AdministrativeInformation")
        period, publication = self._programme.period, self._programme.publication
        SubElement(administration, "StartDate").text = period.start.isoformat()
        SubElement(administration, "EndDate").text = period.end.isoformat()
        if publication is not None:
            published = publication.published
            if published is not None and len(published) == len("2025-01-31"):
                SubElement(administration, "PublicationDate").text = published
            addresses = [one for one in publication.sources if re.fullmatch(r"https?://\S+", one)]
            for address in addresses[:1]:
                SubElement(administration, "Source").text = address

    def _add(self, element: Element, name: str, text: Text | None) -> None:
        if text is not None:
            SubElement(element, name).text = wording(text, self._language)


def _tell(element: Element, facts: Mapping[str, str | None]) -> None:
    """Add what StratML has no element for, a line a fact."""
    told = [f"{name}: {value}".replace("\n", " ") for name, value in facts.items() if value]
    SubElement(element, "OtherInformation").text = "\n".join(told)


def _addresses(node: Node) -> str:
    return " ".join(citation.address for citation in node.citations)


def _numbers(programme: Programme) -> dict[str, str]:
    """The numbers of pillars and themes, by id: as printed, or by place if those do not nest."""
    printed: dict[str, str] = {}
    placed: dict[str, str] = {}
    nest = True
    for p, pillar in enumerate(programme.pillars, start=1):
        printed[pillar.id], placed[pillar.id] = pillar.number, str(p)
        nest &= pillar.number.isdecimal()
        for t, theme in enumerate(pillar.themes, start=1):
            printed[theme.id], placed[theme.id] = theme.number, f"{p}.{t}"
            nest &= theme.number.rpartition(".")[0] == pillar.number
    return printed if nest else placed
