"""One browser and one desk for all tests that look at its page."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.publishing.page.served import CHROMIUM, started

if TYPE_CHECKING:  # these fixtures are loaded where there is no browser, and no client, too
    from playwright.sync_api import Browser, Page

    from tests.web.desk.opened import Opened, Planner

DESK = "tests.web.desk.opened"
PAGE = "tests.web.desk.seen"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark all that needs the browser as slow; without one it is left out."""
    for item in items:
        is_here = Path(__file__).parent in item.path.parents
        if is_here and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Start a browser."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium (apt-get install chromium)")
    with started() as running:
        yield running


@pytest.fixture(scope="package")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Opened"]:
    """Open the desk of the forum."""
    with import_module(DESK).opened(tmp_path_factory.mktemp("forum")) as made:
        yield made


@pytest.fixture(scope="module")
def desk_of_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Opened"]:
    """Open a desk of the forum for the tests of one file; alternatives stay from test to test."""
    with import_module(DESK).opened(tmp_path_factory.mktemp("forum")) as made:
        yield made


@pytest.fixture
def desk(desk_of_file: "Opened") -> "Opened":
    """Take back what the last test of the file has done."""
    return _taken_back(desk_of_file)


@pytest.fixture
def ada(desk: "Opened") -> "Planner":
    """Let Ada look at it."""
    planner: Planner = import_module(DESK).Planner(desk)
    return planner


@pytest.fixture
def forum_desk(forum: "Opened") -> "Opened":
    """Take back what the last test has done."""
    return _taken_back(forum)


def _taken_back(desk: "Opened") -> "Opened":
    """Stop what runs, and undo all steps: tests may come in any order, and in several processes."""
    planner = import_module(DESK).Planner(desk)
    assert planner.post("stop").status_code == 200
    planner.look()
    while planner.state["done"] > 1:
        assert planner.do("undo").status_code == 200
    return desk


@pytest.fixture
def page(browser: "Browser", forum_desk: "Opened") -> Iterator["Page"]:
    """Open the desk's page in English."""
    with import_module(PAGE).at(browser, forum_desk.address) as made:
        yield made
