"""A replanned programme: what moves and why, who must be told, and what is proved."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import Field
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import name_of
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.views.claims import fewest_in_words, nothing_in_words
from scheduler.cli.views.records import (
    File,
    InstanceAnswer,
    Points,
    Record,
    RuleId,
    SessionId,
    SessionIds,
    StartRecord,
    at,
)
from scheduler.cli.views.solution_report import (
    LONGER,
    DiscrepancyRecord,
    SearchOutcome,
    in_force,
    penalty_in_words,
    written,
)
from scheduler.instance import Instance
from scheduler.programmes.meetings import place_in_words, session_title
from scheduler.replanning import MoveKind
from scheduler.solution import Status, Stop
from scheduler.sources import Fitting
from scheduler.wording import Named, counted, name, one_line, seconds, shortened

if TYPE_CHECKING:  # what searches takes long to load
    from scheduler.replanning import Move, Notification, Replan, Reseating

REASONS = 2
"""Reasons shown for each move."""
NO_AGENDAS = (
    "No agendas fit the sessions in their slots (proved), and the search found none for others."
)
NAMES = 12
"""Names shown of each group that must be told."""


class PanelRecord(Record):
    """A panel that changes."""

    session: SessionId
    joined: tuple[str, ...]
    left: tuple[str, ...]


class ToldRecord(Record):
    """Who must be told."""

    group: str
    id: str
    title: str = at("name")
    sessions: SessionIds


class ReasonRecord(Record):
    """A reason."""

    rule: RuleId | None
    message: str


class MoveRecord(Record):
    """A session that goes elsewhere."""

    session: SessionId
    from_: StartRecord | None = Field(validation_alias="before", serialization_alias="from")
    to: StartRecord | None = at("after")


class ReplannedMoveRecord(MoveRecord):
    """A session that changes."""

    change: MoveKind = at("what")
    why: tuple[ReasonRecord, ...] = at("reasons")


class ItemMoveRecord(Record):
    """An agenda item that other sessions deal with."""

    item: str
    sessions_before: SessionIds = at("before")
    sessions_after: SessionIds = at("after")
    people: tuple[str, ...]
    delegations: tuple[str, ...]


class ReplanProofRecord(Record):
    """What is proved of it."""

    at_least: int | None
    fewest: bool
    gentlest: bool
    best_among_these: bool = at("best")


class ReplanAnswer(InstanceAnswer):
    """The changes of a published programme."""

    profile: str | None
    status: Status = at("solution.status")
    in_words: str
    stop: Stop = at("solution.search.stop")
    seconds: float
    """Seconds of search, without waiting for the compiler."""
    changes: int | None
    unchanged: int | None
    proved: ReplanProofRecord
    moves: tuple[ReplannedMoveRecord, ...]
    panels: tuple[PanelRecord, ...]
    items: tuple[ItemMoveRecord, ...]
    items_fewest: bool
    """Whether it is proved that no fewer agenda items could be in other sessions."""
    new: SessionIds
    gone: SessionIds
    told: tuple[ToldRecord, ...]
    causes: tuple[str, ...]
    penalty: Points | None = at("solution.penalty")
    written: File | None
    """The solution file; null if none was written."""
    kept: File | None
    """File of the previous programme."""
    discrepancies: tuple[DiscrepancyRecord, ...]
    lock_in_words: str | None = None
    """What the lock of the schedule means here; missing if nothing."""


def changes_report(found: "Replan", ended: SearchOutcome) -> Iterator[RenderableType]:
    """Yield what a planner reads of a replanned programme."""
    facts, solution = found.promised, found.solution
    yield Text(_headline(found, ended), "bold")
    yield from in_force(ended.profile)
    if solution.schedule is None:
        yield from _no_agendas(found)
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


def _no_agendas(found: "Replan") -> Iterator[str]:
    if found.agendas is not None and found.agendas.impossible:
        yield NO_AGENDAS


def _items(found: "Replan") -> Iterator[RenderableType]:
    """Yield which items other sessions deal with, and who must be told."""
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
        table(("item", "published", "now", "must be told"), rows),
    )


def panels_and_told(
    instance: Instance, panels: "Sequence[Reseating]", told: "Sequence[Notification]"
) -> Iterator[RenderableType]:
    """Yield who gains and who loses a seat on which panel, and who must be told, group by group."""
    people = {each.id: name(each) for each in instance.people}

    def names(ids: Sequence[str]) -> str:
        return one_line("; ".join(people.get(each, each) for each in ids)) or "-"

    seats = (
        (session_title(instance, each.session), names(each.joined), names(each.left))
        for each in panels
    )
    yield from section("Panels:", table(("panel", "gain a seat", "lose a seat"), seats))
    groups: dict[str, list[str]] = {}
    for each in told:
        groups.setdefault(each.group, []).append(one_line(each.name))
    rows = (
        (group, str(len(found)), "; ".join(shortened(found, NAMES)))
        for group, found in groups.items()
    )
    yield from section("Who must be told:", table(("", "", ""), rows, right=(1,)))


def _why(move: "Move") -> str:
    reasons = [
        f"{name_of(each.rule)}: {each.message}" if each.rule else each.message
        for each in move.reasons
    ]
    return (
        one_line("; ".join(shortened(reasons, REASONS))) or "makes room so that other sessions stay"
    )


def replan_answer(
    found: "Replan", ended: SearchOutcome, causes: Sequence[str], published: Fitting, lock: str
) -> ReplanAnswer:
    """Return a replanned programme for machines."""
    facts, solution, agendas = found.promised, found.solution, found.agendas
    return ReplanAnswer.about(
        facts,
        found,
        profile=ended.profile,
        in_words=_headline(found, ended),
        seconds=round(ended.duration, 3),
        changes=None if solution.schedule is None else len(found.moves),
        proved=ReplanProofRecord.of(found),
        items=() if agendas is None else agendas.moves,
        items_fewest=agendas is not None and agendas.fewest,
        causes=causes,
        written=ended.written,
        kept=None if ended.kept is None else ended.kept.path,
        discrepancies=published.discrepancies,
        **({"lock_in_words": lock} if lock else {}),
    )
