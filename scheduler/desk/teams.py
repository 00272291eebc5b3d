"""Wishes about interpretation teams: some are away on some dates, or all are there again."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from scheduler.desk.outcomes import Outcome, weigh
from scheduler.desk.standing import absence_rows, absences_in_words, dates_in_words
from scheduler.desk.steps import Change, DeskState
from scheduler.desk.wishes import Lines, Wish
from scheduler.errors import InputError
from scheduler.instance import InterpretationPool
from scheduler.phrases import say
from scheduler.wording import day_text, name, one_line


def teams_away(desk: DeskState, pool: str, days: Iterable[date]) -> Outcome:
    """Weigh that a team of a pool is away on some dates, besides those that are away already.

    Raises
    ------
    InputError
        When there is no such pool, a date is none of the conference, or no team is left to be away.
    """
    which, given = _pool(desk, pool), _dates(desk, days)
    title = one_line(name(which))
    for day in given:
        if not which.teams_on(day):
            raise InputError(
                say("{}: no team is there on {} that could be away.", title, day_text(day))
            )
    number = {
        day: which.teams - which.teams_on(day) + (day in given) for day in desk.instance.dates
    }
    another = any(which.teams_on(day) < which.teams for day in given)
    said = "One more team of {} is away {}" if another else "A team of {} is away {}"
    said = say(said, title, dates_in_words(given))
    return _weighed(desk, which, number, said, is_fact=True)


def teams_available(desk: DeskState, pool: str, days: Iterable[date]) -> Outcome:
    """Weigh that all teams of a pool are there on some dates; on every date, if there is none.

    Raises
    ------
    InputError
        When there is no such pool, or a date is none of the conference.
    """
    which, given = _pool(desk, pool), _dates(desk, days)
    there = given or desk.instance.dates
    number = {
        day: 0 if day in there else which.teams - which.teams_on(day) for day in desk.instance.dates
    }
    when = dates_in_words(given) if given else say("all the time")
    return _weighed(
        desk, which, number, say("All teams of {} are there {}", one_line(name(which)), when)
    )


def _pool(desk: DeskState, pool: str) -> InterpretationPool:
    if pool not in desk.instance.pool_by_id:
        raise InputError(say("{}: is no interpretation pool of {}.", pool, desk.instance.name))
    return desk.instance.pool_by_id[pool]


def _dates(desk: DeskState, days: Iterable[date]) -> list[date]:
    given = sorted({*days})
    for day in given:
        if day not in desk.instance.dates:
            raise InputError(say("{}: is no day of {}.", day, desk.instance.name))
    return given


def _weighed(
    desk: DeskState,
    pool: InterpretationPool,
    number: Mapping[date, int],
    said: str,
    *,
    is_fact: bool = False,
) -> Outcome:
    """Weigh how many teams are away on each date; nothing is said where it is as in the instance."""
    rows, sentence = [*absence_rows(number)], absences_in_words(pool, number)
    base = desk.base.pool_by_id.get(pool.id)
    as_before = base is not None and all(
        base.teams - base.teams_on(day) == away for day, away in number.items()
    )
    absences: list[dict[str, Any]] = [
        {"from": first.isoformat(), "to": last.isoformat(), **({"teams": n} if n > 1 else {})}
        for first, last, n in rows
    ]
    change: Change = {"change": {"interpretation": {pool.id: {"absences": absences}}}}
    key = f"absences interpretation {pool.id}"
    lines: Lines = {key: None if as_before else (sentence, change)}
    return weigh(desk, Wish(said, lines, is_fact=is_fact))
