"""The changes of the desk as commands: each computes the effect, makes room, applies it, and reports.

The search for room has one worker and a fixed seed, so that ``--apply`` finds what was shown.
"""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler import desk as wishes
from scheduler.catalogue import name_of
from scheduler.cli.answers import about
from scheduler.cli.commands.replan import panels_and_told
from scheduler.cli.console import say, section, table
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.files import command
from scheduler.cli.options import ANSWER, AsJson, InstancePath, TimeLimit, argument, option
from scheduler.cli.searches import watched
from scheduler.cli.views.claims import fewest_in_words, nothing_in_words
from scheduler.cli.views.solution_report import findings
from scheduler.desk import (
    DeskFile,
    DeskState,
    Outcome,
    PlannedChange,
    Unassigned,
    locks_met,
    open_desk,
    replaced_pins,
    unassigned_by,
    where_to,
)
from scheduler.errors import InputError
from scheduler.findings import Evaluation, ordered
from scheduler.grammar.names import level_named, one_named, row_named, rule_of, values_of
from scheduler.grammar.session_drafts import goal_named, session_draft
from scheduler.grammar.times import (
    ClockStretch,
    day_named,
    moment_named,
    stretches_named,
    wanted_named,
)
from scheduler.instance import Instance, Span, minutes_of
from scheduler.programmes import place_in_words, session_title
from scheduler.solution import Status
from scheduler.translations import SOURCE, names_of_weekdays
from scheduler.wording import (
    brief_points,
    counted,
    joined,
    moment,
    name,
    one_line,
    shortened,
    signed_points,
)

MOST = 8
"""Findings shown, and names."""
MOST_BROKEN = 2
"""Findings in the sentence about hard rules that are broken before a change."""


@dataclass(frozen=True, slots=True)
class WishReport:
    """The report of a command of the desk."""

    file: DeskFile
    plain: Outcome
    """If all others stay."""
    roomy: Outcome | None
    """If others make room; None, if that was not asked."""
    written: DeskFile | None
    """The desk afterwards; None, if nothing was applied."""
    words: Sequence[str]
    """The command of the desk, as it can be typed again; its name and the instance come first."""

    @property
    def applied(self) -> bool:
        """Whether the change was recorded."""
        return self.written is not None

    @property
    def unassigned(self) -> tuple[Unassigned, ...]:
        """Agenda items left without a meeting."""
        return unassigned_by(self.plain)

    @property
    def granted(self) -> Outcome:
        """The outcome that was applied, or would be."""
        return self.roomy if self.roomy is not None and _is_found(self.roomy) else self.plain

    @property
    def wish(self) -> PlannedChange:
        """The change, with the slot that it got if it was applied."""
        return self.plain.change if self.written is None else self.granted.change


def _is_found(roomy: Outcome) -> bool:
    return roomy.made is not None and roomy.made.solution.schedule is not None


def _is_impossible(roomy: Outcome | None) -> bool:
    made = None if roomy is None else roomy.made
    return made is not None and made.solution.status is Status.INFEASIBLE


def outcome_report(told: WishReport) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    plain, granted = told.plain, told.granted
    facts, desk = plain.instance, plain.desk
    yield Text(f"{told.wish.said}.", "bold")
    yield from _already_broken(desk)
    for session in plain.change.about:
        if session in desk.schedule.by_session:
            here = place_in_words(desk.instance, desk.schedule.by_session[session])
            yield f"Before: {session_title(desk.instance, session)} on {here}."
    yield from _replaced_pins(told)
    now, then = (_amount(each.evaluation) for each in (desk, plain))
    yield f"Penalty: {now} now, {then} with the change ({signed_points(plain.difference)})."
    rules = (
        (name_of(rule), brief_points(old), brief_points(new), signed_points(new - old))
        for rule, (old, new) in plain.by_rule.items()
    )
    yield from table(("rule", "now", "then", "difference"), rules, right=(1, 2, 3))
    broken = findings(plain.consequences.broken, MOST, "--json")
    yield from section("Breaks hard rules:", broken)
    yield from _locks(told)
    items = (
        (one_line(each.item.title), str(minutes_of(each.item.needed)), where_to(facts, each))
        for each in told.unassigned
    )
    yield from section(
        "Agenda items left without a meeting:",
        table(("item", "minutes", "could go to"), items, right=(1,)),
    )
    if plain.displaced and not plain.change.is_fact:
        titles = [session_title(desk.instance, each) for each in plain.displaced]
        yield f"In the way: {joined(shortened(titles, MOST))}"
    if told.roomy is not None:
        yield from section("Making room:", _room(told.roomy, told.wish))
    yield from panels_and_told(granted.desk.instance, granted.panels, granted.told)
    yield ""
    yield from _ending(told)


