"""StratML (ISO 17469): a programme as a strategic plan in XML."""

import re
from collections.abc import Mapping
from typing import Final, Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from benelux_programme._model.nodes import Action, Node, Pillar, Theme
from benelux_programme._model.registry import Partner
from benelux_programme._model.text import Language, Text, require_known_language
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError
from benelux_programme.render._blocks import localize

_ROOTS: Final = {
    1: ("StrategicPlan", "urn:ISO:std:iso:17469:tech:xsd:stratml_core"),
    2: ("PerformancePlanOrReport", "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"),
}
"""The root element and the namespace of each part of the standard."""


def stratml(programme: Programme, language: Language = "en", *, part: Literal[1, 2] = 1) -> str:
    """Return a programme as a StratML document in UTF-8, valid against the schema of its part.

    StratML has two levels, goals and objectives. Pillars are goals "1", themes are goals "1.1",
    and actions are objectives "1.1.1" of their theme, or "1.0.1" of their pillar; actions outside
    any pillar are objectives of a goal "0" that has the title of the programme. Partners are
    stakeholders (in Part 2, actors have the role of performer), and identifiers contain ids, such
    as `bnl.2025-2028.police-treaty`. StratML cannot mark languages, so a document is in one; a text
    that does not exist in it is replaced by another language with a mark such as "[fr]".

    The document loses all other languages; which wordings are official; alternative titles;
    references, policy fields, keywords and predecessors; the codes of partners; pages and
    fingerprints of paragraphs, and context paragraphs; retired ids; and everything about the
    publication except its publisher, date and address. The commitment, citations, timing,
    deliverable and note of an action are lines of `OtherInformation`.

    Args:
        programme: The programme.
        language: The language of the texts.
        part: 1 for a strategic plan (ISO 17469-1), 2 for a performance plan or report (Part 2).

    Raises:
        InvalidValueError: part is not 1 or 2.
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> document = bp.export.stratml(bp.load("2025-2028"), "nl")
    >>> document[document.index("<Mission>") :].split()[1:4]
    ['<Description>De', 'eengemaakte', 'markt']
    """
    require_known_language(language)
    if part not in (1, 2):
        raise InvalidValueError("stratml", "part", part, "1 or 2")
    root = _PlanBuilder(programme, language, part).build_plan()
    indent(root)
    return f'<?xml version="1.0"?>\n{tostring(root, encoding="unicode")}\n'


