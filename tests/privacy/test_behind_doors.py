"""What changes behind doors changes nothing for anybody else: not a byte of what is for everybody."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.feeds import Feeds, Picked, path_of
from scheduler.publishing.feeds.stamps import changed_public
from scheduler.publishing.page import page_of
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release
from scheduler.publishing.store.tokens import Owner, Sort
from scheduler.sources import read_instance_text, read_schedule
from scheduler.web.edition import ServedEdition
from tests.privacy.conftest import CAGE, FIRST, SECOND, write_programme
from tests.publishing.releases import FIRST as NOON

BEHIND_DOORS = {
    "canary-site: 20219": "canary-site: 20220, suva: 20221",
    "suva: 20147": "suva: 20148",
    "zone: Pacific/Chatham": "zone: Asia/Tokyo",
    "people: {chair: [canary-ada], optional: [canary-bob]}": "people: {chair: [canary-bob, canary-eve]}",
    "https://canary.example/panel": "https://canary.example/elsewhere",
    "title: Canary Bob": "title: Canary Robert",
    "title: Canary closed": "title: Canary sealed",
    "title: Canary body": "title: Canary corpus",
    "title: Canary kind": "title: Canary sort",
    "title: Canary region,": "title: Canary area,",
    "title: Canary isle": "title: Canary atoll",
    "wishes: {sessions: [panel]}": "wishes: {sessions: [report]}",
    "delegation: canary-isle": "delegation: canary-land",
}
"""Changes of the cage that concern somebody, and nobody else."""
CLOSED = ("09T15:23", "annex")

TITLED = [form for form in ExportForm if form is not ExportForm.ROSTER]
"""Forms with the titles of sessions; a roster is that of teams that work in half-days, and there are none."""


@cache
def released(places: int, changes: int = 0, *, public: str = "") -> Release:
    """Return a release of the cage, after those of fewer places and of as many without changes."""
    before = released(places, changes - 1) if changes else released(places - 1) if places else None
    text = CAGE.read_text(encoding="utf-8")
    programme: dict[str, tuple[str, str]] = SECOND if places else FIRST
    if changes:
        for old, new in BEHIND_DOORS.items():
            assert text.count(old) >= 1, old
            text = text.replace(old, new, 1)
        programme = programme | {"canary-closed": CLOSED}
    if changes > 1:
        text = text.replace("private: true", "private: true, optional: true")
        programme = {name: place for name, place in programme.items() if name != "canary-closed"}
    text = text.replace("title: Report,", f"title: Report{public},")
    instance = read_instance_text(text.encode(), "cage.yaml")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cage.json"
        write_programme(path, programme, "canary-ada" if changes else "canary-eve")
        schedule = read_schedule(path, instance)
    numbers = count(1)
    return draft_release(
        instance,
        schedule,
        before,
        published=NOON + timedelta(days=places + changes),
        uids=lambda: f"00000000-0000-4000-8000-{places}{changes}{next(numbers):010}",
    )


def for_everybody(release: Release, *earlier: Release) -> Iterator[tuple[str, bytes]]:
    """Yield all that is made of a release for everybody, with its path."""
    feeds, all_of_them = Feeds(release), frozenset({*FIRST, "canary-candidate"})
    for language in ("en", "fr"):
        for which in feeds.public:
            yield path_of(which, language), feeds.made(which, language)
        yield f"picked {language}", feeds.made(Picked(all_of_them), language)
        for form in ExportForm:
            yield f"{language} {form}", exported(release, form, Settings(language=language))
    yield from page_of(release, earlier).items()
    yield "Last-Modified", str(changed_public(release)).encode()


@pytest.mark.slow
@pytest.mark.parametrize("changes", [1, 2])
def test_nobody_else_is_told_that_something_has_changed(changes: int) -> None:
    """Moved, with other people of other names in other numbers; then cancelled."""
    old = [released(places) for places in (0, 1)]
    new = [*old, *(released(1, number) for number in range(1, changes + 1))]
    assert new[-1].number == changes + 2
    before = dict(for_everybody(old[1], old[0]))
    after = dict(for_everybody(new[-1], *new[:-1]))
    assert len(before) > 50
    assert different(before, after) == []


def different(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Return the paths of what is not the same, or only there once."""
    return [path for path in before | after if before.get(path) != after.get(path)]


@pytest.mark.slow
def test_those_whom_it_concerns_are_told() -> None:
    """Or else nothing would have been shown above."""
    old, new = released(1), released(1, 1)
    for language in ("en", "fr"):
        told = [
            which
            for which in Feeds(new).personal
            if Feeds(old).made(which, language) != Feeds(new).made(which, language)
        ]
        assert len(told) == 5


@pytest.mark.slow
def test_everybody_is_told_of_what_is_public() -> None:
    """A title: in calendars, on pages and in all exports, under the number of its release."""
    old, new = released(1, 1), released(1, 2, public="s")
    before = dict(for_everybody(old, released(0), released(1)))
    after = dict(for_everybody(new, released(0), released(1), old))
    told = different(before, after)
    assert {"Last-Modified", "feeds/en/programme.ics", "feeds/en/rooms/hall.ics"} < {*told}
    assert {f"{each}/index.html" for each in ("en", "fr")} < {*told}
    assert {f"{each} {form}" for each in ("en", "fr") for form in TITLED} < {*told}
    assert b"Release 2" in before["en html"]
    assert b"Release 4" in after["en html"]


@pytest.mark.slow
def test_no_answer_of_the_service_is_newer_for_what_is_behind_doors() -> None:
    """Bytes and times of all public answers stay; personal calendars are those of the new release."""
    old, new, now = released(1), released(1, 1), NOON + timedelta(days=9)
    before, after = (
        ServedEdition(old, [released(0)], now),
        ServedEdition(new, [released(0), old], now),
    )
    owner, asked = Owner(Sort.PERSON, "canary-ada"), 0
    for path, _ in for_everybody(old, released(0)):
        then, later = before.public(f"/{path}"), after.public(f"/{path}")
        assert (then is None) == (later is None)
        if then and later:
            asked += 1
            assert (then.body, then.policy.modified) == (later.body, later.policy.modified), path
    assert asked > 30
    mine = [each.personal(owner, "en") for each in (before, after)]
    assert [each and each.policy.modified for each in mine] == [old.published, new.published]
