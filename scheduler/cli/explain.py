"""`scheduler explain`: why there is no programme, or why a programme is as it is."""

import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.asked import make_sure_of_question, one_named, rule_named
from scheduler.cli.burdens import (
    overview_as_json,
    overview_report,
    price_as_json,
    price_report,
)
from scheduler.cli.conflicts import Told, collision_as_json, collision_report
from scheduler.cli.console import Paper, print_json
from scheduler.cli.days import calendar_of
from scheduler.cli.ending import Code
from scheduler.cli.files import command, solution_path, stored_programme
from scheduler.cli.ideals import ideal_as_json, ideal_report
from scheduler.cli.options import AsJson, InstancePath, SolutionPath, positive
from scheduler.cli.placing import (
    freedom_as_json,
    freedom_report,
    placing_as_json,
    placing_report,
)
from scheduler.cli.search import watched
from scheduler.cli.seating import seating_as_json, seating_report
from scheduler.cli.standing import Standing, standing_at
from scheduler.cli.times import moment_named
from scheduler.errors import InputError
from scheduler.explanation.conflicts import collide
from scheduler.explanation.programmes import (
    Freedom,
    Placing,
    ideal_of_rule,
    overview,
    place,
    price_of_place,
    price_of_rule,
    seat,
)
from scheduler.instance import Instance
from scheduler.progress import Watch
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Status
from scheduler.sources import read_instance, read_lines

T = TypeVar("T")

CODES = {
    Status.OPTIMAL: Code.FINE,
    Status.FEASIBLE: Code.FINE,
    Status.INFEASIBLE: Code.IMPOSSIBLE,
    Status.UNKNOWN: Code.NOTHING_FOUND,
}
Session = Annotated[
    str | None,
    typer.Option("--session", metavar="SESSION", help="Why is this session where it is?"),
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="START", help="Why not at this time? As any time is printed."),
]
In = Annotated[str | None, typer.Option("--in", metavar="ROOM", help="Why not in this room?")]
Who = Annotated[
    str | None,
    typer.Option("--person", metavar="PERSON", help="Why is this person on its panel, or why not?"),
]
OthersMove = Annotated[
    bool,
    typer.Option("--others-move", help="Also search for what it costs when the others may move."),
]
WhichRule = Annotated[
    str | None, typer.Option("--rule", metavar="RULE", help="What does this rule cost in all?")
]
Least = Annotated[
    bool, typer.Option("--least", help="How little of the rule could there be at all?")
]
Why = Annotated[
    bool,
    typer.Option("--search", help="Search for what rules collide, even if a programme is stored."),
]
TimeLimit = Annotated[
    float, typer.Option(metavar="SECONDS", callback=positive, help="How long it may take.")
]


def explain(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    session: Session = None,
    at: At = None,
    room: In = None,
    person: Who = None,
    others_move: OthersMove = False,
    rule: WhichRule = None,
    least: Least = False,
    search: Why = False,
    time_limit: TimeLimit = 10.0,
    as_json: AsJson = False,
) -> Code:
    """Say why there is no programme and what would help; or why a programme is as it is."""
    make_sure_of_question(session, at, room, person, rule, others_move=others_move, least=least)
    of_instance = solution is None and session is None and rule is None
    if search and not of_instance:
        raise InputError(_ALONE)
    facts = read_instance(instance)
    if of_instance:
        return _explain_instance(facts, instance, time_limit, search=search, as_json=as_json)
    rule = None if rule is None else rule_named(rule)
    asked = None if session is None else one_named("--session", session, facts.sessions)
    schedule = stored_programme(facts, solution, instance).schedule
    if rule is not None:
        path = None if least else solution_path(facts, solution)
        return _explain_rule(facts, schedule, rule, time_limit, path, as_json=as_json)
    if asked is not None and person is not None:
        _explain_seat(facts, schedule, asked, person, as_json=as_json)
        return Code.FINE
    if asked is not None:
        placing = _placing(facts, schedule, asked, at, room)
        _explain_place(
            facts, schedule, placing, time_limit if others_move else None, as_json=as_json
        )
        return Code.FINE
    return _explain_programme(facts, schedule, as_json=as_json)


_ALONE = "--search asks why there is no programme: give no SOLUTION, session or rule."


def _explain_instance(
    facts: Instance, path: Path, limit: float, *, search: bool, as_json: bool
) -> Code:
    """Answer from the stored programme of this very state, if it keeps the hard rules; else search."""
    standing = None if search else standing_at(solution_path(facts, None), facts)
    if standing is None or not standing.keeps_hard_rules:
        return _explain_collision(facts, path, limit, as_json=as_json)
    return _explain_stored(facts, path, standing, as_json=as_json)


