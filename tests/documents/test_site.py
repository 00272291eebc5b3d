"""The site builds with no dead link, and axe finds nothing on its pages."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("material", reason="needs the extra docs")

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from tests.documents.commands import ROOT
from tests.publishing.page.served import CHROMIUM, serving, started

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site strictly, and serve it."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(folder),
    ]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    with serving({_name(each, folder): each.read_bytes() for each in folder.rglob("*.*")}) as at:
        yield at


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser."""
    with started() as running:
        yield running


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "tutorials/committees/", "reference/rules/"])
def test_a_page_is_accessible_and_fits(site: str, browser: Browser, path: str, scheme: str) -> None:
    """On a telephone and on a desk; and it loads nothing from elsewhere."""
    asked: list[str] = []
    for width in (390, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site}/{path}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.close()
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
