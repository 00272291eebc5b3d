"""`scheduler compare`: programmes side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import (
    make_sure_of_page,
    make_sure_of_table,
    solution_path,
    stored_programme,
    unlocked_at,
    write_table,
)
from scheduler.cli.inputs.options import AsJson, PagePath, TablePath, argument
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.layout import MOST, sheets_report
from scheduler.cli.views.claims import proved_in_brief
from scheduler.cli.views.compare_report import comparison_answer
from scheduler.cli.views.report_page import Shown, wishes_of, write_report
from scheduler.comparison import Comparison, Programme, labelled
from scheduler.comparison import compare as comparison_of
from scheduler.comparison.summary import sentences
from scheduler.comparison.tables import shown
from scheduler.desk import DeskFile, facts_of, kept_desk
from scheduler.errors import InputError
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solutions import stored_at
from scheduler.sources import fingerprint, read_instance
from scheduler.wording import one_line


class ReportLanguage(StrEnum):
    """Languages of a report."""

    ENGLISH = "en"
    FRENCH = "fr"


Files = Annotated[
    list[Path],
    argument(
        "Instances, each followed by solutions of it. The base comes first.",
        "INSTANCE [SOLUTION]...",
    ),
]
HideRooms = Annotated[
    bool, typer.Option("--hide-rooms", help="Hide moves to another room at the same time.")
]
Lang = Annotated[
    ReportLanguage, typer.Option("--lang", help="Language of --html.", case_sensitive=False)
]
Every = Annotated[bool, typer.Option("--all", help="Show all who are affected.")]


@dataclass(frozen=True, slots=True)
class StoredProgramme:
    """A programme from a file."""

    programme: Programme
    bound: int | None
    """Thousandths of penalty below which there is no programme, as its file says; None of another state."""
    path: Path
    """File of its instance."""


def compare(
    files: Files,
    *,
    html: PagePath = None,
    csv: TablePath = None,
    lang: Lang = ReportLanguage.ENGLISH,
    hide_rooms: HideRooms = False,
    every: Every = False,
    as_json: AsJson = False,
) -> Code:
    """Compare programmes: rules, key figures, moves, who is affected."""
    if html is not None:
        make_sure_of_page(html)
    if csv is not None:
        make_sure_of_table(csv, "programme")
    stored = programmes_named(files)
    found = comparison_of([each.programme for each in stored])
    if html is not None:
        shown = [_shown(each) for each in stored]
        write_report(html, shown, found, hide_rooms=hide_rooms, language=lang)
    if csv is not None:
        frames = import_module("scheduler.frames")  # pandas takes a while to load
        write_table(csv, frames.csv_of(frames.comparison_table(found)))
    if as_json or (html is None and csv is None):
        most = None if every else MOST
        say(
            as_json,
            lambda: comparison_answer(found, hide_rooms=hide_rooms),
            lambda: _report(found, hide_rooms=hide_rooms, most=most),
        )
    return Code.FINE


def _shown(each: StoredProgramme) -> Shown:
    programme, kept = each.programme, _kept(each.path)
    claim = proved_in_brief(programme.evaluation.penalty, each.bound)
    made = Shown(programme.label, programme.instance, programme.schedule, claim)
    if kept is None:
        return made
    if (
        kept.desk.instance != programme.instance
    ):  # its history says nothing of what was written by hand
        return replace(made, called=kept.title)
    return replace(made, called=kept.title, wishes=wishes_of(kept.desk), facts=programme.known)


def _kept(path: Path) -> DeskFile | None:
    """Return the desk at which the variant of a file was made, if it was and its history can be read."""
    try:
        return kept_desk(path)
    except InputError:
        return None


def _report(
    comparison: Comparison, *, hide_rooms: bool, most: int | None
) -> Iterator[RenderableType]:
    yield from map(one_line, sentences(comparison))
    yield ""
    yield from sheets_report(shown(comparison, hide_rooms=hide_rooms), most)


def programmes_named(paths: Sequence[Path]) -> tuple[StoredProgramme, ...]:
    """Read programmes: a solution belongs to the nearest instance before it.

    Raises
    ------
    InputError
        When a file cannot be used; it names everything that is wrong in any of them.
    """
    troubles: list[str] = []
    found: list[tuple[Path, Path, Instance, Schedule]] = []
    read = cache(read_instance)
    for of, solution in _pairs(paths):
        try:
            instance = read(of)
            schedule = stored_programme(instance, solution, of).schedule
        except InputError as error:
            troubles += error.troubles
        else:
            found.append((of, solution_path(instance, solution), instance, schedule))
    if troubles:
        raise InputError(*dict.fromkeys(troubles))
    if len(found) < 2:
        raise InputError("compare: expected two programmes at least, found one.")
    labels = labelled([one_line(path.stem) for _, path, _, _ in found])
    return tuple(_stored(label, *each) for label, each in zip(labels, found, strict=True))


def _stored(
    label: str, of: Path, path: Path, instance: Instance, schedule: Schedule
) -> StoredProgramme:
    """Return a programme, with what its desk knows as long as nothing was written by hand since."""
    kept, stored = _kept(of), stored_at(path)
    known = facts_of(kept.desk) if kept is not None and kept.desk.instance == instance else ()
    same = stored is not None and stored.fingerprint == fingerprint(instance)
    programme = Programme(
        label, instance, schedule, unlocked=unlocked_at(of, instance), known=known
    )
    return StoredProgramme(programme, stored.bound if stored is not None and same else None, of)


def _pairs(paths: Sequence[Path]) -> list[tuple[Path, Path | None]]:
    """Return each instance with each solution of it, or with none: its stored one is meant."""
    found: list[tuple[Path, list[Path]]] = []
    for path in paths:
        if stored_at(path) is None:
            found.append((path, []))
        elif found:
            found[-1][1].append(path)
        else:
            raise InputError(f"{path}: a solution; the file of its instance comes before it.")
    return [(instance, each) for instance, solutions in found for each in solutions or (None,)]
