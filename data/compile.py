"""Compile the YAML files of this folder to the JSON files that the library loads.

python data/compile.py           write them
python data/compile.py --check   fail if they are not what the YAML files say
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


def main(arguments: list[str] | None = None) -> int:
    """Compile, or check; returns the exit status."""
    parser = argparse.ArgumentParser(description="Compile the data.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    check = parser.parse_args(arguments).check
    try:
        files = compiled()
    except (InvalidDataError, InvalidValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return differences(files) if check else write(files)


def compiled() -> dict[str, str]:
    """The text of every compiled file, by its path under `COMPILED`."""
    files = {}
    index: dict[str, Any] = {}
    earlier = (
        json.loads(content("index.json"))["programmes"]
        if (COMPILED / "index.json").exists()
        else {}
    )
    for folder in sorted(path.parent for path in AUTHORED.glob("*/programme.yaml")):
        programme = read(folder)
        check_accounts(programme)
        file = f"{programme.id}/{programme.revision}.json"
        files[file] = to_json(programme)
        checksum = hashlib.sha256(files[file].encode()).hexdigest()
        revisions = {}
        for number, entry in earlier.get(programme.id, {}).get("revisions", {}).items():
            if int(number) < programme.revision:  # it stays as it was published
                files[entry["file"]] = content(entry["file"])
                revisions[number] = entry
        revisions[str(programme.revision)] = {"file": file, "sha256": checksum}
        index[programme.id] = {
            "start": programme.period.start.isoformat(),
            "end": programme.period.end.isoformat(),
            "revisions": revisions,
        }
    stopwords = yaml.safe_load((AUTHORED / "stopwords.yaml").read_text(encoding="utf-8"))
    files["stopwords.json"] = json.dumps(stopwords, indent=1) + "\n"
    files["index.json"] = json.dumps({"programmes": index}, indent=1) + "\n"
    return files


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


def content(name: str) -> str:
    """The text of a compiled file as it is now."""
    return (COMPILED / name).read_bytes().decode()


if __name__ == "__main__":
    raise SystemExit(main())
