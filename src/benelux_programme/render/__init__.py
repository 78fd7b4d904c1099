"""Diffs and comparisons for people to read: as text, Markdown, HTML, or JSON for machines.

>>> import benelux_programme as bp
>>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
>>> print(bp.render.text(comparison, "nl").splitlines()[0])
From 2021-2024 to 2025-2028
"""

import json as encoding
from collections.abc import Iterator
from typing import TypeAlias

from benelux_programme._changes.diff import Diff
from benelux_programme._comparison.comparison import Comparison
from benelux_programme._model.text import LANGUAGES, Language
from benelux_programme.errors import InvalidValueError

from . import _comparison, _diff
from ._blocks import Block
from ._html import as_html, html_page
from ._markdown import as_markdown
from ._text import NARROWEST, as_text

__all__ = ["Report", "html", "json", "markdown", "text"]

Report: TypeAlias = Diff | Comparison
"""What can be rendered."""


def text(report: Report, language: Language = "en", *, width: int | None = 80) -> str:
    """Plain text, for a terminal.

    Args:
        report: A diff or a comparison.
        language: The language of titles and summaries; another stands in where there is none.
        width: How many columns there are, 30 at least, or None for lines of any length.

    Raises:
        InvalidValueError: It is neither, or the language or the width is none.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> print(bp.render.text(comparison, width=60).splitlines()[0])
    From 2021-2024 to 2025-2028
    """
    if width is not None and (type(width) is not int or width < NARROWEST):
        expected = f"a whole number from {NARROWEST}, or None"
        raise InvalidValueError("render", "width", width, expected, "bad-number")
    return as_text(_blocks(report, language), width)


def markdown(report: Report, language: Language = "en") -> str:
    """Markdown, as CommonMark with tables; what the data say is escaped.

    Args:
        report: A diff or a comparison.
        language: The language of titles and summaries; another stands in where there is none.

    Raises:
        InvalidValueError: It is neither, or the language is none.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028", revision=1)
    >>> print(bp.render.markdown(bp.diff(programme, programme)).splitlines()[0])
    # 2025-2028: revision 1 to revision 1
    """
    return as_markdown(_blocks(report, language))


def html(report: Report, language: Language = "en", *, page: bool = False) -> str:
    """HTML without scripts, readable on light and on dark; what the data say is escaped.

    Args:
        report: A diff or a comparison.
        language: The language of titles and summaries; another stands in where there is none.
        page: Whether to make a page of its own, instead of a part for a page or a notebook.

    Raises:
        InvalidValueError: It is neither, or the language is none.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> print(bp.render.html(comparison, "nl").splitlines()[0])
    <section class="benelux-programme" lang="en">
    """
    part = as_html(_blocks(report, language))
    return html_page(str(report), part) if page else part


def json(report: Report) -> str:
    """JSON, the same text on every machine; `Diff.from_dict` reads that of a diff.

    Args:
        report: A diff or a comparison.

    Raises:
        InvalidValueError: It is neither a diff nor a comparison.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> print(bp.render.json(bp.diff(programme, programme)).splitlines()[1])
     "programme": "2025-2028",
    """
    _blocks(report, "en")
    return encoding.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _blocks(report: Report, language: Language) -> Iterator[Block]:
    if language not in LANGUAGES:
        expected = f"one of {', '.join(LANGUAGES)}"
        raise InvalidValueError("render", "language", language, expected, "bad-choice")
    if isinstance(report, Diff):
        return _diff.blocks(report, language)
    if isinstance(report, Comparison):
        return _comparison.blocks(report, language)
    raise InvalidValueError("render", "report", report, "a Diff or a Comparison", "wrong-type")
