"""Why there is no programme of an instance, alone or with what was published; or that there is one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.files import command, make_sure_of_solution, solution_path
from scheduler.cli.inputs.nearby import known_programme
from scheduler.cli.inputs.published import asked_again, now_named, published_programme
from scheduler.cli.terminal.console import complain, say
from scheduler.cli.terminal.progress import Compiling
from scheduler.cli.views.conflict_report import (
    CollisionReport,
    all_at_once,
    collision_answer,
    collision_report,
    least_broken,
    proofs_report,
)
from scheduler.cli.views.rule_prices import overview_answer, overview_report
from scheduler.cli.views.solution_report import mended
from scheduler.desk import history_of
from scheduler.errors import InputError, InstanceError
from scheduler.explanation import screen
from scheduler.explanation.conflicts import Collision, FieldPath, collide, given_by
from scheduler.explanation.programmes import overview
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.replanning import promised, still_seated
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import Standing, standing_at
from scheduler.solving import proved_impossible
from scheduler.sources import extended_by, read_instance, read_lines, write_schedule

_LONGER, _LEAST = 6, 60
"""By how much more time is proposed than was too little, and the seconds that are proposed at least."""


def with_more_time(limit: float) -> tuple[str, str]:
    """Return the option that gives a search more time than was too little, in seconds."""
    return "--time-limit", f"{max(_LEAST, _LONGER * limit):g}"


def left_out(instance: Instance, path: Path, solution: Path | None, session: str) -> Iterator[str]:
    """Yield why nothing can be asked of a session that a programme does not hold, and what to ask instead."""
    fact = instance.session_by_id[session]
    if not fact.optional:
        yield f"{session}: is not in the programme, though it has to take place."
        yield str(mended(path, solution_path(instance, solution))).strip()
    elif fact.value:
        yield f"{session}: is not in the programme; it is optional, and was left out."
        level = f"value_lost.{session}=hard"
        yield f"What a programme with it costs: {command('whatif', path, '--set', level)}"
    else:
        yield (
            f"{session}: is not in the programme; it is optional, and nothing is lost without it: it has no "
            "`value`."
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a programme that takes a search, and what of it can be typed next."""

    instance: Path
    solution: Path | None
    """The file of the programme, if it was named."""
    options: tuple[str, ...]
    """What was asked, without the time that there was for it."""
    limit: float
    """Seconds that there were."""

    @property
    def longer(self) -> str:
        """The command that asks the same with more time."""
        return self._explain(*self.options, *with_more_time(self.limit))

    def about(self, session: str) -> str:
        """Return the command that asks where else a session could be."""
        return self._explain("--session", session)

    def _explain(self, *options: str) -> str:
        solution = () if self.solution is None else (self.solution,)
        return command("explain", self.instance, *solution, *options)

    def ways_on(self, instance: Instance, found: Solution, programme: Evaluation) -> Iterator[Text]:
        """Yield what to type next where a search for another programme than this one has found none."""
        if found.schedule is not None:
            return
        why = command("explain", self.instance, "--search")
        if found.status is Status.INFEASIBLE:
            yield Text(f"Which rules collide, and what would help: {why}")
            return
        yield Text(f"Give it more time: {self.longer}")
        yield Text(f"or search for what stands in the way: {why}")
        if programme.forbidden:
            yield mended(self.instance, solution_path(instance, self.solution))


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
        asked = ("--search",) if search else ()
        return _explain_collision(facts, path, asked, limit, output=output, as_json=as_json)
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
    instant = now_named(facts, now)
    plan = still_seated(facts, published_programme(facts, published).stored)
    asked = asked_again(facts, published, now, unlock=unlock)
    told = promised(facts, plan, instant, unlock=unlock)
    return _explain_collision(told, path, asked, limit, is_promised=True, as_json=as_json)


def _explain_collision(
    facts: Instance,
    path: Path,
    asked: tuple[str, ...],
    limit: float,
    *,
    output: Path | None = None,
    is_promised: bool = False,
    as_json: bool,
) -> Code:
    """Search for what rules cannot all be kept; `asked` are options that ask for the same once more."""
    if output is not None:
        make_sure_of_solution(output)
    longer = command("explain", path, *asked, *with_more_time(limit))
    found = _collision(facts, path, limit)
    is_broken = found.status is not Status.FEASIBLE
    written = output if is_broken and found.schedule is not None else None
    if written is not None and found.schedule is not None:
        write_schedule(written, facts, found.schedule)
    told = CollisionReport(
        *(facts, read_lines(path), found, longer, written, None if is_promised else path),
        begin=_first_step(facts, path, written),
    )
    say(as_json, lambda: collision_answer(told), lambda: collision_report(told))
    return CODES[told.collision.status]


def _first_step(facts: Instance, path: Path, written: Path | None) -> str | None:
    """Return the command that writes the programme with which the desk begins, if there is none."""
    there = solution_path(facts, None)
    desks = (path, path.with_name(f"{path.stem}.desk.yaml"))
    is_begun = any(history_of(each).exists() for each in desks)
    if facts.published or there.exists() or written == there or is_begun:
        return None
    return command("explain", path, "-o", there)


def _collision(facts: Instance, path: Path, limit: float) -> Collision:
    """Search from the programme that people know; who waits for the fast engine is told."""
    known, watch = known_programme(facts, path=path), Compiling(complain).look
    given = _given(facts, path)
    return collide(facts, time_limit=limit, known=known, given=given, watch=watch)


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
        yield from proofs_report(found.proofs)
        yield from all_at_once(CollisionReport(facts, read_lines(path), found, ""))
        yield from least_broken(facts, found)


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

    say(as_json, lambda: overview_answer(facts, found, standing.path), report)
    return Code.FINE
