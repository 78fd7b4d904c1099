"""StratML (ISO 17469): a programme as a strategic plan in XML."""

import re
from collections.abc import Iterable
from typing import Final, Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from benelux_programme._model.nodes import Action
from benelux_programme._model.outcome import Outcome
from benelux_programme._model.period import Period
from benelux_programme._model.text import Language, Text, require_known_language
from benelux_programme._programme.programme import Node, Pillar, Programme, Theme
from benelux_programme.errors import InvalidValueError
from benelux_programme.render._phrases import Phrasebook

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
    stakeholders, and identifiers contain ids, such as `bnl.2025-2028.police-treaty`. In Part 2,
    actors have the role of performer, and the outcomes of an action are actual results of one
    qualitative performance indicator. StratML cannot mark languages, so a document is in one; a
    text that does not exist in it is replaced by another language with a mark such as "[fr]".

    The document loses all other languages; which wordings are official; alternative titles;
    references, policy fields, keywords and predecessors; the codes of partners; pages and
    fingerprints of paragraphs, and context paragraphs; retired ids; and everything about the
    publication except its publisher, date and address. Part 1 loses the outcomes, and Part 2 their
    ids, kinds and notes. The commitment, citations, timing, deliverable and note of an action are
    lines of `OtherInformation`.

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
        self._words = Phrasebook(language)
        self._part = part
        self._partners = {partner.id: partner for partner in programme.partners}

    def build_plan(self) -> Element:
        programme = self._programme
        name, namespace = _ROOTS[self._part]
        root = Element(name, {"xmlns": namespace})
        if self._part != 1:
            root.set("Type", "Performance_Report" if programme.outcomes else "Strategic_Plan")
        self._add_child_texts(root, Name=programme.title, Description=programme.subtitle)
        self._add_other_information_lines(
            root, programme=programme.id, revision=str(programme.revision)
        )
        core = SubElement(root, "StrategicPlanCore")
        self._add_publisher_as_organization(core)
        for name, text in (("Vision", programme.vision), ("Mission", programme.mission)):
            if text is not None:
                self._add_child_texts(SubElement(core, name), Description=text)
        for value in programme.values:
            self._add_child_texts(SubElement(core, "Value"), Name=value)
        if programme.own_actions or not programme.pillars:
            self._add_goal_with_objectives(core, programme, "0")
        numbers = _choose_printed_or_positional_numbers(programme)
        for pillar in programme.pillars:
            self._add_goal_with_objectives(core, pillar, numbers[pillar.id])
            for theme in pillar.themes:
                self._add_goal_with_objectives(core, theme, numbers[theme.id])
        self._add_administrative_information(root)
        return root

    def _add_publisher_as_organization(self, core: Element) -> None:
        publication = self._programme.publication
        if publication is not None and publication.publisher is not None:
            partner = self._partners[publication.publisher]
            self._add_child_texts(
                SubElement(core, "Organization"),
                Name=partner.name,
                Acronym=next(iter(partner.abbreviations), None),
                Identifier=f"org.{partner.id}",
                Description=self._words.label(partner.kind),
            )

    def _add_goal_with_objectives(
        self, core: Element, node: Programme | Pillar | Theme, number: str
    ) -> None:
        goal = self._add_child_texts(
            SubElement(core, "Goal"),
            Name=node.title,
            Description="" if isinstance(node, Programme) else node.note or "",
            Identifier=_make_identifier(node),
            SequenceIndicator=number,
        )
        if not isinstance(node, Programme):
            self._add_other_information_lines(goal, citations=_join_addresses(node))
        prefix = f"{number}.0" if isinstance(node, Pillar) else number
        for position, action in enumerate(node.own_actions, start=1):
            self._add_objective(goal, action, f"{prefix}.{position}")

    def _add_objective(self, goal: Element, action: Action, number: str) -> None:
        objective = self._add_child_texts(
            SubElement(goal, "Objective"),
            Description=action.summary,
            Identifier=_make_identifier(action),
            SequenceIndicator=number,
        )
        for id in dict.fromkeys((*action.actors, *action.partners)):
            partner = self._partners[id]
            element = SubElement(objective, "Stakeholder", StakeholderTypeType="Organization")
            kind = self._words.label(partner.kind)
            self._add_child_texts(element, Name=partner.name, Description=kind)
            if self._part != 1 and id in action.actors:
                self._add_child_texts(
                    SubElement(element, "Role"),
                    Name=self._words.translate("term.actor"),
                    RoleType="Performer",
                )
        self._add_other_information_lines(
            objective,
            commitment=self._words.label(action.commitment),
            citations=_join_addresses(action),
            timing=action.timing and str(action.timing),
            deliverable=action.deliverable,
            note=action.note,
        )
        outcomes = self._programme.outcomes_of(action)
        if self._part != 1 and outcomes:
            self._add_performance_indicator(objective, action, outcomes)

    def _add_performance_indicator(
        self, objective: Element, action: Action, outcomes: Iterable[Outcome]
    ) -> None:
        """Add an indicator whose actual results are the outcomes of the action."""
        indicator = SubElement(
            objective,
            "PerformanceIndicator",
            ValueChainStage="Outcome",
            PerformanceIndicatorType="Qualitative",
        )
        dimension, unit = map(self._words.translate, ("field.outcomes", "field.bearing"))
        self._add_child_texts(indicator, MeasurementDimension=dimension, UnitOfMeasurement=unit)
        instance = SubElement(indicator, "MeasurementInstance")
        for outcome in outcomes:
            days = Period.parse(outcome.date)
            bearing = next(each.bearing for each in outcome.bearings if each.action == action.id)
            result = self._add_child_texts(
                SubElement(instance, "ActualResult"),
                StartDate=days.start.isoformat(),
                EndDate=days.end.isoformat(),
            )
            self._add_child_texts(
                SubElement(result, "Descriptor"),
                DescriptorName=unit,
                DescriptorValue=self._words.label(bearing),
            )
            urls = " ".join(source.url for source in outcome.sources)
            summary = self._localize_with_marked_fallback(outcome.summary)
            self._add_child_texts(result, Description=f"{summary} {urls}")

    def _add_administrative_information(self, root: Element) -> None:
        period, publication = self._programme.period, self._programme.publication
        published = (publication and publication.published) or ""
        urls = publication.sources if publication else ()
        self._add_child_texts(
            SubElement(root, "AdministrativeInformation"),
            StartDate=period.start.isoformat(),
            EndDate=period.end.isoformat(),
            PublicationDate=published if len(published) == len("2025-01-31") else None,
            Source=next((url for url in urls if re.fullmatch(r"https?://\S+", url)), None),
        )

    def _add_child_texts(self, parent: Element, **contents: Text | str | None) -> Element:
        """Add an element for each content that is not None, by name, and return the parent."""
        for name, content in contents.items():
            if content is not None:
                SubElement(parent, name).text = self._localize_with_marked_fallback(content)
        return parent

    def _add_other_information_lines(self, parent: Element, **facts: Text | str | None) -> None:
        """Add facts for which StratML has no element, one line each, in `OtherInformation`."""
        lines = [
            self._words.translate(
                "form.fact", name=self._words.translate(f"field.{name}"), value=text
            ).replace("\n", " ")
            for name, value in facts.items()
            if (text := self._localize_with_marked_fallback(value))
        ]
        SubElement(parent, "OtherInformation").text = "\n".join(lines)

    def _localize_with_marked_fallback(self, text: Text | str | None) -> str | None:
        """Return a text in the language, or in another one with a mark such as "[fr]"."""
        if not isinstance(text, Text):
            return text
        runs = self._words.localize(text)
        return "".join(run if isinstance(run, str) else run.text for run in runs)


def _make_identifier(node: Programme | Node) -> str:
    return "bnl." + str(node).replace("/", ".")


def _join_addresses(node: Node) -> str:
    return " ".join(citation.address for citation in node.citations)


def _choose_printed_or_positional_numbers(programme: Programme) -> dict[str, str]:
    """Return the numbers of pillars and themes by id, by position if the printed do not nest."""
    positions: dict[str, str] = {}
    nested = True
    for p, pillar in enumerate(programme.pillars, start=1):
        positions[pillar.id] = str(p)
        positions |= {theme.id: f"{p}.{t}" for t, theme in enumerate(pillar.themes, start=1)}
        nested &= pillar.number.isdecimal()
        nested &= {theme.number.rpartition(".")[0] for theme in pillar.themes} <= {pillar.number}
    divisions = (*programme.pillars, *programme.themes)
    return {each.id: each.number for each in divisions} if nested else positions
