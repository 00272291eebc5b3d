"""One browser and one desk for all tests that look at its page."""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.publishing.page.served import CHROMIUM
from tests.web.desk.opened import Opened, Planner, opened
from tests.web.desk.seen import at

if TYPE_CHECKING:  # these fixtures are loaded for tests without a browser, too
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Start a browser."""
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="package")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open the desk of the forum."""
    with opened(tmp_path_factory.mktemp("forum")) as made:
        yield made


@pytest.fixture
def forum_desk(forum: Opened) -> Opened:
    """Take back what the last test has done."""
    planner = Planner(forum)
    planner.look()
    while planner.state["done"] > 1:
        planner.do("undo")
    return forum


@pytest.fixture
def page(browser: "Browser", forum_desk: Opened) -> Iterator["Page"]:
    """Open the desk's page in English."""
    with at(browser, forum_desk.address) as made:
        yield made
