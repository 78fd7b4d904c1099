"""The pages of partners, fields and documents, in English with the names in all languages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import benelux_programme as bp
from benelux_programme import (
    Action,
    Completeness,
    Document,
    Partner,
    PolicyField,
    Programme,
    Text,
)

from .markdown import (
    capitalize_first,
    capitalize_text,
    escape,
    format_bullets,
    format_fields,
    format_front_matter,
    format_heading,
    format_link,
    format_source,
    format_table,
    format_text,
    link_text,
    mark_language,
)
from .outline import link_node
from .words import LANGUAGE_NAMES, format_date

Programmes = Mapping[str, Programme]
Record = TypeVar("Record", Partner, PolicyField)


def render_partner_pages(programmes: Programmes) -> dict[str, str]:
    """Return a page for each partner and their index, by the name of the document."""
    partners = _index_by_id(one for programme in programmes.values() for one in programme.partners)
    pages = {
        f"partners/{one.id}": _render_partner(one, partners, programmes)
        for one in partners.values()
    }
    ordered = sorted(partners.values(), key=lambda one: f"{one.name:en}".casefold())
    rows = (
        [
            link_text(capitalize_text(one.name), "en", f"{one.id}.md"),
            capitalize_first(str(one.kind.label)),
        ]
        + [
            str(len([*_find_actions_by(one, programme), *_find_actions_naming(one, programme)]))
            for programme in programmes.values()
        ]
        for one in ordered
    )
    header = ["Partner", "Kind", *(f"Actions {id}" for id in programmes)]
    summary = (
        "Who acts in the programmes or is named by them, and the larger ones to which they belong. "
        "The page of each has its names, its codes and its actions."
    )
    return pages | {
        "partners/index": _render_index(
            "Partners", summary, format_table(header, rows), [one.id for one in ordered]
        )
    }


def render_field_pages(programmes: Programmes) -> dict[str, str]:
    """Return a page for each policy field and their index, by the name of the document."""
    fields = _index_by_id(one for programme in programmes.values() for one in programme.fields)
    pages = {f"fields/{one.id}": _render_field(one, programmes) for one in fields.values()}
    rows = (
        [link_text(capitalize_text(one.label), "en", f"{one.id}.md")]
        + [str(len(_find_actions_in(one, programme))) for programme in programmes.values()]
        for one in fields.values()
    )
    header = ["Policy field", *(f"Actions {id}" for id in programmes)]
    summary = (
        "The subjects that all programmes share. Which actions belong to a field is our judgement."
    )
    return pages | {
        "fields/index": _render_index("Policy fields", summary, format_table(header, rows), fields)
    }


_DOCUMENTS_INTRODUCTION = """\
The joint work programmes, annual plans, reports and declarations of the Benelux Union that public
pages name. Only programmes whose *actions* are known are data here; the others are listed, with
what is known of them: *headings*, a *partial outline*, or only *metadata*. A document that is
missing may exist, and a date that is missing was not found. In Python the register is
{func}`benelux_programme.documents`."""


def render_document_page() -> str:
    """Return the page of the register of documents."""
    documents = bp.documents()
    rows = (
        [
            escape(str(one.period)),
            link_text(capitalize_text(one.title), "en", f"#{one.id}"),
            capitalize_first(str(one.kind.label)),
            capitalize_first(str(one.completeness.label)),
        ]
        for one in documents
    )
    blocks = [
        format_front_matter(
            "The joint work programmes, annual plans and reports of the Benelux Union since 2009."
        ),
        format_heading(1, "Register of documents"),
        _DOCUMENTS_INTRODUCTION,
        format_table(["Years", "Document", "Kind", "What is known"], rows),
    ]
    for one in documents:
        blocks += _render_document(one)
    return "\n\n".join(blocks) + "\n"


def _render_document(document: Document) -> Iterator[str]:
    yield format_heading(2, format_text(capitalize_text(document.title), "en"), document.id, "data")
    period = str(document.period)
    titles = document.title.languages
    values = {
        "Kind": str(document.kind.label),
        "Years": escape(period),
        "Own title": ", ".join(
            mark_language(f"{document.title:{one}}", one) for one in document.title.official
        ),
        "Called": ", ".join(
            mark_language(f"{document.title:{one}}", one)
            for one in titles
            if one not in document.title.official
        ),
        "Approved": document.approved and format_date(document.approved, "en"),
        "Presented": document.presented and format_date(document.presented, "en"),
        "Published": document.published and format_date(document.published, "en"),
        "Known": str(document.completeness.label),
        "Data": format_link(f"Programme {period}", f"{period}.en.md")
        if document.completeness is Completeness.ACTIONS
        else None,
        "Headings": "; ".join(
            " / ".join(mark_language(f"{one:{language}}", language) for language in one.languages)
            for one in document.headings
        ),
        "Note": document.note and format_text(document.note, "en"),
        "Id": f"`{document.id}`",
        "Pages": "; ".join(map(format_source, document.urls)),
    }
    yield format_fields(values.items())


def _index_by_id(records: Iterable[Record]) -> dict[str, Record]:
    """Return the records by id; a later one replaces an earlier one."""
    return {record.id: record for record in records}


def _render_index(title: str, summary: str, content: str, ids: Iterable[str]) -> str:
    tree = "\n".join(["```{toctree}", ":hidden:", "", *ids, "```"])
    front_matter = format_front_matter(summary.partition(". ")[0].removesuffix(".") + ".")
    return "\n\n".join([front_matter, format_heading(1, title), summary, content, tree]) + "\n"


def _render_partner(
    partner: Partner, partners: Mapping[str, Partner], programmes: Programmes
) -> str:
    members = (one for one in partners.values() if partner.id in one.parents)
    parents = (partners[id] for id in partner.parents)
    kind = str(partner.kind.label)
    values = {
        "Kind": kind,
        "Belongs to": ", ".join(link_text(one.name, "en", f"{one.id}.md") for one in parents),
        "Has": ", ".join(link_text(one.name, "en", f"{one.id}.md") for one in members),
        "Abbreviations": escape(", ".join(partner.abbreviations)),
        "ISO 3166-1": partner.iso_3166_1,
        "ISO 3166-2": partner.iso_3166_2 and escape(partner.iso_3166_2),
        "NUTS": partner.nuts,
        "UN/LOCODE": partner.un_locode,
        "Wikidata": partner.wikidata
        and format_link(partner.wikidata, f"https://www.wikidata.org/wiki/{partner.wikidata}"),
        "EU authority table": partner.eu_authority and f"<{partner.eu_authority}>",
        "EuroVoc": partner.eurovoc and _link_eurovoc(partner.eurovoc),
        "Website": partner.homepage and f"<{partner.homepage}>",
        "Note": partner.note and format_text(partner.note, "en"),
        "Id": f"`{partner.id}`",
        "Sources": "; ".join(map(format_source, partner.sources)),
    }
    description = (
        f"{partner.name:en} ({kind}) in the joint work programmes: names, codes and actions."
    )
    blocks = [
        format_front_matter(description),
        format_heading(1, format_text(capitalize_text(partner.name), "en"), None, "data"),
        _render_names(partner.name),
        format_fields(values.items()),
    ]
    for programme in programmes.values():
        groups = {
            "Acts in": _find_actions_by(partner, programme),
            "Named in": _find_actions_naming(partner, programme),
        }
        blocks += _render_programme(programme, groups)
        blocks += _render_paragraphs(partner, programme)
    return "\n\n".join(blocks) + "\n"


def _render_field(field: PolicyField, programmes: Programmes) -> str:
    blocks = [
        format_front_matter(f"The promises about {field.label:en} in the joint work programmes."),
        format_heading(1, format_text(capitalize_text(field.label), "en"), None, "data"),
        _render_names(field.label),
        format_fields(
            (("EuroVoc", ", ".join(map(_link_eurovoc, field.eurovoc))), ("Id", f"`{field.id}`"))
        ),
        "The labels are ours, and so is the judgement which actions belong to the field.",
    ]
    for programme in programmes.values():
        blocks += _render_programme(programme, {"Actions": _find_actions_in(field, programme)})
    return "\n\n".join(blocks) + "\n"


def _render_names(name: Text) -> str:
    """Return a table of the names in all languages with their status."""
    return format_table(
        ["Language", "Name", "Wording"],
        (
            [
                mark_language(LANGUAGE_NAMES[one], one),
                mark_language(f"{name:{one}}", one),
                "Official wording" if one in name.official else "Our translation",
            ]
            for one in name.languages
        ),
    )


def _render_programme(
    programme: Programme, groups: Mapping[str, Iterable[Action]]
) -> Iterator[str]:
    """Yield the blocks with the actions of one programme, in groups with titles."""
    blocks: list[str] = []
    for title, actions in groups.items():
        items = [f"{link_node(one, '../')} ({one.commitment})" for one in actions]
        if items:
            blocks += [format_heading(3, title), format_bullets(items)]
    yield format_heading(2, format_link(f"Programme {programme.id}", f"../{programme.id}.en.md"))
    yield from blocks or ["No action."]


def _render_paragraphs(partner: Partner, programme: Programme) -> Iterator[str]:
    """Yield a sentence with the paragraphs that print the name."""
    for one in programme.partners:
        if one.id == partner.id and one.citations:
            paragraphs = [str(each) for each in one.citations if each.paragraph is not None]
            sections = [each.section for each in one.citations if each.paragraph is None]
            places = " and ".join(
                f"{noun}{'s' if len(some) > 1 else ''} {', '.join(some)}"
                for noun, some in (("paragraph", paragraphs), ("section", sections))
                if some
            )
            yield f"Printed in {escape(places)}."


def _find_actions_by(partner: Partner, programme: Programme) -> list[Action]:
    return [action for action in programme.actions if partner.id in action.actors]


def _find_actions_naming(partner: Partner, programme: Programme) -> list[Action]:
    return [action for action in programme.actions if partner.id in action.partners]


def _find_actions_in(field: PolicyField, programme: Programme) -> list[Action]:
    return [action for action in programme.actions if field.id in action.fields]


def _link_eurovoc(concept: str) -> str:
    return format_link(concept, f"http://eurovoc.europa.eu/{concept}")
