"""Where files are, and whether they can be written before hours are spent on their content."""

import shlex
import tempfile
from pathlib import Path

from scheduler.cli.console import complain
from scheduler.cli.stored import is_page, is_picture, previous_of, stored_at
from scheduler.errors import InputError, SolutionError
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources import fingerprint, read_schedule

SOLUTIONS = Path("solutions")


def command(*words: str | Path) -> str:
    """Return a command as it can be typed into a shell."""
    return shlex.join(["scheduler", *map(str, words)])


def solution_path(instance: Instance, given: Path | None) -> Path:
    """Return the file of an instance's solution: the one given, else ``solutions/<name>.json``."""
    return given or SOLUTIONS / f"{instance.name}.json"


def stored_schedule(instance: Instance, given: Path | None, instance_path: Path) -> Schedule:
    """Read the schedule of an instance's solution file; say if it was made for something else."""
    path = solution_path(instance, given)
    if given is None and not path.exists():
        raise SolutionError(
            f"{path}: there is no solution of {instance.name} yet. "
            f"Make one: {command('solve', instance_path)}"
        )
    stored = stored_at(path)
    if stored and stored.fingerprint not in (None, fingerprint(instance)):
        same = stored.instance in (None, instance.name)
        made_for = "state of the instance" if same else f"instance ({stored.instance})"
        complain(f"{path}: made for another {made_for}.")
    return read_schedule(path, instance)


def make_sure_of_solution(path: Path) -> None:
    """Raise `InputError` unless a solution can be written at `path`, over nothing but a solution."""
    if path.parent == SOLUTIONS and not SOLUTIONS.exists():
        SOLUTIONS.mkdir()
    make_sure_of(path)
    for each in (path, previous_of(path)):
        if each.exists() and stored_at(each) is None:
            raise InputError(f"{each}: exists, and is not a solution. {_ANOTHER}")


def make_sure_of_picture(path: Path) -> None:
    """Raise `InputError` unless a picture can be written at `path`, over nothing but a picture."""
    make_sure_of(path)
    if path.exists() and not is_picture(path):
        raise InputError(f"{path}: exists, and is not an SVG picture. {_ANOTHER}")


def make_sure_of_page(path: Path) -> None:
    """Raise `InputError` unless a page can be written at `path`, over nothing but a page."""
    make_sure_of(path)
    if path.exists() and not is_page(path):
        raise InputError(f"{path}: exists, and is not an HTML page. {_ANOTHER}")


def make_sure_of_new(path: Path, *, force: bool) -> None:
    """Raise `InputError` if there is a file at `path`, unless it may be overwritten by `force`."""
    if path.exists() and not force:
        raise InputError(f"{path}: exists already. Give another name, or --force to overwrite it.")


_ANOTHER = "Give another name, or move it away."


def make_sure_of(path: Path) -> None:
    """Raise `InputError` unless a file can be written at `path`."""
    if str(path) == "-":
        raise InputError("-: files are not written to stdout; give the name of a file.")
    if path.is_dir():
        raise InputError(f"{path}: is a folder; give the name of a file.")
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: is not an ordinary file.")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except NotADirectoryError as error:
        raise InputError(f"{path.parent}: is not a folder.") from error
    except OSError as error:
        if not path.parent.exists():
            raise InputError(f"{path.parent}: there is no such folder; make it first.") from error
        raise InputError(f"{path}: cannot be written: {error.strerror}.") from error
