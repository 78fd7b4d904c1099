"""Compile the YAML files of this folder to the JSON files that the library loads.

python data/compile.py                     write them
python data/compile.py --check             fail if they differ from what the YAML files compile to
python data/compile.py publish 2025-2028   write them, and lock the current revision for ever
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from benelux_programme import (
    LANGUAGES,
    Document,
    Language,
    Programme,
    from_dict,
    read,
    to_dict,
    to_json,
)
from benelux_programme._search.index import InvertedIndex
from benelux_programme._serialization.codec import decode_trusted
from benelux_programme.errors import InvalidDataError, InvalidValueError

SOURCE = Path(__file__).parent
OUTPUT = SOURCE.parent / "src" / "benelux_programme" / "_data"
LOCK = "published.json"


def main(arguments: list[str] | None = None) -> int:
    """Compile, check or publish, and return the exit status."""
    parser = argparse.ArgumentParser(description="Compile the data.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("publish", help="lock a revision").add_argument("period")
    options = parser.parse_args(arguments)
    if options.check and options.command:
        parser.error("--check cannot be combined with publish")
    try:
        programmes = read_programmes()
        files = compile_files(programmes)
        if options.command == "publish":
            publish(programmes, options.period)
    except (InvalidDataError, InvalidValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return report_differences(files) if options.check else write_files(files)


def read_programmes() -> dict[str, Programme]:
    """Read the programmes from the YAML files, by id, the earliest first."""
    programmes: dict[str, Programme] = {}
    for folder in sorted(path.parent for path in SOURCE.glob("*/programme.yaml")):
        programmes[folder.name] = read(folder, programmes=programmes.values())
        check_paragraphs(programmes[folder.name])
    return programmes


def compile_files(programmes: dict[str, Programme]) -> dict[str, str]:
    """Return the text of every compiled file, by its path under `OUTPUT`.

    Raises:
        InvalidValueError: A published revision has changed, or the next one does not follow it.
    """
    files: dict[str, str] = {}
    index: dict[str, Any] = {}
    for id in read_lock().keys() - programmes.keys():
        raise InvalidValueError("data", "programmes", id, "there, though it was published")
    for programme in programmes.values():
        revisions = read_lock().get(programme.id, {})
        last = max(revisions, default=0)
        if programme.revision not in {last, last + 1}:
            expected = f"{last + 1}, the one after the last that is published"
            raise InvalidValueError(programme.id, "revision", programme.revision, expected)
        texts = {number: read_compiled(file_name(programme.id, number)) for number in revisions}
        texts[programme.revision] = to_json(programme)
        for number, locked in revisions.items():
            if checksum(texts[number]) != locked:
                expected = (
                    f"what was published, but missing or changed; revision {last + 1} is next"
                )
                raise InvalidValueError(programme.id, "revision", number, expected)
        if programme.revision > last > 0:
            check_succession(decode_trusted(json.loads(texts[last])), programme)
        files |= {file_name(programme.id, number): text for number, text in texts.items()}
        index[programme.id] = {
            "start": programme.period.start.isoformat(),
            "end": programme.period.end.isoformat(),
            "revisions": {
                str(number): {"file": file_name(programme.id, number), "sha256": checksum(text)}
                for number, text in texts.items()
            },
        }
    for name in ("problem_codes", "stopwords"):
        records = yaml.safe_load((SOURCE / f"{name}.yaml").read_text(encoding="utf-8"))
        files[f"{name}.json"] = json.dumps(records, indent=1) + "\n"
    files["documents.json"] = compile_documents()
    files["words.json"] = json.dumps(flatten_words(), indent=1) + "\n"
    for language in LANGUAGES:
        files[f"lexicon.{language}.json"] = compile_lexicon(programmes.values(), language)
    files["index.json"] = json.dumps({"programmes": index}, indent=1) + "\n"
    return files


def compile_documents() -> str:
    """Return the register of documents as JSON.

    Raises:
        InvalidDataError: An entry is not a valid document.
        InvalidValueError: An id is there twice.
    """
    entries = yaml.safe_load((SOURCE / "documents.yaml").read_text(encoding="utf-8"))
    documents = {entry["id"]: from_dict(Document, entry) for entry in entries}
    if len(documents) != len(entries):
        raise InvalidValueError("Document", "id", len(documents), f"{len(entries)} different ids")
    records = [to_dict(document) for document in documents.values()]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def flatten_words() -> dict[str, Any]:
    """Return the words of all sections by section and key, such as "Commitment.firm"."""
    sections = yaml.safe_load((SOURCE / "words.yaml").read_text(encoding="utf-8"))
    return {
        f"{name}.{key}": word for name, words in sections.items() for key, word in words.items()
    }


def compile_lexicon(programmes: Iterable[Programme], language: Language) -> str:
    """Return the stems of all words of the programmes in a language, for the search."""
    stems_of_words = InvertedIndex(programmes, language, {}).stems_of_words
    return json.dumps(stems_of_words, sort_keys=True, separators=(",", ":")) + "\n"


def read_lock() -> dict[str, dict[int, str]]:
    """Return the checksums of the published revisions, by programme and number."""
    lock = SOURCE / LOCK
    locked = json.loads(lock.read_text(encoding="utf-8")) if lock.exists() else {}
    return {id: {int(number): sum for number, sum in one.items()} for id, one in locked.items()}


def publish(programmes: dict[str, Programme], period: str) -> None:
    """Lock the current revision of a programme, if it is not locked yet.

    Raises:
        InvalidValueError: There is no such programme.
    """
    if period not in programmes:
        raise InvalidValueError("publish", "period", period, f"one of {', '.join(programmes)}")
    programme = programmes[period]
    locked = read_lock()
    locked.setdefault(period, {}).setdefault(programme.revision, checksum(to_json(programme)))
    text = json.dumps(locked, indent=1, sort_keys=True) + "\n"
    (SOURCE / LOCK).write_text(text, encoding="utf-8", newline="\n")


def check_succession(before: Programme, after: Programme) -> None:
    """Check that every id is still in use or retired, and that no retired id is in use again.

    Raises:
        InvalidValueError: An id is neither, or has changed its kind, or a retired id is in use.
    """
    known = {one.id for one in before.retired}
    retired = {one.id: one.since for one in after.retired}
    for id in before:
        if id in after and type(after[id]) is not type(before[id]):
            expected = f"a {type(before[id]).__name__} for ever"
            raise InvalidValueError(after.id, id, type(after[id]).__name__, expected)
        if id not in after and id not in retired:
            expected = f"in use, or retired since revision {after.revision}"
            raise InvalidValueError(after.id, "retired", id, expected)
    for id, since in retired.items():
        if id not in known and (id not in before or since != after.revision):
            expected = f"an id of revision {before.revision}, retired since {after.revision}"
            raise InvalidValueError(after.id, "retired", id, expected)
    for one in before.retired:
        if retired.get(one.id) != one.since:
            expected = f"retired for ever, since {one.since}"
            raise InvalidValueError(after.id, "retired", one.id, expected)


def check_paragraphs(programme: Programme) -> None:
    """Check that every paragraph is either cited by an action or listed as context.

    Raises:
        InvalidValueError: A paragraph is neither, or both.
    """
    cited = {citation for action in programme.actions for citation in action.citations}
    context = {one.citation for one in programme.context}
    for paragraph in programme.paragraphs:
        if (paragraph in cited) == (paragraph in context):
            expected = "either cited by an action or listed as context"
            raise InvalidValueError(programme.id, "paragraphs", str(paragraph), expected)


def write_files(files: dict[str, str]) -> int:
    """Write the compiled files."""
    for name, text in files.items():
        path = OUTPUT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {len(text.encode())} bytes")
    return 0


def report_differences(files: dict[str, str]) -> int:
    """Print the names of compiled files that are out of date; return 1 if there are any."""
    existing = {path.relative_to(OUTPUT).as_posix() for path in OUTPUT.rglob("*.json")}
    outdated = sorted(existing ^ files.keys())
    outdated += [
        name for name in sorted(existing & files.keys()) if read_compiled(name) != files[name]
    ]
    for name in outdated:
        print(f"{name} is out of date; run python data/compile.py", file=sys.stderr)
    return 1 if outdated else 0


def file_name(period: str, revision: int) -> str:
    """Return the path of the compiled file of a revision."""
    return f"{period}/{revision}.json"


def checksum(text: str) -> str:
    """Return the SHA-256 checksum of a compiled file."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_compiled(name: str) -> str:
    """Return the present text of a compiled file, or an empty string if it does not exist."""
    path = OUTPUT / name
    return path.read_bytes().decode() if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
