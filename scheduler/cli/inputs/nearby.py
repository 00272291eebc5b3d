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

    Says what of it does not fit. None with `fresh`, and where none of this instance is stored that can be
    read, or nothing of it fits.

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


def nearby(
    instance: Instance, target: Path, begin: Schedule | None, moves: int | None
) -> Schedule | None:
    """Return the programme to stay near to, as far as it fits; None if there is none.

    Parameters
    ----------
    instance
        The conference.
    target
        Where the solution will be: what is stored there is known to people, unless a plan was published.
    begin
        What the search begins with.
    moves
        How many sessions may be elsewhere, if that is limited.

    Raises
    ------
    InputError
        When moves are limited and there is nothing to stay near to.
    """
    found = begin or _published(instance) or _stored(instance, target)
    if moves is not None and found is None:
        raise InputError(
            f"--moves: from which programme? None is stored as {target}, and none was published. Add --from."
        )
    return found


def known_programme(instance: Instance, path: Path) -> Schedule | None:
    """Return the programme that people know, as far as it fits: of the instance, or of what it extends.

    `path` is the file of the instance.
    """
    found = _published(instance) or _stored(instance, solution_path(instance, None))
    if found is not None:
        return found
    stored = (_stored(instance, SOLUTIONS / f"{name}.json") for name in names_extended(path))
    return next(filter(None, stored), None)


def _published(instance: Instance) -> Schedule | None:
    """Return the published plan, if it has any session with its room."""
    found = fit(instance, announced(instance)).schedule
    return found if found.assignments else None


def _stored(instance: Instance, target: Path) -> Schedule | None:
    """Return the programme that is stored, if it can be used."""
    try:
        return read_stored(target, instance).schedule if target.exists() else None
    except SolutionError:
        return None
