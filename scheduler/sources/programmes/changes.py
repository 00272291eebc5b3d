"""What is new, gone and changed in a newer programme, with each value as it was and as it is."""

from collections.abc import Iterator, Mapping

from scheduler.instance import Instance, Session, minutes_of, quoted


def changes(base: Instance, instance: Instance) -> Iterator[str]:
    """Yield what a newer programme changes of an older one: sessions in their order, then rooms and persons.

    Its times and rooms are those of the programmes themselves (`was`), whatever a search has moved since.
    """
    old, new = base.session_by_id, instance.session_by_id
    for id_, session in new.items():
        at = f" ({_place(instance, session)})" if session.was else ", without a time"
        if id_ not in old:
            yield f"New: {session.title}{at}."
        elif fields := [*_fields(base, instance, id_)]:
            yield f"Changed: {session.title}{at}: {'; '.join(fields)}."
    yield from (f"Gone: {session.title}." for id_, session in old.items() if id_ not in new)
    for id_, room in instance.room_by_id.items():
        seats = base.room_by_id[id_].capacity if id_ in base.room_by_id else room.capacity
        if seats != room.capacity:
            yield f"Changed room: {room.title or id_}: {_pair('seats', seats, room.capacity)}."
    yield from _new_and_gone("room", _titles(base.room_by_id), _titles(instance.room_by_id))
    yield from _new_and_gone("person", _titles(base.person_by_id), _titles(instance.person_by_id))


def new_places(base: Instance, instance: Instance) -> tuple[str, ...]:
    """Return the titles of new sessions that have a place, of which the published programme has none."""
    known = {each.session for each in base.published}
    new = (each for each in instance.sessions if each.was and each.id not in known)
    return tuple(each.title for each in new) if known else ()


def _fields(base: Instance, instance: Instance, id_: str) -> Iterator[str]:
    """Yield each field of a session that has changed, with both values."""
    sides = [(side, side.session_by_id[id_]) for side in (base, instance)]
    (_, old), (_, new) = sides
    lengths = [f"{minutes_of(each.duration)} min" for each in (old, new)]
    kinds = [quoted(side.kind_by_id[each.kind].title or each.kind) for side, each in sides]
    tracks = []
    for side, each in sides:
        titles = {row.id: row.title or row.id for row in side.themes}
        tracks.append(", ".join(titles.get(theme, theme) for theme in each.themes) or "none")
    for field, before, after in (
        ("title", quoted(old.title), quoted(new.title)),
        ("kind", *kinds),
        ("length", *lengths),
        ("attendance", old.attendance, new.attendance),
    ):
        if before != after:
            yield _pair(field, before, after)
    if old.people != new.people:
        yield f"persons: {_persons(base, instance, id_)}"
    if old.themes != new.themes:
        yield _pair("track", *tracks)
    if old.was is None or new.was is None:
        if old.was is not new.was:
            yield _pair("time and room", *(_place(*side) for side in sides))
        return
    if old.was.start != new.was.start:
        yield _pair("time", *(_time(*side) for side in sides))
    if old.was.room != new.was.room:
        yield _pair("room", *(_room(*side) for side in sides))


def _persons(base: Instance, instance: Instance, id_: str) -> str:
    """Return who has come to a session, who has gone, and who has another role there."""
    before, after = (
        {person: role for role, group in side.session_by_id[id_].people.items() for person in group}
        for side in (base, instance)
    )
    names = _titles(base.person_by_id) | _titles(instance.person_by_id)
    told = [f"{names[each]} is new" for each in after if each not in before]
    told += [f"{names[each]} is gone" for each in before if each not in after]
    told += [
        f"{names[each]}: {before[each]} → {role}"
        for each, role in after.items()
        if before.get(each, role) != role
    ]
    return ", ".join(told) or "in another order"


def _place(side: Instance, session: Session) -> str:
    """Return when and where the programme has a session."""
    if session.was is None:
        return "none"
    return ", ".join(filter(None, (_time(side, session), _room(side, session))))


def _time(side: Instance, session: Session) -> str:
    start = session.was.start if session.was else None
    return "" if start is None else f"{start.astimezone(side.zone):%Y-%m-%d %H:%M}"


def _room(side: Instance, session: Session) -> str:
    room = session.was.room if session.was else None
    return "" if room is None else side.room_by_id[room].title or room


def _new_and_gone(noun: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    yield from (f"New {noun}: {title}." for id_, title in new.items() if id_ not in old)
    yield from (f"Gone {noun}: {title}." for id_, title in old.items() if id_ not in new)


def _titles(rows: Mapping[str, object]) -> dict[str, str]:
    return {id_: getattr(row, "title", None) or id_ for id_, row in rows.items()}


def _pair(field: str, before: object, after: object) -> str:
    """Return a field with both values."""
    old, new = ("not known" if each is None else str(each) for each in (before, after))
    return f"{field} {old} → {new}"
