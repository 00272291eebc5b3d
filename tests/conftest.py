"""What holds in every test: nothing that is put in ends in a defect of the program."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.cli.defects import FOLDER


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
