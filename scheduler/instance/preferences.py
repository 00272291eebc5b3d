"""Preferences: when and where sessions and tracks are wanted, or not wanted; and what is better apart."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from scheduler.instance.faults import Fault, Path, quoted
from scheduler.instance.frozen import Frozen, Identified, Identifier
from scheduler.instance.moments import AnyWindow
from scheduler.instance.participants import Selection

if TYPE_CHECKING:
    from scheduler.instance.meetings import Session
    from scheduler.instance.model import Instance

Group = Annotated[tuple[Identifier, ...], Field(min_length=2)]
Pair = tuple[str, str]

HIGHEST_RATE = 1_000_000


class Preference(Identified):
    """Preferred or unwanted times and rooms of sessions or tracks.

    With the level `hard` for a preference, its sessions may be nowhere else, or, if unwanted, not
    there.
    """

    sessions: Selection | None = None
    """Sessions; all, if neither these nor tracks are given."""
    tracks: tuple[Identifier, ...] = ()
    """Tracks as wholes: each half-day and room of one of them counts."""
    windows: tuple[AnyWindow, ...] = ()
    """Times; any time unless given."""
    rooms: tuple[Identifier, ...] = ()
    """Rooms; any room unless given."""
    unwanted: bool = False
    """Whether these times and rooms are unwanted instead of preferred."""
    per: Literal["session", "minute"] = "session"
    """Whether a session counts once, or each minute of it."""
    rate: int = Field(default=1, ge=1, le=HIGHEST_RATE)
    """Factor of the amount."""


class Separation(Identified):
    """Sessions or tracks that are kept apart.

    By minutes the rule is `run_beside`, by half-days `half_day_shared`.
    """

    sessions: Selection = Selection()
    """Sessions that are kept apart from the others."""
    others: Selection | None = None
    """Sessions that do not run beside them; each two of `sessions` are kept apart unless given."""
    groups: tuple[Group, ...] = ()
    """Lists of sessions. Each two of one list are kept apart."""
    tracks: tuple[Group, ...] = ()
    """Lists of tracks. Each two of one list are kept apart as wholes, by half-days."""
    by: Literal["minute", "half_day"] = "minute"
    """What counts: minutes in which two run at once, or pairs in one half-day and in different rooms."""


class Preferring(Frozen):
    """Preferences and separations of an instance."""

    preferences: tuple[Preference, ...] = ()
    """Preferred and unwanted times and rooms of sessions and tracks."""
    not_beside: tuple[Separation, ...] = ()
    """Sessions and tracks that should not run in parallel."""


def neighbours(instance: "Instance", separation: Separation) -> Mapping[str, tuple[str, ...]]:
    """Return from which sessions each is kept apart; each two stand once, by the first in the file."""
    place = {session.id: number for number, session in enumerate(instance.sessions)}
    found: dict[str, set[str]] = {}
    for one, other in _pairs(instance, separation):
        first, then = sorted((one, other), key=place.__getitem__)
        found.setdefault(first, set()).add(then)
    in_order = sorted(found, key=place.__getitem__)
    return {each: tuple(sorted(found[each], key=place.__getitem__)) for each in in_order}


def _pairs(instance: "Instance", separation: Separation) -> Iterator[Pair]:
    """Yield each two sessions that a separation keeps apart, some of them twice."""
    own = _ids(instance.selected(separation.sessions))
    if separation.others is None:
        yield from combinations(own, 2)
    else:
        others = _ids(instance.selected(separation.others))
        yield from ((one, other) for one in own for other in others)
    for group in separation.groups:
        yield from combinations(dict.fromkeys(group), 2)


def _ids(sessions: tuple["Session", ...]) -> tuple[str, ...]:
    return tuple(session.id for session in sessions)


def tracks_apart(separation: Separation) -> tuple[Pair, ...]:
    """Return each two tracks that a separation keeps apart, once, in alphabetical order."""
    pairs = chain(*(combinations(sorted(set(group)), 2) for group in separation.tracks))
    return tuple(dict.fromkeys(pairs))


def preference_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit within a row."""
    for position, preference in enumerate(instance.preferences):
        path: Path = ("preferences", position)
        if not preference.windows and not preference.rooms:
            yield Fault(path, "neither a time nor a room", "`windows`, `rooms`, or both")
        if preference.tracks and preference.sessions is not None:
            yield Fault((*path, "tracks"), "tracks beside `sessions`", "one of the two")
        if preference.tracks and preference.per == "minute":
            yield Fault((*path, "per"), quoted("minute"), '"session": tracks count by half-days')
    for position, separation in enumerate(instance.not_beside):
        yield from _separation(instance, ("not_beside", position), separation)


def _separation(instance: "Instance", path: Path, separation: Separation) -> Iterator[Fault]:
    names_something = any(names for _, names in separation.sessions)
    if not separation.groups and not separation.tracks and not names_something:
        expected = "`sessions`, `groups` or `tracks` with names"
        yield Fault((*path, "sessions"), "a selection that names nothing", expected)
    if separation.others is not None and not names_something:
        yield Fault((*path, "others"), "others without `sessions`", "`sessions` beside them")
    if separation.tracks and separation.by == "minute":
        expected = "`by: half_day`, because whole tracks are separated by half-days"
        yield Fault((*path, "tracks"), "tracks without `by: half_day`", expected)
    if separation.others is not None:
        own = {each.id for each in instance.selected(separation.sessions)}
        for session in instance.selected(separation.others):
            if session.id in own:
                found = f"{quoted(session.id)} on both sides"
                yield Fault((*path, "others"), found, "a session that is not among `sessions`")
