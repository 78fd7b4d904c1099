"""Write the oldest version of each dependency that pyproject.toml allows.

python tests/package/lowest.py FILE     requirements for pip, one per line
"""

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def lower_bound(text: str) -> str:
    """Return the requirement of exactly the lower bound.

    Raises:
        ValueError: The specifier is not a single lower bound.
    """
    requirement = Requirement(text)
    bounds = list(requirement.specifier)
    if [bound.operator for bound in bounds] != [">="]:
        raise ValueError(f"expected a lower bound and nothing else: {text}")
    requirement.specifier = SpecifierSet(f"=={bounds[0].version}")
    return str(requirement)


def main(file: str) -> None:
    """Write the requirements to a file."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    named = sum(extras, start=project["dependencies"])
    Path(file).write_text("".join(f"{lower_bound(one)}\n" for one in named), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
