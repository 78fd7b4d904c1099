"""Compile the YAML files of this folder to the JSON files that the library loads.

python data/compile.py                     write them
python data/compile.py --check             fail if they are not what the YAML files say
python data/compile.py publish 2025-2028   write them, and lock the current revision for ever
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from benelux_programme import Programme, read, to_json
from benelux_programme.errors import InvalidDataError, InvalidValueError

AUTHORED = Path(__file__).parent
COMPILED = AUTHORED.parent / "src" / "benelux_programme" / "_data"
LOCK = "published.json"


def main(arguments: list[str] | None = None) -> int:
    """Compile, check or publish; returns the exit status."""
    parser = argparse.ArgumentParser(description="Compile the data.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("publish", help="lock a revision").add_argument("period")
    asked = parser.parse_args(arguments)
    if asked.check and asked.command:
        parser.error("--check writes nothing, and publish does")
    try:
        programmes = authored()
        files = compiled(programmes)
        if asked.command == "publish":
            publish(programmes, asked.period)
    except (InvalidDataError, InvalidValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return differences(files) if asked.check else write(files)


def authored() -> dict[str, Programme]:
    """The programmes as the YAML files describe them, by id."""
    folders = sorted(path.parent for path in AUTHORED.glob("*/programme.yaml"))
    programmes = {folder.name: read(folder) for folder in folders}
    for programme in programmes.values():
        check_accounts(programme)
    return programmes


def compiled(programmes: dict[str, Programme]) -> dict[str, str]:
    """The text of every compiled file, by its path under `COMPILED`.

    Raises:
        InvalidValueError: A published revision has changed, or the next one does not follow it.
    """
    files: dict[str, str] = {}
    index: dict[str, Any] = {}
    for id in published().keys() - programmes.keys():
        raise InvalidValueError("data", "programmes", id, "there, though it was published")
    for programme in programmes.values():
        revisions = published().get(programme.id, {})
        last = max(revisions, default=0)
        if programme.revision not in {last, last + 1}:
            expected = f"{last + 1}, the one after the last that is published"
            raise InvalidValueError(programme.id, "revision", programme.revision, expected)
        texts = {number: content(file_of(programme.id, number)) for number in revisions}
        texts[programme.revision] = to_json(programme)
        for number, checksum in revisions.items():
            if digest(texts[number]) != checksum:
                expected = (
                    f"what was published, but missing or changed; revision {last + 1} is next"
                )
                raise InvalidValueError(programme.id, "revision", number, expected)
        if programme.revision > last > 0:
            check_succession(read(texts[last]), programme)
        files |= {file_of(programme.id, number): text for number, text in texts.items()}
        index[programme.id] = {
            "start": programme.period.start.isoformat(),
            "end": programme.period.end.isoformat(),
            "revisions": {
                str(number): {"file": file_of(programme.id, number), "sha256": digest(text)}
                for number, text in texts.items()
            },
        }
    stopwords = yaml.safe_load((AUTHORED / "stopwords.yaml").read_text(encoding="utf-8"))
    files["stopwords.json"] = json.dumps(stopwords, indent=1) + "\n"
    files["index.json"] = json.dumps({"programmes": index}, indent=1) + "\n"
    return files


def published() -> dict[str, dict[int, str]]:
    """The checksums of the published revisions, by programme and number."""
    lock = AUTHORED / LOCK
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
    locked = published()
    locked.setdefault(period, {}).setdefault(programme.revision, digest(to_json(programme)))
    text = json.dumps(locked, indent=1, sort_keys=True) + "\n"
    (AUTHORED / LOCK).write_text(text, encoding="utf-8", newline="\n")


def check_succession(before: Programme, after: Programme) -> None:
    """Every id lives on, in use or retired, and none that was retired is in use again.

    Raises:
        InvalidValueError: One does not.
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
    wrong += [name for name in sorted(there & files.keys()) if content(name) != files[name]]
    for name in wrong:
        print(f"{name} is not what the YAML files say; run python data/compile.py", file=sys.stderr)
    return 1 if wrong else 0


def file_of(period: str, revision: int) -> str:
    """The compiled file of a revision."""
    return f"{period}/{revision}.json"


def digest(text: str) -> str:
    """The checksum of a compiled file."""
    return hashlib.sha256(text.encode()).hexdigest()


def content(name: str) -> str:
    """The text of a compiled file as it is now; empty if there is none."""
    path = COMPILED / name
    return path.read_bytes().decode() if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
