"""How much a session can add at most to a restriction that serves tracks."""

from collections.abc import Mapping

from scheduler.restrictions import (
    Beside,
    Gapless,
    Held,
    Pairs,
    Parallel,
    Ranks,
    Switches,
    TrackKind,
    Unmixed,
)


def most_amounts(  # noqa: PLR0911  # one way out for each kind
    kind: TrackKind,
) -> Mapping[str, int]:
    """Return a bound on what each session can add to a restriction's amount."""
    match kind:
        case Pairs():
            return _of_pairs(kind)
        case Held(sessions=sessions, amounts=held):
            return dict.fromkeys(sessions, max(held.values(), default=0))
        case Beside(one=one, other=other):
            return dict.fromkeys(one, len(other)) | dict.fromkeys(other, len(one))
        case Unmixed(groups=groups):
            return {session: len(groups) for group in groups for session in group}
        case Switches(groups=groups):
            return {session: 2 for group in groups for session in group}
        case Parallel(sessions=sessions) | Gapless(sessions=sessions):
            return dict.fromkeys(sessions, 1)
        case Ranks(sessions=sessions):
            return dict.fromkeys(sessions, len(sessions))


def _of_pairs(pairs: Pairs) -> Mapping[str, int]:
    worst = 1 if pairs.times is None else max(pairs.times.amounts.values(), default=0)
    worst *= 1 if pairs.rooms is None else max(pairs.rooms.values(), default=0)
    found: dict[str, int] = {}
    for pair, shared in pairs.shared.items():
        for session in pair:
            found[session] = found.get(session, 0) + shared * worst
    return found
