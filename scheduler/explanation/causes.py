"""Why a session has no place, in the words of those who plan it: from the facts, not from the rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.evaluation.wording import day_text, name, when
from scheduler.explanation.ground import Ground
from scheduler.explanation.lacks import lack_of
from scheduler.explanation.places import Places, Taker
from scheduler.explanation.presence import availability, night
from scheduler.explanation.wording import listed, outside_dates, spans_text
from scheduler.instance.calendar import Band
from scheduler.instance.meetings import Session
from scheduler.instance.moments import Span, clock_text, instant_at, spans_of
from scheduler.instance.resources import Room
from scheduler.rules.spans import stretches_of

_SETTLING = ("frozen_moved", "pin_broken", "outside_window")
"""Rules that say where a session was meant to be, and are told first."""


@dataclass(frozen=True)
class Case:
    """A session without a place, and what takes all of them."""

    ground: Ground
    session: Session
    taken: Mapping[Taker, Places]
    """Places that each rule takes."""
    least: Sequence[Taker]
    """The fewest that take all."""

    def cause(self) -> str:
        """Return why there is no place, without the session's name."""
        ordered = sorted(self.least, key=lambda taker: taker[0] not in _SETTLING)
        said = [words for taker in ordered if (words := self._words(*taker))]
        return "; ".join(dict.fromkeys(said)).replace("; which", ", which")

    def _words(self, rule: str, item: str) -> str:
        return _WORDS[rule](self, item) if rule in _WORDS else f"{rule} rules out the rest"

    def others(self, rule: str) -> list[Room]:
        """Return the rooms of which the others of `least` leave something."""
        return self._left([taker for taker in self.least if taker[0] != rule])

    def otherwise(self, rule: str) -> list[Room]:
        """Return the rooms of which all other rules leave something."""
        return self._left([taker for taker in self.taken if taker[0] != rule])

    def _left(self, takers: Sequence[Taker]) -> list[Room]:
        gone = np.zeros(
            (len(self.ground.problem.starts), len(self.ground.problem.rooms)), dtype=bool
        )
        for taker in takers:
            gone = gone | self.taken[taker]
        rooms = self.ground.instance.rooms
        full: Places = np.all(gone, axis=0)
        return [room for room, is_full in zip(rooms, full, strict=True) if not is_full]

    @cached_property
    def settled(self) -> tuple[Span, ...]:
        """The pinned time or the windows, if they are among what takes all."""
        rules = {rule for rule, _ in self.least}
        pin, zone = self.session.pin, self.ground.instance.zone
        if "pin_broken" in rules and pin is not None and pin.start is not None:
            return ((pin.start, pin.start + self.session.duration),)
        return spans_of(self.session.windows, zone) if "outside_window" in rules else ()


def _hours(case: Case, _: str) -> str:
    """Say which hours its kind has: on the days of its pin or windows, if those are the trouble."""
    instance, kind = case.ground.instance, case.session.kind
    bands = instance.kind_by_id[kind].bands
    open_ = stretches_of(instance, lambda band: band.id in bands)
    days = sorted({start.astimezone(instance.zone).date() for start, _ in case.settled})
    if case.settled and (crossed := _break_crossed(case)):
        return crossed
    if days:
        here = [s for s in open_ if s[0].astimezone(instance.zone).date() in days]
        if here:
            return f"the kind {kind} may use {spans_text(instance, here)}"
        shown = listed([day_text(day) for day in days[:3]])
        return f"{shown} {'have' if len(days) > 1 else 'has'} no band for the kind {kind}"
    return _longest(case, open_, f"the bands of its kind {kind}")


