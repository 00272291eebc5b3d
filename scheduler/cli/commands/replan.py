"""`scheduler replan`: the fewest changes to a published programme that new facts demand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rich.console import RenderableType
from rich.text import Text

from scheduler import replanning
from scheduler.catalogue import name_of
from scheduler.cli import commands
from scheduler.cli.answers import about
from scheduler.cli.console import say, section, table
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.files import SOLUTIONS, fitted, make_sure_of_solution, solution_path
from scheduler.cli.options import (
    ANSWER,
    SEARCH,
    AsJson,
    InstancePath,
    TimeLimit,
    Workers,
    argument,
    option,
    output,
    threads,
)
from scheduler.cli.searches import Checkpoint, rescuing, watched
from scheduler.cli.views.claims import fewest_in_words, nothing_in_words
from scheduler.cli.views.solution_report import (
    LONGER,
    SearchOutcome,
    affected_report,
    in_force,
    penalty_in_words,
    written,
)
from scheduler.errors import InputError
from scheduler.explanation import screen
from scheduler.grammar.times import moment_named
from scheduler.instance import Instance, grouped, is_locked
from scheduler.programmes import place_in_words, session_title
from scheduler.replanning import MoveKind, Reseating
from scheduler.solution import Status
from scheduler.solutions import put_solution
from scheduler.sources import Fitting, fit, read_instance
from scheduler.wording import Named, counted, name, one_line, seconds, shortened

if TYPE_CHECKING:  # what searches takes long to load
    from scheduler.replanning import Move, Notification, Replan

REASONS = 2
"""Reasons shown for each move."""
NO_AGENDAS = (
    "No agendas fit the sessions in their slots (proved), and the search found none for others."
)


@dataclass(frozen=True, slots=True)
class ReplanReport:
    """The changes of a published programme."""

    found: "Replan"
    ended: SearchOutcome
    causes: tuple[str, ...]
    """Proofs that no programme is possible, in sentences."""
    published: Fitting
    lock: str
    """What the lock of the schedule means here; empty if nothing."""

    @property
    def in_words(self) -> str:
        """The changes by kind, in a sentence."""
        return _headline(self.found, self.ended)


def changes_report(told: ReplanReport) -> Iterator[RenderableType]:
    """Yield what a planner reads of a replanned programme."""
    found, ended = told.found, told.ended
    facts, solution = found.promised, found.solution
    yield from [told.lock] if told.lock else []
    yield Text(told.in_words, "bold")
    yield from in_force(ended.profile)
    if solution.schedule is None:
        if found.agendas is not None and found.agendas.impossible:
            yield NO_AGENDAS
        yield from written(ended, solution)
        if solution.status is Status.UNKNOWN:
            yield LONGER
        return
    yield fewest_in_words(found)
    moves = (
        (
            session_title(facts, each.session),
            place_in_words(facts, each.before),
            place_in_words(facts, each.after),
            _why(each),
        )
        for each in found.moves
    )
    yield from section("Moves:", table(("session", "published", "now", "why"), moves))
    yield from panels_and_told(facts, found.panels, found.told)
    yield from _items(found)
    places = solution.schedule.by_session
    new = (
        f"{session_title(facts, each)} ({place_in_words(facts, places.get(each))})"
        for each in found.new
    )
    yield from section("New, not published before:", new)
    yield from section("Published, but no longer in the instance:", found.gone)
    yield ""
    if solution.evaluation is not None:
        yield from penalty_in_words(solution.evaluation)
    yield from written(ended, solution)


def _headline(found: "Replan", ended: SearchOutcome) -> str:
    if found.unchanged is None:
        return nothing_in_words(found.solution, seconds(ended.duration))
    kinds = [
        f"{count} {words}"
        for what, words in _KINDS.items()
        if (count := sum(move.what is what for move in found.moves))
    ]
    changes = [*kinds, *([f"{counted(len(found.panels), 'panel')}"] if found.panels else [])]
    said = f"Changes: {', '.join(changes)}" if changes else "No changes needed"
    return f"{said}; {counted(found.unchanged, 'session')} unchanged ({seconds(ended.duration)})."


_KINDS = {
    MoveKind.START: "moved to another time",
    MoveKind.ROOM: "moved to another room only",
    MoveKind.DROPPED: "dropped",
    MoveKind.ADDED: "added",
}


def _items(found: "Replan") -> Iterator[RenderableType]:
    agendas, facts = found.agendas, found.solution.conference
    if agendas is None:
        return
    tables: tuple[Sequence[Named], ...] = (facts.sessions, facts.people, facts.delegations)
    known = {each.id: name(each) for rows in tables for each in rows}

    def titles(ids: Iterable[str]) -> str:
        return one_line("; ".join(known.get(each, each) for each in ids)) or "-"

    rows = (
        (
            one_line(facts.item_by_id[move.item].title),
            titles(move.before),
            titles(move.after),
            titles((*move.people, *move.delegations)),
        )
        for move in agendas.moves
    )
    least = "no fewer are possible" if agendas.fewest else f"at least {agendas.at_least}"
    yield from section(
        f"Agenda items in other sessions (proved: {least}):",
        table(("item", "published", "now", "affects"), rows),
    )


def panels_and_told(
    instance: Instance, panels: "Sequence[Reseating]", told: "Sequence[Notification]"
) -> Iterator[RenderableType]:
    """Yield who gains and who loses a seat on which panel, and who is affected, group by group."""
    people = {each.id: name(each) for each in instance.people}

    def names(ids: Sequence[str]) -> str:
        return one_line("; ".join(people.get(each, each) for each in ids)) or "-"

    seats = (
        (session_title(instance, each.session), names(each.joined), names(each.left))
        for each in panels
    )
    yield from section("Panels:", table(("panel", "gain a seat", "lose a seat"), seats))
    groups = grouped(told, lambda each: (each.group,)).items()
    yield from affected_report({group: [one_line(e.name) for e in some] for group, some in groups})


def _why(move: "Move") -> str:
    reasons = [
        f"{name_of(each.rule)}: {each.message}" if each.rule else each.message
        for each in move.reasons
    ]
    return (
        one_line("; ".join(shortened(reasons, REASONS))) or "makes room so that other sessions stay"
    )


Published = Annotated[
    Path | None,
    argument(
        "The published programme. Default: the published plan of the instance, or else "
        "solutions/<name of the instance>.json.",
        "SOLUTION",
    ),
]
Now = Annotated[
    str | None,
    option("Sessions that begin before this time stay, and none moves to before it.", "TIME"),
]
Unlock = Annotated[bool, option("Change published slots although the schedule is locked.")]
Took = Annotated[
    list[str] | None,
    option("How long an agenda item takes. Repeatable.", "ITEM=MINUTES"),
]
Output = Annotated[
    Path | None, output("Where to write it. Default: solutions/<name>.replanned.json.")
]


def replan(
    instance: InstancePath,
    solution: Published = None,
    *,
    now: Now = None,
    force: Unlock = False,
    took: Took = None,
    output: Output = None,
    time_limit: TimeLimit = SEARCH,
    workers: Workers = None,
    as_json: AsJson = False,
) -> Code:
    """Change a published programme as little as possible to fit new facts."""
    facts = read_instance(instance)
    published = _published(facts, solution)
    instant = None if now is None else moment_named(facts, now, "--now", inside=False)
    target = output or SOLUTIONS / f"{facts.name}.replanned.json"
    many = threads(workers)
    make_sure_of_solution(target)
    checkpoint = Checkpoint(target, facts, instance)
    search = partial(
        replanning.replan,
        facts,
        published.stored,
        now=instant,
        unlock=force,
        took=_minutes(took or ()),
        time_limit=time_limit,
        workers=many,
        keep=checkpoint,
    )
    found, duration = watched(search, time_limit, checkpoint, workers=many)
    ended = SearchOutcome(instance, facts.profile, duration)
    with rescuing(instance, facts, found.solution, as_json=as_json):
        ended = _written(found, facts, target, ended)
    checkpoint.done(found.solution.penalty)
    lock = _lock_in_words(facts, instant, unlock=force)
    told = ReplanReport(found, ended, _causes(found), published, lock)

    def report() -> Iterator[RenderableType]:
        yield from changes_report(told)
        if found.solution.status is Status.INFEASIBLE:
            yield from commands.explained_in_brief(
                found.promised, instance, min(ANSWER, time_limit)
            )

    say(as_json, lambda: about(found.promised, told), report)
    evaluation = found.solution.evaluation
    broken = evaluation is not None and evaluation.forbidden
    return Code.IMPOSSIBLE if broken else CODES[found.solution.status]


def _published(instance: Instance, given: Path | None) -> Fitting:
    """Return the programme that was published: of a file, or the plan of the instance.

    Raises
    ------
    InputError
        When there is none, or the plan lacks a field that replanning needs.
    """
    if given is not None or not instance.published:
        return fitted(instance, solution_path(instance, given), published=True)
    for field, lacks in (("room", None), ("seated", instance.pools)):
        without = [
            each.session
            for each in instance.published
            if getattr(each, field) is None and (lacks is None or each.session in lacks)
        ]
        if without:
            raise InputError(
                f"published: no `{field}` for {', '.join(without)}. Give it in each row, or name the "
                "solution file of the published programme."
            )
    return fit(instance, replanning.announced(instance))


def _lock_in_words(instance: Instance, now: datetime | None, *, unlock: bool) -> str:
    """Return whether published slots may change; nothing where no lock matters."""
    lock = instance.schedule_lock
    if lock is None or (now is not None and not is_locked(lock, now, instance.zone)):
        return ""
    if now is None or unlock:
        return f"The schedule is locked from {lock} on. Published slots may change here."
    return f"The schedule is locked since {lock}: published slots stay. --force lets them change."


def _minutes(took: Sequence[str]) -> dict[str, int]:
    minutes = {}
    for each in took:
        item, _, number = each.partition("=")
        if not (item and number.isascii() and number.isdigit()):
            raise InputError(f'--took: found "{each}", expected ITEM=MINUTES, such as res-37=80.')
        minutes[item] = int(number)
    return minutes


def _causes(found: "Replan") -> tuple[str, ...]:
    troubles = screen(found.promised) if found.solution.status is Status.INFEASIBLE else ()
    return tuple(trouble.message for trouble in troubles if trouble.certain)


def _written(found: "Replan", facts: Instance, target: Path, ended: SearchOutcome) -> SearchOutcome:
    if found.solution.schedule is None:
        return ended
    filed = put_solution(target, facts, found.solution)
    return replace(ended, written=filed.written, kept=filed.kept)
