"""What the starts of a conference multiply into, with its rooms, sessions, seats and windows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scheduler.instance.frozen import minutes_of
from scheduler.instance.lookups import remote_of
from scheduler.instance.moments import DayWindow, Window
from scheduler.instance.relations import Wanted

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


Path = tuple[str | int, ...]


class Load(NamedTuple):
    """What some fields multiply into."""

    path: Path
    """Where what weighs most stands."""
    number: int
    what: str
    most: int
    hint: str


def heaviest(sizes: Sequence[int]) -> int:
    """Return where the largest of some numbers is."""
    return max(range(len(sizes)), key=sizes.__getitem__, default=0)


PLACES = 2_000_000_000
"""Starts times rooms of all sessions and seats, within the hours of their kinds."""
START_ROOMS = 20_000_000
"""Starts of the conference, whatever the hour, times rooms."""
START_SESSIONS = 30_000_000
"""The same times sessions and seats."""
START_WINDOWS = 20_000_000
"""The same times the windows that something has."""
START_LENGTHS = 2_000
"""Starts within the hours of a kind times lengths of its sessions, where each is compared with each."""
START_REMOTE = 10_000_000
"""The same times sessions with remote participants, and persons who take part from home."""


def of_days(instance: "Instance") -> Iterator[Load]:
    """Yield what the starts of the conference multiply into."""
    starts = len(instance.dates) * -(-24 * 60 // instance.grid)
    number = len(instance.rooms)
    coarser = "a coarser `grid`"
    what = f"starts times rooms ({starts:,} times {number:,})"
    yield Load(("rooms",), starts * number, what, START_ROOMS, f"{coarser}, or fewer rooms")
    seats = sum(map(len, instance.pools.values()))
    number = len(instance.sessions) + seats
    what = f"starts times sessions and seats on panels ({starts:,} times {number:,})"
    yield Load(
        ("sessions",), starts * number, what, START_SESSIONS, f"{coarser}, or fewer sessions"
    )
    yield _places(instance)
    yield from _windows(instance, starts)
    yield _related(instance)
    known = (session for session in instance.sessions if session.kind in instance.kind_by_id)
    remote = sum(bool(remote_of(instance, session)) for session in known)
    what = f"starts times sessions with remote participants ({starts:,} times {remote:,})"
    yield Load(("sessions",), starts * remote, what, START_REMOTE, coarser)


def _places(instance: "Instance") -> Load:
    starts, _ = _by_kind(instance)
    sizes = [
        starts.get(session.kind, 0) * (1 + len(instance.pools.get(session.id, ())))
        for session in instance.sessions
    ]
    rooms = len(instance.rooms)
    seats = sum(map(len, instance.pools.values()))
    of = f"{len(sizes):,} sessions, {seats:,} seats on panels, {rooms:,} rooms"
    hint = "a coarser `grid`, fewer rooms, or panels with narrower roles"
    path = ("sessions", heaviest(sizes))
    return Load(path, sum(sizes) * rooms, f"places of sessions ({of})", PLACES, hint)


def _related(instance: "Instance") -> Load:
    """Yield starts times lengths of sessions, if a relation compares each start with each."""
    wanted = (Wanted.IN_ORDER, Wanted.AT_ONCE)
    compared = [n for n, each in enumerate(instance.relations) if each.wanted in wanted]
    starts, _ = _by_kind(instance)
    lengths = {(each.kind, each.duration) for each in instance.sessions} if compared else set()
    number = sum(starts.get(kind, 0) for kind, _ in lengths)
    hint = "a coarser `grid`, or fewer lengths of sessions"
    path = ("relations", compared[0] if compared else 0)
    what = "starts times lengths of sessions of relations in order or at once"
    return Load(path, number, what, START_LENGTHS, hint)


def _by_kind(instance: "Instance") -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return for each kind the starts in its hours, about, and the windows of these."""
    profiles = [instance.profile_of(day) for day in instance.dates]
    starts: dict[str, int] = {}
    windows: dict[str, int] = {}
    for profile in profiles:
        for band in profile.bands if profile is not None else ():
            length = minutes_of(band.end - band.start)
            starts[band.id] = starts.get(band.id, 0) + -(-length // instance.grid)
            windows[band.id] = windows.get(band.id, 0) + 1 + len(band.breaks)
    return (
        {kind.id: sum(starts.get(band, 0) for band in kind.bands) for kind in instance.kinds},
        {kind.id: sum(windows.get(band, 0) for band in kind.bands) for kind in instance.kinds},
    )


def _windows(instance: "Instance", starts: int) -> Iterator[Load]:
    """Yield starts times windows of whatever has the most of them, by field."""
    _, by_kind = _by_kind(instance)
    found: list[tuple[Path, int]] = [
        (("kinds", place, "bands"), by_kind[kind.id]) for place, kind in enumerate(instance.kinds)
    ]
    for place, session in enumerate(instance.sessions):
        found += [
            (("sessions", place, field), _spans(getattr(session, field) or ()))
            for field in ("windows", "preferred")
        ]
    found += (
        (("kinds", n, "windows"), _spans(each.windows)) for n, each in enumerate(instance.kinds)
    )
    found += (
        (("people", n, "available"), _spans(each.available))
        for n, each in enumerate(instance.people)
    )
    found += (
        (("rooms", n, "closures"), _spans(each.closures)) for n, each in enumerate(instance.rooms)
    )
    found += (
        ((field,), _spans(getattr(instance, field)))
        for field in ("prime_time", "reserve", "frozen")
    )
    path, most = max(found, key=lambda each: each[1])
    what = f"starts times windows ({starts:,} times {most:,})"
    hint = "a coarser `grid`, or fewer and longer windows"
    yield Load(path, starts * most, what, START_WINDOWS, hint)


def _spans(windows: Iterable[Window | DayWindow] | None) -> int:
    """Return the number of stretches that windows are."""
    return sum(len(each.days) if isinstance(each, DayWindow) else 1 for each in windows or ())
