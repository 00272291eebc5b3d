"""The state of a desk: the instance and the steps so far, which can be undone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation, Judgement
from scheduler.instance import Instance, Pin, remade, with_pins
from scheduler.phrases import say
from scheduler.rosters import rostered
from scheduler.rules import ABOUT_PINS
from scheduler.schedule import AgendaEntry, Assignment, Schedule
from scheduler.sources import fit, read_changes

T = TypeVar("T")

Change = Mapping[str, Any]
"""A change as a variant file has it: one key, its kind."""

Agenda = tuple[AgendaEntry, ...]
"""Agenda of one session, in order; never empty."""


@dataclass(frozen=True, slots=True)
class VariantLine:
    """A line of a variant file."""

    said: str
    """Sentence that describes it."""
    change: Change
    step: int
    """Number of the step that has written it, from 1: lines stand in this order."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: lines, slots and agendas before and after it; None for absent ones."""

    said: str
    lines: Mapping[str, tuple[VariantLine | None, VariantLine | None]]
    """Lines by subject, such as ``pin talk``."""
    places: Mapping[str, tuple[Assignment | None, Assignment | None]]
    """By session."""
    agendas: Mapping[str, tuple[Agenda | None, Agenda | None]] = field(default_factory=dict)
    """By session."""

    @property
    def is_nothing(self) -> bool:
        """Whether all is after it as it was before."""
        return not (self.lines or self.places or self.agendas)


@dataclass(frozen=True)
class DeskState:
    """An instance, and what a planner has done with it and with its programme."""

    base: Instance
    """The instance, which is never changed."""
    name: str
    """Name of the variant."""
    steps: tuple[Step, ...]
    """Steps in force, followed by undone ones that can be redone."""
    done: int
    """Number of steps in force; the first one brings the programme and cannot be undone."""

    @cached_property
    def lines(self) -> Mapping[str, VariantLine]:
        """The lines of the variant, in their order."""
        found = _folded(self.steps[: self.done], lambda step: step.lines)
        return dict(sorted(found.items(), key=lambda each: each[1].step))

    @cached_property
    def instance(self) -> Instance:
        """The instance with these changes."""
        return with_changes(self.base, self.name, self.lines)

    @cached_property
    def places(self) -> Mapping[str, Assignment]:
        """Slots of all sessions, also of removed ones."""
        return _folded(self.steps[: self.done], lambda step: step.places)

    @cached_property
    def agendas(self) -> Mapping[str, Agenda]:
        """Agendas by session."""
        return _folded(self.steps[: self.done], lambda step: step.agendas)

    @cached_property
    def schedule(self) -> Schedule:
        """The present programme, without sessions that the instance no longer has."""
        entries = (entry for agenda in self.agendas.values() for entry in agenda)
        return fitted(self.instance, Schedule.of(self.places.values(), agendas=entries))

    @cached_property
    def evaluation(self) -> Evaluation:
        """Evaluation of the programme."""
        return evaluate(self.instance, self.schedule)


def _folded(
    steps: tuple[Step, ...], changes: Callable[[Step], Mapping[str, tuple[T | None, T | None]]]
) -> dict[str, T]:
    found: dict[str, T] = {}
    for step in steps:
        for key, (_, after) in changes(step).items():
            if after is None:
                found.pop(key, None)
            else:
                found[key] = after
    return found


def with_changes(base: Instance, name: str, lines: Mapping[str, VariantLine]) -> Instance:
    """Return an instance with the changes of some lines; without any, as a variant of its name has it."""
    if not lines:
        return remade(base, name=name, summary=None)
    return read_changes(base, [each.change for each in lines.values()], name)


def after_lines(desk: DeskState, lines: Mapping[str, VariantLine]) -> Instance:
    """Return the instance of a desk with other lines, in a tenth of the time where only pins differ.

    Where it would be invalid, an `InstanceError` says why.
    """
    keys = {key for key in {**desk.lines, **lines} if desk.lines.get(key) != lines.get(key)}
    sessions = {key.removeprefix("pin ") for key in keys}
    known = desk.base.session_by_id.keys() & desk.instance.session_by_id.keys()
    if not all(key.startswith("pin ") for key in keys) or not sessions <= known:
        return with_changes(desk.base, desk.name, lines)
    pins = {each: _pin(desk, each, lines) for each in sessions}
    # Where one does not fit, the reader of changes says why.
    return with_pins(desk.instance, pins) or with_changes(desk.base, desk.name, lines)


