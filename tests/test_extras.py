"""Tests are left out where an extra is missing, and nowhere else."""

from importlib.metadata import metadata
from pathlib import Path

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


def test_every_extra_is_known() -> None:
    """By the names that the package itself gives them."""
    assert sorted(PACKAGES) == sorted(metadata("agenda-scheduler").get_all("Provides-Extra") or [])
