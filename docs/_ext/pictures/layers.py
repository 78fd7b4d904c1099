"""The modules in the order in which they may import each other, as the linter enforces it."""

import ast
import tomllib
from pathlib import Path
from xml.etree.ElementTree import Element

import benelux_programme as bp

from .canvas import WIDTH, Picture, height_of, rect, text, wrapped

__all__ = ["layers"]

NAME = 150
"""The width of the column of names."""
SMALL = 12
PADDING = 5
GAP = 4

PROJECT = Path(__file__).parents[3] / "pyproject.toml"
SOURCE = Path(bp.__file__).parent


def layers() -> Picture:
    """The layers from top to bottom, each module with what it is for."""
    shapes: list[Element] = []
    top = 0.0
    contract = _contract()
    for place, modules in enumerate(contract):
        drawn, bottom = _band(modules, top, f"c{place % 2 + 1}")
        shapes += drawn
        top = bottom + GAP
    rows = tuple((name, purpose(name)) for modules in contract for name in modules)
    return Picture(
        title="The modules, each above those it may import from",
        description=(
            f"A list of {len(rows)} modules in {len(contract)} bands from top to bottom. A module "
            "imports only from bands below its own."
        ),
        height=top,
        shapes=tuple(shapes),
        head=("Module", "What it is for"),
        rows=rows,
    )


def purpose(module: str) -> str:
    """The first sentence of the documentation of a module or package."""
    file = SOURCE / f"{module}.py"
    file = file if file.exists() else SOURCE / module / "__init__.py"
    told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    sentence = " ".join(told.partition("\n\n")[0].split())
    inside = "; ".join(", ".join(layer) for layer in _contract(module))
    return f"{sentence} From top to bottom: {inside}." if inside else sentence


def _contract(package: str | None = None) -> list[list[str]]:
    """The layers of the library, or those in one of its packages if they are stated."""
    settings = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    container = ".".join(filter(None, ("benelux_programme", package)))
    return [
        layer.split(" | ")
        for contract in settings["contracts"]
        if contract.get("containers") == [container]
        for layer in contract["layers"]
    ]


def _band(modules: list[str], top: float, colour: str) -> tuple[list[Element], float]:
    """The modules that do not import each other, and where they end."""
    shapes: list[Element] = []
    y = top + PADDING
    for name in modules:
        lines = wrapped(purpose(name), WIDTH - NAME - 24, SMALL)
        high = height_of(lines, SMALL) + PADDING
        shapes += [
            text(12, y + high / 2, [name], kind="strong", size=SMALL),
            text(12 + NAME, y + high / 2, lines, size=SMALL),
        ]
        y += high
    bottom = y + PADDING
    return [rect(0, top, WIDTH, bottom - top, f"{colour} box"), *shapes], bottom
