"""Conferences and programmes in and out: of files, texts, mappings and tables."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from scheduler.api.programmes import schedule_in
from scheduler.errors import InstanceError, SolutionError
from scheduler.evaluation import misfits
from scheduler.frames import schedule_of
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Solution
from scheduler.solutions import Filed, file_solution, put_solution
from scheduler.sources import (
    read_changes,
    read_instance,
    read_instance_text,
    read_mapping,
    read_stored,
    write_schedule,
)
from scheduler.sources.programmes import import_programme, is_programme
from scheduler.sources.tables import import_tables


def read(source: Path | str | Mapping[str, Any]) -> Instance:
    """Read a conference, and check all that is said of it.

    Parameters
    ----------
    source
        The path of an instance file or a variant file (YAML or JSON); or the text of an instance file, which
        has more than one line; or its tables as a mapping, as `yaml.safe_load` would give them.

    Raises
    ------
    InstanceError
        When it cannot be used; it names everything that is wrong: in a file or a text by its line, in a
        mapping by its keys.
    """
    if isinstance(source, Mapping):
        return read_mapping(source)
    if isinstance(source, str) and "\n" in source:
        return read_instance_text(source.encode(), "text")
    return read_instance(Path(source))


def change(
    instance: Instance, changes: Sequence[Mapping[str, Any]], *, name: str | None = None
) -> Instance:
    """Return a variant of a conference, with these changes.

    Parameters
    ----------
    instance
        The conference; it stays as it is.
    changes
        What a variant file says below `changes` (docs/how-to/variants.md), such as
        ``[{"set_level": {"rule": "late_hours", "level": 2}}]``.
    name
        Name of the variant, for its files; ``<name of the instance>-variant`` unless given.

    Raises
    ------
    InstanceError
        When a change cannot be made, or leaves no conference that holds together; ``changes[1]`` is the
        first.
    """
    return read_changes(instance, changes, name or f"{instance.name[:56]}-variant")


def import_(
    sources: Path | str | Sequence[Path | str],
    *,
    name: str = "imported",
    zone: str | None = None,
    base: Path | str | None = None,
    mapping: Path | str | None = None,
) -> tuple[Instance, Schedule]:
    """Read a programme of another system, a list of talks, or the tables of a workbook.

    Parameters
    ----------
    sources
        A file, or several that belong together (docs/how-to/import.md).
    name
        Id of the conference, unless the tables name it.
    zone
        The clocks of the venue, where a programme does not name them.
    base
        The instance that says what the files do not.
    mapping
        What stands in which column of a list, as ``scheduler import --guess`` proposes it.

    Returns
    -------
    tuple
        The conference and the programme, which is empty where the files have none.

    Raises
    ------
    InstanceError
        When the files cannot be used; it names everything that is wrong.
    """
    paths = [Path(each) for each in ((sources,) if isinstance(sources, str | Path) else sources)]
    if not paths:
        raise InstanceError("import_: sources: found none, expected a file.")
    known = None if base is None else Path(base)
    if mapping is None and not any(map(is_programme, paths)):
        return import_tables(paths, known).instance, Schedule.of([])
    columns = None if mapping is None else Path(mapping)
    imported = import_programme(paths, name, zone, base=known, mapping=columns)
    return imported.instance, imported.schedule


def load(source: Path | str | pd.DataFrame, instance: Instance) -> Schedule:
    """Read a programme of a conference: a solution file, or a table with `session`, `start` and `room`.

    Of a file that was made for another state of the conference, it is what still fits; `scheduler show`
    says what does not. Times of a table without a zone are on the clocks of the venue.

    Raises
    ------
    SolutionError
        When it cannot be used; it names everything that is wrong.
    """
    if isinstance(source, pd.DataFrame):
        return schedule_of(source, instance)
    return read_stored(Path(source), instance).schedule


def save(
    path: Path | str, instance: Instance, programme: Solution | Schedule, *, overwrite: bool = False
) -> Filed:
    """Write a programme as a solution file: whole, or not at all; equal programmes give equal bytes.

    A solution takes the place of none that is as good, as the command has it: of a programme of this very
    state of the conference that keeps the hard rules and costs no more. What had to give way and may be
    of use is kept beside it, as ``<name>.previous.json``.

    Parameters
    ----------
    path
        Where.
    instance
        The conference.
    programme
        What to write. A schedule alone, which no search has judged, is always written.
    overwrite
        Whether a solution is written over one that is as good, too.

    Returns
    -------
    Filed
        What was written, kept beside it, or stays.

    Raises
    ------
    SolutionError
        When there is no programme, it does not fit the conference, or the file cannot be written.
    """
    target, schedule = Path(path), schedule_in(programme)
    if isinstance(programme, Solution) and programme.conference == instance:
        return (put_solution if overwrite else file_solution)(target, instance, programme)
    troubles = misfits(instance, schedule)
    if troubles:
        raise SolutionError(*troubles)
    write_schedule(target, instance, schedule)
    return Filed(target)
