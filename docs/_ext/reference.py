"""Parts of the reference that are made from the library itself."""

import contextlib
import io
import os
import re
from collections.abc import Iterator
from enum import Enum
from unittest import mock

from datasets.markdown import escaped, heading, in_language, table
from datasets.words import LANGUAGE_NAMES, TERMS
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import benelux_programme as bp
from benelux_programme import json_schema
from benelux_programme._cli import main as cli
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import FieldKind, FieldSpec, field_specs


class CommandHelp(SphinxDirective):
    """What a command says with `--help`."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Show the help of the command, or of all."""
        said = io.StringIO()
        plain = {"COLUMNS": "88", "NO_COLOR": "1"}
        with (
            mock.patch.dict(os.environ, plain),
            contextlib.redirect_stdout(said),
            contextlib.suppress(SystemExit),
        ):
            cli.main([*self.arguments, "--help"])
        return [nodes.literal_block(said.getvalue(), said.getvalue(), language="text")]


class FromLibrary(SphinxDirective):
    """A part of a page that is written as Markdown."""

    def blocks(self) -> Iterator[str]:
        """The blocks of Markdown."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Show them."""
        text = "\n\n".join(self.blocks())
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class ProblemCodes(FromLibrary):
    """What can be wrong with a programme."""

    def blocks(self) -> Iterator[str]:
        """Each kind of mistake with its anchor and an example."""
        for one in bp.PROBLEM_CODES:
            yield heading(2, f"`{one.code}`", f"problem-{one.code}")
            yield _prose(one.meaning)
            yield f"```yaml\n{one.example}\n```"


class ChangeRules(FromLibrary):
    """How much each kind of change matters."""

    def blocks(self) -> Iterator[str]:
        """One row a rule."""
        yield table(
            ["Rule", "What happened", "Severity", "The way back"],
            (
                [f"`{one.id}`", _prose(one.description), one.severity.value, f"`{one.mirror}`"]
                for one in bp.RULES
            ),
        )


class FileFormat(FromLibrary):
    """How each class is written in a file."""

    def blocks(self) -> Iterator[str]:
        """Each class with its keys."""
        definitions = json_schema()["$defs"]
        for cls in _written(Programme):
            known = definitions[cls.__name__]
            yield heading(2, f"`{cls.__name__}`", f"file-{cls.__name__.lower()}")
            yield _prose(known["description"])
            yield table(
                ["Key", "Value", "Needed", "Meaning"],
                (
                    [
                        f"`{one.name}`",
                        _value(one),
                        "yes" if one.required else "",
                        _prose(known["properties"][one.name]["description"]),
                    ]
                    for one in field_specs(cls)
                ),
            )


class GlossaryTable(FromLibrary):
    """What things are called in four languages."""

    def blocks(self) -> Iterator[str]:
        """One row a thing."""
        yield table(
            [LANGUAGE_NAMES["en"], *(LANGUAGE_NAMES[one] for one in ("fr", "nl", "de"))],
            (
                [
                    escaped(term.in_("en") or ""),
                    *(in_language(f"{term:{one}}", one) for one in ("fr", "nl", "de")),
                ]
                for term in TERMS.values()
            ),
        )


def _written(cls: type) -> Iterator[type]:
    """The classes of which a file is made, each once, in the order in which they are met."""
    met: dict[type, None] = {}
    waiting = [cls]
    while waiting:
        one = waiting.pop(0)
        if one not in met:
            met[one] = None
            waiting += [shape.cls for shape in field_specs(one) if shape.kind is FieldKind.RECORD]
    return iter(met)


def _prose(text: str) -> str:
    """A text of the library, in which only backquotes are mark-up."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(one if one.startswith("`") else escaped(one) for one in parts)


def _value(shape: FieldSpec) -> str:
    """What is written there."""
    if shape.kind is FieldKind.RECORD:
        name = shape.cls.__name__
        one = f"[`{name}`](#file-{name.lower()})"
    elif issubclass(shape.cls, Enum):
        one = ", ".join(f"`{choice.value}`" for choice in shape.cls)
    else:
        one = escaped(shape.kind.value)
    return f"list of: {one}" if shape.many else one


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("change-rules", ChangeRules)
    app.add_directive("command-help", CommandHelp)
    app.add_directive("file-format", FileFormat)
    app.add_directive("glossary-table", GlossaryTable)
    app.add_directive("problem-codes", ProblemCodes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
