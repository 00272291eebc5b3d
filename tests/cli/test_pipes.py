"""Files that are none: pipes, as shells make them of `<(…)`, and devices."""

import os

from tests.cli.conftest import Run


def test_a_pipe_is_no_solution(run: Run) -> None:
    """It could be read once, and files are read more often than that."""
    reading, writing = os.pipe()
    code, out, err = run("show", "small.yaml", f"/dev/fd/{reading}")
    assert (code, out) == (1, "")
    assert f"/dev/fd/{reading}: is not a regular file. Save its content as one first." in err
    os.close(reading)
    os.close(writing)


def test_a_device_is_no_solution(run: Run) -> None:
    """Whatever would come out of it."""
    code, out, err = run("show", "small.yaml", "/dev/zero")
    assert (code, out) == (1, "")
    assert "/dev/zero: is not a regular file." in err
