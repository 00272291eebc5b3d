"""Moves of sessions and changes of panels, with the hard rule that the old slot breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.instance import Instance, attending
from scheduler.replanning.changes import Changes
from scheduler.schedule import Assignment, Schedule
from scheduler.sources.discrepancies import on_a_date


class MoveKind(StrEnum):
    """How a session differs from the published programme."""

    START = "start"
    """Its start, whatever its room."""
    ROOM = "room"
    """Its room alone."""
    DROPPED = "dropped"
    """It does not take place."""
    ADDED = "added"
    """It was not to take place, and does."""


@dataclass(frozen=True, slots=True)
class MoveReason:
    """Why a session cannot keep its published slot."""

    rule: str | None
    """The hard rule that its old place breaks; None, if there is no such place any more."""
    message: str


@dataclass(frozen=True, slots=True)
class Move:
    """A session that differs from the published programme."""

    session: str
    before: Assignment | None
    """Where it was published to be; None if it was not."""
    after: Assignment | None
    """Where it is; None if it does not take place."""
    reasons: tuple[MoveReason, ...]
    """Why; none, if no hard rule keeps it from its old place alone."""

    @property
    def what(self) -> MoveKind:
        """What is changed."""
        if self.before is None or self.after is None:
            return MoveKind.ADDED if self.before is None else MoveKind.DROPPED
        return MoveKind.ROOM if self.before.start == self.after.start else MoveKind.START


def moves_of(changes: Changes, broken: Sequence[Judgement], schedule: Schedule) -> tuple[Move, ...]:
    """Return what has changed, in the order in which it was published; what is added comes last.

    Parameters
    ----------
    changes
        The published programme, and the facts.
    broken
        What is hard and the published programme breaks now.
    schedule
        The programme now.
    """
    places, changed = schedule.by_session, changes.changed(schedule)
    moved = [
        Move(
            before.session,
            before,
            places.get(before.session),
            tuple(dict.fromkeys(_reasons(changes.instance, before, broken, schedule))),
        )
        for before in changes.planned
        if before.session in changed
    ]
    added = [Move(name, None, places[name], ()) for name in changes.added if name in changed]
    return (*moved, *added)


def _reasons(
    instance: Instance, before: Assignment, broken: Sequence[Judgement], schedule: Schedule
) -> Iterator[MoveReason]:
    if not on_a_date(instance, before):
        yield MoveReason(None, "the conference no longer includes that date")
        return
    if before.room not in instance.room_by_id:
        yield MoveReason(None, f"the room {before.room} no longer exists")
        return
    others = (each for each in schedule.assignments if each.session != before.session)
    direct = [*_about(before.session, broken)]
    if not direct:  # what has taken its place is in the way
        back = Schedule.of([*others, before])
        direct = [*_about(before.session, evaluate(instance, back).forbidden)]
    yield from direct


def _about(session: str, forbidden: Sequence[Judgement]) -> Iterator[MoveReason]:
    for judged in forbidden:
        if session in judged.finding.sessions:
            yield MoveReason(judged.rule, judged.finding.message)


@dataclass(frozen=True, slots=True)
class Reseating:
    """A panel with other people than published."""

    session: str
    joined: tuple[str, ...]
    """Persons who get a seat, sorted."""
    left: tuple[str, ...]
    """Persons who lose theirs and have no other part in the session, sorted; they may be no more."""

    @property
    def people(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.left, *self.joined)


def reseatings_of(
    instance: Instance, published: Schedule, schedule: Schedule
) -> Iterator[Reseating]:
    """Yield the panels that change of sessions that are held as before, in the order of publication."""
    places = schedule.by_session
    for before in published.assignments:
        now = places.get(before.session)
        if now is None or now.seated == before.seated:
            continue
        session = instance.session_by_id[before.session]
        left = set(before.seated).difference(now.seated, attending(session))
        joined = set(now.seated).difference(before.seated)
        if left or joined:
            yield Reseating(session.id, tuple(sorted(joined)), tuple(sorted(left)))
