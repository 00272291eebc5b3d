"""Shared by rules: sessions that run at once, unfit rooms, and people affected by a change."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from scheduler.instance import Instance, Session, remote_of
from scheduler.instance import grouped as rows_by_key
from scheduler.restrictions import Capacity, Span, Unfit, Use
from scheduler.rules.seats import Participation


def at_once(
    item: str,
    uses: Sequence[Use],
    at_most: int,
    *,
    rate: int = 1,
    taken: tuple[tuple[Span, int], ...] = (),
) -> Iterator[Capacity]:
    """Yield a capacity, if so much load is possible at all that it can be exceeded."""
    capacity = Capacity(item=item, uses=tuple(uses), at_most=at_most, rate=rate, taken=taken)
    if sum(use.load for use in uses) > capacity.least:
        yield capacity


def running(sessions: Iterable[Session | Participation]) -> tuple[Use, ...]:
    """Return a use of load 1 for each session, or part of a person in one, while it runs."""
    return tuple(Use(session.id) for session in sessions)


def beside(item: str, session: Session, others: Sequence[Session]) -> Iterator[Capacity]:
    """Yield a capacity of which each minute of each other session beside this one is an excess.

    With n others, this one takes n of the n units, so that each of the others is one too many beside
    it, and all of them may run at once while it does not.
    """
    number = len(others)
    if number:
        yield Capacity(item, (Use(session.id, load=number), *running(others)), at_most=number)


def grouped(
    instance: Instance, keys: Callable[[Session], Iterable[str]]
) -> Mapping[str, tuple[Session, ...]]:
    """Return the sessions of each key, in the order of the file, each once."""
    return rows_by_key(instance.sessions, lambda session: dict.fromkeys(keys(session)))


def positive(amounts: Mapping[str, int]) -> Mapping[str, int]:
    """Return the amounts of rooms without those that are 0, or less."""
    return MappingProxyType({room: amount for room, amount in amounts.items() if amount > 0})


def unfit(item: str, session: str, amounts: Mapping[str, int]) -> Iterator[Unfit]:
    """Yield the positive amounts of a session's rooms; nothing, if there are none."""
    if amounts:
        yield Unfit(item, session, amounts)


def affected(instance: Instance, session: Session, seated: Collection[str] = ()) -> int:
    """Return the people whom a change affects, at least 1.

    Those expected in the room, or those named in the session or published to be seated on its panel if
    they are more, and the remote ones.
    """
    named = {person for people in session.people.values() for person in people}
    people = max(session.attendance or 0, len(named.union(seated)))
    return max(1, people + sum(remote_of(instance, session).values()))


def consecutive(sessions: Sequence[Session]) -> Iterator[tuple[Session, Session]]:
    """Yield each session with those that may follow it: the next one, and on while those are optional."""
    for position, earlier in enumerate(sessions):
        for later in sessions[position + 1 :]:
            yield earlier, later
            if not later.optional:
                break
