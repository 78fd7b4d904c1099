"""A comparison as a report: the sentences, in English."""

from collections.abc import Iterable, Iterator, Mapping

from benelux_programme._comparison.comparison import Comparison
from benelux_programme._comparison.continuation import Continuation
from benelux_programme._model.citation import Citation
from benelux_programme._model.nodes import Action, Commitment, Pillar
from benelux_programme._model.text import Language, fold, pluralize
from benelux_programme._programme.programme import Programme

from ._blocks import Block, Code, Heading, Inline, Item, Items, Paragraph, Table, joined, said

_JUDGED = (
    "Which promise goes on from which is the judgement of this project and is not printed in the "
    "programmes; nor, often, is who acts. Numbers such as 1.1 ¶2 are the section and the paragraph "
    "that say it."
)
_PROPOSED = (
    "The later programme records no predecessors in the earlier one. What goes on below is only "
    "proposed, because the texts resemble each other; the score, up to 1, says how much."
)

_COUNTED = "A promise that goes on in several, or from several, counts each time."


def blocks(comparison: Comparison, language: Language) -> Iterator[Block]:
    """The report of a comparison, with texts of the data in a language."""
    old, new = comparison.old, comparison.new
    yield Heading(1, (f"From {old} to {new}",))
    yield Paragraph((said(old.title, language), " → ", said(new.title, language)))
    yield Paragraph((_summary(comparison),))
    yield Paragraph((_PROPOSED if comparison.proposed else _JUDGED,))
    for title, told in (
        ("Where the promises went", (Paragraph((_COUNTED,)), _flows(comparison, language))),
        ("Pillars", (_pillars(comparison, language),)),
        ("Policy fields", (_fields(comparison, language),)),
    ):
        if told[-1].rows:
            yield Heading(2, (title,))
            yield from told
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
    dropped, introduced = len(comparison.dropped), len(comparison.introduced)
    return (
        f"{carried} of {pluralize(len(old.actions), 'promise')} of {old} go on, in {going_on} of "
        f"{pluralize(len(new.actions), 'promise')} of {new}. Not going on: {dropped}. New: "
        f"{introduced}."
    )


def _flows(comparison: Comparison, language: Language) -> Table:
    names = _homes(comparison, language)
    rows = tuple(
        (
            ("(new)",) if flow.old is None else names[flow.old],
            ("(does not go on)",) if flow.new is None else names[flow.new],
            flow.count,
        )
        for flow in comparison.flows()
    )
    return Table((f"From {comparison.old}", f"to {comparison.new}", "Promises"), rows)


def _pillars(comparison: Comparison, language: Language) -> Table:
    names = _homes(comparison, language)
    rows = tuple(
        (
            (f"{tally.key.partition('/')[0]}: ", *names[tally.key]),
            tally.old + tally.new,
            tally.carried if tally.old else tally.new - tally.introduced,
            tally.dropped,
            tally.introduced,
        )
        for tally in comparison.by_pillar()
    )
    return Table(("Pillar", "Promises", "go on", "do not", "are new"), rows)


def _homes(comparison: Comparison, language: Language) -> dict[str, Inline]:
    """What pillars, and what stands outside any, are called, by full id."""
    names: dict[str, Inline] = {}
    for programme in (comparison.old, comparison.new):
        names[str(programme)] = _OUTSIDE
        names |= {str(pillar): _title(pillar, language) for pillar in programme.pillars}
    return names


_OUTSIDE: Inline = ("outside any pillar",)


def _title(pillar: Pillar, language: Language) -> Inline:
    return (f"{pillar.number} ", said(pillar.title, language))


def _fields(comparison: Comparison, language: Language) -> Table:
    labels = {
        field.id: said(field.label, language)
        for programme in (comparison.old, comparison.new)
        for field in programme.fields
    }
    head = ("Field", str(comparison.old), "do not go on", str(comparison.new), "are new")
    rows = tuple(
        ((labels[tally.key],), tally.old, tally.dropped, tally.new, tally.introduced)
        for tally in sorted(comparison.by_field(), key=lambda tally: fold(labels[tally.key].text))
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


def _continuation(
    one: Continuation, names: Mapping[str, Mapping[str, Inline]], language: Language
) -> Inline:
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
    for kind in ("partners", "references", "fields"):
        for verb in ("gained", "lost"):
            ids = getattr(one, f"{kind}_{verb}")
            if ids:
                known = joined(names[kind][id] for id in ids)
                words = (*words, f" {kind.capitalize()} {verb}: ", *known, ".")
    return words


def _names(comparison: Comparison, language: Language) -> dict[str, dict[str, Inline]]:
    """What partners, documents and fields are called, by kind and id."""
    both = (comparison.old, comparison.new)
    return {
        "partners": {
            one.id: (said(one.name, language),) for programme in both for one in programme.partners
        },
        "references": {
            one.id: (said(one.short_title or one.title, language),)
            for programme in both
            for one in programme.references
        },
        "fields": {
            one.id: (said(one.label, language),) for programme in both for one in programme.fields
        },
    }


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
        title = _OUTSIDE if pillar is None else _title(programme.pillar(pillar), language)
        yield Heading(3, title), some


def _promise(action: Action, language: Language) -> Inline:
    hedge = "" if action.commitment is Commitment.FIRM else f"; {action.commitment}"
    where = ", ".join(map(_where, action.citations))
    return (said(action.summary, language), " (", Code(str(action)), f"{hedge}; {where})")


def _where(citation: Citation) -> str:
    page = "" if citation.page is None else f" in the section from page {citation.page}"
    return f"{citation}{page}"
