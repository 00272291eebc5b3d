"""Reports of a replanned programme: what moves and why, who must be told, and what is proved."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import Field
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import name_of
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.claims import fewest_in_words, replanned_in_vain
from scheduler.cli.views.programme import place_in_words, session_title
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
from scheduler.cli.views.solution_report import DiscrepancyRecord, Outcome, in_force, way_on
from scheduler.instance import Instance
from scheduler.replanning import What
from scheduler.solution import Status, Stop
from scheduler.sources import Fitting
from scheduler.wording import counted, name, one_line, points, seconds, shortened

if TYPE_CHECKING:  # what searches takes long to load
    from scheduler.replanning import Move, Notification, Replan, Reseating

REASONS = 2
"""Reasons shown of each move."""
CAUSES = 5
"""Troubles shown where nothing is possible."""
NO_AGENDAS = "no agendas suit the sessions where they are: proved"
NAMES = 12
"""Names shown of each group that must be told."""

_GROUPS = {
    "people": "people in it",
    "delegations": "delegations",
    "rooms": "rooms",
    "remote": "remote sites",
    "interpreters": "interpreters",
    "resources": "resources",
    "audiences": "audiences",
}


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

    title: str
    change: What = at("what")
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
    """What changes in a published programme."""

    profile: str | None
    status: Status = at("solution.status")
    in_words: str
    stop: Stop = at("solution.search.stop")
    seconds: float
    """How long the search took, without waiting for the fast engine to be compiled."""
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
    """Where the programme is that was there before."""
    discrepancies: tuple[DiscrepancyRecord, ...]
    lock_in_words: str | None = None
    """What the lock of the schedule means here; not there if nothing."""


def changes_report(
    found: "Replan", ended: Outcome, causes: Sequence[str]
) -> Iterator[RenderableType]:
    """Yield what a planner reads of a replanned programme."""
    yield Text(_headline(found, ended), style="bold")
    yield from in_force(ended.profile)
    if found.solution.schedule is None:
        yield from _nothing([*_no_agendas(found), *causes])
        yield from way_on(found.solution.status, ended.instance, ended.asked)
        return
    yield Text(fewest_in_words(found))
    if found.moves:
        yield Text()
        yield _moves(found)
    if found.panels:
        yield Text()
        yield panels_table(found.promised, found.panels)
    if found.told:
        yield Text()
        yield Text("Who must be told:", style="bold")
        yield told_table(found.told)
    yield from _items(found)
    if found.new:
        yield Text()
        yield Text(f"Not published before: {_new(found)}")
    if found.gone:
        yield Text(f"Published, and no longer in the instance: {', '.join(found.gone)}")
    yield Text()
    yield Text(f"Penalty {points(found.solution.penalty or 0)} by the rules of the instance")
    if ended.written is not None:
        yield Text(f"Written to {ended.written}")
    if ended.kept is not None:
        yield Text(f"The programme there before is kept as {ended.kept.path}")


def _no_agendas(found: "Replan") -> Iterator[str]:
    """Yield why there are no agendas."""
    if found.agendas is not None and found.agendas.impossible:
        yield NO_AGENDAS


def _items(found: "Replan") -> Iterator[RenderableType]:
    """Yield which items other sessions deal with, and who must be told."""
    agendas = found.agendas
    if agendas is None:
        return
    yield Text()
    facts = found.solution.conference
    if not agendas.moves:
        yield Text("Each item is dealt with in the session that was published.")
        return
    least = "proved: no fewer can be" if agendas.fewest else f"at least {agendas.at_least}: proved"
    yield Text(f"{counted(len(agendas.moves), 'item')} in other sessions ({least})", style="bold")
    table = Columns("item", "published", "now", "must be told")
    for move in agendas.moves:
        people = [name(facts.person_by_id[each]) for each in move.people]
        groups = [name(each) for each in facts.delegations if each.id in move.delegations]
        titles = (
            "; ".join(facts.session_by_id[s].title for s in each if s in facts.session_by_id)
            for each in (move.before, move.after)
        )
        table.add(
            one_line(facts.item_by_id[move.item].title),
            *(one_line(each) or "-" for each in titles),
            one_line("; ".join((*people, *groups))) or "-",
        )
    yield table


def _headline(found: "Replan", ended: Outcome) -> str:
    if found.unchanged is None:
        return replanned_in_vain(found, ended.duration)
    total = found.unchanged + sum(move.before is not None for move in found.moves)
    panels = f" {_panels_change(found)}." if found.panels else ""
    if not found.moves:
        nothing = "No session has to move" if panels else "Nothing has to change"
        stay = f"all {counted(total, 'session')} stay where they were published"
        return f"{nothing}: {stay}.{panels}"
    number = len(found.moves)
    verb = "changes" if number == 1 else "change"
    kinds = ", ".join(
        f"{count} {words}"
        for what, words in _KINDS.items()
        if (count := sum(move.what is what for move in found.moves))
    )
    stay = f"{found.unchanged} stay.{panels} ({seconds(ended.duration)})"
    return f"{number} of {counted(total, 'session')} {verb}: {kinds}. {stay}"


def _panels_change(found: "Replan") -> str:
    number = len(found.panels)
    return f"{counted(number, 'panel')} {'changes' if number == 1 else 'change'}"


_KINDS = {
    What.START: "in time",
    What.ROOM: "in room alone",
    What.DROPPED: "dropped",
    What.ADDED: "added",
}


def _nothing(causes: Sequence[str]) -> Iterator[RenderableType]:
    most = CAUSES if len(causes) > CAUSES + 1 else len(causes)
    for cause in causes[:most]:
        yield Text(f"! {one_line(cause)}")
    if len(causes) > most:
        yield Text(
            f"and {len(causes) - most} more troubles, many of which follow; --json tells all."
        )
    yield Text("Nothing was written.")


def _moves(found: "Replan") -> Columns:
    table = Columns("session", "published", "now", "why")
    facts = found.promised
    for move in found.moves:
        before, after = (place_in_words(facts, each) for each in (move.before, move.after))
        title = session_title(facts, move.session)
        table.add(title, before, after, _why(move))
    return table


def panels_table(instance: Instance, panels: "Sequence[Reseating]") -> Columns:
    """Return who gets a seat on which panel, and who loses it."""
    table = Columns("panel", "gets a seat", "loses it")
    for panel in panels:
        title = session_title(instance, panel.session)
        table.add(title, _people(instance, panel.joined), _people(instance, panel.left))
    return table


def _people(instance: Instance, people: Sequence[str]) -> str:
    known = instance.person_by_id
    names = (name(known[each]) if each in known else each for each in people)
    return "; ".join(map(one_line, names)) or "-"


def _why(move: "Move") -> str:
    shown = [
        f"{name_of(reason.rule)}: {reason.message}" if reason.rule else reason.message
        for reason in move.reasons[:REASONS]
    ]
    more = len(move.reasons) - REASONS
    if more > 0:
        shown.append(f"and {counted(more, 'more reason')}")
    return one_line("; ".join(shown)) or "so that others can stay"


def told_table(told: "Sequence[Notification]") -> Columns:
    """Return who must be told, group by group."""
    table = Columns("", "", "", right=(1,))
    for group, words in _GROUPS.items():
        names = [one_line(each.name) for each in told if each.group == group]
        if names:
            said = "; ".join(shortened(names, NAMES, "more (--json names all)"))
            table.add(words, str(len(names)), said)
    return table


def _new(found: "Replan") -> str:
    facts, schedule = found.promised, found.solution.schedule
    places = {} if schedule is None else schedule.by_session
    said = (
        f"{session_title(facts, each)} ({place_in_words(facts, places.get(each))})"
        for each in found.new
    )
    return "; ".join(said)


def replan_answer(
    found: "Replan", ended: Outcome, causes: Sequence[str], published: Fitting, lock: str
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
        moves=[
            ReplannedMoveRecord.of(each, title=facts.session_by_id[each.session].title)
            for each in found.moves
        ],
        items=() if agendas is None else agendas.moves,
        items_fewest=agendas is not None and agendas.fewest,
        causes=causes,
        written=ended.written,
        kept=None if ended.kept is None else ended.kept.path,
        discrepancies=published.discrepancies,
        **({"lock_in_words": lock} if lock else {}),
    )
