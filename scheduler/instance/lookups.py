"""Look-ups that take several steps: selections, orders with their sessions, panels, where somebody is."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from scheduler.instance.frozen import Identifier
from scheduler.instance.meetings import Order, Role, Session
from scheduler.instance.moments import AnyWindow, Span, spans_of
from scheduler.instance.participants import PanelRole, Person, Selection
from scheduler.instance.resources import REMOTE

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


def tags(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the fields of a selection, and the names in them, that find a session."""
    yield "sessions", session.id
    yield "kinds", session.kind
    yield from (("bodies", body) for body in session.bodies)
    yield from (("themes", theme) for theme in session.themes)


def official_dates(instance: "Instance", first: date | None, last: date | None) -> tuple[date, ...]:
    """Return the dates with an official band from one date, or the first, to another, or the last."""
    since, until = first or instance.first_day, last or instance.last_day
    return tuple(
        day
        for day in instance.working_dates
        if since <= day <= until and any(band.official for band in instance.bands_of(day))
    )


def tagged(
    sessions: Iterable[Session], tracks: Mapping[str, Selection]
) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Return the positions of the sessions that each field of a selection finds by each name."""
    positions: dict[tuple[str, str], list[int]] = {}
    for position, session in enumerate(sessions):
        for tag in tags(session):
            positions.setdefault(tag, []).append(position)
    by_track = {
        ("tracks", track): sorted(
            {
                at
                for field, names in chosen
                for name in names
                for at in positions.get((field, name), ())
            }
        )
        for track, chosen in tracks.items()
    }
    return {tag: tuple(found) for tag, found in (positions | by_track).items()}


def attending(session: Session) -> tuple[str, ...]:
    """Return the persons who have a role in a session that they attend: any but optional."""
    roles = (people for role, people in session.people.items() if role is not Role.OPTIONAL)
    return tuple(person for people in roles for person in people)


Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


def grouped(
    rows: Iterable[Row], keys: Callable[[Row], Iterable[Key]]
) -> Mapping[Key, tuple[Row, ...]]:
    """Return the rows of each key, in their order."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        for key in keys(row):
            groups.setdefault(key, []).append(row)
    return {key: tuple(group) for key, group in groups.items()}


def fits(person: Person, role: PanelRole) -> bool:
    """Return whether a person fits all conditions of a panel role."""
    return (
        (not role.classes or person.person_class in role.classes)
        and (not role.brings or any(each in role.brings for each in person.brings))
        and (role.people is None or person.id in role.people)
    )


def pool(session: Session, people: Iterable[Person]) -> tuple[str, ...]:
    """Return who may be given a seat on the panel of a session: who fits a role and is not named in it."""
    if session.panel is None:
        return ()
    named = {person for group in session.people.values() for person in group}
    roles = session.panel.roles
    return tuple(
        person.id
        for person in people
        if person.id not in named and any(fits(person, role) for role in roles)
    )


Selected = Callable[[Selection], tuple[Session, ...]]


class OrderedSessions(Order):
    """An order with the ids of all its sessions: both sides as lists, empty where a selection finds none."""

    first: tuple[Identifier, ...] = ()
    then: tuple[Identifier, ...] = ()


def ordered(order: Order, selected: Selected) -> OrderedSessions:
    """Return an order with what its selections find.

    A session that one side names by id is not found by the selection of the other: nothing comes before
    itself.
    """
    first, then = order.first, order.then
    others = {name: getattr(order, name) for name in Order.model_fields}
    sides = {
        "first": _found(first, _named(then), selected),
        "then": _found(then, _named(first), selected),
    }
    return OrderedSessions(**others | sides)


def _named(side: tuple[Identifier, ...] | Selection) -> tuple[Identifier, ...]:
    return side.sessions if isinstance(side, Selection) else side


def _found(
    side: tuple[Identifier, ...] | Selection, elsewhere: tuple[Identifier, ...], selected: Selected
) -> tuple[Identifier, ...]:
    if not isinstance(side, Selection):
        return side
    ids = (session.id for session in selected(side))
    return tuple(id_ for id_ in ids if id_ in side.sessions or id_ not in elsewhere)


def is_locked(lock: date | None, at: datetime, zone: ZoneInfo) -> bool:
    """Return whether the date of a lock, if there is one, has come on the clocks of a zone."""
    return lock is not None and at.astimezone(zone).date() >= lock


class Participant(Protocol):
    """Somebody who takes part: of an instance or of a release."""

    @property
    def remote(self) -> bool:
        """Whether they take part from afar."""


def is_online(somebody: Participant | None) -> bool:
    """Return whether someone takes part remotely."""
    return somebody is not None and somebody.remote


def room_for(room: str, *, online: bool) -> str | None:
    """Return the room in which somebody is during a session that is in a room; None if they are online."""
    return None if online else room


# Bodies above and below others


