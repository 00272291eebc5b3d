"""What holds a room, and when it is closed; and the rooms that bodies and persons go to."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from scheduler.evaluation.runs import Run, chronological
from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation, cured, moved
from scheduler.explanation.rules.voice import Gravity, Voice, pinned_time, row
from scheduler.explanation.trouble import FieldPath
from scheduler.explanation.wording import spans_text
from scheduler.instance import (
    Instance,
    Room,
    Span,
    Window,
    minutes_of,
    remade,
    spans_of,
)
from scheduler.phrases import say
from scheduler.rules.spans import merged, without
from scheduler.wording import chained, listed, name, shortened, when

MOST = 3
"""Closed rooms named one by one."""


def _one_at_a_time(instance: Instance, room: str) -> str:
    fact = instance.room_by_id[room]
    after = minutes_of(fact.turnaround)
    held = say(", and is held for {} min after it", after) if after else ""
    if fact.most_at_once == 1:
        return say("{} holds one session at a time{}", name(fact), held)
    return say("{} holds {} sessions at a time{}", name(fact), fact.holds, held)


def _one_more_room(violation: Violation) -> Iterator[Remedy]:
    """Open one more room like one that is taken; or as many as it takes for all."""
    instance = violation.instance
    runs = chronological(violation.runs[session] for session in violation.sessions)
    for run in reversed(runs):
        like = instance.room_by_id[run.room]
        id_ = _free_id(like.id, set(instance.room_by_id))
        another = remade(like, id=id_, title=f"another {name(like)}", parts=(), closures=())
        rooms = (*instance.rooms, another)
        words = say("open one more room like {}, for {}", name(like), _running(violation, run))
        changed = remade(instance, rooms=rooms)
        yield Remedy(words, ("rooms", like.id), changed, moved(violation.schedule, {run.id: id_}))
    yield from _more_rooms_for_all(violation, runs)


def _more_rooms_for_all(violation: Violation, runs: Sequence[Run]) -> Iterator[Remedy]:
    """Open so many more rooms like one that is taken that no session begins before another has ended."""
    instance, fact = violation.instance, violation.instance.room_by_id[violation.item]
    free: list[datetime] = []  # from when on each is free again; the first is the one that there is
    places: dict[str, int] = {}
    for run in runs:
        if run.room == fact.id:
            at = next((at for at, since in enumerate(free) if since <= run.start), len(free))
            free[at : at + 1] = [run.end + fact.turnaround]
            places[run.id] = at
    more: list[Room] = []
    for number in range(1, len(free)):
        id_ = _free_id(fact.id, {*instance.room_by_id, *(each.id for each in more)})
        title = f"another {name(fact)}" + (f" ({number})" if number > 1 else "")
        more.append(remade(fact, id=id_, title=title, parts=(), closures=()))
    rooms = {session: more[at - 1].id for session, at in places.items() if at}
    if len(rooms) > 1:
        opened = say("one more room") if len(more) == 1 else say("{} more rooms", len(more))
        words = say("open {} like {}, for {} sessions", opened, name(fact), len(rooms))
        changed = remade(instance, rooms=(*instance.rooms, *more))
        yield Remedy(words, ("rooms", fact.id), changed, moved(violation.schedule, rooms))


def _free_id(id_: str, taken: set[str]) -> str:
    return next(new for number in range(2, 10**6) if (new := f"{id_[:56]}-{number}") not in taken)


def _running(violation: Violation, run: Run) -> str:
    return say("{}, {}", name(run.session), when(run.start, run.end, violation.instance.zone))


def _closed(instance: Instance, room: str) -> str:
    fact = instance.room_by_id[room]
    rooms = [fact, *(instance.room_by_id[part] for part in instance.parts_of(room) if fact.parts)]
    said = [_closed_said(instance, each) for each in rooms if each.closures]
    return chained(said) or say("a part of {} is closed", name(fact))


def _closed_then(instance: Instance, room: str, sessions: Collection[str]) -> tuple[str, FieldPath]:
    """Say the same of the time in which sessions may be alone, if that is limited."""
    fact, times = instance.room_by_id[room], [_time_of(instance, each) for each in sessions]
    spans = spans_of(fact.closures, instance.zone)
    then = [
        span
        for span in spans
        if any(not some or any(a < span[1] and span[0] < b for a, b in some) for some in times)
    ]
    words = (
        say("{} is closed {}", name(fact), spans_text(instance, then))
        if then
        else _closed(instance, room)
    )
    return words, ("rooms", room, "closures")


def _time_of(instance: Instance, session: str) -> tuple[Span, ...]:
    """Return when a session may be, by its pin or its windows; nothing, if that is any time."""
    fact = instance.session_by_id[session]
    return pinned_time(instance, fact) or spans_of(fact.windows or (), instance.zone)


def _closed_said(instance: Instance, room: Room) -> str:
    spans = spans_of(room.closures, instance.zone)
    return say("{} is closed {}", name(room), spans_text(instance, spans))


def _no_open_room(case: Case, _: str) -> str:
    closed = [room for room in case.others("room_closed") if room.closures]
    said = [_closed_said(case.presolve.instance, room) for room in closed]
    return (
        ", ".join(shortened(said, MOST, "and {} more rooms are closed"))
        or "a part of each room left is closed"
    )


def _opened(violation: Violation) -> Iterator[Remedy]:
    """Open a room, and the parts of it that are closed, while it is needed."""
    instance, room = violation.instance, violation.instance.room_by_id[violation.item]
    held = [violation.runs[s] for s in violation.sessions if violation.runs[s].room == room.id]
    needed = tuple((run.start, run.end) for run in chronological(held))
    for closed in (room, *(instance.room_by_id[part] for part in room.parts)):
        closures = merged(spans_of(closed.closures, instance.zone))
        opened = [
            when(max(a, c), min(b, d), instance.zone)
            for a, b in needed
            for c, d in closures
            if a < d and c < b
        ]
        if opened:
            left = tuple(Window(start=a, end=b) for a, b in without(closures, needed))
            words = say("open {} {}", name(closed), listed(opened))
            yield cured(violation, words, ("rooms", closed.id, "closures"), left)


room_overlap = Voice(
    gravity=Gravity.IMPOSSIBLE,
    asks=_one_at_a_time,
    where=row("rooms"),
    cure=_one_more_room,
    ubiquitous=True,
)
room_closed = Voice(
    gravity=Gravity.IMPOSSIBLE,
    asks=_closed,
    asks_among=_closed_then,
    where=row("rooms", "closures"),
    cure=_opened,
    cause=_no_open_room,
    helps="open a room",
    keeps_from="the closures of rooms",
)
body_changes_room = Voice(
    asks=lambda instance, body: say("{} is to meet in one room", name(instance.body_by_id[body])),
    where=row("bodies"),
)
walking_time_short = Voice(
    asks=lambda instance, person: say(
        "{} is to have time for the way between two buildings", name(instance.person_by_id[person])
    ),
    where=row("people"),
)
