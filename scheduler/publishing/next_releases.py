"""The next release of a conference, drafted on top of whatever a store holds when it is written."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from scheduler.errors import InputError, LockError
from scheduler.instance import Instance
from scheduler.publishing.entries import named_now
from scheduler.publishing.lock_dates import locked_changes
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release, is_same, restore_release, secret_of
from scheduler.schedule import Schedule


@dataclass
class NextRelease:
    """Drafts the next release of a conference for a store, and remembers on top of which."""

    instance: Instance
    schedule: Schedule | None
    old: Release | None
    """What is published again, if there is no schedule."""
    note: str
    draft: bool
    at: datetime
    override: str = ""
    """Why it may change what is locked; it may not, if nothing is said."""
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
