"""The steps of a wish, done by a browser at a desk of its own."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.wishes.cases import NAME, Case, WishError, begin, verify
from benchmarks.wishes.commands import keep_rules, surroundings
from benchmarks.wishes.steps import PATIENCE, StepError, do

if TYPE_CHECKING:  # a benchmark of commands needs no browser
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ENDING = 60
"""Seconds until a desk that is interrupted has ended."""


class BrowserError(Exception):
    """There is no browser here."""


@contextmanager
def browsing() -> Iterator["Browser"]:
    """Start a browser, and end it.

    Raises
    ------
    BrowserError
        When there is none, or nothing that drives it.
    """
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise BrowserError("The desk needs Chromium (apt-get install chromium).")
    try:
        driver: Any = import_module("playwright.sync_api")
    except ImportError as error:
        raise BrowserError("The desk needs Playwright (pip install playwright).") from error
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def fulfil_at_desk(case: Case, folder: Path, browser: "Browser") -> float:
    """Do the steps of a wish in an empty folder, and return how many seconds they took together.

    They begin when the page is open, and end when it says that all is done.

    Raises
    ------
    WishError
        When a step fails, the variants do not say what the wish asks, or a hard rule is broken.
    """
    begin(folder)
    with _opened(folder) as address, _page(browser, address) as page:
        begun = time.perf_counter()
        for line in case.desk:
            _try(page, case, line)
        seconds = time.perf_counter() - begun
    keep_rules(folder)
    verify(case, folder)
    return seconds


def _try(page: "Page", case: Case, line: str) -> None:
    driver: Any = import_module("playwright.sync_api")
    try:
        do(page, line)
    except StepError as error:
        raise WishError(f"{case.name}: {error}") from error
    except driver.Error as error:
        beside = page.locator("#side").inner_text()
        raise WishError(f"{case.name}: {line}: failed.\n{error}\nBeside it: {beside}") from error


@contextmanager
def _page(browser: "Browser", address: str) -> Iterator["Page"]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()


@contextmanager
def _opened(folder: Path) -> Iterator[str]:
    """Open the desk, and end it as Ctrl-C does: then all is in its files."""
    command = [sys.executable, "-m", "scheduler.cli", "desk", "open", f"{NAME}.yaml", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603  # this very program
        command, cwd=folder, env=surroundings(), stdout=subprocess.PIPE, text=True
    )
    try:
        said = next(iter(process.stdout or ()), "")
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", said)
        if found is None:
            raise WishError(f"The desk does not open: {said}")
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=ENDING)