def _explain_collision(facts: Instance, path: Path, limit: float, *, as_json: bool) -> Code:
    """Search for what rules cannot all be kept."""
    told = Told(facts, read_lines(path), collide(facts, time_limit=limit))
    _say(as_json, lambda: collision_as_json(told), lambda: collision_report(told))
    return CODES[told.collision.status]


def _explain_stored(facts: Instance, path: Path, standing: Standing, *, as_json: bool) -> Code:
    """Say what is known without a search: there is a programme, and what it suffers from."""
    found = overview(facts, standing.schedule)

    def report() -> Iterator[RenderableType]:
        yield Text(
            f"There is a programme that keeps every hard rule: {standing.path}, made for this very "
            "state of the instance."
        )
        yield from overview_report(facts, found)
        yield Text()
        yield Text(f"To search all the same: {command('explain', path, '--search')}")

    stored = {"status": Status.FEASIBLE.value, "solution": str(standing.path)}
    _say(as_json, lambda: stored | overview_as_json(facts, found), report)
    return Code.FINE


def _say(
    as_json: bool,  # noqa: FBT001 - the option, handed on
    machine: Callable[[], dict[str, Any]],
    people: Callable[[], Iterable[RenderableType]],
) -> None:
    if as_json:
        print_json(machine())
        return
    paper = Paper()
    for each in people():
        paper.print(each)


def _searched(ask: Callable[..., T], limit: float, *about: object) -> T:
    """Return the answer to a question that takes a search, while its progress is told."""

    def search(watch: Watch, stop: threading.Event) -> T:
        return ask(*about, time_limit=limit, watch=watch, stop=stop)

    return watched(search, limit)


def _explain_programme(facts: Instance, schedule: Schedule, *, as_json: bool) -> Code:
    """Say what a programme suffers from."""
    found = overview(facts, schedule)
    _say(as_json, lambda: overview_as_json(facts, found), lambda: overview_report(facts, found))
    return Code.IMPOSSIBLE if found.evaluation.forbidden else Code.FINE


def _explain_seat(
    facts: Instance, schedule: Schedule, session: str, person: str, *, as_json: bool
) -> None:
    about = facts, seat(facts, schedule, session, one_named("--person", person, facts.people))
    _say(as_json, partial(seating_as_json, *about), partial(seating_report, *about))


def _explain_rule(
    instance: Instance,
    schedule: Schedule,
    rule: str,
    limit: float,
    path: Path | None,
    *,
    as_json: bool,
) -> Code:
    """Say what a rule costs; without the path of the solution, how little of it there could be."""
    if path is None:
        return _explain_ideal(instance, schedule, rule, limit, as_json=as_json)
    standing = standing_at(path, instance)
    known = None if standing is None else standing.bound
    price = _searched(partial(price_of_rule, known=known), limit, instance, schedule, rule)
    _say(as_json, lambda: price_as_json(instance, price), lambda: price_report(instance, price))
    return Code.FINE


def _explain_ideal(
    instance: Instance, schedule: Schedule, rule: str, limit: float, *, as_json: bool
) -> Code:
    ideal = _searched(ideal_of_rule, limit, instance, schedule, rule)
    _say(as_json, lambda: ideal_as_json(instance, ideal), lambda: ideal_report(ideal))
    return CODES[ideal.search.status]


def _placing(
    facts: Instance, schedule: Schedule, session: str, at: str | None, room: str | None
) -> Placing:
    start = None if at is None else moment_named(calendar_of(facts), at, "--at", inside=True)
    where = None if room is None else one_named("--in", room, facts.rooms)
    return place(facts, schedule, session, start=start, room=where)


def _explain_place(
    facts: Instance, schedule: Schedule, placing: Placing, limit: float | None, *, as_json: bool
) -> None:
    """Say what other places cost; with a limit, search so long for what they cost if the others move."""
    free = None if limit is None else _freedom(facts, schedule, placing, limit)
    told = facts, placing, free
    _say(as_json, partial(_placed, *told), partial(_report, *told))


def _freedom(
    instance: Instance, schedule: Schedule, placing: Placing, limit: float
) -> Freedom | None:
    """Search for what the best of the places asked for costs, with the others free to move."""
    if not placing.options:
        return None
    best = placing.options[0]
    there = Assignment(placing.session, best.start, best.room)

    return _searched(price_of_place, limit, instance, schedule, there)


def _report(
    instance: Instance, placing: Placing, freedom: Freedom | None
) -> Iterator[RenderableType]:
    yield from placing_report(instance, placing)
    if freedom is not None:
        yield from freedom_report(instance, freedom)


def _placed(instance: Instance, placing: Placing, freedom: Freedom | None) -> dict[str, Any]:
    free = {} if freedom is None else {"others_free": freedom_as_json(freedom)}
    return placing_as_json(instance, placing) | free
