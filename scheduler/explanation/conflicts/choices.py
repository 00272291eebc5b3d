"""Ways out that suffice together: one after the other, or chosen one of each conflict."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from scheduler.engines.searching import Effort, search
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.least_broken import LeastBroken, LeastViolation, by_gravity
from scheduler.explanation.conflicts.merging import merged
from scheduler.explanation.conflicts.oracle import Clock
from scheduler.explanation.conflicts.ways import (
    Repairs,
    Way,
    broken_in,
    findings_of,
    left_by,
    sensible_first,
    softly,
    way_of,
)
from scheduler.explanation.conflicts.weights import weight_broken
from scheduler.explanation.remedies import Remedy, Violation
from scheduler.explanation.rules import VOICES
from scheduler.explanation.sense import Rank
from scheduler.instance import Instance
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Status

EACH = 1.5
"""Seconds in which a programme of one choice is looked for, at most."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Ways out that suffice all at once."""

    ways: tuple[Way, ...]
    """One after the other; the last one has the instance after all, and a programme of it."""
    fewest: bool
    """Whether it is proved that every programme breaks as many rules and items as there are changes."""
    by_facts: tuple[Way, ...] = ()
    """More of them that lower no level, if these do, and if some were found."""

    @property
    def lowers_levels(self) -> bool:
        """Whether some of them change a level, and no fact."""
        return any(way.by_level for way in self.ways)


NOTHING = Joint((), fewest=False)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A way out that can take the place of one of those that suffice together."""

    instead: int
    """Position of that one."""
    by: tuple[Way, ...]
    """A way out of one conflict, which was tried alone; or one of each of the conflicts that it is about."""
    ways: tuple[Way, ...]
    """All that suffice then, one after the other; the last has the instance after all, and a programme."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of ways out that were chosen."""

    status: Status
    """`FEASIBLE`: they suffice; `INFEASIBLE`: they do not, proved; `UNKNOWN`: no programme was found."""
    ways: tuple[Way, ...]
    """One after the other; the last one has the instance after all, and the programme that breaks least."""


def chosen(
    base: Instance, ways: Sequence[Way], known: Schedule, *, time_limit: float
) -> Choice | None:
    """Tell whether ways out, each found alone, suffice together; None if they cannot all be done.

    Parameters
    ----------
    base
        The conference.
    ways
        Ways out of it, at least one.
    known
        A programme of it, whatever it breaks.
    time_limit
        Seconds that it may take, positive.
    """
    clock = Clock(time_limit)
    done = in_order(base, [(base, each) for each in ways])
    if done is None:
        return None
    after = done[-1].instance
    begun = _least(after, _begun(known, ways))
    if not broken_in(after, begun):
        return Choice(Status.FEASIBLE, with_programme(done, begun))
    groups = Groups(problem_of(after))
    found = LeastBroken(groups, by_gravity(groups), known=begun).find(clock.left, clock.left)
    if found is None:
        return Choice(Status.UNKNOWN, with_programme(done, begun))
    unproved = Status.INFEASIBLE if found.proved else Status.UNKNOWN
    status = unproved if found.amounts else Status.FEASIBLE
    return Choice(status, with_programme(done, found.schedule))


def replacements(
    base: Instance, together: Sequence[Way], own: Sequence[Sequence[Way]], clock: Clock
) -> Iterator[Replacement]:
    """Yield ways out of single conflicts that can take the place of one of those that suffice together.

    Each was tried: there is a programme with it and all the others.

    Parameters
    ----------
    base
        The conference.
    together
        Ways that suffice, one after the other.
    own
        Ways out of each conflict alone.
    clock
        Once it has run down, no more are tried.
    """
    befores = [base, *(way.instance for way in together)]
    steps = [*zip(befores, together, strict=False)]
    for number, instead in enumerate(together):
        others = [*steps[:number], *steps[number + 1 :]]
        for by in _candidates(instead, together, own):
            if clock.left <= 0:
                return
            done = [*others, *((base, way) for way in by)]
            tried = _tried(base, done, together[-1].schedule, clock)
            if tried is not None:
                yield Replacement(number, by, tried)


