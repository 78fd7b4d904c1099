"""Writing a programme as it is read: as plain values, JSON or YAML."""

import json
from typing import Any

import yaml

from benelux_programme._model.constraints import check_type
from benelux_programme._programme.programme import Programme

from .codec import encode


def to_dict(programme: Programme) -> dict[str, Any]:
    """The programme as dicts, lists, strings and numbers, which `read` reads.

    It nests as the programme does. It leaves out what is empty, does not repeat the ids of the
    parents, and names a paragraph by its address ("1.1/2").

    Raises:
        InvalidValueError: It is no programme.

    >>> import benelux_programme as bp
    >>> document = bp.to_dict(bp.load("2025-2028"))
    >>> document["pillars"][0]["themes"][0]["citations"]
    ['1.1']
    """
    return encode(check_type(Programme, programme, "to_dict", "programme"))


def to_json(programme: Programme) -> str:
    """The programme as JSON, the same text on every machine, which `read` reads.

    Raises:
        InvalidValueError: It is no programme.

    >>> import benelux_programme as bp
    >>> print(bp.to_json(bp.load("2025-2028")).splitlines()[1])
     "id": "2025-2028",
    """
    document = encode(check_type(Programme, programme, "to_json", "programme"))
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def to_yaml(programme: Programme) -> str:
    """The programme as YAML, the same text on every machine, which `read` reads.

    Raises:
        InvalidValueError: It is no programme.

    >>> import benelux_programme as bp
    >>> bp.to_yaml(bp.load("2021-2024")).splitlines()[0]
    'id: 2021-2024'
    """
    document = encode(check_type(Programme, programme, "to_yaml", "programme"))
    return yaml.safe_dump(  # pyright: ignore[reportUnknownMemberType]  # some stubs miss a type
        document, allow_unicode=True, sort_keys=False, width=100
    )
