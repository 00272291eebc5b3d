"""`scheduler check`: whether an instance can be used, and what is in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import command
from scheduler.cli.inputs.options import AsJson, InstancePath
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.terminal.layout import Columns
from scheduler.errors import InputError
from scheduler.explanation import Trouble, screen
from scheduler.instance import Instance
from scheduler.sources import Lines, read_instance, read_lines
from scheduler.wording import counted, listed, one_line

On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="Say what is locked on this date: 2021-09-01.",
        show_default=False,
    ),
]


def check(instance: InstancePath, *, on: On = None, as_json: AsJson = False) -> Code:
    """Read an instance, say what is in it, and what cannot work."""
    facts, day = read_instance(instance), _day(on)
    troubles, lines = screen(facts), read_lines(instance)
    if as_json:
        print_json(_summary(facts, troubles, lines) | _locks(facts, day))
    else:
        _print(facts, troubles, lines, instance, day)
    return Code.IMPOSSIBLE if any(trouble.certain for trouble in troubles) else Code.FINE


def _day(text: str | None) -> date | None:
    """Return the date that `--on` names, if it is given."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f'--on: found "{text}", expected a date such as 2021-09-01.') from error


_LOCKED = {"topic_lock": "topics", "schedule_lock": "the schedule"}


def _locks(instance: Instance, day: date | None) -> dict[str, Any]:
    """Return for machines from when on what is locked, and whether it is on a day; nothing without a lock."""
    locks = ((field, getattr(instance, field)) for field in _LOCKED)
    found = [
        {"lock": field, "date": lock.isoformat()}
        | ({} if day is None else {"has_come": day >= lock})
        for field, lock in locks
        if lock is not None
    ]
    return {"locks": found} if found else {}


def _locks_in_words(instance: Instance, day: date | None) -> Iterator[str]:
    for field, what in _LOCKED.items():
        lock = getattr(instance, field)
        if lock is not None and day is not None:
            yet = "" if day >= lock else "not yet "
            yield f"On {day} {what} {'are' if what == 'topics' else 'is'} {yet}locked (from {lock} on)."
        elif lock is not None:
            said = f"{what} {'are' if what == 'topics' else 'is'} locked from {lock} on."
            yield said[0].upper() + said[1:]


def _print(
    instance: Instance,
    troubles: Sequence[Trouble],
    lines: Lines,
    path: Path,
    day: date | None,
) -> None:
    paper = Paper()
    for line in (*_lines(instance), *_locks_in_words(instance, day)):
        paper.print(line)
    certain = [trouble for trouble in troubles if trouble.certain]
    for heading, told in (
        ("What cannot work:", certain),
        ("What is worth a look:", [trouble for trouble in troubles if not trouble.certain]),
    ):
        if told:
            paper.print()
            paper.print(heading, style="bold")
            paper.print(_table(told, lines))
    paper.print()
    paper.print(_IMPOSSIBLE if certain else _FINE)
    if certain:
        paper.print(f"What would help: {command('explain', path)}")


_FINE = "The file is in order. `scheduler solve` looks for a programme."
_IMPOSSIBLE = "No programme can keep every hard rule; each of the troubles above proves it."


def _table(troubles: Sequence[Trouble], lines: Lines) -> RenderableType:
    """Return troubles with a mark in front and a hanging indent."""
    table = Columns("", "", gap=1)
    for trouble in troubles:
        mark = Text("!", "bold red") if trouble.certain else Text("·", "yellow")
        rules = (f"\nrules: {', '.join(trouble.rules)}", "dim") if trouble.rules else ""
        where = f"{lines.where(trouble.place)}: " if trouble.place else ""
        table.add(mark, Text.assemble(one_line(where + trouble.message), rules))
    return table


def _summary(instance: Instance, troubles: Sequence[Trouble], lines: Lines) -> dict[str, Any]:
    return {
        "instance": instance.name,
        "title": instance.title,
        "zone": instance.zone.key,
        "first_day": instance.first_day.isoformat(),
        "last_day": instance.last_day.isoformat(),
        "counts": _counts(instance),
        "levels": _levels(instance),
        "profile": instance.profile,
        "troubles": [_told(trouble, lines) for trouble in troubles],
    }


def _told(trouble: Trouble, lines: Lines) -> dict[str, Any]:
    """Return a trouble, and where the file says what is doubted, as ``file:line``, if it does so once."""
    where = {"where": lines.where(trouble.place)} if trouble.place else {}
    return trouble_as_json(trouble) | where


def trouble_as_json(trouble: Trouble) -> dict[str, Any]:
    """Return a trouble for machines."""
    return {name: each for name, each in asdict(trouble).items() if name != "place"}


def _counts(instance: Instance) -> dict[str, int]:
    return {
        "working_days": len(instance.working_dates),
        "rooms": len(instance.rooms),
        "sessions": len(instance.sessions),
        "optional_sessions": sum(session.optional for session in instance.sessions),
        "unknown_attendance": sum(each.attendance is None for each in instance.sessions),
        "unknown_seats": sum(room.capacity is None for room in instance.rooms),
        "people": len(instance.people),
        "delegations": len(instance.delegations),
    }


def _optional(number: int) -> str:
    return f" ({number} of them optional)" if number else ""


def _unknown(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield of how many sessions and rooms it is not known how many people or seats they have."""
    unsaid = [
        f"how many people come to {counts['unknown_attendance']} of {counted(counts['sessions'], 'session')}",
        f"the seats of {counts['unknown_seats']} of {counted(counts['rooms'], 'room')}",
    ]
    known = [not counts["unknown_attendance"], not counts["unknown_seats"]]
    if told := [words for words, is_known in zip(unsaid, known, strict=True) if not is_known]:
        yield f"Not known: {listed(told)}. Seats missing or empty are not counted there."


def _levels(instance: Instance) -> dict[str, int]:
    """Count rules by their level, that of single items aside."""
    levels = (instance.level(rule, "") for rule in RULES)
    found = Counter(level if level in (HARD, OFF) else "weighted" for level in levels)
    return {level: found[level] for level in (HARD, "weighted", OFF)}


def _grain(instance: Instance, working_days: int) -> tuple[str, ...]:
    """Return how many days there are, and when sessions may start."""
    if instance.of_days:
        return counted(len(instance.dates), "day"), "day by day"
    return counted(working_days, "working day"), f"starts every {counted(instance.grid, 'minute')}"


def _lines(instance: Instance) -> list[str]:
    counts, levels = _counts(instance), _levels(instance)
    when = (
        f"{instance.first_day} to {instance.last_day}",
        instance.zone.key,
        *_grain(instance, counts["working_days"]),
    )
    what = (
        counted(counts["sessions"], "session") + _optional(counts["optional_sessions"]),
        counted(counts["rooms"], "room"),
        counted(counts["people"], "person", "people"),
        counted(counts["delegations"], "delegation"),
        *([counted(len(instance.items), "agenda item")] if instance.items else []),
        *([counted(len(instance.untimed), "untimed item")] if instance.untimed else []),
    )
    return [
        f"{one_line(instance.title or instance.name)} ({instance.name})",
        ", ".join(when),
        ", ".join(what),
        *_unknown(counts),
        f"Rules: {levels[HARD]} hard, {levels['weighted']} with a weight, {levels[OFF]} off",
        *([f"Profile in force: {instance.profile}."] if instance.profile else []),
    ]
