"""The release that follows the last one of a store: a programme, or an old release again."""

from dataclasses import dataclass, field
from datetime import datetime

from scheduler.errors import InputError
from scheduler.instance import Instance
from scheduler.publishing.drafting import draft_release, is_same, restore_release, secret_of
from scheduler.publishing.records import Release
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
    before: Release | None = field(default=None, init=False)
    drafted: Release | None = field(default=None, init=False)

    def follow(self, before: Release | None) -> Release | None:
        """Return the release that follows one; None if nothing would change."""
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
            )
        else:
            raise InputError(f"--again: nothing of {self.instance.name} has been published yet.")
        self.drafted = None if is_same(release, before) else release
        return self.drafted
