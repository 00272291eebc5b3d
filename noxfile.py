"""Smoke tests of the wheel as users install it, with package versions that `make test` does not use.

``lowest`` installs the lowest versions that pyproject.toml allows, on the oldest Python. ``newest`` installs
the locked versions on the newest Python, first without extras, then with all. `make test-all` runs both.
"""

import re
import shutil
import sys
from pathlib import Path

import nox

OLDEST = "3.11"
NEWEST = next((each for each in ("3.14", "3.13") if shutil.which(f"python{each}")), "3.13")
EXTRAS = "[all]"
TOOLS = ("aiosmtpd", "httpx", "hypothesis", "jsonschema", "pytest", "pytest-xdist", "syrupy")
"""Packages that tests need and no extra installs."""
READERS = ("axe-playwright-python", "lxml", "playwright")
"""The same for tests that need an extra."""

BARE = ("tests/test_extras.py", "tests/cli/test_solve.py", "tests/sources/tables/test_sheets.py")
"""Tests that run without extras, besides `.ci/smoke.py`."""
SMOKE = (
    *BARE,
    *(f"tests/cli/test_{name}.py" for name in ("export", "feeds", "importing", "serve")),
    "tests/engines/test_compiling.py",
    "tests/engines/test_cp_sat_kinds.py",
    *(f"tests/publishing/exports/test_{name}.py" for name in ("documents", "exports")),
    "tests/publishing/store/test_migrating.py",
    "tests/publishing/test_calendars.py",
    "tests/reporting/test_pages.py::test_little_is_enough_for_a_page",
    "tests/sources/programmes/formats",
    "tests/sources/programmes/lists",
    "tests/sources/tables/test_round_trips.py",
    "tests/web/test_http.py",
)
"""Tests that call other packages: commands, readers, writers, solvers, stores, the service."""

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = True
nox.options.reuse_existing_virtualenvs = False


@nox.session(python=OLDEST)
def lowest(session: nox.Session) -> None:
    """Test the wheel with the lowest versions of all packages."""
    _install(session, EXTRAS, ".ci/lowest.lock", *TOOLS, *READERS)
    # Old releases warn about newer releases of other packages, which we cannot fix.
    _test(session, "--all-extras", "-W", "ignore::DeprecationWarning", *SMOKE)


@nox.session(python=NEWEST)
def newest(session: nox.Session) -> None:
    """Test the wheel with the locked versions, first without extras, then with all."""
    _install(session, "", "requirements.lock", *TOOLS)
    session.run("python", "-I", ".ci/smoke.py")
    _test(session, *BARE)
    _install(session, EXTRAS, "requirements.lock", *TOOLS, *READERS)
    _test(session, "--all-extras", *SMOKE)


def _install(session: nox.Session, extras: str, lock: str, *tools: str) -> None:
    """Build the wheel once, and install it with some extras and the versions of a lock file."""
    folder = Path(session.create_tmp()).resolve()
    pins = re.findall(
        r"^([\w.-]+)(?:\[.*?\])?(==[^\\\n]+?) *\\?$", Path(lock).read_text("utf-8"), re.MULTILINE
    )
    constraints = folder / "pins.txt"  # without hashes: our own wheel has none
    constraints.write_text("".join(f"{name}{version}\n" for name, version in pins), "utf-8")
    if not (wheels := [*folder.glob("*.whl")]):
        build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
        session.run(*build, external=True, silent=True)
        wheels = [*folder.glob("*.whl")]
    session.install(
        "-c", str(constraints), f"agenda-scheduler{extras} @ {wheels[0].as_uri()}", *tools
    )


def _test(session: nox.Session, *options: str) -> None:
    """Run one case of each fast test in a folder that lacks the package's sources."""
    tree = Path(session.create_tmp(), "tree")
    files = str(session.run("git", "ls-files", external=True, silent=True)).splitlines()
    for each in files:
        if not each.startswith("scheduler/"):
            (tree / each).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(each, tree / each)
    with session.chdir(tree):
        session.run("pytest", "-n", "auto", "-m", "not slow", "--cases", "1", *options)
