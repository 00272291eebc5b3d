"""What of a stored programme its instance still has, and what has become of the rest."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from scheduler.instance import Instance, end_of, minutes_of
from scheduler.schedule import AgendaEntry, Assignment, Schedule


class What(StrEnum):
    """What of a session in a stored programme does not fit the instance."""

    GONE = "gone"
    """The instance has no such session any more."""
    LENGTH = "length"
    """It has become longer or shorter."""
    DATE = "date"
    """It starts on a date that the conference no longer has."""
    ROOM = "room"
    """Its room is no more."""
    SEAT = "seat"
    """Somebody seated can be on its panel no more."""
    PLACE = "place"
    """It has to take place, and has no place; it may be new."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something in a stored programme that the instance does not have, or has otherwise."""

    session: str
    what: What
    stored: str = ""
    """What the programme has: minutes, a date, the id of a room or of a person."""
    now: str = ""
    """What the instance has instead, if anything."""
    title: str = ""
    """Title of the session, if the instance knows it."""

    @property
    def sentence(self) -> str:
        """Say it."""
        who = f"{self.session} ({self.title})" if self.title else self.session
        said = {
            What.GONE: "no longer in the instance",
            What.LENGTH: f"stored {self.stored} min, now {self.now} min",
            What.DATE: f"stored on {self.stored}, which is no longer a day of the conference",
            What.ROOM: f"stored in {self.stored}, which is no longer a room of the instance",
            What.SEAT: f"{self.stored} is seated, and can no longer be on its panel",
            What.PLACE: "has to take place, and has no place in the programme",
        }
        return f"{who}: {said[self.what]}."


@dataclass(frozen=True, slots=True)
class Fitting:
    """A stored programme, and what of it the instance still has."""

    stored: Schedule
    """As it stands in its file."""
    schedule: Schedule
    """Without sessions, dates, rooms and seats that are no more."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Session by session in the order of the programme; those without a place last."""

    @property
    def gone(self) -> tuple[str, ...]:
        """Sessions that the instance no longer has, sorted."""
        return tuple(sorted(each.session for each in self.discrepancies if each.what is What.GONE))


def fit(
    instance: Instance, stored: Schedule, lengths: Mapping[str, timedelta] | None = None
) -> Fitting:
    """Return what of a programme an instance still has.

    Parameters
    ----------
    instance
        The facts as they are now.
    stored
        A programme of whatever state of the instance.
    lengths
        How long its sessions were, as far as that is known.
    """
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
        Discrepancy(session.id, What.PLACE, title=session.title)
        for session in instance.sessions
        if not session.optional and session.id not in known
    )
    return Fitting(
        stored,
        Schedule.of(kept, stored.roster, _agendas_still(instance, stored, placed)),
        tuple(found),
    )


_NOWHERE = frozenset({What.GONE, What.DATE, What.ROOM})
"""What leaves a session without a place."""


def _troubles(
    instance: Instance, placed: Assignment, length: timedelta | None
) -> Iterator[Discrepancy]:
    session = instance.session_by_id.get(placed.session)
    if session is None:
        yield Discrepancy(placed.session, What.GONE)
        return
    if length is not None:
        lasts = end_of(instance, session, placed.start) - placed.start
        if length != lasts:
            before, now = minutes_of(length), minutes_of(lasts)
            yield Discrepancy(session.id, What.LENGTH, str(before), str(now), session.title)
    if not on_a_date(instance, placed):
        day = placed.start.astimezone(instance.zone).date()
        yield Discrepancy(session.id, What.DATE, day.isoformat(), title=session.title)
    if placed.room not in instance.room_by_id:
        yield Discrepancy(session.id, What.ROOM, placed.room, title=session.title)
    still = seated_still(instance, placed)
    for person in (Counter(placed.seated) - Counter(still)).elements() if placed.seated else ():
        yield Discrepancy(session.id, What.SEAT, person, title=session.title)


def _agendas_still(
    instance: Instance, stored: Schedule, placed: Collection[str]
) -> Iterator[AgendaEntry]:
    """Yield the entries of agendas whose items are there still, and left to deal with."""
    for entry in stored.agendas:
        item = instance.item_by_id.get(entry.item)
        if item is not None and item.is_open and entry.session in placed:
            yield entry


def on_a_date(instance: Instance, assignment: Assignment) -> bool:
    """Tell whether a session starts on a date that the conference has."""
    day = assignment.start.astimezone(instance.zone).date()
    return instance.first_day <= day <= instance.last_day


def seated_still(instance: Instance, assignment: Assignment) -> tuple[str, ...]:
    """Return those seated on a panel who can be seated there still."""
    if not assignment.seated:
        return ()
    pool = instance.pools.get(assignment.session, ())
    return tuple(person for person in assignment.seated if person in pool)
