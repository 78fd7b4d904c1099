"""A comparison as a report: the sentences, in English."""

from collections.abc import Iterable, Iterator, Mapping

from benelux_programme.citation import Citation
from benelux_programme.comparison import Comparison, Continuation
from benelux_programme.nodes import Action, Commitment, Pillar
from benelux_programme.programme import Programme
from benelux_programme.text import Language

from .report import Block, Code, Heading, Inline, Item, Items, Paragraph, Table, joined, said

_JUDGED = (
    "Which promise goes on from which is the judgement of this project and is not printed in the "
    "programmes; nor, often, is who acts. Numbers such as 1.1 ¶2 are the section and the paragraph "
    "that say it."
)
_PROPOSED = (
    "The later programme records no predecessors. What goes on below is only proposed, because "
    "the texts resemble each other; the score, up to 1, says how much."
)

_COUNTED = "A promise that goes on in several, or from several, counts each time."


def blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    """The report of a comparison, with texts of the data in a language."""
    old, new = comparison.old, comparison.new
    yield Heading(1, (f"From {old} to {new}",))
    yield Paragraph((said(old.title, language), " → ", said(new.title, language)))
    yield Paragraph((_summary(comparison),))
    yield Paragraph((_PROPOSED if comparison.proposed else _JUDGED,))
    yield Heading(2, ("Where the promises went",))
    yield Paragraph((_COUNTED,))
    yield _flows(comparison, language)
    yield Heading(2, ("Policy fields",))
    yield _fields(comparison, language)
    yield from _continued(comparison, language)
    for title, programme, actions in (
        (f"Promises of {old} that do not go on", old, comparison.dropped),
        (f"Promises of {new} that are new", new, comparison.introduced),
    ):
        if actions:
            yield Heading(2, (title,))
            yield from _listed(programme, actions, language)


def _summary(comparison: Comparison) -> str:
    old, new = comparison.old, comparison.new
    carried = len(old.actions) - len(comparison.dropped)
    going_on = len(new.actions) - len(comparison.introduced)
    return (
        f"Of the {len(old.actions)} promises of {old}, {carried} go on in {going_on} of the "
        f"{len(new.actions)} promises of {new}. {len(comparison.dropped)} do not go on, and "
        f"{len(comparison.introduced)} are new."
    )


def _flows(comparison: Comparison, language: Language) -> Table:
    names: dict[str | None, Inline] = {}
    for programme in (comparison.old, comparison.new):
        names[str(programme)] = _title(programme, language)
        names |= {str(pillar): _title(pillar, language) for pillar in programme.pillars}
    rows = tuple(
        (names.get(flow.old, ("(new)",)), names.get(flow.new, ("(does not go on)",)), flow.count)
        for flow in comparison.flows()
    )
    return Table((f"From {comparison.old}", f"to {comparison.new}", "Promises"), rows)


def _title(node: Programme | Pillar, language: Language) -> Inline:
    """The title of a pillar; a programme stands for what it says outside any."""
    if isinstance(node, Programme):
        return (f"{node}, introduction",)
    return (f"{node.number} ", said(node.title, language))


def _fields(comparison: Comparison, language: Language) -> Table:
    labels = {
        field.id: said(field.label, language)
        for programme in (comparison.old, comparison.new)
        for field in programme.fields
    }
    head = ("Field", str(comparison.old), "do not go on", str(comparison.new), "are new")
    rows = tuple(
        ((labels[tally.key],), tally.old, tally.dropped, tally.new, tally.introduced)
        for tally in sorted(comparison.by_field(), key=lambda tally: labels[tally.key].text)
    )
    return Table(head, rows)


def _continued(comparison: Comparison, language: Language) -> Iterator[Block]:
    """What goes on, by the pillars and actions of the old programme."""
    if not comparison.continued:
        return
    later: dict[str, list[Continuation]] = {}
    for one in comparison.continued:
        later.setdefault(one.old.id, []).append(one)
    yield Heading(2, (f"Promises of {comparison.old} that go on",))
    carried = [action for action in comparison.old.actions if action.id in later]
    names = _names(comparison, language)
    for heading, actions in _by_pillar(comparison.old, carried, language):
        yield heading
        yield Items(
            tuple(
                Item(
                    _promise(action, language),
                    tuple(_continuation(one, names, language) for one in later[action.id]),
                )
                for action in actions
            )
        )


def _continuation(one: Continuation, names: Mapping[str, Inline], language: Language) -> Inline:
    how: Inline = (f"{one.relation} in: ",)
    if one.score is not None:
        how = (f"perhaps (score {one.score:.2f}) in: ",)
    words = (*how, *_promise(one.new, language))
    if one.reason is not None:
        words = (*words, f" ({one.reason})")
    if one.firmness != "same":
        words = (
            *words,
            f" It is {one.firmness}: {one.old.commitment} became {one.new.commitment}.",
        )
    gained = (*one.partners_gained, *one.references_gained, *one.fields_gained)
    lost = (*one.partners_lost, *one.references_lost, *one.fields_lost)
    for verb, ids in (("Gained", gained), ("Lost", lost)):
        if ids:
            words = (*words, f" {verb}: ", *joined(names[id] for id in ids), ".")
    return words


def _names(comparison: Comparison, language: Language) -> dict[str, Inline]:
    """What partners, documents and fields are called."""
    names: dict[str, Inline] = {}
    for programme in (comparison.old, comparison.new):
        names |= {one.id: (said(one.name, language),) for one in programme.partners}
        names |= {
            one.id: (said(one.short_title or one.title, language),) for one in programme.references
        }
        names |= {one.id: (said(one.label, language),) for one in programme.fields}
    return names


def _listed(programme: Programme, actions: Iterable[Action], language: Language) -> Iterator[Block]:
    for heading, some in _by_pillar(programme, actions, language):
        yield heading
        yield Items(tuple(Item(_promise(action, language)) for action in some))


def _by_pillar(
    programme: Programme, actions: Iterable[Action], language: Language
) -> Iterator[tuple[Heading, list[Action]]]:
    """The actions under the headings of their pillars; those outside any come first."""
    found: dict[str | None, list[Action]] = {}
    for action in actions:
        found.setdefault(action.pillar, []).append(action)
    for pillar, some in found.items():
        node = programme if pillar is None else programme.pillar(pillar)
        yield Heading(3, _title(node, language)), some


def _promise(action: Action, language: Language) -> Inline:
    hedge = "" if action.commitment is Commitment.FIRM else f"; {action.commitment}"
    where = ", ".join(map(_where, action.citations))
    return (said(action.summary, language), " (", Code(str(action)), f"{hedge}; {where})")


def _where(citation: Citation) -> str:
    page = "" if citation.page is None else f" in the section from page {citation.page}"
    return f"{citation}{page}"
