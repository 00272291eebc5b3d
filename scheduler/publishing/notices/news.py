"""News for a participant: sessions that are in the participant's own feed, before or after."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.instance import is_online, room_for
from scheduler.publishing.feeds import ForDelegation, ForPerson, Personal
from scheduler.publishing.feeds.tables import Sessions
from scheduler.publishing.records import Entry, Release


class Turn(StrEnum):
    """How a session differs for a participant; the first that applies."""

    ADDED = "added"
    """It was not in the programme of the participant."""
    RESTORED = "restored"
    """It was cancelled, and takes place again."""
    CANCELLED = "cancelled"
    """It does not take place."""
    LEFT = "left"
    """It is no longer in the programme of the participant, whatever becomes of it."""
    MOVED = "moved"
    """It starts or ends at another time, perhaps in another room."""
    ROOM = "room"
    """They are in another room, or online, at the same time; the room matters to nobody who is online."""
    AGENDA = "agenda"
    """It deals with other items."""


@dataclass(frozen=True, slots=True)
class PersonalNews:
    """A session that differs for a participant."""

    turn: Turn
    old: Entry | None
    """What the participant knew of it; None if it was added or restored."""
    new: Entry | None
    """What the participant may know of it; None if it is no longer theirs."""

    @property
    def session(self) -> str:
        """Id of the session."""
        return next(each.session for each in (self.new, self.old) if each)


@dataclass(frozen=True, slots=True)
class Concern:
    """A participant with news."""

    who: Personal
    news: tuple[PersonalNews, ...]
    """By start, then UID; what is no longer theirs comes last."""
    is_first: bool = False
    """Whether nothing stood in their programme before, so that all of it is new."""

    @property
    def name(self) -> str:
        """Name of the participant in files: ``ada``, or ``delegation:fiji``."""
        return name_of(self.who)


def name_of(who: Personal) -> str:
    """Return the name of a participant in files: ``ada``, or ``delegation:fiji``."""
    return who.id if isinstance(who, ForPerson) else f"delegation:{who.id}"


def participants(*releases: Release | None) -> dict[str, Personal]:
    """Return the participants of some releases, by their names in files; those of the last come first."""
    known: dict[str, Personal] = {}
    for release in reversed(releases):
        if release is not None:
            everybody: list[Personal] = [ForPerson(each.id) for each in release.conference.people]
            everybody += [ForDelegation(each.id) for each in release.conference.delegations]
            known |= {name_of(who): who for who in everybody if name_of(who) not in known}
    return known


@dataclass(frozen=True, slots=True)
class _Programme:
    """What somebody knows of a release: their own sessions, and where they are in them."""

    entries: Sequence[Entry]
    online: bool

    def room(self, entry: Entry) -> str | None:
        """Return the room in which they are; None if they are online."""
        return room_for(entry.room, online=self.online)


def concerns(old: Release | None, new: Release) -> tuple[Concern, ...]:
    """Return who is affected by the changes of a release, persons first, in the order of the conference."""
    before, after = (_programmes_of(old) if old else None), _programmes_of(new)
    found = []
    for who in participants(old, new).values():
        was, now = (before(who) if before else _Programme((), online=False)), after(who)
        news = tuple(_news(was, now))
        if news:
            found.append(Concern(who, news, is_first=not was.entries))
    return tuple(found)


def _programmes_of(release: Release) -> Callable[[Personal], _Programme]:
    """Return what tells somebody's programme in a release."""
    sessions = Sessions(release)
    online = {each.id for each in release.conference.people if is_online(each)}
    return lambda who: _Programme(
        sessions.of(who),
        online=isinstance(who, ForPerson) and who.id in online,
    )


def _news(before: _Programme, after: _Programme) -> Iterator[PersonalNews]:
    was = {entry.session: entry for entry in before.entries}
    for entry in after.entries:
        old = was.get(entry.session)
        turn = _turn(old, entry)
        if turn is None and old and old.is_held and entry.is_held:
            if before.room(old) != after.room(entry):
                turn = Turn.ROOM
            elif [each.item for each in old.agenda] != [each.item for each in entry.agenda]:
                turn = Turn.AGENDA
        if turn is not None:
            fresh = turn in {Turn.ADDED, Turn.RESTORED}
            yield PersonalNews(turn, None if fresh else old, entry)
    mine = {entry.session for entry in after.entries}
    for entry in before.entries:
        if entry.session not in mine and entry.is_held:
            yield PersonalNews(Turn.LEFT, entry, None)


def _turn(old: Entry | None, new: Entry) -> Turn | None:
    """Return what has become of a session that was known as `old`, but for its place; None if nothing."""
    if not new.is_held:
        return Turn.CANCELLED if old is not None and old.is_held else None
    if old is None:
        return Turn.ADDED
    if not old.is_held:
        return Turn.RESTORED
    return Turn.MOVED if (old.start, old.end) != (new.start, new.end) else None
