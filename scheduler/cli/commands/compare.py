"""`scheduler compare`: programmes side by side, in the terminal, as JSON and as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from scheduler.cli.answers import answer
from scheduler.cli.console import MOST, complain, say, sheets_report
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import (
    make_sure_of_page,
    make_sure_of_table,
    solution_path,
    stored_programme,
    unlocked_at,
    write_table,
)
from scheduler.cli.options import AsJson, PagePath, TablePath, argument
from scheduler.cli.stores import make_sure_of_language
from scheduler.cli.views.claims import proved_in_brief
from scheduler.comparison import Comparison, Programme, labelled
from scheduler.comparison import compare as comparison_of
from scheduler.comparison.figures import RuleRow, costliest_first
from scheduler.comparison.summary import sentences
from scheduler.comparison.tables import shown
from scheduler.desk import DeskFile, changes_of, facts_of, kept_desk
from scheduler.errors import InputError
from scheduler.extras import load
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solutions import stored_at
from scheduler.sources import fingerprint, read_instance
from scheduler.storage import write_atomically
from scheduler.translations import languages
from scheduler.wording import one_line


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Programmes side by side; what has a value for each programme has them in this order."""

    comparison: Comparison

    @property
    def summary(self) -> tuple[str, ...]:
        """The differences, in sentences."""
        return tuple(sentences(self.comparison))

    @property
    def rules(self) -> tuple[RuleRow, ...]:
        """The rules that find something in any of them."""
        return costliest_first(self.comparison.rules)


@dataclass(frozen=True, slots=True)
class Shown:
    """A programme of the report, or a variant without one."""

    name: str
    """Name of its file."""
    claim: str
    """What is proved of it, or that it is not known."""
    called: str = ""
    """Its name for people, as it was typed; empty if it has none."""
    wishes: tuple[str, ...] = ()
    """Changes made in it besides slots of sessions, a sentence each without a full stop."""
    missing: Instance | None = None
    """The variant, if it has no programme."""
    why: str = ""
    """Why it has none, without a full stop."""
    troubles: tuple[str, ...] = ()
    """Problems that make it impossible, in sentences."""


def write_report(
    path: Path,
    shown: Sequence[Shown],
    found: Comparison | None,
    language: str = "en",
) -> None:
    """Write the comparison of programmes as a page, the base first, and say so.

    Parameters
    ----------
    path
        Where to.
    shown
        Its programmes, and variants without one.
    found
        The comparison of all that have a programme, in the same order; None if there are not two.
    language
        Code of a language that there is a catalogue for.
    """
    if found is None:
        complain(f"{path}: not written; there are not two programmes to compare.")
        return
    page = report_of(shown, found, language)
    write_atomically(path, page.encode())
    complain(f"Wrote {path}")


def report_of(shown: Sequence[Shown], found: Comparison, language: str = "en") -> str:
    """Return the comparison of programmes as a page, the base first, in the language of this code."""
    labels = headings(shown)
    # What draws takes a second to load, which no other command should wait for.
    reporting = load("scheduler.reporting", "A report with charts")
    named = [*zip(labels, shown, strict=True)]
    missing = [
        reporting.Missing(label, each.why, each.troubles, each.missing)
        for label, each in named
        if each.missing is not None
    ]
    claims = {label: reporting.Claim(each.claim, wishes=each.wishes) for label, each in named}
    there = [label for label, each in named if each.missing is None]
    page: str = reporting.page_of(
        found.called(there), missing=missing, claims=claims, language=language
    )
    return page


def headings(shown: Sequence[Shown]) -> tuple[str, ...]:
    """Return the name of each programme for people: as it was typed, or made from its file name."""
    return labelled([one_line(each.called) or _spoken(one_line(each.name)) for each in shown])


def _spoken(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip() or name
    return words[:1].upper() + words[1:]


Files = Annotated[
    list[Path],
    argument(
        "Instances, each followed by solutions of it. The base comes first.",
        "INSTANCE [SOLUTION]...",
    ),
]
Lang = Annotated[str, typer.Option("--lang", help="Language of --html.")]
Every = Annotated[bool, typer.Option("--all", help="Show all who are affected.")]


def compare(
    files: Files,
    *,
    html: PagePath = None,
    csv: TablePath = None,
    lang: Lang = "en",
    every: Every = False,
    as_json: AsJson = False,
) -> Code:
    """Compare programmes: rules, key figures, moves, who is affected."""
    make_sure_of_language(lang, languages())
    if html is not None:
        make_sure_of_page(html)
    if csv is not None:
        make_sure_of_table(csv, "programme")
    programmes, shown = zip(*programmes_named(files), strict=True)
    found = comparison_of(programmes)
    if html is not None:
        write_report(html, shown, found, lang)
    if csv is not None:
        write_table(csv, "comparison", found)
    if as_json or (html is None and csv is None):
        most = None if every else MOST
        told = ComparisonReport(found)
        say(
            as_json,
            lambda: answer(told, found.base.instance.zone),
            lambda: _report(told, most),
        )
    return Code.FINE


def _kept(path: Path) -> DeskFile | None:
    try:
        return kept_desk(path)
    except InputError:
        return None


def _report(told: ComparisonReport, most: int | None) -> Iterator[RenderableType]:
    yield from map(one_line, told.summary)
    yield ""
    yield from sheets_report(shown(told.comparison), most)


def programmes_named(paths: Sequence[Path]) -> Sequence[tuple[Programme, Shown]]:
    """Read programmes, each with its entry of a report: a solution belongs to the nearest instance before it.

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
        raise InputError("compare: expected at least two programmes, found one.")
    labels = labelled([one_line(path.stem) for _, path, _, _ in found])
    return [_stored(label, *each) for label, each in zip(labels, found, strict=True)]


def _stored(
    label: str, of: Path, path: Path, instance: Instance, schedule: Schedule
) -> tuple[Programme, Shown]:
    """Return a programme, with the facts of its desk if the variant was not edited since."""
    kept, stored = _kept(of), stored_at(path)
    desk = kept.desk if kept is not None and kept.desk.instance == instance else None
    programme = Programme(
        label,
        instance,
        schedule,
        unlocked=unlocked_at(of, instance),
        known=() if desk is None else facts_of(desk),
    )
    is_same = stored is not None and stored.fingerprint == fingerprint(instance)
    claim = proved_in_brief(
        programme.evaluation.penalty, stored.bound if stored is not None and is_same else None
    )
    title = "" if kept is None else kept.title
    return programme, Shown(label, claim, title, () if desk is None else changes_of(desk))


def _pairs(paths: Sequence[Path]) -> list[tuple[Path, Path | None]]:
    """Return each instance with each solution of it, or with none: its stored one is meant."""
    found: list[tuple[Path, list[Path]]] = []
    for path in paths:
        if stored_at(path) is None:
            found.append((path, []))
        elif found:
            found[-1][1].append(path)
        else:
            raise InputError(f"{path}: is a solution. Put the file of its instance before it.")
    return [(instance, each) for instance, solutions in found for each in solutions or (None,)]