def _longest(case: Case, open_: Sequence[Span], of: str) -> str:
    lasts = int(case.session.duration.total_seconds()) // 60
    most = max((int((end - start).total_seconds()) // 60 for start, end in open_), default=0)
    if not most:
        return f"no day has {of}"
    if most < lasts:
        return f"it lasts {lasts} min, and the longest stretch of {of} has {most}"
    if len(case.least) > 1:
        return f"{of} are {spans_text(case.ground.instance, open_)}"
    return f"no start on the grid of {case.ground.instance.grid} min keeps it in {of}"


def _break_crossed(case: Case) -> str:
    """Return the break that a pinned session would run across, if that is what is wrong."""
    instance, pin = case.ground.instance, case.session.pin
    if pin is None or pin.start is None or len(case.settled) != 1:
        return ""
    start, end = case.settled[0]
    day = start.astimezone(instance.zone).date()
    profile, bands = instance.profile_of(day), instance.kind_by_id[case.session.kind].bands
    for band in profile.bands if profile else ():
        for pause in band.breaks if band.id in bands else ():
            since, until = (instant_at(day, t, instance.zone) for t in (pause.start, pause.end))
            if start < until and since < end and _inside(case, band):
                hours = f"{clock_text(pause.start)}-{clock_text(pause.end)}"
                return f"which runs across the break {hours} of the {band.id}"
    return ""


def _inside(case: Case, band: Band) -> bool:
    """Tell whether the pinned time lies in a band, breaks aside."""
    start, end = case.settled[0]
    zone = case.ground.instance.zone
    day = start.astimezone(zone).date()
    return instant_at(day, band.start, zone) <= start and end <= instant_at(day, band.end, zone)


def _window(case: Case, _: str) -> str:
    instance = case.ground.instance
    spans = spans_of(case.session.windows, instance.zone)
    all_outside = all(outside_dates(instance, span) for span in spans)
    note = ", all outside the conference's dates" if all_outside else ""
    return f"its windows are {spans_text(instance, spans)}{note}"


def _pin(case: Case, _: str) -> str:
    instance, pin = case.ground.instance, case.session.pin
    if pin is None:
        return ""
    where = f" in {name(instance.room_by_id[pin.room])}" if pin.room else ""
    if pin.start is None:
        return f"pinned to the room{where.removeprefix(' in')}"
    return f"pinned to {when(pin.start, pin.start + case.session.duration, instance.zone)}{where}"


def _first_days(case: Case, _: str) -> str:
    instance, kind = case.ground.instance, case.ground.instance.kind_by_id[case.session.kind]
    days = instance.working_dates[: kind.first_days]
    until = f", until {day_text(days[-1])}" if days else ""
    first = "first day" if kind.first_days == 1 else f"first {kind.first_days} days"
    return f"the kind {kind.id} is bound to the {first} with a band{until}"


def _official(case: Case, _: str) -> str:
    open_ = stretches_of(case.ground.instance, lambda band: band.official)
    return _longest(case, open_, "the official hours")


def _overflow(case: Case, _: str) -> str:
    fact, rooms = case.session, case.otherwise("room_overflow")
    too_small = [r for r in rooms if r.seats(fact.layout) < fact.attendance]
    which = "that fits otherwise, " if too_small else "of all, "
    rooms = too_small or list(case.ground.instance.rooms)
    largest = max(rooms, key=lambda room: room.seats(fact.layout))
    seats = largest.seats(fact.layout)
    if seats >= fact.attendance:
        return f"{fact.attendance:,} expected, too many for the other rooms"
    return f"{fact.attendance:,} expected; the largest room {which}{name(largest)}, seats {seats:,}"


def _closed(case: Case, _: str) -> str:
    instance = case.ground.instance
    closed = [room for room in case.others("room_closed") if room.closures]
    shown = [
        f"{name(room)} is closed {spans_text(instance, spans_of(room.closures, instance.zone))}"
        for room in closed[:3]
    ]
    more = [f"and {len(closed) - 3} more rooms are closed"] if len(closed) > 3 else []
    return ", ".join([*shown, *more]) or "a part of each room left is closed"


def _too_long(case: Case, _: str) -> str:
    instance, fact = case.ground.instance, case.session
    if fact.interpretation is None:
        return ""
    pool = instance.pool_by_id[fact.interpretation]
    lasts, most = (int(t.total_seconds()) // 60 for t in (fact.duration, pool.longest_meeting))
    return f"it lasts {lasts} min, and {name(pool)} serves meetings of {most} min at most"


def _reserve(case: Case, _: str) -> str:
    instance = case.ground.instance
    return f"the reserve is {spans_text(instance, spans_of(instance.reserve, instance.zone))}"


def _frozen(case: Case, _: str) -> str:
    instance, lasts = case.ground.instance, case.session.duration
    frozen = spans_of(instance.frozen, instance.zone)
    promised = instance.published_by_session.get(case.session.id)
    if promised is not None:
        start, end = promised.start, promised.start + lasts
        if any(start < until and since < end for since, until in frozen):
            where = f" in {name(instance.room_by_id[promised.room])}" if promised.room else ""
            return f"frozen as published, {when(start, end, instance.zone)}{where}"
    return f"what is frozen is {spans_text(instance, frozen)}"


def _preferred(case: Case, _: str) -> str:
    spans = spans_of(case.session.preferred, case.ground.instance.zone)
    return f"its preferred times are {spans_text(case.ground.instance, spans)}"


def _late(case: Case, _: str) -> str:
    return f"from {clock_text(case.ground.instance.late_after)} on it is late"


_WORDS: Mapping[str, Callable[[Case, str], str]] = {
    "outside_hours": _hours,
    "outside_window": _window,
    "off_preferred_time": _preferred,
    "late_hours": _late,
    "dialogue_after_first_days": _first_days,
    "thematic_outside_official_hours": _official,
    "pin_broken": _pin,
    "no_slack": _reserve,
    "frozen_moved": _frozen,
    "room_overflow": _overflow,
    "room_closed": _closed,
    "room_lacks_feature": lambda case, _: lack_of(
        case.ground.instance, case.session, case.others("room_lacks_feature")
    ),
    "teams_exceeded": _too_long,
    "person_unavailable": lambda case, person: availability(
        case.ground.instance, case.session, person
    ),
    "local_night": lambda case, person: night(
        case.ground.instance, person, case.settled, case.session.kind
    ),
}
