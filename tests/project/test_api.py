"""The public interface is what it says it is, and its examples run."""

import doctest
import importlib
import pkgutil
import subprocess
import sys
import typing
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import FunctionType, MethodType, ModuleType

import attrs
import pytest

import benelux_programme as bp

PUBLIC = {name: getattr(bp, name) for name in bp.__all__}
MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(bp.__path__, "benelux_programme.")
    if module.name != "benelux_programme.__main__"
]


def test_the_names_are_exactly_those_of_all() -> None:
    public = {name for name in vars(bp) if not name.startswith("_")}
    modules = {module.__name__.partition(".")[2] for module in MODULES}
    helpers = {"TYPE_CHECKING", "Any", "import_module", "set_notebook_renderer"}
    assert public - modules - helpers == set(bp.__all__) - {"errors", "export", "render"}
    assert dir(bp) == sorted([*bp.__all__, "__version__"])
    assert len(set(bp.__all__)) == len(bp.__all__)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        getattr(bp, "nonsense")  # noqa: B009  # so that type checkers let it pass


def test_names_are_imported_when_they_are_first_used() -> None:
    room = "benelux_programme._verification"
    script = f"import sys, benelux_programme as bp; print({room!r} in sys.modules); bp.verify"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == b"False\n"


def test_the_version_is_that_of_the_package() -> None:
    assert bp.__version__ == version("benelux-programme")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_public_names_of_a_module_exist_and_are_documented(module: ModuleType) -> None:
    assert module.__doc__
    for name in getattr(module, "__all__", ()):
        thing = getattr(module, name)
        if isinstance(thing, (type, FunctionType)):
            assert thing.__doc__, f"{module.__name__}.{name}"


@pytest.mark.parametrize("name", [name for name in bp.__all__ if attrs.has(getattr(bp, name))])
def test_every_attribute_is_documented(name: str) -> None:
    documentation = getattr(bp, name).__doc__
    for attribute in attrs.fields(getattr(bp, name)):
        assert f"\n        {attribute.name}: " in documentation or (
            f"\n    {attribute.name}: " in documentation
        )
        assert typing.get_type_hints(getattr(bp, name), localns={**PUBLIC, "Index": object})[
            attribute.name
        ]


def _examples() -> Iterator[doctest.DocTest]:
    """The examples of every module; those of public classes, which say they are of the package."""
    yield from doctest.DocTestFinder(recurse=False).find(bp)
    finder = doctest.DocTestFinder()
    for module in MODULES:
        yield from finder.find(module)
    for name, thing in PUBLIC.items():
        if isinstance(thing, type):
            yield from finder.find(thing, f"bp.{name}", module=False)


EXAMPLES = [test for test in _examples() if test.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_examples_run(example: doctest.DocTest) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(example)
    assert runner.summarize().failed == 0


def test_every_example_is_collected() -> None:
    written = [
        line
        for file in Path(bp.__file__).parent.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith(">>> ")
    ]
    assert sum(len(test.examples) for test in EXAMPLES) == len(written)


def _functions_and_classes(name: str, holder: object) -> Iterator[tuple[str, str]]:
    """The names that users reach through another, and what is said of them."""
    for key in getattr(holder, "__all__", vars(holder)):
        thing = getattr(holder, key)
        if isinstance(thing, ModuleType):
            yield from _functions_and_classes(f"{name}.{key}", thing)
        elif not key.startswith("_") and isinstance(thing, (type, FunctionType, MethodType)):
            yield f"{name}.{key}", thing.__doc__ or ""
            if isinstance(thing, type):
                yield from _functions_and_classes(f"{name}.{key}", thing)


def test_every_public_name_has_an_example() -> None:
    known = dict(_functions_and_classes("bp", bp))
    assert {"bp.Selection.where", "bp.Period.parse", "bp.render.html"} <= known.keys()
    assert [name for name, said in known.items() if ">>> " not in said] == []
