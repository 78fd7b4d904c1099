"""Write a programme as plain values, JSON or YAML."""

import json
from typing import Any

import yaml

from benelux_programme._programme.programme import Programme

from .codec import encode_without_empty_values


def to_dict(programme: Programme) -> dict[str, Any]:
    """Return a programme as dicts, lists, strings and numbers, which `read` accepts.

    The dict nests as the programme does. It omits empty values and the ids of the parents, and
    refers to a paragraph by its address ("1.1/2").

    >>> import benelux_programme as bp
    >>> document = bp.to_dict(bp.load("2025-2028"))
    >>> document["pillars"][0]["themes"][0]["citations"]
    ['1.1']
    """
    return encode_without_empty_values(programme)


def to_json(programme: Programme) -> str:
    """Return a programme as JSON, identical on every machine, which `read` accepts.

    >>> import benelux_programme as bp
    >>> print(bp.to_json(bp.load("2025-2028")).splitlines()[1])
     "id": "2025-2028",
    """
    return json.dumps(encode_without_empty_values(programme), ensure_ascii=False, indent=1) + "\n"


def to_yaml(programme: Programme) -> str:
    """Return a programme as YAML, identical on every machine, which `read` accepts.

    >>> import benelux_programme as bp
    >>> bp.to_yaml(bp.load("2021-2024")).splitlines()[0]
    'id: 2021-2024'
    """
    return yaml.safe_dump(  # pyright: ignore[reportUnknownMemberType]  # some stubs miss a type
        encode_without_empty_values(programme), allow_unicode=True, sort_keys=False, width=100
    )
