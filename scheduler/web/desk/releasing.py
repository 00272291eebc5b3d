"""Preview and publication of the next release."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.desk import DeskState, LiveDesk, StaleError
from scheduler.errors import InputError, LockError
from scheduler.instance import remade
from scheduler.phrases import say
from scheduler.publishing.differences import ReleaseDifference, differences
from scheduler.publishing.feeds import ForDelegation
from scheduler.publishing.notices import Concern, Writer, concerns
from scheduler.publishing.page import page_of
from scheduler.publishing.records import (
    Entry,
    PublishedConference,
    PublishedPerson,
    Release,
    SessionStanding,
    TitledRow,
)
from scheduler.publishing.release_drafts import NextRelease, refusal
from scheduler.web.desk.facts import Row
from scheduler.web.desk.requests import Asked, text_in, words_in
from scheduler.web.desk.tools import Tools
from scheduler.wording import moment

MOST = 60
"""Most participants that are listed with their notices."""
WORDS = 500
"""Most characters of a note or reason."""


class Releasing:
    """Preview and publication of a desk's programme."""

    def __init__(self, live: LiveDesk, tools: Tools) -> None:
        self._live, self._tools = live, tools
        self._page: dict[str, bytes] = {}

    def preview(self, asked: Asked) -> Row:
        """Return changes and notices of the next release, and keep the participants' page for viewing."""
        self._live.make_sure_of_instance()
        number, desk = self._live.state
        drafting = _drafting(desk, asked)
        before, earlier = self._before(desk)
        answer: Row = {"number": number, "broken": len(desk.evaluation.forbidden), "locked": []}
        try:
            release = drafting.follow(before)
        except LockError as error:
            return answer | {"locked": [*error.troubles], "release": None}
        if release is None:
            return answer | {"release": None, "before": None if before is None else before.number}
        self._page = page_of(release, earlier, is_preview=True)
        return answer | release_row(before, release)

    def publish(self, asked: Asked) -> Row:
        """Publish the desk if it is still in the state that the page has shown.

        Raises
        ------
        StaleError
            When it is in another one by now.
        InputError
            When a file of the instance has changed, hard rules are broken and no one says that it is
            published all the same, or what is locked changes and no one says why it may, or nothing has
            changed.
        """
        number, desk = self._live.state
        if text_in(asked, "number") != number:
            raise StaleError(())
        self._live.make_sure_of_instance()
        broken = len(desk.evaluation.forbidden)
        if broken and asked.get("anyway") is not True:
            raise InputError(refusal(broken))
        drafting = _drafting(desk, asked)
        with self._tools.store(make=True) as store:
            if store is not None:
                store.publish(desk.base.name, drafting.follow)
            place = "" if store is None else store.place
        if drafting.drafted is None:
            raise InputError(say("No change since the last release. Nothing was published."))
        release = drafting.drafted
        return {
            "release": release.number,
            "place": place,
            **_numbers(concerns(drafting.before, release)),
            "commands": self._tools.commands(release.number),
        }

    def page(self, path: str) -> bytes | None:
        """Return a file of the page of the last preview."""
        return self._page.get(path)

    def _before(self, desk: DeskState) -> tuple[Release | None, list[Release]]:
        name = desk.base.name
        with self._tools.store(make=False) as store:
            before = None if store is None else store.latest(name)
            if store is None or before is None:
                return None, []
            numbers = [each.number for each in store.history(name)]
            return before, [store.outline(name, each) for each in numbers]


def _drafting(desk: DeskState, asked: Asked) -> NextRelease:
    """Return the draft of the next release, under the name of the conference."""
    note, override = (words_in(asked, key, WORDS) for key in ("note", "override"))
    draft = asked.get("draft") is True
    instance = remade(desk.instance, name=desk.base.name)
    return NextRelease(
        instance, desk.schedule, None, note, draft, datetime.now(UTC), override.strip()
    )


def release_row(before: Release | None, release: Release) -> Row:
    """Return changes and notices of a release."""
    found = differences(before, release)
    held = [each for each in release.entries if each.standing is not SessionStanding.CANCELLED]
    told = concerns(before, release)
    writer = Writer(before, release)
    language = release.conference.languages[0]
    known: list[TitledRow | PublishedPerson] = [
        *release.conference.delegations,
        *release.conference.people,
    ]
    titles = {each.id: next(iter(each.titles.values())) for each in known}
    return {
        "release": release.number,
        "before": None if before is None else before.number,
        "held": sum(not entry.private for entry in held),
        "private": sum(entry.private for entry in held),
        "changes": [] if before is None else [_change(before, release, each) for each in found],
        "told": [
            [
                titles.get(each.who.id, each.name),
                Counter(say(news.turn.value) for news in each.news),
                writer.notice(each, language).text,
            ]
            for each in told[:MOST]
        ],
        **_numbers(told),
    }


def _numbers(told: Sequence[Concern]) -> Row:
    return {
        "tell": len(told),
        "delegations": sum(isinstance(each.who, ForDelegation) for each in told),
    }


def _change(before: Release, release: Release, found: ReleaseDifference) -> list[Any]:
    title = next(iter(found.entry.titles.values()))
    old, new = _place(before.conference, found.old), _place(release.conference, found.new)
    return [found.session, title, say(found.change.value), old, new]


def _place(conference: PublishedConference, entry: Entry | None) -> str:
    if entry is None or entry.standing is SessionStanding.CANCELLED:
        return "–"
    rooms = {each.id: next(iter(each.titles.values())) for each in conference.rooms}
    return say("{}, {}", moment(entry.start, ZoneInfo(conference.zone)), rooms[entry.room])
