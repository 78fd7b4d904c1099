"""What was published stays as it is: texts, and values that somebody kept."""

import pickle
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from examples import VALUES
from support import compare_golden

PICKLES = Path(__file__).parents[1] / "golden" / "pickles"


def texts(value: Any, path: str) -> Iterator[tuple[str, bp.Text | bp.Terms]]:
    """Every text and list of words in a value, with the ids on the way to it."""
    if isinstance(value, (bp.Text, bp.Terms)):
        yield path, value
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from texts(item, f"{path}/{getattr(item, 'id', place)}")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from texts(getattr(value, field.name), f"{path}/{field.name}")


def digest(value: object) -> str:
    return sha256(str(value).encode()).hexdigest()[:12] if value else "-"


@pytest.mark.parametrize(
    ("period", "revision"),
    [(period, revision) for period in bp.periods() for revision in bp.revisions(period)],
)
def test_no_text_changes_unnoticed(
    period: str, revision: int, request: pytest.FixtureRequest
) -> None:
    lines = [
        " ".join([path, *(digest(getattr(text, language)) for language in bp.LANGUAGES)])
        for path, text in texts(bp.load(period, revision=revision), "")
    ]
    compare_golden(f"texts/{period}-{revision}.txt", "\n".join(lines) + "\n", request)


def test_values_that_were_pickled_with_a_release_are_read(request: pytest.FixtureRequest) -> None:
    file = PICKLES / f"{bp.__version__}.pickle"
    if request.config.getoption("--golden") and not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(pickle.dumps(VALUES, protocol=4))
    kept = sorted(PICKLES.iterdir())
    assert file in kept
    for one in kept:
        values = pickle.loads(one.read_bytes())  # noqa: S301  # ours
        assert values.keys() <= VALUES.keys()
        assert values == {name: VALUES[name] for name in values}
