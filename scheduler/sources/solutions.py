"""Write solution files, whole or not at all."""

import json
from pathlib import Path
from typing import Any

from scheduler.errors import FileError, SolutionError
from scheduler.findings import Evaluation
from scheduler.instance import MILLI, Instance, end_of, half_days_of, times_of
from scheduler.schedule import Assignment, Duty, Schedule
from scheduler.solution import Solution
from scheduler.sources.instances import fingerprint
from scheduler.storage import write_atomically

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
        **({"dropped_items": _left_out(instance, schedule)} if instance.items else {}),
        "schedule": [
            _placed(instance, schedule, each) for each in (schedule.assignments if schedule else ())
        ],
        **({} if schedule is None else _with_roster(instance, schedule)),
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


def _placed(
    instance: Instance, schedule: Schedule | None, assignment: Assignment
) -> dict[str, Any]:
    session = instance.session_by_id[assignment.session]
    end = end_of(instance, session, assignment.start)
    agenda = [] if schedule is None else _agenda(instance, schedule, assignment)
    return {
        "session": assignment.session,
        "start": assignment.start.astimezone(instance.zone).isoformat(),
        "end": end.astimezone(instance.zone).isoformat(),
        "room": assignment.room,
        **({"seated": list(assignment.seated)} if assignment.seated else {}),
        **({"agenda": agenda} if agenda else {}),
    }


def _with_roster(instance: Instance, schedule: Schedule) -> dict[str, Any]:
    rows = roster_rows(instance, schedule)
    return {"roster": rows} if rows else {}


def roster_rows(instance: Instance, schedule: Schedule) -> list[dict[str, Any]]:
    """Return the roster for a solution file, one row per team."""
    teams: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for duty in schedule.roster:
        teams.setdefault((duty.pool, duty.team), []).append(_duty(instance, duty))
    return [
        {"pool": pool, "team": team, "half_days": duties} for (pool, team), duties in teams.items()
    ]


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
    """Return the agenda of a session for a solution file, each item with its time."""
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


def _left_out(instance: Instance, schedule: Schedule | None) -> list[str]:
    dealt = {} if schedule is None else schedule.entries_by_item
    return [item.id for item in instance.items if item.is_open and item.id not in dealt]
