"""The package of the exports as a whole."""

import subprocess
import sys

import pytest

import benelux_programme as bp


def test_its_functions_are_those_that_it_names() -> None:
    for name in bp.export.__all__:
        function = getattr(bp.export, name)
        assert callable(function)
        assert function.__name__ == name
        assert "lose" in (function.__doc__ or "")
    assert sorted(bp.export.__all__) == dir(bp.export)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'parquet'"):
        getattr(bp.export, "parquet")  # noqa: B009  # so that type checkers let it pass


@pytest.mark.parametrize(
    ("use", "absent"),
    [
        ("bp", ["benelux_programme.export", "csv", "xml.parsers.expat", "rdflib"]),
        ("bp.export", ["benelux_programme.export._table", "csv", "xml.parsers.expat", "rdflib"]),
        ("bp.export.records", ["xml.parsers.expat", "xml.etree.ElementTree", "rdflib"]),
        ("bp.export.skos", ["csv", "xml.parsers.expat", "rdflib"]),
    ],
)
def test_what_is_not_used_is_not_imported(use: str, absent: list[str]) -> None:
    script = f"import sys, benelux_programme as bp; {use}; print(*set({absent}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == []


def test_functions_stay_functions_when_their_modules_are_imported() -> None:
    script = (
        "import pkgutil, importlib, benelux_programme.export as export\n"
        "for one in pkgutil.iter_modules(export.__path__):\n"
        "    importlib.import_module(f'benelux_programme.export.{one.name}')\n"
        "print(all(callable(getattr(export, name)) for name in export.__all__))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"True"]
