"""The changes of the desk as commands: each reads its arguments, and computes the effect."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any

from scheduler import desk as wishes
from scheduler.cli.commands.desk.shape import desk_command
from scheduler.cli.inputs.options import argument, option
from scheduler.desk import DeskState, Outcome
from scheduler.errors import InputError
from scheduler.grammar.names import (
    level_named,
    one_named,
    row_named,
    rule_of,
    values_of,
)
from scheduler.grammar.newcomers import goal_named, newcomer_of
from scheduler.grammar.times import (
    ClockStretch,
    calendar_of,
    moment_named,
    stretches_named,
    wanted_named,
)
from scheduler.instance import Span

SessionName = Annotated[str, argument("By id or title.", "SESSION")]
Sessions = Annotated[list[str], argument("By id or title.", "SESSION…")]
To = Annotated[str, argument("A time such as 'tue 15:00', or a day for its best slot.", "TO")]
InRoom = Annotated[str | None, argument("The room. Default: the best one.", "ROOM")]
What = Annotated[list[str], argument("day DAY, before TIME, body BODY or room ROOM.", "WHAT…")]
RoomName = Annotated[str, argument("By id or title.", "ROOM")]
Absent = Annotated[str, argument("A person or a pool of interpreters.", "PERSON|POOL")]
Hours = Annotated[
    list[str],
    argument(
        "'tue', 'tue morning', 'tue 15:00-16:30', 'tue..thu from 15:00', 'always'. Teams are away for "
        "whole days.",
        "WHEN…",
    ),
]
Row = Annotated[str, argument("A row of any table, by id or title, or as TABLE.ID.", "WHAT")]
Values = Annotated[
    list[str],
    argument(
        "As in instance files: duration=90, 'languages=[en, fr]'. FIELD= resets it.",
        "FIELD=VALUE…",
    ),
]
Cancelled = Annotated[str, argument("The session or person, by id or title.", "SESSION|PERSON")]
Line = Annotated[
    str,
    argument(
        "Its title; then, with commas between: kind, length, people, theme, body, 'chair NAME', a time, "
        "a room.",
        "LINE",
    ),
]
Like = Annotated[
    str | None,
    option("Copy from this session what LINE leaves out.", "SESSION"),
]
Wanting = Annotated[str, argument("A session, or all of a body, a kind or a theme.", "WHO")]
Wanted = Annotated[
    list[str], argument("Hours as for `close`. For unwanted hours: 'not 9:00-9:30'.", "WHEN…")
]
WantedLevel = Annotated[
    str | None,
    option("hard, a weight, or off to remove it. Default: as in the instance.", "LEVEL"),
]
RuleName = Annotated[
    str, argument("The rule, by name or id; RULE.ITEM for one item of it.", "RULE")
]
LevelName = Annotated[str, argument("hard, off or a weight.", "LEVEL")]


@desk_command
def move(desk: DeskState, session: SessionName, to: To, room: InRoom = None) -> Outcome:
    """Move a session to a time, a day or a room."""
    which, instance = _session(desk, session), desk.instance
    here = desk.schedule.by_session.get(which)
    goal = goal_named(instance, to, here=None if here is None else here.start)
    where = None if room is None else one_named("ROOM", room, instance.rooms)
    return wishes.move(desk, which, goal, where)


@desk_command
def swap(desk: DeskState, session: SessionName, other: SessionName) -> Outcome:
    """Swap the slots of two sessions."""
    return wishes.swap(desk, _session(desk, session), _session(desk, other))


@partial(desk_command, moves=False)
def pin(desk: DeskState, sessions: Sessions) -> Outcome:
    """Fix sessions in their slots for every search."""
    return wishes.pin(desk, *(_session(desk, each) for each in sessions))


@partial(desk_command, moves=False)
def unpin(desk: DeskState, sessions: Sessions) -> Outcome:
    """Let pinned sessions move again."""
    return wishes.unpin(desk, *(_session(desk, each) for each in sessions))


@partial(desk_command, moves=False)
def lock(desk: DeskState, what: What) -> Outcome:
    """Pin all sessions of a day, a body or a room, and admit no others."""
    return wishes.lock(desk, **_chosen(desk, what))


@partial(desk_command, moves=False)
def unlock(desk: DeskState, what: What) -> Outcome:
    """Let locked sessions move again."""
    return wishes.unlock(desk, **_chosen(desk, what))


@desk_command
def close(desk: DeskState, room: RoomName, hours: Hours) -> Outcome:
    """Close a room for some hours, some days or always."""
    which = one_named("ROOM", room, desk.instance.rooms)
    found = [(each.day, each.since, each.until) for each in _stretches(desk, hours)]
    return wishes.close_hours(desk, which, found)


@desk_command
def away(desk: DeskState, who: Absent, hours: Hours) -> Outcome:
    """Mark a person, or a team of interpreters, as unavailable."""
    table, row = _absent(desk, who)
    if table == "interpretation":
        return wishes.teams_away(desk, row, _days(desk, hours))
    return wishes.away(desk, row, _spans(desk, hours))


@desk_command
def available(desk: DeskState, who: Absent, hours: Hours) -> Outcome:
    """Set when a person is available, or bring interpreters back."""
    table, row = _absent(desk, who)
    given = [] if hours == ["always"] else hours
    if table == "interpretation":
        return wishes.teams_available(desk, row, _days(desk, given))
    return wishes.available(desk, row, _spans(desk, given))


@desk_command
def change_fact(desk: DeskState, what: Row, values: Values) -> Outcome:
    """Change fields, such as a duration, a capacity or a chair."""
    table, row = row_named(desk.instance, what, "WHAT")
    return wishes.change_fact(desk, table, row, values_of(values))


@desk_command
def drop(desk: DeskState, session: SessionName) -> Outcome:
    """Leave a session out of the programme."""
    return wishes.drop(desk, _session(desk, session))


@desk_command
def hold(desk: DeskState, session: SessionName) -> Outcome:
    """Hold an optional, dropped or cancelled session."""
    own = {each.id: each for each in (*desk.base.sessions, *desk.instance.sessions)}
    return wishes.hold(desk, one_named("SESSION", session, [*own.values()]))


@desk_command
def cancel(desk: DeskState, what: Cancelled) -> Outcome:
    """Cancel a session, or remove a person."""
    table, row = row_named(desk.instance, what, "SESSION|PERSON", ("sessions", "people"))
    cancelled = {"sessions": wishes.cancel, "people": wishes.cancel_person}
    return cancelled[table](desk, row)


@desk_command
def add(desk: DeskState, line: Line, *, like: Like = None) -> Outcome:
    """Add a session that one line describes."""
    return added(desk, line, like)


def added(desk: DeskState, line: str, like: str | None) -> Outcome:
    """Weigh a new session from a line of text."""
    new = newcomer_of(desk.instance, line, like)
    return wishes.add(desk, new.row, new.goal, new.room)


@desk_command
def prefer(desk: DeskState, who: Wanting, hours: Wanted, *, level: WantedLevel = None) -> Outcome:
    """Set preferred or unwanted hours of sessions."""
    table, row = row_named(desk.instance, who, "WHO", wishes.WANTING)
    found, unwanted = wanted_named(desk.instance, hours, "WHEN")
    how_much = None if level is None else level_named("--level", level)
    times = [(each.day, each.since, each.until) for each in found]
    return wishes.prefer(desk, table, row, times, unwanted=unwanted, level=how_much)


@desk_command
def set_level(desk: DeskState, rule: RuleName, level: LevelName) -> Outcome:
    """Change the level of a rule."""
    name, _, item = rule.partition(".")
    which = rule_of("RULE", name)
    return wishes.set_level(desk, which, level_named("LEVEL", level), item or None)


def _session(desk: DeskState, name: str) -> str:
    return one_named("SESSION", name, desk.instance.sessions)


def _absent(desk: DeskState, who: str) -> tuple[str, str]:
    return row_named(desk.instance, who, "PERSON|POOL", ("people", "interpretation"))


def _stretches(desk: DeskState, hours: list[str]) -> Iterator[ClockStretch]:
    for each in hours:
        yield from stretches_named(desk.instance, each, "WHEN")


def _spans(desk: DeskState, hours: list[str]) -> list[Span]:
    return [each.span(desk.instance) for each in _stretches(desk, hours)]


def _days(desk: DeskState, hours: list[str]) -> list[date]:
    found = [*_stretches(desk, hours)]
    if any(each != ClockStretch(each.day) for each in found):
        raise InputError("WHEN: a team is away for whole days, such as 'tue' or 'tue..thu'.")
    return [each.day for each in found]


def _chosen(desk: DeskState, what: list[str]) -> dict[str, Any]:
    """Read ``day 1``, ``before 'tue 12:00'``, ``body com3`` or ``room hall``."""
    word, rest, instance = what[0].lower(), " ".join(what[1:]), desk.instance
    readers: Mapping[str, Callable[[], Any]] = {
        "day": lambda: calendar_of(instance).one(rest, "day"),
        "before": lambda: moment_named(calendar_of(instance), rest, "before", inside=False),
        "body": lambda: one_named("body", rest, instance.bodies),
        "room": lambda: one_named("room", rest, instance.rooms),
    }
    if not rest or word not in readers:
        raise InputError(
            f"WHAT {' '.join(what)}: expected day DAY, before TIME, body BODY or room ROOM."
        )
    return {word: readers[word]()}
