"""The time to import and to get a first answer, in a fresh process."""

from collections.abc import Iterator

from measuring import Row, measure_ratios, prepare_processes

BASELINE = "import attrs"
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


def measure_startup(rounds: int) -> Iterator[Row]:
    """Yield the rows of the import and the first answer, ours and those of peers."""
    ran = prepare_processes({BASELINE: BASELINE, "import": IMPORT, "first answer": ANSWER, **PEERS})
    baseline = ran.pop(BASELINE)
    found = measure_ratios(baseline, ran, rounds)
    yield Row("import", BASELINE, found.pop("import"), 1.25)
    yield Row("import, load and print a title", BASELINE, found.pop("first answer"), 1.5)
    for name, ratio in found.items():
        yield Row(name, BASELINE, ratio)
