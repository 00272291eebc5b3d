"""`scheduler explain`: why there is no programme, or why a programme is as it is."""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.arguments import make_sure_of_question, one_named, rule_named
from scheduler.cli.inputs.files import solution_path, stored_programme
from scheduler.cli.inputs.options import AsJson, InstancePath, SolutionPath, output
from scheduler.cli.inputs.published import Now, Unlock
from scheduler.cli.inputs.search_options import ANSWER, TimeLimit
from scheduler.cli.inputs.times import calendar_of, moment_named
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.feasibility import (
    Question,
    explain_instance,
    explain_published,
    left_out,
)
from scheduler.cli.views.item_report import explain_item
from scheduler.cli.views.placement_report import (
    freedom_report,
    placing_answer,
    placing_report,
)
from scheduler.cli.views.rule_prices import (
    explain_programme,
    ideal_answer,
    ideal_report,
    price_answer,
    price_report,
)
from scheduler.cli.views.seat_report import explain_seat
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.explanation.programmes import (
    Freedom,
    Placing,
    ideal_of_rule,
    place,
    price_of_place,
    price_of_rule,
)
from scheduler.instance import Instance
from scheduler.progress import Watch
from scheduler.schedule import Assignment, Schedule
from scheduler.solutions import standing_at
from scheduler.sources import read_instance

T = TypeVar("T")

Session = Annotated[
    str | None, typer.Option("--session", metavar="SESSION", help="Why is this session here?")
]
At = Annotated[str | None, typer.Option("--at", metavar="TIME", help="Why not at this time?")]
In = Annotated[str | None, typer.Option("--in", metavar="ROOM", help="Why not in this room?")]
Who = Annotated[
    str | None,
    typer.Option("--person", metavar="PERSON", help="Why is this person on its panel or not?"),
]
OthersMove = Annotated[
    bool, typer.Option("--others-move", help="Search for the cost when other sessions may move.")
]
WhichItem = Annotated[
    str | None, typer.Option("--item", metavar="ITEM", help="Why is this item on its agenda?")
]
WhichRule = Annotated[
    str | None, typer.Option("--rule", metavar="RULE", help="What does this rule cost in all?")
]
Least = Annotated[bool, typer.Option("--least", help="How little could the rule cost at best?")]
Why = Annotated[
    bool, typer.Option("--search", help="Search for conflicting rules though a solution is stored.")
]
Published = Annotated[
    Path | None,
    typer.Option(
        "--published",
        metavar="SOLUTION",
        help="Find the conflicting rules when replanning this published programme.",
    ),
]
Output = Annotated[Path | None, output("Write the schedule that breaks least.")]


def explain(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    session: Session = None,
    at: At = None,
    room: In = None,
    person: Who = None,
    item: WhichItem = None,
    others_move: OthersMove = False,
    rule: WhichRule = None,
    least: Least = False,
    search: Why = False,
    published: Published = None,
    now: Now = None,
    force: Unlock = False,
    output: Output = None,
    time_limit: TimeLimit = ANSWER,
    as_json: AsJson = False,
) -> Code:
    """Explain why there is no programme and what would help, or why a programme is as it is."""
    asked = {"--rule": rule, "--session": session, "--item": item}
    make_sure_of_question(asked, at, room, person, others_move=others_move, least=least)
    of_instance, replanned = {solution, *asked.values()} == {None}, {published, now} != {None}
    _make_sure(of_instance, search=search, replanned=replanned)
    facts = read_instance(instance)
    if replanned:
        replan = partial(explain_published, unlock=force, as_json=as_json)
        return replan(facts, instance, published, now, time_limit)
    if of_instance:
        how = {"search": search, "as_json": as_json}
        return explain_instance(facts, instance, time_limit, output=output, **how)
    rule = None if rule is None else rule_named(rule)
    schedule = _programme(facts, instance, solution, session)
    question = partial(Question, instance, solution, limit=time_limit)
    if rule is not None:
        about = question(_given({"--rule": rule, "--least": least}))
        return _LEAST[least](facts, schedule, rule, about, as_json=as_json)
    if session is None or person is not None:
        return _whole_or_seat(facts, schedule, session, person or item, as_json=as_json)
    return _place(facts, schedule, (session, at, room, others_move), question, as_json=as_json)


