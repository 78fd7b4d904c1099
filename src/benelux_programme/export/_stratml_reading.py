"""Reading StratML as a programme."""

import re
from itertools import chain, count
from operator import attrgetter
from typing import Any, Final, Literal, TypeAlias

from benelux_programme._model.constraints import PROGRAMME_ID, check_type, is_clean_text
from benelux_programme._model.nodes import Commitment, parse_commitment
from benelux_programme._model.period import Period
from benelux_programme._model.text import Language, check_language
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.reader import read
from benelux_programme._serialization.source_map import Limits
from benelux_programme.errors import InvalidDataError, Problem, truncate

from ._slugs import slug
from ._stratml import NAMESPACES, ROOTS
from ._stratml_facts import addresses, day, identifier, numbering, stated, wording_of
from ._stratml_partners import Stakeholders
from ._xml_reading import XmlElement, XmlSource, read_xml

Record: TypeAlias = dict[str, Any]

_OLDER: Final = {
    1: "http://www.stratml.net",
    2: "http://www.stratml.net/PerformancePlanOrReport",
}
"""The namespaces of the time before the ISO standard."""

_KNOWN: Final = {
    (namespaces[part], ROOTS[part]) for namespaces in (NAMESPACES, _OLDER) for part in ROOTS
}


def read_stratml(
    source: XmlSource,
    language: Language = "en",
    *,
    id: str | None = None,
    period: Period | None = None,
    commitment: Commitment | Literal["firm", "conditional", "exploratory"] = "firm",
) -> Programme:
    """The programme that a StratML document describes.

    It reads Part 1 and Part 2, also in their older namespaces, and is lenient: elements may stand
    in any order. It refuses document types, and so entities. Goals become pillars, or themes of
    the pillar before them if they are numbered so ("1", "1.1"); objectives become actions, and
    stakeholders that are organisations partners. A citation is the place in the document, the goal
    as section and the objective as paragraph, unless the document says where it was printed, as
    those of `stratml` do.

    What StratML holds and a programme does not is lost: performance indicators, roles other than
    that of a performer, stakeholders that are persons or generic groups, and submitters. Line
    breaks in texts become spaces.

    Args:
        source: The path of a file, the text, or an open file. A string that begins with "<" is the
            text.
        language: The language of the document, which it cannot tell.
        id: The id of the programme; by default the one it states, or one made of its name.
        period: The days it covers, where it does not state them.
        commitment: How firmly its objectives are promised, where it does not state that.

    Raises:
        InvalidDataError: It is no such document; `problems` says all that is wrong, and where.
        InvalidValueError: It is no such commitment, or no period.
        UnreadableFileError: The file is not there, or cannot be read.
        MissingLanguageError: It is not a language of the data.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> read = read_stratml(bp.export.stratml(programme, "fr"), "fr")
    >>> read.actions[0].summary.fr == programme.actions[0].summary.fr
    True
    """
    check_language(language)
    firmness = parse_commitment(commitment, "read_stratml", "commitment")
    if period is not None:
        check_type(Period, period, "read_stratml", "period")
    reading = _Reading(read_xml(source, Limits()), language, firmness)
    document = reading.document(id, period)
    if reading.problems:
        raise InvalidDataError(tuple(sorted(reading.problems, key=attrgetter("line", "column"))))
    return read(document)


