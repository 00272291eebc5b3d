"""The served edition: a release, its contents by path, and valid tokens, updated from the store."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache, partial
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from scheduler.errors import StoreError
from scheduler.publishing.feeds import Feeds, Picked, ProgrammeFeed, TooLargeError, Which, path_of
from scheduler.publishing.feeds.addresses import FOLDER
from scheduler.publishing.feeds.calendars import busy_days
from scheduler.publishing.feeds.stamps import changed_public
from scheduler.publishing.feeds.token_lists import feed_of
from scheduler.publishing.page import page_of
from scheduler.publishing.publicity import is_public
from scheduler.publishing.records import Language, PublishedConference, Release
from scheduler.publishing.store import Digests, Store
from scheduler.publishing.store.tokens import Owner, digest_of, owners_by_digest, state_of
from scheduler.web.contents import CALENDAR, MEDIA_TYPES, CachePolicy, Content

MOST_KEPT = 2_000
"""Personal calendars, and picked agendas, that are kept at hand."""
PICKED = "picked"
"""The part of a language's folder in which sessions that a reader has picked are: ids, joined by +."""
AGENDAS = f"{FOLDER}/{{language}}/{PICKED}/{{sessions}}.ics"
"""The paths of picked agendas, for the page."""

OWN = "private, no-cache"
_PUBLIC = "public, max-age=300"
_CACHING: Mapping[str, str] = {".html": "public, max-age=60", ".css": "public, max-age=3600"}
"""How long files of the page may be kept; a style sheet has another address once it is another."""
_WORKER = "worker.js"
"""Browsers ask for it to see whether anything is new."""


class ServedEdition:
    """All that is served of a release, at one stage of the conference.

    Parameters
    ----------
    release
        What is served.
    earlier
        Releases before it, whose changes the page tells.
    now
        The time now, aware.
    """

    def __init__(self, release: Release, earlier: Iterable[Release], now: datetime) -> None:
        conference = release.conference
        today = _today(conference, now)
        self.number = release.number
        self.languages = frozenset(conference.languages)
        self._now = now.replace(microsecond=0)
        self._modified = self._changed(conference, changed_public(release), today)
        self._feeds = Feeds(release, on=today)
        self._public = CachePolicy("public", CALENDAR, _PUBLIC, self._modified)
        own = self._changed(conference, release.published, today)
        self._personal = CachePolicy("personal", CALENDAR, OWN, own, hidden=True)
        self._picked = CachePolicy("picked", CALENDAR, OWN, self._modified, hidden=True)
        self._found: dict[str, Content | None] = self._pages(
            page_of(release, earlier, picked=AGENDAS)
        )
        self._own, self._agenda = (
            lru_cache(MOST_KEPT)(partial(self._calendar, each))
            for each in (self._personal, self._picked)
        )
        self._paths = {
            f"/{path_of(which, language)}": (which, language)
            for language in conference.languages
            for which in self._feeds.public
        }
        self._sessions = frozenset(entry.session for entry in filter(is_public, release.entries))
        for language in conference.languages:  # events of all other feeds are ready then
            self.public(f"/{path_of(ProgrammeFeed(), language)}")

    def public(self, path: str) -> Content | None:
        """Return the public content at a path; None without one."""
        if path not in self._found and path in self._paths:
            which, language = self._paths[path]
            self._found[path] = self._calendar(self._public, which, language)
        return self._found.get(path)

    def folder(self, path: str) -> bool:
        """Return True if a path is that of a page, but for the slash at its end."""
        return f"{path}/" in self._found

    def personal(self, owner: Owner, language: Language) -> Content | None:
        """Return someone's own calendar; None if they are no longer in the programme."""
        return self._own(feed_of(owner), language)

    def picked(self, sessions: Iterable[str], language: Language) -> Content | None:
        """Return a calendar of public sessions; those that are not known are left out."""
        return self._agenda(Picked(self._sessions.intersection(sessions)), language)

    def _calendar(self, policy: CachePolicy, which: Which, language: Language) -> Content | None:
        if not self._feeds.has(which):
            return None
        try:
            return Content(policy, self._feeds.made(which, language))
        except TooLargeError:
            return None

    def _changed(
        self, conference: PublishedConference, released: datetime, today: date
    ) -> datetime:
        """Return when feeds last changed, at the latest: with a release, or the stage; never after now."""
        zone = ZoneInfo(conference.zone)
        days = (day for day in busy_days(conference) if day <= today)
        midnights = (datetime.combine(day, time(), tzinfo=zone) for day in days)
        changed = max((released, *midnights)).astimezone(released.tzinfo)
        return min(changed, self._now)

    def _pages(self, files: Mapping[str, bytes]) -> dict[str, Content | None]:
        """Return the files of the page by path; a folder's path shows the page that is in it."""
        found: dict[str, Content | None] = {}
        for name, body in files.items():
            suffix = PurePosixPath(name).suffix
            caching = "no-cache" if name == _WORKER else _CACHING.get(suffix, _CACHING[".css"])
            rules = CachePolicy("page", MEDIA_TYPES[suffix], caching, self._modified)
            found[f"/{name}"] = Content(rules, body)
        folders = {
            path.removesuffix("index.html"): each
            for path, each in found.items()
            if path.endswith("/index.html")
        }
        return found | folders


