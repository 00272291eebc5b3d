"""Reading the schedule of a solution file."""

from collections.abc import Iterator
from pathlib import Path

from scheduler.errors import SolutionError
from scheduler.instance import Instance, sentence
from scheduler.schedule import Schedule
from scheduler.sources.agendas import read_agendas
from scheduler.sources.assignments import OldReading, Reading
from scheduler.sources.discrepancies import Fitting, fit
from scheduler.sources.documents import bytes_of, document
from scheduler.sources.instances import fingerprint
from scheduler.sources.nodes import (
    BrokenError,
    Complaint,
    Node,
    blemishes,
    brief,
    line_of,
    numbered,
)
from scheduler.sources.rosters import read_roster
from scheduler.sources.solutions import FORMAT
from scheduler.sources.suggestions import INSTANCE_FOR_SOLUTION, holds_instance, is_instance
from scheduler.wording import counted


def solution_fingerprint(path: Path) -> str | None:
    """Return the fingerprint of the instance for which a solution was made; None if it names none."""
    found = _root(path).child("fingerprint")
    return found.value if found is not None and isinstance(found.value, str) else None


def is_searched(path: Path) -> bool:
    """Tell whether a solution file is what a search has found, and not a programme as it was read."""
    return _root(path).child("status") is not None


def read_schedule(path: Path, instance: Instance) -> Schedule:
    """Read the schedule of a solution file, for this instance.

    The file may have been made for another version of the instance (`read_stored` tells what does not
    fit), as long as it places each session of this one once; optional ones may be missing.

    Raises
    ------
    SolutionError
        When the file cannot be used; it names everything that is wrong.
    """
    root = _root(path)
    return _read(path, root, Reading(root, instance))


def read_stored(path: Path, instance: Instance) -> Fitting:
    """Read a solution file, whatever has become of the instance since it was made.

    One that was made for this very state has to be right in all, and so has one that does not say for
    which.

    Raises
    ------
    SolutionError
        When the file cannot be used, or the instance has nothing of it; it names everything that is wrong.
    """
    made_for = solution_fingerprint(path)
    if made_for in (None, fingerprint(instance)):
        schedule = read_schedule(path, instance)
        return Fitting(schedule, schedule)
    found = read_published(path, instance)
    make_sure_that_something_fits(path, instance, found)
    return found


def make_sure_that_something_fits(path: Path, instance: Instance, found: Fitting) -> None:
    """Raise `SolutionError` if nothing of a stored programme has a place in the instance."""
    if found.schedule.assignments:
        return
    known = [each for each in found.stored.assignments if each.session in instance.session_by_id]
    if not known:
        raise SolutionError(f"{path}: the instance {instance.name} has none of its sessions.")
    total = counted(len(found.stored.assignments), "session")
    raise SolutionError(
        f"{path}: of its {total} the instance {instance.name} has {len(known)}, and none has a place there "
        "any more."
    )


def read_published(path: Path, instance: Instance) -> Fitting:
    """Read the schedule of a solution file as a published plan, whatever has become of the instance since.

    Sessions that the instance no longer has are read as well, and so are rooms; sessions that it has
    besides are not missed, and a session may have become longer or shorter.

    Raises
    ------
    SolutionError
        When the file cannot be used; it names everything that is wrong.
    """
    root = _root(path)
    reading = OldReading(root, instance)
    return fit(instance, _read(path, root, reading), reading.lengths)


def _read(path: Path, root: Node, reading: Reading) -> Schedule:
    rows = root.child("schedule")
    if rows is None or not isinstance(rows.value, list):
        found = "no `schedule`" if rows is None else brief(rows)
        line = root.line if rows is None else rows.line
        said = sentence("schedule", found, "a list of sessions with start and room")
        raise SolutionError(f"{path}:{line}: {said}")
    if not rows.value:
        status = root.child("status")
        known = f" Its status is {brief(status)}." if status is not None else ""
        raise SolutionError(f"{path}:{rows.line}: schedule: holds no session.{known}")
    for position, row in enumerate(rows.value):
        reading.take(position, row)
    strict = not isinstance(reading, OldReading)
    roster, faults = read_roster(root, reading.instance, strict=strict)
    agendas, wrong = read_agendas(root, reading.instance, strict=strict)
    in_rows = *reading.complaints, *reading.missing(rows), *faults, *wrong
    complaints = [*blemishes(root), *_format(root), *in_rows]
    if complaints:
        raise SolutionError(*numbered(str(path), complaints))
    return Schedule.of(reading.assignments.values(), roster, agendas)


def _root(path: Path) -> Node:
    content = b""
    try:
        content = bytes_of(path)
        root = document(content, is_json=True)
    except BrokenError as error:
        is_other = holds_instance(content)
        said = INSTANCE_FOR_SOLUTION if is_other else str(error)
        complaint = Complaint(1 if is_other else error.line, said)
        raise SolutionError(*numbered(str(path), [complaint])) from error
    if is_instance(root):
        raise SolutionError(f"{path}:{root.line}: {INSTANCE_FOR_SOLUTION}")
    if not isinstance(root.value, dict):
        raise SolutionError(f"{path}:{root.line}: found {brief(root)}, expected a solution.")
    return root


def _format(root: Node) -> Iterator[Complaint]:
    version = root.child("format")
    if version is None or version.value != FORMAT or isinstance(version.value, bool):
        found = "no `format`" if version is None else brief(version)
        yield Complaint(line_of(root, ("format",)), sentence("format", found, str(FORMAT)))
