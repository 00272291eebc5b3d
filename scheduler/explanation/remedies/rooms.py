"""Ways out where a room is closed, too small, poorly equipped or taken."""

from collections.abc import Iterator
from datetime import datetime

from scheduler.evaluation.runs import Run, chronological
from scheduler.evaluation.wording import counted, name, when
from scheduler.explanation.remedies.changing import Break, Remedy, cured, moved, remade
from scheduler.explanation.wording import listed
from scheduler.instance.moments import Span, Window, spans_of
from scheduler.instance.resources import REMOTE, Room
from scheduler.rules.spans import merged


def room_closed(broken: Break) -> Iterator[Remedy]:
    """Open a room, and the parts of it that are closed, while it is needed."""
    instance, room = broken.instance, broken.instance.room_by_id[broken.item]
    held = [broken.runs[s] for s in broken.sessions if broken.runs[s].room == room.id]
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
            left = tuple(Window(start=a, end=b) for a, b in _without(closures, needed))
            words = f"open {name(closed)} {listed(opened)}"
            yield cured(broken, words, ("rooms", closed.id, "closures"), left)


def _without(spans: tuple[Span, ...], holes: tuple[Span, ...]) -> Iterator[Span]:
    """Yield what is left of spans."""
    for start, end in spans:
        since: datetime = start
        for begins, ends in holes:
            if begins < end and start < ends:
                if since < begins:
                    yield since, begins
                since = max(since, ends)
        if since < end:
            yield since, end


def room_overflow(broken: Break) -> Iterator[Remedy]:
    """Find seats, or expect fewer people."""
    run, room = broken.runs[broken.item], _room(broken)
    fact = run.session
    seats = room.seats(fact.layout)
    more = counted(fact.attendance - seats, "seat")
    field, value = "capacity", fact.attendance
    if fact.layout is not None and fact.layout in room.layouts:
        words = f"find {more} more in {name(room)}, for {name(fact)}"
        layouts = {**room.layouts, fact.layout: value}
        yield cured(broken, words, ("rooms", room.id, "layouts"), layouts)
    else:
        words = f"find {more} more in {name(room)}, for {name(fact)}"
        yield cured(broken, words, ("rooms", room.id, field), value)
    fewer = f"let {seats:,} people come to {name(fact)} instead of {fact.attendance:,}"
    yield cured(broken, fewer, ("sessions", run.id, "attendance"), seats)


def _room(broken: Break) -> Room:
    return broken.instance.room_by_id[broken.runs[broken.item].room]


def room_lacks_feature(broken: Break) -> Iterator[Remedy]:
    """Equip a room with what a session needs."""
    instance, fact, room = broken.instance, broken.runs[broken.item].session, _room(broken)
    needs = dict.fromkeys((*fact.needs, *([REMOTE] if fact.remote else [])))
    missing = [need for need in needs if need not in room.features]
    said = [*missing]
    fields: dict[str, object] = {}
    if missing:
        fields["features"] = (*room.features, *missing)
    pool = instance.pool_by_id.get(fact.interpretation or "")
    languages = len(set(pool.languages)) if pool else 0
    if languages > room.booths:
        said.append(counted(languages - room.booths, "booth"))
        fields["booths"] = languages
    if fact.layout is not None and fact.layout not in room.layouts:
        said.append(f"the layout {fact.layout}")
        fields["layouts"] = {**room.layouts, fact.layout: room.capacity}
    rooms = tuple(remade(each, **fields) if each.id == room.id else each for each in instance.rooms)
    words = f"equip {name(room)} with {listed(said)}, for {name(fact)}"
    path = ("rooms", room.id, *fields)[:3]
    yield Remedy(words, path, remade(instance, rooms=rooms), broken.schedule)


def room_overlap(broken: Break) -> Iterator[Remedy]:
    """Open one more room like one that is taken."""
    instance = broken.instance
    runs = chronological(broken.runs[session] for session in broken.sessions)
    for run in reversed(runs):
        like = instance.room_by_id[run.room]
        id_ = _free_id(like.id, set(instance.room_by_id))
        another = remade(like, id=id_, title=f"another {name(like)}", parts=(), closures=())
        rooms = (*instance.rooms, another)
        words = f"open one more room like {name(like)}, for {_told(broken, run)}"
        changed = remade(instance, rooms=rooms)
        yield Remedy(words, ("rooms", like.id), changed, moved(broken.schedule, {run.id: id_}))


def _free_id(id_: str, taken: set[str]) -> str:
    return next(new for number in range(2, 10**6) if (new := f"{id_[:56]}-{number}") not in taken)


def _told(broken: Break, run: Run) -> str:
    return f"{name(run.session)}, {when(run.start, run.end, broken.instance.zone)}"
