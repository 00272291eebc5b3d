"""Ways of making room that move no other session: who is in the way on a panel is replaced by somebody."""

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from scheduler.desk.outcomes import Outcome, rearranged
from scheduler.desk.steps import DeskState
from scheduler.engines.price_board import PriceTable
from scheduler.findings import Judgement
from scheduler.instance import Instance, end_of, spans_of
from scheduler.rules import seat_of
from scheduler.schedule import Assignment, Schedule

BRANCHES = 4
"""Persons, or panels, that are tried for each seat."""
DEEPEST = 4
"""Changes of seats in a way, at most: somebody who is replaced may have to sit on another panel."""
MOST = 2
"""Ways that are looked for."""

Seat = tuple[str, str]
"""A session, and a person on its panel."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Seats that are given up, and seats that are taken."""

    left: tuple[Seat, ...] = ()
    joined: tuple[Seat, ...] = ()


@dataclass
class Seatings:
    """A search for other seatings: what breaks least goes on first."""

    table: Callable[[DeskState, Schedule, str], PriceTable]
    """Prices all places of a session, or of a seat, in a programme of a desk."""
    outcome: Outcome
    """What comes of the wish if all others stay."""
    tries: int | None = None
    """Seatings that are looked at, at most; None for as many as there is time for."""
    found: list[Outcome] = field(default_factory=list)
    _rows: list[tuple[int, int, int, int, Outcome]] = field(default_factory=list)
    """What is left to try: how much it breaks and costs, a number, how many changes, what comes of it."""
    _seen: set[tuple[Assignment, ...]] = field(default_factory=set)

    def search(self, told: Callable[[Sequence[Outcome]], None], until: float) -> None:
        """Look for other seatings that break nothing, and tell them whenever there is a new one.

        It ends when there is nothing left to try, or at a time by `time.monotonic`; called again, it goes on.
        """
        if not self._seen:
            self._take(self.outcome, 0)
        while self._rows and len(self.found) < MOST:
            row = heapq.heappop(self._rows)
            *_, depth, outcome = row
            for change in self._changes(outcome) if depth < DEEPEST else ():
                if self._is_over(until):
                    heapq.heappush(self._rows, row)
                    return
                after = _reseated(outcome, change)
                if after.schedule.assignments in self._seen:
                    continue
                self._take(after, depth + 1)
                if not after.consequences.broken:
                    self.found = sorted((*self.found, after), key=lambda each: each.touched)[:MOST]
                    told(self.found)

    def _is_over(self, until: float) -> bool:
        spent = self.tries is not None and len(self._seen) > self.tries
        return spent or time.monotonic() > until

    def _take(self, outcome: Outcome, depth: int) -> None:
        """Note what comes of changes, and go on from there later, if it breaks anything."""
        self._seen.add(outcome.schedule.assignments)
        if outcome.consequences.broken:
            weight = outcome.broken, outcome.difference
            heapq.heappush(self._rows, (*weight, len(self._seen), depth, outcome))

    def _changes(self, outcome: Outcome) -> Iterator[_Change]:
        """Yield what may mend the first thing that is broken; nothing, if anything is no matter of seats."""
        broken = outcome.consequences.broken
        if broken and all(_is_about_seats(outcome, each) for each in broken):
            yield from self._mending(outcome, broken[0])

    def _mending(self, outcome: Outcome, judged: Judgement) -> Iterator[_Change]:
        """Yield changes of seats that may mend what is broken: of a person, or of a whole panel."""
        item, held = judged.finding.item, _panels(outcome, judged)
        places, pools = outcome.schedule.by_session, outcome.instance.pools
        seated = [each for each in held if item in places[each].seated]
        for session in sorted(seated, key=lambda each: each not in outcome.wish.about):
            yield from self._replacing(outcome, session, item)
        if not seated and item in outcome.instance.person_by_id:
            yield from self._seating(outcome, [(s, item) for s in held if item in pools[s]])
        if item in held:
            yield from self._seating(outcome, [*_free(outcome, item)])

    def _replacing(self, outcome: Outcome, session: str, person: str) -> Iterator[_Change]:
        """Yield that somebody sits there instead of a person, or nobody."""
        here = ((session, person),)
        for other in self._best(outcome, [*_free(outcome, session)]):
            yield _Change(here, (other,))
        yield _Change(here)

    def _seating(self, outcome: Outcome, seats: Sequence[Seat]) -> Iterator[_Change]:
        """Yield that somebody takes a seat, besides those who are there or instead of one of them."""
        for session, person in self._best(outcome, seats):
            yield _Change(joined=((session, person),))
            for other in outcome.schedule.by_session[session].seated:
                yield _Change(((session, other),), ((session, person),))

    def _best(self, outcome: Outcome, seats: Sequence[Seat]) -> list[Seat]:
        """Return the seats that break and cost least, of those whose persons are there at that time."""
        there = [each for each in seats if _is_there(outcome.instance, outcome.schedule, *each)]
        return heapq.nsmallest(BRANCHES, there, key=lambda each: self._price(outcome, *each))

    def _price(self, outcome: Outcome, session: str, person: str) -> tuple[int, int]:
        place = outcome.schedule.by_session[session]
        table = self.table(outcome.desk, outcome.schedule, seat_of(session, person))
        there, nowhere = table.at(place.start, place.room), table.absent
        return there[0] - nowhere[0], there[1] - nowhere[1]


def _panels(outcome: Outcome, judged: Judgement) -> list[str]:
    """Return the sessions with panels that are held and have a part in what is broken."""
    places, pools = outcome.schedule.by_session, outcome.instance.pools
    return [each for each in judged.finding.sessions if each in places and each in pools]


def _is_about_seats(outcome: Outcome, judged: Judgement) -> bool:
    """Tell whether what is broken is a matter of who sits on a panel, as far as can be told at once."""
    item = judged.finding.item
    return any(
        item == each or item in outcome.instance.pools[each] for each in _panels(outcome, judged)
    )


def _free(outcome: Outcome, session: str) -> Iterator[Seat]:
    """Yield the seats of a panel that are not given."""
    seated = outcome.schedule.by_session[session].seated
    for person in outcome.instance.pools[session]:
        if person not in seated:
            yield session, person


def _is_there(instance: Instance, schedule: Schedule, session: str, person: str) -> bool:
    """Tell whether a person is there while a session runs, and has a part in no other one then."""
    own, place = instance.session_by_id[session], schedule.by_session[session]
    end, who = end_of(instance, own, place.start), instance.person_by_id[person]
    spans = spans_of(who.available, who.zone or instance.zone)
    if spans and not any(since <= place.start and end <= until for since, until in spans):
        return False
    others = instance.attended(person, schedule.seats_of(person))
    return not any(
        there.start < end and place.start < end_of(instance, each, there.start)
        for each in others
        if each.id != session and (there := schedule.by_session.get(each.id)) is not None
    )


def _reseated(outcome: Outcome, change: _Change) -> Outcome:
    """Return what comes of a wish if seats change hands as well."""
    places = outcome.schedule.by_session
    changed = dict.fromkeys(session for session, _ in (*change.left, *change.joined))
    others = (_with_seats(places[session], change) for session in changed)
    before = outcome.desk.schedule.by_session
    moved = {each.session: each for each in places.values() if each != before.get(each.session)}
    return rearranged(outcome, {**moved, **{each.session: each for each in others}}.values())


def _with_seats(place: Assignment, change: _Change) -> Assignment:
    gone = {person for session, person in change.left if session == place.session}
    come = {person for session, person in change.joined if session == place.session}
    return replace(place, seated=tuple(sorted({*place.seated} - gone | come)))
