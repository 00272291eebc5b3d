"""What an event says, and in which language: title, place, description, links, colour, time taken."""

from datetime import date

import pytest

from scheduler.publishing.dates import day_and_month, full_date, plain_date
from scheduler.publishing.feeds import (
    Feeds,
    ForDelegation,
    ForPerson,
    InRoom,
    OfKind,
    OnTheme,
    Picked,
    ProgrammeFeed,
)
from scheduler.publishing.feeds.texts import address, shortened, width
from scheduler.publishing.languages import language_for, text_and_language, text_in
from scheduler.publishing.records import SessionStanding
from tests.publishing.releases import attended, entry, full_release, named, person, place, release
from tests.publishing.strict import all_feeds, event_of, events_of, read

REMOTE = person("bob", remote=True, zone="Asia/Kathmandu")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("a" * 200, "a" * 200),
        ("a" * 201, "a" * 199 + "…"),
        ("🚀" * 100, "🚀" * 100),
        ("🚀" * 101, "🚀" * 99 + "…"),
        ("Two\nlines\r\nand a\ttab", "Two lines and a tab"),
        ("<b>Bold</b> and 1 < 2", "‹b>Bold‹/b> and 1 < 2"),
    ],
)
def test_f22_titles_are_one_plain_line(title: str, shown: str) -> None:
    """At most 200 UTF-16 units; an emoji has two."""
    assert event_of(release(entry("x", titles={"en": title}))).get("SUMMARY") == shown


def test_f22_a_cancelled_title_is_no_longer() -> None:
    """11 units of "CANCELLED: ", 188 of the title, an ellipsis."""
    cancelled = entry("x", titles={"en": "a" * 200}, standing=SessionStanding.CANCELLED, sequence=1)
    later = cancelled.model_copy(update={"changed": cancelled.created.replace(day=2)})
    assert event_of(release(later)).get("SUMMARY") == "CANCELLED: " + "a" * 188 + "…"


@pytest.mark.parametrize(
    ("text", "units", "cut"),
    [
        ("ab", 2, "ab"),
        ("abc", 2, "a…"),
        ("🚀🚀", 3, "🚀…"),
        ("🚀🚀", 2, "…"),
        ("ae\u0301x", 3, "a…"),  # the accent does not leave its letter
        ("a\U0001f469\u200d\U0001f680x", 5, "a…"),  # nor one half of an emoji the other
        ("abc", 0, ""),
    ],
)
def test_f22_cuts_are_between_letters(text: str, units: int, cut: str) -> None:
    """Never within a pair of surrogates, an accented letter, or a joined emoji."""
    assert shortened(text, units) == cut
    assert width(cut) <= units


def test_f23_long_places_are_cut_and_remote_ones_online() -> None:
    """255 units at most."""
    long = release(
        entry("x"), rooms=(place("A", titles={"en": "r" * 190}, floor={"en": "f" * 190}),)
    )
    assert event_of(long).get("LOCATION") == "r" * 190 + ", " + "f" * 62 + "…"
    made = release(entry("x", attendees=attended("bob")), people=(REMOTE,))
    event = event_of(made, ForPerson("bob"))
    assert event.get("LOCATION") == "Online"
    assert not event.all("GEO")
    assert event_of(made, ForPerson("bob"), "fr").get("LOCATION") == "En ligne"


@pytest.mark.parametrize(
    ("zone", "start", "said"),
    [
        ("America/St_Johns", "2021-11-08T06:00", "02:30 to 03:30 (St Johns, UTC−3:30)"),
        ("Europe/London", "2021-11-08T23:30", "23:30 to 00:30 the next day (London, UTC)"),
        ("Europe/Moscow", "2021-11-08T06:00", ""),  # the clocks of Addis Ababa
    ],
)
def test_f24_hours_at_home_are_said_where_they_differ(zone: str, start: str, said: str) -> None:
    """Also past midnight."""
    made = release(
        entry("x", start, attendees=attended("bob")),
        people=(person("bob", remote=True, zone=zone),),
    )
    text = event_of(made, ForPerson("bob")).text("DESCRIPTION")
    assert text.startswith(f"Where you are: Monday 8 November 2021, {said}" if said else "Type:")


