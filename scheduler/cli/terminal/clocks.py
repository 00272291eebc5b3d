"""The clocks of a venue: for machines, and their changes as people read them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def notes_on(start: datetime, end: datetime) -> tuple[str, ...]:
    """Return what the clocks alone do not tell of a meeting; nothing on nearly all days.

    Parameters
    ----------
    start
        On the clocks of the venue, `fold` telling which of a repeated hour, as `astimezone` sets it.
    end
        On the same clocks.

    Returns
    -------
    tuple
        ``second 01:30, UTC+0``, if an hour comes twice; ``3 h 30 min, the clocks change``, if the
        times differ from the length.
    """
    notes = []
    length = end.astimezone(UTC) - start.astimezone(UTC)
    changes = end.utcoffset() != start.utcoffset()
    if is_repeated(start):
        notes.append(_which(start))
    elif is_repeated(end) and not changes:
        notes.append(f"to the {_which(end)}")
    if changes:
        notes.append(f"{_length(length)}, the clocks change")
    return tuple(notes)


def is_repeated(moment: datetime) -> bool:
    """Tell whether the clocks show this time twice."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def change_on(day: date, zone: ZoneInfo) -> str:
    """Return ``the clocks go back 1 h at 02:00`` for a day on which they do; else nothing."""
    midnight, next_ = (
        datetime.combine(each, datetime.min.time(), zone).astimezone(UTC)
        for each in (day, day + timedelta(days=1))
    )
    offset = midnight.astimezone(zone).utcoffset()
    last = midnight
    while last + MINUTE <= next_:
        now = (last + MINUTE).astimezone(zone).utcoffset()
        if now is not None and offset is not None and now != offset:
            at = last.astimezone(zone).replace(tzinfo=None) + MINUTE
            way = "forward" if now > offset else "back"
            return f"the clocks go {way} {_length(abs(now - offset))} at {at:%H:%M}"
        last += MINUTE
    return ""


def _which(moment: datetime) -> str:
    return f"{'second' if moment.fold else 'first'} {moment:%H:%M}, {_offset(moment)}"


def _offset(moment: datetime) -> str:
    minutes = (moment.utcoffset() or timedelta()) // MINUTE
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _length(length: timedelta) -> str:
    hours, minutes = divmod(length // MINUTE, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0))
