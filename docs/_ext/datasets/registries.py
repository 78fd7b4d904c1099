"""The pages of partners and policy fields, in English with the names in all languages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from benelux_programme import Action, Partner, PolicyField, Programme, Text

from .markdown import (
    bullets,
    escaped,
    facts,
    front_matter,
    heading,
    in_language,
    link,
    linked,
    said,
    source,
    table,
)
from .outline import english_link
from .words import LANGUAGE_NAMES, word

Programmes = Mapping[str, Programme]
Record = TypeVar("Record", Partner, PolicyField)


def partner_pages(programmes: Programmes) -> dict[str, str]:
    """One page a partner and their index, by the name of the document."""
    partners = _latest(one for programme in programmes.values() for one in programme.partners)
    pages = {f"partners/{one.id}": _partner(one, partners, programmes) for one in partners.values()}
    ordered = sorted(partners.values(), key=lambda one: f"{one.name:en}".casefold())
    rows = (
        [linked(one.name, "en", f"{one.id}.md"), word(one.kind, "en")]
        + [
            str(len([*_acts(one, programme), *_named(one, programme)]))
            for programme in programmes.values()
        ]
        for one in ordered
    )
    head = ["Partner", "Kind", *(f"Actions {id}" for id in programmes)]
    summary = (
        "Who acts in the programmes or is named by them, and the larger ones to which they belong. "
        "The page of each has its names, its codes and its actions."
    )
    return pages | {
        "partners/index": _index(
            "Partners", summary, table(head, rows), [one.id for one in ordered]
        )
    }


def field_pages(programmes: Programmes) -> dict[str, str]:
    """One page a policy field and their index, by the name of the document."""
    fields = _latest(one for programme in programmes.values() for one in programme.fields)
    pages = {f"fields/{one.id}": _field(one, programmes) for one in fields.values()}
    rows = (
        [linked(one.label, "en", f"{one.id}.md")]
        + [str(len(_about(one, programme))) for programme in programmes.values()]
        for one in fields.values()
    )
    head = ["Policy field", *(f"Actions {id}" for id in programmes)]
    summary = (
        "The subjects that all programmes share. Which actions belong to a field is our judgement."
    )
    return pages | {"fields/index": _index("Policy fields", summary, table(head, rows), fields)}


def _latest(records: Iterable[Record]) -> dict[str, Record]:
    """The records by id, each as the latest programme has it."""
    return {record.id: record for record in records}


def _index(title: str, summary: str, content: str, ids: Iterable[str]) -> str:
    tree = "\n".join(["```{toctree}", ":hidden:", "", *ids, "```"])
    return "\n\n".join([heading(1, title), summary, content, tree]) + "\n"


def _partner(partner: Partner, partners: Mapping[str, Partner], programmes: Programmes) -> str:
    members = (one for one in partners.values() if partner.id in one.parents)
    parents = (partners[id] for id in partner.parents)
    kind = word(partner.kind, "en")
    values = {
        "Kind": kind,
        "Belongs to": ", ".join(linked(one.name, "en", f"{one.id}.md") for one in parents),
        "Has": ", ".join(linked(one.name, "en", f"{one.id}.md") for one in members),
        "Abbreviations": escaped(", ".join(partner.abbreviations)),
        "ISO 3166-1": partner.iso_3166_1,
        "ISO 3166-2": partner.iso_3166_2 and escaped(partner.iso_3166_2),
        "NUTS": partner.nuts,
        "UN/LOCODE": partner.un_locode,
        "Wikidata": partner.wikidata
        and link(partner.wikidata, f"https://www.wikidata.org/wiki/{partner.wikidata}"),
        "EU authority table": partner.eu_authority and f"<{partner.eu_authority}>",
        "EuroVoc": partner.eurovoc and _eurovoc(partner.eurovoc),
        "Website": partner.homepage and f"<{partner.homepage}>",
        "Note": partner.note and said(partner.note, "en"),
        "Id": f"`{partner.id}`",
        "Sources": "; ".join(map(source, partner.sources)),
    }
    told = f"{partner.name:en} ({kind}) in the joint work programmes: names, codes and actions."
    blocks = [
        front_matter(told),
        heading(1, said(partner.name, "en"), None, "data"),
        _names(partner.name),
        facts(values.items()),
    ]
    for programme in programmes.values():
        groups = {"Acts in": _acts(partner, programme), "Named in": _named(partner, programme)}
        blocks += _programme(programme, groups)
        blocks += _paragraphs(partner, programme)
    return "\n\n".join(blocks) + "\n"


def _field(field: PolicyField, programmes: Programmes) -> str:
    blocks = [
        front_matter(f"The promises about {field.label:en} in the joint work programmes."),
        heading(1, said(field.label, "en"), None, "data"),
        _names(field.label),
        facts((("EuroVoc", ", ".join(map(_eurovoc, field.eurovoc))), ("Id", f"`{field.id}`"))),
        "The labels are ours, and so is the judgement which actions belong to the field.",
    ]
    for programme in programmes.values():
        blocks += _programme(programme, {"Actions": _about(field, programme)})
    return "\n\n".join(blocks) + "\n"


def _names(name: Text) -> str:
    """The names in all languages, and which of them are official."""
    return table(
        ["Language", "Name", "Wording"],
        (
            [
                in_language(LANGUAGE_NAMES[one], one),
                in_language(f"{name:{one}}", one),
                word("official wording" if one in name.official else "our translation", "en"),
            ]
            for one in name.languages
        ),
    )


def _programme(programme: Programme, groups: Mapping[str, Iterable[Action]]) -> Iterator[str]:
    """The actions in one programme, under what they have to do with the record."""
    blocks: list[str] = []
    for title, actions in groups.items():
        items = [f"{english_link(one, '../')} ({one.commitment})" for one in actions]
        if items:
            blocks += [heading(3, title), bullets(items)]
    yield heading(2, link(f"Programme {programme.id}", f"../{programme.id}.en.md"))
    yield from blocks or ["No action."]


def _paragraphs(partner: Partner, programme: Programme) -> Iterator[str]:
    """Where the programme prints the name, be it with an action or not."""
    for one in programme.partners:
        if one.id == partner.id and one.citations:
            places = ", ".join(str(citation) for citation in one.citations)
            yield f"Printed in the paragraphs {escaped(places)}."


def _acts(partner: Partner, programme: Programme) -> list[Action]:
    return [action for action in programme.actions if partner.id in action.actors]


def _named(partner: Partner, programme: Programme) -> list[Action]:
    return [action for action in programme.actions if partner.id in action.partners]


def _about(field: PolicyField, programme: Programme) -> list[Action]:
    return [action for action in programme.actions if field.id in action.fields]


def _eurovoc(concept: str) -> str:
    return link(concept, f"http://eurovoc.europa.eu/{concept}")
