"""What exports show of a release, in which language and on which clocks."""

import csv
import io

import pytest

from scheduler.instance import COLOURS
from scheduler.publishing.exports.colours import colours_of, tinted
from scheduler.publishing.exports.lists import csv_of
from scheduler.publishing.exports.pages import page_of
from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.exports.words import inert, shortened
from scheduler.publishing.records import Credit
from scheduler.wording import one_line
from tests.publishing.exports.programmes import small
from tests.publishing.releases import entry, named, release


def test_a_row_is_read_on_the_clocks_of_the_venue() -> None:
    """06:30 UTC is 09:30 in Addis Ababa."""
    row = programme_of(small(), "en").rows[0]
    assert (row.day.isoformat(), row.hours, row.minutes) == ("2021-11-08", "09:30–11:00", 90)
    assert (row.title, row.room, row.kind) == ("Opening", "Room A", "Meeting")
    assert (row.building, row.languages, row.remote) == ("Floor 1", ("EN", "FR"), True)


def test_a_night_may_end_on_another_day_and_clocks_may_change() -> None:
    """In Paris clocks go back at 03:00 on 31 October 2021: 4 hours pass from 00:30 to 03:30."""
    night = entry("night", "2021-10-30T22:30", 240)
    row = programme_of(release(night, zone="Europe/Paris"), "en").rows[0]
    assert (row.day.isoformat(), row.hours, row.minutes) == ("2021-10-31", "00:30–03:30", 240)


def test_the_language_is_followed_as_far_as_it_goes() -> None:
    """English ones, where a language has no words here."""
    french = programme_of(small(), "fr")
    assert french.title == "Petite conférence"
    assert french.edition == "Version 3 · dimanche 3 octobre 2021, 15:00"
    assert french.clocks == "Toutes les heures sont à l’heure d’Addis Ababa (UTC+3)"
    assert programme_of(small(), "de").edition == "Release 3 · Sunday 3 October 2021, 15:00"


def test_the_first_of_a_month_is_said_as_the_french_say_it() -> None:
    """1er, but 2."""
    words = programme_of(release(number=1), "fr")
    assert words.edition == "Version 1 · vendredi 1er octobre 2021, 15:00"


def test_private_sessions_are_shown_only_where_asked_for() -> None:
    """Cancelled ones are shown, but not held."""
    assert [row.session for row in programme_of(small(), "en").rows] == ["opening", "talk", "gone"]
    shown = programme_of(small(), "en", with_private=True)
    assert [row.session for row in shown.rows] == ["opening", "talk", "gone", "secret"]
    assert [row.session for row in shown.held] == ["opening", "talk", "secret"]
    assert len(programme_of(small(), "en").days) == 1
    assert len(shown.days) == 2


def test_only_where_people_take_part_from_afar_a_row_says_so() -> None:
    """Who may only watch takes no part."""
    cast = entry("cast", stream="https://stream.example")
    far = entry("far", "2021-11-08T07:00", sites={"suva": 5})
    rows = programme_of(release(cast, far), "en").rows
    assert {row.session: row.remote for row in rows} == {"cast": False, "far": True}


@pytest.mark.parametrize(("language", "heading"), [("en", "Speakers"), ("fr", "Intervenants")])
def test_who_may_be_named_stands_in_every_table(language: str, heading: str) -> None:
    """In a column of its own, in CSV and HTML; without anybody to name, there is none."""
    credits_ = tuple(
        Credit(person=each, role="speaker", titles={"en": each.title()})
        for each in ("ada", "grace")
    )
    talk = entry("talk", "2021-11-08T11:30", 60, credits=credits_)
    made = programme_of(release(talk, entry("lunch", "2021-11-08T12:30", 60)), language)
    text = csv_of(made).decode()
    rows = [*csv.DictReader(io.StringIO(text))]
    assert [each[heading] for each in rows] == ["Ada; Grace", ""]
    assert heading in page_of(made).decode()
    without = programme_of(release(entry("talk", "2021-11-08T11:30", 60)), language)
    assert heading not in csv_of(without).decode()


def test_texts_are_tamed() -> None:
    """Controls and marks that turn text go; what begins a formula gets an apostrophe."""
    assert one_line("a\n b\t\u202ec\x07d") == "a b c d"
    assert shortened("abcd", 4) == "abcd"
    assert shortened("abcde", 4) == "abc…"
    for risky in ("=1", "+1", "-1", "@a", "\t=1", " =1", "\u00a0=1"):
        assert inert(risky) == f"'{risky}"
    for fine in ("a=1", "1-1", "(=1)", "'=1", ""):
        assert inert(fine) == fine


def test_each_thing_has_a_colour_of_its_own() -> None:
    """Its own, where CSS knows it; else the next that nobody has."""
    things = (named("a"), named("b", colour="SteelBlue"), named("c", colour="#123456"))
    assert colours_of(things) == {
        "a": COLOURS["darkorange"],  # steelblue, the first of the palette, is taken
        "b": COLOURS["steelblue"],
        "c": COLOURS["seagreen"],
    }
    assert tinted("000000", 0.2) == "cccccc"  # 255 - 0.2 * 255 = 204
    assert tinted("ffffff") == "ffffff"
