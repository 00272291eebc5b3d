"""Files that are written whole or not at all."""

import errno
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.cli.whole import write_whole


@pytest.fixture
def _little_room() -> Iterator[None]:
    """Let no file grow beyond ten bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("_little_room")
def test_what_does_not_fit_leaves_the_old_file_and_names_it(tmp_path: Path) -> None:
    """Ten bytes fit and eleven do not; no draft is left."""
    path = tmp_path / "plan.txt"
    write_whole(path, b"0123456789")
    with pytest.raises(OSError, match="too large") as raised:
        write_whole(path, b"0123456789a")
    assert (raised.value.errno, raised.value.filename) == (errno.EFBIG, str(path))
    assert path.read_bytes() == b"0123456789"
    assert list(tmp_path.iterdir()) == [path]
