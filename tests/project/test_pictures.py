"""The pictures of the documentation say what the data say."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest
from pictures import PICTURES, Picture
from pictures.canvas import Link, spread, text

import benelux_programme as bp
from support import titled

SVG = "{http://www.w3.org/2000/svg}"
PERIODS = bp.periods()
OLD, NEW = bp.load("2021-2024"), bp.load("2025-2028")
PAPER = {"light": "#ffffff", "dark": "#131416"}


@pytest.fixture(params=PICTURES)
def name(request: pytest.FixtureRequest) -> str:
    called: str = request.param
    return called


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # it is our own


def drawn(name: str) -> ET.Element:
    return parsed(PICTURES[name]().svg(name))


def words(root: ET.Element) -> str:
    """What the picture says, with the lines of each text joined."""
    return "\n".join(" ".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def rows(name: str) -> list[tuple[str, ...]]:
    return [
        tuple(cell.text if isinstance(cell, Link) else cell for cell in row)
        for row in PICTURES[name]().rows
    ]


def test_each_is_an_image_with_a_title_and_a_description(name: str) -> None:
    root = drawn(name)
    ids = {one.attrib["id"]: one for one in root.iter() if "id" in one.attrib}
    assert root.attrib["role"] == "img"
    title, description = ids[root.attrib["aria-labelledby"]], ids[root.attrib["aria-describedby"]]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert len(description.text or "") > len(title.text)
    assert all(id.startswith(name) for id in ids)


def test_each_is_the_same_when_drawn_again(name: str) -> None:
    assert PICTURES[name]().svg("x") == PICTURES[name]().svg("x")


def test_nothing_stands_outside(name: str) -> None:
    root = drawn(name)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for one in root.iter():
        if one.tag in (f"{SVG}tspan", f"{SVG}rect") and "transform" not in one.attrib:
            x, y = float(one.attrib["x"]), float(one.attrib["y"])
            assert x + float(one.get("width", 0)) <= width + 0.1, one.attrib
            assert y + float(one.get("height", 0)) <= height + 0.1, one.attrib


def test_texts_do_not_run_into_each_other(name: str) -> None:
    """A letter is half as wide as it is high, or a little more."""
    boxes = []
    for one in drawn(name).iter(f"{SVG}text"):
        size = float(one.attrib["font-size"])
        anchor = {"end": 1.0, "middle": 0.5}.get(one.get("text-anchor", ""), 0.0)
        for line in one if "transform" not in one.attrib else ():
            width = len(line.text or "") * size * 0.5
            left, base = float(line.attrib["x"]) - anchor * width, float(line.attrib["y"])
            boxes.append((left, left + width, base - size * 0.7, base, line.text))
    assert boxes
    for place, (left, right, top, bottom, words) in enumerate(boxes):
        assert left >= -0.1, words
        for other in boxes[place + 1 :]:
            apart = other[0] >= right or left >= other[1] or other[2] >= bottom or top >= other[3]
            assert apart, (words, other[4])


def test_the_table_says_what_the_picture_says(name: str) -> None:
    picture, said = PICTURES[name](), words(drawn(name))
    assert picture.rows
    for row in rows(name):
        assert len(row) == len(picture.head)
        assert row[0] in said
        assert row[1] in said


def test_every_style_is_in_the_style_sheet(name: str, root: Path) -> None:
    sheet = (root / "docs/_ext/pictures/static/pictures.css").read_text(encoding="utf-8")
    used = {kind for one in drawn(name).iter() for kind in one.get("class", "").split()}
    assert used
    assert used <= set(re.findall(r"\.([a-z]+[0-9]?)\b", sheet))


def test_texts_are_escaped() -> None:
    hostile = "<script>alert('&')</script>]]>"
    picture = Picture(
        title=hostile,
        description=hostile,
        height=1,
        shapes=(text(0, 0, [hostile]),),
        head=(),
        rows=(),
    )
    svg = picture.svg("x")
    assert "<script" not in svg
    assert words(parsed(svg)) == hostile


@pytest.mark.parametrize("period", PERIODS)
def test_the_outline_has_every_pillar_and_theme(period: str) -> None:
    programme, root = bp.load(period), drawn(f"outline-{period}")
    said = words(root)
    for node in titled(programme):
        assert f"{node.number} {node.title}" in said
    counts = {theme: int(count) for _, theme, count in rows(f"outline-{period}") if theme[0] != "O"}
    for theme in programme.themes:
        assert counts[f"{theme.number} {theme.title}"] == len(programme.actions.where(theme=theme))
    assert sum(int(count) for *_, count in rows(f"outline-{period}")) == len(programme.actions)
    shown = Counter(re.findall(r"^(\d+)$", said, re.MULTILINE))
    assert shown == Counter(count for *_, count in rows(f"outline-{period}"))


@pytest.mark.parametrize("period", PERIODS)
def test_the_outline_leads_to_every_pillar_and_theme(period: str) -> None:
    programme, root = bp.load(period), drawn(f"outline-{period}")
    led = [one.attrib["href"].partition("#") for one in root.iter(f"{SVG}a")]
    assert {page for page, _, _ in led} == {f"datasets/{period}.en"}
    nodes = {node.id for node in titled(programme)}
    assert {anchor for _, _, anchor in led if anchor} == nodes


def links(old: bp.Pillar, new: bp.Pillar) -> int:
    """How many pairs of actions go from one pillar to the other."""
    before = {action.id for action in old.actions}
    return sum(
        one.programme == OLD.id and one.action in before
        for action in new.actions
        for one in action.predecessors
    )


def test_the_flows_count_the_links_between_pillars() -> None:
    counts = {row[:2]: int(row[2]) for row in rows("flows")}
    for old in OLD.pillars:
        for new in NEW.pillars:
            names = f"{old.number} {old.title}", f"{new.number} {new.title}"
            assert counts.get(names, 0) == links(old, new)


def test_the_flows_count_what_is_new_and_what_is_dropped() -> None:
    counts = {row[:2]: int(row[2]) for row in rows("flows")}
    continued = {one.action for action in NEW.actions for one in action.predecessors}
    for pillar in OLD.pillars:
        dropped = [action for action in pillar.actions if action.id not in continued]
        names = f"{pillar.number} {pillar.title}", f"Not continued from {OLD.id}"
        assert counts.get(names, 0) == len(dropped)
    for pillar in NEW.pillars:
        fresh = [action for action in pillar.actions if not action.predecessors]
        names = f"New in {NEW.id}", f"{pillar.number} {pillar.title}"
        assert counts.get(names, 0) == len(fresh)
    fresh = [action for action in NEW.own_actions if not action.predecessors]
    assert counts.get((f"New in {NEW.id}", "Outside any pillar"), 0) == len(fresh)


def test_the_bands_are_as_wide_as_what_they_count() -> None:
    widths = {}
    for band in drawn("flows").iter(f"{SVG}path"):
        told, count = (band[0].text or "").rsplit(": ", 1)
        (width,) = re.findall(r"v([\d.]+)C", band.attrib["d"])
        widths[told] = float(width) / int(count)
    assert len(widths) == len(rows("flows"))
    assert len(set(widths.values())) == 1


def test_the_matrix_counts_the_actions_that_name_a_partner() -> None:
    total = 0
    for name, place, count in rows("partners-by-theme"):
        number, _, title = place.partition(" ")
        actions = NEW.actions.where(partner=name)
        if place == "Introduction":
            found = [action for action in actions if action.pillar is None]
        elif "." in number:
            found = list(actions.where(theme=one_called(title, NEW.themes)))
        else:
            pillar = one_called(title, NEW.pillars)
            found = list(actions.where(lambda action: action.theme is None, pillar=pillar))
        assert int(count) == len(found)
        total += int(count)
    assert total == sum(len(action.partners) for action in NEW.actions)


def one_called(title: str, nodes: tuple[bp.Theme, ...] | tuple[bp.Pillar, ...]) -> str:
    (found,) = (node.id for node in nodes if str(node.title) == title)
    return found


def test_the_bars_count_the_actions_of_each_field() -> None:
    counts = {label: numbers for label, *numbers in rows("fields")}
    known = {str(one.label): one for period in PERIODS for one in bp.load(period).fields}
    assert set(counts) == set(known)
    for label, field in known.items():
        for number, period in zip(counts[label], PERIODS, strict=True):
            actions = bp.load(period).actions
            assert int(number) == sum(field.id in action.fields for action in actions)


def test_the_longest_bar_is_that_of_most_actions() -> None:
    for colour, period in enumerate(PERIODS, start=1):
        bars = [
            (float(bar.attrib["width"]), int(re.findall(r": (\d+) ", bar[0].text or "")[0]))
            for bar in drawn("fields").iter(f"{SVG}rect")
            if bar.attrib["class"] == f"c{colour} fill" and len(bar)
        ]
        assert len(bars) == len(rows("fields")), period
        assert len({round(width / count, 2) for width, count in bars if count}) == 1


def test_the_line_of_years_runs_from_the_customs_convention_to_the_last_programme() -> None:
    when = [row[0] for row in rows("timeline")]
    assert when[0] == "1944-09-05"
    assert when[-1] == PERIODS[-1]
    assert when == sorted(when)
    assert set(PERIODS) < set(when)


def test_the_line_of_years_gives_the_dates_of_the_data() -> None:
    said = {what: when for when, what, _ in rows("timeline")}
    treaty = NEW.reference("benelux-treaty-2008")
    assert said["Benelux Treaty signed"] == treaty.signed
    assert said["Benelux Treaty in force"] == treaty.in_force
    assert any("adopted on 2024-12-19" in what for what in said)


def test_every_event_has_a_source() -> None:
    for _, _, source in PICTURES["timeline"]().rows:
        assert isinstance(source, Link)
        assert re.match(r"https?://[a-z]|datasets/", source.target)


def test_the_programmes_follow_each_other_without_a_gap() -> None:
    years = [row[0].split("-") for row in rows("timeline") if len(row[0]) == len("2025-2028")]
    assert [int(first) for first, _ in years[1:]] == [int(last) + 1 for _, last in years[:-1]]


def public_classes() -> Iterator[type]:
    for name in bp.__all__:
        one = getattr(bp, name)
        if isinstance(one, type) and attrs.has(one):
            yield one


def test_the_diagram_has_every_public_class_with_its_fields() -> None:
    said = words(drawn("classes")).splitlines()
    told = Counter(row[:2] for row in rows("classes"))
    expected = Counter(
        (one.__name__, field.name)
        for one in public_classes()
        for field in attrs.fields(one)
        if not field.name.startswith("_")
    )
    assert told == expected
    for one in public_classes():
        assert one.__name__ in said


def test_the_diagram_writes_types_short() -> None:
    types = {row[:2]: row[2] for row in rows("classes")}
    assert types["Action", "pillar"] == "str?"
    assert types["Action", "citations"] == "Citation*"
    assert types["Programme", "title"] == "Text"
    assert types["Selection", "programmes"] == "Programme*"


def test_every_module_has_its_place_in_the_layers(root: Path) -> None:
    source = root / "src/benelux_programme"
    files = {one.stem for one in source.glob("*.py")} - {"__init__"}
    packages = {one.parent.name for one in source.glob("*/__init__.py")}
    purposes = {row[0]: row[1] for row in rows("layers")}
    assert purposes.keys() == files | packages
    assert purposes["errors"].startswith("Every error this library raises")


def test_modules_stand_above_what_they_import() -> None:
    names = [row[0] for row in rows("layers")]
    assert names.index("_cli") < names.index("render") < names.index("_programme")
    assert names.index("_programme") < names.index("_model") < names.index("errors")


def test_spread_keeps_things_apart_and_inside() -> None:
    middles = spread([5, 5, 90, 95], [10, 10, 20, 20], 0, 100)
    assert middles == [5, 15, 70, 90]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_colours_stand_out_from_the_page(root: Path) -> None:
    sheet = (root / "docs/_ext/pictures/static/pictures.css").read_text(encoding="utf-8")
    light, dark, automatic = (
        re.findall(r"--picture-\d: (#[0-9a-f]{6});", block)
        for block in re.findall(r"\.picture \{(.*?)\}", sheet, re.DOTALL)
    )
    assert dark == automatic
    assert len(set(light)) == len(set(dark)) == 6
    for colours, paper in ((light, PAPER["light"]), (dark, PAPER["dark"])):
        for colour in colours:
            low, high = sorted((luminance(colour), luminance(paper)))
            assert (high + 0.05) / (low + 0.05) >= 3, colour
