"""Outcomes of changes: penalty, broken rules, displaced sessions, items without a meeting, room made."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from scheduler.catalogue import MILLI, Thousandths
from scheduler.desk.changes import Lines, PlannedChange, lines_after, place_in_words
from scheduler.desk.steps import (
    DeskState,
    Step,
    VariantLine,
    about_pins,
    after_lines,
    facts_of,
    fitted,
    step_to,
    taken,
    with_changes,
)
from scheduler.errors import InputError, InstanceError
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import weight_broken
from scheduler.explanation.programmes import Consequences, between, obstacles
from scheduler.findings import Evaluation
from scheduler.instance import (
    TABLES,
    Instance,
    Item,
    Session,
    agenda_of,
    minutes_for_items,
    minutes_of,
    sessions_for,
    takes_items,
)
from scheduler.phrases import say
from scheduler.replanning import Move, Notification, Replan, Reseating, reseatings_of, told_of
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import joined, name, one_line, shortened


def reseated(before: Instance, after: Instance, panels: Sequence[Reseating]) -> str:
    """Return the clause about changed panels, with names if it is one panel.

    People who were removed are known to the instance before only.
    """
    if len(panels) != 1:
        return say("; {} panels change", len(panels)) if panels else ""
    (panel,) = panels
    people = {**before.person_by_id, **after.person_by_id}
    come, go = (
        joined([name(people[each]) if each in people else each for each in some])
        for some in (panel.joined, panel.left)
    )
    title = after.session_by_id[panel.session].title
    if not come:
        return say("; the panel of {} loses {}", title, go)
    others = say("{} for {}", come, go) if go else say("with {}", come)
    return say("; the panel of {} changes: {}", title, others)


@dataclass(frozen=True)
class Outcome:
    """The outcome of a change that is not applied yet."""

    desk: DeskState
    """Before it."""
    change: PlannedChange
    lines: Mapping[str, VariantLine]
    """Lines of the variant after it."""
    instance: Instance
    """The instance after it."""
    schedule: Schedule
    """The programme after it."""
    made: Replan | None = None
    """The search for room, if any; if it found none, no other session moves."""
    holds: bool = False
    """Whether that search had to keep all scheduled optional sessions."""

    def __repr__(self) -> str:
        return (
            f"Outcome({self.change.said!r}, penalty {self.difference / MILLI:+,g}, "
            f"{len(self.consequences.broken)} new findings against hard rules)"
        )

    @cached_property
    def evaluation(self) -> Evaluation:
        """Evaluation of the programme after it."""
        return evaluate(self.instance, self.schedule)

    @cached_property
    def consequences(self) -> Consequences:
        """Findings that are new, dearer or resolved."""
        return between(self.desk.evaluation, self.evaluation)

    @property
    def sought(self) -> Instance:
        """The instance in which room is searched, with all slots that the change leaves open."""
        return self.change.sought or self.instance

    @property
    def keeps_facts(self) -> bool:
        """Whether the prices of slots are unchanged; pins do not matter."""
        return facts_of(granted(self.desk, self)) == facts_of(self.desk)

    @property
    def broken(self) -> int:
        """Increase of the weighted amount of broken hard rules."""
        return measure_of(self.evaluation)[0] - measure_of(self.desk.evaluation)[0]

    @property
    def worse(self) -> int:
        """The same without the pins of the sessions that are moved."""
        pins = about_pins(self.desk.evaluation, self.change.about)
        after = about_pins(self.evaluation, self.change.about)
        return self.broken + weight_broken(pins) - weight_broken(after)

    @property
    def difference(self) -> int:
        """Change of the penalty, in thousandths."""
        return self.evaluation.penalty - self.desk.evaluation.penalty

    @cached_property
    def by_rule(self) -> Mapping[str, tuple[Thousandths, Thousandths]]:
        """Penalties before and after of each rule that changes, in thousandths; largest increase first."""
        before, after = self.desk.evaluation, self.evaluation
        pairs = {
            rule: (before.total(rule).penalty, after.total(rule).penalty)
            for rule in {**before.totals, **after.totals}
        }
        changed = [each for each in pairs.items() if each[1][0] != each[1][1]]
        return dict(sorted(changed, key=lambda each: each[1][0] - each[1][1]))

    @cached_property
    def displaced(self) -> tuple[str, ...]:
        """Other sessions that the change conflicts with, by hard rules."""
        broken = self.consequences.broken
        held = [each for each in self.change.about if each in self.schedule.by_session]
        if not held:
            named = dict.fromkeys(each for judged in broken for each in judged.finding.sessions)
            return tuple(each for each in named if each in self.instance.session_by_id)
        found = (obstacles(self.instance, self.schedule, each, broken) for each in held)
        return tuple(dict.fromkeys(each for some in found for each in some if each not in held))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """All sessions that move, those of the change first."""
        before, after = self.desk.schedule.by_session, self.schedule.by_session
        order = dict.fromkeys((*self.change.about, *before, *after))
        return tuple(
            Move(each, before.get(each), after.get(each), ())
            for each in order
            if _place(before.get(each)) != _place(after.get(each))
        )

    @property
    def others(self) -> tuple[Move, ...]:
        """Moves of other sessions."""
        own = {*self.change.about, *self.change.changed}
        return tuple(each for each in self.moves if each.session not in own)

    @cached_property
    def panels(self) -> tuple[Reseating, ...]:
        """Panels that change."""
        return tuple(reseatings_of(self.instance, self.desk.schedule, self.schedule))

    @property
    def touched(self) -> tuple[int, int, int, int, int]:
        """How much it affects: other sessions, panels, people on them, and the penalty.

        Panels that get smaller count before people.
        """
        people = sum(len(each.people) for each in self.panels)
        smaller = sum(len(each.joined) < len(each.left) for each in self.panels)
        return len(self.others), len(self.panels), smaller, people, self.difference

    @cached_property
    def told(self) -> tuple[Notification, ...]:
        """Who must be notified; of a cancelled session, by the facts before."""
        known = self.instance.session_by_id
        gone = [each for each in self.moves if each.session not in known]
        kept = [each for each in self.moves if each.session in known]
        return (*told_of(self.desk.instance, gone), *told_of(self.instance, kept, self.panels))

    @cached_property
    def step(self) -> Step:
        """The step that applies it."""
        number = len(self.others)
        room = say("; {} other session moves|; {} other sessions move", number) if number else ""
        panels = reseated(self.desk.instance, self.instance, self.panels)
        said = say("{}{}{}{}.", self.change.said, self._elsewhere, room, panels)
        return step_to(self.desk, said, self.lines, self.schedule)

    @property
    def _elsewhere(self) -> str:
        places = (each.after for each in self.moves if each.session in self.change.changed)
        went = (place_in_words(self.instance, each) for each in places if each is not None)
        return "".join(say("; it moves to {}", each) for each in went)


def measure_of(evaluation: Evaluation) -> tuple[int, int]:
    """Return the weighted amount of broken hard rules and the penalty in thousandths."""
    return weight_broken(evaluation.judgements), evaluation.penalty


def _place(assignment: Assignment | None) -> tuple[object, ...] | None:
    return None if assignment is None else (assignment.start, assignment.room)


def weigh(desk: DeskState, change: PlannedChange) -> Outcome:
    """Return the outcome of a change if all other sessions stay; `InstanceError` if it is invalid then."""
    return _outcome(desk, change, desk.schedule)


def _outcome(
    desk: DeskState, change: PlannedChange, programme: Schedule, made: Replan | None = None
) -> Outcome:
    """Return the outcome of a change with the other sessions as in a programme."""
    lines = lines_after(desk, change.lines)
    is_same = lines == desk.lines
    instance = desk.instance if is_same else _changed(desk, change, lines)
    places = {**programme.by_session, **change.places}
    held = programme.with_places(each for each in places.values() if each is not None)
    return Outcome(desk, change, lines, instance, fitted(instance, held), made)


def _changed(desk: DeskState, change: PlannedChange, lines: Mapping[str, VariantLine]) -> Instance:
    try:
        return after_lines(desk, lines)
    except InstanceError as error:
        said = change.said
        troubles = (say("{}: {}", said, each) if said else each for each in error.troubles)
        raise InstanceError(*troubles) from error


def rearranged(outcome: Outcome, places: Iterable[Assignment]) -> Outcome:
    """Return the outcome of a change if some other sessions move too; these are not pinned."""
    desk, change = outcome.desk, outcome.change
    moved = {each.session: each for each in places}
    programme = desk.schedule.with_places({**desk.schedule.by_session, **moved}.values())
    own = {each: moved.get(each, place) for each, place in change.places.items()}
    return _outcome(desk, replace(change, places=own), programme)


def adopted(
    desk: DeskState,
    said: str,
    programme: Schedule,
    only: Collection[str] | None = None,
    lines: Lines | None = None,
) -> Outcome:
    """Preview adopting another programme, for all sessions or some; none is pinned.

    Their agendas are those of that programme if all of it is taken. With `lines`, facts change as well.
    """
    before, after = desk.schedule.by_session, programme.by_session
    moved = {
        each: after.get(each)
        for each in {**before, **after}
        if _place(before.get(each)) != _place(after.get(each)) and (only is None or each in only)
    }
    return _outcome(
        desk, PlannedChange(said, lines or {}, moved), programme if only is None else desk.schedule
    )


def with_room(outcome: Outcome, found: Replan) -> Outcome:
    """Return an outcome with the moves that a search for room has found, if any."""
    change, programme = outcome.change, found.solution.schedule
    if programme is None:
        return replace(outcome, made=found)
    return _outcome(outcome.desk, change.placed(programme), programme, found)


def resettled(outcome: Outcome, programme: Schedule) -> Outcome:
    """Return an outcome with the same sessions in other slots; the proof about few moves stays."""
    made = outcome.made
    after = _outcome(outcome.desk, outcome.change.placed(programme), programme)
    if made is not None:
        is_best = made.best and after.evaluation.measure == outcome.evaluation.measure
        solution = replace(made.solution, schedule=programme)
        made = replace(made, solution=solution, best=is_best)
    return replace(after, made=made, holds=outcome.holds)


def apply(desk: DeskState, outcome: Outcome) -> DeskState:
    """Return a desk on which a change is applied; `undo` undoes it.

    Raises
    ------
    InputError
        When nothing would change, or the desk is not the one on which the change was weighed.
    """
    if desk is not outcome.desk and desk != outcome.desk:
        raise InputError(
            say(
                "{}: the desk has changed since this preview. Preview the change again.",
                outcome.change.said,
            )
        )
    if outcome.step.is_nothing:
        raise InputError(say("{}: already so, nothing to change.", outcome.change.said))
    return granted(desk, outcome)


def granted(desk: DeskState, outcome: Outcome) -> DeskState:
    """Return a desk after a change that was previewed on an equal one."""
    after = taken(desk, outcome.step)
    after.__dict__["instance"] = outcome.instance  # as its lines would make it, which takes long
    held = outcome.schedule
    if (after.places, after.agendas) == (held.by_session, held.agenda_by_session):
        after.__dict__["schedule"] = held  # as its places would make it
    if after.schedule == held:
        after.__dict__["evaluation"] = outcome.evaluation
    return after


def replaced_pins(outcome: Outcome) -> Mapping[str, Sequence[str]]:
    """Return which fields of the pins of its sessions a change replaces: start, room or both."""
    before, after = (each.session_by_id for each in (outcome.desk.instance, outcome.instance))
    found = {}
    for session, place in outcome.change.places.items():
        old = before[session].pin if session in before else None
        new = after[session].pin if session in after else None
        if place is not None and old is not None:
            found[session] = [
                field
                for field in ("start", "room")
                if getattr(old, field) not in (None, getattr(new, field, None))
            ]
    return {session: fields for session, fields in found.items() if fields}


def weigh_without(desk: DeskState, change: PlannedChange, table: str, row: str) -> Outcome:
    """Preview removing a row from the instance, with the lines that name it if necessary."""
    try:
        return weigh(desk, change)
    except InstanceError:
        removal = VariantLine(change.said, {"remove": {table: [row]}}, 1)
        known = _ids(desk.base)
        gone = {row}
        if row in known:
            gone |= known - _ids(with_changes(desk.base, desk.name, {"": removal}))
        about = (key for key, line in desk.lines.items() if _names(line.change, gone))
        lines = {**dict.fromkeys(about), **change.lines}
        return weigh(desk, PlannedChange(change.said, lines, change.places, is_fact=change.is_fact))


def _ids(instance: Instance) -> set[str]:
    return {row.id for table in TABLES for row in getattr(instance, table)}


def _names(value: Any, ids: set[str]) -> bool:
    if isinstance(value, dict):
        return not ids.isdisjoint(value) or any(_names(each, ids) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_names(each, ids) for each in value)
    return isinstance(value, str) and value in ids


MOST = 3
"""Meetings that are named for an item."""


@dataclass(frozen=True, slots=True)
class FreeMeeting:
    """A meeting that is held and has time for an item."""

    session: str
    free: int
    """Minutes that its agenda leaves."""


@dataclass(frozen=True, slots=True)
class Unassigned:
    """An agenda item without a meeting."""

    item: Item
    open_to: tuple[FreeMeeting, ...]
    """Meetings that may take it and have time for it, in the order of the programme."""
    others: tuple[FreeMeeting, ...]
    """Others of the same bodies, or else of the same kind, that have time for it and may not take it yet."""


def unassigned_by(outcome: Outcome) -> tuple[Unassigned, ...]:
    """Return the items that a change leaves without a meeting, in the order of the file."""
    before, after = outcome.desk.schedule.entries_by_item, outcome.schedule.entries_by_item
    old, new = outcome.desk.instance, outcome.instance
    known = old.item_by_id
    return tuple(
        _unassigned(outcome, known[item.id], item)
        for item in new.items
        if item.is_open and item.id in known and item.id not in after
        # On an agenda until now, or still to be put on one.
        if item.id in before or (sessions_for(old, known[item.id]) and not sessions_for(new, item))
    )


def unassigned_in_words(outcome: Outcome) -> Iterator[str]:
    """Yield the items that a change leaves without a meeting, each with where it could go."""
    for each in unassigned_by(outcome):
        yield say("{}: {}", each.item.title, where_to(outcome.instance, each))


def where_to(instance: Instance, each: Unassigned) -> str:
    """Return where an item could go: ``Board (2) (25 min free)``."""
    if each.open_to:
        return _listed(instance, each.open_to)
    if each.others:
        return say("{}, if you add it to the item’s `sessions`", _listed(instance, each.others))
    return say("no meeting of its kind has enough time left")


def _listed(instance: Instance, meetings: Sequence[FreeMeeting]) -> str:
    titles = [
        say("{} ({} min free)", one_line(instance.session_by_id[each.session].title), each.free)
        for each in meetings
    ]
    return joined(shortened(titles, MOST))


def _unassigned(outcome: Outcome, before: Item, item: Item) -> Unassigned:
    instance, schedule = outcome.instance, outcome.schedule
    free = {each.session: each for each in _with_time(instance, schedule, item)}
    may = {session.id for session in sessions_for(instance, item)}
    former = sessions_for(outcome.desk.instance, before)
    likely = {mark for session in former for mark in _marks(session)}
    return Unassigned(
        item,
        tuple(each for name, each in free.items() if name in may),
        tuple(
            each
            for name, each in free.items()
            if name not in may and likely.intersection(_marks(instance.session_by_id[name]))
        ),
    )


def _marks(session: Session) -> tuple[str, ...]:
    return tuple(f"body {each}" for each in session.bodies) or (f"kind {session.kind}",)


def _with_time(instance: Instance, schedule: Schedule, item: Item) -> Iterator[FreeMeeting]:
    """Yield the meetings that have time for all of an item, the first one first."""
    for place in sorted(schedule.assignments, key=lambda each: (each.start, each.session)):
        session = instance.session_by_id[place.session]
        agenda, most = schedule.agenda_of(session.id), agenda_of(instance, session).at_most
        there = minutes_of(minutes_for_items(instance, session))
        free = there - sum(entry.minutes for entry in agenda)
        if not takes_items(instance, session) or (most is not None and len(agenda) >= most):
            continue
        if free >= minutes_of(item.least):
            yield FreeMeeting(session.id, free)
