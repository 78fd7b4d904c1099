"""Compile the YAML files of this folder to the JSON files that the library loads.

python data/compile.py           write them
python data/compile.py --check   fail if they are not what the YAML files say
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from benelux_programme import Programme
from benelux_programme.codec import decode, encode
from benelux_programme.errors import InvalidValueError

AUTHORED = Path(__file__).parent
COMPILED = AUTHORED.parent / "src" / "benelux_programme" / "_data"

Record = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Compile, or check; returns the exit status."""
    parser = argparse.ArgumentParser(description="Compile the data.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    check = parser.parse_args(arguments).check
    try:
        files = compiled()
    except InvalidValueError as error:
        print(error, file=sys.stderr)
        return 1
    return differences(files) if check else write(files)


def compiled() -> dict[str, str]:
    """The text of every compiled file, by its path under `COMPILED`."""
    files = {}
    index: Record = {}
    for folder in sorted(path.parent for path in AUTHORED.glob("*/programme.yaml")):
        programme = decode(assembled(folder))
        check_accounts(programme)
        file = f"{programme.id}/{programme.revision}.json"
        files[file] = as_json(encode(programme))
        checksum = hashlib.sha256(files[file].encode()).hexdigest()
        index[programme.id] = {
            "start": programme.period.start.isoformat(),
            "end": programme.period.end.isoformat(),
            "revisions": {str(programme.revision): {"file": file, "sha256": checksum}},
        }
    files["index.json"] = as_json({"programmes": index})
    return files


def write(files: dict[str, str]) -> int:
    """Write the compiled files."""
    for name, text in files.items():
        path = COMPILED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {len(text.encode())} bytes")
    return 0


def differences(files: dict[str, str]) -> int:
    """Name the compiled files that are not what the YAML files say; 1 if there are any."""
    there = {path.relative_to(COMPILED).as_posix() for path in COMPILED.rglob("*.json")}
    wrong = sorted(there ^ files.keys())
    wrong += [name for name in sorted(there & files.keys()) if read(name) != files[name]]
    for name in wrong:
        print(f"{name} is not what the YAML files say; run python data/compile.py", file=sys.stderr)
    return 1 if wrong else 0


def read(name: str) -> str:
    """The text of a compiled file as it is now."""
    return (COMPILED / name).read_bytes().decode()


def as_json(document: Record) -> str:
    """The document as text, the same on every machine."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def parsed(path: Path) -> Any:
    """What a YAML file holds, all scalars as strings."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def assembled(folder: Path) -> Record:
    """The document of the programme in a folder, with what it names from the registries."""
    document: Record = parsed(folder / "programme.yaml")
    document["revision"] = int(document["revision"])
    fingerprints = parsed(folder / "fingerprints.yaml")
    document["paragraphs"] = list(paragraphs(document.pop("pages", {}), fingerprints))
    document["pillars"] = [parsed(path) for path in sorted(folder.glob("[0-9]*.yaml"))]
    mentions: Record = parsed(folder / "mentions.yaml")
    actions = list(actions_of(document))
    wanted = {document["publication"].get("publisher")} | set(mentions["partners"])
    wanted |= {id for one in actions for id in (*one["actors"], *one.get("partners", ()))}
    partners = parsed(AUTHORED / "partners.yaml")
    document["partners"] = [*chosen(partners, with_parents(partners, wanted), mentions["partners"])]
    references = parsed(AUTHORED / "references.yaml")
    wanted = {id for one in actions for id in one.get("references", ())}
    wanted |= set(mentions["references"])
    document["references"] = [*chosen(references, wanted, mentions["references"])]
    fields = parsed(AUTHORED / "fields.yaml")
    wanted = {id for one in actions for id in one["fields"]}
    document["fields"] = [*chosen(fields, wanted, {})]
    return document


def paragraphs(pages: Record, fingerprints: Record) -> Iterator[Record]:
    """One record a paragraph."""
    for address, mark in fingerprints.items():
        section, _, number = address.partition("/")
        page = {"page": int(pages[section])} if section in pages else {}
        mark["length"] = int(mark["length"])
        yield {"section": section, "paragraph": int(number), **page, "fingerprint": mark}


def actions_of(document: Record) -> Iterator[Record]:
    """All actions of a document."""
    yield from document.get("own_actions", ())
    for pillar in document["pillars"]:
        yield from pillar.get("own_actions", ())
        for theme in pillar.get("themes", ()):
            yield from theme["actions"]


def with_parents(partners: Iterable[Record], ids: set[Any]) -> set[Any]:
    """The ids, and those of the partners to which they belong, and so on."""
    parents = {one["id"]: set(one.get("parents", ())) for one in partners}
    more = ids.union(*(parents.get(id, set()) for id in ids))
    return ids if more == ids else with_parents(partners, more)


def chosen(records: Iterable[Record], ids: set[Any], mentions: Record) -> Iterator[Record]:
    """The records with these ids, each with the paragraphs that name it."""
    for record in records:
        if record["id"] in ids:
            citations = mentions.get(record["id"])
            yield {**record, "citations": citations} if citations else record


def check_accounts(programme: Programme) -> None:
    """Every paragraph is cited by an action, or commits to nothing, and never both.

    Raises:
        InvalidValueError: One is neither, or both.
    """
    cited = {citation for action in programme.actions for citation in action.citations}
    context = {one.citation for one in programme.context}
    for paragraph in programme.paragraphs:
        if (paragraph in cited) == (paragraph in context):
            expected = "either cited by an action or listed as context"
            raise InvalidValueError(programme.id, "paragraphs", str(paragraph), expected)


if __name__ == "__main__":
    raise SystemExit(main())
