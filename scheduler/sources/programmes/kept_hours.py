"""Hours of an older instance under a newer programme: they stay, and what they do not hold is named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from scheduler.instance import Instance, clock_text, minutes_of, quoted
from scheduler.schedule import Assignment
from scheduler.sources.programmes.hours import MIDNIGHT

Row = dict[str, Any]
Span = tuple[int, int]
"""Minutes from midnight: the first, and the first after."""
MOST = 6
"""Sessions that are named."""


def keep_hours(
    old: Mapping[str, Any], tables: Row, base: Instance, placed: Iterable[Assignment]
) -> Iterator[str]:
    """Give tables of a newer programme the hours of the older instance, and yield what is to be said of it.

    A day on which the older instance has none has those of the newer programme; a new kind has the bands in
    which its sessions lie.
    """
    known = {row["id"]: row.get("bands", ()) for row in old.get("kinds", ())}
    runs = [*_runs(base, tables, placed)]
    held = [each for each in runs if _bands_on(base, each[1])]
    own: dict[str, list[str]] = {}
    for row, day, (first, _) in held:
        touched = [each.id for each in _bands_on(base, day) if _holds(each, first)]
        own[row["kind"]] = [*own.get(row["kind"], ()), *touched]
    for kind, bands in own.items():
        known.setdefault(kind, [*dict.fromkeys(bands)])
    every = [band.id for profile in base.day_profiles for band in profile.bands]
    fresh = [*_fresh(base, old, tables["day_profiles"])]
    added = {band["id"] for profile in fresh for band in profile["bands"]}
    tables["kinds"] = [
        row
        | {"bands": _bands(known.get(row["id"]), row["bands"], added) or [*dict.fromkeys(every)]}
        for row in tables["kinds"]
    ]
    tables["day_profiles"] = [*old["day_profiles"], *fresh] if fresh else old["day_profiles"]
    for profile in fresh:
        days = ", ".join(profile["dates"])
        yield f"The older instance has no hours on {days}: they are those of the newer programme."
    beside = [
        each
        for each in held
        if not _is_inside(base, known.get(each[0]["kind"], ()), each[1], each[2])
    ]
    if beside:
        yield _told(beside)


def _told(beside: Sequence[tuple[Row, date, Span]]) -> str:
    names = [
        f"{quoted(row['title'])} ({day} {_clock(first)}–{_clock(last)})"
        for row, day, (first, last) in beside
    ]
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    these = "session is" if len(names) == 1 else "sessions are"
    return (
        f"Hours stay those of the older instance. {len(names)} {these} not inside those of the kind, "
        f"which `evaluate` counts: {', '.join(names[:MOST])}{more}. To take the hours of the newer "
        "programme, import it without --into, and copy its `day_profiles` and the `bands` of its kinds."
    )


def _clock(minute: int) -> str:
    return clock_text(timedelta(minutes=minute if minute <= MIDNIGHT else minute % MIDNIGHT))


def _runs(
    base: Instance, tables: Mapping[str, Any], placed: Iterable[Assignment]
) -> Iterator[tuple[Row, date, Span]]:
    """Yield when each session runs, by the clocks of the conference."""
    sessions = {row["id"]: row for row in tables["sessions"]}
    for each in placed:
        row = sessions[each.session]
        wall: datetime = each.start.astimezone(base.zone)
        first = wall.hour * 60 + wall.minute
        yield row, wall.date(), (first, first + row["duration"])


def _bands_on(base: Instance, day: date) -> Sequence[Any]:
    profile = base.profile_of(day)
    return profile.bands if profile is not None else ()


def _holds(band: Any, minute: int) -> bool:
    return bool(minutes_of(band.start) <= minute < minutes_of(band.end))


def _fresh(base: Instance, old: Mapping[str, Any], profiles: Iterable[Row]) -> Iterator[Row]:
    """Yield the newer profiles of days on which the older instance has no hours."""
    taken = {row["id"] for row in old["day_profiles"]}
    for row in profiles:
        days = [day for day in row["dates"] if not _bands_on(base, date.fromisoformat(day))]
        if days:
            id_ = next(f"hours-{n}" for n in range(1, len(taken) + 2) if f"hours-{n}" not in taken)
            taken.add(id_)
            yield row | {"id": id_, "dates": days}


def _bands(known: Iterable[str] | None, newer: Iterable[str], added: Iterable[str]) -> list[str]:
    """Return the bands of a kind: those it has, and those of days that come in."""
    there = {*added}
    return [*dict.fromkeys([*(known or ()), *(each for each in newer if each in there)])]


def _is_inside(base: Instance, bands: Iterable[str], day: date, span: Span) -> bool:
    """Tell whether minutes of a day, and of those after it, lie in some bands.

    They go on from a band that `joins` into the one that begins where it ends.
    """
    first, last = span
    own = [*bands]
    for band in _bands_on(base, day):
        closes = minutes_of(band.end)
        if band.id not in own or not _holds(band, first):
            continue
        until = min(last, closes)
        pauses = ((minutes_of(each.start), minutes_of(each.end)) for each in band.breaks)
        if any(first < end and start < until for start, end in pauses):
            return False
        if last <= closes or not band.joins:
            return last <= closes
        if closes < MIDNIGHT:
            return _is_inside(base, own, day, (closes, last))
        return _is_inside(base, own, day + timedelta(days=1), (0, last - MIDNIGHT))
    return False
