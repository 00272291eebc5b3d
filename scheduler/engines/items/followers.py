"""Tasks as sessions: each session that may take a task has a follower for it, which is there or absent.

A task then chooses among leaders, as a seat on a panel has one. What is asked of tasks is asked of these
followers, in the kinds of restrictions that all engines know. A task that only one session can take needs no
follower: it is that session.

Each follower has fixed minutes. A task that may be shortened takes its least minutes of what a session has,
and what is beyond that is paid for in the session as a whole. One that may be divided, and fits no session,
is in equal parts. Where there are such tasks, a second problem of the same sessions asks for no more than
any agendas must keep: its bounds hold for all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from scheduler.restrictions import (
    After,
    Capacity,
    Lag,
    LoadQuota,
    Priced,
    Problem,
    RelatedPairs,
    Restriction,
    Spread,
    Stay,
    Timing,
    Use,
)
from scheduler.restrictions.items import (
    Apart,
    Complete,
    Crowd,
    DivisibleTask,
    Even,
    Few,
    Ordered,
    RoomTasks,
    Side,
    Taken,
    TaskRestriction,
    Tasks,
    Undivided,
    Within,
)
from scheduler.schedule import AgendaEntry, Assignment, Schedule

BETWEEN = "//"
"""Stands between session and task in the id of a follower, and in no other id."""
ITEMS = "items"
"""The source of demands that belong to no single rule."""
MANY = 2**31
"""Minutes that no session has."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The sessions of which one takes a task, or several share it."""

    task: DivisibleTask
    followers: Mapping[str, str]
    """For each session that may take it its follower; or itself, if it is the only one and has to."""
    parts: int
    """Sessions that take a part of it."""
    given: Mapping[str, int] = field(default_factory=dict)
    """Minutes that sessions give it, where agendas say so."""

    @property
    def part(self) -> int:
        """Minutes that it needs of each session that takes it."""
        return -(-self.task.needed // self.parts)

    @property
    def least(self) -> int:
        """Minutes that it takes of each session at least, once it is in so many parts."""
        return -(-self.task.least // self.parts)

    @property
    def is_divisible(self) -> bool:
        """Whether it may have several parts."""
        return self.task.parts > 1

    @property
    def is_fixed(self) -> bool:
        """Whether it has all of its minutes, in one session, if it is taken."""
        return self.task.parts == 1 and self.task.least == self.task.needed


def _chosen(task: DivisibleTask, given: Schedule) -> Choice:
    minutes = {each.session: each.minutes for each in given.entries_by_item.get(task.id, ())}
    return Choice(task, {each: each for each in minutes}, max(1, len(minutes)), minutes)


class Followed:
    """A problem whose tasks have become followers."""

    def __init__(
        self,
        problem: Problem,
        given: Schedule | None = None,
        *,
        any_minutes: bool = False,
        may: Callable[[str, str], bool] = lambda _task, _session: True,
        settled: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> None:
        """Make the followers of a problem.

        If a schedule is given, sessions take what its agendas say: each of their tasks is its sessions, and
        only what depends on when sessions are is asked. With `any_minutes`, tasks have as many parts as they
        may, and minutes do not matter. `may` tells whether a session may take a task; those that have taken a
        part are `settled`, for each task.
        """
        self.source, self._tasks = problem, problem.tasks
        self.given, self.any_minutes = given, any_minutes
        self._settled = settled
        rooms = self._tasks.of(RoomTasks)
        self.room = {room.session: room.minutes for room, price in rooms if price is None}
        """Minutes that sessions have for tasks, where they cannot give more."""
        self.lacking = {each.task: price for each, price in self._tasks.of(Complete)}
        """The price of each minute that a task is given less; None where that is forbidden."""
        parts = self._tasks.of(Undivided)
        self._undivided = {each.task for each, price in parts if price is None}
        self.choices = (
            {task.id: self._choice(task, some) for task, some in self._allowed(may)}
            if given is None
            else {task.id: _chosen(task, given) for task in self._tasks.tasks}
        )
        self._by_session: dict[str, dict[str, str]] = {}
        for id_, choice in self.choices.items():
            for session, follower in choice.followers.items():
                self._by_session.setdefault(session, {})[id_] = follower
        self._places = tuple(dict.fromkeys((*problem.tasks.places, *self._by_session)))
        """Sessions that may take tasks, or do."""

    def _allowed(
        self, may: Callable[[str, str], bool]
    ) -> Iterator[tuple[DivisibleTask, Sequence[str]]]:
        allowed = {task.id: self._tasks.places for task in self._tasks.tasks}
        for within, price in self._tasks.of(Within):
            if price is None:
                some = (place for place in allowed[within.task] if place in within.sessions)
                allowed[within.task] = tuple(some)
        for each in self._tasks.tasks:
            some = (session for session in allowed[each.id] if may(each.id, session))
            yield each, tuple(dict.fromkeys((*self._settled.get(each.id, ()), *some)))

    def _choice(self, task: DivisibleTask, may: Sequence[str]) -> Choice:
        if self.lacking.get(task.id, 0) is None:
            task = replace(task, least=task.needed)
        if task.id in self._undivided:
            task = replace(task, parts=1)
        room = {session: self.room.get(session, MANY) for session in may}
        parts = next(
            (
                number
                for number in range(1, min(task.parts, len(room)) + 1)
                if -(-task.least // number) <= max(room.values())
            ),
            1,
        )
        least = task.least_part if task.parts > 1 else task.least
        followers = {
            session: f"{session}{BETWEEN}{task.id}"
            for session, there in room.items()
            if there >= least or session in self._settled.get(task.id, ())
        }
        if len(followers) == 1 and not task.optional and task.id not in self._beside_itself:
            followers = {session: session for session in followers}
        return Choice(task, followers, parts)

    @cached_property
    def _beside_itself(self) -> frozenset[str]:
        """Tasks for whose order one session pays that takes both: it is not the same as what it takes."""
        paid = (order for order, price in self._tasks.of(Ordered) if price is not None)
        orders = (order for order in paid if order.at_least is not None)
        return frozenset(side.id for order in orders for side in (order.first, order.then))

    @property
    def is_exact(self) -> bool:
        """Return True if each agenda costs what its followers do, and all agendas can be had by followers."""
        fixed = all(choice.is_fixed for choice in self.choices.values())
        return fixed and not any(_is_paid_beside(*each) for each in self._tasks.of(Crowd))

    @cached_property
    def problem(self) -> Problem:
        """The problem of sessions and followers alone."""
        return self._translated(_Asked(self))

    @cached_property
    def relaxed(self) -> Problem:
        """The same sessions, of which nothing is asked that some agendas need not keep."""
        return self.problem if self.is_exact else self._translated(_Asked(self, relaxed=True))

    def _translated(self, asked: "_Asked") -> Problem:
        problem = self.source
        leaders = {
            follower: session
            for session, followers in self._by_session.items()
            for follower in followers.values()
            if follower != session
        } | {mark: session for (session, _), mark in self._marks.items()}
        breaks = {
            each: problem.breaks[led] for each, led in leaders.items() if led in problem.breaks
        }
        durations = {each: problem.durations[leader] for each, leader in leaders.items()}
        must = {
            session
            for choice in self.choices.values()
            for session, follower in choice.followers.items()
            if session == follower
        }
        return replace(
            problem,
            durations=MappingProxyType({**problem.durations, **durations}),
            followers=MappingProxyType({**problem.followers, **leaders}),
            breaks=MappingProxyType({**problem.breaks, **breaks}),
            priced=(*problem.priced, *asked.priced()),
            optional=problem.optional.difference(must),
            tasks=Tasks(),
        )

    # Who takes one of several tasks

    @cached_property
    def _marks(self) -> Mapping[tuple[str, tuple[str, ...]], str]:
        """Followers that are there if one of several of the same session is: these count once."""
        several = {
            (session, own): None
            for each in self._tasks.priced
            if isinstance(each.restriction, Apart | Crowd)
            for session, own in self._takers(each.restriction.tasks).items()
            if len(own) > 1 and session not in own
        }
        return {key: f"{key[0]}{BETWEEN}#{number}" for number, key in enumerate(several)}

    def _takers(self, tasks: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for task in tasks:
            for session, follower in self.choices[task].followers.items():
                found.setdefault(session, {})[follower] = None
        return {place: tuple(found[place]) for place in self._places if place in found}

    def marks(self, tasks: Iterable[str], but: Collection[str] = ()) -> Mapping[str, str]:
        """Return for each session, but certain ones, what is there if it takes one of some tasks."""
        return {
            session: session if session in own else self._marks.get((session, own), own[0])
            for session, own in self._takers(tasks).items()
            if session not in but
        }

    @property
    def marked(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Each mark, with the followers of which one is there if it is."""
        return ((mark, own) for (_, own), mark in self._marks.items())

    def in_session(self, session: str) -> Mapping[str, str]:
        """Return the followers of a session, by task."""
        return self._by_session.get(session, {})

    # From schedules to schedules

    def seated(self, schedule: Schedule) -> Schedule:
        """Return a schedule with a follower for each part on its agendas; others are left out."""
        there, placed = set[str](), schedule.by_session
        for entry in schedule.agendas:
            choice = self.choices.get(entry.item)
            if choice is not None and entry.session in placed:
                there.update({choice.followers.get(entry.session, entry.session)})
        there.update(mark for mark, own in self.marked if not there.isdisjoint(own))
        more = (
            Assignment(each, placed[leader].start, placed[leader].room)
            for each in sorted(there)
            if (leader := each.partition(BETWEEN)[0]) != each
        )
        return Schedule.of((*schedule.assignments, *more))

    def dealt(self, schedule: Schedule, order: Iterable[AgendaEntry] = ()) -> Schedule:
        """Return a schedule of followers with the agendas that these are, in the order of known ones."""
        held = schedule.by_session
        agendas: dict[str, dict[str, int]] = {}
        for id_, choice in self.choices.items():
            taking = [session for session, each in choice.followers.items() if each in held]
            if len(taking) < choice.parts:
                continue
            for number, session in enumerate(taking[: choice.parts]):
                # Equal parts add up to what is needed.
                part = (choice.task.needed + number) // choice.parts
                agendas.setdefault(session, {})[id_] = part
        for session, agenda in agendas.items():
            self._shorten(session, agenda)
        sessions = (each for each in schedule.assignments if BETWEEN not in each.session)
        return Schedule.of(sessions, schedule.roster, self.in_order(agendas, order))

    def _shorten(self, session: str, agenda: dict[str, int]) -> None:
        """Give tasks less, the cheapest first, until a session has the minutes."""
        beyond = sum(agenda.values()) - self.room.get(session, MANY)
        for task in sorted(agenda, key=lambda each: self.lacking.get(each) or 0):
            less = min(max(0, beyond), max(0, agenda[task] - self.choices[task].least))
            agenda[task] -= less
            beyond -= less

    def in_order(
        self, agendas: Mapping[str, Mapping[str, int]], order: Iterable[AgendaEntry]
    ) -> Iterator[AgendaEntry]:
        """Yield agendas in an order in which each task comes after what has to come before it.

        Else they are in the order of known ones.
        """
        known = dict.fromkeys((entry.session, entry.item) for entry in order)
        for session, agenda in agendas.items():
            left = [task for at, task in known if at == session and task in agenda]
            left += [task for task in agenda if task not in left]
            while left:
                # Of those that nothing has to come before any more always the first one.
                ready = (task for task in left if self._before[task].isdisjoint(left))
                task = next(ready, left[0])
                left.remove(task)
                yield AgendaEntry(session, task, agenda[task])

    @cached_property
    def _before(self) -> Mapping[str, set[str]]:
        before = {task.id: set[str]() for task in self._tasks.tasks}
        for order, _ in self._tasks.of(Ordered):
            if order.at_least is not None and order.first.is_task and order.then.is_task:
                before[order.then.id].add(order.first.id)
        return before


def counted_agendas(problem: Problem, schedule: Schedule) -> Problem:
    """Return a problem that counts only the demands on tasks, for the agendas of a schedule."""
    asked = _Asked(Followed(problem, schedule), counted=True)
    every = frozenset(problem.durations)
    return replace(problem, priced=tuple(asked.priced()), optional=every, tasks=Tasks())


def sessions_beside_agendas(problem: Problem, schedule: Schedule) -> Problem:
    """Return a problem of sessions alone in which these can deal with the agendas of a schedule.

    Sessions with an agenda are held.
    """
    return Followed(problem, schedule).problem


class _Asked:
    """The demands on tasks, as restrictions on followers."""

    def __init__(self, followed: Followed, *, relaxed: bool = False, counted: bool = False) -> None:
        """Collect the demands: on any agendas if `relaxed`, and the whole cost of given ones if `counted`."""
        self._followed, self._relaxed, self._counted = followed, relaxed, counted
        self._in_any_parts = relaxed or followed.any_minutes
        self._sides: dict[tuple[str, ...], tuple[str, ...]] = {}

    def priced(self) -> Iterator[Priced]:
        """Yield it, with its prices."""
        followed = self._followed
        for mark, own in followed.marked:
            for each in own:
                yield Priced(ITEMS, LoadQuota(mark, {each: 1, mark: -1}, None, at_most=0), None)
        for choice in followed.choices.values() if followed.given is None else ():
            yield from self._limits(choice)
        for priced in followed.source.tasks.priced:
            asked, price = priced.restriction, priced.price
            if not self._matters(asked):
                continue
            if self._counted and self._is_absolute(asked):
                price = None
            yield from (Priced(priced.rule, each, price) for each in self._of(asked, price))
            if isinstance(asked, RoomTasks) and price is None and followed.given is None:
                yield from self._shortened(asked)

    def _matters(self, asked: TaskRestriction) -> bool:
        """Return True if a restriction asks anything of sessions and followers."""
        if self._followed.given is None:
            return not (self._followed.any_minutes and isinstance(asked, RoomTasks | Even))
        return self._counted or isinstance(asked, Ordered | Apart | Crowd)

    def _is_absolute(self, restriction: TaskRestriction) -> bool:
        """Return True if a task has less time, or more or smaller parts, than it may have at any price."""
        match restriction:
            case Complete(task=id_):
                choice = self._followed.choices[id_]
                return sum(choice.given.values()) < choice.task.least
            case Undivided(task=id_):
                task, given = self._followed.choices[id_].task, self._followed.choices[id_].given
                return len(given) > task.parts or min(given.values(), default=0) < task.least_part
            case _:
                return False

    def _limits(self, choice: Choice) -> Iterator[Priced]:
        """Yield that a task is in no more sessions than it has parts, and in enough if it has to be taken."""
        own = [each for session, each in choice.followers.items() if each != session]
        if not own and choice.followers:
            return
        most = choice.task.parts if self._in_any_parts else choice.parts
        least = 1 if self._in_any_parts else choice.parts
        limits = LoadQuota(
            choice.task.id,
            dict.fromkeys(own, 1),
            None,
            at_most=most,
            at_least=0 if choice.task.optional else least,
            rate=choice.task.needed,  # as other rules are about minutes
        )
        yield Priced(ITEMS, limits, None)

    def _of(  # noqa: C901, PLR0912 - one way for each kind
        self, asked: TaskRestriction, price: int | None
    ) -> Iterator[Restriction]:
        """Yield what a restriction on tasks asks of followers."""
        followed, counted = self._followed, self._counted
        match asked:
            case Taken(item=item, task=task, amount=amount):
                choice = followed.choices[task]
                if choice.task.optional or (counted and not choice.given):
                    worth = dict.fromkeys(choice.followers.values(), amount)
                    yield LoadQuota(item, worth, None, at_least=amount)
            case Complete(item=item, task=task):
                # Followers have fixed minutes: what they lack is paid for in the session as a whole.
                choice = followed.choices[task]
                if 0 < sum(choice.given.values()) < choice.task.needed:
                    yield LoadQuota(item, choice.given, None, at_least=choice.task.needed)
            case Undivided(item=item, task=task):
                followers = followed.choices[task].followers.values()
                if len(followers) > 1 and (followed.choices[task].is_divisible or counted):
                    yield LoadQuota(item, dict.fromkeys(followers, 1), None, at_most=1)
            case Within(item=item, task=task, sessions=few) if price is not None or counted:
                chosen = followed.choices[task].followers.items()
                outside = {each: 1 for session, each in chosen if session not in few}
                if outside:
                    yield LoadQuota(item, outside, None, at_most=0)
            case RoomTasks(item=item, session=session, minutes=most):
                least = self._relaxed or price is None
                yield from _quota(item, self._loads(session, least=least), most)
            case Few(item=item, session=session, at_most=most):
                yield from _quota(
                    item, _added((each, 1) for each in followed.in_session(session).values()), most
                )
            case Ordered():
                yield from self._ordered(asked)
            case Apart():
                yield from self._apart(asked, in_pairs=price is not None or counted)
            case Crowd():
                # What sessions hold without any task is nothing to pay for.
                is_less = not counted and _is_paid_beside(asked, price)
                yield from self._crowd(replace(asked, held=()) if is_less else asked)
            case Even(item=item, minutes=there):
                yield from self._even(item, there)

    def _loads(self, session: str, *, least: bool) -> Mapping[str, int]:
        """Return the minutes that each follower takes of a session."""

        def load(choice: Choice) -> int:
            if choice.given:
                return choice.given[session]
            if self._relaxed and choice.is_divisible:
                return choice.task.least_part
            return choice.least if least else choice.part

        followers = self._followed.in_session(session).items()
        return _added((each, load(self._followed.choices[task])) for task, each in followers)

    def _shortened(self, room: RoomTasks) -> Iterator[Priced]:
        """Yield what is paid for minutes that tasks lack, where a session has not enough."""
        followed, session = self._followed, room.session
        choices = [followed.choices[task] for task in followed.in_session(session)]
        prices = [
            followed.lacking.get(each.task.id) or 0
            for each in choices
            if each.task.least < each.task.needed
        ]
        if prices and not (self._relaxed and any(each.is_divisible for each in choices)):
            for quota in _quota(room.item, self._loads(session, least=False), room.minutes):
                yield Priced(ITEMS, quota, min(prices))

    def _ordered(self, order: Ordered) -> Iterator[After | Lag | LoadQuota]:
        """Yield that what is first comes before what is then, wherever these are."""
        item, at_least, days = order.item, order.at_least, order.days
        firsts = self._side(order.first)
        for session, then in self._side(order.then).items():
            before = tuple(
                each
                for other, each in firsts.items()
                if each != then and not (order.fits_one_session and other == session)
            )
            before = self._sides.setdefault(before, before)
            if before:
                yield After(item, before, then, at_least, None, days)
            if firsts.get(session) == then and not self._is_in_order(order, session):
                # One session for both, before itself.
                yield (
                    Lag(item, then, then, at_least, None, days)
                    if self._counted
                    else LoadQuota(item, {then: 1}, None, at_most=0)
                )

    def _is_in_order(self, order: Ordered, session: str) -> bool:
        """Return True if a session may be on both sides, with its present or final agenda."""
        given = self._followed.given
        if given is None or not self._counted or order.at_least is None:
            return order.fits_one_session
        items = [entry.item for entry in given.agenda_of(session)]
        first, then = order.first.id, order.then.id
        return order.fits_one_session and items.index(first) < items.index(then)

    def _side(self, side: Side) -> Mapping[str, str]:
        if side.is_task:
            return self._followed.choices[side.id].followers
        return {side.id: side.id} if side.id in self._followed.source.durations else {}

    # Who cannot be in two places

    def _apart(self, apart: Apart, *, in_pairs: bool) -> Iterator[RelatedPairs | Capacity | Stay]:
        """Yield that sessions are apart: what is paid for is counted in pairs."""
        taking = [*self._followed.marks(apart.tasks, apart.sessions).values()]
        own = [each for each in sorted(apart.sessions) if each in self._followed.source.durations]
        pairs = [(one, other) for n, one in enumerate(taking) for other in (*taking[n + 1 :], *own)]
        if not in_pairs:
            held = tuple((each, 1) for each in sorted(apart.sessions))
            yield from self._crowd(Crowd(apart.item, apart.tasks, 1, held), apart.sessions)
        elif pairs:
            shared = MappingProxyType(dict.fromkeys(pairs, 1))
            yield RelatedPairs(apart.item, shared, Timing.OVERLAP)
        if apart.within is not None:
            yield from (Stay(apart.item, mark, apart.within) for mark in taking)

    def _crowd(self, crowd: Crowd, but: Collection[str] = ()) -> Iterator[Capacity]:
        """Yield that what runs beside a session that takes one of some tasks holds at most so much.

        Where sessions may hold too much without any such task, they only do so beside one that counts.
        """
        item, most = crowd.item, crowd.at_most
        held = {each: load for each, load in crowd.held if each in self._followed.source.durations}
        taking = self._followed.marks(crowd.tasks, but)
        loads = held | {mark: 1 for session, mark in taking.items() if session not in held}
        total = sum(loads.values())
        if total <= most or not taking:
            return
        if sum(held.values()) <= most:
            yield Capacity(item, _uses(loads), most)
        elif self._counted:
            # All that is too much, less what is so without any of the tasks: known to the count alone.
            yield Capacity(item, _uses(loads), most)
            without = loads | dict.fromkeys(taking.values(), -total)
            yield Capacity(item, _uses(without), most, rate=-1)
        else:
            for mark in taking.values():
                # Beside it all that runs counts; without it nothing does.
                beside = {each: load for each, load in loads.items() if each != mark}
                beside[mark] = total + loads.get(mark, 0)
                yield Capacity(item, _uses(beside), most + total)

    def _even(self, item: str, minutes: Mapping[str, int]) -> Iterator[Spread]:
        followed = self._followed
        tasks = [task for session in minutes for task in followed.in_session(session)]
        fixed = all(followed.choices[task].is_fixed for task in tasks)
        if fixed or not self._relaxed:
            loads = {session: self._loads(session, least=False) for session in minutes}
            yield Spread(
                item,
                {s: there - loads[s].get(s, 0) for s, there in minutes.items()},
                {s: {each: n for each, n in own.items() if each != s} for s, own in loads.items()},
            )


def _is_paid_beside(crowd: Crowd, price: int | None) -> bool:
    """Return True if sessions without any task may exceed a crowd's limit, at a price."""
    return price is not None and sum(load for _, load in crowd.held) > crowd.at_most


def _uses(loads: Mapping[str, int]) -> tuple[Use, ...]:
    return tuple(Use(each, load) for each, load in loads.items())


def _quota(item: str, loads: Mapping[str, int], most: int) -> Iterator[LoadQuota]:
    if sum(loads.values()) > most:
        yield LoadQuota(item, loads, None, at_most=most)


def _added(loads: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Add up loads: tasks that only one session can take are that session."""
    found: dict[str, int] = {}
    for name, load in loads:
        found[name] = found.get(name, 0) + load
    return found