class _Reading:
    """The document of a programme from the elements, and what is wrong with them."""

    def __init__(self, root: XmlElement, language: Language, commitment: Commitment) -> None:
        self.problems: list[Problem] = []
        self._root = root
        self._language = language
        self._commitment = commitment
        self._ids: set[str] = set()
        self._core = root.first("StrategicPlanCore") or root
        self._stakeholders = Stakeholders(self._core, language)

    def document(self, id: str | None, period: Period | None) -> Record:
        """What `benelux_programme.read` takes."""
        root, core = self._root, self._core
        if (root.namespace, root.name) not in _KNOWN:
            message = f"{root.name!r} of {root.namespace!r} is not a plan or report in StratML"
            self._wrong("wrong-type", message, root)
        facts = stated(root)
        title = self._needed(root, "Name")
        known = facts.get("programme", "")
        made = (
            known
            if re.fullmatch(PROGRAMME_ID, known)
            else slug(wording_of(root.first("Name")), "plan")
        )
        number = facts.get("revision", "")
        return {
            "id": made if id is None else id,
            "revision": int(number) if re.fullmatch("[1-9][0-9]{0,8}", number) else 1,
            "period": str(self._period() if period is None else period),
            "title": title,
            **self._optional("subtitle", root, "Description"),
            "publication": self._publication(title),
            **self._optional("mission", core.first("Mission"), "Description"),
            **self._optional("vision", core.first("Vision"), "Description"),
            "values": [self._joined(value) for value in core.all("Value")],
            **self._goals(),
            "partners": list(self._stakeholders.records.values()),
        }

    def _goals(self) -> Record:
        """The goals as pillars and themes, and their objectives as actions."""
        goals = self._core.all("Goal")
        if not goals:
            self._wrong("missing-key", "no Goal", self._core)
        own_actions: list[Record] = []
        pillars: list[Record] = []
        for place, (goal, number) in enumerate(zip(goals, numbering(goals), strict=True), start=1):
            objectives = enumerate(goal.all("Objective"), start=1)
            actions = [self._action(one, f"{place}/{number}") for number, one in objectives]
            if number == "0":
                own_actions = actions
            elif "." in number:
                pillars[-1]["themes"].append(
                    {**self._goal(goal, number, place), "actions": actions}
                )
            else:
                pillar = self._goal(goal, number, place)
                pillars.append({**pillar, "own_actions": actions, "themes": []})
        return {"own_actions": own_actions, "pillars": pillars}

    def _goal(self, goal: XmlElement, number: str, place: int) -> Record:
        return {
            "id": self._id(goal, wording_of(goal.first("Name")), "goal"),
            "number": number,
            "title": self._needed(goal, "Name"),
            "citations": addresses(stated(goal)) or [str(place)],
            **self._optional("note", goal, "Description"),
        }

    def _action(self, objective: XmlElement, address: str) -> Record:
        facts = stated(objective)
        summary = self._joined(objective)
        actors, partners = self._stakeholders.ids(objective)
        commitment = facts.get("commitment")
        noted: Record = {
            key: self._text(facts[key], objective)
            for key in ("deliverable", "note")
            if key in facts
        }
        return {
            "id": self._id(objective, summary.get(self._language, ""), "objective"),
            "summary": summary,
            "commitment": commitment if commitment in list(Commitment) else str(self._commitment),
            "actors": actors,
            "partners": partners,
            "citations": addresses(facts) or [address],
            **({"timing": facts["timing"]} if "timing" in facts else {}),
            **(noted if facts else self._optional("note", objective, "OtherInformation")),
        }

    def _publication(self, title: Record) -> Record:
        about = self._root.first("AdministrativeInformation")
        published = day(wording_of(about and about.first("PublicationDate")))
        source = wording_of(about and about.first("Source"))
        return {
            "kind": "StratML document",
            "title": title,
            "languages": [self._language],
            "publisher": self._stakeholders.publisher(self._core),
            "published": published and published.isoformat(),
            "sources": [source] if source else [],
        }

    def _period(self) -> Period:
        about = self._root.first("AdministrativeInformation") or self._root
        days = [day(wording_of(about.first(name))) for name in ("StartDate", "EndDate")]
        start, end = days
        if start is None or end is None:
            self._wrong("missing-key", "no StartDate and EndDate; give the period", about)
        elif end < start:
            self._wrong("bad-period", "the EndDate lies before the StartDate", about)
        else:
            return Period(start=start, end=end)
        return _ANY

    def _id(self, element: XmlElement, name: str, fallback: str) -> str:
        made = identifier(element, name, fallback)
        id = next(
            one
            for one in chain([made], map(f"{made}-{{}}".format, count(2)))
            if one not in self._ids
        )
        self._ids.add(id)
        return id

    def _joined(self, element: XmlElement) -> Record:
        """The name and the description, of which one is enough."""
        parts = (wording_of(element.first(name)) for name in ("Name", "Description"))
        said = ": ".join(dict.fromkeys(filter(None, parts)))
        if not said:
            self._wrong("missing-key", "neither Name nor Description", element)
            return {}
        return self._text(said, element)

    def _needed(self, element: XmlElement, name: str) -> Record:
        found = self._optional(name, element, name)
        if found:
            text: Record = found[name]
            return text
        self._wrong("missing-key", f"no {name}", element)
        return {}

    def _optional(self, key: str, element: XmlElement | None, name: str) -> Record:
        """The text of an element under a key, if there is one."""
        found = element and element.first(name)
        said = wording_of(found)
        return {key: self._text(said, found)} if found and said else {}

    def _text(self, said: str, element: XmlElement) -> Record:
        if not is_clean_text(said):
            self._wrong("bad-text", f"{truncate(repr(said))} has control characters", element)
        return {self._language: said}

    def _wrong(self, code: str, message: str, element: XmlElement) -> None:
        file, line, column = element.place
        problem = Problem(
            code=code, message=message, path=element.name, file=file, line=line, column=column
        )
        self.problems.append(problem)


_ANY: Final = Period.of_years(1, 9999)
"""A period that stands in for one that is missing."""