def test_f24_a_description_is_cut_but_its_links_are_not() -> None:
    """4,000 units at most; one property."""
    made = release(entry("x", descriptions={"en": "🚀" * 10_000}))
    event = event_of(made)
    text = event.text("DESCRIPTION")
    assert 3_990 <= width(text) <= 4_000
    assert text.endswith("🚀…\n\nType: Meeting\n\nProgramme: https://tiny.example/en/#x")
    assert len(event.all("DESCRIPTION")) == 1


@pytest.mark.parametrize(
    "site", [None, "http://127.0.0.1:8000", "ftp://tiny.example", "tiny.example"]
)
def test_f25_addresses_are_https_or_left_out(site: str | None) -> None:
    """A calendar that points to somebody's own machine points nowhere."""
    content = Feeds(release(entry("x"), site=site)).made(ProgrammeFeed(), "en")
    assert not [line for line in content.split(b"\r\n") if line.startswith((b"URL", b"SOURCE"))]
    assert b"Programme:" not in content


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("https://meet.example/a b", None),
        ("https://meet.example/é?x=1,2;3", "https://meet.example/%C3%A9?x=1,2;3"),
        ("https://meet.example/%C3%A9", "https://meet.example/%C3%A9"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[x", None),
        ("https://meet.example/\r\nATTENDEE:mailto:x@y.z", None),
        ("tel:+251115517700", "tel:+251115517700"),
        ("https://meet.example/" + "x" * 2_000, None),
        ("", None),
    ],
)
def test_f25_odd_addresses_are_encoded_or_left_out(given: str, written: str | None) -> None:
    """Nothing that a browser would run, and nothing that ends the line."""
    assert address(given) == written


def test_f26_categories_are_the_themes_and_the_kind() -> None:
    """In the language wanted; without doubles."""
    made = release(
        entry("x", themes=("a", "b")),
        themes=(named("a", titles={"en": "One, two; three"}), named("b", titles={"en": "Meeting"})),
    )
    assert event_of(made).get("CATEGORIES") == ("One, two; three", "Meeting")


def test_f27_the_venue_is_on_the_map() -> None:
    """Latitude first."""
    assert event_of(release(entry("x"))).get("GEO") == (9.01, 38.74)
    assert event_of(release(entry("x"), venue={})).get("GEO") is None


def test_f28_own_time_is_taken_and_others_is_not() -> None:
    """Taken in the feeds of persons, and in what somebody has picked; not by what is an option."""
    made = full_release()
    for which in (
        ProgrammeFeed(),
        InRoom("A"),
        OnTheme("growth"),
        OfKind("meeting"),
        ForDelegation("ke"),
    ):
        assert {event.get("TRANSP") for event in events_of(made, which).values()} == {"TRANSPARENT"}
    ada, bob = (events_of(made, ForPerson(each)) for each in ("ada", "bob"))
    assert {session: event.get("TRANSP") for session, event in ada.items()} == {
        "talk": "OPAQUE",
        "panel": "OPAQUE",
        "dropped": "TRANSPARENT",
    }
    assert {session: event.get("TRANSP") for session, event in bob.items()} == {
        "panel": "TRANSPARENT",
        "late": "OPAQUE",
    }
    picked = events_of(made, Picked(frozenset({"panel", "africa", "talk"})))
    assert {
        session: event.get("X-MICROSOFT-CDO-BUSYSTATUS") for session, event in picked.items()
    } == {
        "africa": "TENTATIVE",
        "panel": "BUSY",
    }


