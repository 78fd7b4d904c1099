"""The pictures of the documentation agree with the data."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import attrs
import pytest
from attrs import frozen

import benelux_programme as bp
from benelux_programme._model.words import load_catalogue, translate
from benelux_programme.render._phrases import Phrasebook
from support import compare_golden, get_titled_nodes

pytest.importorskip("sphinx", reason="the documentation is built only where Sphinx is")

from pictures import PICTURES
from pictures.canvas import Graph, Link, Picture, space_out, text
from pictures.promises import render_promises_file

SVG = "{http://www.w3.org/2000/svg}"
UNSEEN = (f"{SVG}title", f"{SVG}desc")
PERIODS = bp.periods()
OLD, NEW = bp.load("2021-2024"), bp.load("2025-2028")
DAY = "2025-01-01"
PAPER = {"light": "#ffffff", "dark": "#131416"}


@pytest.fixture(params=[name for name in PICTURES if name != "classes"])
def name(request: pytest.FixtureRequest) -> str:
    value: str = request.param
    return value


def draw(name: str) -> Picture:
    picture = PICTURES[name]()
    assert isinstance(picture, Picture)
    return picture


def draw_graph() -> Graph:
    graph = PICTURES["classes"]()
    assert isinstance(graph, Graph)
    return graph


def parse_svg(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # it is our own


def draw_svg(name: str) -> ET.Element:
    return parse_svg(draw(name).svg(name))


def draw_svgs(name: str) -> list[ET.Element]:
    """Return a picture, and that for phones if there is one."""
    wide = draw(name)
    return [parse_svg(one.svg(name)) for one in (wide, wide.narrow) if one]


def read_text(root: ET.Element) -> str:
    """Return the texts of a picture, with the lines of each joined."""
    return "\n".join(" ".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def read_tooltips(root: ET.Element) -> list[str]:
    """Return what is shown when shapes are pointed at."""
    return [one.text or "" for one in root.iterfind(f".//*/{SVG}title")]


def read_rows(name: str) -> list[tuple[str, ...]]:
    return [
        tuple(cell.text if isinstance(cell, Link) else cell for cell in row)
        for row in PICTURES[name]().rows
    ]


def test_each_is_an_image_with_a_title_and_a_description(name: str) -> None:
    root = draw_svg(name)
    ids = {one.attrib["id"]: one for one in root.iter() if "id" in one.attrib}
    assert root.attrib["role"] == "img"
    title, description = ids[root.attrib["aria-labelledby"]], ids[root.attrib["aria-describedby"]]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert len(description.text or "") > len(title.text)
    assert all(id.startswith(name) for id in ids)


def test_each_is_the_same_when_drawn_again(name: str) -> None:
    assert draw(name).svg("x") == draw(name).svg("x")


def test_every_shape_is_inside_the_view_box(name: str) -> None:
    for root in draw_svgs(name):
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        for one in root.iter():
            if one.tag in (f"{SVG}tspan", f"{SVG}rect") and "transform" not in one.attrib:
                x, y = float(one.attrib["x"]), float(one.attrib["y"])
                assert x + float(one.get("width", 0)) <= width + 0.1, one.attrib
                assert y + float(one.get("height", 0)) <= height + 0.1, one.attrib


def read_boxes(root: ET.Element) -> Iterator[tuple[float, float, float, float, str]]:
    """Yield the left, right, top, bottom and words of each line of text.

    A letter is half as wide as it is high, or a little more.
    """
    for one in root.iter(f"{SVG}text"):
        size = float(one.attrib["font-size"])
        anchor = {"end": 1.0, "middle": 0.5}.get(one.get("text-anchor", ""), 0.0)
        for line in one if "transform" not in one.attrib else ():
            width = len(line.text or "") * size * 0.5
            left, base = float(line.attrib["x"]) - anchor * width, float(line.attrib["y"])
            yield left, left + width, base - size * 0.7, base, line.text or ""


def test_texts_do_not_overlap_and_are_not_cut_off(name: str) -> None:
    for root in draw_svgs(name):
        boxes = list(read_boxes(root))
        assert boxes
        for place, (left, right, top, bottom, words) in enumerate(boxes):
            assert left >= -0.1, words
            assert right <= float(root.attrib["width"]) + 0.1, words
            for other in boxes[place + 1 :]:
                beside = other[0] >= right or left >= other[1]
                assert beside or other[2] >= bottom or top >= other[3], (words, other[4])


def test_every_row_of_the_table_is_in_the_picture(name: str) -> None:
    picture, root = draw(name), draw_svg(name)
    shown = "\n".join([read_text(root), *read_tooltips(root)])
    assert picture.rows
    for row in read_rows(name):
        assert len(row) == len(picture.header)
        assert row[0] in shown
        assert row[1] in shown


def test_every_class_is_in_the_style_sheet(name: str, root: Path) -> None:
    sheet = (root / "docs/_ext/pictures/static/pictures.css").read_text(encoding="utf-8")
    drawn = [one for one in draw_svg(name).iter() if one.tag not in UNSEEN]
    used = {kind for one in drawn for kind in one.get("class", "").split()}
    assert used
    assert used <= set(re.findall(r"\.([a-z]+[0-9]?)\b", sheet))


def test_the_search_marks_no_word_that_is_not_drawn(name: str) -> None:
    """Its script would fail at them."""
    unseen = [one for one in draw_svg(name).iter() if one.tag in UNSEEN]
    assert len(unseen) >= 2
    assert {one.get("class") for one in unseen} == {"nohighlight"}


def test_texts_are_escaped() -> None:
    hostile = "<script>alert('&')</script>]]>"
    picture = Picture(
        title=hostile,
        description=hostile,
        height=1,
        shapes=(text(0, 0, [hostile]),),
        header=(),
        rows=(),
    )
    svg = picture.svg("x")
    assert "<script" not in svg
    assert read_text(parse_svg(svg)) == hostile


@pytest.mark.parametrize("is_narrow", [False, True])
@pytest.mark.parametrize("period", PERIODS)
def test_the_outline_has_every_pillar_and_theme(period: str, is_narrow: bool) -> None:
    programme, root = bp.load(period), draw_svgs(f"outline-{period}")[is_narrow]
    shown = read_text(root)
    for node in get_titled_nodes(programme):
        assert f"{node.number} {node.title}" in shown
    counts = {
        theme: int(count) for _, theme, count in read_rows(f"outline-{period}") if theme[0] != "O"
    }
    for theme in programme.themes:
        assert counts[f"{theme.number} {theme.title}"] == len(programme.actions.where(theme=theme))
    assert sum(int(count) for *_, count in read_rows(f"outline-{period}")) == len(programme.actions)
    numbers = Counter(re.findall(r"^(\d+)$", shown, re.MULTILINE))
    assert numbers == Counter(count for *_, count in read_rows(f"outline-{period}"))


@pytest.mark.parametrize("is_narrow", [False, True])
@pytest.mark.parametrize("period", PERIODS)
def test_the_outline_leads_to_every_pillar_and_theme(period: str, is_narrow: bool) -> None:
    programme, root = bp.load(period), draw_svgs(f"outline-{period}")[is_narrow]
    led = [one.attrib["href"].partition("#") for one in root.iter(f"{SVG}a")]
    assert {page for page, _, _ in led} == {f"datasets/{period}.en"}
    nodes = {node.id for node in get_titled_nodes(programme)}
    assert {anchor for _, _, anchor in led if anchor} == nodes


def count_links(old: bp.Pillar, new: bp.Pillar) -> int:
    """Return the number of predecessors that actions of the new pillar have in the old."""
    before = {action.id for action in old.actions}
    return sum(
        one.programme == OLD.id and one.action in before
        for action in new.actions
        for one in action.predecessors
    )


def test_the_flows_count_the_links_between_pillars() -> None:
    counts = {row[:2]: int(row[2]) for row in read_rows("flows")}
    for old in OLD.pillars:
        for new in NEW.pillars:
            names = f"{old.number} {old.title}", f"{new.number} {new.title}"
            assert counts.get(names, 0) == count_links(old, new)


def test_the_flows_count_introduced_and_dropped_actions() -> None:
    counts = {row[:2]: int(row[2]) for row in read_rows("flows")}
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


def test_the_bands_are_as_wide_as_their_counts() -> None:
    widths = {}
    for band in draw_svg("flows").iter(f"{SVG}path"):
        label, count = (band[0].text or "").rsplit(": ", 1)
        (width,) = re.findall(r"v([\d.]+)C", band.attrib["d"])
        widths[label] = float(width) / int(count)
    assert len(widths) == len(read_rows("flows"))
    assert len(set(widths.values())) == 1


def test_the_matrix_counts_the_actions_that_name_a_partner() -> None:
    total = 0
    for name, place, count in read_rows("partners-by-theme"):
        number, _, title = place.partition(" ")
        actions = NEW.actions.where(partner=name)
        if place == "Introduction":
            found = [action for action in actions if action.pillar is None]
        elif "." in number:
            found = list(actions.where(theme=find_id(title, NEW.themes)))
        else:
            pillar = find_id(title, NEW.pillars)
            found = list(actions.where(lambda action: action.theme is None, pillar=pillar))
        assert int(count) == len(found)
        total += int(count)
    assert total == sum(len(action.partners) for action in NEW.actions)


def find_id(title: str, nodes: tuple[bp.Theme, ...] | tuple[bp.Pillar, ...]) -> str:
    (found,) = (node.id for node in nodes if str(node.title) == title)
    return found


def test_the_bars_count_the_actions_of_each_field() -> None:
    counts = {label: numbers for label, *numbers in read_rows("fields")}
    known = {str(one.label): one for period in PERIODS for one in bp.load(period).fields}
    assert set(counts) == set(known)
    for label, field in known.items():
        for number, period in zip(counts[label], PERIODS, strict=True):
            actions = bp.load(period).actions
            assert int(number) == sum(field.id in action.fields for action in actions)


def test_the_bars_are_as_long_as_their_counts() -> None:
    for colour, period in enumerate(PERIODS, start=1):
        bars = [
            (float(bar.attrib["width"]), int(re.findall(r": (\d+) ", bar[0].text or "")[0]))
            for bar in draw_svg("fields").iter(f"{SVG}rect")
            if bar.attrib["class"] == f"c{colour} fill" and len(bar)
        ]
        assert len(bars) == len(read_rows("fields")), period
        assert len({round(width / count, 2) for width, count in bars if count}) == 1


def test_the_squares_are_the_actions_by_what_is_known_of_them() -> None:
    squares = draw_svg("promises").findall(f".//{SVG}a/{SVG}g")
    assert [str(square.findtext(f"{SVG}title")) for square in squares] == [
        str(action.summary) for programme in (OLD, NEW) for action in programme.actions
    ]
    sides = Counter(square.findall(f"{SVG}rect")[1].attrib["width"] for square in squares)
    actions = OLD.actions + NEW.actions
    known = [actions.where(outcome=bearing) for bearing in ("delivers", "advances", "context")]
    delivered, advanced, related = known
    assert list(zip(*sorted(sides.items(), key=lambda item: -float(item[0])), strict=True))[1] == (
        len(delivered),
        len(advanced - delivered),
        len(related - advanced - delivered),
        len(actions - delivered - advanced - related),
    )


def test_the_picture_of_the_readme_is_up_to_date(
    root: Path, request: pytest.FixtureRequest
) -> None:
    compare_golden(str(root / "docs/_static/promises.svg"), render_promises_file(), request)
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "docs/_static/promises.svg" in readme
    assert NEW.outcomes_as_of is not None
    day = Phrasebook("en").format_date(NEW.outcomes_as_of)
    for page in (readme, (root / "docs/index.md").read_text(encoding="utf-8")):
        assert day in page


def test_the_timeline_runs_from_the_customs_convention_to_the_last_programme() -> None:
    days = [row[0] for row in read_rows("timeline")]
    assert days[0] == "5 September 1944"
    assert days[-1] == PERIODS[-1]
    years = [int(re.findall(r"\d{4}", day)[0]) for day in days]
    assert years == sorted(years)
    assert set(PERIODS) < set(days)


def test_the_timeline_gives_the_dates_of_the_data() -> None:
    dates = {event: day for day, event, _ in read_rows("timeline")}
    treaty = NEW.reference("benelux-treaty-2008")
    assert treaty.signed
    assert treaty.in_force
    assert dates["Benelux Treaty signed"] == bp.render.date(treaty.signed)
    assert dates["Benelux Treaty in force"] == bp.render.date(treaty.in_force)
    assert any("approved on 19 December 2024" in event for event in dates)


def test_every_event_has_a_source() -> None:
    for _, _, source in PICTURES["timeline"]().rows:
        assert isinstance(source, Link)
        assert re.match(r"https?://[a-z]|datasets/", source.target)


def test_the_programmes_of_the_timeline_leave_no_gap() -> None:
    years = [row[0].split("-") for row in read_rows("timeline") if len(row[0]) == len("2025-2028")]
    assert [int(first) for first, _ in years[1:]] == [int(last) + 1 for _, last in years[:-1]]


@frozen
class Mark:
    """An outcome as it is drawn."""

    x: float
    y: float
    shape: str
    kind: str
    tooltip: str


def read_marks(name: str) -> list[Mark]:
    """Return the marks that have a tooltip, which those of the legend do not."""
    marks = []
    for one in draw_svg(name).iterfind(f".//*[{SVG}title]"):
        if one.tag == f"{SVG}circle":
            x, y, shape = float(one.attrib["cx"]), float(one.attrib["cy"]), "circle"
        else:
            start, _, shape = one.attrib["d"].partition("l")
            left, top = map(float, start[1:].split())
            x = left if shape.count("l") == 2 else left + 4  # a diamond begins at its top
            y = top + float(shape.split("l")[0].split()[1])
        marks.append(Mark(x, y, shape, one.attrib["class"], one[0].text or ""))
    return marks


def find_strongest(outcome: bp.Outcome) -> bp.Bearing:
    found = {one.bearing for one in outcome.bearings}
    return next(one for one in bp.Bearing if one in found)


def capitalize(label: bp.Text, language: str) -> str:
    words = f"{label:{language}}"
    return words[0].upper() + words[1:]


@pytest.fixture(params=[(period, one) for period in PERIODS for one in bp.LANGUAGES], ids="-".join)
def drawn(request: pytest.FixtureRequest) -> tuple[bp.Programme, bp.Language, str]:
    """Return a programme, a language, and the name of the picture of the outcomes."""
    period, language = request.param
    return bp.load(period), language, f"outcomes-{period}.{language}"


Drawn: TypeAlias = tuple[bp.Programme, bp.Language, str]


def test_every_outcome_is_one_row_in_the_order_of_dates(drawn: Drawn) -> None:
    programme, language, name = drawn
    rows = read_rows(name)
    dates = sorted(one.date for one in programme.outcomes)
    assert [date for date, *_ in rows] == [bp.render.date(date, language) for date in dates]
    assert Counter(rows) == Counter(
        (
            bp.render.date(one.date, language),
            capitalize(one.kind.label, language),
            capitalize(find_strongest(one).label, language),
            f"{one.summary:{language}}",
        )
        for one in programme.outcomes
    )


def describe(outcome: bp.Outcome, language: bp.Language) -> str:
    """Return the sentence of an outcome, with its date as people write it, kind and bearing."""
    labels = (capitalize(one.label, language) for one in (outcome.kind, find_strongest(outcome)))
    name = ", ".join((Phrasebook(language).format_date(outcome.date), *labels))
    return translate("form.fact", language, name=name, value=f"{outcome.summary:{language}}")


def find_outcomes(drawn: Drawn) -> list[tuple[Mark, bp.Outcome]]:
    """Return the marks, each with its outcome."""
    programme, language, name = drawn
    outcomes = {describe(one, language): one for one in programme.outcomes}
    return [(mark, outcomes[mark.tooltip]) for mark in read_marks(name)]


def test_every_outcome_is_one_mark_that_describes_it(drawn: Drawn) -> None:
    programme, language, name = drawn
    assert Counter(one.tooltip for one in read_marks(name)) == Counter(
        describe(one, language) for one in programme.outcomes
    )


def test_marks_are_in_the_order_of_days_and_no_two_touch(drawn: Drawn) -> None:
    found = find_outcomes(drawn)
    days = [(one.x, outcome.date) for one, outcome in found if len(outcome.date) == len(DAY)]
    marks = [one for one, _ in found]
    assert len(days) > len(marks) / 2
    for x, date in days:
        for other_x, other_date in days:
            same, later = date == other_date, date < other_date
            assert x == pytest.approx(other_x, abs=0.1) if same else later == (x < other_x)
    for place, one in enumerate(marks):
        for other in marks[place + 1 :]:
            assert max(abs(one.x - other.x), abs(one.y - other.y)) >= 12, (one, other)


def test_marks_are_between_the_lines_of_their_year(drawn: Drawn) -> None:
    root = draw_svg(drawn[2])
    years = {
        one[0].text or "": float(one[0].attrib["x"]) - 3
        for one in root.iter(f"{SVG}text")
        if one.get("class") == "strong"
    }
    assert list(years) == sorted(years)
    for mark, outcome in find_outcomes(drawn):
        year = outcome.date[:4]
        assert years[year] <= mark.x <= years.get(str(int(year) + 1), 460)


def test_outcomes_whose_day_is_not_known_have_a_line(drawn: Drawn) -> None:
    lines = [one for one in draw_svg(drawn[2]).iter() if one.get("class") == "c0 line"]
    partly = [one for one in drawn[0].outcomes if len(one.date) < len(DAY)]
    assert partly
    assert len(lines) == len(partly) + 1  # that of the legend


def test_a_bearing_is_a_shape_and_a_colour_of_its_own(drawn: Drawn) -> None:
    looks = {
        (one.shape, one.kind, find_strongest(outcome)) for one, outcome in find_outcomes(drawn)
    }
    assert len(looks) == len(bp.Bearing)
    assert [len(set(column)) for column in zip(*looks, strict=True)] == [len(bp.Bearing)] * 3


def test_a_row_leads_to_its_outcome(drawn: Drawn) -> None:
    programme, language, name = drawn
    targets = [cell.target for row in draw(name).rows for cell in row if isinstance(cell, Link)]
    page = f"datasets/{programme.id}-outcomes.{language}"
    assert targets == [f"{page}#{outcome.id}" for outcome in programme.outcomes]


def test_a_picture_of_outcomes_has_only_words_of_its_language(drawn: Drawn) -> None:
    programme, language, name = drawn
    picture, root = draw(name), draw_svg(name)
    patterns = [text[language] for text in load_catalogue().values()]
    forms = [[one] if isinstance(one, str) else one.values() for one in patterns]
    known = {word for one in forms for pattern in one for word in split_words(pattern)}
    shown = [read_text(root), picture.title, picture.description, *picture.header]
    shown += [cell for row in picture.rows for cell in row if isinstance(cell, str)]
    shown.append(" ".join(read_tooltips(root)))
    for outcome in programme.outcomes:
        shown[-1] = shown[-1].replace(f"{outcome.summary:{language}}", "")
    words = {word for text in shown for word in split_words(text) if len(word) > 1}
    assert words <= known


def split_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def public_classes() -> Iterator[type]:
    for name in bp.__all__:
        value = getattr(bp, name)
        if isinstance(value, type) and attrs.has(value):
            yield value


def test_the_table_of_classes_has_every_public_class_with_its_fields() -> None:
    assert Counter(row[:2] for row in read_rows("classes")) == Counter(
        (cls.__name__, field.name)
        for cls in public_classes()
        for field in attrs.fields(cls)
        if not field.name.startswith("_")
    )


def test_the_table_of_classes_shortens_types() -> None:
    types = {row[:2]: row[2] for row in read_rows("classes")}
    assert types["Action", "pillar"] == "str?"
    assert types["Action", "citations"] == "Citation*"
    assert types["Programme", "title"] == "Text"
    assert types["Selection", "programmes"] == "Programme*"


def test_an_arrow_leads_from_a_class_to_each_that_it_contains() -> None:
    lines = draw_graph().source.splitlines()
    assert "Pillar -> Theme;" in lines
    assert "Comparison -> Programme;" in lines
    assert not [line for line in lines if "-> Text" in line]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_every_connected_class() -> None:
    svg = subprocess.run(
        ["dot", "-Tsvg"], input=draw_graph().source, capture_output=True, text=True, check=True
    ).stdout
    names = read_text(parse_svg(svg)).split()
    assert {"Programme", "Pillar", "Theme", "Action", "Selection", "Diff"} <= set(names)


def test_space_out_separates_boxes_within_the_limits() -> None:
    middles = space_out([5, 5, 90, 95], [10, 10, 20, 20], 0, 100)
    assert middles == [5, 15, 70, 90]


def relative_luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_colours_have_a_contrast_of_three(root: Path) -> None:
    sheet = (root / "docs/_ext/pictures/static/pictures.css").read_text(encoding="utf-8")
    light, dark, automatic = (
        re.findall(r"--picture-\d: (#[0-9a-f]{6});", block)
        for block in re.findall(r"\.picture \{(.*?)\}", sheet, re.DOTALL)
    )
    assert dark == automatic
    assert len(set(light)) == len(set(dark)) == 6
    for colours, paper in ((light, PAPER["light"]), (dark, PAPER["dark"])):
        for colour in colours:
            low, high = sorted((relative_luminance(colour), relative_luminance(paper)))
            assert (high + 0.05) / (low + 0.05) >= 3, colour
