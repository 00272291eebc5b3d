"""Times and places of sessions, in words."""

from zoneinfo import ZoneInfo

from scheduler.comparison.changes import Change, SessionChange
from scheduler.comparison.programmes import Programme
from scheduler.evaluation.runs import Run
from scheduler.wording import name, when


def time_of(run: Run, zone: ZoneInfo) -> str:
    """Return when a session is held: ``Tue 9 Nov 10:00–10:30``, by the clocks of the venue."""
    return when(run.start, run.end, zone).replace("-", "–", 1)


def room_of(programme: Programme, run: Run) -> str:
    """Return the name of a session's room."""
    return name(programme.instance.room_by_id[run.room])


def place_of(programme: Programme, run: Run | None) -> str:
    """Return when and where a session is held; nothing if it is not."""
    if run is None:
        return ""
    return f"{time_of(run, programme.instance.zone)}, {room_of(programme, run)}"


def told(change: SessionChange, base: Programme) -> str:
    """Return what becomes of a session, in the words that stand beside it in the other programme."""
    before = change.before
    if before is None:
        return "new" if change.change is Change.ADDED else "taken up"
    if change.change is Change.MOVED:
        return f"was {time_of(before, base.instance.zone)}"
    if change.change is Change.ROOM:
        return f"was in {room_of(base, before)}"
    if change.change is Change.PANEL:
        return _reseated(change, base)
    if change.after is None:
        return "no longer in the instance" if change.change is Change.REMOVED else "not held"
    return ""


def _reseated(change: SessionChange, base: Programme) -> str:
    """Return who was on the panel of a session, and is not any more; or how many are new."""
    before, after = change.before, change.after
    gone = sorted(set(before.seated if before else ()).difference(after.seated if after else ()))
    known = base.instance.person_by_id
    if gone:
        return f"was with {', '.join(name(known[person]) for person in gone)}"
    return f"{len(change.reseated)} more on its panel"
