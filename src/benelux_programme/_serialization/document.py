"""Reading YAML and JSON strictly: plain values, the place of each, and nothing that surprises.

The text is strict UTF-8. Size, depth, number and length are bounded.
"""

import re
from typing import Any

from .json_parser import parse_json
from .source_map import Limits, SourceMap
from .sources import text_of
from .yaml_parser import parse_yaml


def parse(
    content: bytes, file: str | None, limits: Limits, places: SourceMap, *, located: bool
) -> Any:
    """The plain value that YAML or JSON text holds.

    Args:
        content: The text.
        file: The name of the file.
        limits: How much is allowed.
        places: Where to note the places of the values.
        located: Whether to note those of JSON, which takes longer.

    Raises:
        InvalidDataError: It is neither, or not allowed.
    """
    text = text_of(content, file, limits.max_bytes)
    if _BEGINS_JSON.match(text):
        return parse_json(text, file, limits, places, located=located)
    return parse_yaml(text, file, limits, places)


_BEGINS_JSON = re.compile(r"\s*(?:\[|\{\s*[\"}])")
