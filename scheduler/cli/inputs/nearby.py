"""The programme to which a search stays near: the one that is named, or else the one that people know."""

from dataclasses import dataclass
from pathlib import Path

from scheduler.cli.inputs.files import SOLUTIONS, fitted, solution_path
from scheduler.errors import InputError, SolutionError
from scheduler.instance import Instance
from scheduler.replanning import announced
from scheduler.schedule import Schedule
from scheduler.solutions import stored_at
from scheduler.sources import fit, names_extended, read_stored


@dataclass(frozen=True, slots=True)
class Beginning:
    """The programme that a search begins with, and its file."""

    path: Path
    schedule: Schedule


def beginning(
    instance: Instance, target: Path, named: Path | None, *, fresh: bool
) -> Beginning | None:
    """Return what a search begins with: the programme that is named, or else the stored one, if it fits.

    Says what of it does not fit. None with `fresh`, and where nothing of this instance is stored.

    Raises
    ------
    InputError
        When the file that is named cannot be used, or it is named although the search is to begin afresh.
    """
    if named is not None:
        if fresh:
            raise InputError("--from and --fresh: give one of them.")
        return Beginning(named, fitted(instance, named).schedule)
    stored = None if fresh else stored_at(target)
    if stored is None or stored.instance not in (None, instance.name):
        return None
    try:
        found = fitted(instance, target).schedule
    except SolutionError:
        return None
    return Beginning(target, found) if found.assignments else None


def known_programme(
    instance: Instance, target: Path | None = None, path: Path | None = None
) -> Schedule | None:
    """Return the programme that people know, as far as it fits; None if there is none.

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
