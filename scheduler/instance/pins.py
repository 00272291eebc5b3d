"""Pins: what the start of one has against it, and instances that differ by pins alone."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.instance.faults import Fault, Path, quoted
from scheduler.instance.frozen import minutes_of, remade
from scheduler.instance.horizons import has_other_clocks
from scheduler.instance.latest import memory_of, share_memory
from scheduler.instance.lookups import end_of, windows_of
from scheduler.instance.meetings import Pin, Session
from scheduler.instance.moments import spans_of

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


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
    """Return whether the pin of a session does not fit."""
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
    spans = spans_of(windows_of(instance, session), instance.zone)
    end = end_of(instance, session, start)
    if spans and not any(opens <= start and end <= closes for opens, closes in spans):
        of_kind = f"the `windows` of its kind {quoted(session.kind)}"
        windows = of_kind if session.windows is None else "its `windows`"
        expected = f"a start at which its {minutes_of(end - start)} minutes fit into {windows}"
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
