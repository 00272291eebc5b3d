"""Addresses in messages and starter files lead to pages of the documentation."""

import re
import tomllib
from pathlib import Path

from scheduler.errors import SITE
from scheduler.sources import starter

ROOT = Path(__file__).parent.parent
USED = re.compile(rf"(?:\{{SITE\}}|{re.escape(SITE)})([\w/.-]+)")


def test_the_address_is_that_of_the_package() -> None:
    """The package index shows the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Documentation"] == SITE


def test_addresses_lead_to_pages() -> None:
    """An editor completes the fields of a new file by its schema, which the site has as well."""
    sources = [each.read_text(encoding="utf-8") for each in (ROOT / "scheduler").rglob("*.py")]
    found = {name for text in (*sources, starter()) for name in USED.findall(text)}
    assert {"instance.schema.json", "reference/fields/", "reference/rules/"} <= found
    for name in found:
        file = f"{name.rstrip('/')}.md" if name.endswith("/") else name
        assert (ROOT / "docs" / file).is_file(), name
