"""What holds in every test: nothing that is put in ends in a defect of the program."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.cli.exit_codes import FOLDER
from tests.extras import PACKAGES, Module, missing, needed
from tests.sampling import few_cases


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let it be asked that nothing is left out, or that much is."""
    parser.addoption(
        "--all-extras", action="store_true", help="Fail unless every extra is installed."
    )
    parser.addoption("--cases", type=int, metavar="N", help="At most N cases of each test.")


def pytest_configure(config: pytest.Config) -> None:
    """Do not begin without what has been asked for; keep what is compiled, whatever the environment says.

    Tests start hundreds of processes, each of which would compile all that it loads.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    lacking = missing(*PACKAGES)
    if config.getoption("--all-extras") and lacking:
        raise pytest.UsageError(f"--all-extras: not installed: {', '.join(lacking)}")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module:
    """Leave out files that import what only a missing extra brings."""
    return Module.from_parent(parent, path=module_path)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out cases beyond the number that was asked for."""
    at_most = config.getoption("--cases")
    kept = items if at_most is None else few_cases(items, at_most)
    left_out = {*items} - {*kept}
    config.hook.pytest_deselected(items=[each for each in items if each in left_out])
    items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out tests that say that they need a missing extra."""
    if why := needed(item.iter_markers("needs")):
        pytest.skip(why)


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Have reports of defects written into a folder, also those of processes that a test begins."""
    folder = tmp_path_factory.mktemp("reports")
    os.environ[FOLDER] = str(folder)
    yield folder
    os.environ.pop(FOLDER, None)


@pytest.fixture(autouse=True)
def _no_defect(reports: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail where a command has ended in its last handler, unless the test is about that."""
    yield
    found = {each: each.read_text(encoding="utf-8") for each in sorted(reports.iterdir())}
    for each in found:
        each.unlink()
    if request.node.get_closest_marker("defect") is None:
        assert not found, "\n".join(found.values())
