"""The functions that render a value, one for each format."""

import datetime as dt
import json as json_module
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, get_args

from benelux_programme._changes.diff import Diff
from benelux_programme._comparison.comparison import Comparison, Continuation
from benelux_programme._model.constraints import a_partial_date, is_list
from benelux_programme._model.nodes import Action
from benelux_programme._model.period import Period
from benelux_programme._model.text import Language, require_known_language
from benelux_programme._programme.programme import Pillar, Programme, Theme
from benelux_programme._programme.selection import Selection
from benelux_programme._search.hits import Hit
from benelux_programme._store import load, periods
from benelux_programme._store.all_programmes import find_bundled_programmes_containing_all
from benelux_programme.errors import InvalidValueError

from ._blocks import Block, cut_after_list_items
from ._comparison import build_blocks_of_new_actions_by_old_action, build_comparison_blocks
from ._diff import build_diff_report_blocks
from ._markup import render_html_fragment, render_html_page, render_markdown
from ._phrases import Phrasebook
from ._programme import RegistryEntry, Value, build_hit_count_and_list_blocks, build_value_blocks
from ._text import MIN_WIDTH, render_text

Renderable: TypeAlias = (
    Value
    | Diff
    | Comparison
    | Continuation
    | Sequence[Hit]
    | Sequence[Action]
    | Sequence[Continuation]
)
"""What can be rendered."""

_notebook_settings: dict[str, Language] = {"language": "en"}


def text(
    value: Renderable,
    language: Language = "en",
    *,
    width: int | None = 80,
    programme: Programme | None = None,
) -> str:
    """Return plain text, for a terminal.

    Args:
        value: A programme, something in it, a diff, a comparison or a continuation, or several
            actions, hits of a search or continuations.
        language: The language of the reader.
        width: The number of columns, at least 30, or None for lines of any length.
        programme: The programme that contains a pillar, a theme or actions, by default the bundled
            one, to show its outcomes and the names of partners; or one of those that a diff
            compares or continuations lead to, to show names.

    Raises:
        MissingLanguageError: language is not one of the data.
        InvalidValueError: width is neither None nor a whole number from 30.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> print(bp.render.text(comparison, width=60).splitlines()[0])
    From 2021-2024 to 2025-2028
    """
    if width is not None and (type(width) is not int or width < MIN_WIDTH):
        expected = f"a whole number from {MIN_WIDTH}, or None"
        raise InvalidValueError("text", "width", width, expected, "bad-number")
    return render_text(_check_arguments_and_build_blocks(value, language, programme), width)


def markdown(
    value: Renderable, language: Language = "en", *, programme: Programme | None = None
) -> str:
    """Return Markdown: CommonMark with tables, in which all texts are escaped.

    The arguments are those of `text`.

    Raises:
        MissingLanguageError: language is not one of the data.

    >>> import benelux_programme as bp
    >>> print(bp.render.markdown(bp.load("2025-2028").theme("energy-supply")).splitlines()[0])
    # 3.2 Energy security and security of supply (`2025-2028/energy-supply`)
    """
    return render_markdown(_check_arguments_and_build_blocks(value, language, programme))


def html(  # noqa: PLR0913  # one for each choice of a page
    value: Renderable,
    language: Language = "en",
    *,
    page: bool = False,
    compact: bool = False,
    style: bool = True,
    programme: Programme | None = None,
) -> str:
    """Return HTML without scripts, readable on light and on dark, in which all texts are escaped.

    Args:
        value: What `text` takes.
        language: The language of the reader.
        page: Whether to return a whole page, instead of a part of one.
        compact: Whether to end after ten actions or changes, as in notebooks.
        style: Whether to include the style, of class "benelux-programme", which a page needs once.
        programme: What `text` takes.

    Raises:
        MissingLanguageError: language is not one of the data.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> print(bp.render.html(comparison, "nl").splitlines()[0])
    <section class="benelux-programme" lang="nl">
    """
    blocks = _check_arguments_and_build_blocks(value, language, programme)
    if compact and not isinstance(value, Action | RegistryEntry):  # whose facts are few
        blocks = cut_after_list_items(blocks, 10, language)
    render = render_html_page if page else render_html_fragment
    return render(tuple(blocks), language, style=style)


def date(value: str | dt.date | Period, language: Language = "en") -> str:
    """Return a date or a period as people write it.

    Args:
        value: A date, a period, or an ISO 8601 day, month or year, as outcomes and references have.
        language: The language of the reader.

    Raises:
        MissingLanguageError: language is not one of the data.
        InvalidValueError: value is a string that is no date.

    >>> import benelux_programme as bp
    >>> bp.render.date("2025-05-20", "nl"), bp.render.date(bp.Period.parse("2025-06"), "de")
    ('20 mei 2025', 'Juni 2025')
    """
    require_known_language(language)
    if isinstance(value, Period):
        return Phrasebook(language).format_period(value)
    text = value if isinstance(value, str) else value.isoformat()[: len("2025-05-20")]
    if not a_partial_date.predicate(text):
        raise InvalidValueError("date", "value", value, a_partial_date.expected, "bad-date")
    return Phrasebook(language).format_date(text)


def set_notebook_language(language: Language) -> None:
    """Set the language in which notebooks show values, in all threads; English by default.

    Raises:
        MissingLanguageError: language is not one of the data.

    >>> import benelux_programme as bp
    >>> bp.render.set_notebook_language("nl")
    >>> "aard van de toezegging" in bp.load("2025-2028").actions[0]._repr_html_()
    True
    >>> bp.render.set_notebook_language("en")
    """
    require_known_language(language)
    _notebook_settings["language"] = language


def render_for_notebook(value: Renderable) -> str:
    return html(value, _notebook_settings["language"], compact=True)


def json(report: Diff | Comparison) -> str:
    """Return JSON, the same on every machine; `Diff.from_dict` reads that of a diff.

    Args:
        report: A diff or a comparison.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> print(bp.render.json(bp.diff(programme, programme)).splitlines()[1])
     "programme": "2025-2028",
    """
    return json_module.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _check_arguments_and_build_blocks(
    value: Any, language: Language, programme: Programme | None
) -> Iterator[Block]:
    require_known_language(language)
    words = Phrasebook(language)
    programmes = () if programme is None else (programme,)
    classes = get_args(Value | Diff | Comparison)
    if isinstance(value, Diff):
        return build_diff_report_blocks(value, words.with_names(programmes))
    if isinstance(value, Comparison):
        return build_comparison_blocks(value, words)
    if isinstance(value, classes):
        if programme is None and isinstance(value, Pillar | Theme | Action):
            programme = next(iter(find_bundled_programmes_containing_all((value,))), None)
        return build_value_blocks(value, words, programme)
    values = tuple(value) if is_list(value) else (value,)
    found = {*map(type, values)}
    if found <= {Hit}:
        return build_hit_count_and_list_blocks(values, words)
    if found == {Action}:
        return build_value_blocks(Selection(values, programmes=programmes), words)
    if found == {Continuation}:
        known = (*map(load, periods()), *programmes)
        return build_blocks_of_new_actions_by_old_action(values, words.with_names(known))
    expected = ", ".join(cls.__name__ for cls in (*classes, Continuation))
    names = " and ".join(sorted(cls.__name__ for cls in found))
    several = "several hits, actions or continuations"
    raise TypeError(f"cannot render {names}; expected one of {expected}, or {several}")
