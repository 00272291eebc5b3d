"""What must fit together within a row, and between rows, pins and the days of the conference."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.instance.faults import Fault, Path, nearest, quoted
from scheduler.instance.frozen import minutes_of, remade
from scheduler.instance.items import item_faults
from scheduler.instance.latest import memory_of, share_memory
from scheduler.instance.lookups import OrderedSessions, end_of, is_in_windows
from scheduler.instance.meetings import Order, Pin, Session
from scheduler.instance.participants import Panel, Selection
from scheduler.instance.preferences import preference_faults
from scheduler.instance.preparation import (
    MOST_DAYS,
    has_other_clocks,
    horizon_faults,
    preparation_faults,
)
from scheduler.instance.publication import publication_faults
from scheduler.instance.referring import field_faults
from scheduler.instance.regularity import regularity_faults
from scheduler.instance.relations import relation_faults
from scheduler.instance.resources import InterpretationPool

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


def row_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit within a row, or between rows of one table."""
    yield from _profiles(instance)
    yield from _ways(instance)
    yield from _people(instance)
    yield from field_faults(instance)
    for position, order in enumerate(instance.orders):
        yield from _sides(("orders", position), order, instance.ordered[position])
    for position, session in enumerate(instance.sessions):
        yield from _languages(("sessions", position, "languages"), session, instance)
        if session.panel is not None:
            yield from _panel(("sessions", position, "panel"), session.panel)
    yield from _hours(instance)
    yield from regularity_faults(instance)
    yield from preference_faults(instance)
    yield from relation_faults(instance)
    yield from preparation_faults(instance)
    yield from publication_faults(instance)
    yield from item_faults(instance)


def _languages(path: Path, session: Session, instance: "Instance") -> Iterator[Fault]:
    """Yield languages of sessions that their pool does not interpret."""
    languages = session.languages
    if languages is None:
        return
    if not languages:
        hint = "For all languages of its pool leave `languages` out, and for none `interpretation`."
        yield Fault(path, "an empty list", "a list with at least one entry", hint)
        return
    pools = instance.interpretation
    if session.interpretation is None:
        expected = "the pool of these languages in `interpretation`"
        hint = f"Maybe {quoted(pools[0].id)}?" if len(pools) == 1 else ""
        yield Fault(path, "languages without `interpretation`", expected, hint)
    elif (pool := instance.pool_by_id.get(session.interpretation)) is not None:
        expected = f"a language of the interpretation pool {quoted(pool.id)}"
        for position, language in enumerate(languages):
            if language not in pool.languages:
                hint = nearest(language, pool.languages)
                yield Fault((*path, position), quoted(language), expected, hint)


def _people(instance: "Instance") -> Iterator[Fault]:
    for position, person in enumerate(instance.people):
        if person.remote and person.zone is None:
            path = ("people", position, "remote")
            yield Fault(path, "a remote person without `zone`", "the zone of the person's home")


def _panel(path: Path, panel: Panel) -> Iterator[Fault]:
    for position, role in enumerate(panel.roles):
        if not (role.classes or role.brings or role.people is not None):
            expected = "`classes`, `brings` or `people`"
            yield Fault((*path, "roles", position), "a role without conditions", expected)


def _hours(instance: "Instance") -> Iterator[Fault]:
    inner, outer = instance.local_hours.comfortable, instance.local_hours.acceptable
    if inner.start < outer.start or inner.end > outer.end:
        found, expected = "hours beyond the acceptable ones", "hours within `acceptable`"
        yield Fault(("local_hours", "comfortable"), found, expected)


def _profiles(instance: "Instance") -> Iterator[Fault]:
    """Yield weekdays and dates that follow two profiles."""
    for field in ("weekdays", "dates"):
        claimed: dict[Hashable, str] = {}
        for position, profile in enumerate(instance.day_profiles):
            for place, day in enumerate(getattr(profile, field)):
                if day in claimed:
                    path = ("day_profiles", position, field, place)
                    found = f"{day}, which follows {quoted(claimed[day])} already"
                    yield Fault(path, found, "each day in one profile only")
                claimed.setdefault(day, profile.id)


def _ways(instance: "Instance") -> Iterator[Fault]:
    """Yield ways that are given twice."""
    seen: set[frozenset[str]] = set()
    for position, walk in enumerate(instance.walks):
        pair = frozenset(walk.between)
        if pair in seen:
            found = f"the way between {' and '.join(map(quoted, walk.between))} again"
            expected = "each way once; it holds in either direction"
            yield Fault(("walks", position, "between"), found, expected)
        seen.add(pair)


