"""The one function that notebooks call."""

from benelux_programme._changes.diff import Diff
from benelux_programme._comparison.comparison import Comparison

from . import Report, _programme, html


def render_notebook(value: Report | _programme.Shown) -> str:
    """Return the HTML that a notebook displays for a value, as a part of its page."""
    if isinstance(value, (Diff, Comparison)):
        return html(value)
    return _programme.html(value)