def test_f29_what_is_personal_is_private() -> None:
    """Who looks into the calendar of a VIP sees that the time is taken, no more."""
    for which, _, content in all_feeds(full_release()):
        wanted = "PRIVATE" if isinstance(which, ForPerson | ForDelegation) else "PUBLIC"
        assert {event.get("CLASS") for event in read(content).named("VEVENT")} <= {wanted}


def test_f30_links_to_join_are_for_those_invited() -> None:
    """A list of features that is not quoted; a public webcast is everybody's."""
    made = full_release()
    (join,) = events_of(made, ForPerson("ada"))["panel"].all("CONFERENCE")
    assert join.value == "https://meet.example/p"
    assert join.parameters == {"VALUE": ("URI",), "FEATURE": ("AUDIO", "VIDEO"), "LABEL": ("Join",)}
    assert b"FEATURE=AUDIO,VIDEO;" in Feeds(made).made(ForPerson("ada"), "en")
    (watch,) = events_of(made)["opening"].all("CONFERENCE")
    assert (watch.value, watch.parameters["LABEL"]) == ("https://live.example/1,2;3", ("Watch",))
    for which, _, content in all_feeds(made):
        if not isinstance(which, ForPerson):
            assert b"meet.example" not in content.replace(b"\r\n ", b"")


def test_f31_colours_are_names() -> None:
    """That of the first theme that has one, else of the body or the kind; ``#ff0000`` is none."""
    colours = {session: event.get("COLOR") for session, event in events_of(full_release()).items()}
    assert colours["growth-1"] == "tomato"
    assert colours["growth-2"] == "tomato"
    assert colours["opening"] == "navy"
    assert colours["panel"] is None


@pytest.mark.parametrize(
    ("wanted", "known", "found"),
    [
        ("en-GB", ("en", "en-GB"), "en-GB"),  # itself
        ("en-GB", ("fr", "en"), "en"),  # what is left without its last part
        ("zh-Hant-TW", ("zh", "zh-Hant"), "zh-Hant"),  # as much as there is
        ("en", ("fr", "en-GB", "en-US"), "en-GB"),  # of the family, the first
        ("en-GB", ("en-US",), "en-US"),
        ("zh-Hant-TW", ("zh-Hans", "zh-Hant-HK"), "zh-Hant-HK"),  # the nearest of the family
        ("en", ("fr", "enm"), None),  # another language, though it begins alike
        ("fr", (), None),
    ],
)
def test_the_nearest_language_is_found(
    wanted: str, known: tuple[str, ...], found: str | None
) -> None:
    """As RFC 4647 looks it up; then one of the same family; and never one of another."""
    assert language_for(wanted, known) == found


def test_a_text_is_shown_in_the_nearest_language_or_else_the_first() -> None:
    """An empty text is none."""
    texts = {"es": "Hola", "fr": "", "fr-CA": "Allô"}
    assert text_and_language(texts, "fr") == ("Allô", "fr-CA")
    assert text_and_language(texts, "de") == ("Hola", "es")
    assert text_and_language({}, "de") == ("", None)
    assert text_in(texts, "fr-CH") == "Allô"
    assert text_in({"en": ""}, "en", "opening") == "opening"


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ("2021-11-01", "Monday 1 November 2021", "lundi 1er novembre 2021"),
        ("2021-11-02", "Tuesday 2 November 2021", "mardi 2 novembre 2021"),
        ("2022-08-21", "Sunday 21 August 2022", "dimanche 21 août 2022"),
    ],
)
def test_dates_are_said_as_each_language_says_them(day: str, english: str, french: str) -> None:
    """French says ``1er`` of the first of a month, and of no other day."""
    assert full_date(date.fromisoformat(day), "en") == english
    assert full_date(date.fromisoformat(day), "fr") == french
    assert french.endswith(plain_date(date.fromisoformat(day), "fr"))
    assert day_and_month(date.fromisoformat(day), "en") in english
