"""Scripts that contain values for other scripts."""

import json
from pathlib import Path


def write_script(path: Path, **values: object) -> None:
    """Write global values to a script, as a page that is opened from a disk may not read JSON."""
    lines = [
        f"globalThis.{name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
        for name, value in values.items()
    ]
    path.write_text("".join(lines), encoding="utf-8")
