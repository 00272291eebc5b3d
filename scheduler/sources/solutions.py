"""Read solution files and check them against the instance; write them, whole or not at all."""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from scheduler.errors import FileError, SolutionError
from scheduler.findings import Evaluation
from scheduler.instance import (
    FIRST_DATE,
    LAST_DATE,
    LONGEST,
    MILLI,
    Counts,
    Fault,
    Frozen,
    Instance,
    end_of,
    half_days_of,
    minutes_of,
    nearest,
    pauses_of,
    quoted,
    sentence,
    times_of,
    twice,
)
from scheduler.schedule import AgendaEntry, Assignment, Duty, Schedule
from scheduler.solution import Solution
from scheduler.sources.discrepancies import Fitting, fit
from scheduler.sources.documents import (
    INSTANCE_FOR_SOLUTION,
    bytes_of,
    document,
    holds_instance,
    is_instance,
)
from scheduler.sources.drafts import checked, draft_of, one_of
from scheduler.sources.instances import fingerprint
from scheduler.sources.nodes import (
    BrokenError,
    Complaint,
    Node,
    blemishes,
    brief,
    numbered,
    rows_of,
    text_of,
)
from scheduler.storage import write_atomically


@dataclass(frozen=True, slots=True)
class _Setup:
    """The instance of a solution file."""

    instance: Instance
    is_current: bool
    """Whether the file is for this state of it; an older file may name what is gone."""


def _half_day_pools(instance: Instance) -> Collection[str]:
    return {pool.id for pool in instance.interpretation if pool.counts is Counts.HALF_DAYS}


