"""The next release of a programme: what is new in it, what stays, what is cancelled, and what locks forbid.

Calendars know a session by its UID, and that it has changed by its SEQUENCE and its stamps (RFC 5546, 2.1.4
and 2.1.5). Both only ever grow, whatever becomes of the programme.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import NAMESPACE_OID, uuid4, uuid5

from scheduler.errors import InputError, LockError
from scheduler.instance import Instance, is_locked, remade
from scheduler.phrases import Phrase, say
from scheduler.publishing.conferences import conference_of, make_sure_of_organiser
from scheduler.publishing.differences import (
    ReleaseChange,
    ReleaseDifference,
    differences,
    fields_that_differ,
)
from scheduler.publishing.entries import entries_of, named_now
from scheduler.publishing.feeds.stamps import stamps_of, stamps_without
from scheduler.publishing.publicity import (
    edition_of,
    hidden,
    rows_that_differ,
    secrets_of,
    shows,
    tells_news,
    with_rows_of,
)
from scheduler.publishing.records import (
    UNSHOWN,
    Entry,
    PublishedConference,
    Release,
    SessionStanding,
)
from scheduler.schedule import Schedule
from scheduler.wording import counted, one_line

_SECOND = timedelta(seconds=1)

PLACED = ("start", "end", "standing", "room")
"""Fields whose change raises the sequence of an entry."""

COMMON = ("zone", "organiser", "venue", "site")
"""Fields of a conference that stand in each of its entries in a calendar."""


def new_uid() -> str:
    """Draw the UID of a session that is published for the first time."""
    return str(uuid4())


def draft_release(
    instance: Instance,
    schedule: Schedule,
    before: Release | None,
    *,
    published: datetime,
    note: str = "",
    draft: bool = False,
    uids: Callable[[], str] = new_uid,
) -> Release:
    """Return the release that follows `before` when this programme is published.

    Sessions that were published before and are not in the schedule are cancelled, with what was last
    known of them.

    The release is of now (`published`, aware), or later if `before` is not older; in a draft, sessions are
    tentative. `uids` gives a lower-case UUID for each session that is new.

    Raises
    ------
    InstanceError
        When the instance does not say who publishes.
    """
    make_sure_of_organiser(instance)
    programme = _DraftedProgramme.of(instance, schedule, published, draft=draft)
    return _following(programme, before, published, note, uids)


def restore_release(
    instance: Instance, old: Release, before: Release, *, published: datetime, note: str = ""
) -> Release:
    """Return the release that follows `before` and has the content of an old one.

    What was added since is cancelled; UIDs stay, and sequences go on from where they are. What is private
    in `before`, or in the instance, stays so; those are named who may be named to everybody now.
    """
    known = secret_of(instance) | secrets_of(before)
    entries = hidden(old.entries, known)
    programme = _DraftedProgramme(instance, old.conference, entries, known, old.draft)
    return _following(programme, before, published, note, new_uid)


def as_known_now(
    release: Release, newest: Release, secret: frozenset[str] = frozenset()
) -> Release:
    """Return a release as it may be shown now: what has become private since is private in it.

    The newest release says what is private; `secret` is what is private besides, since nothing was published.
    """
    entries = hidden(release.entries, secret | secrets_of(newest))
    if entries == release.entries:
        return release
    shown = remade(release, entries=entries)
    stamps = stamps_without(release, shown, newest.published)
    return remade(shown, stamps=release.stamps | stamps)


def secret_of(instance: Instance) -> frozenset[str]:
    """Return the ids of the sessions that are private now."""
    return frozenset(session.id for session in instance.sessions if session.private)


def is_same(release: Release, before: Release | None) -> bool:
    """Return whether a release says nothing that the one before does not say."""
    if before is None:
        return False
    same_programme = release.entries == before.entries and release.draft == before.draft
    return same_programme and release.conference == before.conference


@dataclass(frozen=True, slots=True)
class _DraftedProgramme:
    """The next release."""

    instance: Instance
    """Says who may be named to everybody now, also in a session of before."""
    conference: PublishedConference
    entries: Iterable[Entry]
    secret: frozenset[str]
    """Sessions that are private now, even if they were not when they were last held."""
    draft: bool

    @classmethod
    def of(
        cls, instance: Instance, schedule: Schedule, published: datetime, *, draft: bool
    ) -> "_DraftedProgramme":
        standing = SessionStanding.TENTATIVE if draft else SessionStanding.CONFIRMED
        entries = entries_of(instance, schedule, standing, published)
        held = frozenset(entry.session for entry in entries)
        return cls(instance, conference_of(instance, held), entries, secret_of(instance), draft)


def _following(
    programme: _DraftedProgramme,
    before: Release | None,
    published: datetime,
    note: str,
    uids: Callable[[], str],
) -> Release:
    at = published.astimezone(UTC).replace(microsecond=0)
    if before is not None:
        at = max(at, before.published + _SECOND)
    last = {} if before is None else {entry.session: entry for entry in before.entries}
    proposed = {entry.session: entry for entry in programme.entries}
    gone = [_cancelled(last[name], programme.secret) for name in last if name not in proposed]
    shown = (named_now(programme.instance, each) for each in (*proposed.values(), *gone))
    everything = sorted(shown, key=lambda entry: (entry.start, entry.session))
    conference = programme.conference
    if before is not None:
        conference = with_rows_of(conference, before.conference, everything)
    news = None if before is None else _News.between(before.conference, conference)
    entries = [
        remade(entry, uid=uids(), sequence=0, created=at, changed=at)
        if news is None or entry.session not in last
        else _succeeding(entry, last[entry.session], news, at)
        for entry in everything
    ]
    release = Release(
        number=1 if before is None else before.number + 1,
        published=at,
        note=note,
        draft=programme.draft,
        conference=conference,
        entries=tuple(sorted(entries, key=lambda entry: (entry.start, entry.uid))),
    )
    if before is None:
        return release
    if not tells_news(before, release, secrets_of(release)):
        release = remade(release, edition=edition_of(before))
    return remade(release, stamps=stamps_of(release, before))


def _cancelled(entry: Entry, secret: frozenset[str]) -> Entry:
    private = entry.private or entry.session in secret
    return remade(entry, standing=SessionStanding.CANCELLED, private=private)


@dataclass(frozen=True, slots=True)
class _News:
    """Changes of a conference besides its programme."""

    rows: Mapping[str, frozenset[str]]
    """Rows by table."""
    everywhere: bool
    """Whether every session is concerned."""
    elsewhere: bool
    """Whether every session has another address or other clocks."""

    @classmethod
    def between(cls, old: PublishedConference, new: PublishedConference) -> "_News":
        moved = old.zone != new.zone or old.venue.titles != new.venue.titles
        common = any(getattr(old, field) != getattr(new, field) for field in COMMON)
        return cls(rows_that_differ(old, new), everywhere=common, elsewhere=moved)


def _succeeding(entry: Entry, last: Entry, news: _News, at: datetime) -> Entry:
    """Return an entry that follows the one published before: the very same if nothing has changed."""
    moved = news.elsewhere or entry.room in news.rows["rooms"]
    moved = moved or any(getattr(entry, field) != getattr(last, field) for field in PLACED)
    other = {*fields_that_differ(last, entry)}
    shown = bool(other - UNSHOWN) or news.everywhere or shows(entry, news.rows)
    if not (moved or other or shown):
        return last
    return remade(
        entry,
        uid=last.uid,
        sequence=last.sequence + moved,
        created=last.created,
        changed=at if moved or shown else last.changed,
    )


def unpublished(instance: Instance, schedule: Schedule) -> Release:
    """Return what would be the first release of a programme, as a draft; nothing is stored.

    Its UIDs are made of the name and the place of a session, and its moment is the beginning of the
    conference, so that equal programmes give equal releases. It needs no organiser.
    """
    numbers = count(1)
    at = datetime.combine(instance.first_day, datetime.min.time(), instance.zone)
    programme = _DraftedProgramme.of(instance, schedule, at, draft=True)
    return _following(
        programme,
        None,
        at,
        "",
        lambda: str(uuid5(NAMESPACE_OID, f"{instance.name} {next(numbers)}")),
    )


_CHANGES = {
    ReleaseChange.ADDED: ("would be added", True),
    ReleaseChange.CANCELLED: ("would be cancelled", True),
    ReleaseChange.RESTORED: ("would take place again", True),
    ReleaseChange.MOVED: ("would have other hours", False),
    ReleaseChange.ROOM: ("would have another room", False),
}
"""What a session would be by a change of the schedule, and whether that changes topics too."""


def refusal(findings: int) -> Phrase:
    """Return that a programme with so many findings against hard rules was not published."""
    what = counted(findings, "finding")
    return say("Published nothing: the programme breaks hard rules ({}).", what)


def locked_changes(instance: Instance, before: Release | None, after: Release) -> tuple[str, ...]:
    """Return a sentence for each change of a session that a lock of the conference forbids.

    Topics are which sessions there are, their titles and their themes; the schedule is which there are, when
    and where. A title in a language in which there was none is no change. The date on which the release is
    published counts, on the clocks of the venue.
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
    what, of_topics = _CHANGES.get(change, ("", False))
    if what:
        yield what, of_topics, True
    if old is not None and new is not None and not of_topics:
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
                self.instance, self.old, before, published=self.at, note=self.note
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
        return remade(release, override=self.override)