def _pin(desk: DeskState, session: str, lines: Mapping[str, VariantLine]) -> Pin | None:
    """Return the pin that lines give a session, or else its own."""
    line = lines.get(f"pin {session}")
    if line is None:
        return desk.base.session_by_id[session].pin
    row = line.change.get("pin")
    if row is None:
        return None
    return Pin.model_validate({key: row[key] for key in ("start", "room") if key in row})


def fitted(instance: Instance, schedule: Schedule) -> Schedule:
    """Return what of a programme an instance has, with a roster of its interpreters."""
    return rostered(instance, fit(instance, schedule).schedule, schedule.roster)


def begun(base: Instance, name: str, programme: Schedule, said: str) -> DeskState:
    """Return the desk of an instance on which nothing has been done yet."""
    places = {each.session: (None, each) for each in programme.assignments}
    agendas = {session: (None, each) for session, each in programme.agenda_by_session.items()}
    return DeskState(base, name, (Step(said, {}, places, agendas),), 1)


def carried(desk: DeskState, like: DeskState) -> DeskState:
    """Return a desk with the cached values of another one that has the same steps in force."""
    if desk.base is like.base and desk.name == like.name and _so_far(desk) == _so_far(like):
        for name in ("lines", "instance", "places", "agendas", "schedule", "evaluation"):
            if name in like.__dict__:
                desk.__dict__[name] = like.__dict__[name]
    return desk


def _so_far(desk: DeskState) -> tuple[int, ...]:
    return tuple(id(step) for step in desk.steps[: desk.done])


def said_between(desk: DeskState, other: DeskState) -> str:
    """Return the sentence of the step by which two desks with the same steps differ."""
    return desk.steps[max(desk.done, other.done) - 1].said


def taken(desk: DeskState, step: Step) -> DeskState:
    """Return a desk after a step; undone steps are dropped."""
    return replace(desk, steps=(*desk.steps[: desk.done], step), done=desk.done + 1)


def undo(desk: DeskState) -> DeskState:
    """Return a desk as it was before its last step.

    Raises
    ------
    InputError
        When nothing has been done.
    """
    if desk.done <= 1:
        raise InputError(say("undo: there is no change to undo."))
    return replace(desk, done=desk.done - 1)


def redo(desk: DeskState) -> DeskState:
    """Return a desk with the last undone step redone.

    Raises
    ------
    InputError
        When nothing has been undone since the last step.
    """
    if desk.done == len(desk.steps):
        raise InputError("redo: there is no change to redo.")
    return replace(desk, done=desk.done + 1)


def history(desk: DeskState) -> tuple[str, ...]:
    """Return what has been done on a desk, a sentence for each step, the first one first.

    What was undone is not among them.
    """
    return tuple(step.said for step in desk.steps[: desk.done])


def step_to(
    desk: DeskState, said: str, lines: Mapping[str, VariantLine], programme: Schedule
) -> Step:
    """Return the step from a desk to other lines and another programme."""
    return Step(
        said,
        different(desk.lines, lines),
        different(desk.places, programme.by_session),
        different(desk.agendas, programme.agenda_by_session),
    )


def different(
    before: Mapping[str, T], after: Mapping[str, T]
) -> Mapping[str, tuple[T | None, T | None]]:
    """Return the entries in which two mappings differ."""
    pairs = {key: (before.get(key), after.get(key)) for key in {**before, **after}}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def about_pins(evaluation: Evaluation, sessions: Collection[str]) -> Sequence[Judgement]:
    """Return the findings about pins of some sessions."""
    return [
        judged
        for judged in evaluation.judgements
        if judged.rule in ABOUT_PINS and judged.finding.item in sessions
    ]


def facts_of(desk: DeskState) -> Mapping[str, object]:
    """Return what prices depend on besides slots: changes other than pins, and agendas."""
    found: dict[str, object] = {}
    for key, line in desk.lines.items():
        if key.startswith("pin "):
            continue
        change = line.change
        if key.startswith("add ") and "sessions" in change.get("add", {}):
            rows = [
                {k: v for k, v in row.items() if k != "pin"} for row in change["add"]["sessions"]
            ]
            change = {"add": {"sessions": rows}}
        found[key] = change
    found["agendas"] = desk.schedule.agendas
    return found
