"""A programme as the subject of a comparison, a conference and one schedule of it; and its key figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from scheduler.evaluation import evaluate
from scheduler.evaluation.evaluator import VOICES
from scheduler.evaluation.runs import Run, runs_by_id
from scheduler.findings import Evaluation, Finding
from scheduler.instance import Instance, Purpose, Role, Selection, Session, minutes_of, times_of
from scheduler.schedule import Schedule


@dataclass(frozen=True)
class Programme:
    """One of the programmes that are compared."""

    label: str
    """Unique name in the comparison."""
    instance: Instance
    """The conference as it was planned."""
    schedule: Schedule
    """Where and when its sessions take place."""
    others: tuple[Schedule, ...] = ()
    """Range of its figures in other searches of the same instance."""
    unlocked: Instance | None = None
    """The conference without closures that are only locks of a planner; None without such locks."""
    known: tuple[str, ...] = ()
    """Facts known when it was made, in words: a room closed, a person away."""

    @property
    def facts(self) -> Instance:
        """The conference without locks of a planner."""
        return self.unlocked or self.instance

    def called(self, label: str) -> "Programme":
        """Return the same programme under another label, with all that is counted of it already."""
        other = replace(self, label=label)
        vars(other).update({name: known for name, known in vars(self).items() if name != "label"})
        return other

    @cached_property
    def evaluation(self) -> Evaluation:
        """Its evaluation at the levels of its instance.

        Raises
        ------
        SolutionError
            When the schedule does not fit the instance.
        """
        return evaluate(self.instance, self.schedule)

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Findings of every rule, including those that are off."""
        return {rule: tuple(voice(self.instance, self.schedule)) for rule, voice in VOICES.items()}

    def amount(self, rule: str) -> int:
        """Return the total of a rule, in its unit, at any level."""
        return sum(finding.amount for finding in self.findings[rule])

    @cached_property
    def run_by_id(self) -> Mapping[str, Run]:
        """The sessions that are held, by id, in the order of the file."""
        return runs_by_id(self.instance, self.schedule)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The sessions that are held, in the order of the file."""
        return tuple(self.run_by_id.values())

    @cached_property
    def roles_by_person(self) -> Mapping[str, Mapping[str, Role]]:
        """Roles in held sessions, by person and session.

        Whoever has a seat on its panel is required, and whoever must be there for an item on its agenda.
        """
        roles: dict[str, dict[str, Role]] = {}
        for run in self.runs:
            for role, people in run.session.people.items():
                for person in people:
                    roles.setdefault(person, {})[run.id] = role
            needed = (
                person
                for entry in self.schedule.agenda_of(run.id)
                for person in self.instance.item_by_id[entry.item].persons
            )
            for person in needed:
                own = roles.setdefault(person, {})
                if own.get(run.id) in {None, Role.OPTIONAL}:
                    own[run.id] = Role.REQUIRED
            for person in self.schedule.by_session[run.id].seated:
                roles.setdefault(person, {})[run.id] = Role.REQUIRED
        return roles

    @cached_property
    def item_starts(self) -> Mapping[str, tuple[tuple[str, datetime], ...]]:
        """In which sessions each item is dealt with, and from when on (UTC), by item; in order of time."""
        starts: dict[str, list[tuple[str, datetime]]] = {}
        for assignment in self.schedule.assignments:
            agenda = self.schedule.agenda_of(assignment.session)
            session = self.instance.session_by_id[assignment.session]
            minutes = (entry.minutes for entry in agenda)
            times = times_of(self.instance, session, assignment.start, minutes)
            for entry, (start, _) in zip(agenda, times, strict=True):
                starts.setdefault(entry.item, []).append((assignment.session, start))
        return {item: tuple(each) for item, each in starts.items()}

    def attended(self, person: str) -> tuple[Run, ...]:
        """Return the sessions that a person attends in any role but optional."""
        roles = self.roles_by_person.get(person, {})
        return tuple(self.run_by_id[id_] for id_, role in roles.items() if role != Role.OPTIONAL)

    def held(self, selection: Selection) -> tuple[Run, ...]:
        """Return the sessions of a selection that are held, in the order of the file."""
        chosen = self.instance.selected(selection)
        return tuple(self.run_by_id[each.id] for each in chosen if each.id in self.run_by_id)

    @cached_property
    def minutes_by_purpose(self) -> Mapping[Purpose | None, int]:
        """Minutes of the sessions held for each purpose, and for none; zeros included."""
        minutes: dict[Purpose | None, int] = dict.fromkeys((*Purpose, None), 0)
        for run in self.runs:
            minutes[purpose_in(self.instance, run.session)] += length(run)
        return minutes

    @cached_property
    def has_purposes(self) -> bool:
        """Whether the instance says of any session what its hours are for."""
        return any(purpose_in(self.instance, session) for session in self.instance.sessions)


def purpose_in(instance: Instance, session: Session) -> Purpose | None:
    """Return the purpose of a session's hours.

    What it says itself, else the first of its bodies that says it, else its kind.
    """
    bodies = (instance.body_by_id[body].purpose for body in session.bodies)
    return (
        session.purpose
        or next(filter(None, bodies), None)
        or instance.kind_by_id[session.kind].purpose
    )


def length(run: Run) -> int:
    """Return the minutes of a session that count as hours of work: without the breaks that it spans."""
    return minutes_of(run.session.duration)


def labelled(names: Sequence[str]) -> tuple[str, ...]:
    """Return names made different: what comes again gets a number, as in ``draft``, ``draft (2)``."""
    labels: list[str] = []
    for name in names:
        number, label = 1, name
        while label in labels:
            number += 1
            label = f"{name} ({number})"
        labels.append(label)
    return tuple(labels)


Value = int | float | None
"""A figure; None where the instance has nothing to count."""


class Better(StrEnum):
    """Direction in which an indicator improves."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A key figure of a programme."""

    id: str
    """Stands in files and never changes."""
    title: str
    """Name for people."""
    unit: str
    """Unit of its values."""
    better: Better
    """Direction in which it improves."""
    sentence: str
    """What it counts."""
    count: Callable[[Programme], Value]
    """Counts it."""
    rule: str | None = None
    """The rule that minds the same, if one does; verdicts count only one of the two."""
