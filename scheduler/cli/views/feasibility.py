"""Why there is no programme of an instance, alone or with what was published; or that there is one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.files import command, make_sure_of_solution, solution_path
from scheduler.cli.inputs.nearby import known_programme
from scheduler.cli.inputs.published import now_named, published_programme
from scheduler.cli.terminal.console import complain, say
from scheduler.cli.terminal.progress import Compiling
from scheduler.cli.views.conflict_report import (
    CollisionReport,
    collision_answer,
    collision_in_brief,
    collision_report,
)
from scheduler.cli.views.rule_prices import overview_answer, overview_report
from scheduler.errors import InputError, InstanceError
from scheduler.explanation import screen
from scheduler.explanation.conflicts import Collision, FieldPath, collide, given_by
from scheduler.explanation.programmes import overview
from scheduler.instance import Instance
from scheduler.replanning import promised, still_seated
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import Standing, standing_at
from scheduler.solving import proved_impossible
from scheduler.sources import extended_by, read_instance, read_lines, write_schedule


def explain_instance(
    facts: Instance,
    path: Path,
    limit: float,
    *,
    output: Path | None = None,
    search: bool,
    as_json: bool,
) -> Code:
    """Answer from the stored programme of this very state, if it keeps the hard rules; else search."""
    standing = None if search else standing_at(solution_path(facts, None), facts)
    if standing is None or not standing.keeps_hard_rules:
        return _explain_collision(facts, path, limit, output=output, as_json=as_json)
    return _explain_stored(facts, path, standing, as_json=as_json)


def explain_published(
    facts: Instance,
    path: Path,
    published: Path | None,
    now: str | None,
    limit: float,
    *,
    unlock: bool,
    as_json: bool,
) -> Code:
    """Search for what rules cannot all be kept by who replans a published programme."""
    if published is None and not facts.published:
        raise InputError("--now: of which programme? Add --published.")
    plan = still_seated(facts, published_programme(facts, published).stored)
    told = promised(facts, plan, now_named(facts, now), unlock=unlock)
    return _explain_collision(told, path, limit, as_json=as_json)


def _explain_collision(
    facts: Instance, path: Path, limit: float, *, output: Path | None = None, as_json: bool
) -> Code:
    """Search for what rules cannot all be kept; write the programme that breaks least."""
    if output is not None:
        make_sure_of_solution(output)
    found = _collision(facts, path, limit)
    is_broken = found.status is not Status.FEASIBLE
    written = output if is_broken and found.schedule is not None else None
    if written is not None and found.schedule is not None:
        write_schedule(written, facts, found.schedule)
    told = CollisionReport(facts, read_lines(path), found, written)
    say(as_json, lambda: collision_answer(told), lambda: collision_report(told))
    return CODES[found.status]


def _collision(facts: Instance, path: Path, limit: float) -> Collision:
    """Search from the programme that people know; who waits for the fast engine is told."""
    known, watch = known_programme(facts, path), Compiling(complain).look
    return collide(facts, time_limit=limit, known=known, given=_given(facts, path), watch=watch)


def _given(facts: Instance, path: Path) -> frozenset[FieldPath]:
    """Return where a variant file changes what is taken as given."""
    extended = extended_by(path)
    if extended is None:
        return frozenset()
    try:
        return given_by(read_instance(path.parent / extended), facts)
    except InstanceError:
        return frozenset()


def settled(facts: Instance, found: Solution) -> Solution:
    """Return what a search has come to; where that is nothing, what `check` proves."""
    if found.status is not Status.UNKNOWN or not any(each.certain for each in screen(facts)):
        return found
    return proved_impossible(facts, replace(found.search, stop=Stop.PROVED))


def explained_in_brief(facts: Instance, path: Path, limit: float) -> Iterator[RenderableType]:
    """Yield what proves that there is none, changes that suffice, and what is broken otherwise."""
    found = _collision(facts, path, limit)
    if found.status is not Status.FEASIBLE:
        yield from collision_in_brief(CollisionReport(facts, read_lines(path), found))


def _explain_stored(facts: Instance, path: Path, standing: Standing, *, as_json: bool) -> Code:
    """Say what is known without a search: there is a programme, and what it suffers from."""
    found = overview(facts, standing.schedule)

    def report() -> Iterator[RenderableType]:
        yield Text(f"There is a programme that keeps every hard rule: {standing.path}.", "bold")
        yield from overview_report(facts, found)
        yield ""
        yield f"To search all the same: {command('explain', path, '--search')}"

    say(as_json, lambda: overview_answer(facts, found, standing.path), report)
    return Code.FINE
