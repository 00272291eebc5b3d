"""A served release: contents by path, created on first request."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache, partial
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from scheduler.publishing.feeds import Feeds, Picked, ProgrammeFeed, TooLargeError, Which, path_of
from scheduler.publishing.feeds.addresses import FOLDER
from scheduler.publishing.feeds.calendars import busy_days
from scheduler.publishing.feeds.stamps import changed_public
from scheduler.publishing.feeds.token_lists import feed_of
from scheduler.publishing.languages import language_among
from scheduler.publishing.page import front_of, languages_of, missing_of, page_of
from scheduler.publishing.publicity import is_public
from scheduler.publishing.records import Language, PublishedConference, Release
from scheduler.publishing.store.tokens import Owner
from scheduler.web.contents import CALENDAR, CachePolicy, Content, Shelf, content

AT_HAND = 64 * 2**20
"""Bytes of calendars that are kept at hand."""
PICKED = "picked"
"""The part of a language's folder in which sessions that a reader has picked are: ids, joined by +."""
AGENDAS = f"{FOLDER}/{{language}}/{PICKED}/{{sessions}}.ics"
"""The paths of picked agendas, for the page."""
MOST_PICKED = 1_000
"""Picked agendas that are remembered."""

OWN = "private, no-cache"
_PUBLIC = "public, max-age=300"
_CACHING: Mapping[str, str] = {".html": "public, max-age=60", ".css": "public, max-age=3600"}
"""How long files of the page may be kept; a style sheet has another address once it is another."""
_KINDS: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
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
        self._shelf = Shelf(AT_HAND)
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
        self._tongues = languages_of(conference)
        self._fronts = {each: self._front(conference, each) for each in self._tongues}
        self._missing = {each: missing_of(conference, each) for each in self._tongues}
        self._own: dict[tuple[Owner, Language], Content | None] = {}
        self._agenda = lru_cache(MOST_PICKED)(partial(self._calendar, self._picked))
        self._paths = {
            f"/{path_of(which, language)}": (which, language)
            for language in conference.languages
            for which in self._feeds.public
        }
        self._sessions = frozenset(entry.session for entry in filter(is_public, release.entries))
        for language in conference.languages:  # events of all other feeds are ready then
            self.public(f"/{path_of(ProgrammeFeed(), language)}")

    def public(self, path: str) -> Content | None:
        """Return what everybody finds at a path; None if nothing."""
        if path not in self._found and path in self._paths:
            which, language = self._paths[path]
            self._found[path] = self._calendar(self._public, which, language)
        return self._found.get(path)

    def front(self, wanted: Iterable[Language]) -> Content:
        """Return what leads readers of some languages to their page."""
        return self._fronts[language_among(wanted, self._tongues)]

    def folder(self, path: str) -> bool:
        """Return True if a path is that of a page, but for the slash at its end."""
        return f"{path}/" in self._found

    def missing(self, wanted: Iterable[Language]) -> bytes:
        """Return the page that readers of some languages are shown where there is nothing."""
        return self._missing[language_among(wanted, self._tongues)]

    def personal(self, owner: Owner, language: Language) -> Content | None:
        """Return someone's own calendar; None if they are no longer in the programme."""
        key = (owner, language)
        if key not in self._own:
            self._own[key] = self._calendar(self._personal, feed_of(owner), language)
        return self._own[key]

    def picked(self, sessions: Iterable[str], language: Language) -> Content | None:
        """Return a calendar of public sessions; those that are not known are left out."""
        return self._agenda(Picked(self._sessions.intersection(sessions)), language)

    def _calendar(self, policy: CachePolicy, which: Which, language: Language) -> Content | None:
        if not self._feeds.has(which):
            return None
        make = partial(self._feeds.made, which, language)
        try:
            return content(policy, make, self._shelf)
        except TooLargeError:
            return None

    def _front(self, conference: PublishedConference, language: Language) -> Content:
        kind, caching = _KINDS[".html"], _CACHING[".html"]
        rules = CachePolicy("page", kind, caching, self._modified, by_language=True)
        return content(rules, partial(front_of, conference, language), self._shelf)

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
            rules = CachePolicy("page", _KINDS[suffix], caching, self._modified)
            found[f"/{name}"] = content(rules, partial(bytes, body), self._shelf)
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
