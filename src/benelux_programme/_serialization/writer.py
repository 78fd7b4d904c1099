"""Write a programme as YAML."""

import yaml

from benelux_programme._programme.programme import Programme

from .codec import encode_without_empty_values


def to_yaml(programme: Programme) -> str:
    """Return a programme as YAML, identical on every machine, which `read` accepts.

    >>> import benelux_programme as bp
    >>> bp.to_yaml(bp.load("2021-2024")).splitlines()[0]
    'id: 2021-2024'
    """
    return yaml.safe_dump(  # pyright: ignore[reportUnknownMemberType]  # some stubs miss a type
        encode_without_empty_values(programme), allow_unicode=True, sort_keys=False, width=100
    )