def _sides(path: Path, order: Order, ordered: OrderedSessions) -> Iterator[Fault]:
    """Yield sessions that would come before themselves."""
    by_selection, firsts = isinstance(order.then, Selection), set(ordered.first)
    for position, name in enumerate(ordered.then):
        if name in firsts:
            place = () if by_selection else (position,)
            found = f"{quoted(name)} on both sides"
            yield Fault((*path, "then", *place), found, "a session that can come later")


def calendar_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit the days of the conference."""
    length = (instance.last_day - instance.first_day).days + 1
    if length < 1:
        expected = f"a date not before `first_day`, {instance.first_day}"
        yield Fault(("last_day",), str(instance.last_day), expected)
        return
    if length > MOST_DAYS[instance.horizon]:
        found = f"{instance.last_day}, which makes {length} days"
        expected = f"at most {MOST_DAYS[instance.horizon]} days, counted from `first_day`"
        yield Fault(("last_day",), found, expected)
        return
    yield from horizon_faults(instance)
    if has_other_clocks(instance):
        return
    if not instance.working_dates:
        found = f"no band on any day from {instance.first_day} to {instance.last_day}"
        expected = "at least one day of the conference with a band"
        yield Fault(("day_profiles",), found, expected)
    for position, session in enumerate(instance.sessions):
        yield from pin_faults(instance, ("sessions", position, "pin", "start"), session)
    for position, published in enumerate(instance.published):
        yield from start_faults(instance, ("published", position, "start"), published.start)
    for position, pool in enumerate(instance.interpretation):
        yield from _absences(instance, ("interpretation", position, "absences"), pool)


def _absences(instance: "Instance", path: Path, pool: InterpretationPool) -> Iterator[Fault]:
    """Yield absences that are on no date, or are of more teams than there are."""
    away: Counter[date] = Counter()
    for position, each in enumerate(pool.absences):
        own = (*path, position)
        for field, day in (("from", each.first), ("to", each.last)):
            if not instance.first_day <= day <= instance.last_day:
                expected = f"a date from {instance.first_day} to {instance.last_day}"
                yield Fault((*own, field), str(day), expected)
        days = [day for day in instance.dates if each.first <= day <= each.last]
        away.update(dict.fromkeys(days, each.teams))
        worst = max(days, key=lambda day: away[day], default=None)
        if worst is not None and away[worst] > pool.teams:
            found = f"{away[worst]} teams away on {worst}"
            yield Fault((*own, "teams"), found, f"no more than `teams`, which is {pool.teams}")


def with_pins(instance: "Instance", pins: Mapping[str, Pin | None]) -> "Instance | None":
    """Return an instance with other pins of some sessions, by id; None if one of them does not fit.

    Only what pins can break is looked at, as all else is what fitted together before: that takes a tenth of
    the time in which `remade` validates it anew, and says what does not fit.
    """
    sessions = tuple(
        remade(each, pin=pins[each.id]) if each.id in pins else each for each in instance.sessions
    )
    values = {name: getattr(instance, name) for name in type(instance).model_fields}
    found = type(instance).model_construct({*values}, **{**values, "sessions": sessions})
    share_memory(found, memory_of(instance))
    return None if any(_faults(found, each) for each in sessions if each.id in pins) else found


def _faults(instance: "Instance", session: Session) -> bool:
    pin = session.pin
    if pin is None:
        return False
    if pin.room is not None and pin.room not in instance.room_by_id:
        return True
    return not has_other_clocks(instance) and any(pin_faults(instance, (), session))


def pin_faults(instance: "Instance", path: Path, session: Session) -> Iterator[Fault]:
    """Yield what the pinned start of a session has against it: not on the grid, or outside its windows."""
    if session.pin is None or session.pin.start is None:
        return
    start = session.pin.start
    yield from start_faults(instance, path, start)
    if not is_in_windows(instance, session, start):
        of_kind = f"the `windows` of its kind {quoted(session.kind)}"
        windows = of_kind if session.windows is None else "its `windows`"
        length = end_of(instance, session, start) - start
        expected = f"a start at which its {minutes_of(length)} minutes fit into {windows}"
        yield Fault(path, _at_venue(instance, start), expected)


def start_faults(instance: "Instance", path: Path, start: datetime) -> Iterator[Fault]:
    """Yield what a start that was settled has against it: not on a day, or not on the grid."""
    local, found = start.astimezone(instance.zone), _at_venue(instance, start)
    if not instance.first_day <= local.date() <= instance.last_day:
        expected = f"a start from {instance.first_day} to {instance.last_day}"
        yield Fault(path, found, expected)
    since_midnight = timedelta(hours=local.hour, minutes=local.minute)
    if since_midnight % timedelta(minutes=instance.grid):
        yield Fault(path, found, f"a start on the grid of {instance.grid} minutes")


def _at_venue(instance: "Instance", start: datetime) -> str:
    return f"{start.astimezone(instance.zone):%A %Y-%m-%d %H:%M} at the venue"