def _whole_or_seat(
    facts: Instance, schedule: Schedule, session: str | None, what: str | None, *, as_json: bool
) -> Code:
    """Explain a programme, or one of its items, or a person's seat in a session."""
    if what is None:
        return explain_programme(facts, schedule, as_json=as_json)
    if session is None:
        return explain_item(facts, schedule, what, as_json=as_json)
    return explain_seat(facts, schedule, session, what, as_json=as_json)


def _programme(facts: Instance, path: Path, solution: Path | None, session: str | None) -> Schedule:
    """Return the programme that is asked about, once the session is known to be one."""
    asked = None if session is None else one_named("--session", session, facts.sessions)
    schedule = stored_programme(facts, solution, path).schedule
    if asked is not None and asked not in schedule.by_session:
        raise InputError(*left_out(facts, path, solution, asked))
    return schedule


def _make_sure(of_instance: bool, *, search: bool, replanned: bool) -> None:  # noqa: FBT001
    """Refuse questions about the instance that come with others."""
    if (search or replanned) and not of_instance:
        raise InputError(_ALONE if search else _REPLANNED)


_ALONE = "--search asks why there is no programme: give no SOLUTION, session or rule."
_REPLANNED = (
    "--published and --now ask why what was published cannot be replanned: give no SOLUTION, "
    "session or rule."
)


def _given(options: Mapping[str, str | bool | None]) -> tuple[str, ...]:
    """Return the words of options that are given a value, or are on."""
    return tuple(
        word
        for option, value in options.items()
        for word in ((option, value) if isinstance(value, str) else (option,) if value else ())
    )


def _searched(ask: Callable[..., T], limit: float, *about: object) -> T:
    """Return the answer to a question that takes a search, while its progress is told."""

    def search(*, watch: Watch, stop: threading.Event) -> T:
        return ask(*about, time_limit=limit, watch=watch, stop=stop)

    answer, _ = watched(search, limit)
    return answer


def _explain_rule(
    instance: Instance, schedule: Schedule, rule: str, question: Question, *, as_json: bool
) -> Code:
    """Say what a rule costs."""
    standing = standing_at(solution_path(instance, question.solution), instance)
    known = None if standing is None else standing.bound
    ask = partial(price_of_rule, known=known)
    price = _searched(ask, question.limit, instance, schedule, rule)
    ways = question.ways_on(instance, price.without, price.now)
    told = instance, price
    say(as_json, partial(price_answer, *told), lambda: (*price_report(*told), *ways))
    return Code.FINE


def _explain_ideal(
    instance: Instance, schedule: Schedule, rule: str, question: Question, *, as_json: bool
) -> Code:
    """Say how little of a rule there could be."""
    ideal = _searched(ideal_of_rule, question.limit, instance, schedule, rule)
    ways = question.ways_on(instance, ideal.search, evaluate(instance, schedule))
    say(as_json, partial(ideal_answer, instance, ideal), lambda: (*ideal_report(ideal), *ways))
    return CODES[ideal.search.status]


_LEAST = {False: _explain_rule, True: _explain_ideal}
"""What answers of a rule: what it costs, or how little of it there could be."""


_Where = tuple[str, str | None, str | None, bool]
"""A session, the start and the room that are asked about, as given; and whether others may move."""


def _placing(facts: Instance, schedule: Schedule, where: _Where) -> Placing:
    session, at, room, _ = where
    start = None if at is None else moment_named(calendar_of(facts), at, "--at", inside=True)
    there = None if room is None else one_named("--in", room, facts.rooms)
    asked = one_named("--session", session, facts.sessions)
    return place(facts, schedule, asked, start=start, room=there)


def _place(
    facts: Instance,
    schedule: Schedule,
    where: _Where,
    question: Callable[[tuple[str, ...]], Question],
    *,
    as_json: bool,
) -> Code:
    """Say what other places cost; with a search, also what they cost if the others move."""
    placing = _placing(facts, schedule, where)
    options = ("--session", "--at", "--in", "--others-move")
    asked = question(_given(dict(zip(options, where, strict=True))))
    free = _freedom(facts, schedule, placing, asked.limit) if where[-1] else None
    say(
        as_json,
        partial(placing_answer, facts, placing, free),
        partial(_report, facts, placing, free, asked),
    )
    return Code.FINE


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
    instance: Instance, placing: Placing, freedom: Freedom | None, question: Question
) -> Iterator[RenderableType]:
    yield from placing_report(instance, placing)
    if freedom is not None:
        yield from freedom_report(instance, freedom)
        yield from question.ways_to_place(freedom.solution, placing.session)
    if not placing.options:
        yield Text(f"Other places for it: {question.about(placing.session)}")
