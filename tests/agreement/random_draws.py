"""What random conferences are drawn from: ids, clock times and windows."""

from collections.abc import Sequence
from random import Random
from typing import Any

Table = dict[str, Any]

ZONES = ("Pacific/Fiji", "Asia/Kolkata", "America/Mexico_City", "Europe/Lisbon", "America/New_York")
SESSIONS = ("s1", "s2", "s3", "s4", "s5", "s6")
PEOPLE = ("ada", "ben", "eve")
BODIES = ("plenary", "com", "adhoc")
THEMES, TOPICS = ("trust", "access"), ("ai", "iot")
ROLES = ("chair", "moderator", "speaker", "required", "optional")
BRINGS = ("problems", "solutions", "resources")
SITES = ("suva", "delhi", "lisbon")


def some(rng: Random, things: Sequence[str], most: int | None = None) -> list[str]:
    """Return some things, or none, in any order; no more than so many."""
    return rng.sample(list(things), rng.randint(0, min(len(things), most or len(things))))


def clock(rng: Random, first: int, last: int) -> str:
    """Return a clock time from one hour to another, on any minute or on the hour."""
    minute = rng.choice((0, 0, 30, rng.randrange(60)))
    hour = rng.randint(first, last)
    return f"{hour:02}:{minute if hour < 24 else 0:02}"


def windows(rng: Random, dates: Sequence[str], zone: str = "UTC") -> list[Table]:
    """Return up to three windows, of hours of days or between instants; they may overlap."""
    windows: list[Table] = []
    for _ in range(rng.randint(0, 3)):
        start, end = sorted((clock(rng, 0, 24), clock(rng, 0, 24)))
        if start == end:
            continue
        if rng.random() < 0.7:
            windows.append({"days": sorted(rng.sample(dates, 1)), "from": start, "to": end})
        elif end < "24:00":
            day, last = sorted((rng.choice(dates), rng.choice(dates)))
            windows.append({"from": f"{day}T{start}[{zone}]", "to": f"{last}T{end}[{zone}]"})
    return windows
