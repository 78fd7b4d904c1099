"""Revisions of a programme, each with a single edit."""

from typing import Any

import attrs

import benelux_programme as bp
import examples
from examples import (
    ACTION,
    FIELD,
    OUTCOME,
    PARAGRAPH,
    PARTNER,
    PROGRAMME,
    PUBLICATION,
    make_action,
)

THEME = attrs.evolve(examples.THEME, number="1")  # which may be in any pillar
PILLAR = attrs.evolve(examples.PILLAR, themes=(THEME,))

BASE = attrs.evolve(
    PROGRAMME,
    revision=1,
    retired=(),
    partners=(PARTNER, bp.Partner(id="utrecht", kind=bp.PartnerKind.PLACE, name=bp.Text(en="U"))),
    values=(bp.Text(en="Trust"), bp.Text(en="Speed")),
    pillars=(
        PILLAR,
        bp.Pillar(
            id="energy",
            programme="2025-2028",
            number="2",
            title=bp.Text(en="Energy"),
            citations=PILLAR.citations,
        ),
    ),
)


def with_action(**new: Any) -> bp.Programme:
    """Return the programme with other attributes of one action."""
    changed = attrs.evolve(ACTION, **new)
    return with_actions(tuple(changed if one == ACTION else one for one in THEME.own_actions))


def with_actions(actions: tuple[bp.Action, ...], **theme: Any) -> bp.Programme:
    return with_theme(actions=actions, **theme)


def with_theme(**new: Any) -> bp.Programme:
    return with_pillar(themes=(attrs.evolve(THEME, **new),))


def with_pillar(**new: Any) -> bp.Programme:
    return attrs.evolve(BASE, pillars=(attrs.evolve(PILLAR, **new), *BASE.pillars[1:]))


def with_partner(**new: Any) -> bp.Programme:
    return attrs.evolve(BASE, partners=(attrs.evolve(PARTNER, **new), *BASE.partners[1:]))


def with_paragraph(**new: Any) -> bp.Programme:
    """Return the programme with other attributes of the paragraph that everything cites."""
    document = bp.to_dict(BASE)
    document["paragraphs"][0] |= new
    return bp.read(document)


RETIRED = bp.RetiredId(
    id="in-theme", successors=("in-theme-too",), reason="It was twice there.", since=2
)
MOVED = attrs.evolve(ACTION, theme=None)
MOVED_THEME = attrs.evolve(
    THEME,
    pillar="energy",
    actions=tuple(attrs.evolve(one, pillar="energy") for one in THEME.own_actions),
)
(OUTSIDE,) = BASE.own_actions
REST = THEME.own_actions[1:]
DEEPER = attrs.evolve(ACTION.predecessors[0], relation=bp.Relation.CONTINUES)
OTHER = attrs.evolve(ACTION.predecessors[0], action="other")
SUMMARY, NOTE, TITLE = ACTION.summary, bp.Text(en="Another note."), THEME.title

