"""How long it takes until there is a first answer, in a fresh process."""

from collections.abc import Iterator

from measuring import Row, processes, ratios

ANCHOR = "import attrs"
IMPORT = "import benelux_programme"
ANSWER = "import benelux_programme as bp; print(bp.load('2025-2028').pillars[0].title)"
PEERS = {
    "import pycountry": "import pycountry",
    "import babel": "import babel",
    "import xyzservices": "import xyzservices",
    "import holidays": "import holidays",
    "import mitreattack": "import mitreattack.stix20",
    "first answer of pycountry": "import pycountry; pycountry.countries.get(alpha_2='BE').name",
    "first answer of babel": "import babel; babel.Locale('nl').territories['BE']",
    "first answer of xyzservices": (
        "import xyzservices.providers as them; them.OpenStreetMap.Mapnik.url"
    ),
    "first answer of holidays": "import holidays; holidays.BE(years=2026).get('2026-07-21')",
}


def rows(rounds: int) -> Iterator[Row]:
    """The import and the first answer, ours and those of peers."""
    ran = processes({ANCHOR: ANCHOR, "import": IMPORT, "first answer": ANSWER, **PEERS})
    anchor = ran.pop(ANCHOR)
    found = ratios(anchor, ran, rounds)
    yield Row("import", ANCHOR, found.pop("import"), 1.25)
    yield Row("import, load and print a title", ANCHOR, found.pop("first answer"), 1.5)
    for name, ratio in found.items():
        yield Row(name, ANCHOR, ratio)
