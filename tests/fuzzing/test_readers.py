"""Whatever a file holds, reading it ends well or in an error of input: fixed cases, and old crashes."""

from pathlib import Path

import pytest

from tests.fuzzing.readers import READERS
from tests.fuzzing.running import CORPUS, crash_of, mutants

CASES = 50
"""Of each reader. More: `python -m tests.fuzzing`."""


@pytest.mark.parametrize("name", READERS)
def test_what_is_not_spoilt_is_read(name: str, tmp_path: Path) -> None:
    """So that what is read below is more than errors of its beginning."""
    samples = [*READERS[name].samples(tmp_path)]
    assert samples
    for position, content in enumerate(samples):
        folder = tmp_path / str(position)
        folder.mkdir()
        path = folder / f"whole{READERS[name].ending}"
        path.write_bytes(content)
        path.chmod(0o600)
        READERS[name].read(path)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_no_spoilt_file_crashes_a_reader(name: str) -> None:
    """The same files in every run."""
    for content in mutants(READERS[name], CASES, seed=20211108):
        error = crash_of(READERS[name], content)
        assert error is None, (content, error)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*")), ids=lambda path: path.parent.name)
def test_what_once_crashed_a_reader_does_so_no_more(path: Path) -> None:
    """Files that were found in long runs, or by others."""
    assert crash_of(READERS[path.parent.name], path.read_bytes()) is None


def test_every_reader_has_something_it_once_stumbled_over() -> None:
    """The folders are those of readers: none is left over when one is renamed."""
    assert {each.name for each in CORPUS.iterdir()} <= READERS.keys()
