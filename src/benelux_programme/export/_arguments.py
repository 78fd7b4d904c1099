"""Arguments that several exports share."""

from collections.abc import Iterable

from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError


def list_programmes(
    programmes: Programme | Iterable[Programme], function: str
) -> tuple[Programme, ...]:
    """Return one programme or several as a tuple.

    Raises:
        InvalidValueError: There is no programme, or two have the same id.
    """
    listed = (programmes,) if isinstance(programmes, Programme) else tuple(programmes)
    if not listed or len({programme.id for programme in listed}) < len(listed):
        expected = "one or more programmes with different ids"
        raise InvalidValueError(function, "programmes", programmes, expected)
    return listed
