"""Compute the fingerprints of the paragraphs of the publications.

    python data/fingerprint.py FOLDER

The folder contains `paragraphs.json`: for each programme a list of records with `section`,
`paragraph` and `text`. Only the fingerprints are written, not the text.
"""

import argparse
import json
from pathlib import Path

import attrs

from benelux_programme import fingerprint

SOURCE = Path(__file__).parent
HEADER = "# What tells each paragraph in a copy of the publication; made by data/fingerprint.py.\n"


def main(arguments: list[str] | None = None) -> None:
    """Write `fingerprints.yaml` for each programme."""
    parser = argparse.ArgumentParser(description="Compute the fingerprints of the paragraphs.")
    parser.add_argument("folder", type=Path, help="the folder of paragraphs.json")
    sources: Path = parser.parse_args(arguments).folder
    publications = json.loads((sources / "paragraphs.json").read_text(encoding="utf-8"))
    for period, paragraphs in publications.items():
        lines = [HEADER]
        for paragraph in paragraphs:
            values = attrs.asdict(fingerprint(paragraph["text"]))
            fields = ", ".join(f"{name}: {json.dumps(value)}" for name, value in values.items())
            lines.append(f'"{paragraph["section"]}/{paragraph["paragraph"]}": {{{fields}}}\n')
        file = SOURCE / period / "fingerprints.yaml"
        file.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
