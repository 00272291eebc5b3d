"""Read and write conferences and programmes: files, texts, mappings and tables."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from scheduler.errors import InstanceError, SolutionError
from scheduler.evaluation import misfits
from scheduler.frames import schedule_of
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Solution, schedule_in
from scheduler.solutions import Filed, file_solution, put_solution
from scheduler.sources import (
    read_changes,
    read_instance,
    read_instance_text,
    read_mapping,
    read_stored,
    write_schedule,
)
from scheduler.sources.identifiers import bounded_id
from scheduler.sources.programmes import import_programme, is_programme
from scheduler.sources.tables import import_tables


def read(source: Path | str | Mapping[str, Any]) -> Instance:
    """Read and validate a conference.

    Parameters
    ----------
    source
        The path of an instance or variant file (YAML or JSON); the text of an instance file (more than one
        line); or its tables as a mapping, as `yaml.safe_load` returns them.

    Raises
    ------
    InstanceError
        When the conference is not valid. It names everything that is wrong, in a file or text by line, in a
        mapping by key.
    """
    if isinstance(source, Mapping):
        return read_mapping(source)
    if isinstance(source, str) and "\n" in source:
        return read_instance_text(source.encode(), "text")
    return read_instance(Path(source))


def change(
    instance: Instance, changes: Sequence[Mapping[str, Any]], *, name: str | None = None
) -> Instance:
    """Return a variant of a conference.

    Parameters
    ----------
    instance
        The conference; it is not altered.
    changes
        What a variant file says below `changes`, such as
        ``[{"set_level": {"rule": "late_hours", "level": 2}}]``.
    name
        Name of the variant. Default: ``<name of the instance>-variant``.

    Raises
    ------
    InstanceError
        When a change is not possible, or the result is not valid. Changes count from ``changes[1]``.
    """
    return read_changes(instance, changes, name or bounded_id(instance.name, "-variant"))


def import_(
    sources: Path | str | Sequence[Path | str],
    *,
    name: str = "imported",
    zone: str | None = None,
    base: Path | str | None = None,
    mapping: Path | str | None = None,
) -> tuple[Instance, Schedule]:
    """Import a programme of another system, a list of talks, or the tables of a workbook.

    Parameters
    ----------
    sources
        A file, or several that belong together: tables, a programme, or a list of talks.
    name
        Id of the conference, if the tables do not name it.
    zone
        Time zone of the venue, if the programme does not name it.
    base
        An instance file for what the files do not contain.
    mapping
        A mapping file from columns to fields, as ``scheduler import --guess`` writes it.

    Returns
    -------
    tuple
        The `Instance` and the `Schedule`, which is empty if the files have no programme.

    Raises
    ------
    InstanceError
        When the files cannot be used. It names everything that is wrong.
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

    If the file was made for another state of the conference, the result has what still fits; `scheduler
    show` lists the rest. Times of a table without a zone are local to the venue.

    Raises
    ------
    SolutionError
        When the programme cannot be used. It names everything that is wrong.
    """
    if isinstance(source, pd.DataFrame):
        return schedule_of(source, instance)
    return read_stored(Path(source), instance).schedule


def save(
    path: Path | str, instance: Instance, programme: Solution | Schedule, *, overwrite: bool = False
) -> Filed:
    """Write a programme as a solution file, atomically. Equal programmes give equal bytes.

    A stored solution of the same state of the conference stays if it satisfies the hard rules and its
    penalty is not higher, as with `scheduler solve`. A programme that is replaced and may still be of use is
    kept beside the file, as ``<name>.previous.json``.

    Parameters
    ----------
    path
        The file to write.
    instance
        The conference.
    programme
        The programme. A `Schedule`, which has no proof, is always written.
    overwrite
        Whether to replace a solution that is as good or better.

    Returns
    -------
    Filed
        Which file was written, which was kept beside it, or which stays.

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