def _candidates(
    instead: Way, together: Sequence[Way], own: Sequence[Sequence[Way]]
) -> Iterator[tuple[Way, ...]]:
    """Yield what may replace a way: other facts of a conflict that it is about, or of all of these."""
    told = {way.words for way in together}
    about = [
        [way for way in ways if not way.by_level and way.path != instead.path]
        for ways in own
        if any(_is_like(instead, each) for each in ways)
    ]
    for way in (way for ways in about for way in ways):
        if way.words not in told:
            told.add(way.words)
            yield (way,)
    if len(about) > 1 and all(about):
        yield tuple(min(ways, key=lambda way: (not way.elsewhere, way.drastic)) for ways in about)


def _is_like(one: Way, other: Way) -> bool:
    """Tell whether two ways are about the same item of a rule, or say the same."""
    return (one.rule, one.item) == (other.rule, other.item) or one.words == other.words


def sensible(
    base: Instance, joint: Joint, own: Sequence[Sequence[Way]], clock: Clock
) -> tuple[Joint, tuple[Replacement, ...]]:
    """Return ways that suffice together with better ones in place of some, and what else can replace one.

    What hardly anybody would sign, or lowers a level, gives way to another fact, if that was tried in time.
    """
    for _ in joint.ways:
        found = tuple(replacements(base, joint.ways, own, clock))
        better = next(
            (r for r in found if max(map(_rank, r.by)) < _rank(joint.ways[r.instead])), None
        )
        if better is None:
            return joint, found
        by_facts = joint.by_facts if any(way.by_level for way in better.ways) else ()
        joint = replace(joint, ways=better.ways, by_facts=by_facts)
    return joint, tuple(replacements(base, joint.ways, own, clock))


def first_of_each(
    base: Instance, joint: Joint, own: Sequence[Sequence[Way]], clock: Clock
) -> Joint:
    """Return the way out of each conflict that a planner would think of first, if these suffice together."""
    first = {ways[0].words: ways[0] for ways in own if ways}
    if not first or not all(own) or any(_is_for_nobody(each) for each in first.values()):
        return joint
    known = joint.ways[-1].schedule if joint.ways else next(iter(first.values())).schedule
    ways = [*first.values()]
    tried = tuple(ways) if len(ways) == 1 else _tried(base, [(base, w) for w in ways], known, clock)
    if tried is None:
        return joint
    fewest = len(tried) == 1 or (joint.fewest and len(tried) <= len(joint.ways))
    return replace(joint, ways=tried, fewest=fewest)


def without_idle(base: Instance, ways: Sequence[Way], clock: Clock) -> tuple[Way, ...]:
    """Return ways that suffice together without those that the others can do without."""
    found = tuple(ways)
    steps = [*zip([base, *(way.instance for way in ways)], ways, strict=False)]
    for step in [*steps] if len(steps) > 1 else ():
        others = [each for each in steps if each is not step]
        tried = (
            _tried(base, others, ways[-1].schedule, clock) if others and clock.left > 0 else None
        )
        if tried is not None:
            found, steps = tried, others
    return found


def told_first(joint: Joint) -> Joint:
    """Return ways that suffice together, without what nobody can do: by facts alone then, or none."""
    if not any(map(_is_for_nobody, joint.ways)):
        return joint
    return replace(joint, ways=joint.by_facts, fewest=False, by_facts=())


def _is_for_nobody(way: Way) -> bool:
    """Tell whether a way asks for what nobody can do."""
    return way.rank is Rank.IMPOSSIBLE


def _rank(way: Way) -> int:
    if way.by_level:
        return 3 if _is_for_nobody(way) else 2
    return int(way.drastic)


