"""Smoke tests of the wheel, as users install it, with other versions than `make test` has.

``lowest`` takes the lowest versions that pyproject.toml admits, on the oldest Python; ``newest`` the locked
ones on the newest Python, first without any extra, then with all. `make test-all` runs both.
"""

import re
import shutil
from pathlib import Path

import nox

OLDEST, NEWEST = "3.11", "3.13"
EXTRAS = "[all]"
TOOLS = ("aiosmtpd", "httpx", "hypothesis", "jsonschema", "pytest", "pytest-xdist", "syrupy")
"""What tests need and no extra brings."""
READERS = ("axe-playwright-python", "lxml", "playwright")
"""Likewise, of tests that need an extra."""

SMOKE = (
    *(
        f"tests/cli/test_{name}.py"
        for name in ("export", "feeds", "notices", "serve", "solve", "whatif")
    ),
    *(f"tests/cli/test_importing{name}.py" for name in ("", "_lists", "_programmes")),
    "tests/documents",
    "tests/engines/test_compiling.py",
    "tests/engines/test_cp_sat_kinds.py",
    "tests/publishing/exports/test_documents.py",
    "tests/publishing/exports/test_exports.py",
    "tests/publishing/store/test_migrating.py",
    "tests/publishing/test_calendars.py",
    "tests/reporting/test_pages.py",
    "tests/sources/programmes/formats",
    "tests/sources/tables/test_round_trips.py",
    "tests/sources/tables/test_sheets.py",
    "tests/web/test_http.py",
    "tests/test_extras.py",
)
"""What touches packages: commands, readers, writers, solvers, stores, the service."""

nox.options.error_on_missing_interpreters = True
nox.options.reuse_existing_virtualenvs = False


@nox.session(python=OLDEST)
def lowest(session: nox.Session) -> None:
    """Test the wheel with the lowest versions of all packages."""
    _install(session, EXTRAS, ".ci/lowest.lock", *TOOLS, *READERS)
    # Old releases of packages warn of newer ones of others, which is not ours to mend.
    _test(session, "--all-extras", "-W", "ignore::DeprecationWarning")


@nox.session(python=NEWEST)
def newest(session: nox.Session) -> None:
    """Test the wheel with the locked versions: without extras, then what they add."""
    passed = Path(session.create_tmp(), "passed.xml").resolve()
    _install(session, "", "requirements.lock", *TOOLS)
    _test(session, "--junitxml", str(passed))
    _install(session, EXTRAS, "requirements.lock", *TOOLS, *READERS)
    _test(session, "--all-extras", "--beyond", str(passed))


def _install(session: nox.Session, extras: str, lock: str, *tools: str) -> None:
    """Build the wheel and install it, with some extras and the versions of a lock file."""
    folder = Path(session.create_tmp()).resolve()
    pins = re.findall(
        r"^([\w.-]+)(?:\[.*?\])?(==[^\\\n]+?) *\\?$", Path(lock).read_text("utf-8"), re.MULTILINE
    )
    constraints = folder / "pins.txt"  # without hashes, which no wheel of ours could have
    constraints.write_text("".join(f"{name}{version}\n" for name, version in pins), "utf-8")
    session.run("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), ".")
    (wheel,) = folder.glob("*.whl")
    session.install("--no-compile", "-c", str(constraints), f"{wheel}{extras}", *tools)


def _test(session: nox.Session, *options: str) -> None:
    """Run one case of each fast test, where no source is but what the wheel installed."""
    tree = Path(session.create_tmp(), "tree")
    files = str(session.run("git", "ls-files", external=True, silent=True)).splitlines()
    for each in files:
        if not each.startswith("scheduler/"):
            (tree / each).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(each, tree / each)
    with session.chdir(tree):
        session.run("pytest", "-n", "auto", "-m", "not slow", "--cases", "1", *options, *SMOKE)
