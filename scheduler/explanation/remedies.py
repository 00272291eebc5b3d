"""Remedies: changes of the facts, or of a level, that may make a programme possible; and their order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum, auto
from typing import Any

from scheduler.evaluation.runs import Run
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance, ItemLevels, Level, Levels, Span, Window, remade
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import name, when

MOST_MORE = 20
"""Members, teams or units that are tried beyond those there are."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the facts after which a programme may be possible."""

    words: str
    """The remedy as an imperative, without a full stop."""
    path: FieldPath
    """Table, id (or position) and field that change."""
    instance: Instance
    """The instance after it."""
    schedule: Schedule
    """A programme that it is meant to make possible."""


@dataclass(frozen=True)
class Violation:
    """An item of a rule that a schedule breaks, while it keeps all other hard rules."""

    instance: Instance
    item: str
    schedule: Schedule
    runs: Mapping[str, Run]
    """Sessions as they run in the schedule."""
    sessions: tuple[str, ...]
    """Those that break it."""


Cure = Callable[[Violation], Iterator[Remedy]]
"""Yields what may help, the gentlest first; whether it does is found out by whoever asks."""


def with_row(instance: Instance, table: str, row: str | int, **fields: Any) -> Instance:
    """Return an instance with some fields of a row of a table changed; the row by id or position."""
    rows = [*getattr(instance, table)]
    position = _position(rows, row)
    rows[position] = remade(rows[position], **fields)
    return remade(instance, **{table: tuple(rows)})


def _position(rows: Sequence[Any], row: str | int) -> int:
    return row if isinstance(row, int) else [each.id for each in rows].index(row)


def cured(violation: Violation, words: str, path: tuple[str, str | int, str], value: Any) -> Remedy:
    """Return the remedy of giving a field of a row another value."""
    table, row, field = path
    changed = with_row(violation.instance, table, row, **{field: value})
    return Remedy(words, path, changed, violation.schedule)


def removed(violation: Violation, words: str, path: tuple[str, str | int]) -> Remedy:
    """Return the remedy of removing a row of a table."""
    table, row = path
    rows = [*getattr(violation.instance, table)]
    del rows[_position(rows, row)]
    changed = remade(violation.instance, **{table: tuple(rows)})
    return Remedy(words, path, changed, violation.schedule)


def time_and_room(violation: Violation, run: Run) -> str:
    """Return where a session is in the schedule: ``Tue 9 Nov 10:00-11:00 in Africa Hall``."""
    room = violation.instance.room_by_id[run.room]
    return say("{} in {}", when(run.start, run.end, violation.instance.zone), name(room))


def moved(schedule: Schedule, rooms: Mapping[str, str]) -> Schedule:
    """Return a schedule with some sessions in other rooms."""
    return schedule.with_places(
        replace(each, room=rooms.get(each.session, each.room)) for each in schedule.assignments
    )


def widened(spans: Sequence[Span], needed: Span) -> tuple[Window, timedelta]:
    """Return a window that holds a stretch of time, and how much of that was in none before.

    It is the best one of `spans`, widened; or the stretch itself, if they have nothing of it.
    """
    start, end = needed
    best = max(
        spans, key=lambda span: min(end, span[1]) - max(start, span[0]), default=(start, start)
    )
    inside = max(timedelta(), min(end, best[1]) - max(start, best[0]))
    if not inside:
        best = needed
    window = Window(start=min(start, best[0]), end=max(end, best[1]))
    return window, (end - start) - inside


# The way out that is always there: a level that is hard becomes a weight

WEIGHT = 1
"""Weight of a unit then, for the planner to change."""


def softened(violation: Violation, rule: str, asked: str) -> Remedy:
    """Return the remedy of making a hard rule soft for an item.

    `asked` says what the rule asks of the item.
    """
    level = f"{rule}: {{items: {{{violation.item}: {WEIGHT}}}}}"
    words = say("make it a soft rule that {}: {}", asked, level)
    changed = with_level(violation.instance, rule, violation.item, WEIGHT)
    profile = violation.instance.profile
    path = ("levels", rule) if profile is None else ("profiles", profile, rule)
    return Remedy(words, path, changed, violation.schedule)


def with_level(instance: Instance, rule: str, item: str, level: Level) -> Instance:
    """Return an instance in which an item of a rule has another level, with any profile."""
    if instance.profile is None:
        return remade(instance, levels=_with(instance.levels, rule, item, level))
    own = _with(instance.profiles[instance.profile], rule, item, level)
    return remade(instance, profiles={**instance.profiles, instance.profile: own})


def _with(levels: Levels, rule: str, item: str, level: Level) -> Levels:
    said = levels.get(rule)
    if isinstance(said, ItemLevels):
        return {**levels, rule: ItemLevels(level=said.level, items={**said.items, item: level})}
    return {**levels, rule: ItemLevels(level=said, items={item: level})}


class Rank(IntEnum):
    """Preference among several remedies."""

    TIME = auto()
    """Another time, or more of it."""
    ROOM = auto()
    """A room more, an open one, or one that has what is needed."""
    SEATS = auto()
    TEAMS = auto()
    """Teams, and other things of which there are some."""
    WISH = auto()
    """What somebody wishes: who takes part, and with whom."""
    HOUSE = auto()
    """A rule of the house: an order, a limit, a gap."""
    IMPOSSIBLE = auto()
    """Rules that no one can break: no one is in two rooms at once."""


_RANKS: Mapping[str, Rank] = {
    "people": Rank.TIME,
    "kinds": Rank.TIME,
    "day_profiles": Rank.TIME,
    "rooms": Rank.ROOM,
    "interpretation": Rank.TEAMS,
    "resources": Rank.TEAMS,
    "sessions": Rank.WISH,
    "delegations": Rank.WISH,
    "audiences": Rank.WISH,
    "person_classes": Rank.WISH,
}
"""Of facts, by their table."""
_FIELDS: Mapping[tuple[str, str], Rank] = {
    ("sessions", "pin"): Rank.TIME,
    ("sessions", "windows"): Rank.TIME,
    ("sessions", "preferred"): Rank.TIME,
    ("sessions", "duration"): Rank.TIME,
    ("sessions", "needs"): Rank.ROOM,
    ("sessions", "layout"): Rank.ROOM,
    ("sessions", "attendance"): Rank.SEATS,
    ("rooms", "capacity"): Rank.SEATS,
    ("rooms", "layouts"): Rank.SEATS,
    ("people", "daily_load"): Rank.HOUSE,
    ("kinds", "official_hours_only"): Rank.HOUSE,
}
"""Of some of their fields, where that is another."""


def rank_of(place: FieldPath) -> Rank:
    """Return when a planner would think of a fact that stands in a place."""
    table, field = str(place[0]), str(place[-1])
    return _FIELDS.get((table, field), _RANKS.get(table, Rank.HOUSE))
