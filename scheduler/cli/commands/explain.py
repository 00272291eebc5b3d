"""`scheduler explain`: why there is no programme, or why a programme is as it is."""

import threading
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.arguments import make_sure_of_question, one_named, rule_of
from scheduler.cli.inputs.files import solution_path, stored_programme
from scheduler.cli.inputs.options import (
    ANSWER,
    AsJson,
    InstancePath,
    SolutionPath,
    TimeLimit,
    option,
    output,
)
from scheduler.cli.inputs.programmes import Now, Unlock
from scheduler.cli.inputs.times import calendar_of, moment_named
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.conflict_report import explain_instance, explain_published
from scheduler.cli.views.explanations import (
    overview_answer,
    overview_report,
    placing_answer,
    placing_report,
    price_answer,
    price_report,
)
from scheduler.cli.views.solution_report import mended, way_on
from scheduler.errors import InputError
from scheduler.explanation.programmes import RulePrice, overview, place, price_of_rule
from scheduler.instance import Instance
from scheduler.progress import Watch
from scheduler.schedule import Schedule
from scheduler.solutions import standing_at
from scheduler.sources import read_instance

Session = Annotated[str | None, option("Why is this session here?", "SESSION")]
At = Annotated[str | None, option("Why not at this time?", "TIME")]
In = Annotated[str | None, option("Why not in this room?", "ROOM", "--in")]
WhichRule = Annotated[str | None, option("What does this rule cost in all?", "RULE")]
Why = Annotated[
    bool, typer.Option("--search", help="Search for conflicting rules though a solution is stored.")
]
Published = Annotated[
    Path | None,
    option("Find the conflicting rules when replanning this published programme.", "SOLUTION"),
]
Output = Annotated[Path | None, output("Write the schedule that breaks least.")]


def explain(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    session: Session = None,
    at: At = None,
    room: In = None,
    rule: WhichRule = None,
    search: Why = False,
    published: Published = None,
    now: Now = None,
    force: Unlock = False,
    output: Output = None,
    time_limit: TimeLimit = ANSWER,
    as_json: AsJson = False,
) -> Code:
    """Explain why there is no programme and what would help, or why a programme is as it is."""
    asked = {"--rule": rule, "--session": session}
    make_sure_of_question(asked, at, room)
    of_instance = solution is None and set(asked.values()) == {None}
    replanned = published is not None or now is not None
    if (search or replanned) and not of_instance:
        raise InputError(
            "--search, --published, --now: ask why there is no programme; give no SOLUTION, session or rule."
        )
    facts = read_instance(instance)
    if replanned:
        return explain_published(
            facts, instance, published, now, time_limit, unlock=force, as_json=as_json
        )
    if of_instance:
        return explain_instance(
            facts, instance, time_limit, output=output, search=search, as_json=as_json
        )
    rule = None if rule is None else rule_of("--rule", rule)
    schedule = _programme(facts, instance, solution, session)
    about = facts, schedule
    if rule is not None:
        told = facts, _price(*about, rule, solution, time_limit)
        ways = way_on(told[1].without.status, instance, ("--search",))
        say(as_json, partial(price_answer, *told), lambda: (*price_report(*told), *ways))
        return Code.FINE
    if session is None:
        found = overview(*about)
        say(as_json, lambda: overview_answer(facts, found), lambda: overview_report(facts, found))
        return Code.IMPOSSIBLE if found.evaluation.forbidden else Code.FINE
    start = None if at is None else moment_named(calendar_of(facts), at, "--at", inside=True)
    there = None if room is None else one_named("--in", room, facts.rooms)
    asked_of = one_named("--session", session, facts.sessions)
    placing = facts, place(*about, asked_of, start=start, room=there)
    say(as_json, partial(placing_answer, *placing), partial(placing_report, *placing))
    return Code.FINE


def _programme(facts: Instance, path: Path, solution: Path | None, session: str | None) -> Schedule:
    """Return the programme that is asked about, once the session is known to be one."""
    asked = None if session is None else one_named("--session", session, facts.sessions)
    schedule = stored_programme(facts, solution, path).schedule
    if asked is not None and asked not in schedule.by_session:
        optional = facts.session_by_id[asked].optional
        why = "it is optional, and was left out" if optional else "though it has to take place"
        told = [f"{asked}: is not in the programme: {why}."]
        raise InputError(
            *told, *([] if optional else [mended(path, solution_path(facts, solution))])
        )
    return schedule


def _price(
    instance: Instance, schedule: Schedule, rule: str, solution: Path | None, limit: float
) -> RulePrice:
    """Return what a rule costs, while the search without it is told."""
    standing = standing_at(solution_path(instance, solution), instance)
    known = None if standing is None else standing.bound

    def search(*, watch: Watch, stop: threading.Event) -> RulePrice:
        return price_of_rule(
            instance, schedule, rule, known=known, time_limit=limit, watch=watch, stop=stop
        )

    price, _ = watched(search, limit)
    return price
