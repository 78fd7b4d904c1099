"""A whole programme as one document in a format that another package writes."""

from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.writer import to_json


def json(programme: Programme) -> str:
    """Return a programme as JSON, whose schema is `benelux_programme.json_schema()`.

    It is the text of `benelux_programme.to_json`: the same on every machine. It loses nothing:
    `benelux_programme.read` returns an equal programme.

    Args:
        programme: The programme.

    Returns:
        The text, to be written in UTF-8.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bp.read(bp.export.json(programme)) == programme
    True
    """
    return to_json(programme)
