"""What an installation of the package holds."""

from importlib.metadata import distribution
from importlib.resources import files

import benelux_programme as bp


def test_it_holds_the_compiled_data_and_no_yaml() -> None:
    installed = [str(file) for file in distribution("benelux-programme").files or ()]
    assert not [name for name in installed if name.endswith((".yaml", ".yml"))]
    for period in bp.periods():
        for revision in bp.revisions(period):
            assert (files(bp) / "_data" / period / f"{revision}.json").is_file()


def test_it_says_that_it_is_typed_and_under_which_licences() -> None:
    assert (files(bp) / "py.typed").is_file()
    metadata = distribution("benelux-programme").metadata
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"
