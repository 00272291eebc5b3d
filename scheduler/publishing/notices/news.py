"""What is new for a participant: only sessions that stand in that participant's own feed, before or after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.publishing.feeds import ForDelegation, ForPerson, Personal
from scheduler.publishing.feeds.choosing import Sessions
from scheduler.publishing.records import Entry, Release, Standing


class Turn(StrEnum):
    """What has become of a session for somebody; the first that applies."""

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
    """It is in another room, at the same time."""


@dataclass(frozen=True, slots=True)
class News:
    """A session, and what has become of it."""

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
    """A participant, and what is new for that participant; never nothing."""

    who: Personal
    news: tuple[News, ...]
    """By start, then UID; what is no longer theirs comes last."""

    @property
    def name(self) -> str:
        """Name of the participant in files: ``ada``, or ``delegation:fiji``."""
        return name_of(self.who)


def name_of(who: Personal) -> str:
    """Return the name of a participant in files: ``ada``, or ``delegation:fiji``."""
    return who.id if isinstance(who, ForPerson) else f"delegation:{who.id}"


def participants(*releases: Release | None) -> dict[str, Personal]:
    """Return all who can be told of some releases, by their names in files; those of the last come first."""
    known: dict[str, Personal] = {}
    for release in reversed(releases):
        if release is not None:
            everybody: list[Personal] = [ForPerson(each.id) for each in release.conference.people]
            everybody += [ForDelegation(each.id) for each in release.conference.delegations]
            known |= {name_of(who): who for who in everybody if name_of(who) not in known}
    return known


def concerns(old: Release | None, new: Release) -> tuple[Concern, ...]:
    """Return who is concerned by what a release changes, persons first, in the order of the conference."""
    before = Sessions(old) if old else None
    after = Sessions(new)
    found = (
        Concern(who, tuple(_news(before.of(who) if before else (), after.of(who))))
        for who in participants(old, new).values()
    )
    return tuple(concern for concern in found if concern.news)


def _news(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[News]:
    was = {entry.session: entry for entry in before}
    for entry in after:
        turn = _turn(was.get(entry.session), entry)
        if turn is not None:
            fresh = turn in {Turn.ADDED, Turn.RESTORED}
            yield News(turn, None if fresh else was[entry.session], entry)
    mine = {entry.session for entry in after}
    for entry in before:
        if entry.session not in mine and _is_held(entry):
            yield News(Turn.LEFT, entry, None)


def _turn(old: Entry | None, new: Entry) -> Turn | None:
    """Return what has become of a session that was known as `old`; None if nothing, or nothing of weight."""
    if not _is_held(new):
        return Turn.CANCELLED if old is not None and _is_held(old) else None
    if old is None:
        return Turn.ADDED
    if not _is_held(old):
        return Turn.RESTORED
    if (old.start, old.end) != (new.start, new.end):
        return Turn.MOVED
    return Turn.ROOM if old.room != new.room else None


def _is_held(entry: Entry) -> bool:
    return entry.standing is not Standing.CANCELLED
