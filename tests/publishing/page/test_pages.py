"""The files of the page, read by an independent reader of HTML; and what they tell of releases."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from scheduler.publishing.feeds import Feeds, path_of
from scheduler.publishing.page import page_of
from scheduler.publishing.page.view import log_of
from scheduler.publishing.records import Attendee, Entry, Release, SessionStanding
from tests.publishing.page.released import EVIL, LONG, evil, page, small
from tests.publishing.releases import changed, entry, reference, release
from tests.publishing.test_privacy import ATTIC, CANARY, with_canaries
from tests.reporting.pages import Reader, read

RELEASES = {
    "reference": reference,
    "small": small,
    "evil": evil,
    "secretive": lambda: with_canaries(ATTIC),
}


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    """Return a language of the page."""
    return str(request.param)


@pytest.fixture(params=[*RELEASES.values()], ids=[*RELEASES])
def shown(request: pytest.FixtureRequest, language: str) -> Reader:
    """Read the page of a release in a language."""
    return read(page(request.param(), language))


def attributes(reader: Reader, name: str) -> list[str]:
    """Return the values of an attribute, wherever it stands."""
    return [value for each in reader.elements if (value := each.attributes.get(name)) is not None]


def test_the_page_is_well_formed_and_refers_to_itself_only(shown: Reader) -> None:
    """Everything is closed; ids are unique; what is referred to is there."""
    assert not shown.troubles
    ids = attributes(shown, "id")
    assert len(set(ids)) == len(ids)
    fragments = [href[1:] for href in attributes(shown, "href") if href.startswith("#")]
    for_ids = attributes(shown, "for") + attributes(shown, "aria-labelledby")
    assert fragments
    assert not {*fragments, *for_ids} - {*ids}


def test_nothing_is_loaded_but_files_of_the_page(shown: Reader) -> None:
    """Scripts and styles are files beside the page; nothing is inline, as its policy demands."""
    loaded = attributes(shown, "src")
    loaded += [
        str(each.attributes["href"])
        for each in shown.elements
        if each.name == "link" and each.attributes["rel"] != "alternate"
    ]
    assert {address.partition("?")[0] for address in loaded} == {
        *("../page.js", "../page.css", "../icon.svg", "../icon-180.png", "../manifest.webmanifest")
    }
    [policy] = [a for e in shown.elements if (a := e.attributes).get("http-equiv")]
    assert policy["content"] is not None
    assert "unsafe" not in policy["content"]
    assert policy["content"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    names = {name for each in shown.elements for name in each.attributes}
    assert not {name for name in names if name.startswith("on")} | (names & {"style", "srcdoc"})
    scripts = [each.attributes for each in shown.elements if each.name == "script"]
    assert [each.get("type") for each in scripts] == [None, "application/json"]


def test_links_lead_to_the_page_to_calendars_and_to_the_web_alone(shown: Reader) -> None:
    """No scheme but https, and webcal for calendars."""
    for href in attributes(shown, "href"):
        assert re.match(r"(#|\.\./|https://|webcal://)", href)


def test_calendars_to_which_the_page_invites_are_published(language: str) -> None:
    """Each is a public feed of the release; only those with sessions are named."""
    found = attributes(read(page(small(), language)), "href")
    asked = {href[3:] for href in found if href.startswith("../feeds/")}
    public = {path_of(which, language) for which in Feeds(small()).public}
    assert asked <= public
    names = ("programme", "rooms/A", "bodies/com3", "themes/trust", "kinds/meeting", "regions/afr")
    assert {f"feeds/{language}/{name}.ics" for name in names} < asked
    assert f"feeds/{language}/themes/unused.ics" in public - asked
    assert f"webcal://tiny.example/feeds/{language}/programme.ics" in found


def test_equal_releases_give_equal_bytes() -> None:
    """Nothing depends on the clock, or on an order that is not the release's."""
    assert page_of(small(2), [small()]) == page_of(small(2), [small()])


def test_the_files_are_those_that_are_kept_for_a_time_without_network() -> None:
    """The worker names all files but itself; its version changes with any of them."""
    found = page_of(small())
    kept = [json.loads(_kept(files)) for files in (found, page_of(small(2)))]
    assert kept[0]["files"] == sorted(found.keys() - {"worker.js"})
    assert kept[0]["calendars"] == ["feeds/en/programme.ics", "feeds/fr/programme.ics"]
    assert kept[0]["version"] != kept[1]["version"]


def _kept(found: dict[str, bytes]) -> str:
    text = found["worker.js"].decode()
    return text[text.index("{") : text.index(";\n", text.index("{"))]


def test_the_conference_has_pages_in_its_languages_and_those_of_the_page() -> None:
    """In German the conference is named in German, and the page speaks English; in Spanish all is Spanish."""
    titles = {"de": "Vortrag", "es": "Charla"}
    found = page_of(release(entry("talk", titles=titles), languages=("de", "es")))
    assert {f"{each}/index.html" for each in ("de", "es", "en", "fr")} < found.keys()
    german, spanish = (found[f"{each}/index.html"].decode() for each in ("de", "es"))
    assert '<html lang="en">' in german
    assert '<span dir="auto" lang="de">Vortrag</span>' in german
    assert '<html lang="es">' in spanish
    assert '<span dir="auto">Charla</span>' in spanish
    assert "Ir al programa" in spanish
    assert b"url=de/index.html" in found["index.html"]


def test_nothing_private_is_in_any_file() -> None:
    """Neither who takes part, nor how to join, nor any trace of a session behind doors."""
    made = with_canaries(ATTIC)
    everything = b"".join(page_of(made, [made]).values()).decode("utf-8", "replace").lower()
    assert CANARY not in everything
    assert "behind-doors" not in everything


