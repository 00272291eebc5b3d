"""Compare a stored programme with its instance: what still fits, and what does not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from scheduler.instance import Instance, end_of, minutes_of
from scheduler.schedule import Assignment, Schedule


class DiscrepancyKind(StrEnum):
    """A stored session that does not fit the instance; `sentence` says why."""

    GONE = "gone"
    LENGTH = "length"
    DATE = "date"
    ROOM = "room"
    SEAT = "seat"
    PLACE = "place"


_SENTENCES = {
    DiscrepancyKind.GONE: "no longer in the instance",
    DiscrepancyKind.LENGTH: "stored {0.stored} min, now {0.now} min",
    DiscrepancyKind.DATE: "stored on {0.stored}, which is no longer a day of the conference",
    DiscrepancyKind.ROOM: "stored in {0.stored}, which is no longer a room of the instance",
    DiscrepancyKind.SEAT: "{0.stored} has a seat, but can no longer be on the panel",
    DiscrepancyKind.PLACE: "not optional, but has no start and room",
}


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A difference between a stored programme and the instance."""

    session: str
    what: DiscrepancyKind
    stored: str = ""
    """Minutes, a date, or the id of a room or a person, in the programme."""
    now: str = ""
    """The value in the instance, if it has one."""
    title: str = ""
    """Title of the session, if the instance has it."""

    @property
    def sentence(self) -> str:
        """The difference in words."""
        who = f"{self.session} ({self.title})" if self.title else self.session
        return f"{who}: {_SENTENCES[self.what].format(self)}."


@dataclass(frozen=True, slots=True)
class Fitting:
    """A stored programme, and the part that still fits the instance."""

    stored: Schedule
    """As in its file."""
    schedule: Schedule
    """Without the sessions, dates, rooms and seats that are gone."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """In the order of the programme; sessions without a start and room last."""

    @property
    def gone(self) -> tuple[str, ...]:
        """Sessions that the instance no longer has, sorted."""
        return tuple(
            sorted(each.session for each in self.discrepancies if each.what is DiscrepancyKind.GONE)
        )


def fit(
    instance: Instance, stored: Schedule, lengths: Mapping[str, timedelta] | None = None
) -> Fitting:
    """Return what of a programme still fits an instance; `lengths` are those of its sessions, if known."""
    found: list[Discrepancy] = []
    kept: list[Assignment] = []
    for each in stored.assignments:
        troubles = [*_troubles(instance, each, (lengths or {}).get(each.session))]
        found += troubles
        if not any(trouble.what in _NOWHERE for trouble in troubles):
            still = seated_still(instance, each)
            kept.append(each if still == each.seated else replace(each, seated=still))
    placed = {each.session for each in kept}
    known = placed | {each.session for each in found if each.what in _NOWHERE}
    found += (
        Discrepancy(session.id, DiscrepancyKind.PLACE, title=session.title)
        for session in instance.sessions
        if not session.optional and session.id not in known
    )
    open_ = {item.id for item in instance.items if item.is_open}
    agendas = (each for each in stored.agendas if each.session in placed and each.item in open_)
    return Fitting(stored, Schedule.of(kept, stored.roster, agendas), tuple(found))


_NOWHERE = frozenset({DiscrepancyKind.GONE, DiscrepancyKind.DATE, DiscrepancyKind.ROOM})
"""Differences that leave a session without a start and room."""


def _troubles(
    instance: Instance, placed: Assignment, length: timedelta | None
) -> Iterator[Discrepancy]:
    session = instance.session_by_id.get(placed.session)
    if session is None:
        yield Discrepancy(placed.session, DiscrepancyKind.GONE)
        return
    if length is not None:
        lasts = end_of(instance, session, placed.start) - placed.start
        if length != lasts:
            before, now = minutes_of(length), minutes_of(lasts)
            yield Discrepancy(
                session.id, DiscrepancyKind.LENGTH, str(before), str(now), session.title
            )
    if not on_a_date(instance, placed):
        day = placed.start.astimezone(instance.zone).date()
        yield Discrepancy(session.id, DiscrepancyKind.DATE, day.isoformat(), title=session.title)
    if placed.room not in instance.room_by_id:
        yield Discrepancy(session.id, DiscrepancyKind.ROOM, placed.room, title=session.title)
    still = seated_still(instance, placed)
    for person in (Counter(placed.seated) - Counter(still)).elements() if placed.seated else ():
        yield Discrepancy(session.id, DiscrepancyKind.SEAT, person, title=session.title)


def on_a_date(instance: Instance, assignment: Assignment) -> bool:
    """Tell whether a session starts on a date that the conference has."""
    day = assignment.start.astimezone(instance.zone).date()
    return instance.first_day <= day <= instance.last_day


def seated_still(instance: Instance, assignment: Assignment) -> tuple[str, ...]:
    """Return those seated on a panel who may still sit there."""
    if not assignment.seated:
        return ()
    pool = instance.pools.get(assignment.session, ())
    return tuple(person for person in assignment.seated if person in pool)
