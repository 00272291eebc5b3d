"""The wishes of the desk as commands: each reads what is named, and weighs it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, TypedDict

import typer

from scheduler import desk as wishes
from scheduler.cli.commands.desk.shape import Weighed, desk_command
from scheduler.cli.inputs.arguments import level_named, nearest, one_named, rule_of
from scheduler.cli.inputs.days import calendar_of
from scheduler.cli.inputs.goals import goal_named
from scheduler.cli.inputs.newcomers import newcomer_of
from scheduler.cli.inputs.rows import row_named, values_of
from scheduler.cli.inputs.stretches import Stretch, day_named, stretches_named
from scheduler.cli.inputs.times import moment_named
from scheduler.desk import Desk, Outcome
from scheduler.errors import InputError
from scheduler.instance import Span

SessionName = Annotated[str, typer.Argument(metavar="SESSION", help="Its id or title.")]
Sessions = Annotated[list[str], typer.Argument(metavar="SESSION…", help="Their ids or titles.")]
To = Annotated[
    str,
    typer.Argument(
        metavar="TO",
        help="A time such as 'tue 15:00'; a day, for the best place on it; with a question mark, only what "
        "would have to give.",
    ),
]
InRoom = Annotated[
    str | None,
    typer.Argument(
        metavar="[ROOM]", help="The room; the best one unless given.", show_default=False
    ),
]
What = Annotated[
    list[str],
    typer.Argument(metavar="WHAT…", help="day DAY, before TIME, body BODY or room ROOM."),
]


@desk_command
def move(desk: Desk, session: SessionName, to: To, room: InRoom = None) -> Weighed:
    """Say what it takes to move a session to a time or a day; --apply moves it."""
    which, instance = _session(desk, session), desk.instance
    here = desk.schedule.by_session.get(which)
    asked = goal_named(instance, to, here=None if here is None else here.start)
    where = None if room is None else one_named("ROOM", room, instance.rooms)
    return Weighed(wishes.move(desk, which, asked.goal, where), asked.question)


@desk_command
def swap(desk: Desk, session: SessionName, other: SessionName) -> Weighed:
    """Say what it takes that two sessions change places; --apply swaps them."""
    return Weighed(wishes.swap(desk, _session(desk, session), _session(desk, other)))


@desk_command
def pin(desk: Desk, sessions: Sessions) -> Weighed:
    """Pin sessions where they are, so that no search moves them, with --apply."""
    return Weighed(wishes.pin(desk, *(_session(desk, each) for each in sessions)))


@desk_command
def unpin(desk: Desk, sessions: Sessions) -> Weighed:
    """Let sessions move again that were pinned, with --apply."""
    return Weighed(wishes.unpin(desk, *(_session(desk, each) for each in sessions)))


@desk_command
def lock(desk: Desk, what: What) -> Weighed:
    """Pin all sessions of a day, a body or a room, or before a time, and let no others in, with --apply."""
    return Weighed(wishes.lock(desk, **_chosen(desk, what)))


@desk_command
def unlock(desk: Desk, what: What) -> Weighed:
    """Let all of these sessions move again, with --apply."""
    return Weighed(wishes.unlock(desk, **_chosen(desk, what)))


RoomName = Annotated[str, typer.Argument(metavar="ROOM", help="Its id or title.")]
Closed = Annotated[
    list[str],
    typer.Argument(
        metavar="WHEN…",
        help="Hours of a day: 'tue', 'tue morning', 'tue 15:00-16:30', 'tue from 15:00'; days, 'tue..thu' or "
        "'tue..thu from 15:00'; 'always'; several may be given.",
    ),
]


@desk_command
def close(desk: Desk, room: RoomName, hours: Closed) -> Weighed:
    """Say what it takes to close a room for some hours, some days or always; --apply closes it."""
    which = one_named("ROOM", room, desk.instance.rooms)
    found = [(each.day, each.since, each.until) for each in _stretches(desk, hours)]
    return Weighed(wishes.close_hours(desk, which, found))


Absent = Annotated[
    str,
    typer.Argument(
        metavar="PERSON|POOL",
        help="A person, or a pool of interpretation teams, by id or title.",
    ),
]
Hours = Annotated[
    list[str],
    typer.Argument(
        metavar="WHEN…",
        help="Hours of a day: 'tue', 'tue morning', 'tue 15:00-16:30', 'tue from 15:00'; or days, "
        "'tue..thu'; several may be given. On the clocks of the conference; for `available` also 'always'. "
        "Teams are away for whole days.",
    ),
]


@desk_command
def away(desk: Desk, who: Absent, hours: Hours) -> Weighed:
    """Say what it takes that a person is away for some hours, or a team for days; --apply does it."""
    table, row = _absent(desk, who)
    if table == "interpretation":
        return Weighed(wishes.teams_away(desk, row, _days(desk, hours)))
    return Weighed(wishes.away(desk, row, _spans(desk, hours)))


@desk_command
def available(desk: Desk, who: Absent, hours: Hours) -> Weighed:
    """Say what it takes that a person is there at some hours only, or all teams are; --apply does it."""
    table, row = _absent(desk, who)
    given = [] if hours == ["always"] else hours
    if table == "interpretation":
        return Weighed(wishes.teams_available(desk, row, _days(desk, given)))
    return Weighed(wishes.available(desk, row, _spans(desk, given)))


def _absent(desk: Desk, who: str) -> tuple[str, str]:
    return row_named(desk.instance, who, "PERSON|POOL", ("people", "interpretation"))


def _stretches(desk: Desk, hours: list[str]) -> Iterator[Stretch]:
    for each in hours:
        yield from stretches_named(desk.instance, each, "WHEN")


def _spans(desk: Desk, hours: list[str]) -> list[Span]:
    return [each.span(desk.instance) for each in _stretches(desk, hours)]


def _days(desk: Desk, hours: list[str]) -> list[date]:
    found = [*_stretches(desk, hours)]
    if any(each != Stretch(each.day) for each in found):
        raise InputError("WHEN: a team is away for whole days, such as 'tue' or 'tue..thu'.")
    return [each.day for each in found]


Row = Annotated[
    str,
    typer.Argument(
        metavar="WHAT",
        help="A session, room, person, pool of teams or other row, by id or title; TABLE.ID where several "
        "have that name.",
    ),
]
Values = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE…",
        help="Fields as instance files have them: duration=90, attendance=200, capacity=400, teams=2, "
        "'languages=[en, fr]'; nothing after = is what the instance says.",
    ),
]


@desk_command
def change_fact(desk: Desk, what: Row, values: Values) -> Weighed:
    """Say what other facts mean: a duration, a capacity, who chairs; --apply changes them."""
    table, row = row_named(desk.instance, what, "WHAT")
    return Weighed(wishes.change_fact(desk, table, row, values_of(values)))


@desk_command
def drop(desk: Desk, session: SessionName) -> Weighed:
    """Say what it means to do without a session; --apply drops it."""
    return Weighed(wishes.drop(desk, _session(desk, session)))


@desk_command
def hold(desk: Desk, session: SessionName) -> Weighed:
    """Say what it takes to hold a session that is optional, dropped or cancelled; --apply holds it."""
    own = {each.id: each for each in (*desk.base.sessions, *desk.instance.sessions)}
    return Weighed(wishes.hold(desk, one_named("SESSION", session, [*own.values()])))


Cancelled = Annotated[
    str,
    typer.Argument(
        metavar="SESSION|PERSON", help="A session that is called off, or who does not come."
    ),
]


@desk_command
def cancel(desk: Desk, what: Cancelled) -> Weighed:
    """Say what it means to cancel a session, or that a person does not come; --apply does it."""
    table, row = row_named(desk.instance, what, "SESSION|PERSON", ("sessions", "people"))
    cancelled = {"sessions": wishes.cancel, "people": wishes.cancel_person}
    return Weighed(cancelled[table](desk, row))


Line = Annotated[
    str,
    typer.Argument(
        metavar="LINE",
        help="Its title; then, with commas between: kind, length, people, theme, body, 'chair NAME', a time, "
        "a room.",
    ),
]
Like = Annotated[
    str | None,
    typer.Option("--like", metavar="SESSION", help="Take over from this session what is not said."),
]


@desk_command
def add(desk: Desk, line: Line, *, like: Like = None) -> Weighed:
    """Say where a new session fits, from a line of text; --apply adds it."""
    return Weighed(added(desk, line, like))


def added(desk: Desk, line: str, like: str | None) -> Outcome:
    """Weigh a new session from a line of text."""
    new = newcomer_of(desk.instance, line, like)
    return wishes.add(desk, new.row, new.goal, new.room)


RuleName = Annotated[
    str, typer.Argument(metavar="RULE", help="Its id; RULE.ITEM for one item of it.")
]
LevelName = Annotated[str, typer.Argument(metavar="LEVEL", help="hard, off or a weight.")]


@desk_command
def set_level(desk: Desk, rule: RuleName, level: LevelName) -> Weighed:
    """Say what another level of a rule changes; --apply sets it."""
    name, _, item = rule.partition(".")
    which = rule_of("RULE", name)
    return Weighed(wishes.set_level(desk, which, level_named("LEVEL", level), item or None))


def _session(desk: Desk, name: str) -> str:
    return one_named("SESSION", name, desk.instance.sessions)


class Chosen(TypedDict, total=False):
    """Which sessions are locked."""

    day: date
    before: datetime
    body: str
    room: str


def _chosen(desk: Desk, what: list[str]) -> Chosen:
    """Read ``day 1``, ``before 'tue 12:00'``, ``body com3`` or ``room hall``."""
    word, rest, instance = what[0].lower(), " ".join(what[1:]), desk.instance
    if not rest and word not in _WORDS:
        return {"day": day_named(instance, what[0], "WHAT")}
    if not rest or word not in _WORDS:
        raise InputError(
            f"WHAT {' '.join(what)}: expected day DAY, before TIME, body BODY or room ROOM. "
            f"{nearest(word, _WORDS)}"
        )
    if word == "day":
        return {"day": day_named(instance, rest, "day")}
    if word == "before":
        return {"before": moment_named(calendar_of(instance), rest, "before", inside=False)}
    if word == "body":
        return {"body": one_named("body", rest, instance.bodies)}
    return {"room": one_named("room", rest, instance.rooms)}


_WORDS = ("day", "before", "body", "room")
