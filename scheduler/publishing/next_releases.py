"""The next release of a conference, drafted on top of whatever a store holds when it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from scheduler.errors import InputError, LockError
from scheduler.instance import Instance, is_locked
from scheduler.phrases import Phrase, say
from scheduler.publishing.differences import ReleaseChange, ReleaseDifference, differences
from scheduler.publishing.entries import named_now
from scheduler.publishing.records import Entry, Release
from scheduler.publishing.release_drafts import draft_release, is_same, restore_release, secret_of
from scheduler.schedule import Schedule
from scheduler.wording import counted, one_line

_NEW_OR_GONE = {
    ReleaseChange.ADDED: "would be added",
    ReleaseChange.CANCELLED: "would be cancelled",
    ReleaseChange.RESTORED: "would take place again",
}
_PLACED = {
    ReleaseChange.MOVED: "would have other hours",
    ReleaseChange.ROOM: "would have another room",
}


def refusal(findings: int) -> Phrase:
    """Return that a programme with so many findings against hard rules was not published."""
    what = counted(findings, "finding")
    return say("Published nothing: the programme breaks hard rules ({}).", what)


def locked_changes(instance: Instance, before: Release | None, after: Release) -> tuple[str, ...]:
    """Return a sentence for each change of a session that a lock of the conference forbids.

    Topics are which sessions there are, their titles and their themes; the schedule is which there are, when
    and where. A title in a language in which there was none is no change.

    Parameters
    ----------
    instance
        The conference, which says from which dates on what is locked.
    before
        The last release; None if there is none, and so nothing that could be changed.
    after
        The one that would follow it; the date on which it is published counts, on the clocks of the venue.
    """
    topics, schedule = (
        is_locked(lock, after.published, instance.zone)
        for lock in (instance.topic_lock, instance.schedule_lock)
    )
    if before is None or not (topics or schedule):
        return ()
    since = f"topics are locked since {instance.topic_lock}"
    placed = f"the schedule is locked since {instance.schedule_lock}"
    return tuple(
        f"{_called(each.entry)} {what}: {since if of_topics and topics else placed}."
        for each in differences(before, after)
        for what, of_topics, of_schedule in _changes(each)
        if (of_topics and topics) or (of_schedule and schedule)
    )


def _changes(difference: ReleaseDifference) -> Iterator[tuple[str, bool, bool]]:
    """Yield what a session would be, and whether that changes topics, and the schedule."""
    change, old, new = difference.change, difference.old, difference.new
    if change in _NEW_OR_GONE:
        yield _NEW_OR_GONE[change], True, True
        return
    if change in _PLACED:
        yield _PLACED[change], False, True
    if old is not None and new is not None:
        if any(new.titles.get(language) != title for language, title in old.titles.items()):
            yield "would have another title", True, False
        if {*old.themes} != {*new.themes}:
            yield "would have other themes", True, False


def _called(entry: Entry) -> str:
    return f"{entry.session} ({one_line(next(iter(entry.titles.values())))})"


@dataclass
class NextRelease:
    """Drafts the next release of a conference for a store, and remembers on top of which."""

    instance: Instance
    schedule: Schedule | None
    old: Release | None
    """The release to publish again, if there is no schedule."""
    note: str
    draft: bool
    at: datetime
    override: str = ""
    """The reason to change what is locked; empty: no change of it is allowed."""
    before: Release | None = field(default=None, init=False)
    drafted: Release | None = field(default=None, init=False)

    def follow(self, before: Release | None) -> Release | None:
        """Return the release that follows one; None if nothing would change.

        Raises
        ------
        LockError
            When it changes what is locked, and nobody says why it may.
        """
        self.before = before
        if self.schedule is not None:
            release = draft_release(
                self.instance,
                self.schedule,
                before,
                published=self.at,
                note=self.note,
                draft=self.draft,
            )
        elif self.old is not None and before is not None:
            release = restore_release(
                self.old,
                before,
                published=self.at,
                note=self.note,
                secret=secret_of(self.instance),
                named=partial(named_now, self.instance),
            )
        else:
            raise InputError(f"--again: nothing of {self.instance.name} has been published yet.")
        self.drafted = None if is_same(release, before) else self._permitted(release, before)
        return self.drafted

    def _permitted(self, release: Release, before: Release | None) -> Release:
        """Return a release; with the reason, if it changes what is locked."""
        locked = locked_changes(self.instance, before, release)
        if not locked:
            return release
        if not self.override:
            raise LockError(*locked)
        return Release(**(dict(release) | {"override": self.override}))
