"""What is new, gone and changed in a newer programme, with each value as it was and as it is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from scheduler.instance import Instance, Session, minutes_of, quoted
from scheduler.schedule import Assignment, Schedule
from scheduler.sources.programmes.alike import near, shape_of
from scheduler.wording import counted

SHARED = 0.5
"""Of the words of two titles, the part that both have, at least, if they may be of one session."""
LONGEST = 80
"""Letters of a list of persons that is told."""
MOST_LIKE = 2
"""Sessions that are named as maybe the same."""


class Sides:
    """A programme before and after."""

    def __init__(
        self,
        base: Instance,
        before: Schedule | None,
        instance: Instance,
        after: Schedule,
        *,
        is_searched: bool = False,
    ) -> None:
        self.base, self.instance = base, instance
        self._known, self._searched = before is not None, is_searched
        self._before = {} if before is None else before.by_session
        self._after = after.by_session

    def lines(self, *, is_list: bool) -> Iterator[str]:
        """Yield what is new, gone and changed: sessions in their order, then rooms and persons.

        Of a list it is told how a session keeps its id by a column. Times and rooms are only counted if the
        programme before was searched: what the newer one moves cannot be told from what the search has moved.
        """
        old, new = self.base.session_by_id, self.instance.session_by_id
        for id_, session in new.items():
            at = self._at(id_)
            if id_ not in old:
                yield f"New: {session.title}{at}."
            elif fields := [*self._fields(old[id_], session)]:
                yield f"Changed: {session.title}{at}: {'; '.join(fields)}."
        yield from self._replanned(old.keys() & new.keys())
        fresh = [session for id_, session in new.items() if id_ not in old]
        for id_, session in old.items():
            if id_ not in new:
                yield f"Gone: {session.title}.{self._maybe(session, fresh, is_list=is_list)}"
        yield from self._rooms()
        yield from _new_and_gone(
            "person", _titles(self.base.person_by_id), _titles(self.instance.person_by_id)
        )

    def new_places(self) -> list[str]:
        """Return the titles of new sessions that have a place, while the programme before has none."""
        known = {each.session for each in self.base.published} or {*self._before}
        new = (id_ for id_ in self.instance.session_by_id if id_ in self._after)
        return [self.instance.session_by_id[id_].title for id_ in new if known and id_ not in known]

    def _rooms(self) -> Iterator[str]:
        old, new = self.base.room_by_id, self.instance.room_by_id
        for id_, room in new.items():
            seats = None if id_ not in old else old[id_].capacity
            if id_ in old and seats != room.capacity:
                yield f"Changed room: {room.title or id_}: {_pair('seats', seats, room.capacity)}."
        yield from _new_and_gone("room", _titles(old), _titles(new))

    def _fields(self, old: Session, new: Session) -> Iterator[str]:
        """Yield each field of a session that has changed, with both values."""
        if old.title != new.title:
            yield _pair("title", quoted(old.title), quoted(new.title))
        if old.kind != new.kind:
            kinds = (
                quoted(side.kind_by_id[each.kind].title or each.kind)
                for side, each in ((self.base, old), (self.instance, new))
            )
            yield _pair("kind", *kinds)
        if old.duration != new.duration:
            lengths = (f"{minutes_of(each.duration)} min" for each in (old, new))
            yield _pair("length", *lengths)
        if old.attendance != new.attendance:
            yield _pair("attendance", old.attendance, new.attendance)
        if old.people != new.people:
            yield f"persons: {self._persons(old, new)}"
        if old.themes != new.themes:
            names = (
                ", ".join(rows[theme].title or theme for theme in each.themes) or "none"
                for rows, each in (
                    ({row.id: row for row in self.base.themes}, old),
                    ({row.id: row for row in self.instance.themes}, new),
                )
            )
            yield _pair("track", *names)
        if self._known and not self._searched:
            yield from self._moved(self._before.get(old.id), self._after.get(new.id))

    def _persons(self, old: Session, new: Session) -> str:
        """Return who has come to a session, who has gone, and who has another role there."""
        roles = [
            {person: role for role, group in each.people.items() for person in group}
            for each in (old, new)
        ]
        names = _titles(self.base.person_by_id) | _titles(self.instance.person_by_id)
        before, after = roles
        told = [f"{names[each]} is new" for each in after if each not in before]
        told += [f"{names[each]} is gone" for each in before if each not in after]
        told += [
            f"{names[each]}: {before[each]} → {role}"
            for each, role in after.items()
            if each in before and before[each] != role
        ]
        return ", ".join(told) or "in another order"

    def _replanned(self, ids: Iterable[str]) -> Iterator[str]:
        """Yield how many sessions are elsewhere than in a programme that was searched, if some are."""
        pairs = [(self._before.get(each), self._after.get(each)) for each in ids]
        number = sum(any(self._moved(*pair)) for pair in pairs)
        if self._searched and number:
            have = "has" if number == 1 else "have"
            yield (
                f"{counted(number, 'session')} {have} another time or room than in the programme before. "
                "That was searched since it was imported: which of them the newer one moves cannot be told."
            )

    def _moved(self, before: Assignment | None, after: Assignment | None) -> Iterator[str]:
        if before is None or after is None:
            if before is not after:
                yield f"time and room: {self._place(self.base, before)} → {self._place(self.instance, after)}"
            return
        if before.start != after.start:
            zone = self.instance.zone
            starts = (f"{each.start.astimezone(zone):%Y-%m-%d %H:%M}" for each in (before, after))
            yield _pair("time", *starts)
        if before.room != after.room:
            yield _pair("room", _room(self.base, before), _room(self.instance, after))

    def _at(self, id_: str) -> str:
        """Return where a session is, in words."""
        place = self._after.get(id_)
        return ", without a time" if place is None else f" ({self._place(self.instance, place)})"

    def _place(self, side: Instance, place: Assignment | None) -> str:
        if place is None:
            return "none"
        start: datetime = place.start.astimezone(side.zone)
        return f"{start:%Y-%m-%d %H:%M}, {_room(side, place)}"

    def _maybe(self, gone: Session, fresh: Iterable[Session], *, is_list: bool) -> str:
        """Return which new sessions a session that is gone may be, and what to do then."""
        likely = [each for each in fresh if self._is_like(gone, each)][:MOST_LIKE]
        if not likely:
            return ""
        names = " or ".join(f"{quoted(each.title)}{self._at(each.id)}" for each in likely)
        if is_list:
            how = f"give its row the id {gone.id} in a column that the mapping has as `id`"
        else:
            how = f"in the older instance, and its solution, call {gone.id} {likely[0].id}"
        return f" Maybe the same: {names}. If it is, {how}, and import again: it keeps what it had."

    def _is_like(self, gone: Session, new: Session) -> bool:
        """Tell whether two sessions may be one: where, when and with whom it is, or by their titles."""
        before, after = self._before.get(gone.id), self._after.get(new.id)
        places = [None if each is None else (each.start, each.room) for each in (before, after)]
        if places[0] is not None and places[0] == places[1] and gone.people == new.people:
            return True
        one, other = shape_of(gone.title), shape_of(new.title)
        words, others = {*one.heavy}, {*other.heavy}
        if len(words & others) > 1 and (words <= others or others <= words):
            return True
        shared = [word for word in words & others if not word.isdigit()]
        return near(one, other) or len(shared) > SHARED * len(words | others)


def _new_and_gone(noun: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    yield from (f"New {noun}: {title}." for id_, title in new.items() if id_ not in old)
    yield from (f"Gone {noun}: {title}." for id_, title in old.items() if id_ not in new)


def _titles(rows: Mapping[str, object]) -> dict[str, str]:
    return {id_: getattr(row, "title", None) or id_ for id_, row in rows.items()}


def _room(side: Instance, place: Assignment) -> str:
    room = side.room_by_id.get(place.room)
    return place.room if room is None else room.title or room.id


def _pair(field: str, before: object, after: object) -> str:
    """Return a field with both values."""
    old, new = ("not known" if each is None else str(each) for each in (before, after))
    return f"{field} {old} → {new}"
