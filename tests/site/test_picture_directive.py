"""The directive that inserts pictures into pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import benelux_programme as bp
from benelux_programme._model.words import translate

pytest.importorskip("sphinx")

PERIOD = bp.periods()[-1]
CONF = 'extensions = ["pictures"]\nexclude_patterns = ["_build"]\n'
PAGE = "Title\n=====\n\n.. picture:: outline-{period}\n"
DATA = ":orphan:\n\nData\n====\n"


def build(
    folder: Path,
    root: Path,
    builder: str,
    *,
    page: str = PAGE,
    data: bool = True,
    conf: str = "",
) -> subprocess.CompletedProcess[str]:
    (folder / "conf.py").write_text(CONF + conf, encoding="utf-8")
    (folder / "index.rst").write_text(
        "Top\n===\n\n.. toctree::\n\n   deep/page\n", encoding="utf-8"
    )
    (folder / "deep").mkdir()
    (folder / "deep/page.rst").write_text(page.format(period=PERIOD), encoding="utf-8")
    if data:
        (folder / "datasets").mkdir()
        (folder / f"datasets/{PERIOD}.en.rst").write_text(DATA, encoding="utf-8")
    path = [str(root / "docs/_ext"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-n",
            "-j2",
            "-b",
            builder,
            folder,
            folder / "_build",
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_page_has_the_drawing_and_the_table_with_links(tmp_path: Path, root: Path) -> None:
    built = build(tmp_path, root, "html")
    assert (built.returncode, built.stderr) == (0, "")
    page = (tmp_path / "_build/deep/page.html").read_text(encoding="utf-8")
    theme = bp.load(PERIOD).themes[0]
    address = f'href="../datasets/{PERIOD}.en.html#{theme.id}"'
    wide, narrow, table = page[page.index("<svg") :].split("</svg>")
    assert address in wide
    assert address in narrow
    assert address in table
    assert table.index("<details>") < table.index("<table") < table.index("</details>")
    assert str(theme.title) in table
    assert "pictures.css" in page
    assert (tmp_path / "_build/_static/pictures.css").is_file()


def test_other_formats_have_the_table(tmp_path: Path, root: Path) -> None:
    built = build(tmp_path, root, "text")
    assert (built.returncode, built.stderr) == (0, "")
    page = (tmp_path / "_build/deep/page.txt").read_text(encoding="utf-8")
    assert "Outline of the programme" in page
    assert "svg" not in page
    for pillar in bp.load(PERIOD).pillars:
        assert f"{pillar.number} {pillar.title}"[:30] in page


def test_a_link_to_a_missing_page_is_a_warning(tmp_path: Path, root: Path) -> None:
    built = build(tmp_path, root, "html", data=False)
    assert f"a picture links to 'datasets/{PERIOD}.en" in built.stderr
    page = (tmp_path / "_build/deep/page.html").read_text(encoding="utf-8")
    assert 'href=""' not in page


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_table_of_a_picture_is_announced_in_its_language(
    tmp_path: Path, root: Path, language: bp.Language
) -> None:
    build(
        tmp_path, root, "html", page=f"Title\n=====\n\n.. picture:: outcomes-{PERIOD}.{language}\n"
    )
    page = (tmp_path / "_build/deep/page.html").read_text(encoding="utf-8")
    words = f"<summary>{translate('picture.as_table', language)}</summary>"
    assert page.index("</svg>") < page.index(words) < page.index("<table")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_a_page_has_the_graph_and_its_table(tmp_path: Path, root: Path) -> None:
    build(tmp_path, root, "html", page="Title\n=====\n\n.. picture:: classes\n")
    html = (tmp_path / "_build/deep/page.html").read_text(encoding="utf-8")
    assert (
        html.index('<svg role="img" aria-label=')
        < html.index("<details>")
        < html.index("predecessors")
    )


def test_without_graphviz_a_page_has_the_table(tmp_path: Path, root: Path) -> None:
    page, conf = "Title\n=====\n\n.. picture:: classes\n", 'graphviz_dot = "no-such-program"\n'
    built = build(tmp_path, root, "html", page=page, conf=conf)
    html = (tmp_path / "_build/deep/page.html").read_text(encoding="utf-8")
    assert "no-such-program" not in built.stderr
    assert "predecessors" in html
    assert "<details>" not in html


def test_an_unknown_picture_is_an_error_that_lists_the_names(tmp_path: Path, root: Path) -> None:
    built = build(tmp_path, root, "html", page="Title\n=====\n\n.. picture:: flow\n")
    assert "unknown picture 'flow'" in built.stderr
    assert "flows" in built.stderr
