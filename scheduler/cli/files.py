"""Where files are, and whether they can be written before hours are spent on their content."""

import tempfile
from pathlib import Path

from scheduler.errors import InputError, SolutionError
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources import read_schedule

SOLUTIONS = Path("solutions")


def solution_path(instance: Instance, given: Path | None) -> Path:
    """Return the file of an instance's solution: the one given, else ``solutions/<name>.json``."""
    return given or SOLUTIONS / f"{instance.name}.json"


def stored_schedule(instance: Instance, given: Path | None, instance_path: Path) -> Schedule:
    """Read the schedule of an instance's solution file."""
    path = solution_path(instance, given)
    if given is None and not path.exists():
        raise SolutionError(
            f"{path}: there is no solution of {instance.name} yet. "
            f"Make one: scheduler solve {instance_path}"
        )
    return read_schedule(path, instance)


def make_sure_of(path: Path) -> None:
    """Raise `InputError` unless a file can be written at `path`; make its folder."""
    if path.is_dir():
        raise InputError(f"{path}: is a folder; give the name of a file.")
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: is not an ordinary file.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError(f"{path.parent}: is not a folder.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}.") from error
