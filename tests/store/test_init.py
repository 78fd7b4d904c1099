import json
import ntpath
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import pytest

import benelux_programme as bp
from benelux_programme import _data
from benelux_programme._data import read_bundled
from benelux_programme.errors import (
    NotInForceError,
    UnknownPeriodError,
    UnknownRevisionError,
)

DATA = files("benelux_programme") / "_data"
INDEX = json.loads((DATA / "index.json").read_text(encoding="utf-8"))["programmes"]


def test_periods_are_in_chronological_order() -> None:
    assert bp.periods() == ("2021-2024", "2025-2028")
    assert list(bp.periods()) == sorted(bp.periods(), key=lambda period: INDEX[period]["start"])


def test_the_latest_revision_is_loaded_by_default() -> None:
    for period in bp.periods():
        latest = max(bp.revisions(period))
        assert bp.load(period).revision == latest
        assert bp.load(period) is bp.load(period, revision=latest)
        assert bp.load(period).id == str(bp.load(period).period) == period


@pytest.mark.parametrize("period", ["1999-2002", "", "../../secret", "/etc/passwd", "2025-2028/1"])
def test_an_unknown_period_is_an_error_with_the_available_ones(period: str) -> None:
    for function in (bp.load, bp.revisions):
        with pytest.raises(UnknownPeriodError, match="available: 2021-2024, 2025-2028") as caught:
            function(period)
        assert caught.value.period == period
        assert caught.value.known == bp.periods()


@pytest.mark.parametrize("revision", [0, 3, -1, "1"])
def test_an_unknown_revision_is_an_error_with_the_available_ones(revision: Any) -> None:
    with pytest.raises(UnknownRevisionError, match="available: 1, 2") as caught:
        bp.load("2025-2028", revision=revision)
    assert (caught.value.period, caught.value.revision) == ("2025-2028", revision)
    assert caught.value.known == (1, 2)


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2021, 1, 1), "2021-2024"),
        (date(2024, 12, 31), "2021-2024"),
        (date(2025, 1, 1), "2025-2028"),
        (date(2028, 12, 31), "2025-2028"),
        (datetime(2028, 12, 31, 23, 59, tzinfo=UTC), "2025-2028"),
    ],
)
def test_in_force_returns_the_programme_of_a_day(day: date, period: str) -> None:
    assert bp.in_force(day) is bp.load(period)


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2029, 1, 1), date.min, date.max])
def test_a_day_without_programme_is_an_error(day: date) -> None:
    with pytest.raises(NotInForceError, match="2021-2024, 2025-2028") as caught:
        bp.in_force(day)
    assert (caught.value.day, caught.value.known) == (day.isoformat(), bp.periods())


def test_bundled_files_have_the_checksums_of_the_index() -> None:
    for entry in INDEX.values():
        for revision in entry["revisions"].values():
            content = DATA.joinpath(*revision["file"].split("/")).read_bytes()
            assert sha256(content).hexdigest() == revision["sha256"]


def test_a_bundled_file_is_read_by_the_loader_with_a_path_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = read_bundled("index.json")
    assert json.loads(content)["programmes"] == INDEX
    paths: list[str] = []
    archive = SimpleNamespace(get_data=paths.append)
    monkeypatch.setattr(_data, "__spec__", SimpleNamespace(loader=archive))
    monkeypatch.setattr(_data, "__file__", r"C:\site.zip\benelux_programme\_data\__init__.py")
    monkeypatch.setattr(_data, "os", SimpleNamespace(path=ntpath))
    read_bundled("2025-2028/1.json")
    assert paths == [r"C:\site.zip\benelux_programme\_data\2025-2028\1.json"]


def test_bundled_programmes_are_valid() -> None:
    for period in bp.periods():
        assert bp.read(bp.to_dict(bp.load(period))) == bp.load(period)


LOAD_IN_THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import benelux_programme as bp
sys.setswitchinterval(1e-6)
barrier = Barrier(16)
with ThreadPoolExecutor(16) as threads:
    loaded = threads.map(lambda _: (barrier.wait(), EXPRESSION)[1], range(16))
    print(len(set(map(id, loaded))))
"""

FORK_WHILE_LOADING = """
import gc, os
from functools import _lru_cache_wrapper
from threading import Thread
import benelux_programme as bp
from benelux_programme._serialization.codec import _bundled
bp.load("2021-2024").actions
caches = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
def load_for_ever():
    while True:
        bp.load("2021-2024").actions
Thread(target=load_for_ever, daemon=True).start()
for _ in range(30):
    _bundled.clear()
    for cache in caches:
        cache.cache_clear()
    child = os.fork()
    if child == 0:
        os._exit(len(bp.load("2021-2024").actions) == 0)
    assert os.waitpid(child, 0)[1] == 0
os._exit(0)
"""


@pytest.mark.parametrize("expression", ["bp.load('2025-2028')", "bp.documents()"])
def test_all_threads_that_load_first_get_the_same_object(expression: str) -> None:
    for _ in range(3):
        command = [sys.executable, "-c", LOAD_IN_THREADS.replace("EXPRESSION", expression)]
        assert subprocess.run(command, capture_output=True, check=True).stdout.split() == [b"1"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_a_child_that_is_forked_while_another_thread_loads_can_load() -> None:
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORK_WHILE_LOADING], check=True, timeout=60
    )
