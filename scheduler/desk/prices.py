"""Prices of all slots of a session if no other session moves, and why it has its slot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice

import numpy as np

from scheduler.desk.changes import is_dropped, known, lines_after, lines_held
from scheduler.desk.moves import move
from scheduler.desk.outcomes import Outcome
from scheduler.desk.steps import DeskState, Step, about_pins, different, facts_of, taken
from scheduler.engines.counting import Counter
from scheduler.engines.items.followers import counted_agendas, sessions_beside_agendas
from scheduler.engines.price_board import PriceBoard, PriceTable, Table, best_places
from scheduler.errors import InputError, InstanceError
from scheduler.explanation.conflicts import weight_broken, weight_of
from scheduler.explanation.programmes import dearest_rule
from scheduler.instance import Instance, instant_at, is_in_windows
from scheduler.phrases import say
from scheduler.restrictions import Present, Priced, Problem
from scheduler.restrictions.items import Even
from scheduler.rules import ABOUT_PINS, problem_of, with_seats
from scheduler.schedule import Assignment, Schedule

FAR = 2**40
"""Larger than every forbidden amount."""


@dataclass(frozen=True)
class Prices:
    """Prices of the slots of a session, relative to the present programme."""

    session: str
    table: PriceTable
    now: tuple[int, int]
    """Forbidden amount and penalty of the present slot, on the scale of the table."""
    pin: int = 0
    """The part of that amount that is due to its own pin."""
    missing: int = 0
    """Forbidden amount without a slot that is due to the session being required."""

    @property
    def starts(self) -> Sequence[datetime]:
        """Starts of the slots, ascending."""
        return self.table.starts

    @property
    def rooms(self) -> Sequence[str]:
        """Rooms of the slots."""
        return self.table.rooms

    @property
    def forbidden(self) -> Table:
        """Increase of the forbidden amount, weighted; (starts, rooms)."""
        return self.table.forbidden - self.now[0]

    @property
    def worse(self) -> Table:
        """Increase of the forbidden amount, without its own pin; (starts, rooms).

        A slot does not count as better because the pin no longer matters there.
        """
        return self.forbidden + self.pin

    @cached_property
    def own(self) -> Table:
        """Forbidden amount at each slot that the session itself causes; (starts, rooms).

        If no slot is free of it, the amount without the session is subtracted.
        """
        forbidden = self.table.forbidden
        return forbidden - min(self.table.absent[0] - self.missing, int(forbidden.min()))

    @property
    def rank(self) -> Table:
        """Rank by hard rules: 0 where the session breaks none and no more is broken; (starts, rooms)."""
        own, worse = self.own, self.worse
        return np.where((own <= 0) & (worse <= 0), 0, np.maximum(own, worse))

    @property
    def barred(self) -> Table:
        """Forbidden amount as pages show it: above 0 where the slot breaks a hard rule."""
        return np.where(self.rank == 0, self.worse, self.rank)

    @property
    def penalty(self) -> Table:
        """Change of the penalty, in thousandths; (starts, rooms)."""
        return self.table.penalty - self.now[1]

    def best(self, number: int, here: Assignment | None) -> Iterator[tuple[datetime, str]]:
        """Yield the best slots at `number` different starts, the best first, without `here`."""
        rank = self.rank
        if here is not None:
            rank[self.table.row_of[here.start], self.table.column_of[here.room]] = FAR
        for row, column in best_places(rank, self.penalty, number):
            yield self.starts[row], self.rooms[column]

    def at(self, start: datetime, room: str) -> tuple[int, int]:
        """Return the changes of forbidden amount and penalty (thousandths) at a slot."""
        forbidden, penalty = self.table.at(start, room)
        return forbidden - self.now[0], penalty - self.now[1]


class Pricing:
    """Prices slots on a desk; the price board is rebuilt only when facts change."""

    def __init__(self) -> None:
        self._facts: Mapping[str, object] | None = None
        self._base: Instance | None = None
        self._board: PriceBoard | None = None
        self._uneven: Problem | None = None
        self._schedule: tuple[Schedule, Schedule] | None = None
        self._restored: Pricing | None = None

    def prices(self, desk: DeskState, session: str) -> Prices:
        """Return the prices of all slots of a session, ignoring its own pin.

        A session that was left out counts as scheduled again. An unknown one raises `InputError`.
        """
        fact = known(desk.instance, session)
        if is_dropped(desk, session):
            return self._as_held(desk, session)
        schedule = self._seated(desk)
        board = self._board_of(desk, schedule)
        table = board.prices(schedule, session)
        here = desk.schedule.by_session.get(session)
        there = table.absent if here is None else table.at(here.start, here.room)
        pinned = about_pins(desk.evaluation, (session,))
        forbidden = weight_broken(pinned)
        paid = sum(each.penalty for each in pinned)
        uneven = (0, 0) if here is not None else self._of_even_agendas(schedule, session, table)
        now = there[0] + forbidden - uneven[0], there[1] + paid - uneven[1]
        missing = 0 if fact.optional else max(1, fact.value) * weight_of("value_lost")
        return Prices(session, table, now, forbidden, missing)

    def _as_held(self, desk: DeskState, session: str) -> Prices:
        """Return the prices of a session that was left out, as if it were required again."""
        lines = lines_after(desk, lines_held(desk, session, ""))
        held = taken(desk, Step("", different(desk.lines, lines), {}))
        if self._restored is None:
            self._restored = Pricing()
        prices = self._restored.prices(held, session)
        before, after = desk.evaluation, held.evaluation
        broken = weight_broken(before.judgements) - weight_broken(after.judgements)
        paid = before.penalty - after.penalty
        return replace(prices, now=(prices.now[0] + broken, prices.now[1] + paid))

    def _of_even_agendas(
        self, schedule: Schedule, session: str, table: PriceTable
    ) -> tuple[int, int]:
        """Return the cost of uneven agendas once a session is held without an agenda.

        It is the same for all slots, so the price table leaves it out.
        """
        if self._uneven is None:
            return 0, 0
        held = Assignment(session, table.starts[0], table.rooms[0])
        there = schedule.with_places((*schedule.assignments, held))
        before, after = (_paid(self._uneven, each) for each in (schedule, there))
        return after[0] - before[0], after[1] - before[1]

    def table(self, desk: DeskState, schedule: Schedule, session: str) -> PriceTable:
        """Return the prices in another programme of the instance, up to a constant."""
        seated = with_seats(schedule)
        return self._board_of(desk, seated).prices(seated, session)

    def warm(self, desk: DeskState) -> None:
        """Prepare the price board for a desk."""
        self._board_of(desk, self._seated(desk))

    def _seated(self, desk: DeskState) -> Schedule:
        if self._schedule is None or self._schedule[0] is not desk.schedule:
            self._schedule = desk.schedule, with_seats(desk.schedule)
        return self._schedule[1]

    def _board_of(self, desk: DeskState, schedule: Schedule) -> PriceBoard:
        facts = facts_of(desk)
        board = self._board
        if (
            board is None
            or facts != self._facts
            or not board.knows(schedule)
            or desk.base is not self._base
        ):
            problem = problem_of(desk.instance)
            board = PriceBoard(
                open_problem(problem, desk.instance, desk.schedule), schedule, weight_of
            )
            tasks = problem.tasks
            even = tuple(each for each in tasks.priced if isinstance(each.restriction, Even))
            self._uneven = replace(problem, tasks=replace(tasks, priced=even)) if even else None
            self._board, self._facts, self._base = board, facts, desk.base
        return board


def _paid(problem: Problem, schedule: Schedule) -> tuple[int, int]:
    """Return forbidden amount and penalty of the tasks of a problem in a schedule."""
    totals = Counter(counted_agendas(problem, schedule)).by_rule(schedule)
    return (
        sum(total.forbidden * weight_of(rule) for rule, total in totals.items()),
        sum(total.penalty for total in totals.values()),
    )


def open_problem(problem: Problem, instance: Instance, schedule: Schedule) -> Problem:
    """Return the problem in which every session may start anywhere in the hours that the page shows.

    No pin holds them, as a session that is moved by hand is pinned where it goes; absence has the price that
    `evaluate` gives it.
    """
    missing = (
        Priced("value_lost", Present(session.id, session.id, max(1, session.value)), None)
        for session in instance.sessions
        if not session.optional
    )
    kept = (each for each in problem.priced if each.rule not in ABOUT_PINS)
    asked = sessions_beside_agendas(replace(problem, priced=(*kept, *missing)), schedule)
    return replace(asked, starts=starts_shown(instance, schedule))


def starts_shown(instance: Instance, schedule: Schedule) -> tuple[datetime, ...]:
    """Return the starts on the grid from the first to the last band of each day, and present starts."""
    found = {each.start for each in schedule.assignments}
    grid = timedelta(minutes=instance.grid)
    for day in instance.dates:
        if bands := instance.bands_of(day):
            clock, last = min(b.start for b in bands), max(b.end for b in bands)
            clock -= clock % grid
            while clock < last:
                found.add(instant_at(day, clock, instance.zone))
                clock += grid
    return tuple(sorted(found))


TRIED = 200
"""Most slots that are tried until one is possible."""


@dataclass(frozen=True, slots=True)
class PlaceReason:
    """Why a session has its slot rather than others; its own pin does not count."""

    best: Assignment | None
    """The best other slot if no other session moves; None if none is possible."""
    difference: int
    """Change of the penalty there, in thousandths."""
    broken: tuple[str, ...]
    """Rules that it would break there, each once."""
    decides: str
    """The rule whose penalty would rise most; empty if it would not cost more."""
    relieved: tuple[str, ...] = ()
    """Hard rules that it breaks where it is and would not break there, each once, if it breaks less there."""


@dataclass(frozen=True, slots=True)
class HereReason:
    """Why a session has its time and its room."""

    time: PlaceReason
    """Against the best slot at another time, in any room."""
    room: PlaceReason
    """Against the best other room at the same time."""


def why_here(desk: DeskState, prices: Prices) -> HereReason:
    """Return why a session has its time and room.

    Raises
    ------
    InputError
        When it has no slot.
    """
    here = desk.schedule.by_session.get(prices.session)
    if here is None:
        raise InputError(say("{}: is not scheduled.", prices.session))
    session = desk.instance.session_by_id[prices.session]
    times = (
        (start, room)
        for start, room in prices.best(len(prices.starts), here)
        if start != here.start and is_in_windows(desk.instance, session, start)
    )
    return HereReason(_against(desk, here, times), _against(desk, here, _rooms(prices, here)))


def _against(
    desk: DeskState, here: Assignment, places: Iterable[tuple[datetime, str]]
) -> PlaceReason:
    """Return the reason against the first of other slots that is possible."""
    for start, room in islice(places, TRIED):
        try:
            outcome = move(desk, here.session, start, room)
        except InstanceError:  # its own facts leave no way to be there
            continue
        return _reason(replace(here, start=start, room=room), outcome)
    return PlaceReason(None, 0, (), "")


def _rooms(prices: Prices, here: Assignment) -> Iterator[tuple[datetime, str]]:
    row = prices.table.row_of[here.start]
    for column in np.lexsort((prices.penalty[row], prices.rank[row])).tolist():
        if prices.rooms[column] != here.room:
            yield here.start, prices.rooms[column]


def _reason(best: Assignment, outcome: Outcome) -> PlaceReason:
    found = outcome.consequences
    broken = tuple(dict.fromkeys(each.rule for each in found.broken))
    decides = dearest_rule(found.dearer) if found.difference > 0 else ""
    less = (each.rule for each in found.relieved if each.price is None) if outcome.worse < 0 else ()
    return PlaceReason(best, found.difference, broken, decides, tuple(dict.fromkeys(less)))
