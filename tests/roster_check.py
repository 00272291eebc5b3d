"""A check of rosters that shares no code with the package: from the files alone, by their documentation."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

Table = Mapping[str, Any]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def clock(text: str) -> int:
    """Return the minute of the day of ``"09:30"``."""
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def half_days(instance: Table, day: date, longest: int) -> list[tuple[int, int]]:
    """Return the half-days of a date in minutes of the day, minute by minute: breaks are no work.

    Time outside the bands counts like a band.
    """
    profiles = instance["day_profiles"]
    named = [each for each in profiles if day.isoformat() in map(str, each.get("dates") or ())]
    weekday = WEEKDAYS[day.weekday()]
    named += [each for each in profiles if weekday in (each.get("weekdays") or ())]
    bands = sorted(named[0]["bands"] if named else (), key=lambda each: clock(each["from"]))
    edges = ["00:00", *(band[edge] for band in bands for edge in ("from", "to")), "24:00"]
    between = [{"from": a, "to": b} for a, b in zip(edges[::2], edges[1::2], strict=True)]
    found = []
    for band in sorted((*bands, *between), key=lambda each: (clock(each["from"]), each["to"])):
        pauses = [(clock(each["from"]), clock(each["to"])) for each in band.get("breaks") or ()]
        begin, end, worked = clock(band["from"]), clock(band["to"]), 0
        for minute in range(begin, end):
            if any(since <= minute < until for since, until in pauses):
                continue
            if worked == longest:
                found.append((begin, minute))
                begin, worked = minute, 0
            worked += 1
        found += [(begin, end)] if begin < end else []
    return found


def faults(instance: Table, solution: Table, pool: Table) -> Iterator[str]:
    """Yield what is wrong with the roster of a pool that counts half-days."""
    asked = Counter(_asked(instance, solution, pool))
    rows = [row for row in solution.get("roster", ()) if row["pool"] == pool["id"]]
    duties = {
        row["team"]: [(datetime.fromisoformat(h["start"]), h["sessions"]) for h in row["half_days"]]
        for row in rows
    }
    if len(duties) != len(rows):
        yield "a team has two rows"
    given: Counter[Meeting] = Counter()
    for team, work in duties.items():
        found = [
            each for start, names in work for each in asked if each[0] == start and each[2] in names
        ]
        given.update(found)
        if not 1 <= team <= pool["teams"]:
            yield f"no such team: {team}"
        if not all(_is_there(team, each[0].date(), pool) for each in found):
            yield f"team {team} is away"
        if len(found) != sum(len(names) for _, names in work) or not all(n for _, n in work):
            yield f"team {team} serves what is not there"
        yield from (f"team {team}: {trouble}" for trouble in _overworked(found, pool))
    if asked != given:
        yield f"not served, or served twice: {(asked - given) + (given - asked)}"


def is_possible(instance: Table, solution: Table, pool: Table) -> bool:
    """Tell whether there is a roster at all, by trying."""
    asked = sorted(_asked(instance, solution, pool))
    teams: list[list[Meeting]] = [[] for _ in range(pool["teams"])]

    def place(number: int) -> bool:
        if number == len(asked):
            return True
        for team, own in enumerate(teams, 1):
            own.append(asked[number])
            here = _is_there(team, asked[number][0].date(), pool)
            if here and not any(_overworked(own, pool)) and place(number + 1):
                return True
            own.pop()
        return False

    return place(0)


def _is_there(team: int, day: date, pool: Table) -> bool:
    """Tell whether a team is not away: on a date, those with the highest numbers are."""
    away = sum(
        each.get("teams", 1)
        for each in pool.get("absences", ())
        if each["from"] <= day.isoformat() <= each["to"]
    )
    return bool(team <= pool["teams"] - away)


Meeting = tuple[datetime, datetime, str, datetime, datetime]
"""A half-day, from when until when; and a session that runs in it, from when until when."""


def _asked(instance: Table, solution: Table, pool: Table) -> Iterator[Meeting]:
    """Yield what has to be served."""
    serves = {s["id"] for s in instance["sessions"] if s.get("interpretation") == pool["id"]}
    for row in solution["schedule"]:
        start, end = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
        midnight = start.replace(hour=0, minute=0)
        if row["session"] in serves:
            for since, until in half_days(instance, midnight.date(), pool.get("half_day", 180)):
                first = midnight + timedelta(minutes=since)
                last = midnight + timedelta(minutes=until)
                if start < last and end > first:
                    yield first, last, row["session"], start, end


def _overworked(work: Sequence[Meeting], pool: Table) -> Iterator[str]:
    """Yield what a team cannot do."""
    for (first, last, one, start, end), (since, until, other, begin, finish) in combinations(
        sorted(work), 2
    ):
        if first == since and start < finish and begin < end:
            yield f"{one} and {other} at once"
        near = since - last < timedelta(minutes=pool.get("gap", 90)) and until > last
        if first != since and first.date() == since.date() and near:
            yield f"no rest before {other}"
    half = {first for first, *_ in work}
    days = Counter(first.date() for first in half)
    weeks = Counter(first.isocalendar()[:2] for first in half)
    if max(days.values(), default=0) > pool.get("half_days_a_day", 2):
        yield "too often in a day"
    if max(weeks.values(), default=0) > pool.get("half_days_a_week", 8):
        yield "too often in a week"