def _tried(
    base: Instance, steps: Sequence[tuple[Instance, Way]], known: Schedule, clock: Clock
) -> tuple[Way, ...] | None:
    """Return ways, one after the other, with a programme that keeps every hard rule after all of them."""
    done = in_order(base, steps)
    if done is None:
        return None
    after, moved = done[-1].instance, known
    for _, way in steps:
        moved = _with_moved(moved, way)
    begun = _least(after, [known, moved, *(way.schedule for _, way in steps[-1:])])
    if broken_in(after, begun):
        found = _searched(after, begun, min(EACH, clock.left))
        if found is None or broken_in(after, found):
            return None
        begun = found
    return with_programme(done, begun)


def in_order(base: Instance, steps: Sequence[tuple[Instance, Way]]) -> tuple[Way, ...] | None:
    """Return ways with the instance after each and all before it; None if two of them contradict.

    With each stands the instance that it was found for.
    """
    done: list[Way] = []
    after = base
    for before, way in steps:
        found = merged(before, after, way.instance)
        if found is None:
            return None
        after = found
        done.append(replace(way, instance=after))
    return tuple(done)


def with_programme(ways: Sequence[Way], programme: Schedule) -> tuple[Way, ...]:
    """Return ways with a programme that was found after all of them."""
    return tuple(replace(each, schedule=programme) for each in ways)


def _searched(instance: Instance, begun: Schedule, seconds: float) -> Schedule | None:
    """Return a programme that keeps every hard rule, near one that does not, if it is soon found."""
    if seconds <= 0:
        return None
    effort = Effort(Engine.ANNEALING, seconds)
    found = search(problem_of(instance).unpriced, effort, start=with_seats(begun)).schedule
    return None if found is None else without_seats(found)


def _begun(known: Schedule, ways: Sequence[Way]) -> list[Schedule]:
    """Return programmes with which a search may begin: those of the ways, and one with what each moves."""
    before, moves = known.by_session, dict[str, Assignment]()
    for way in ways:
        places = way.schedule.by_session.items()
        moves |= {session: each for session, each in places if before.get(session) != each}
    moved = known.with_places(moves.get(each.session, each) for each in known.assignments)
    return [moved, *(way.schedule for way in ways)]


def _with_moved(programme: Schedule, way: Way) -> Schedule:
    """Return a programme with the sessions elsewhere that a way takes to another day."""
    there = way.schedule.by_session
    return programme.with_places(
        there.get(each.session, each) if each.session in way.elsewhere else each
        for each in programme.assignments
    )


def _least(instance: Instance, programmes: Sequence[Schedule]) -> Schedule:
    """Return the programme that breaks least."""
    found = (_in_its_rooms(instance, each) for each in programmes)
    return min(found, key=lambda each: weight_broken(broken_in(instance, each)))


def _in_its_rooms(instance: Instance, programme: Schedule) -> Schedule:
    """Return a programme without rooms that only another way would add; the first takes their place."""
    first = instance.rooms[0].id
    return programme.with_places(
        each if each.room in instance.room_by_id else replace(each, room=first)
        for each in programme.assignments
    )


LATE = 8
"""Levels, at most, that are lowered once the time is over: each takes a while."""
LATE_SESSIONS = 1_600
"""The same, times the sessions of the conference."""
ROUNDS = 3
"""Times that what a remedy has broken in its turn is mended too; the last time nothing more is broken."""
MANY = 8
"""Conflicts, at most, of which it is found out exactly how few rules and items have one of each."""


def joint_of(repairs: Repairs, broken: LeastViolation, least: int) -> Joint:
    """Return ways out that, one after the other, mend all that a schedule breaks.

    Once the time is over, no facts are tried: a few levels are lowered, or none.

    Parameters
    ----------
    repairs
        The conference, and what is given.
    broken
        The schedule, and what it breaks.
    least
        So many rules and items every programme breaks at least: proved.
    """
    stubborn: set[Key] = set()
    while True:
        joint, again = _mended(repairs, broken, least, stubborn)
        if again <= stubborn:
            return joint
        stubborn |= again