def _already_broken(desk: DeskState) -> Iterator[str]:
    found = ordered(desk.evaluation.forbidden)
    if not found:
        return
    told = shortened([one_line(each.finding.message) for each in found], MOST_BROKEN)
    yield f"The programme already breaks {counted(len(found), 'hard rule')}: {'; '.join(told)}."


def _replaced_pins(told: WishReport) -> Iterator[str]:
    instance, lines = told.plain.desk.instance, told.plain.desk.lines
    for session, fields in replaced_pins(told.plain).items():
        pin, line = instance.session_by_id[session].pin, lines.get(f"pin {session}")
        start, room = (None, None) if pin is None else (pin.start, pin.room)
        where = "" if start is None else f" at {moment(start, instance.zone)}"
        where += "" if room is None else f" in {one_line(name(instance.room_by_id[room]))}"
        where += "" if line is None else f" (step {line.step})"
        was, who = ("is", "--apply") if told.written is None else ("was", "The change")
        title = session_title(instance, session)
        yield f"{title} {was} fixed{where}. {who} replaces the fixed {' and '.join(fields)}."


def _amount(evaluation: Evaluation) -> str:
    broken = counted(len(evaluation.forbidden), "broken hard rule")
    return brief_points(evaluation.penalty) + (f" and {broken}" if evaluation.forbidden else "")


def _locks(told: WishReport) -> Iterator[str]:
    instance = told.plain.desk.instance
    for met in locks_met(told.plain):
        what = ("day", _day_typed(instance, met.day)) if met.room is None else ("room", met.room)
        unlock = command("desk", "unlock", told.words[1], *what)
        yield f"{met.words(instance)} is locked. Unlock it: {unlock}"


def _day_typed(instance: Instance, day: date) -> str:
    """Return a day as it can be typed: its weekday, if only one day of the conference is one."""
    same = [each for each in instance.dates if each.weekday() == day.weekday()]
    return str(day) if len(same) > 1 else names_of_weekdays(SOURCE)[day.weekday()][:3].lower()


def _room(roomy: Outcome, told: PlannedChange) -> Iterator[RenderableType]:
    made = roomy.made
    if made is None or made.solution.schedule is None:
        yield (
            "Found no room."
            if made is None
            else nothing_in_words(made.solution, condition=_condition(roomy.desk))
        )
        return
    moved = counted(len(roomy.others), "other session")
    yield f"{moved} moved; penalty {signed_points(roomy.difference)} in all."
    if roomy.change.said != told.said:
        yield f"Then: {roomy.change.said}."
    yield fewest_in_words(made, "if no session is left out" if roomy.holds else "")
    rows = []
    for each in roomy.moves:
        is_known = each.session in roomy.instance.session_by_id
        facts = roomy.instance if is_known else roomy.desk.instance
        places = (place_in_words(facts, where) for where in (each.before, each.after))
        rows.append((session_title(facts, each.session), *places))
    yield from table(("session", "before", "after"), rows)


def _condition(desk: DeskState) -> str:
    """Return what a programme must allow; the change is not alone to blame where rules are broken already."""
    return "with this change" + (" and the steps before it" if desk.evaluation.forbidden else "")


def _ending(told: WishReport) -> Iterator[RenderableType]:
    verb, *rest = told.words
    if told.written is not None:
        desk = told.written
        yield Text(f"Done: {desk.desk.steps[desk.desk.done - 1].said}", "bold")
        yield f"Wrote {desk.variant} and {desk.programme}"
        if told.plain.change.is_fact and told.granted.consequences.broken:
            if _is_impossible(told.roomy):
                yield f"Find out what would help: {command('explain', desk.variant)}"
            else:
                words = ("replan", desk.variant, desk.programme, "-o", desk.programme)
                yield f"Repair it with the fewest changes: {command(*words)}"
        yield f"Undo it: {command('desk', 'undo', told.words[1])}"
        return
    yield Text("Nothing was changed.", "bold")
    if told.granted.step.is_nothing:
        yield "The programme is already like this."
    elif told.roomy is None or _is_found(told.roomy):
        room = ["--make-room"] if told.roomy is not None else []
        yield f"Apply it: {command('desk', verb, *rest, *room, '--apply')}"
    elif _is_impossible(told.roomy):
        yield "Why, and what would help (undo removes the change again):"
        yield f"  {command('desk', verb, *rest, '--apply')}"
        yield f"  {command('explain', told.file.variant)}"
        yield f"  {command('desk', 'undo', told.words[1])}"


Apply = Annotated[
    bool, typer.Option("--apply", help="Record the change. Default: only show its effect.")
]
MakeRoom = Annotated[
    bool,
    typer.Option(
        "--make-room", help="Move as few other sessions as possible so that no hard rule is broken."
    ),
]