def bodies_above(instance: "Instance", session: Session) -> Collection[str]:
    """Return the bodies above those of a session, at any height, each once."""
    above = dict[str, None]()
    for body in session.bodies:
        parent = instance.body_by_id[body].parent
        while parent is not None:
            above[parent] = None
            parent = instance.body_by_id[parent].parent
    return above.keys()


def bodies_below(instance: "Instance", bodies: Collection[str]) -> frozenset[str]:
    """Return the bodies below some bodies, at any depth."""
    found, last = set[str](), {*bodies}
    while last:
        last = {each.id for each in instance.bodies if each.parent in last} - found
        found |= last
    return frozenset(found)


# Settings of a session, or else of its kind


def spans_breaks(instance: "Instance", session: Session) -> bool:
    """Return whether a session may run across breaks."""
    return bool(_own_or_of_kind(instance, session, "span_breaks"))


def remote_of(instance: "Instance", session: Session) -> Mapping[str, int]:
    """Return the remote participants of a session by site."""
    return _own_or_of_kind(instance, session, "remote") or {}


def windows_of(instance: "Instance", session: Session) -> tuple[AnyWindow, ...]:
    """Return the windows inside one of which a session must lie; none if it may be at any time."""
    return _own_or_of_kind(instance, session, "windows") or ()


def is_in_windows(instance: "Instance", session: Session, start: datetime) -> bool:
    """Return whether a session that starts then lies inside one of its windows, if it has any."""
    end = end_of(instance, session, start)
    spans = spans_of(windows_of(instance, session), instance.zone)
    return not spans or any(opens <= start and end <= closes for opens, closes in spans)


def uses_of(instance: "Instance", session: Session) -> Mapping[str, int]:
    """Return the countable resources that a session takes while it runs."""
    return _own_or_of_kind(instance, session, "uses") or {}


def needs_of(instance: "Instance", session: Session) -> tuple[str, ...]:
    """Return the features that a session needs of its room: its own, those of kind and bodies, `remote`."""
    bodies = (each for body in session.bodies for each in instance.body_by_id[body].needs)
    needs = (*session.needs, *instance.kind_by_id[session.kind].needs, *bodies)
    return tuple(dict.fromkeys((*needs, REMOTE) if remote_of(instance, session) else needs))


def _own_or_of_kind(instance: "Instance", session: Session, field: str) -> Any:
    own = getattr(session, field)
    if own is not None:
        return own
    kind = instance.kind_by_id.get(session.kind)  # none, while faults are looked for
    return None if kind is None else getattr(kind, field)


def languages_of(instance: "Instance", session: Session) -> tuple[str, ...]:
    """Return the languages into which a session is interpreted, in the order of its pool."""
    pool = instance.pool_by_id.get(session.interpretation or "")
    spoken = pool.languages if pool is not None else ()
    return tuple(each for each in spoken if session.languages is None or each in session.languages)


# Breaks


def breaks_at(instance: "Instance", instant: datetime) -> tuple[Span, ...]:
    """Return the breaks, in order, of the band in which an instant lies; none, if it lies in no band."""
    zone = instance.zone
    day = instant.astimezone(zone).date()
    for band in instance.bands_of(day) if day in instance.dates else ():
        since, until = band.on(day, zone)
        if since <= instant < until:
            return tuple(sorted(pause.on(day, zone) for pause in band.breaks))
    return ()


def breaks_on(instance: "Instance", day: date) -> list[tuple[datetime, datetime, str, Identifier]]:
    """Return the breaks of the bands of a day, in order: from, to, title or "", and the band."""
    zone = instance.zone
    return sorted(
        (*pause.on(day, zone), pause.title or "", band.id)
        for band in instance.bands_of(day)
        for pause in band.breaks
    )


def pauses_of(instance: "Instance", session: Session, start: datetime) -> tuple[Span, ...]:
    """Return the breaks, or what is left of one, that a session meets which starts then; in order.

    Those of the band in which it starts, if it spans breaks, that begin before its work is done.
    """
    if not spans_breaks(instance, session):
        return ()
    met: list[Span] = []
    edge = start.astimezone(UTC)
    end = edge + session.duration
    for since, until in breaks_at(instance, start):
        begins = max(since, edge)
        if begins < min(until, end):
            met.append((begins, until))
            edge, end = until, end + (until - begins)
    return tuple(met)


def pause_titles_of(
    instance: "Instance", session: Session, start: datetime
) -> tuple[str | None, ...]:
    """Return the title of each break that a session meets which starts then, in the order of `pauses_of`."""
    day = start.astimezone(instance.zone).date()
    titles = {until: title or None for _, until, title, _ in breaks_on(instance, day)}
    return tuple(titles[until] for _, until in pauses_of(instance, session, start))


def end_of(instance: "Instance", session: Session, start: datetime) -> datetime:
    """Return when a session ends (UTC) that starts then: its duration later, and the breaks that it meets."""
    pauses = (until - since for since, until in pauses_of(instance, session, start))
    return start.astimezone(UTC) + session.duration + sum(pauses, timedelta())
