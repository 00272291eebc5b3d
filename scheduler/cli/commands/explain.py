"""`scheduler explain`: why no programme exists, and why a session is in its slot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import name_of
from scheduler.cli.answers import about
from scheduler.cli.console import say, section, table
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.files import command, make_sure_of_solution, solution_path, stored_programme
from scheduler.cli.options import (
    ANSWER,
    AsJson,
    InstancePath,
    SolutionPath,
    TimeLimit,
    option,
    output,
)
from scheduler.cli.views.conflict_report import (
    CollisionReport,
    collision_of,
    collision_report,
)
from scheduler.cli.views.solution_report import (
    BROKEN,
    findings,
    repaired_by,
)
from scheduler.errors import InputError
from scheduler.explanation.conflicts import Collision
from scheduler.explanation.programmes import (
    Placing,
    SlotOption,
    best_by_half_day,
    dearest_rule,
    place,
)
from scheduler.grammar.names import one_named
from scheduler.grammar.times import moment_named
from scheduler.instance import Instance, end_of
from scheduler.programmes import room_name, session_title
from scheduler.solution import Status
from scheduler.solutions import standing_at
from scheduler.sources import read_instance, read_lines, write_schedule
from scheduler.wording import (
    brief_points,
    listed,
    one_line,
    rule_text,
    shortened,
    signed_points,
    when,
)

FEW = 3
"""Items of each kind, rules, findings of one slot, and slots, that are named."""


def placing_report(instance: Instance, placing: Placing) -> Iterator[RenderableType]:
    """Yield where a session is, which rule decides that, and what other slots cost."""
    title = session_title(instance, placing.session)
    yield Text(f"{title} is on {_slot(instance, placing, placing)}.", "bold")
    if placing.asked:
        for option in placing.options[:FEW]:
            there = _slot(instance, placing, option)
            verdict = "breaks hard rules, and changes" if option.broken else "changes"
            found = [*findings(option.broken), *findings(option.dearer)]
            cost = f"{there}: {verdict} the penalty by {signed_points(option.difference)}."
            yield from section(cost, found or ["No rule finds anything there."])
        return
    yield decided_in_words(instance, placing)
    yield from section("Its penalty now:", findings(placing.findings))
    rules = [f"{rule_text(rule)} {number:,}" for rule, number in placing.ruled_out.items()]
    forbid = f" Most are ruled out by: {'; '.join(rules[:FEW])}." if rules else ""
    yield ""
    verb = "is" if placing.places == 1 else "are"
    yield f"{placing.places:,} of {placing.all_places:,} slots {verb} possible.{forbid}"
    rows = (
        (
            _slot(instance, placing, option),
            BROKEN if option.broken else Text(signed_points(option.difference)),
            _effect(instance, option),
        )
        for option in best_by_half_day(instance, placing.options)
    )
    yield from section(
        "The best slot of each half-day, if all other sessions stay:",
        table(("slot", "penalty", "effect"), rows, right=(1,)),
    )


def _effect(instance: Instance, option: SlotOption) -> str:
    """Return the hard rules that a slot breaks, with what is in the way; or what it costs and saves."""
    if option.broken:
        rules = dict.fromkeys(name_of(each.rule) for each in option.broken)
        said = ["; ".join(shortened([*rules], 1))]
        titles = [session_title(instance, each) for each in option.in_the_way]
        if titles:
            said.append(f"in the way: {'; '.join(shortened(titles, 1))}")
        return "\n".join(said)
    found = dict.fromkeys(
        f"{name_of(each.rule)}: {one_line(each.finding.message)}" for each in option.dearer
    )
    said = shortened([*found], FEW)
    rules = dict.fromkeys(
        rule_text(each.rule) for each in option.relieved if each.price is not None
    )
    if rules:
        said.append(f"saves {brief_points(option.saved)}: {listed([*rules])}")
    return "\n".join(said or ["no difference"])


def _slot(instance: Instance, placing: Placing, there: Placing | SlotOption) -> str:
    end = end_of(instance, instance.session_by_id[placing.session], there.start)
    room = room_name(instance.room_by_id[there.room])
    return f"{when(there.start, end, instance.zone)} in {room}"


def decided_in_words(instance: Instance, placing: Placing) -> str:
    """Return the rule that decides where a session is, and what the next best slot costs, in a sentence."""
    if not placing.options:
        return "No other slot is possible."
    best = placing.options[0]
    there, cost = _slot(instance, placing, best), signed_points(best.difference)
    if best.broken:
        rules = listed([*dict.fromkeys(rule_text(each.rule) for each in best.broken)])
        return (
            f"Every other slot breaks a hard rule. The next best is {there}, which breaks: {rules}."
        )
    if best.difference < 0:
        return f"Another slot is better: {there} ({cost})."
    if not best.difference:
        return f"No rule decides: another slot, {there}, costs the same."
    rule = rule_text(dearest_rule(best.dearer))
    return f"The rule that decides is “{rule}”: the next best slot, {there}, costs {cost}."


Session = Annotated[str | None, option("Why is this session in its slot?", "SESSION")]
At = Annotated[str | None, option("Why not at this time?", "TIME")]
In = Annotated[str | None, option("Why not in this room?", "ROOM", "--in")]
Output = Annotated[Path | None, output("Write the least broken programme.")]


def explain(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    session: Session = None,
    at: At = None,
    room: In = None,
    output: Output = None,
    time_limit: TimeLimit = ANSWER,
    as_json: AsJson = False,
) -> Code:
    """Explain why no programme exists, or why a session is in its slot."""
    if session is None and (at or room):
        raise InputError("--at and --in need --session.")
    if session is None and solution is not None:
        judge = command("evaluate", instance, solution)
        raise InputError(f"A programme needs --session here. Judge all of it: {judge}")
    facts = read_instance(instance)
    if session is None:
        return _explain_instance(facts, instance, time_limit, output=output, as_json=as_json)
    asked = one_named("--session", session, facts.sessions)
    schedule = stored_programme(facts, solution, instance).schedule
    if asked not in schedule.by_session:
        raise InputError(*_left_out(facts, asked, instance, solution))
    start = None if at is None else moment_named(facts, at, "--at", inside=True)
    there = None if room is None else one_named("--in", room, facts.rooms)
    placing = place(facts, schedule, asked, start=start, room=there)
    say(
        as_json,
        lambda: about(facts, placing),
        lambda: placing_report(facts, placing),
    )
    return Code.FINE


def _left_out(facts: Instance, session: str, path: Path, solution: Path | None) -> tuple[str, ...]:
    if facts.session_by_id[session].optional:
        return (f"{session}: is not in the programme; it is optional, and was left out.",)
    missing = f"{session}: is not in the programme, although it is required."
    return missing, repaired_by(path, solution_path(facts, solution))


def _explain_instance(
    facts: Instance, path: Path, limit: float, *, output: Path | None, as_json: bool
) -> Code:
    """Search for conflicts, unless the stored programme satisfies the hard rules."""
    standing = standing_at(solution_path(facts, None), facts)
    if standing is not None and standing.keeps_hard_rules:
        none = Collision(Status.FEASIBLE, (), complete=True, schedule=standing.schedule, least=True)
        known = CollisionReport(facts, read_lines(path), none)
        said = Text(f"No rules conflict: {standing.path} satisfies all hard rules.", "bold")
        judge = f"Judge it: {command('evaluate', path, standing.path)}"
        say(as_json, lambda: about(facts, known, known.lines), lambda: (said, judge))
        return Code.FINE
    if output is not None:
        make_sure_of_solution(output)
    found = collision_of(facts, path, limit)
    is_broken = found.status is not Status.FEASIBLE
    written = output if is_broken and found.schedule is not None else None
    if written is not None and found.schedule is not None:
        write_schedule(written, facts, found.schedule)
    told = CollisionReport(facts, read_lines(path), found, written)
    say(as_json, lambda: about(facts, told, told.lines), lambda: collision_report(told))
    return CODES[found.status]
