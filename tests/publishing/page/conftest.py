"""One browser and one site for all tests that look at the page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from scheduler.publishing.page import page_of
from tests.publishing.page.released import fortnight
from tests.publishing.page.served import Visit, serving, site_of, started, visiting
from tests.publishing.releases import reference

if TYPE_CHECKING:  # these fixtures are loaded for tests without a browser, too
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Start a browser."""
    with started() as running:
        yield running


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    """Serve a conference of two weeks."""
    with serving(site_of(fortnight())) as address:
        yield address


@pytest.fixture(scope="package")
def large_site() -> Iterator[str]:
    """Serve the page of the reference conference."""
    with serving(page_of(reference())) as address:
        yield address


@pytest.fixture
def visit(browser: "Browser", site: str) -> Iterator[Visit]:
    """Open nothing yet, on a desk's screen, in New York."""
    with visiting(browser, site, service_workers="block") as visit:
        yield visit
