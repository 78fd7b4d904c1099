"""Assemble the document of a programme from the files of a folder.

The folder contains `programme.yaml` and one file per pillar, whose name begins with a digit. There,
or in the folder above, are the registries `partners.yaml`, `references.yaml` and `fields.yaml`;
the document gets the records to which it refers. `mentions.yaml` lists the paragraphs that name a
partner or a reference; `fingerprints.yaml` lists the paragraphs, and `pages` in `programme.yaml`
the page on which each section begins. `keywords.yaml` lists words for what a paragraph says beside
its promises, and `outcomes.yaml` what became of the actions. Names may end in `.yml` too.

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
    parse_canonical_scalar,
)

_PARAGRAPH_PARTS = {"fingerprints", "keywords"}


def assemble_document(files: Mapping[str, Any]) -> Any:
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
    addresses = {
        name: _require_mapping_or_missing(files, name) for name in ("mentions", *_PARAGRAPH_PARTS)
    }
    if _PARAGRAPH_PARTS & parts.keys():
        fingerprints, keywords = addresses["fingerprints"], addresses["keywords"]
        for address in keywords:
            if fingerprints and address not in fingerprints:
                location = find_location(keywords, (address,), UNKNOWN_LOCATION)
                message = f"{address!r} is not one of the paragraphs of fingerprints"
                raise build_error("bad-citation", message, location)
        document["paragraphs"] = list(_build_paragraph_records(fingerprints, keywords, pages))
    if "outcomes" in parts:
        document["outcomes"] = parts["outcomes"]
    mentions = addresses["mentions"]
    named: dict[str, set[str]] = defaultdict(set)
    _collect_listed_strings(document, named)
    named["partners"] |= named["actors"]
    named["partners"].add(str(_as_mapping(document.get("publication")).get("publisher")))
    for name in ("partners", "references", "fields"):
        if name in parts:
            citations = _as_mapping(mentions.get(name))
            document[name] = _select_named_records_and_parents(parts[name], named[name], citations)
    return document


def _select_named_records_and_parents(
    registry: Any, ids: set[str], citations: dict[str, Any]
) -> list[Any]:
    """Return the records with these ids or with citations, and those to which they belong."""
    records = [each for each in _as_list(registry) if isinstance(_as_mapping(each).get("id"), str)]
    parents = {each["id"]: _list_strings(each.get("parents")) for each in records}
    ids = find_reachable_ids(parents, ids | citations.keys())
    selected = [copy(each) for each in records if each["id"] in ids]
    for record in selected:
        if record["id"] in citations:
            record["citations"] = citations[record["id"]]
    return selected


def _build_paragraph_records(
    fingerprints: dict[str, Any], keywords: dict[str, Any], pages_by_section: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for address in fingerprints | keywords:
        section, _, number = address.partition("/")
        yield {
            "section": section,
            "paragraph": parse_canonical_scalar(number),
            "page": pages_by_section.get(section),
            "fingerprint": fingerprints.get(address),
            "keywords": keywords.get(address),
        }


def _collect_listed_strings(value: Any, found: dict[str, set[str]], key: str = "") -> None:
    """Collect the strings in the lists of a document by the keys of the lists."""
    found[key].update(_list_strings(value))
    for name, child in (*_as_mapping(value).items(), *((key, item) for item in _as_list(value))):
        if isinstance(child, (dict, list)):
            _collect_listed_strings(child, found, name)


def _refuse_duplicate_parts(document: dict[str, Any], names: Iterable[str]) -> None:
    """Refuse a part of the main file that a file of its own contains too."""
    keys = {"pillars" if name[0].isdigit() else name for name in names}
    if _PARAGRAPH_PARTS & keys:
        keys.add("paragraphs")
    for key in keys & document.keys():
        location = find_location(document, (key,), UNKNOWN_LOCATION)
        raise build_error("repeated-key", f"{key!r} here and in a file of its own", location)


def _require_mapping_or_missing(files: Mapping[str, JsonValue], part: str) -> dict[str, Any]:
    """Return the part in the file of this name, or an empty mapping; refuse another type."""
    for name, value in files.items():
        if PurePath(name).stem == part and value is not None:
            if not isinstance(value, dict):
                location = find_location(value, (), (name, 1, 1))
                raise build_error("wrong-type", "not a mapping, which belongs here", location)
            return value
    return {}


def _as_mapping(value: JsonValue) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _as_list(value: JsonValue) -> list[Any]:
    return value if isinstance(value, list) else []


def _list_strings(value: JsonValue) -> list[str]:
    return [item for item in _as_list(value) if isinstance(item, str)]