def _mended(
    repairs: Repairs, broken: LeastViolation, least: int, stubborn: Collection[Key]
) -> tuple[Joint, set[Key]]:
    """Return ways out that suffice, and what was broken anew by remedies of what they had broken.

    Of what is stubborn no remedy is tried that breaks anything else: it has led in a circle.
    """
    ways: list[Way] = []
    seen, again = set[Key](), set[Key]()
    schedule, todo = broken.schedule, [*broken.amounts]
    for rounds in range(ROUNDS):
        for number, key in enumerate(todo):
            if repairs.clock.left <= 0 and len(todo) - number > _late(repairs.instance):
                return NOTHING, again
            case = repairs.case_of(key, schedule)
            if not case.sessions and not findings_of(repairs.instance, schedule, key):
                continue  # another remedy has mended it
            again |= {key} & seen
            seen.add(key)
            last = rounds == ROUNDS - 1 or key in stubborn
            others = {*todo[number + 1 :]}
            remedy = _remedy(repairs, case, key, others, last=last)
            ways.append(way_of(repairs.instance, key, broken, remedy))
            repairs, schedule = replace(repairs, instance=remedy.instance), remedy.schedule
        forbidden = broken_in(repairs.instance, schedule)
        todo = [*dict.fromkeys((each.rule, each.finding.item) for each in forbidden)]
        if not todo:
            return Joint(tuple(ways), fewest=len(ways) <= least), again
    return NOTHING, again


def _late(instance: Instance) -> int:
    """Return how many levels are lowered once the time is over."""
    return min(LATE, LATE_SESSIONS // max(1, len(instance.sessions)))


def _remedy(
    repairs: Repairs, case: Violation, key: Key, others: Collection[Key], *, last: bool
) -> Remedy:
    """Return a remedy of an item: by facts that break no more than others, or by a level, which does not.

    Before the level is lowered, facts may break more, which is mended in its turn: not what is given, and
    nothing the `last` time.
    """
    harmful: Remedy | None = None
    for remedy in sensible_first(case.instance, repairs.cures(case, key)):
        left = left_by(remedy)
        if left.issubset(others):
            return remedy
        if not last and left.isdisjoint(repairs.given.keys):
            harmful = harmful or remedy
    return softly(case, key) if harmful is None else harmful


def _by_lightness(key: Key) -> tuple[int, Key]:
    return VOICES[key[0]].gravity, key


def hitting_set(conflicts: Collection[frozenset[Key]]) -> frozenset[Key]:
    """Return the fewest rules and items that have one of each conflict (a smallest hitting set).

    Every programme breaks as many at least. Of very many conflicts, only some are looked at.
    """
    return next(hitting_sets(conflicts))


def hitting_sets(
    conflicts: Collection[frozenset[Key]], by: Callable[[Key], Any] = _by_lightness
) -> Iterator[frozenset[Key]]:
    """Yield all such sets of the fewest, each once; what comes first `by` some measure is tried first."""
    some = sorted(conflicts, key=len)[:MANY]
    seen = set[frozenset[Key]]()
    for number in count(len([*_disjoint(some)])):
        for each in _hits(frozenset(), some, number, by):
            if each not in seen:
                seen.add(each)
                yield each
        if seen:
            return


def _hits(
    chosen: frozenset[Key],
    conflicts: Sequence[frozenset[Key]],
    more: int,
    by: Callable[[Key], Any],
) -> Iterator[frozenset[Key]]:
    """Yield those that are chosen with so many more that have one of each conflict."""
    left = next((each for each in conflicts if chosen.isdisjoint(each)), None)
    if left is None:
        yield chosen
    elif more:
        for key in sorted(left, key=by):
            yield from _hits(chosen | {key}, conflicts, more - 1, by)


def _disjoint(conflicts: Collection[frozenset[Key]]) -> Iterator[frozenset[Key]]:
    """Yield conflicts that have nothing in common."""
    seen = frozenset[Key]()
    for each in sorted(conflicts, key=len):
        if seen.isdisjoint(each):
            seen |= each
            yield each
