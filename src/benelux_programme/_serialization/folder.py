"""One document from the files of a folder.

The folder holds `programme.yaml` and one file a pillar, whose name begins with a digit. There, or
in the folder above, are the registries `partners.yaml`, `references.yaml` and `fields.yaml`, of
which the programme gets what it names. `mentions.yaml` says which paragraphs name a partner or a
reference; `fingerprints.yaml` lists the paragraphs, and `pages` in `programme.yaml` the page on
which each section begins.

What is not of the form it should be is left as it is, for the diagnosis to find.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from .source_map import Json, SourceMap, UntypedScalar, refusal

Parsed: TypeAlias = Mapping[str, Any]
"""What each file holds, by its name."""


def assembled(parsed: Parsed, places: SourceMap) -> Any:
    """The document of a programme."""
    main: Json = parsed["programme.yaml"]
    if not isinstance(main, dict):
        return main
    document: dict[str, Any] = {key: value for key, value in main.items() if key != "pages"}
    places.copy(main, document)
    _refuse_twice(document, parsed, places)
    document.setdefault("pillars", [])
    for name, pillar in parsed.items():
        if name[0].isdigit():
            place = places.find(pillar, ()) or (name, 1, 1)
            places.put(document["pillars"], len(document["pillars"]), place)
            document["pillars"].append(pillar)
    if "fingerprints.yaml" in parsed:
        fingerprints = _mapping(parsed["fingerprints.yaml"])
        document["paragraphs"] = list(_paragraphs(fingerprints, _mapping(main.get("pages"))))
    mentions = _mapping(parsed.get("mentions.yaml"))
    actions = list(_actions(document))
    publication = _mapping(document.get("publication"))
    named: dict[str, set[Any]] = {
        "partners": {str(publication.get("publisher")), *_named(actions, "actors", "partners")},
        "references": set(_named(actions, "references")),
        "fields": set(_named(actions, "fields")),
    }
    for name, ids in named.items():
        if f"{name}.yaml" not in parsed:
            continue
        cited = _mapping(mentions.get(name))
        wanted = _with_parents(_records(parsed, name), ids | cited.keys())
        document[name] = list(_chosen(_records(parsed, name), wanted, cited, places))
    return document


def _paragraphs(fingerprints: dict[str, Any], pages: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for address, mark in fingerprints.items():
        section, _, number = address.partition("/")
        page = {"page": pages[section]} if section in pages else {}
        yield {"section": section, "paragraph": UntypedScalar(number), **page, "fingerprint": mark}


def _actions(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    holders = [document, *map(_mapping, _list(document.get("pillars")))]
    themes = [_mapping(theme) for one in holders[1:] for theme in _list(one.get("themes"))]
    for holder in holders:
        yield from map(_mapping, _list(holder.get("own_actions")))
    for theme in themes:
        yield from map(_mapping, _list(theme.get("actions")))


def _named(actions: Iterable[dict[str, Any]], *keys: str) -> Iterator[str]:
    for action in actions:
        for key in keys:
            yield from (id for id in _list(action.get(key)) if isinstance(id, str))


def _records(parsed: Parsed, name: str) -> list[Any]:
    return _list(parsed.get(f"{name}.yaml"))


def _with_parents(records: Iterable[Any], ids: set[Any]) -> set[Any]:
    """The ids, and those of the partners to which they belong, and so on."""
    parents: dict[str, list[Any]] = {}
    for record in map(_mapping, records):
        if isinstance(record.get("id"), str):
            parents[record["id"]] = _list(record.get("parents"))
    found = set(ids)
    waiting = list(ids)
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if isinstance(parent, str) and parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def _refuse_twice(document: dict[str, Any], parsed: Parsed, places: SourceMap) -> None:
    """Refuse what is in the main file and in a file of its own."""
    own = {name.removesuffix(".yaml") for name in parsed}
    if any(name[0].isdigit() for name in parsed):
        own.add("pillars")
    if "fingerprints" in own:
        own.add("paragraphs")
    for key in own & document.keys():
        place = places.find(document, (key,)) or ("programme.yaml", 1, 1)
        raise refusal("repeated-key", f"{key!r} here and in a file of its own", place)


def _chosen(
    records: Iterable[Any], ids: set[Any], mentions: dict[str, Any], places: SourceMap
) -> Iterator[Any]:
    """The records with these ids, each with the paragraphs that name it."""
    for record in records:
        id = _mapping(record).get("id")
        if isinstance(id, str) and id in ids:
            copy = {**record, "citations": mentions[id]} if id in mentions else record
            places.copy(record, copy)
            yield copy


def _mapping(value: Json) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Any]:
    return value if isinstance(value, list) else []