EDITS: dict[str, bp.Programme] = {
    "added outcome treaty-signed": attrs.evolve(BASE, outcomes=(OUTCOME,)),
    "added action new": with_actions(
        (*THEME.own_actions, make_action("new", "security", "police"))
    ),
    "added action in-pillar-too": with_pillar(
        own_actions=(*PILLAR.own_actions, make_action("in-pillar-too", "security"))
    ),
    "removed action in-theme": with_actions(REST),
    "removed action outside": attrs.evolve(BASE, own_actions=()),
    "retired action in-theme": attrs.evolve(with_actions(REST), revision=2, retired=(RETIRED,)),
    "split action in-theme": attrs.evolve(
        with_actions(REST),
        revision=2,
        retired=(attrs.evolve(RETIRED, successors=("in-theme-too", "in-pillar")),),
    ),
    "moved action in-theme": with_pillar(
        own_actions=(*PILLAR.own_actions, MOVED), themes=(attrs.evolve(THEME, actions=REST),)
    ),
    "moved action outside": attrs.evolve(
        BASE,
        own_actions=(),
        pillars=(
            attrs.evolve(
                PILLAR,
                own_actions=(*PILLAR.own_actions, attrs.evolve(OUTSIDE, pillar="security")),
            ),
            *BASE.pillars[1:],
        ),
    ),
    "moved action in-pillar": attrs.evolve(
        with_pillar(own_actions=()),
        own_actions=(*BASE.own_actions, attrs.evolve(PILLAR.own_actions[0], pillar=None)),
    ),
    "moved theme police": attrs.evolve(
        BASE,
        pillars=(
            attrs.evolve(PILLAR, themes=()),
            attrs.evolve(BASE.pillars[1], themes=(MOVED_THEME,)),
        ),
    ),
    "added pillar third": attrs.evolve(
        BASE, pillars=(*BASE.pillars, attrs.evolve(BASE.pillars[1], id="third", number="3"))
    ),
    "removed pillar energy": attrs.evolve(BASE, pillars=BASE.pillars[:1]),
    "reordered theme police actions": with_actions(THEME.own_actions[::-1]),
    "reordered programme 2025-2028 values": attrs.evolve(BASE, values=BASE.values[::-1]),
    "reordered programme 2025-2028 partners": attrs.evolve(BASE, partners=BASE.partners[::-1]),
    "retitled theme police title fr": with_theme(title=attrs.evolve(TITLE, fr="Économie")),
    "gained theme police title nl": with_theme(title=attrs.evolve(TITLE, nl="Economie")),
    "lost theme police title en": with_theme(title=attrs.evolve(TITLE, en=None)),
    "lost theme police title.official": with_theme(title=attrs.evolve(TITLE, official=())),
    "edited action in-theme summary fr": with_action(summary=attrs.evolve(SUMMARY, fr="Autre.")),
    "edited action in-theme commitment": with_action(commitment=bp.Commitment.FIRM),
    "lost action in-theme note": with_action(note=None),
    "edited action in-theme note en": with_action(note=NOTE),
    "edited action in-theme timing": with_action(timing=bp.Period.of_years(2027)),
    "lost action in-theme actors": with_action(actors=()),
    "gained action in-theme partners": with_action(partners=("utrecht",)),
    "lost action in-theme references": with_action(references=()),
    "lost action in-theme fields": with_action(fields=()),
    "gained action in-theme citations": with_action(
        citations=(PARAGRAPH, bp.Citation(section="1.1", page=6))
    ),
    "edited action in-theme predecessors": with_action(predecessors=(DEEPER,)),
    "gained action in-theme predecessors": with_action(predecessors=(OTHER, *ACTION.predecessors)),
    "gained action in-theme keywords en": with_action(keywords=bp.Terms(en=("deed", "act"))),
    "gained action in-theme keywords de": with_action(keywords=bp.Terms(en=("deed",), de=("Tat",))),
    "lost pillar security alternative_titles": with_pillar(alternative_titles=()),
    "edited theme police number": with_theme(number="2"),
    "gained theme police citations": with_theme(
        citations=(PARAGRAPH, bp.Citation(section="1.1", page=6))
    ),
    "edited partner north-rhine-westphalia abbreviations": with_partner(abbreviations=("NW", "NW")),
    "lost partner north-rhine-westphalia abbreviations": with_partner(abbreviations=()),
    "edited partner north-rhine-westphalia wikidata": with_partner(wikidata="Q1"),
    "gained partner north-rhine-westphalia name nl": with_partner(
        name=attrs.evolve(PARTNER.name, nl="Noordrijn-Westfalen")
    ),
    "added field digital": attrs.evolve(BASE, fields=(FIELD, attrs.evolve(FIELD, id="digital"))),
    "removed partner utrecht": attrs.evolve(BASE, partners=BASE.partners[:1]),
    "edited programme 2025-2028 values": attrs.evolve(
        BASE, values=(bp.Text(en="Faith"), bp.Text(en="Speed"))
    ),
    "lost programme 2025-2028 values": attrs.evolve(BASE, values=BASE.values[1:]),
    "edited programme 2025-2028 period": attrs.evolve(BASE, period=bp.Period.of_years(2024, 2028)),
    "edited programme 2025-2028 publication.adopted": attrs.evolve(
        BASE, publication=attrs.evolve(PUBLICATION, adopted="2024")
    ),
    "lost programme 2025-2028 publication": attrs.evolve(BASE, publication=None),
    "edited programme 2025-2028 publication.title en": attrs.evolve(
        BASE, publication=attrs.evolve(PUBLICATION, title=attrs.evolve(TITLE, en="Other"))
    ),
    "edited paragraph 1.1/1 fingerprint": with_paragraph(
        fingerprint={"length": 50, "start": "2" * 16, "end": "3" * 16, "whole": "4" * 16}
    ),
    "removed context 1.1/2": attrs.evolve(BASE, context=()),
    "edited context 1.1/2 reason en": attrs.evolve(
        BASE, context=(attrs.evolve(BASE.context[0], reason=bp.Text(en="Motives.")),)
    ),
    "added paragraph 1.1/3": attrs.evolve(
        BASE,
        paragraphs=(*BASE.paragraphs, bp.Citation(section="1.1", paragraph=3, page=6)),
    ),
    "added retired-id never-was": attrs.evolve(
        BASE, revision=2, retired=(attrs.evolve(RETIRED, id="never-was"),)
    ),
}
"""Edited revisions of `BASE`, by the one change in which they differ from it."""

MERGED = attrs.evolve(
    with_actions(()),
    revision=2,
    retired=tuple(
        attrs.evolve(RETIRED, id=one.id, successors=("in-pillar",)) for one in THEME.own_actions
    ),
)
"""A revision of `BASE` in which two actions have the same successor."""

REVISIONS = (BASE, MERGED, *EDITS.values())