def stage_of(conference: PublishedConference, now: datetime) -> date | None:
    """Return the last day on which feeds began to ask for more or fewer looks; None before the first."""
    today = _today(conference, now)
    return max((day for day in busy_days(conference) if day <= today), default=None)


def _today(conference: PublishedConference, now: datetime) -> date:
    return now.astimezone(ZoneInfo(conference.zone)).date()


FROM_SCRATCH = 20
"""At each so many looks all tokens are read, though nothing says that they are others."""


@dataclass(frozen=True, slots=True)
class Showing:
    """The served edition, from which requests are answered."""

    edition: ServedEdition
    owners: Mapping[str, Owner]
    """Of the tokens in force, by digest."""

    def personal(self, token: str, language: str) -> Content | None:
        """Return the calendar that a token opens; None if it opens none.

        Tokens are looked for by their hashes. Whoever guesses cannot choose a hash, so how long that takes
        tells nothing of the tokens in force; and one that is revoked is as unknown as one that never was.
        """
        owner = self.owners.get(digest_of(token))
        return None if owner is None else self.edition.personal(owner, language)


class Watch:
    """Looks at a store, cheaply, and makes what is new. May be called from any thread, by one at a time.

    What is looked at is the store that is at its place now: another one may have been put there. What is new
    is shown once it is sure that the store is whole: a damaged one may have lost its last release, or tokens.

    Parameters
    ----------
    store
        Where releases and tokens are.
    conference
        Name of the conference.
    clock
        Tells the time, aware.

    Raises
    ------
    StoreError
        When there is no release, or the store is damaged.
    """

    def __init__(self, store: Store, conference: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._name = conference
        self._clock = clock
        store.make_sure_whole()
        self._looks = 0
        self._outlines: dict[str, Release] = {}
        self._tokens = state_of(store, conference)
        owners = owners_by_digest(store, conference)
        self._facts: PublishedConference
        self._stage: date | None = None
        self._digests = self._published()
        self.showing = Showing(self._edition(self._digests), owners)

    def look(self) -> bool:
        """Return True if a newer edition was found; `showing` is replaced as a whole.

        Tokens come first: what a new release shows takes longer to make.

        Raises
        ------
        StoreError
            When the store cannot be used; what is shown stays.
        """
        before = self.showing
        self._look_for_tokens()
        self._look_for_releases()
        return self.showing is not before

    def _look_for_tokens(self) -> None:
        self._looks += 1
        tokens = state_of(self._store, self._name)
        if tokens == self._tokens and self._looks % FROM_SCRATCH:
            return
        owners = owners_by_digest(self._store, self._name)
        if owners != self.showing.owners:
            self._store.make_sure_whole()
            self.showing = Showing(self.showing.edition, owners)
        self._tokens = tokens

    def _look_for_releases(self) -> None:
        digests = self._published()
        is_same = digests == self._digests
        if is_same and stage_of(self._facts, self._clock()) == self._stage:
            return
        if not is_same:
            self._store.make_sure_whole()
        self.showing = Showing(self._edition(digests), self.showing.owners)
        self._digests = digests

    def _published(self) -> Digests:
        found = self._store.digests(self._name)
        if not found:
            raise StoreError(
                f"{self._store.place}: nothing of {self._name} has been published yet."
            )
        return found

    def _edition(self, digests: Digests) -> ServedEdition:
        now = self._clock()
        *earlier, (last, _) = digests
        for number, digest in earlier:
            if digest not in self._outlines:
                self._outlines[digest] = self._store.outline(self._name, number)
        release = self._store.release(self._name, last)
        made = ServedEdition(release, [self._outlines[digest] for _, digest in earlier], now)
        self._facts, self._stage = release.conference, stage_of(release.conference, now)
        return made