def test_what_was_public_and_has_become_private_is_nowhere(language: str) -> None:
    """Not in the history either."""
    before = release(entry("talk", titles={"en": "Canary"}), entry("rest"))
    after = release(
        entry("talk", "2021-11-08T08:00", titles={"en": "Canary"}, private=True),
        entry("rest", "2021-11-08T08:00"),
        number=2,
    )
    text = page(after, language, before)
    assert "Canary" not in text
    assert text.count("<strong>") == 1  # the other one has moved


def test_evil_texts_are_text(language: str) -> None:
    """They open no element, close none, carry no code that turns text, and are all there."""
    text = page(evil(), language)
    assert not set("\u202e\u2066\x00\x07\r") & set(text)
    assert "<script>alert" not in text
    assert "{{ 7*7 }}" in text  # not 49
    assert text.count(LONG) >= 2  # title and description
    assert "javascript:alert(4)" not in text
    reader = read(text)
    wanted = " ".join(EVIL.translate(dict.fromkeys(map(ord, "\x00\x07\ud83d\u202e\u2066"))).split())
    assert sum(" ".join(said.split()) == wanted for said in reader.texts) >= 8


def test_evil_colours_are_no_rules() -> None:
    """A colour is a name or a number; anything else is the colour of text."""
    styles = page_of(evil())["page.css"].decode()
    assert "evil.example" not in styles
    assert "display:none}" not in styles.split("@page")[1]
    assert ".theme-0{--colour:currentColor}" in styles
    assert ".theme-0{--colour:seagreen}" in page_of(small())["page.css"].decode()


def test_the_script_never_takes_text_for_markup() -> None:
    """Nothing in it makes elements, code or addresses out of text."""
    script = page_of(small())["page.js"].decode() + page_of(small())["worker.js"].decode()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(", script
    )
    assert not re.search(r"https?://(?!\))", script)


def test_the_reference_conference_fits_into_three_hundred_kilobytes(language: str) -> None:
    """The page, its style and its script, not compressed; it must be ready in a second."""
    found = page_of(reference())
    first_view = (f"{language}/index.html", "page.css", "page.js", "icon.svg")
    assert sum(len(found[name]) for name in first_view) < 300_000


def test_no_session_is_missing_from_the_reference_page(language: str) -> None:
    """All but the talk under Chatham House rules, which is private."""
    text = page(reference(), language)
    assert text.count('<li class="session') == len(reference().entries) - 1
    assert "chatham" not in text.lower()


def told(*releases: Release) -> list[list[str]]:
    """Return what each release changed, the last first: ``"moved talk"``."""
    *earlier, last = releases
    issues = log_of(last, earlier)
    return [
        [f"{each.change} {each.entry.session}" for each in issue.told or ()] for issue in issues
    ]


def after(*entries: Entry, number: int = 2) -> Release:
    """Return the release that follows."""
    return release(*entries, number=number)


def moved(old: Entry, hour: int) -> Entry:
    """Return a session an hour long that has moved."""
    start = datetime(2021, 11, 8, hour, tzinfo=UTC)
    return changed(old, start=start, end=start.replace(hour=hour + 1))


TALK, REST = entry("talk"), entry("rest", room="B")


def test_each_change_is_told_once_the_last_release_first() -> None:
    """Moved, cancelled, new; then moved back."""
    new = changed(entry("new", "2021-11-08T12:00"))
    first = release(TALK, REST)
    second = after(moved(TALK, 8), changed(REST, standing=SessionStanding.CANCELLED), new)
    third = after(moved(TALK, 6), changed(REST, standing=SessionStanding.CANCELLED), new, number=3)
    assert told(first, second, third) == [
        ["moved talk"],
        ["cancelled rest", "moved talk", "added new"],
        [],
    ]


def test_what_the_page_does_not_show_is_no_change() -> None:
    """Who takes part, how to join, how many follow from where; but that one can follow at all is."""
    people = (Attendee(person="ada", role="chair"),)
    quiet: list[dict[str, Any]] = [{"attendees": people}, {"join": "https://x.example"}]
    for fields in quiet:
        assert told(release(TALK), after(changed(TALK, **fields))) == [[], []]
    remote = changed(TALK, sites={"suva": 1})
    assert told(release(TALK), after(remote)) == [["other talk"], []]
    assert told(release(remote), after(changed(remote, sites={"suva": 2}))) == [[], []]


def test_private_sessions_are_told_of_in_no_release() -> None:
    """One that has become private, one that was, and one that has become public."""
    hidden = changed(moved(TALK, 8), private=True)
    assert told(release(TALK, REST), after(hidden, REST)) == [[]]
    assert told(release(TALK), after(moved(TALK, 8)), after(hidden, number=3)) == [[]]
    assert told(release(hidden), after(moved(TALK, 9))) == [[], []]


def test_a_release_that_told_nobody_anything_is_not_told_of() -> None:
    """That it changed no session that is public would tell that it changed another; a note is told."""
    secret = entry("secret", "2021-11-08T12:00", private=True)
    first, third = release(TALK, secret), after(moved(TALK, 9), changed(secret, room="B"), number=3)
    second = after(TALK, changed(secret, room="B"))
    assert [each.release.number for each in log_of(second, [first])] == [1]
    assert [each.release.number for each in log_of(third, [first, second])] == [3, 1]
    noted = second.model_copy(update={"note": "Lunch is at one."})
    assert [each.release.number for each in log_of(noted, [first])] == [2, 1]
    for language in ("en", "fr"):
        assert page(second, language, first) == page(first, language)
