"""A reader of the site: a real browser, and what it shows, asks for and complains about."""

import functools
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WAIT = 10
"""Seconds after which what was expected will not come."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # which browsers ask for, whatever the page says
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served, on this machine only."""
    handler = functools.partial(_Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def programs() -> tuple[str, str] | None:
    """Where the browser and its driver are, if both are there."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


@contextmanager
def driven(browser: str, driver: str) -> Iterator[Any]:
    """A browser without a window."""
    from selenium import webdriver  # noqa: PLC0415  # only who has a browser needs it

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    # The sandbox does not start in a container; the pages are our own.
    for argument in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "lang=en"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options, webdriver.ChromeService(driver))
    try:
        yield started
    finally:
        started.quit()


class Reader:
    """One who reads the site at an address."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        self.address = address
        self._requests: list[str] = []
        self.read_as()
        self.forget()

    def read_as(self, width: int = 1280, height: int = 900, scheme: str = "light") -> None:
        """Have a screen of this size, like light or dark, and dislike what moves."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, path: str) -> None:
        """Go to a page of the site, or to a full address."""
        self.driver.get(path if "://" in path else f"{self.address}/{path}")

    @property
    def url(self) -> str:
        """The address of the page."""
        return str(self.driver.current_url)

    def all(self, selector: str) -> list[Any]:
        """The elements that a selector finds, seen or not."""
        return list(self.driver.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        """The first of them, when it can be seen."""
        self.until(lambda: any(one.is_displayed() for one in self.all(selector)), selector)
        return next(one for one in self.all(selector) if one.is_displayed())

    def text(self, selector: str) -> str:
        """What can be read in the first of them."""
        return str(self.one(selector).text)

    def texts(self, selector: str) -> list[str]:
        """What can be read in each."""
        return [one.text for one in self.all(selector)]

    def click(self, selector: str) -> None:
        """Click on the first."""
        self.one(selector).click()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: letters, or names such as TAB."""
        from selenium.webdriver import ActionChains, Keys  # noqa: PLC0415  # as above

        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(getattr(Keys, key, key))
        actions.perform()

    def run(self, script: str, *arguments: object) -> Any:
        """What a script gives back."""
        return self.driver.execute_script(f"return {script}", *arguments)

    def until(self, test: Any, what: str = "what was expected") -> None:
        """Wait until something is so."""
        from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415  # as above

        WebDriverWait(self.driver, WAIT, poll_frequency=0.05).until(
            lambda _: test(), f"{what} never came at {self.url}"
        )

    def forget(self) -> None:
        """Leave the page, and all complaints and requests up to now."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")

    def complaints(self) -> list[str]:
        """What the browser had to complain about."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def hosts(self) -> set[str]:
        """Whom the pages asked for something over the network."""
        entries = [json.loads(one["message"]) for one in self.driver.get_log("performance")]
        sent = [
            entry["message"]["params"]["request"]["url"]
            for entry in entries
            if entry["message"]["method"] == "Network.requestWillBeSent"
        ]
        return {urlsplit(url).netloc for url in sent if url.startswith(("http", "ws"))}
