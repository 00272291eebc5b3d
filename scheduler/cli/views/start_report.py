"""What was amiss with the schedule that a search began with, and what its repair has moved."""

from collections.abc import Iterator

from scheduler.catalogue import name_of
from scheduler.cli.views.records import Record, RuleId, SessionIds
from scheduler.instance import Instance
from scheduler.replanning import Start
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import counted, listed, moment, name

MOST = 8
"""Sessions that are named one by one."""


class RepairRecord(Record):
    """What was amiss with the start of a search."""

    broken: tuple[RuleId, ...]
    """Hard rules that it broke."""
    repaired: bool
    """Whether it kept every hard rule when the search began."""
    moved: SessionIds
    """Sessions that the repair has moved."""


def repair_in_words(instance: Instance, start: Start, found: Schedule | None) -> Iterator[str]:
    """Yield a line of what was broken, and one of each session that the repair has moved.

    Where a session is in what was `found` from there is told as well, if the search has moved it again.
    """
    if start.was_whole:
        return
    rules = [name_of(rule) for rule in sorted({judged.rule for judged in start.broken})]
    said = listed([f"{words[0].lower()}{words[1:]}" for words in rules])
    amiss = f"broke {'a hard rule' if len(rules) == 1 else 'hard rules'} ({said})"
    if not start.repaired:
        yield f"The start {amiss}, and was not repaired: the search began with what fits."
        return
    moved = counted(len(start.moves), "session")
    how = f"with {moved} elsewhere:" if start.moves else "with other people on panels."
    yield f"The start {amiss}. It was repaired first, {how}"
    for before, after in start.moves[:MOST]:
        place = after or before
        if place is not None:
            title = name(instance.session_by_id[place.session])
            moved_on = _moved_on(instance, place.session, after, found)
            yield f"· {title}: {_spot(instance, before)} → {_spot(instance, after)}{moved_on}"
    more = len(start.moves) - MOST
    if more > 0:
        yield f"· and {counted(more, 'more session')}"


def _moved_on(
    instance: Instance, session: str, after: Assignment | None, found: Schedule | None
) -> str:
    """Say where a search has put a session that the repair before it has moved, if somewhere else."""
    now = after if found is None else found.by_session.get(session)
    if now is None or after is None:
        return "" if now is after else f"; then, by the search: {_spot(instance, now)}"
    is_same = (now.start, now.room) == (after.start, after.room)
    return "" if is_same else f"; then, by the search: {_spot(instance, now)}"


def _spot(instance: Instance, place: Assignment | None) -> str:
    if place is None:
        return "left out"
    room = instance.room_by_id.get(place.room)
    where = name(room) if room is not None else place.room
    return f"{moment(place.start, instance.zone)}, {where}"


def repair_record(start: Start | None) -> RepairRecord | None:
    """Return the same for machines; None for a start that was whole, or for none."""
    if start is None or start.was_whole:
        return None
    places = (after or before for before, after in start.moves)
    return RepairRecord.of(
        start,
        broken=sorted({judged.rule for judged in start.broken}),
        moved=[place.session for place in places if place is not None],
    )
