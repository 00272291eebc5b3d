"""Zones as people name them."""

import re
from datetime import UTC, date, datetime

import pytest

from scheduler.publishing.dates import zone_in_words, zone_of_venue
from tests.publishing.page.released import page
from tests.publishing.releases import entry, release

NOON = datetime(2021, 11, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "english", "french"),
    [
        ("Africa/Addis_Ababa", "Addis Ababa time (UTC+3)", "heure d’Addis Ababa (UTC+3)"),
        ("Asia/Kathmandu", "Kathmandu time (UTC+5:45)", "heure de Kathmandu (UTC+5:45)"),
        ("Europe/London", "London time (UTC)", "heure de London (UTC)"),
        (
            "America/Argentina/Buenos_Aires",
            "Buenos Aires time (UTC−3)",
            "heure de Buenos Aires (UTC−3)",
        ),
        ("Etc/UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_a_place_and_an_offset(zone: str, english: str, french: str) -> None:
    """In November; the name of the zone as computers write it is nowhere."""
    assert zone_in_words(zone, "en", [NOON]) == english
    assert zone_in_words(zone, "fr", [NOON]) == french


def test_clocks_that_change_during_a_conference_have_two_offsets() -> None:
    """Lisbon goes back an hour on 31 October 2021."""
    conference = release(
        zone="Europe/Lisbon", first_day=date(2021, 10, 25), last_day=date(2021, 11, 5)
    ).conference
    assert zone_of_venue(conference, "en") == "Lisbon time (UTC+1 / UTC)"


@pytest.mark.parametrize(
    ("language", "name", "sentence"),
    [
        ("en", "Addis Ababa time (UTC+3)", "All times are Addis Ababa time (UTC+3)."),
        (
            "fr",
            "heure d’Addis Ababa (UTC+3)",
            "Toutes les heures sont à l’heure d’Addis Ababa (UTC+3).",
        ),
    ],
)
def test_the_page_names_the_zone_of_the_venue_as_people_do(
    language: str, name: str, sentence: str
) -> None:
    """Its id stands in what scripts read alone."""
    text = page(release(entry("talk")), language)
    assert sentence in text
    assert f'<option value="">{name}</option>' in text
    assert "Africa/Addis_Ababa" not in re.sub(
        r"<script.*?</script>|<[^>]*>", "", text, flags=re.DOTALL
    )
