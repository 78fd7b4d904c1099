"""JSON."""

from benelux_programme._model.constraints import check_type
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.writer import to_json


def json(programme: Programme) -> str:
    """The programme as JSON, whose schema is `benelux_programme.json_schema()`.

    It is the text of `benelux_programme.to_json`: the same on every machine. It loses nothing:
    `benelux_programme.read` gives an equal programme back.

    Args:
        programme: The programme.

    Returns:
        The text, to be written in UTF-8.

    Raises:
        InvalidValueError: It is not a programme.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bp.read(json(programme)) == programme
    True
    """
    return to_json(check_type(Programme, programme, "json", "programme"))
