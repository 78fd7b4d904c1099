"""The public interface: its names, documentation, type hints and examples."""

import codeop
import doctest
import importlib
import pkgutil
import re
import runpy
import subprocess
import sys
import textwrap
import traceback
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


def test_public_names_are_those_of_all() -> None:
    public = {name for name in vars(bp) if not name.startswith("_")}
    modules = {module.__name__.partition(".")[2] for module in MODULES}
    helpers = {"Any", "Callable", "IMPORT_LOCK", "TYPE_CHECKING", "import_module", "HOOKS"}
    assert public - modules - helpers == set(bp.__all__) - {"errors", "export", "render"}
    assert dir(bp) == sorted([*bp.__all__, "__version__", "testing"])
    assert dir(bp.errors) == sorted(bp.errors.__all__)
    assert dir(bp.testing) == sorted(bp.testing.__all__)
    assert len(set(bp.__all__)) == len(bp.__all__)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("nonsense", ""),
        ("laod", ". Did you mean: 'load'?"),
        ("Programm", ". Did you mean: 'Programme'?"),
        ("tesitng", ". Did you mean: 'testing'?"),
    ],
)
def test_an_unknown_name_is_an_attribute_error(name: str, advice: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(bp, name)
    message = f"module 'benelux_programme' has no attribute '{name}'{advice}"
    assert str(caught.value) == message
    assert traceback.format_exception_only(caught.value) == [f"AttributeError: {message}\n"]


def test_the_module_for_testing_is_imported_on_first_use() -> None:
    script = "import benelux_programme as bp; print(bp.testing.__name__)"
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert process.stdout.split() == [b"benelux_programme.testing"]


def test_without_hypothesis_the_module_for_testing_is_not_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert dir(bp) == sorted([*bp.__all__, "__version__"])


@pytest.mark.parametrize("module", [bp.render, bp.export], ids=lambda module: module.__name__)
def test_completion_lists_only_public_names(module: ModuleType) -> None:
    assert [name for name in dir(module) if not name.startswith("_")] == sorted(module.__all__)


def test_a_module_is_imported_when_one_of_its_names_is_first_used() -> None:
    module = "benelux_programme._verification"
    is_imported = f"print({module!r} in sys.modules)"
    script = f"import sys, benelux_programme as bp; {is_imported}; bp.verify; {is_imported}"
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert process.stdout.split() == [b"False", b"True"]


def test_the_version_is_that_of_the_package() -> None:
    assert bp.__version__ == version("benelux-programme")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_public_names_of_a_module_exist_and_are_documented(module: ModuleType) -> None:
    assert module.__doc__
    for name in getattr(module, "__all__", ()):
        member = getattr(module, name)
        if isinstance(member, (type, FunctionType)):
            assert member.__doc__, f"{module.__name__}.{name}"


@pytest.mark.parametrize("name", [name for name in bp.__all__ if attrs.has(getattr(bp, name))])
def test_every_attribute_is_documented(name: str) -> None:
    documentation = getattr(bp, name).__doc__
    for attribute in attrs.fields(getattr(bp, name)):
        assert f"\n        {attribute.name}: " in documentation or (
            f"\n    {attribute.name}: " in documentation
        )


def list_printed_names(script: str) -> set[str]:
    """Return the names that a script prints, in a process of its own."""
    command = [sys.executable, "-c", script]
    return {*subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()}


def test_type_hints_of_every_class_can_be_resolved() -> None:
    """In a process of its own, as a name of the package is known to all once it was used."""
    modules = [module.__name__ for module in MODULES if "testing" not in module.__name__]
    script = (
        "import attrs, importlib, typing\n"
        f"for module in {modules}:\n"
        "    for member in list(vars(importlib.import_module(module)).values()):\n"
        "        module = getattr(member, '__module__', None)\n"
        "        if module == 'benelux_programme' and attrs.has(member):\n"
        "            typing.get_type_hints(attrs.resolve_types(member))\n"
        "            print(member.__name__)\n"
    )
    classes = {name for name, member in PUBLIC.items() if attrs.has(member)}
    assert list_printed_names(script) == classes


def test_type_hints_of_every_function_can_be_resolved() -> None:
    """In a process of its own, as above."""
    script = (
        "import inspect, typing, benelux_programme as bp\n"
        "for module in (bp, bp.render, bp.export):\n"
        "    for name in module.__all__:\n"
        "        member = getattr(module, name)\n"
        "        members = dict(vars(member)) if inspect.isclass(member) else {name: member}\n"
        "        for name, each in members.items():\n"
        "            function = getattr(each, '__func__', each)\n"
        "            if inspect.isfunction(function) and not name.startswith('_'):\n"
        "                typing.get_type_hints(function)\n"
        "                print(function.__qualname__)\n"
    )
    assert list_printed_names(script) >= {
        *("Programme.search", "Selection.search", "documents", "converter", "html", "records"),
    }


def _examples() -> Iterator[doctest.DocTest]:
    """Yield the examples of modules, and of public classes, whose `__module__` is the package."""
    yield from doctest.DocTestFinder(recurse=False).find(bp)
    finder = doctest.DocTestFinder()
    for module in MODULES:
        yield from finder.find(module)
    for name, member in PUBLIC.items():
        if isinstance(member, type):
            yield from finder.find(member, f"bp.{name}", module=False)


EXAMPLES = [test for test in _examples() if test.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_examples_run(example: doctest.DocTest) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(example)
    assert runner.summarize().failed == 0


def test_all_examples_are_collected() -> None:
    lines = [
        line
        for file in Path(bp.__file__).parent.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith(">>> ")
    ]
    assert sum(len(test.examples) for test in EXAMPLES) == len(lines)


def _walk_blocks(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each block of examples that has a copy button, and the name of its page or object."""
    for example in EXAMPLES:
        for block in re.split(r"\n\s*\n", example.docstring or ""):
            yield example.name, textwrap.dedent(block)
    for page in [root / "README.md", *(root / "docs").rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"^ *```python\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
            yield page.name, textwrap.dedent(block)


def _find_error_when_pasted(lines: list[str]) -> str | None:
    """Return why a console cannot compile the lines, which it is given one by one."""
    compile_command, entered = codeop.CommandCompiler(), ""
    for line in [*lines, ""]:  # at last, the reader presses Enter
        try:
            entered = "" if compile_command(entered + line) else f"{entered}{line}\n"
        except SyntaxError as error:
            return f"{line!r}: {error}"
    return entered or None


def test_copied_examples_can_be_pasted_into_a_console(root: Path) -> None:
    prompt = re.compile(runpy.run_path(str(root / "docs/conf.py"))["copybutton_prompt_text"])
    blocks = [(name, block) for name, block in _walk_blocks(root) if ">>> " in block]
    assert {"README.md", "bp.Action"} <= {name for name, _ in blocks}
    failures = []
    for name, block in blocks:
        lines = [one for one in block.splitlines() if prompt.match(one) or not one.strip()]
        error = _find_error_when_pasted([prompt.sub("", one, count=1) for one in lines])
        if error is not None:
            failures.append((name, error))
    assert not failures


def _walk_docstrings(name: str, container: object) -> Iterator[tuple[str, str]]:
    """Yield the names and docstrings of all public functions, methods and classes."""
    for key in getattr(container, "__all__", vars(container)):
        member = getattr(container, key)
        if isinstance(member, ModuleType):
            yield from _walk_docstrings(f"{name}.{key}", member)
        elif not key.startswith("_") and isinstance(member, (type, FunctionType, MethodType)):
            yield f"{name}.{key}", member.__doc__ or ""
            if isinstance(member, type):
                yield from _walk_docstrings(f"{name}.{key}", member)


def test_every_public_name_has_an_example() -> None:
    docstrings = dict(_walk_docstrings("bp", bp))
    assert {"bp.Selection.where", "bp.Period.parse", "bp.render.html"} <= docstrings.keys()
    assert [name for name, docstring in docstrings.items() if ">>> " not in docstring] == []
