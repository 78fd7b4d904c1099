"""What single elements of StratML say."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from benelux_programme._model.constraints import ID, SECTION

from ._slugs import slug
from ._xml_reading import XmlElement

_FACTS = ("programme", "revision", "citations", "commitment", "timing", "deliverable", "note")
_ADDRESS = re.compile(rf"{SECTION}(/[1-9][0-9]{{0,8}})?", re.ASCII)
_OURS = re.compile(rf"bnl\.[a-z0-9-]+\.({ID})", re.ASCII)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,5}(\.[1-9][0-9]{0,5})?", re.ASCII)


def wording_of(element: XmlElement | None) -> str:
    """What stands in an element, in one line, or nothing."""
    if element is None:
        return ""
    text = unicodedata.normalize("NFC", element.text)
    return re.sub(r"[ \t]*[\r\n\t][ \t\r\n]*", " ", text).strip()


def stated(element: XmlElement) -> dict[str, str]:
    """What `stratml` wrote, a line a fact; nothing if another program wrote it."""
    other = element.first("OtherInformation")
    if other is None:
        return {}
    lines = unicodedata.normalize("NFC", other.text).strip().split("\n")
    pairs = [line.partition(": ") for line in lines]
    facts = {name: value.strip() for name, colon, value in pairs if colon and name in _FACTS}
    return facts if len(facts) == len(pairs) else {}


def addresses(facts: dict[str, str]) -> list[str]:
    """The citations that are stated."""
    words = facts["citations"].split() if "citations" in facts else []
    return [one for one in words if _ADDRESS.fullmatch(one)]


def identifier(element: XmlElement, name: str, fallback: str) -> str:
    """The id in the identifier of an element, or one made of it, or else of its name."""
    found = wording_of(element.first("Identifier"))
    ours = _OURS.fullmatch(found)
    return ours[1] if ours else slug(found or name, fallback)


def numbering(goals: list[XmlElement]) -> list[str]:
    """The numbers of the goals: theirs if they nest as pillars and themes, or their places."""
    numbers = [wording_of(goal.first("SequenceIndicator")) for goal in goals]
    return numbers if nest(numbers) else [str(place) for place in range(1, len(goals) + 1)]


def nest(numbers: Iterable[str]) -> bool:
    """Whether they are such as "1", "1.1", "1.2", "2", always rising; "0" may be the first."""
    last: list[int] = []
    for number in numbers:
        if not _NUMBER.fullmatch(number):
            return False
        parts = [int(part) for part in number.split(".")]
        if parts <= last or (len(parts) > 1 and parts[:1] != last[:1]):
            return False
        last = parts
    return True


def day(text: str) -> date | None:
    """The date, which may have a time zone, or None."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?", text, re.ASCII)
    if found:
        with suppress(ValueError):
            return date.fromisoformat(found[1])
    return None
