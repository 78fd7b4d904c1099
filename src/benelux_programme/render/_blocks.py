"""The blocks that everything shown consists of, until a writer makes text, Markdown or HTML."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from benelux_programme._model.text import Language
from benelux_programme._model.words import translate


class Code(NamedTuple):
    """An id, a code or the name of a field."""

    text: str


class LanguageText(NamedTuple):
    """A text of the data and its language."""

    text: str
    language: Language
    is_marked: bool = False


class Link(NamedTuple):
    text: str
    url: str


Run: TypeAlias = str | Code | LanguageText | Link
Inline: TypeAlias = tuple[Run, ...]
"""The content of one line."""

Cell: TypeAlias = Inline | int


class Heading(NamedTuple):
    """A heading, from level 1."""

    level: int
    content: Inline


class Paragraph(NamedTuple):
    content: Inline


class ListItem(NamedTuple):
    """An item of a list, and the items of a list below it."""

    content: Inline
    children: tuple[Inline, ...] = ()


class BulletList(NamedTuple):
    items: tuple[ListItem, ...]


class Table(NamedTuple):
    """A table with a header row and at least one other row."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def numeric_columns(self) -> tuple[bool, ...]:
        """Whether each column contains numbers, which are aligned to the right."""
        return tuple(isinstance(cell, int) for cell in self.rows[0])


Block: TypeAlias = Heading | Paragraph | BulletList | Table


def cut_after_list_items(
    blocks: Iterable[Block], max_total_items: int, language: Language
) -> Iterator[Block]:
    """Return the blocks up to a number of list items, then how many more items there are."""
    shown = hidden = 0
    for block in blocks:
        if isinstance(block, BulletList):
            items = block.items[: max_total_items - shown]
            shown += len(items)
            hidden += len(block.items) - len(items)
            if items:
                yield BulletList(items)
        elif not hidden:
            yield block
    if hidden:
        yield Paragraph((translate("count.more", language, count=hidden),))


def to_one_line_plain_text(content: Cell) -> str:
    runs = (str(content),) if isinstance(content, int) else _drop_repeated_links_of_lists(content)
    return "".join(run if isinstance(run, str) else run.text for run in runs).replace("\n", " ")


def _drop_repeated_links_of_lists(content: Inline) -> list[Run]:
    """Return content without the links of a list that look like an earlier one without markup."""
    kept: list[Run] = []
    names: set[str] = set()
    for run in content:
        if isinstance(run, Link) and run.text in names:
            kept.pop()  # the separator before it
            continue
        if isinstance(run, Link):
            names.add(run.text)
        elif not (isinstance(run, str) and run.strip() in {",", ";"}):
            names.clear()
        kept.append(run)
    return kept


def format_codes(values: Iterable[object]) -> Inline:
    return join_with_commas((Code(str(value)),) for value in values)


def join_with_commas(parts: Iterable[Inline], separator: str = ", ") -> Inline:
    """Return the content of all parts, separated by commas or by another separator."""
    return tuple(run for part in parts for run in (*part, separator))[:-1]