_COMMON: dict[str, tuple[Any, Any]] = {
    "apply": (Apply, False),
    "make_room": (MakeRoom, False),
    "time_limit": (TimeLimit, ANSWER),
    "as_json": (AsJson, False),
}
"""The options that all commands of the desk share."""
_OF_ROOM = ("make_room", "time_limit")
"""Options that changes without moves do not have."""


def desk_command(wish: Callable[..., Outcome], *, moves: bool = True) -> Callable[..., Code]:
    """Return the command of a change, which is a function of a desk and of arguments.

    A change that `moves` nothing needs no room.
    """
    own = [*inspect.signature(wish).parameters.values()][1:]
    verb = wish.__name__.partition("_")[0]

    @functools.wraps(wish)
    def command(instance: Path, **given: Any) -> Code:
        how = {option: given.pop(option, usual) for option, (_, usual) in _COMMON.items()}
        words = (verb, str(instance), *_typed(own, given))
        return carry_out(instance, partial(wish, **given), words, **how)

    only = inspect.Parameter.KEYWORD_ONLY
    first = inspect.Parameter(
        "instance", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=InstancePath
    )
    options = [
        inspect.Parameter(option, only, default=default, annotation=annotation)
        for option, (annotation, default) in _COMMON.items()
        if moves or option not in _OF_ROOM
    ]
    parameters = [first, *own, *options]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def _typed(own: Sequence[inspect.Parameter], given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the arguments of a command as typed, without the instance and common options."""
    for each in own:
        value = given.get(each.name)
        if value is None:
            continue
        if each.kind is inspect.Parameter.KEYWORD_ONLY:
            yield f"--{each.name}"
        yield from value if isinstance(value, list) else (str(value),)


def carry_out(
    instance: Path,
    wish: Callable[[DeskState], Outcome],
    words: Sequence[str],
    *,
    apply: bool,
    make_room: bool,
    time_limit: float,
    as_json: bool,
) -> Code:
    """Compute the effect of a change, make room if needed, apply it if asked, and report.

    `words` are those of the command without the common options.
    """
    file = open_desk(instance)
    plain = wish(file.desk)
    is_searched = make_room or not (apply or plain.change.is_fact)  # else it would be told alone
    roomy: Outcome | None = None
    if plain.consequences.broken and is_searched:
        search = partial(wishes.make_room, plain, time_limit=time_limit)
        roomy = watched(search, time_limit, workers=1, aim="a way to make room")[0]
    fails = make_room and roomy is not None and not _is_found(roomy)
    granted = plain if roomy is None or not make_room or fails else roomy
    is_applied = apply and (plain.change.is_fact or not fails) and not granted.step.is_nothing
    written = file.save(wishes.apply(file.desk, granted)) if is_applied else None
    told = WishReport(file, plain, roomy, written, words)
    say(as_json, lambda: about(plain.instance, told), lambda: outcome_report(told))
    if fails and roomy is not None and roomy.made is not None:
        return CODES[roomy.made.solution.status]
    return Code.IMPOSSIBLE if granted.consequences.broken else Code.FINE


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
    return wishes.lock(desk, **_chosen(desk, what, "pin"))


@partial(desk_command, moves=False)
def unlock(desk: DeskState, what: What) -> Outcome:
    """Let locked sessions move again."""
    return wishes.unlock(desk, **_chosen(desk, what, "unpin"))


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
    new = session_draft(desk.instance, line, like)
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
    bare, _, item = rule.partition(".")
    which = rule_of("RULE", bare)
    return wishes.set_level(desk, which, level_named("LEVEL", level), item or None)


def _session(desk: DeskState, given: str) -> str:
    return one_named("SESSION", given, desk.instance.sessions)


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


def _chosen(desk: DeskState, what: list[str], single: str) -> dict[str, Any]:
    """Read ``day 1``, ``before 'tue 12:00'``, ``body com3`` or ``room hall``; `single` is for sessions."""
    word, rest, instance = what[0].lower(), " ".join(what[1:]), desk.instance
    readers: Mapping[str, Callable[[], Any]] = {
        "day": lambda: day_named(instance, rest, "day"),
        "before": lambda: moment_named(instance, rest, "before", inside=False),
        "body": lambda: one_named("body", rest, instance.bodies),
        "room": lambda: one_named("room", rest, instance.rooms),
    }
    if not rest or word not in readers:
        sessions = ["SESSION"] if word in readers else what
        raise InputError(
            f"WHAT {' '.join(what)}: expected day DAY, before TIME, body BODY or room ROOM. For single "
            f"sessions: {command('desk', single, 'INSTANCE', *sessions, '--apply')}"
        )
    return {word: readers[word]()}
