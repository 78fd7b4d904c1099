"""What notebooks show of the values of the library."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, pluralize
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection
from benelux_programme._search.hits import Hit
from benelux_programme._verification import Verification

from ._blocks import Block, Code, Inline, Item, Items, Paragraph, Said, joined, said
from ._html import as_html

Named: TypeAlias = Partner | Reference | PolicyField
Shown: TypeAlias = Programme | Pillar | Theme | Action | Named | Selection | Hit | Verification
"""What notebooks show."""

_SHOWN = 10
"""How many actions of a list are shown."""


def html(value: Shown, language: Language = "en") -> str:
    """A value as a part of a page: compact, escaped, without links and scripts.

    Args:
        value: A programme, a part of one, what it names, a selection, a hit or a verification.
        language: The language of titles and summaries; another stands in where there is none.
    """
    return as_html(_blocks(value, language))


def _blocks(value: Shown, language: Language) -> Iterator[Block]:
    match value:
        case Programme():
            count = pluralize(len(value.actions), "action")
            facts = f": {value.period}, revision {value.revision}, {count}"
            yield Paragraph((said(value.title, language), " ", Code(str(value)), facts))
            yield Items(tuple(_titled(pillar, language) for pillar in value.pillars))
        case Pillar():
            yield Paragraph(_titled(value, language).words)
            yield from _listed(value.own_actions, language)
            yield Items(tuple(_titled(theme, language) for theme in value.themes))
        case Theme():
            yield Paragraph(_titled(value, language).words)
            yield from _listed(value.actions, language)
        case Selection():
            yield Paragraph((repr(value)[1:-1],))
            yield from _listed(value, language)
        case Hit():
            marks = value.excerpt.replace("**", "")
            yield Paragraph((Said(marks, value.language), " ", Code(str(value.action))))
            yield Items((Item((f"score {value.score:.2f}, in {', '.join(value.fields)}",)),))
        case Partner():
            yield Paragraph((said(value.name, language), " ", Code(value.id), f": {value.kind}"))
            yield _facts(codes=value.codes, abbreviations=value.abbreviations)
        case Reference():
            yield Paragraph((said(value.title, language), " ", Code(value.id), f": {value.kind}"))
            yield _facts(abbreviations=value.abbreviations, **_known(value, _DATES + _NUMBERS))
        case PolicyField():
            yield Paragraph((said(value.label, language), " ", Code(value.id)))
            yield _facts(eurovoc=value.eurovoc)
        case Verification():
            yield Paragraph((repr(value)[1:-1],))
            yield _facts(
                altered=tuple(map(str, value.altered)), missing=tuple(map(str, value.missing))
            )
        case _:
            yield Paragraph(_summed(value, language))
            yield _facts(
                commitment=(value.commitment,),
                actors=value.actors,
                partners=value.partners,
                references=value.references,
                fields=value.fields,
                printed=tuple(map(str, value.citations)),
            )


def _titled(node: Pillar | Theme, language: Language) -> Item:
    count = f": {pluralize(len(node.actions), 'action')}"
    return Item((f"{node.number} ", said(node.title, language), " ", Code(str(node)), count))


def _summed(action: Action, language: Language) -> Inline:
    return (said(action.summary, language), " ", Code(str(action)))


def _listed(actions: Sequence[Action], language: Language) -> Iterator[Block]:
    yield Items(tuple(Item(_summed(action, language)) for action in actions[:_SHOWN]))
    if len(actions) > _SHOWN:
        yield Paragraph((f"and {len(actions) - _SHOWN} more",))


_DATES = ("signed", "adopted", "presented", "published", "in_force")
_NUMBERS = ("celex", "eli", "treaty_series", "document", "url")


def _known(value: Reference, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What there is of these attributes."""
    return {name: (getattr(value, name),) for name in names if getattr(value, name) is not None}


def _facts(**facts: Iterable[str]) -> Block:
    return Items(
        tuple(
            Item((f"{name.replace('_', ' ')}: ", *joined((Code(one),) for one in values)))
            for name, values in facts.items()
            if values
        )
    )
