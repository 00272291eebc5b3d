"""Tests of what an extra of the package adds are left out where the extra is not installed.

A test says so by a mark, ``@pytest.mark.needs("pdf")``; a file of tests that imports what an extra brings
need not say anything. With ``--all-extras`` nothing is left out: unless every extra is there, no test begins.
"""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec

import pytest

from scheduler.extras import EXTRA_OF
from scheduler.publishing.exports import ExportForm

PACKAGES: Mapping[str, tuple[str, ...]] = {
    extra: tuple(package for package, its in EXTRA_OF.items() if its == extra)
    for extra in sorted({*EXTRA_OF.values()})
} | {"dev": ("aiosmtpd", "axe_playwright_python", "httpx", "lxml", "playwright")}
"""What the tests import of each extra."""

FORMS = [
    pytest.param(form, marks=pytest.mark.needs(form.value))
    if form in {ExportForm.PDF, ExportForm.DOCX}
    else form
    for form in ExportForm
]
"""The forms of an export, of which two need an extra of their name."""
READABLE = [each for each in FORMS if ExportForm.PDF not in (each, *getattr(each, "values", ()))]
"""Those that can be read without another program."""


def missing(*extras: str) -> list[str]:
    """Return the packages of some extras that are not installed."""
    return [each for extra in extras for each in PACKAGES[extra] if find_spec(each) is None]


def needed(marks: Iterable[pytest.Mark]) -> str:
    """Return why a test with these marks cannot be run; nothing if it can."""
    lacking = [extra for mark in marks for extra in mark.args if missing(extra)]
    return f"needs the extra {' and '.join(lacking)}" if lacking else ""


class Module(pytest.Module):
    """A file of tests, left out if it imports what only a missing extra brings."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Yield its tests."""
        try:
            return super().collect()
        except self.CollectError as error:
            cause = error.__cause__
            name = (cause.name or "") if isinstance(cause, ModuleNotFoundError) else ""
            extras = [each for each, names in PACKAGES.items() if name.split(".")[0] in names]
            if not extras:
                raise
            pytest.skip(f"needs the extra {extras[0]}", allow_module_level=True)
