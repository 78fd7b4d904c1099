"""What the functions of this package are given, checked."""

import os
from pathlib import Path

from benelux_programme._model.constraints import is_iterable, is_path
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection
from benelux_programme.errors import InvalidValueError


def some_programmes(programmes: object, function: str) -> tuple[Programme, ...]:
    """The one programme, or all of them.

    Raises:
        InvalidValueError: There is none, or something else, or two have the same id.
    """
    some = (programmes,) if isinstance(programmes, Programme) else programmes
    items = tuple(some) if is_iterable(some) else ()
    given = tuple(one for one in items if isinstance(one, Programme))
    if not given or len({one.id for one in given}) < len(items):
        expected = "one or more programmes, each with an id of its own"
        raise InvalidValueError(function, "programmes", programmes, expected, "wrong-type")
    return given


def a_selection(actions: object, function: str) -> Selection:
    """The actions, or all actions of the programme.

    Raises:
        InvalidValueError: It is neither a selection nor a programme.
    """
    selection = actions.actions if isinstance(actions, Programme) else actions
    if not isinstance(selection, Selection):
        expected = "a Selection or a Programme"
        raise InvalidValueError(function, "actions", actions, expected, "wrong-type")
    return selection


def a_folder(folder: object, function: str) -> Path:
    """The path of a folder.

    Raises:
        InvalidValueError: It is no path, or an empty one.
    """
    if not is_path(folder) or not os.fspath(folder):
        raise InvalidValueError(function, "folder", folder, "the path of a folder", "wrong-type")
    return Path(folder)
