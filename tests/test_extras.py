"""Tests are left out where an extra is missing, and nowhere else."""

import subprocess
import sys
from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.extras import PACKAGES

ROOT = Path(__file__).parent.parent

FILES = {
    "conftest.py": """
from tests import extras
extras.PACKAGES = {"pdf": ("brought",), "web": ("sys",), "dev": ("pytest",)}
from tests.conftest import *
""",
    "test_marked.py": """
import pytest

@pytest.fixture
def dear():
    import brought

@pytest.mark.needs("pdf")
def test_pdf(dear): pass

@pytest.mark.needs("web")
def test_web(): pass

def test_more(): pass
""",
    "test_importing.py": "import brought\ndef test_pdf(): pass\n",
    "test_wrong.py": "import of_no_extra\ndef test_wrong(): pass\n",
}
"""Tests of two extras: one is there, the other brings a package of this name."""

OPTIONS = ("-n", "0", "-rs", "-c", f"{ROOT}/pyproject.toml", "--continue-on-collection-errors")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with these tests."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def said(folder: Path, *words: str) -> str:
    """Run these tests; return what is said in the end."""
    where = ("--rootdir", str(folder), str(folder))
    command = [sys.executable, "-m", "pytest", *OPTIONS, *where, *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_every_extra_is_known() -> None:
    """By the names that the package itself gives them."""
    assert sorted(PACKAGES) == sorted(metadata("agenda-scheduler").get_all("Provides-Extra") or [])


@pytest.mark.slow
def test_without_an_extra_its_tests_are_left_out(files: Path) -> None:
    """By mark and by import; an import of anything else is an error."""
    end = said(files)
    assert end.count("needs the extra pdf") == 2
    assert "2 passed, 2 skipped, 1 error in" in end


@pytest.mark.slow
def test_with_all_extras_nothing_is_left_out(files: Path) -> None:
    """And where one is missing, nothing begins if all are asked for."""
    assert "ERROR: --all-extras: not installed: brought\n" in said(files, "--all-extras")
    (files / "brought.py").touch()
    end = said(files, "--all-extras")
    assert "needs the extra" not in end
    assert "4 passed, 1 error in" in end


@pytest.mark.slow
def test_what_has_passed_without_an_extra_is_not_run_again(files: Path) -> None:
    """With the extra, only what was left out, and what went wrong."""
    passed = str(files / "without.xml")
    assert "2 passed, 2 skipped, 1 error in" in said(files, "--junitxml", passed)
    (files / "brought.py").touch()
    end = said(files, "--all-extras", "--beyond", passed)
    assert "2 passed, 2 deselected, 1 error in" in end
