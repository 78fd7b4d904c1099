"""Arguments that several exports share."""

from collections.abc import Iterable

from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError


def list_distinct_programmes(
    programmes: Programme | Iterable[Programme], function_name: str
) -> tuple[Programme, ...]:
    """Return one programme or several as a tuple, if there are any and all have different ids."""
    result = (programmes,) if isinstance(programmes, Programme) else tuple(programmes)
    if not result or len({programme.id for programme in result}) < len(result):
        expected = "one or more programmes with different ids"
        raise InvalidValueError(function_name, "programmes", programmes, expected)
    return result
