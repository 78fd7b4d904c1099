"""Assemble the document of a programme from the files of a folder.

The folder contains `programme.yaml` and one file per pillar, whose name begins with a digit. There,
or in the folder above, are the registries `partners.yaml`, `references.yaml` and `fields.yaml`;
the document gets the records to which it refers. `mentions.yaml` lists the paragraphs that name a
partner or a reference; `fingerprints.yaml` lists the paragraphs, and `pages` in `programme.yaml`
the page on which each section begins. `outcomes.yaml` lists what became of the actions. Names may
end in `.yml` too.

Values of a wrong type stay as they are, for the decoder to report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from pathlib import PurePath
from typing import Any

from benelux_programme._programme.lookup import find_reachable_ids

from .documents import (
    UNKNOWN_LOCATION,
    JsonValue,
    LocatedList,
    build_error,
    find_location,
    parse_scalar,
)


def assemble_document_with_referenced_records(files: Mapping[str, Any]) -> Any:
    """Assemble the document of a programme, with the locations of its values in their files."""
    parts = {PurePath(name).stem: part for name, part in files.items()}
    main: JsonValue = parts["programme"]
    if not isinstance(main, dict):
        return main
    document = copy(main)
    pages = _as_mapping(document.pop("pages", None))
    _refuse_duplicate_parts(document, parts)
    pillars = {name: pillar for name, pillar in files.items() if name[0].isdigit()}
    if pillars:
        document["pillars"] = located = LocatedList(pillars.values())
        located.locate = lambda name: (name, 1, 1)
        located.positions = {None: next(iter(files)), **dict(enumerate(pillars))}
    if "fingerprints" in parts:
        fingerprints = _as_mapping(parts["fingerprints"])
        document["paragraphs"] = list(_build_paragraph_records(fingerprints, pages))
    if "outcomes" in parts:
        document["outcomes"] = parts["outcomes"]
    mentions = _as_mapping(parts.get("mentions"))
    listed: dict[str, set[str]] = defaultdict(set)
    _collect_listed_strings(document, listed)
    publisher = str(_as_mapping(document.get("publication")).get("publisher"))
    referenced_ids = {
        "partners": {publisher} | listed["actors"] | listed["partners"],
        "references": listed["references"],
        "fields": listed["fields"],
    }
    for name, ids in referenced_ids.items():
        if name in parts:
            registry = _as_list(parts[name])
            citations = _as_mapping(mentions.get(name))
            selected_ids = _include_ancestors(registry, ids | citations.keys())
            document[name] = list(_copy_records_with_citations(registry, selected_ids, citations))
    return document


def _build_paragraph_records(
    fingerprints: dict[str, Any], pages: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for address, fingerprint in fingerprints.items():
        section, _, number = address.partition("/")
        page = {"page": pages[section]} if section in pages else {}
        yield {
            "section": section,
            "paragraph": parse_scalar(number),
            **page,
            "fingerprint": fingerprint,
        }


def _collect_listed_strings(value: Any, found: dict[str, set[str]], key: str = "") -> None:
    """Collect the strings in the lists of a document by the keys of the lists."""
    items = _as_list(value)
    found[key].update(item for item in items if isinstance(item, str))
    for name, child in (*_as_mapping(value).items(), *((key, item) for item in items)):
        if isinstance(child, (dict, list)):
            _collect_listed_strings(child, found, name)


def _include_ancestors(registry: Iterable[Any], ids: set[str]) -> set[str]:
    """Add the ids of the partners to which those with these ids belong, directly or not."""
    parents: dict[str, list[str]] = {}
    for record in map(_as_mapping, registry):
        if isinstance(record.get("id"), str):
            listed = _as_list(record.get("parents"))
            parents[record["id"]] = [id for id in listed if isinstance(id, str)]
    return find_reachable_ids(parents, ids)


def _refuse_duplicate_parts(document: dict[str, Any], names: Iterable[str]) -> None:
    """Refuse a part of the main file that a file of its own contains too."""
    keys = {"pillars" if name[0].isdigit() else name for name in names}
    if "fingerprints" in keys:
        keys.add("paragraphs")
    for key in keys & document.keys():
        location = find_location(document, (key,), UNKNOWN_LOCATION)
        raise build_error("repeated-key", f"{key!r} here and in a file of its own", location)


def _copy_records_with_citations(
    registry: Iterable[Any], ids: set[str], citations_by_id: dict[str, Any]
) -> Iterator[Any]:
    """Yield the records with these ids, each with the paragraphs that name it."""
    for record in registry:
        id = _as_mapping(record).get("id")
        if isinstance(id, str) and id in ids:
            cited = copy(record)
            if id in citations_by_id:
                cited["citations"] = citations_by_id[id]
            yield cited


def _as_mapping(value: JsonValue) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _as_list(value: JsonValue) -> list[Any]:
    return value if isinstance(value, list) else []
