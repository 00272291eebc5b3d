"""Sections of public benchmarks, whose workbooks are not part of the repository."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.run.sections import Section, Setting, skipped
from benchmarks.run.subjects import Load
from benchmarks.run.tables import comparison, number
from scheduler.solution import Engine


@dataclass(frozen=True, slots=True)
class Library:
    """A public benchmark, and what is known about it."""

    title: str
    text: str
    folder: str
    """Name of its folder in a folder of data."""
    usual: Path
    """Where its folder is unless somebody says otherwise."""
    variable: str
    """Environment variable that names another."""
    load: Load
    heads: Sequence[str]
    """Of the values that others have found."""
    references: Mapping[str, Sequence[int]]
    """These values, by workbook."""
    quick: Sequence[str]
    """Workbooks of a quick run."""


def section_of(library: Library, setting: Setting) -> Section:
    """Return the section of a benchmark; it is skipped unless all workbooks are there."""
    folder = library.usual if setting.data is None else setting.data / library.folder
    names = library.quick if setting.quick else tuple(library.references)
    paths = [folder / f"{name}.xlsx" for name in names]
    missing = ", ".join(path.name for path in paths if not path.exists())
    if missing:
        reason = f"the data are not here ({missing}); see --data and {library.variable}."
        return skipped(library.title, reason)
    references = [[number(value) for value in library.references[name]] for name in names]
    return Section(
        title=library.title,
        text=library.text,
        runs=[
            run for path in paths for run in setting.runs(path, library.load, (Engine.AUTO, None))
        ],
        compared=lambda outcomes: comparison(outcomes, names, library.heads, references),
    )
