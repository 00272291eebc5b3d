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
from tests.publishing.page.served import IN_CHROMIUM, serving, started

pytestmark = IN_CHROMIUM


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


def test_pages_are_accessible_and_fit(site: str, browser: Browser) -> None:
    """On a dark telephone and on a light desk; and they load nothing from elsewhere."""
    asked: list[str] = []
    for width, scheme in ((390, "dark"), (1280, "light")):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        page.on("request", lambda request: asked.append(request.url))
        for path in ("", "tutorials/committees/", "reference/rules/"):
            page.goto(f"{site}/{path}")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
        page.close()
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
