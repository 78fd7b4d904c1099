"""The page of one programme in one language."""

from collections.abc import Iterable, Iterator, Mapping

import benelux_programme as bp
from benelux_programme import Language, Partner, Programme, Reference, Text
from benelux_programme._model.words import translate
from benelux_programme.render._phrases import Phrasebook

from .bundled import read_revisions
from .markdown import (
    capitalize_first,
    capitalize_text,
    escape,
    format_bullets,
    format_fact,
    format_fields,
    format_front_matter,
    format_heading,
    format_link,
    format_source,
    format_table,
    format_text,
    join_facts,
    link_file,
    link_text,
)
from .outcomes import name_page
from .outline import Outline, describe_wording, format_citation
from .words import capitalize, format_counts, format_date, format_description, link_languages


def render_page(
    programme: Programme, language: Language, programmes: Mapping[str, Programme]
) -> str:
    """Return the page of a programme in a language, as Markdown.

    Args:
        programme: The programme.
        language: The language of titles, summaries and everything else.
        programmes: All programmes by id, for the links between them.
    """
    blocks = (
        *_render_head(programme, language),
        *Outline(programme, language, programmes).render_blocks(),
        *_render_outcomes(programme, language),
        *_render_mission(programme, language),
        *_render_partners(programme, language),
        *_render_policy_fields(programme, language),
        *_render_references(programme, language),
        *_render_provenance(programme, language),
        *_render_context(programme, language),
        *_render_revisions(programme, language),
        *_render_citation_and_licence(programme, language),
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def _render_head(programme: Programme, language: Language) -> Iterator[str]:
    yield format_front_matter(format_description(programme, language), tocdepth=3)
    yield format_heading(
        1, format_text(programme.title, language), None, "data", f"language-{language}"
    )
    if programme.subtitle is not None:
        yield f"*{format_text(programme.subtitle, language)}*"
    yield link_languages(lambda one: f"{programme.id}.{one}.md", language)
    yield escape(
        f"{translate('page.introduction', language)} {translate('page.unofficial', language)}"
    )
    if language == "en":
        yield f"```{{picture}} outline-{programme.id}\n```"
    yield _render_fields(
        language,
        {
            "field.period": escape(Phrasebook(language).format_days(programme.period)),
            "field.revision": str(programme.revision),
            "page.content": escape(format_counts(programme, language)),
            "page.pillar_term": _format_optional(programme.pillar_term, language),
            "page.theme_term": _format_optional(programme.theme_term, language),
            "field.alternative_titles": join_facts(
                (format_text(one.text, language) for one in programme.alternative_titles), language
            ),
            "field.id": f"`{programme.id}`",
        },
    )


def _render_outcomes(programme: Programme, language: Language) -> Iterator[str]:
    if programme.outcomes:
        name = name_page(programme, language)
        yield format_heading(2, capitalize("field.outcomes", language), "page-outcomes")
        title = translate("page.became", language, programme=programme.id)
        as_of = _format_date(programme.outcomes_as_of, language)
        yield _render_fields(
            language,
            {
                "field.outcomes": format_link(title, f"{name}.md"),
                "field.outcomes_as_of": as_of,
            },
        )
        yield f"```{{toctree}}\n:hidden:\n\n{name}\n```"


def _render_mission(programme: Programme, language: Language) -> Iterator[str]:
    values = ", ".join(format_text(one, language) for one in programme.values)
    if programme.mission is None and programme.vision is None and not values:
        return
    yield format_heading(2, translate("page.mission_and_vision", language), "page-mission")
    yield escape(translate("page.our_words", language))
    yield _render_fields(
        language,
        {
            "field.mission": _format_optional(programme.mission, language),
            "field.vision": _format_optional(programme.vision, language),
            "field.values": values,
        },
    )


def _render_partners(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, capitalize("field.partners", language), "page-partners")
    yield _note_english(language)
    acts = programme.actions.count_by("actor")
    named = programme.actions.count_by("partner")
    yield format_table(
        [
            translate(key, language)
            for key in (
                "Subject.partner",
                "field.kind",
                "page.acts_in",
                "page.named_in",
                "page.wording",
            )
        ],
        (
            [
                link_text(capitalize_text(one.name), language, f"partners/{one.id}.md"),
                capitalize_first(f"{one.kind.label:{language}}"),
                str(acts.get(one.id, 0)),
                str(named.get(one.id, 0)),
                _describe_wording(one, language),
            ]
            for one in programme.partners
        ),
    )


def _describe_wording(partner: Partner, language: Language) -> str:
    official = language in partner.name.official
    return capitalize(f"term.{'official_wording' if official else 'our_translation'}", language)


def _render_policy_fields(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, capitalize("field.fields", language), "page-fields")
    yield _note_english(language)
    count = programme.actions.count_by("field")
    yield format_table(
        [translate("Subject.field", language), translate("field.actions", language)],
        (
            [
                link_text(capitalize_text(one.label), language, f"fields/{one.id}.md"),
                str(count.get(one.id, 0)),
            ]
            for one in programme.fields
        ),
    )


def _render_references(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, capitalize("field.references", language), "page-references")
    for one in programme.references:
        title = capitalize_text(one.short_title or one.title)
        yield format_heading(3, format_text(title, language), f"reference-{one.id}")
        yield describe_wording(one.title, language) if one.title.official else ""
        yield _render_fields(language, _list_reference_fields(one, language))


def _list_reference_fields(reference: Reference, language: Language) -> dict[str, str | None]:
    numbers = (reference.celex, reference.treaty_series, reference.document)
    return {
        "field.kind": f"{reference.kind.label:{language}}",
        "field.title": format_text(reference.title, language) if reference.short_title else None,
        "field.abbreviations": escape(", ".join(reference.abbreviations)),
        "field.signed": _format_date(reference.signed, language),
        "field.adopted": _format_date(reference.adopted, language),
        "field.presented": _format_date(reference.presented, language),
        "field.published": _format_date(reference.published, language),
        "field.in_force": _format_date(reference.in_force, language),
        "field.number": join_facts(map(escape, filter(None, numbers)), language),
        "field.text": ", ".join(f"<{one}>" for one in (reference.eli, reference.url) if one),
        "field.note": _format_optional(reference.note, language),
        "field.sources": _format_sources(reference.sources, language),
    }


def _render_provenance(programme: Programme, language: Language) -> Iterator[str]:
    publication = programme.publication
    if publication is None:
        return
    yield format_heading(2, translate("page.provenance", language), "page-provenance")
    publisher = publication.publisher and programme.partner(publication.publisher)
    yield _render_fields(
        language,
        {
            "field.title": format_text(publication.title, language),
            "field.kind": translate(f"publication.{publication.kind}", language),
            "page.edition_read": ", ".join(
                translate(f"edition.{one}", language) for one in publication.languages
            ),
            "field.publisher": publisher
            and link_text(publisher.name, language, f"partners/{publisher.id}.md"),
            "field.responsible": publication.responsible and escape(publication.responsible),
            "field.adopted": _format_date(publication.adopted, language),
            "field.presented": _format_date(publication.presented, language),
            "field.published": _format_date(publication.published, language),
            "field.rights": _format_optional(publication.rights, language),
            "field.note": _format_optional(publication.note, language),
            "field.sources": _format_sources(publication.sources, language),
        },
    )


def _render_context(programme: Programme, language: Language) -> Iterator[str]:
    if programme.context:
        yield format_heading(2, capitalize("field.context", language), "page-context")
        yield format_bullets(
            format_fact(
                format_citation(one.citation, language),
                format_text(one.reason, language),
                language,
            )
            for one in programme.context
        )


def _render_revisions(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, translate("page.revisions", language), "page-revisions")
    yield format_table(
        [translate("field.revision", language), translate("page.file", language), "SHA-256"],
        (
            [
                str(one.number),
                link_file("JSON", one.path),
                f"`{one.sha256}`",
            ]
            for one in read_revisions(programme.id)
        ),
    )
    changelog = format_link(translate("page.changelog", language), "../changelog.md")
    yield f"{translate('page.changes', language)} {changelog}."


def _render_citation_and_licence(programme: Programme, language: Language) -> Iterator[str]:
    yield format_heading(2, translate("page.cite", language), "page-cite")
    revision = f"{translate('field.revision', language)} {programme.revision}"
    yield escape(
        f"benelux-programme authors. {programme.title.in_(language, 'en')}, {revision}. "
        f"benelux-programme {bp.__version__}. CC BY 4.0."
    )
    yield format_heading(2, translate("page.licence", language), "page-licence")
    yield escape(translate("page.licences", language))


def _render_fields(language: Language, values: Mapping[str, str | None]) -> str:
    pairs = ((translate(key, language), value) for key, value in values.items())
    return format_fields(pairs, language)


def _format_optional(text: Text | None, language: Language) -> str | None:
    return text and format_text(text, language)


def _format_date(date: str | None, language: Language) -> str | None:
    return date and format_date(date, language)


def _format_sources(sources: Iterable[str], language: Language) -> str:
    return join_facts((format_source(one, language) for one in sources), language)


def _note_english(language: Language) -> str:
    return "" if language == "en" else escape(translate("page.in_english", language))
