"""A reader of the site: a real browser with its requests and its messages."""

import functools
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WAIT = 60
"""The timeout in seconds."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and yield its address."""
    handler = functools.partial(_Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def find_browser() -> tuple[str, str] | None:
    """Return the paths of the browser and its driver, or None if one is missing."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


@contextmanager
def start_browser(browser: str, driver: str) -> Iterator[Any]:
    """Start a browser without a window."""
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
    """A reader of the site at an address."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        self.address = address
        self._requests: list[str] = []
        self.set_screen()
        self.reset()

    def set_screen(self, width: int = 1280, height: int = 900, scheme: str = "light") -> None:
        """Set the size of the screen and the colour scheme, and reduce motion."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def open(self, path: str) -> None:
        """Open a page of the site, or a full address."""
        self.driver.get(path if "://" in path else f"{self.address}/{path}")

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return str(self.driver.current_url)

    def find_all(self, selector: str) -> list[Any]:
        """Return the elements that match a selector, visible or not."""
        return list(self.driver.find_elements("css selector", selector))

    def find(self, selector: str) -> Any:
        """Wait for the first visible element that matches, and return it."""
        self.wait_until(
            lambda: any(one.is_displayed() for one in self.find_all(selector)), selector
        )
        return next(one for one in self.find_all(selector) if one.is_displayed())

    def text(self, selector: str) -> str:
        """Return the visible text of the first."""
        return str(self.find(selector).text)

    def texts(self, selector: str) -> list[str]:
        """Return the visible text of each."""
        return [one.text for one in self.find_all(selector)]

    def click(self, selector: str) -> None:
        """Click on the first."""
        self.find(selector).click()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: letters, or names such as TAB."""
        from selenium.webdriver import ActionChains, Keys  # noqa: PLC0415  # as above

        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(getattr(Keys, key, key))
        actions.perform()

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script, and return its value."""
        return self.driver.execute_script(f"return {script}", *arguments)

    def wait_until(self, condition: Any, description: str = "the condition") -> None:
        """Wait until a condition is true."""
        from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415  # as above

        WebDriverWait(self.driver, WAIT, poll_frequency=0.05).until(
            lambda _: condition(), f"{description} was not met at {self.url}"
        )

    def reset(self) -> None:
        """Leave the page, and discard its messages and requests."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")

    def read_messages(self) -> list[str]:
        """Return the messages that the browser logged."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requested_hosts(self) -> set[str]:
        """Return the hosts that the pages requested."""
        entries = [json.loads(one["message"]) for one in self.driver.get_log("performance")]
        sent = [
            entry["message"]["params"]["request"]["url"]
            for entry in entries
            if entry["message"]["method"] == "Network.requestWillBeSent"
        ]
        return {urlsplit(url).netloc for url in sent if url.startswith(("http", "ws"))}
