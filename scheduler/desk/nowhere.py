"""Why a session has no place by its own facts: the one of them without which it would have some."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from scheduler.desk.moves import with_session
from scheduler.desk.wishes import called, cheapest
from scheduler.instance import Instance, Session, minutes_of
from scheduler.phrases import say
from scheduler.schedule import Schedule


def why_nowhere(instance: Instance, schedule: Schedule, session: str) -> str:
    """Return a sentence that says of a session without any place which fact leaves it none."""
    own = instance.session_by_id[session]
    title = called(instance, session)
    for without, reason in _reasons(instance, own):
        eased = with_session(instance, own, **without)
        if eased is not None and cheapest(eased, schedule, session) is not None:
            return say("{} has no place: {}.", title, reason)
    return say("{} has no place by its own facts.", title)


def _reasons(instance: Instance, own: Session) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield facts that ask for nothing, and what is told if they are the reason."""
    longest = minutes_of(max(_stretches(instance, own), default=timedelta()))
    if minutes_of(own.duration) > longest:
        lasts = say("it lasts {:,} min", minutes_of(own.duration))
        of_kind = say("the longest stretch of a day for its kind has {:,}", longest)
        yield {"duration": timedelta(minutes=instance.grid)}, say("{}, and {}", lasts, of_kind)
    largest = max(room.capacity or 0 for room in instance.rooms)
    if own.attendance is not None and own.attendance > largest:
        people = say("{:,} person is expected|{:,} people are expected", own.attendance)
        yield {"attendance": 0}, say("{}, and the largest room has {:,} seats", people, largest)
    if own.people:
        yield {"people": {}}, say("there is no time at which all whom it needs are there")
    if own.windows:
        yield {"windows": ()}, say("nothing is free in the hours that it may be held")
    if own.pin is not None:
        yield {"pin": None}, say("it is pinned where it cannot be")


def _stretches(instance: Instance, own: Session) -> Iterator[timedelta]:
    """Yield how long the hours of the kind of a session last without a gap."""
    bands = instance.kind_by_id[own.kind].bands
    for day in instance.dates:
        profile = instance.profile_of(day)
        found = [each for each in (profile.bands if profile else ()) if each.id in bands]
        found.sort(key=lambda each: each.start)
        begun = 0
        for at, (band, following) in enumerate(pairwise([*found, None])):
            if band is not None and (following is None or following.start > band.end):
                yield band.end - found[begun].start
                begun = at + 1
