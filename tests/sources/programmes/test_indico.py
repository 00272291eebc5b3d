"""Timetables of Indico."""

from scheduler.instance import clock_text
from tests.sources.programmes.files import places, sample

NAME = "indico.json"


def test_contributions_are_sessions_and_blocks_their_tracks() -> None:
    """A block without contributions, or with posters, is one session."""
    found = sample(NAME)
    assert places(found) == {
        "welcome-address": ("09-01 09:00", "amphitheatre"),
        "polonium": ("09-01 10:00", "room-101"),
        "radium": ("09-01 10:20", "room-101"),  # where its block is
        "posters": ("09-02 09:00", "hall"),
        "general-assembly": ("09-02 11:00", "amphitheatre"),
    }
    instance = found.instance
    assert instance.zone.key == "Europe/Paris"
    assert [each.title for each in instance.themes] == ["Radiation"]
    assert {each.id: each.kind for each in instance.sessions} == {
        "welcome-address": "contribution",
        "polonium": "contribution",
        "radium": "contribution",
        "posters": "poster-session",
        "general-assembly": "session",
    }
    polonium = instance.session_by_id["polonium"]
    assert polonium.people == {"chair": ("paul-langevin",), "speaker": ("marie-curie",)}
    assert polonium.description == "A new metal."
    assert instance.session_by_id["general-assembly"].people == {"chair": ("irene-joliot",)}


def test_breaks_have_their_titles() -> None:
    """Coffee lies inside of the morning."""
    (band,) = sample(NAME).instance.day_profiles[0].bands
    (pause,) = band.breaks
    assert (clock_text(pause.start), clock_text(pause.end), pause.title) == (
        "09:30",
        "10:00",
        "Coffee",
    )


def test_times_are_by_the_clocks_that_they_name() -> None:
    """Whatever the zone of the venue is."""
    assert places(sample(NAME, "Asia/Tokyo"))["radium"] == ("09-01 17:20", "room-101")