def _time(value: object, setting: _Setup) -> datetime:
    """Return the instant of a time with the venue's offset, in UTC."""
    zone = setting.instance.zone
    try:
        instant = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(
            "expected a time with the venue's offset, such as 2021-11-08T09:30:00+03:00"
        ) from None
    if not FIRST_DATE <= instant.date() <= LAST_DATE or instant.second or instant.microsecond:
        raise ValueError(f"expected a whole minute from {FIRST_DATE} to {LAST_DATE}")
    here = (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(zone)
    if instant.utcoffset() != here.utcoffset():
        raise ValueError(f'expected the offset of {zone.key}. Write "{here.isoformat()}".')
    return instant.astimezone(UTC)


def _known(names: Callable[[Instance], Collection[str]], what: str) -> BeforeValidator:
    return one_of(
        lambda setting: names(setting.instance) if setting.is_current else None,
        f"the id of {what}",
    )


_Session = Annotated[str, _known(lambda each: each.session_by_id, "a session of the instance")]
_Room = Annotated[str, _known(lambda each: each.room_by_id, "a room of the instance")]
_Person = Annotated[str, _known(lambda each: each.person_by_id, "a person of the instance")]
_Item = Annotated[str, _known(lambda each: each.item_by_id, "an agenda item of the instance")]
_Pool = Annotated[str, _known(_half_day_pools, "an interpretation pool that counts half-days")]
_Time = Annotated[datetime, checked(_time)]


def _end(end: datetime, info: ValidationInfo) -> datetime:
    """Check the end of a session against its start and length."""
    setting, start = cast("_Setup", info.context), info.data.get("start")
    instance = setting.instance
    session = instance.session_by_id.get(info.data.get("session", ""))
    if session is None or start is None or not setting.is_current:
        return end
    right = end_of(instance, session, start)
    if end != right:
        breaks = ", breaks included" if pauses_of(instance, session, start) else ""
        raise ValueError(
            f"expected {right.astimezone(instance.zone).isoformat()}, because the session lasts "
            f"{minutes_of(right - start)} minutes{breaks}. Correct `end`, or delete it."
        )
    return end


class AgendaRow(Frozen):
    """An item of the agenda of a session."""

    item: _Item
    start: Any = None
    """Not read, like the end: both follow from the minutes."""
    end: Any = None
    minutes: Annotated[int, Field(ge=1, le=minutes_of(LONGEST))] | None = None
    """Those that the item needs, if empty."""


class PlacedRow(Frozen):
    """A session with its start and room."""

    session: _Session
    start: _Time
    end: Annotated[_Time, AfterValidator(_end)] | None = None
    room: _Room
    seated: tuple[_Person, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()


class DutyRow(Frozen):
    """The sessions of a team in one half-day."""

    start: _Time
    band: Any = None
    """Not read: it follows from the start."""
    sessions: tuple[_Session, ...]


class TeamRow(Frozen):
    """A team of interpreters, and its half-days."""

    pool: _Pool
    team: Annotated[int, Field(ge=1)]
    """Number of the team, from 1 on."""
    half_days: tuple[DutyRow, ...]
    """Half-days with start, sessions."""


class SolutionFile(BaseModel):
    """The fields of a solution file that are read."""

    model_config = ConfigDict(frozen=True, strict=True, use_attribute_docstrings=True)

    format: Literal[1]
    """Version of the format: 1."""
    schedule: tuple[PlacedRow, ...]
    """Sessions with start and room."""
    roster: tuple[TeamRow, ...] = ()


def solution_fingerprint(path: Path) -> str | None:
    """Return the fingerprint of the instance of a solution; None if the file has none."""
    return text_of(_root(path).child("fingerprint"))


def read_schedule(path: Path, instance: Instance) -> Schedule:
    """Read the schedule of a solution file that fits this state of the instance.

    Raises
    ------
    SolutionError
        When the file cannot be used, or does not fit; it lists all errors.
    """
    return _schedule_of(instance, _read(path, _Setup(instance, is_current=True)))


def read_stored(path: Path, instance: Instance) -> Fitting:
    """Read a solution file of any state of the instance; one without a fingerprint is of this state.

    Raises
    ------
    SolutionError
        When the file cannot be used, or nothing of it fits; it lists all errors.
    """
    made_for = solution_fingerprint(path)
    if made_for in (None, fingerprint(instance)):
        schedule = read_schedule(path, instance)
        return Fitting(schedule, schedule)
    found = read_published(path, instance)
    make_sure_that_something_fits(path, instance, found)
    return found


def make_sure_that_something_fits(path: Path, instance: Instance, found: Fitting) -> None:
    """Raise `SolutionError` if no session of a stored programme fits the instance."""
    if not found.schedule.assignments:
        known = sum(each.session in instance.session_by_id for each in found.stored.assignments)
        exist = f"{known} of {len(found.stored.assignments)} exist"
        raise SolutionError(f"{path}: no session fits the instance {instance.name} ({exist}).")


def read_published(path: Path, instance: Instance) -> Fitting:
    """Read the schedule of a solution file of any state of the instance, such as a published programme.

    It keeps sessions and rooms that the instance no longer has, but no items, pools and duties.

    Raises
    ------
    SolutionError
        When the file cannot be used; it lists all errors.
    """
    file = _read(path, _Setup(instance, is_current=False))
    lengths = {row.session: row.end - row.start for row in file.schedule if row.end is not None}
    return fit(instance, _schedule_of(instance, file), lengths)


def _read(path: Path, setting: _Setup) -> SolutionFile:
    root = _root(path)
    draft = draft_of(SolutionFile, root, setting)
    faults = _faults(setting, draft.facts) if draft.facts is not None else ()
    complaints = [*blemishes(root), *draft.complaints(faults)]
    if setting.is_current and rows_of(root.child("schedule")):
        complaints += _missing(setting.instance, root)
    if complaints or draft.facts is None:
        raise SolutionError(*numbered(str(path), complaints))
    if not draft.facts.schedule:
        rows, status = root.child("schedule") or root, root.child("status")
        known = f" Its status is {brief(status)}." if status is not None else ""
        raise SolutionError(f"{path}:{rows.line}: schedule: holds no session.{known}")
    return draft.facts


def _root(path: Path) -> Node:
    content = b""
    try:
        content = bytes_of(path)
        root = document(content, is_json=True, name=str(path))
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


def _schedule_of(instance: Instance, file: SolutionFile) -> Schedule:
    """Return the schedule of a file, without items and duties that the instance does not have."""
    items, pools, sessions = instance.item_by_id, _half_day_pools(instance), instance.session_by_id
    return Schedule.of(
        (
            Assignment(row.session, row.start, row.room, tuple(sorted(row.seated)))
            for row in file.schedule
        ),
        (
            Duty(
                row.pool, row.team, duty.start, tuple(filter(sessions.__contains__, duty.sessions))
            )
            for row in file.roster
            for duty in row.half_days
            if row.pool in pools
        ),
        (
            AgendaEntry(
                row.session, each.item, each.minutes or max(1, minutes_of(items[each.item].needed))
            )
            for row in file.schedule
            for each in row.agenda
            if row.session in sessions and each.item in items
        ),
    )


# What does not fit together


def _faults(setting: _Setup, file: SolutionFile) -> Iterator[Fault]:
    """Yield repeated rows and, in a file for this state of the instance, seats that do not fit."""
    seen = set[str]()
    for position, row in enumerate(file.schedule):
        path = ("schedule", position)
        if row.session in seen:
            yield Fault((*path, "session"), f"{quoted(row.session)} again", "each session once")
        seen.add(row.session)
        yield from twice((*path, "seated"), row.seated, "each person once")
        items = tuple(each.item for each in row.agenda)
        yield from twice((*path, "agenda"), items, "each item once in a session")
        if setting.is_current:
            yield from _unseated((*path, "seated"), setting.instance, row)


def _unseated(path: tuple[str | int, ...], instance: Instance, row: PlacedRow) -> Iterator[Fault]:
    pool = instance.pools.get(row.session)
    for position, person in enumerate(row.seated):
        if pool is None:
            expected = f"no seats, because {row.session} has no panel"
            yield Fault((*path, position), quoted(person), expected)
        elif person not in pool:
            expected = f"a person who may sit on the panel of {row.session}"
            yield Fault((*path, position), quoted(person), expected, nearest(person, pool))


def _missing(instance: Instance, root: Node) -> Iterator[Complaint]:
    rows = root.child("schedule") or root
    placed = {text_of(row.child("session")) for row in rows_of(rows)}
    for session in instance.sessions:
        if session.id not in placed and not session.optional:
            expected = "each session that is not optional"
            said = sentence("schedule", f"no {quoted(session.id)}", expected)
            yield Complaint(rows.line, said)


FORMAT = 1
"""Version of the format of solution files."""


def write_solution(
    path: Path, instance: Instance, solution: Solution, *, private: bool = False
) -> None:
    """Write a solution as JSON, equal solutions as equal bytes; only the owner can read a private file.

    Raises
    ------
    SolutionError
        When the file cannot be written; an earlier file stays.
    """
    _write(path, solution_text(instance, solution), private=private)


def write_schedule(
    path: Path,
    instance: Instance,
    schedule: Schedule,
    *,
    penalty: int | None = None,
    like: Path | None = None,
) -> None:
    """Write a schedule that is not the result of a search.

    Parameters
    ----------
    path
        The file.
    instance
        The instance of the schedule.
    schedule
        The schedule.
    penalty
        Its penalty in thousandths, if known.
    like
        A file whose permissions a new one gets, if that file exists.

    Raises
    ------
    SolutionError
        When the file cannot be written; an earlier file stays.
    """
    _write(path, schedule_text(instance, schedule, penalty=penalty), like=like)


def schedule_text(instance: Instance, schedule: Schedule, *, penalty: int | None = None) -> str:
    """Return the text of the file of a schedule that is not the result of a search."""
    content = {
        "format": FORMAT,
        "instance": instance.name,
        "fingerprint": fingerprint(instance),
        **({} if penalty is None else {"penalty": _points(penalty)}),
        "schedule": [_placed(instance, schedule, each) for each in schedule.assignments],
        **_with_roster(instance, schedule),
    }
    return _text(content)


def solution_text(instance: Instance, solution: Solution) -> str:
    """Return the text of a solution file."""
    search, schedule = solution.search, solution.schedule
    placed = schedule or Schedule.of(())
    evaluation = solution.evaluation or Evaluation(())
    content = {
        "format": FORMAT,
        "instance": solution.instance,
        "fingerprint": solution.fingerprint,
        "status": solution.status.value,
        "penalty": _points(solution.penalty),
        "bound": _points(solution.bound),
        "gap": None if solution.gap is None else round(solution.gap, 6),
        "search": {
            "engine": search.engine.value,
            "seed": search.seed,
            "workers": search.workers,
            "time_limit": search.time_limit,
            "stop": search.stop.value,
        },
        "versions": dict(sorted(solution.versions.items())),
        "rules": _rules(instance, evaluation),
        "findings": _findings(evaluation),
        "dropped": [
            each.id for each in instance.sessions if schedule and each.id not in schedule.by_session
        ],
        **({"dropped_items": _left_out(instance, placed)} if instance.items else {}),
        "schedule": [_placed(instance, placed, each) for each in placed.assignments],
        **_with_roster(instance, placed),
    }
    return _text(content)


def _text(content: dict[str, Any]) -> str:
    return f"{json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)}\n"


def _write(path: Path, text: str, *, private: bool = False, like: Path | None = None) -> None:
    try:
        write_atomically(path, text.encode(), private=private, like=like)
    except FileError as error:
        raise SolutionError(*error.troubles) from error


def _points(thousandths: int | None) -> float | None:
    return None if thousandths is None else thousandths / MILLI


def _rules(instance: Instance, evaluation: Evaluation) -> list[dict[str, Any]]:
    return [
        {
            "rule": rule,
            "level": instance.level(rule, ""),
            "amount": total.amount,
            "forbidden": total.forbidden,
            "penalty": _points(total.penalty),
        }
        for rule, total in evaluation.totals.items()
    ]


def _findings(evaluation: Evaluation) -> list[dict[str, Any]]:
    return [
        {
            "rule": judged.rule,
            "item": judged.finding.item,
            "amount": judged.finding.amount,
            "penalty": None if judged.price is None else _points(judged.penalty),
            "sessions": list(judged.finding.sessions),
            "message": judged.finding.message,
        }
        for judged in evaluation.judgements
    ]


def _placed(instance: Instance, schedule: Schedule, assignment: Assignment) -> dict[str, Any]:
    session = instance.session_by_id[assignment.session]
    end = end_of(instance, session, assignment.start)
    agenda = _agenda(instance, schedule, assignment)
    return {
        "session": assignment.session,
        "start": assignment.start.astimezone(instance.zone).isoformat(),
        "end": end.astimezone(instance.zone).isoformat(),
        "room": assignment.room,
        **({"seated": list(assignment.seated)} if assignment.seated else {}),
        **({"agenda": agenda} if agenda else {}),
    }


def _with_roster(instance: Instance, schedule: Schedule) -> dict[str, Any]:
    teams: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for duty in schedule.roster:
        teams.setdefault((duty.pool, duty.team), []).append(_duty(instance, duty))
    rows = [
        {"pool": pool, "team": team, "half_days": duties} for (pool, team), duties in teams.items()
    ]
    return {"roster": rows} if rows else {}


def _duty(instance: Instance, duty: Duty) -> dict[str, Any]:
    longest = instance.pool_by_id[duty.pool].half_day
    half_days = (each for each in half_days_of(instance, longest) if each.start == duty.start)
    half_day = next(half_days, None)
    return {
        "start": duty.start.astimezone(instance.zone).isoformat(),
        **({} if half_day is None or half_day.band is None else {"band": half_day.band}),
        "sessions": list(duty.sessions),
    }


def _agenda(instance: Instance, schedule: Schedule, assignment: Assignment) -> list[dict[str, Any]]:
    entries = schedule.agenda_of(assignment.session)
    session = instance.session_by_id[assignment.session]
    minutes = (entry.minutes for entry in entries)
    spans = times_of(instance, session, assignment.start, minutes)
    return [
        {
            "item": entry.item,
            "start": start.astimezone(instance.zone).isoformat(),
            "end": end.astimezone(instance.zone).isoformat(),
            "minutes": entry.minutes,
        }
        for entry, (start, end) in zip(entries, spans, strict=True)
    ]


def _left_out(instance: Instance, schedule: Schedule) -> list[str]:
    dealt = schedule.entries_by_item
    return [item.id for item in instance.items if item.is_open and item.id not in dealt]
