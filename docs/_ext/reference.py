"""Directives that generate parts of the pages from the library itself."""

import ast
import contextlib
import io
import os
import re
import tomllib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from unittest import mock

from datasets.markdown import escape, format_heading, format_table, mark_language
from datasets.words import LANGUAGE_NAMES, TERMS
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import benelux_programme as bp
from benelux_programme import _cli as cli
from benelux_programme import json_schema
from benelux_programme._model.characters import INVISIBLE_CHARACTERS
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import (
    FieldKind,
    FieldSpec,
    get_field_specs,
    get_field_specs_and_extends_key,
)

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


class CommandHelp(SphinxDirective):
    """The help of a command."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return what the command, or the program, prints with `--help`."""
        output = io.StringIO()
        environment = {"COLUMNS": "88", "NO_COLOR": "1"}
        with (
            mock.patch.dict(os.environ, environment),
            contextlib.redirect_stdout(output),
        ):
            cli.main([*self.arguments, "--help"])
        return [nodes.literal_block(output.getvalue(), output.getvalue(), language="text")]


class GeneratedMarkdown(SphinxDirective):
    """A part of a page, generated as Markdown."""

    def blocks(self) -> Iterator[str]:
        """Yield the blocks of Markdown."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Parse the blocks."""
        text = "\n\n".join(self.blocks())
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class ProblemCodes(GeneratedMarkdown):
    """The problems that reading a programme can report."""

    def blocks(self) -> Iterator[str]:
        """Yield each problem code with its anchor and an example."""
        for one in bp.PROBLEM_CODES:
            yield format_heading(2, f"`{one.code}`", f"problem-{one.code}")
            yield escape_prose(one.meaning)
            yield f"```yaml\n{one.example}\n```"


class ChangeRules(GeneratedMarkdown):
    """The rules that give a change its severity."""

    def blocks(self) -> Iterator[str]:
        """Yield a table with a row for each rule."""
        yield format_table(
            ["Rule", "Applies to", "What happened", "Severity"],
            (
                [
                    f"`{rule.id}`",
                    ", ".join(rule.kinds),
                    escape_prose(rule.description),
                    rule.severity.value,
                ]
                for rule in bp.RULES
            ),
        )


class FileFormat(GeneratedMarkdown):
    """The file format of each class."""

    def blocks(self) -> Iterator[str]:
        """Yield each class with a table of its keys."""
        definitions = json_schema()["$defs"]
        for cls in find_record_classes(Programme):
            known = definitions[cls.__name__]
            yield format_heading(2, f"`{cls.__name__}`", f"file-{cls.__name__.lower()}")
            yield escape_prose(known["description"])
            yield format_table(
                ["Key", "Value", "Needed", "Meaning"],
                (
                    [
                        f"`{one.name}`",
                        describe_value(one),
                        "yes" if one.required else "",
                        escape_prose(known["properties"][one.name]["description"]),
                    ]
                    for one in get_field_specs_and_extends_key(cls)
                ),
            )


class InvisibleCharacterTable(GeneratedMarkdown):
    """The characters that nobody sees, and what becomes of them."""

    def blocks(self) -> Iterator[str]:
        """Yield a table with a row for each class of characters."""
        yield format_table(
            ["Characters", "Code points", "In a text that is read"],
            (
                [escape_prose(name), format_code_points(pattern), treatment.value]
                for treatment, patterns in INVISIBLE_CHARACTERS.items()
                for name, pattern in patterns.items()
            ),
        )


class GlossaryTable(GeneratedMarkdown):
    """The terms in four languages."""

    def blocks(self) -> Iterator[str]:
        """Yield a table with a row for each term."""
        yield format_table(
            [LANGUAGE_NAMES["en"], *(LANGUAGE_NAMES[one] for one in ("fr", "nl", "de"))],
            (
                [
                    escape(term.in_("en") or ""),
                    *(mark_language(f"{term:{one}}", one) for one in ("fr", "nl", "de")),
                ]
                for term in TERMS
            ),
        )


class PackageTable(GeneratedMarkdown):
    """The packages and modules of the library in the order in which they may be imported."""

    def blocks(self) -> Iterator[str]:
        """Yield a table with a row for each package, numbered by its layer from the top."""
        yield format_table(
            ["Layer", "Package or module", "Purpose"],
            (
                [str(number), f"`{name}`", escape_prose(read_purpose(name))]
                for number, layer in enumerate(read_layers(), start=1)
                for name in layer
            ),
        )


def read_layers() -> list[list[str]]:
    """Return the layers of the library from top to bottom, as `pyproject.toml` states them."""
    settings = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    return [
        layer.split(" | ")
        for contract in settings["contracts"]
        if contract.get("containers") == ["benelux_programme"]
        for layer in contract["layers"]
    ]


def read_purpose(name: str) -> str:
    """Return the first sentence of the docstring of a module or package."""
    package = Path(bp.__file__).parent
    file = package / name / "__init__.py"
    source = (file if file.exists() else package / f"{name}.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def find_record_classes(root: type) -> Iterator[type]:
    """Return the classes of the records in a file, breadth first, each once."""
    classes: dict[type, None] = {}
    queue = [root]
    while queue:
        cls = queue.pop(0)
        if cls not in classes:
            classes[cls] = None
            queue += [spec.cls for spec in get_field_specs(cls) if spec.kind is FieldKind.RECORD]
    return iter(classes)


def format_code_points(pattern: str) -> str:
    """Return the code points and ranges of a character class."""
    found = re.findall("(.)(?:-(.))?", pattern, re.DOTALL)
    return ", ".join(" to ".join(f"U+{ord(end):04X}" for end in ends if end) for ends in found)


def escape_prose(text: str) -> str:
    """Escape a text of the library for Markdown, except what is in backquotes."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(one if one.startswith("`") else escape(one) for one in parts)


def describe_value(spec: FieldSpec) -> str:
    """Return what a file may contain as the value of a field."""
    if spec.kind is FieldKind.RECORD:
        name = spec.cls.__name__
        value = f"[`{name}`](#file-{name.lower()})"
        value += " or a string, in English" if spec.may_be_string else ""
    elif issubclass(spec.cls, Enum):
        value = ", ".join(f"`{choice.value}`" for choice in spec.cls)
    else:
        value = escape(spec.kind.value)
    return f"list of: {value}" if spec.many else value


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("change-rules", ChangeRules)
    app.add_directive("command-help", CommandHelp)
    app.add_directive("file-format", FileFormat)
    app.add_directive("glossary-table", GlossaryTable)
    app.add_directive("invisible-character-table", InvisibleCharacterTable)
    app.add_directive("package-table", PackageTable)
    app.add_directive("problem-codes", ProblemCodes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
