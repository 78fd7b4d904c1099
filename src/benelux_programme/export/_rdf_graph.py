"""Drawing an RDF graph: addresses, texts, labels. Only what draws imports rdflib."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from rdflib import DC, DCTERMS, FOAF, ORG, OWL, SDO, SKOS, Graph, Literal, URIRef

from benelux_programme._model.text import LANGUAGES, Terms, Text
from benelux_programme._serialization.source_map import Json

_PREFIXES: Final = {
    "dc": str(DC),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "org": str(ORG),
    "owl": str(OWL),
    "schema": str(SDO),
    "skos": str(SKOS),
}


class Drawing:
    """A graph to which things are added."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._graph = Graph(bind_namespaces="none")
        for prefix, namespace in _PREFIXES.items():
            self._graph.bind(prefix, namespace)

    def iri(self, *path: str) -> URIRef:
        """The address of one of our resources, whose kind is the first part of the path."""
        return URIRef(self._base + "/".join(path))

    def knows(self, subject: URIRef) -> bool:
        """Whether something was said of it."""
        return (subject, None, None) in self._graph

    def add(self, subject: URIRef, predicate: URIRef, value: URIRef | str | None) -> None:
        """Say something of a resource: another resource, a string, or nothing if it is None."""
        if value is not None:
            node = value if isinstance(value, URIRef) else Literal(value)
            self._graph.add((subject, predicate, node))

    def link(self, subject: URIRef, predicate: URIRef, address: str | None) -> None:
        """Say what is at an address on the web, if there is one."""
        if address is not None:
            legal = re.sub(r"[^\x21-\x7e\xa1-\U0010ffff]|[<>\"{}|\\^`]", _quoted, address)
            self.add(subject, predicate, URIRef(legal))

    def texts(self, subject: URIRef, predicate: URIRef, text: Text | None) -> None:
        """Say a text in all its languages, if there is one."""
        if text is not None:
            for language in text.languages:
                wording = Literal(f"{text:{language}}", lang=language)
                self._graph.add((subject, predicate, wording))

    def labels(
        self, subject: URIRef, name: Text, others: Iterable[Text] = (), terms: Terms | None = None
    ) -> None:
        """Say what a resource is called; no two kinds of labels are the same."""
        self.texts(subject, SKOS.prefLabel, name)
        said = set(self._graph.objects(subject, SKOS.prefLabel))
        for other in others:
            for language in other.languages:
                self._label(subject, SKOS.altLabel, f"{other:{language}}", language, said)
        for language in LANGUAGES:
            for term in getattr(terms, language, ()):
                self._label(subject, SKOS.hiddenLabel, term, language, said)

    def _label(
        self, subject: URIRef, predicate: URIRef, text: str, language: str, said: set[Any]
    ) -> None:
        label = Literal(text, lang=language)
        if label not in said:
            said.add(label)
            self._graph.add((subject, predicate, label))

    def turtle(self) -> str:
        """The graph in Turtle."""
        return self._graph.serialize(format="turtle")

    def json_ld(self) -> str:
        """The graph in JSON-LD, the same on every machine."""
        text = self._graph.serialize(format="json-ld", context=_PREFIXES)
        return json.dumps(_sorted(json.loads(text)), ensure_ascii=False, indent=1) + "\n"


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0])


def _sorted(value: Json) -> Json:
    """The value with all mappings and lists, which are sets in JSON-LD, in alphabetical order."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=json.dumps)
    return value
