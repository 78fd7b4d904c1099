"""Values that were pickled with a release can be read with every later one."""

import pickle
from pathlib import Path

import pytest

import benelux_programme as bp
from examples import VALUES

PICKLES = Path(__file__).parents[1] / "golden" / "pickles"


def test_pickles_of_releases_are_read(request: pytest.FixtureRequest) -> None:
    current = PICKLES / f"{bp.__version__}.pickle"
    if request.config.getoption("--golden") and not current.exists():
        current.parent.mkdir(exist_ok=True)
        current.write_bytes(pickle.dumps(VALUES, protocol=4))
    files = sorted(PICKLES.iterdir())
    assert current in files
    for file in files:
        values = pickle.loads(file.read_bytes())  # noqa: S301  # ours
        assert values.keys() <= VALUES.keys()
        assert values == {name: VALUES[name] for name in values}


def test_pickles_name_no_private_module() -> None:
    for file in PICKLES.iterdir():
        assert b"benelux_programme._" not in file.read_bytes()
