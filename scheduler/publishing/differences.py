"""The differences between two releases, and who is affected."""

from dataclasses import dataclass
from enum import StrEnum

from scheduler.instance import is_online
from scheduler.publishing.records import OWN, Entry, Release


class ReleaseChange(StrEnum):
    """How a session differs from an earlier release; the first that applies."""

    ADDED = "added"
    """It was not published before."""
    CANCELLED = "cancelled"
    """It no longer takes place."""
    RESTORED = "restored"
    """It was cancelled, and takes place again."""
    MOVED = "moved"
    """It starts or ends at another time, perhaps in another room."""
    ROOM = "room"
    """It is in another room, at the same time."""
    OTHER = "other"
    """Something else is said of it: its title, who takes part, whether it is sure."""


@dataclass(frozen=True, slots=True)
class ReleaseDifference:
    """A session that differs, and whom that affects."""

    change: ReleaseChange
    session: str
    """Id of the session."""
    old: Entry | None
    """The entry before; None if it was not published."""
    new: Entry | None
    """What it is; None where an older release is compared that does not know it yet."""
    fields: tuple[str, ...]
    """Fields of the entry that differ, in the order of the record; none if it was added or is gone."""
    online: frozenset[str] = frozenset()
    """Ids of the persons who take part from afar, before and after."""

    @property
    def entry(self) -> Entry:
        """The present entry, or else the entry before."""
        return self.entries[-1]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entry before and the present one, as far as there are."""
        return tuple(entry for entry in (self.old, self.new) if entry is not None)

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of the persons whom it concerns, before or after, sorted; no room concerns who is online."""
        people = {each.person for entry in self.entries for each in entry.attendees}
        return tuple(sorted(people - self.online if self._is_of_the_room else people))

    @property
    def delegations(self) -> tuple[str, ...]:
        """Ids of the delegations that must or wish to attend it, before or after, sorted."""
        return tuple(
            sorted({d for entry in self.entries for d in (*entry.delegations, *entry.wishing)})
        )

    @property
    def sites(self) -> tuple[str, ...]:
        """Ids of the sites where remote participants are, before or after, sorted; no room concerns them."""
        sites = {site for entry in self.entries for site in entry.sites}
        return () if self._is_of_the_room else tuple(sorted(sites))

    @property
    def _is_of_the_room(self) -> bool:
        return self.fields == ("room",)


def differences(old: Release | None, new: Release) -> tuple[ReleaseDifference, ...]:
    """Return what has changed from one release to a later one, in the order of the new programme.

    Sessions that were cancelled before and still are do not count, whatever else is said of them; nor
    does a session that was cancelled and restored in between, as it was.
    """
    before = {} if old is None else {entry.session: entry for entry in old.entries}
    after = {entry.session: entry for entry in new.entries}
    online = frozenset.intersection(*(_online(each) for each in (old or new, new)))
    found = [_difference(before.get(entry.session), entry, online) for entry in new.entries]
    gone = [_difference(entry, None, online) for name, entry in before.items() if name not in after]
    return tuple(each for each in (*found, *gone) if each is not None)


def _online(release: Release) -> frozenset[str]:
    return frozenset(each.id for each in release.conference.people if is_online(each))


def _difference(
    old: Entry | None, new: Entry | None, online: frozenset[str]
) -> ReleaseDifference | None:
    entry = new or old
    if entry is None or (_is_off(old) and _is_off(new)):
        return None
    fields = () if old is None or new is None else fields_that_differ(old, new)
    change = _change(old, new, fields)
    if change is ReleaseChange.OTHER and not fields:
        return None
    return ReleaseDifference(change, entry.session, old, new, fields, online)


def _is_off(entry: Entry | None) -> bool:
    return entry is None or not entry.is_held


def fields_that_differ(old: Entry, new: Entry) -> tuple[str, ...]:
    """Return the fields in which two entries of a session differ, besides UID, sequence and stamps."""
    return tuple(
        field
        for field in Entry.model_fields
        if field not in OWN and getattr(old, field) != getattr(new, field)
    )


def _change(old: Entry | None, new: Entry | None, fields: tuple[str, ...]) -> ReleaseChange:
    if old is None:
        return ReleaseChange.ADDED
    if _is_off(new):
        return ReleaseChange.CANCELLED
    if _is_off(old):
        return ReleaseChange.RESTORED
    if {"start", "end"} & set(fields):
        return ReleaseChange.MOVED
    return ReleaseChange.ROOM if "room" in fields else ReleaseChange.OTHER
