"""Programmes as one document in a format that another module writes."""

import re
from collections.abc import Iterable
from typing import Final, Literal
from urllib.parse import urlsplit

from benelux_programme import render
from benelux_programme._conversion.values import to_json
from benelux_programme._model.characters import is_normalized_visible_text
from benelux_programme._model.text import Language
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError, MissingExtraError

_IRI_CHARACTER: Final = (
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@\xa1-\ud7ff\uf900-\ufffd\U00010000-\U000efffd-]|%[0-9A-Fa-f]{2})"
)
_BASE_IRI: Final = re.compile(
    rf"(?:file://(?=/)|[a-z][a-z0-9+.-]*://(?:\[[0-9a-f:.]+\](?::[0-9]+)?"
    rf"|(?![.:@]|[^/#]*\.\.){_IRI_CHARACTER}+))"
    rf"(?:[/#]|/(?:{_IRI_CHARACTER}|[/?])*[/#])"
    rf"|(?!(?:https?|data|javascript|vbscript):)[a-z][a-z0-9+.-]*:(?!//)(?:{_IRI_CHARACTER}|[/?])*[/#:]",
    re.IGNORECASE,
)


def json(programme: Programme) -> str:
    """Return a programme as JSON, whose schema is `benelux_programme.json_schema()`.

    It is the text of `benelux_programme.to_json`, to be written in UTF-8. It loses nothing:
    `benelux_programme.read` returns an equal programme.

    Args:
        programme: The programme.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bp.read(bp.export.json(programme)) == programme
    True
    """
    return to_json(programme)


def markdown(programme: Programme, language: Language = "en") -> str:
    r"""Return the outline of a programme in Markdown (CommonMark), to be written in UTF-8.

    Pillars and themes are headings; each action is an item with its summary and, in brackets, its
    id, its commitment and its citations. A text that does not exist in the language is replaced by
    another language with a mark such as "\[fr]". All texts are escaped: nothing in them becomes
    markup.

    It loses everything except titles, summaries, ids, commitments, citations, outcomes, mission,
    vision, values and the notes on pillars and themes; all other languages; and line breaks in
    texts.

    Args:
        programme: The programme.
        language: The language of the texts.

    Raises:
        MissingLanguageError: language is not a language of the data.

    >>> import benelux_programme as bp
    >>> text = bp.export.markdown(bp.load("2025-2028"), "nl")
    >>> print(text[text.index("### 1.2") :].partition("\n")[0])
    ### 1.2 Een coherente aanpak van migratie (`migration`)
    """
    return render.markdown(programme, language)


def skos(
    programmes: Programme | Iterable[Programme],
    *,
    base: str = "urn:benelux-programme:",
    format: Literal["turtle", "json-ld"] = "turtle",
) -> str:
    """Return programmes as SKOS concept schemes; this needs the extra `rdf`.

    A programme is a concept scheme; its pillars, themes and actions are concepts with a preferred
    label per language, broader and narrower concepts, their number (or, for actions, their id) as
    notation, and the paragraphs that print them as `dcterms:source`. Alternative titles are
    alternative labels, keywords hidden labels. Policy fields are a scheme of their own, matched to
    EuroVoc, and the subjects of actions. Predecessors are mappings: `skos:closeMatch` for one that
    an action continues or deepens, `narrowMatch` for one that it broadens, `broadMatch` for one
    that it narrows, `relatedMatch` for one that it completes. Partners are organisations (W3C ORG),
    except places and services, with `owl:sameAs` to Wikidata and `skos:exactMatch` to the authority
    tables of the European Union and EuroVoc; actors are the `schema:agent` of an action, other
    partners its `schema:mentions`. Outcomes are of class `schema:Event`, with a `schema:Role` for
    each action. The text, to be written in UTF-8, is the same on every machine.

    The graph loses the order of actions; which wordings are official; mission, vision and values;
    the reasons of predecessors and of context paragraphs; retired ids; fingerprints; dates of
    references; sources of facts, except the addresses of those of outcomes; and notes on partners,
    references and the publication.

    Args:
        programmes: The programme, or several with different ids.
        base: The start of the IRIs of all resources: an absolute IRI that ends in "/" or "#", or,
            for a name such as `urn:example:`, in ":". To publish them, use an address of your own.
        format: "turtle" or "json-ld".

    Raises:
        InvalidValueError: There is no programme, two have the same id, base is not such an IRI, or
            format is neither "turtle" nor "json-ld".
        MissingExtraError: rdflib is not installed.

    >>> import benelux_programme as bp
    >>> text = bp.export.skos(bp.load("2025-2028"), base="https://example.org/")
    >>> "<https://example.org/programme/2025-2028/security> a skos:Concept" in text
    True
    """
    listed = require_distinct_programmes(programmes, "skos")
    if not _is_base_iri(base):
        expected = "an address such as 'https://example.org/', which ends in '/', '#' or ':'"
        raise InvalidValueError("skos", "base", base, expected)
    if format not in ("turtle", "json-ld"):
        raise InvalidValueError("skos", "format", format, "'turtle' or 'json-ld'")
    try:
        from ._skos import GraphBuilder  # noqa: PLC0415  # rdflib is an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError("rdf", str(error.name)) from None
    graph = GraphBuilder(base)
    for programme in listed:
        graph.add_programme(programme)
    return graph.to_turtle() if format == "turtle" else graph.to_json_ld()


def _is_base_iri(base: str) -> bool:
    if not is_normalized_visible_text(base) or not _BASE_IRI.fullmatch(base):
        return False
    try:
        urlsplit(base).port  # noqa: B018  # it raises if the port is none
    except ValueError:
        return False
    return True


def require_distinct_programmes(
    programmes: Programme | Iterable[Programme], function_name: str
) -> tuple[Programme, ...]:
    """Return one programme or several as a tuple, if there are any and all have different ids."""
    result = (programmes,) if isinstance(programmes, Programme) else tuple(programmes)
    if not result or len({programme.id for programme in result}) < len(result):
        expected = "one or more programmes with different ids"
        raise InvalidValueError(function_name, "programmes", programmes, expected)
    return result