class _PlanBuilder:
    """Builds the elements of a plan in the order that the schemas require."""

    def __init__(self, programme: Programme, language: Language, part: Literal[1, 2]) -> None:
        self._programme = programme
        self._language: Language = language
        self._part = part
        self._is_performance_plan = part != 1
        self._partners = {partner.id: partner for partner in programme.partners}

    def build_plan(self) -> Element:
        programme = self._programme
        name, namespace = _ROOTS[self._part]
        root = Element(name, {"xmlns": namespace})
        if self._is_performance_plan:
            root.set("Type", "Strategic_Plan")
        self._add_text(root, "Name", programme.title)
        self._add_text(root, "Description", programme.subtitle)
        facts = {"programme": programme.id, "revision": str(programme.revision)}
        _add_other_information_element(root, facts)
        core = SubElement(root, "StrategicPlanCore")
        self._add_organization_if_publisher_known(core)
        for element, text in (("Vision", programme.vision), ("Mission", programme.mission)):
            if text is not None:
                self._add_text(SubElement(core, element), "Description", text)
        for value in programme.values:
            self._add_text(SubElement(core, "Value"), "Name", value)
        if programme.own_actions or not programme.pillars:
            self._add_goal_with_objectives(core, programme, "0")
        numbers = _choose_printed_numbers_if_nested(programme)
        for pillar in programme.pillars:
            self._add_goal_with_objectives(core, pillar, numbers[pillar.id])
            for theme in pillar.themes:
                self._add_goal_with_objectives(core, theme, numbers[theme.id])
        self._add_administrative_information(root)
        return root

    def _add_organization_if_publisher_known(self, core: Element) -> None:
        publication = self._programme.publication
        if publication is not None and publication.publisher is not None:
            partner = self._partners[publication.publisher]
            organization = SubElement(core, "Organization")
            self._add_text(organization, "Name", partner.name)
            if partner.abbreviations:
                SubElement(organization, "Acronym").text = partner.abbreviations[0]
            SubElement(organization, "Identifier").text = f"org.{partner.id}"
            SubElement(organization, "Description").text = str(partner.kind)

    def _add_goal_with_objectives(
        self, core: Element, node: Programme | Pillar | Theme, number: str
    ) -> None:
        goal = SubElement(core, "Goal")
        self._add_text(goal, "Name", node.title)
        description = SubElement(goal, "Description")
        _add_identifier(goal, node, number)
        if not isinstance(node, Programme):
            description.text = self._localize_with_fallback(node.note)
            _add_other_information_element(goal, {"citations": _join_addresses(node)})
        prefix = f"{number}.0" if isinstance(node, Pillar) else number
        actions = node.actions if isinstance(node, Theme) else node.own_actions
        for position, action in enumerate(actions, start=1):
            self._add_objective(goal, action, f"{prefix}.{position}")

    def _add_objective(self, goal: Element, action: Action, number: str) -> None:
        objective = SubElement(goal, "Objective")
        self._add_text(objective, "Description", action.summary)
        _add_identifier(objective, action, number)
        for id in dict.fromkeys((*action.actors, *action.partners)):
            self._add_stakeholder(
                objective,
                self._partners[id],
                as_performer=self._is_performance_plan and id in action.actors,
            )
        facts = {
            "commitment": str(action.commitment),
            "citations": _join_addresses(action),
            "timing": action.timing and str(action.timing),
            "deliverable": self._localize_with_fallback(action.deliverable),
            "note": self._localize_with_fallback(action.note),
        }
        _add_other_information_element(objective, facts)

    def _add_stakeholder(self, objective: Element, partner: Partner, *, as_performer: bool) -> None:
        element = SubElement(objective, "Stakeholder", StakeholderTypeType="Organization")
        self._add_text(element, "Name", partner.name)
        SubElement(element, "Description").text = str(partner.kind)
        if as_performer:
            role = SubElement(element, "Role")
            SubElement(role, "Name").text = "actor"
            SubElement(role, "RoleType").text = "Performer"

    def _add_administrative_information(self, root: Element) -> None:
        element = SubElement(root, "AdministrativeInformation")
        period, publication = self._programme.period, self._programme.publication
        SubElement(element, "StartDate").text = period.start.isoformat()
        SubElement(element, "EndDate").text = period.end.isoformat()
        if publication is not None:
            published = publication.published
            if published is not None and len(published) == len("2025-01-31"):
                SubElement(element, "PublicationDate").text = published
            addresses = (url for url in publication.sources if re.fullmatch(r"https?://\S+", url))
            address = next(addresses, None)
            if address is not None:
                SubElement(element, "Source").text = address

    def _add_text(self, element: Element, name: str, text: Text | None) -> None:
        if text is not None:
            SubElement(element, name).text = self._localize_with_fallback(text)

    def _localize_with_fallback(self, text: Text | None) -> str | None:
        """Return a text in the language, or in another one with a mark such as "[fr]"."""
        if text is None:
            return None
        runs = localize(text, self._language)
        return "".join(run if isinstance(run, str) else run.text for run in runs)


def _add_identifier(element: Element, node: Programme | Node, number: str) -> None:
    SubElement(element, "Identifier").text = "bnl." + str(node).replace("/", ".")
    SubElement(element, "SequenceIndicator").text = number


def _add_other_information_element(element: Element, facts: Mapping[str, str | None]) -> None:
    """Add facts for which StratML has no element, one line each."""
    lines = [f"{name}: {value}".replace("\n", " ") for name, value in facts.items() if value]
    SubElement(element, "OtherInformation").text = "\n".join(lines)


def _join_addresses(node: Node) -> str:
    return " ".join(citation.address for citation in node.citations)


def _choose_printed_numbers_if_nested(programme: Programme) -> dict[str, str]:
    """Return the numbers of pillars and themes by id, by position if the printed do not nest."""
    printed: dict[str, str] = {}
    positions: dict[str, str] = {}
    nested = True
    for p, pillar in enumerate(programme.pillars, start=1):
        printed[pillar.id], positions[pillar.id] = pillar.number, str(p)
        nested &= pillar.number.isdecimal()
        for t, theme in enumerate(pillar.themes, start=1):
            printed[theme.id], positions[theme.id] = theme.number, f"{p}.{t}"
            nested &= theme.number.rpartition(".")[0] == pillar.number
    return printed if nested else positions
