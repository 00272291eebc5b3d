"""Files of commands: their paths, and whether they can be written, checked before a search begins."""

import shlex
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from scheduler.cli.console import complain
from scheduler.desk import kept_desk, without_locks
from scheduler.errors import InputError, SolutionError
from scheduler.extras import require
from scheduler.instance import Instance
from scheduler.replanning import announced
from scheduler.schedule import Schedule
from scheduler.solutions import checkpoint_of, previous_of, stored_at
from scheduler.sources import (
    Fitting,
    files_of,
    fingerprint,
    fit,
    make_sure_that_something_fits,
    names_extended,
    read_published,
    read_stored,
)
from scheduler.storage import UnreadableError, content_of, make_folder, write_atomically
from scheduler.wording import counted, one_line

SOLUTIONS = Path("solutions")
MOST = 12
"""Discrepancies listed."""
BEGINNING = 4096
"""Bytes read to recognise a file."""


def command(*words: str | Path) -> str:
    """Return a command as it can be typed into a shell."""
    return shlex.join(["scheduler", *map(str, words)])


def solution_path(instance: Instance, given: Path | None) -> Path:
    """Return the file of an instance's solution: the one given, else ``solutions/<name>.json``."""
    return given or SOLUTIONS / f"{instance.name}.json"


def stored_programme(instance: Instance, given: Path | None, instance_path: Path) -> Fitting:
    """Return the programme of an instance's solution file; report what of it does not fit."""
    path = solution_path(instance, given)
    if given is None and not path.exists():
        raise SolutionError(
            f"{path}: no solution of {instance.name} yet. "
            f"Search for one: {command('solve', instance_path)}"
        )
    return fitted(instance, path)


def unlocked_at(path: Path, instance: Instance) -> Instance | None:
    """Return the instance of a file without the locks of its desks; None if it has none."""
    found = instance
    for each in files_of(path):
        with suppress(InputError):  # what its history says cannot be known
            kept = kept_desk(each)
            found = found if kept is None else without_locks(kept.desk, found)
    return None if found is instance else found


def published_name(path: Path, instance: Instance) -> str:
    """Return the name under which an instance is published: at a desk, that of the instance it extends."""
    kept = kept_desk(path)
    return instance.name if kept is None else kept.desk.base.name


def fitted(instance: Instance, path: Path, *, published: bool = False) -> Fitting:
    """Return the programme of a solution file as far as it fits the instance; report what does not.

    A `published` one may be of any state of the instance.
    """
    stored = stored_at(path)
    same = stored is None or stored.instance in (None, instance.name)
    if stored and stored.fingerprint not in (None, fingerprint(instance)):
        made_for = "state of the instance" if same else f"instance ({stored.instance})"
        complain(f"{path}: made for another {made_for}; checked against this one.")
    found = (read_published if published else read_stored)(path, instance)
    if published and not same:  # what is not published is looked at as it is read
        make_sure_that_something_fits(path, instance, found)
    for line in discrepancies_in_words(found):
        complain(line)
    return found


def known_programme(
    instance: Instance, target: Path | None = None, path: Path | None = None
) -> Schedule | None:
    """Return the programme that people know, as far as it fits; None if none is published or stored.

    It is the published plan, or else what is stored as `target` or as the solution of the instance, or of
    what the instance in the file `path` extends.
    """
    found = fit(instance, announced(instance)).schedule
    if found.assignments:
        return found
    names = () if path is None else names_extended(path)
    files = (solution_path(instance, target), *(SOLUTIONS / f"{name}.json" for name in names))
    for file in files:
        try:
            if file.exists():
                return read_stored(file, instance).schedule
        except SolutionError:
            continue
    return None


def discrepancies_in_words(found: Fitting) -> Iterator[str]:
    """Yield a line for each of the first discrepancies, and the number of others."""
    for each in found.discrepancies[:MOST]:
        yield f"· {one_line(each.sentence)}"
    more = len(found.discrepancies) - MOST
    if more > 0:
        yield f"· and {counted(more, 'more thing')} that do not fit; `evaluate --json` lists all."


def make_sure_of_solution(path: Path) -> None:
    """Raise `InputError` unless a solution can be written at `path`, over nothing but a solution."""
    if path.parent == SOLUTIONS and not SOLUTIONS.exists():
        make_folder(SOLUTIONS)
    make_sure_of(path)
    for each in (path, previous_of(path), checkpoint_of(path)):
        if each.exists() and stored_at(each) is None:
            raise InputError(f"{each}: {_no_solution(each)}")


def _no_solution(path: Path) -> str:
    """Return why a file is not overwritten by a solution."""
    try:
        content_of(path)
    except UnreadableError as error:
        return str(error)
    return f"exists, and is not a solution. {_ANOTHER}"


def make_sure_of_like(path: Path, beginnings: tuple[bytes, ...], what: str) -> None:
    """Raise `InputError` unless a file can be written at `path`, over nothing but its like."""
    make_sure_of(path)
    if path.exists():
        with path.open("rb") as file:
            if not file.read(BEGINNING).lstrip().startswith(beginnings):
                raise InputError(f"{path}: exists, and is not {what}. {_ANOTHER}")


def make_sure_of_page(path: Path) -> None:
    """Raise `InputError` unless a page can be written at `path`, over nothing but a page."""
    require("matplotlib", "--html")
    make_sure_of_like(path, (b"<!doctype html", b"<!DOCTYPE html"), "an HTML page")


def make_sure_of_new(path: Path, *, force: bool) -> None:
    """Raise `InputError` if there is a file at `path`, unless it may be overwritten by `force`."""
    if path.exists() and not force:
        raise InputError(f"{path}: exists already. Give another name, or --force to overwrite it.")


def make_sure_of_form(path: Path, ending: str, what: str, *, force: bool) -> None:
    """Raise `InputError` unless a new file of this form can be written at `path`, as its name says."""
    make_sure_of(path)
    if path.suffix.lower() not in (ending, ".yml" if ending == ".yaml" else ending):
        raise InputError(f"{path}: this writes {what}; name it {path.with_suffix(ending)}.")
    make_sure_of_new(path, force=force)


_ANOTHER = "Give another name, or move it away."


def make_sure_of(path: Path) -> None:
    """Raise `InputError` unless a file can be written at `path`."""
    if str(path) == "-":
        raise InputError("-: files are not written to stdout; give the name of a file.")
    if path.is_dir():
        raise InputError(f"{path}: is a folder. Give the name of a file.")
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: is not a regular file.")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except NotADirectoryError as error:
        raise InputError(f"{path.parent}: is not a folder.") from error
    except OSError as error:
        if not path.parent.exists():
            raise InputError(f"{path.parent}: there is no such folder. Create it first.") from error
        raise InputError(f"{path}: cannot be written: {error.strerror}.") from error


def make_sure_of_table(path: Path, column: str) -> None:
    """Raise `InputError` unless a table can be written at `path`, over nothing but one that begins so."""
    make_sure_of_like(path, (f"{column},".encode(),), f"a table of {column}s")


def write_table(path: Path, kind: str, *facts: object) -> None:
    """Write a table of `scheduler.frames` (`comparison`, `groups`, `variants`) as CSV; report its path."""
    frames = import_module("scheduler.frames")  # pandas takes a while to load
    write_atomically(path, frames.csv_of(getattr(frames, f"{kind}_table")(*facts)))
    complain(f"Wrote {path}")
