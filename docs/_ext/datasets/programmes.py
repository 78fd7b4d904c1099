"""The page of one programme in one language."""

from collections.abc import Iterable, Iterator, Mapping

import benelux_programme as bp
from benelux_programme import LANGUAGES, Language, Partner, Programme, Reference, Text

from .bundled import revisions
from .markdown import (
    bullets,
    escaped,
    facts,
    file_link,
    front_matter,
    heading,
    link,
    linked,
    said,
    source,
    table,
)
from .outline import Outline, place, wording
from .words import LANGUAGE_NAMES, counts, description, word


def page(programme: Programme, language: Language, programmes: Mapping[str, Programme]) -> str:
    """The page of a programme in a language, as Markdown.

    Args:
        programme: The programme.
        language: The language of titles, summaries and everything else.
        programmes: All programmes by id, for the links between them.
    """
    blocks = (
        *_head(programme, language),
        *Outline(programme, language, programmes).blocks(),
        *_mission(programme, language),
        *_partners(programme, language),
        *_fields(programme, language),
        *_references(programme, language),
        *_provenance(programme, language),
        *_context(programme, language),
        *_revisions(programme, language),
        *_use(programme, language),
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def _head(programme: Programme, language: Language) -> Iterator[str]:
    yield front_matter(description(programme, language), tocdepth=3)
    yield heading(1, said(programme.title, language), None, "data", f"language-{language}")
    if programme.subtitle is not None:
        yield f"*{said(programme.subtitle, language)}*"
    yield " · ".join(
        LANGUAGE_NAMES[one]
        if one == language
        else link(LANGUAGE_NAMES[one], f"{programme.id}.{one}.md", one)
        for one in LANGUAGES
    )
    yield escaped(f"{word('introduction', language)} {word('unofficial', language)}")
    if language == "en":
        yield f"```{{picture}} outline-{programme.id}\n```"
    yield _facts(
        language,
        {
            "period": escaped(f"{programme.period.start} / {programme.period.end}"),
            "revision": str(programme.revision),
            "content": escaped(counts(programme, language)),
            "pillar term": _said(programme.pillar_term, language),
            "theme term": _said(programme.theme_term, language),
            "also called": "; ".join(
                said(one.text, language) for one in programme.alternative_titles
            ),
            "id": f"`{programme.id}`",
        },
    )


def _mission(programme: Programme, language: Language) -> Iterator[str]:
    values = ", ".join(said(one, language) for one in programme.values)
    if programme.mission is None and programme.vision is None and not values:
        return
    yield heading(2, word("mission and vision", language), "page-mission")
    yield escaped(word("our words", language))
    yield _facts(
        language,
        {
            "mission": _said(programme.mission, language),
            "vision": _said(programme.vision, language),
            "values": values,
        },
    )


def _partners(programme: Programme, language: Language) -> Iterator[str]:
    yield heading(2, word("partners", language), "page-partners")
    acts = programme.actions.count_by("actor")
    named = programme.actions.count_by("partner")
    yield table(
        [word(key, language) for key in ("partner", "kind", "acts in", "named in", "wording")],
        (
            [
                linked(one.name, language, f"partners/{one.id}.md"),
                word(one.kind, language),
                str(acts.get(one.id, 0)),
                str(named.get(one.id, 0)),
                _status(one, language),
            ]
            for one in programme.partners
        ),
    )


def _status(partner: Partner, language: Language) -> str:
    official = language in partner.name.official
    return word("official wording" if official else "our translation", language)


def _fields(programme: Programme, language: Language) -> Iterator[str]:
    yield heading(2, word("policy fields", language), "page-fields")
    count = programme.actions.count_by("field")
    yield table(
        [word("policy field", language), word("actions", language)],
        (
            [linked(one.label, language, f"fields/{one.id}.md"), str(count.get(one.id, 0))]
            for one in programme.fields
        ),
    )


def _references(programme: Programme, language: Language) -> Iterator[str]:
    yield heading(2, word("references", language), "page-references")
    for one in programme.references:
        yield heading(3, said(one.short_title or one.title, language), f"reference-{one.id}")
        yield wording(one.title, language) if one.title.official else ""
        yield _facts(language, _reference(one, language))


def _reference(reference: Reference, language: Language) -> dict[str, str | None]:
    numbers = (reference.celex, reference.treaty_series, reference.document)
    return {
        "kind": word(reference.kind, language),
        "title": said(reference.title, language) if reference.short_title else None,
        "abbreviations": escaped(", ".join(reference.abbreviations)),
        "signed": _date(reference.signed),
        "adopted": _date(reference.adopted),
        "presented": _date(reference.presented),
        "published": _date(reference.published),
        "in force": _date(reference.in_force),
        "number": escaped("; ".join(filter(None, numbers))),
        "text": ", ".join(f"<{one}>" for one in (reference.eli, reference.url) if one),
        "note": _said(reference.note, language),
        "sources": _sources(reference.sources),
    }


def _provenance(programme: Programme, language: Language) -> Iterator[str]:
    publication = programme.publication
    if publication is None:
        return
    yield heading(2, word("provenance", language), "page-provenance")
    publisher = publication.publisher and programme.partner(publication.publisher)
    yield _facts(
        language,
        {
            "title": said(publication.title, language),
            "kind": word(publication.kind, language),
            "edition read": ", ".join(LANGUAGE_NAMES[one] for one in publication.languages),
            "publisher": publisher
            and linked(publisher.name, language, f"partners/{publisher.id}.md"),
            "responsible": publication.responsible and escaped(publication.responsible),
            "adopted": _date(publication.adopted),
            "presented": _date(publication.presented),
            "published": _date(publication.published),
            "rights": _said(publication.rights, language),
            "note": _said(publication.note, language),
            "sources": _sources(publication.sources),
        },
    )


def _context(programme: Programme, language: Language) -> Iterator[str]:
    if programme.context:
        yield heading(2, word("context", language), "page-context")
        yield bullets(
            f"{place(one.citation, language)}: {said(one.reason, language)}"
            for one in programme.context
        )


def _revisions(programme: Programme, language: Language) -> Iterator[str]:
    yield heading(2, word("revisions", language), "page-revisions")
    yield table(
        [word("revision", language), word("file", language), "SHA-256"],
        (
            [
                str(one.number),
                file_link("JSON", one.path),
                f"`{one.sha256}`",
            ]
            for one in revisions(programme.id)
        ),
    )
    changelog = link(word("changelog", language), "../changelog.md")
    yield f"{word('changes', language)} {changelog}."


def _use(programme: Programme, language: Language) -> Iterator[str]:
    yield heading(2, word("cite", language), "page-cite")
    revision = f"{word('revision', language)} {programme.revision}"
    yield escaped(
        f"benelux-programme authors. {programme.title.in_(language, 'en')}, {revision}. "
        f"benelux-programme {bp.__version__}. CC BY 4.0."
    )
    yield heading(2, word("licence", language), "page-licence")
    yield escaped(word("licences", language))


def _facts(language: Language, values: Mapping[str, str | None]) -> str:
    return facts((word(key, language), value) for key, value in values.items())


def _said(text: Text | None, language: Language) -> str | None:
    return text and said(text, language)


def _date(written: str | None) -> str | None:
    return written and escaped(written)


def _sources(sources: Iterable[str]) -> str:
    return "; ".join(map(source, sources))
